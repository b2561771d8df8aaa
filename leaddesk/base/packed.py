"""Values that cross processes by the hundred thousand."""

from __future__ import annotations

from typing import Any


class Packed:
    """A base for frozen dataclasses that makes them cheap to pickle: as their fields in order.

    What Python 3.11 generates for frozen classes with slots asks for the list of fields at every
    object; that was a third of the time in which an import received its rows.
    """

    __slots__ = ()

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        names = type(self).__dataclass_fields__  # type: ignore[attr-defined]
        return type(self), tuple(getattr(self, name) for name in names)
