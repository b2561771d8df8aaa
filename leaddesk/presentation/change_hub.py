"""What changed, gathered for a moment, for every model that shows it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.domain.change import first_op

if TYPE_CHECKING:
    from leaddesk.domain.change import Change


GATHER_MS = 50
MANY = 2_000
"""Beyond that many leads at once asking for everything again is cheaper than asking by id."""


class SeenChange(Protocol):
    """A record that another client changed."""

    @property
    def kind(self) -> str: ...

    @property
    def record_id(self) -> int: ...

    @property
    def lead_id(self) -> int | None: ...


class SeenStep(Protocol):
    """A step that the watch read from the change log."""

    @property
    def op_id(self) -> str: ...

    @property
    def is_batch(self) -> bool:
        """A whole import: its leads are not among the changes."""
        ...

    @property
    def changes(self) -> Sequence[SeenChange]: ...


@dataclass(frozen=True, slots=True)
class Changed:
    """What to ask again. With `everything` the ids say nothing: ask for all that is shown."""

    everything: bool
    kinds: frozenset[str]
    records: frozenset[tuple[str, int]]
    lead_ids: frozenset[int]

    def touches(self, *kinds: str) -> bool:
        """Whether records of one of these kinds changed (or may have)."""
        return self.everything or not self.kinds.isdisjoint(kinds)


class ChangeHub(QObject):
    """Hears of own outcomes and of other clients' steps; signals at most every 50 ms.

    All methods belong to the window's thread. The watch tells own steps too; those announced
    with `expect` are told by their outcome already and left out.
    """

    changed = Signal(object)  # Changed

    def __init__(self, parent: QObject | None = None, *, gather_ms: int = GATHER_MS) -> None:
        super().__init__(parent)
        self._everything = False
        self._records: set[tuple[str, int]] = set()
        self._lead_ids: set[int] = set()
        self._own: dict[str, None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(gather_ms)
        self._timer.timeout.connect(self.flush)

    def expect(self, op_id: str) -> None:
        """An own operation is on its way, or one of several slices."""
        self._own[op_id] = None
        while len(self._own) > 1000:  # long ago: the watch has told of it or never will
            del self._own[next(iter(self._own))]

    def tell(self, changes: Iterable[Change]) -> None:
        """Take in what an own outcome changed."""
        for change in changes:
            self._add(change.kind, change.id, change.lead_id)

    def tell_steps(self, steps: Iterable[SeenStep]) -> None:
        """Take in what the watch saw."""
        for step in steps:
            if first_op(step.op_id) not in self._own:
                if step.is_batch:
                    self.tell_all()
                for change in step.changes:
                    self._add(change.kind, change.record_id, change.lead_id)

    def tell_all(self) -> None:
        """Too much happened to say what, or the database is another one."""
        self._everything = True
        self._begin()

    def flush(self) -> None:
        """Signal now what was gathered."""
        self._timer.stop()
        if not (self._everything or self._records):
            return
        everything = self._everything or len(self._lead_ids) > MANY
        found = Changed(
            everything,
            frozenset(kind for kind, _ in self._records),
            frozenset() if everything else frozenset(self._records),
            frozenset() if everything else frozenset(self._lead_ids),
        )
        self._everything = False
        self._records.clear()
        self._lead_ids.clear()
        self.changed.emit(found)

    def _add(self, kind: str, id: int, lead_id: int | None) -> None:
        self._records.add((kind, id))
        if lead_id is not None:
            self._lead_ids.add(lead_id)
        elif kind == "lead":
            self._lead_ids.add(id)
        self._begin()

    def _begin(self) -> None:
        if not self._timer.isActive():
            self._timer.start()
