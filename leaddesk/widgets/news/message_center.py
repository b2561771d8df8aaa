"""Joins the bell, its panel and what was said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.base.clock import Clock
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.text import tr
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.news.bell import Bell
from leaddesk.widgets.theme import Theme

if TYPE_CHECKING:
    from leaddesk.widgets.news.news_panel import NewsPanel

RECALL_MS: Final = 1_500
"""After the start: nobody misses the messages of yesterday while the first board is painted."""


class MessageCenter(QObject):
    """`lead_asked` names the lead of a line that was opened."""

    lead_asked = Signal(int)

    def __init__(
        self,
        theme: Theme,
        bell: Bell,
        host: QWidget,
        history: UndoHistory,
        clock: Clock,
        dates: DateWords,
    ) -> None:
        """`host` is what the panel may cover."""
        super().__init__(host)
        self._theme, self._bell, self._host = theme, bell, host
        self._history, self._clock, self._dates = history, clock, dates
        self.panel: NewsPanel | None = None
        self._popover: Popover | None = None
        self._recalled = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(RECALL_MS)
        self._soon.timeout.connect(self.recall)
        bell.clicked.connect(self.toggle)
        history.messages_changed.connect(self._changed)

    def start(self) -> None:
        """The database is open: the messages of earlier runs come when there is time."""
        if not self._recalled:
            self._soon.start()

    def recall(self) -> None:
        """Bring back the messages of earlier runs."""
        if not self._recalled:
            self._recalled = True
            self._soon.stop()
            self._history.recall()

    def toggle(self) -> None:
        """Open the panel below the bell, or close it."""
        if self._popover is not None:
            self._popover.close_it()
            return
        if self._soon.isActive():
            self.recall()
        from leaddesk.widgets.news.news_panel import NewsPanel

        panel = NewsPanel(self._theme, self._history, self._clock, self._dates)
        popover = Popover(self._theme, self._host, tr("Messages"), panel)
        self.panel, self._popover = panel, popover
        panel.lead_asked.connect(self._open_lead)
        popover.closed.connect(self._closed)
        popover.open_at(self._bell)
        if panel.lines:
            panel.lines[0].setFocus()

    # --- inside ------------------------------------------------------------------------------

    def _open_lead(self, lead_id: int) -> None:
        if self._popover is not None:
            self._popover.close_it()
        self.lead_asked.emit(lead_id)

    def _closed(self) -> None:
        popover, self._popover, self.panel = self._popover, None, None
        if popover is not None:
            popover.deleteLater()

    def _changed(self) -> None:
        self._bell.show_unread(self._history.unread)
