"""What the board asks: each function makes one question, run as one short read. No Qt here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from leaddesk.presentation.paged_rows import PAGE, Page
from leaddesk.service.read_models import (
    BoardFilter,
    CardPage,
    CardRow,
    ColumnHead,
    Cursor,
    Reader,
    TeamView,
)


@dataclass(frozen=True, slots=True)
class Window:
    """A column's held window: where it begins (None: at the start), how long it is, whose cards
    it holds. `generation` says whether it is still the same when the answer comes."""

    column_id: int
    generation: int
    first: Cursor | None = None
    size: int = PAGE
    ids: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class BoardAnswer:
    """Heads of all columns, and the windows that were read (by column)."""

    heads: tuple[ColumnHead, ...]
    pages: Mapping[int, tuple[Page[CardRow], ...]]
    team: TeamView | None = None


def whole_board(filter: BoardFilter) -> Callable[[Reader], BoardAnswer]:
    """Ask for the team, all heads and the first page of each column."""

    def question(reader: Reader) -> BoardAnswer:
        team = reader.team()
        pages = {
            stage.id: (as_page(reader.board_page(stage.id, filter, limit=PAGE)),)
            for stage in team.pipeline.columns
        }
        return BoardAnswer(reader.board_heads(filter), pages, team)

    return question


def changed_part(
    filter: BoardFilter, windows: Sequence[Window], lead_ids: Iterable[int] | None
) -> Callable[[Reader], BoardAnswer]:
    """Ask for all heads and those windows that these leads left, entered or changed in; None:
    all windows, and the team, which may be another."""
    ids = None if lead_ids is None else frozenset(lead_ids)

    def question(reader: Reader) -> BoardAnswer:
        touched = {window.column_id for window in windows}
        if ids is not None:
            touched = {row.column_id for row in reader.cards(ids).values()}
            touched |= {window.column_id for window in windows if window.ids & ids}
        pages = {
            window.column_id: read_window(reader, filter, window)
            for window in windows
            if window.column_id in touched
        }
        team = reader.team() if ids is None else None
        return BoardAnswer(reader.board_heads(filter), pages, team)

    return question


def read_window(reader: Reader, filter: BoardFilter, window: Window) -> tuple[Page[CardRow], ...]:
    """Read a held window again, page by page, from the same place on."""
    after: Cursor | None = None
    if window.first is not None:
        # A cursor excludes its own row: begin behind the row before it.
        before = reader.board_page(window.column_id, filter, before=window.first, limit=1)
        after = before.last
    pages: list[Page[CardRow]] = []
    read = 0
    while True:
        page = as_page(reader.board_page(window.column_id, filter, after=after, limit=PAGE))
        pages.append(page)
        read += len(page.rows)
        after = page.last
        if page.at_end or after is None or read >= window.size:
            return tuple(pages)


def as_page(page: CardPage) -> Page[CardRow]:
    """Return a reader's page as one of a window."""
    return Page(page.rows, page.first, page.last, page.at_start, page.at_end)
