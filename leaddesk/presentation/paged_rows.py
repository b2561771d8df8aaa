"""A window that slides over a list too long to hold: pages by key in, edits of rows out.

The window holds at most 400 rows, whatever the list's length and however deep somebody scrolls;
rows that leave at one end are asked for again when they are needed. No Qt here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from leaddesk.presentation.row_diff import Edit, Row, diff
from leaddesk.service.read_models import Cursor

PAGE = 50
LARGEST = 400

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Rows as asked for, with cursors to go back from `first` and on from `last`."""

    rows: tuple[R, ...]
    first: Cursor | None
    last: Cursor | None
    at_start: bool
    at_end: bool


@dataclass(frozen=True, slots=True)
class Overlay(Generic[R]):
    """What somebody moved and nobody has written yet: rows that came, by id, each with the id of
    the row that it was put before (None: where it belongs), and ids that left. Those of `at_end`
    were put behind the last row."""

    moved_in: Mapping[int, tuple[R, int | None]]
    moved_out: frozenset[int] = frozenset()
    at_end: frozenset[int] = frozenset()


class PagedRows(Generic[R]):
    """The held pages, what somebody has just moved in or out, and the rows these make.

    Every method that changes something returns the edits from the rows shown before to those
    shown now, and `rows` holds the new ones already. `place` says where a moved-in row would
    stand among the others.
    """

    def __init__(
        self,
        place: Callable[[R, Sequence[R]], int] = lambda _row, _rows: 0,
        *,
        largest: int = LARGEST,
    ) -> None:
        self._place = place
        self._largest = largest
        self._pages: list[Page[R]] = []
        self._overlay: Overlay[R] = Overlay({})
        self.rows: list[R] = []
        self.skipped = 0  # rows known to stand before the window

    # --- where the window is -----------------------------------------------------------------

    @property
    def at_start(self) -> bool:
        return not self._pages or self._pages[0].at_start

    @property
    def at_end(self) -> bool:
        return bool(self._pages) and self._pages[-1].at_end

    @property
    def first(self) -> Cursor | None:
        """The cursor to ask for the page before; None at the start."""
        return None if self.at_start else self._pages[0].first

    @property
    def last(self) -> Cursor | None:
        """The cursor to ask for the next page; None at the end or with nothing held."""
        return None if not self._pages or self.at_end else self._pages[-1].last

    @property
    def held(self) -> int:
        """How many rows the pages hold."""
        return sum(len(page.rows) for page in self._pages)

    def page_ids(self) -> set[int]:
        """Return the ids in the pages, whether shown or just moved out."""
        return {row.id for page in self._pages for row in page.rows}

    # --- what comes from the reader ----------------------------------------------------------

    def replace(self, pages: Iterable[Page[R]], overlay: Overlay[R] | None = None) -> list[Edit[R]]:
        """Show these pages (and, if given, this overlay) in place of all held ones: a filter
        changed, or the same window was read again."""
        self._pages = list(pages)
        if overlay is not None:
            self._overlay = overlay
        if self.at_start:
            self.skipped = 0
        return self._show()

    def append(self, page: Page[R]) -> list[Edit[R]]:
        """Add the next page; pages at the front leave when the window is full."""
        self._drop_known(page)
        self._pages.append(page)
        while self.held > self._largest and len(self._pages) > 1:
            gone = self._pages.pop(0)
            self.skipped += len(gone.rows)
            self._open_start()
        return self._show()

    def prepend(self, page: Page[R]) -> list[Edit[R]]:
        """Add the page before; pages at the end leave when the window is full."""
        self._drop_known(page)
        self._pages.insert(0, page)
        self.skipped = 0 if page.at_start else max(0, self.skipped - len(page.rows))
        while self.held > self._largest and len(self._pages) > 1:
            self._pages.pop()
            self._open_end()
        return self._show()

    def clear(self) -> list[Edit[R]]:
        """Hold nothing."""
        self._pages = []
        self.skipped = 0
        return self._show()

    # --- what somebody does before it is written ---------------------------------------------

    def cover(self, overlay: Overlay[R]) -> list[Edit[R]]:
        """Show these pending moves over the pages."""
        self._overlay = overlay
        return self._show()

    # --- inside ------------------------------------------------------------------------------

    def _drop_known(self, page: Page[R]) -> None:
        """A row that wandered into the new page while we looked must not stand there twice."""
        new = {row.id for row in page.rows}
        for n, held in enumerate(self._pages):
            if any(row.id in new for row in held.rows):
                kept = tuple(row for row in held.rows if row.id not in new)
                self._pages[n] = Page(kept, held.first, held.last, held.at_start, held.at_end)

    def _open_start(self) -> None:
        page = self._pages[0]
        self._pages[0] = Page(page.rows, page.first, page.last, False, page.at_end)

    def _open_end(self) -> None:
        page = self._pages[-1]
        self._pages[-1] = Page(page.rows, page.first, page.last, page.at_start, False)

    def _show(self) -> list[Edit[R]]:
        wanted: list[R] = []
        seen: set[int] = set()
        for page in self._pages:
            for row in page.rows:
                # A reading in several pages may meet a row twice when it is moved meanwhile.
                if row.id not in seen and row.id not in self._overlay.moved_out:
                    seen.add(row.id)
                    wanted.append(row)
        for key, (row, before) in self._overlay.moved_in.items():
            if key in seen:
                continue
            if key in self._overlay.at_end:
                wanted.append(row)
            else:
                place = next((n for n, r in enumerate(wanted) if r.id == before), None)
                wanted.insert(self._place(row, wanted) if place is None else place, row)
        edits = diff(self.rows, wanted)
        self.rows = wanted
        return edits
