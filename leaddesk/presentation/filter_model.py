"""The filter of a page as the parts that its chips show; all of them must hold."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from leaddesk.domain.criteria import ALWAYS, All, Criteria
from leaddesk.domain.saved_view import meant


class FilterModel(QObject):
    """Parts in the order in which they were added; `changed` is said when they are others."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Criteria, ...] = ()

    @property
    def parts(self) -> tuple[Criteria, ...]:
        """The conditions, each a chip."""
        return self._parts

    def set_parts(self, parts: Iterable[Criteria]) -> None:
        """Show other conditions; each only once."""
        found = tuple(dict.fromkeys(parts))
        if found != self._parts:
            self._parts = found
            self.changed.emit()

    def add(self, part: Criteria) -> None:
        """One more condition."""
        self.set_parts((*self._parts, part))

    def replace(self, number: int, part: Criteria) -> None:
        """Another condition in the place of one."""
        self.set_parts((*self._parts[:number], part, *self._parts[number + 1 :]))

    def remove(self, number: int) -> None:
        """One condition less."""
        self.set_parts((*self._parts[:number], *self._parts[number + 1 :]))

    def clear(self) -> None:
        """No condition."""
        self.set_parts(())


def joined(parts: Iterable[Criteria]) -> Criteria | None:
    """Return the filter that all parts make together; None for no part."""
    found = tuple(parts)
    if not found:
        return None
    return found[0] if len(found) == 1 else All(found)


def parts_of(criteria: Criteria | None) -> tuple[Criteria, ...]:
    """Return the parts of which `joined` makes this filter."""
    if criteria is None or criteria == ALWAYS:
        return ()
    return criteria.parts if isinstance(criteria, All) else (criteria,)


def asked(parts: Iterable[Criteria], login: str, now: datetime) -> Criteria | None:
    """Return what the database is asked for by parts: `me` is `login`, and days are those of the
    zone of `now`, as the instants between which they last."""
    found = joined(parts)
    if found is None:
        return None
    from leaddesk.domain.criteria_days import in_zone

    return in_zone(meant(found, login), now)
