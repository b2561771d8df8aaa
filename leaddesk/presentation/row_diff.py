"""What must happen to a list so that it becomes another: removals, moves, insertions, updates.

Rows are told apart by `id`. A view that is told these edits keeps its scroll place, its selection
and its focus; after a model reset all three are gone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeAlias, TypeVar


class Row(Protocol):
    """Anything with an id that is unique in its list; equal rows look equal."""

    @property
    def id(self) -> int: ...


R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Remove:
    """Take out `count` rows from `first` on."""

    first: int
    count: int

    def shifted(self, by: int) -> Remove:
        """Return the same edit of a part that begins at row `by`."""
        return Remove(self.first + by, self.count)


@dataclass(frozen=True, slots=True)
class Insert(Generic[R]):
    """Put rows in before the row that stands at `at`."""

    at: int
    rows: tuple[R, ...]

    def shifted(self, by: int) -> Insert[R]:
        """Return the same edit of a part that begins at row `by`."""
        return Insert(self.at + by, self.rows)


@dataclass(frozen=True, slots=True)
class Move:
    """Take the row at `source` out and put it in again so that it stands at `target`."""

    source: int
    target: int

    def shifted(self, by: int) -> Move:
        """Return the same edit of a part that begins at row `by`."""
        return Move(self.source + by, self.target + by)


@dataclass(frozen=True, slots=True)
class Reorder:
    """Put the rows from `first` on into another order at once: place `first + n` gets what stood
    at `sources[n]`."""

    sources: tuple[int, ...]
    first: int = 0

    def shifted(self, by: int) -> Reorder:
        """Return the same edit of a part that begins at row `by`."""
        return Reorder(tuple(n + by for n in self.sources), self.first + by)


@dataclass(frozen=True, slots=True)
class Update(Generic[R]):
    """Put other values into the rows from `first` on; their ids stay."""

    first: int
    rows: tuple[R, ...]

    def shifted(self, by: int) -> Update[R]:
        """Return the same edit of a part that begins at row `by`."""
        return Update(self.first + by, self.rows)


Edit: TypeAlias = Remove | Insert[R] | Move | Reorder | Update[R]

MANY_MOVES = 24
"""From here on one change of order costs a view less than single moves."""


def play(rows: list[R], edit: Edit[R]) -> None:
    """Do one edit to a list."""
    match edit:
        case Remove(first, count):
            del rows[first : first + count]
        case Insert(at, new):
            rows[at:at] = new
        case Move(source, target):
            rows.insert(target, rows.pop(source))
        case Reorder(sources, first):
            rows[first : first + len(sources)] = [rows[n] for n in sources]
        case Update(first, new):
            rows[first : first + len(new)] = new


def diff(old: Sequence[R], new: Sequence[R]) -> list[Edit[R]]:
    """Return edits that make `new` of `old` when done in order.

    No row that stays is removed; as few as possible are moved. When nothing stays the answer is
    one removal and one insertion. Costs about n log n.
    """
    edits: list[Edit[R]] = []
    wanted = {row.id for row in new}
    held = {row.id for row in old}
    rows = list(old)

    def do(edit: Edit[R]) -> None:
        play(rows, edit)
        edits.append(edit)

    # From the end, so that earlier places stay true.
    end = len(rows)
    while end > 0:
        if rows[end - 1].id in wanted:
            end -= 1
            continue
        first = end - 1
        while first > 0 and rows[first - 1].id not in wanted:
            first -= 1
        do(Remove(first, end - first))
        end = first

    _move(rows, [row.id for row in new if row.id in held], do)

    at = 0
    while at < len(new):
        if new[at].id in held:
            at += 1
            continue
        stop = at
        while stop < len(new) and new[stop].id not in held:
            stop += 1
        do(Insert(at, tuple(new[at:stop])))
        at = stop

    at = 0
    while at < len(new):
        if rows[at] is new[at] or rows[at] == new[at]:
            at += 1
            continue
        stop = at
        while stop < len(new) and rows[stop] != new[stop]:
            stop += 1
        do(Update(at, tuple(new[at:stop])))
        at = stop
    return edits


class _Do(Protocol):
    def __call__(self, edit: Move | Reorder, /) -> None: ...


def _move(rows: list[R], order: list[int], do: _Do) -> None:
    """Bring `rows` into `order` (the same ids), leaving the longest ordered run in place."""
    place = {key: n for n, key in enumerate(order)}
    stays = _longest_rising([place[row.id] for row in rows])
    if len(stays) == len(rows):
        return
    if len(rows) - len(stays) >= MANY_MOVES:
        source_of = {row.id: n for n, row in enumerate(rows)}
        do(Reorder(tuple(source_of[key] for key in order)))
        return
    settled = {order[n] for n in stays}
    for target, key in enumerate(order):
        if key in settled:
            continue
        # Everything before `target` in the order is settled already, so this row's place is
        # right after the one that comes before it.
        source = next(n for n, row in enumerate(rows) if row.id == key)
        before = -1
        if target:
            before = next(n for n, row in enumerate(rows) if row.id == order[target - 1])
        goal = before + 1 if before < source else before
        if goal != source:
            do(Move(source, goal))
        settled.add(key)


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """Return the members of a longest rising subsequence (patience sorting)."""
    tops: list[int] = []
    top_at: list[int] = []
    previous = [-1] * len(numbers)
    for n, number in enumerate(numbers):
        pile = bisect_left(tops, number)
        previous[n] = top_at[pile - 1] if pile else -1
        if pile == len(tops):
            tops.append(number)
            top_at.append(n)
        else:
            tops[pile], top_at[pile] = number, n
    run: set[int] = set()
    at = top_at[-1] if top_at else -1
    while at >= 0:
        run.add(numbers[at])
        at = previous[at]
    return run
