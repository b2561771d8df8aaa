"""Alt+Left and Alt+Right: back and forward through the pages and leads that were looked at."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject

from leaddesk.presentation.visits import Visit, Visits
from leaddesk.widgets.window_peek import WindowPeek

RECENT = 5


class Window(Protocol):
    """What is walked."""

    peek: WindowPeek

    @property
    def page(self) -> str: ...

    def show_page(self, key: str) -> None: ...

    def show_lead(self, lead_id: int) -> None: ...


class WindowVisits(QObject):
    """Notes where the window goes, and leads there again."""

    def __init__(self, window: Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._visits = Visits()
        self._is_walking = False
        window.peek.went.connect(lambda lead_id, walking: self._note(lead_id, in_place=walking))
        window.peek.dock.closed.connect(lambda: self._note(None, in_place=True))

    @property
    def leads(self) -> tuple[int, ...]:
        """The leads looked at lately, the newest first."""
        return self._visits.leads(RECENT)

    def page_shown(self) -> None:
        """The window shows another page, beside it the lead of the peek if it has one there."""
        dock = self._window.peek.dock
        self._note(dock.lead_id if dock.is_on_page else None)

    def back(self) -> None:
        """Go where the user was before."""
        self._walk(-1)

    def forward(self) -> None:
        """Undo a step back."""
        self._walk(1)

    # --- inside ------------------------------------------------------------------------------

    def _note(self, lead_id: int | None, *, in_place: bool = False) -> None:
        if not self._is_walking:
            self._visits.go(Visit(self._window.page, lead_id), in_place=in_place)

    def _walk(self, steps: int) -> None:
        visit = self._visits.step(steps)
        if visit is None:
            return
        self._is_walking = True
        window = self._window
        if visit.page != window.page:
            window.show_page(visit.page)
        if visit.lead_id is not None:
            window.show_lead(visit.lead_id)
        else:
            window.peek.close()
        self._is_walking = False
