"""The peek of the window: what opens it, what it walks, where it has room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.pages import Page
from leaddesk.widgets.peek.peek_dock import PeekDock

if TYPE_CHECKING:
    from leaddesk.widgets.leads.leads_page import LeadsPage

BESIDE_FROM = 1180
"""In a narrower window the peek lies over the page instead of beside it."""
_SHOW, _HIDE = QEvent.Type.Show, QEvent.Type.Hide


class WindowPeek(QObject):
    """Joins the peek with the page beside it."""

    act_asked = Signal(str, int)  # a command that a page or the peek leaves to the window
    escape_asked = Signal()
    went = Signal(int, bool)  # a lead is shown; True: by walking from the one before

    def __init__(
        self,
        dock: PeekDock,
        pipeline: BoardPage,
        leads: Page[LeadsPage],
        settings: SettingsModel,
        content: QWidget,
        row: QHBoxLayout,
    ) -> None:
        """`row` lays the page and the dock out in `content`."""
        super().__init__(content)
        self.dock, self._pipeline, self._leads = dock, pipeline, leads
        self._settings, self._content, self._row = settings, content, row
        self._join(pipeline)
        pipeline.board.heads_changed.connect(self._say_place)
        dock.closed.connect(self._closed)
        dock.walk_asked.connect(self._walk)
        dock.move_asked.connect(self._move)
        dock.commanded.connect(self._do_in_peek)
        dock.width_changed.connect(self.fit)
        content.installEventFilter(self)

    def join_list(self, leads: LeadsPage) -> None:
        """Follow the list, which is made when it is first shown."""
        self._join(leads)
        leads.moves.made.connect(self.follow)
        leads.model.dataChanged.connect(self._say_place)
        leads.model.total_changed.connect(self._say_place)
        leads.installEventFilter(self)

    def restore(self) -> None:
        """Open it on the lead that it showed last."""
        settings = self._settings.settings
        if settings.peek_open and settings.open_lead is not None:
            self.open(settings.open_lead)

    def open(self, lead_id: int, *, walking: bool = False) -> None:
        """Show a lead beside the page; `walking`: in place of the one before it."""
        self._settings.change(open_lead=lead_id, peek_open=True)
        self.dock.show_lead(lead_id)
        self._say_place()
        self.fit()
        self.went.emit(lead_id, walking)

    def close(self) -> None:
        """Close it and give its width back."""
        self.dock.close_it()

    def toggle(self) -> None:
        """Open it on the current card, or close it (Space)."""
        current = self._current()
        if self.dock.is_open:
            self.close()
        elif current is not None:
            self.open(current)

    def act(self, command: str, lead_id: int) -> None:
        """Do a command of the board on a lead: open it and go on there."""
        self.open(lead_id)
        self.dock.act(command, lead_id)

    def fit(self) -> None:
        """Find its place for the window's present width."""
        overlays = self._content.window().width() < BESIDE_FROM
        self.dock.place(self._content, self._row, overlays=overlays)
        self._pipeline.set_peek_open(self.dock.is_shown)
        covered = self.dock.width() if overlays and self.dock.isVisible() else 0
        self._pipeline.set_covered(covered)
        if self._leads.is_made:
            self._list.set_covered(covered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit again when the content changes its size; say the place on another page."""
        if watched is self._content and event.type() == QEvent.Type.Resize:
            self.fit()
        elif watched is not self._content and event.type() in (_SHOW, _HIDE):
            self._say_place()
        return False

    # --- inside ------------------------------------------------------------------------------

    def _join(self, page: BoardPage | LeadsPage) -> None:
        page.peek_asked.connect(self.open)
        page.peek_closed.connect(self.close)
        page.current_changed.connect(self._current_changed)
        page.peek_toggled.connect(self.toggle)
        page.act_asked.connect(self.act_asked)

    @property
    def _list(self) -> LeadsPage:
        return self._leads.view.widget

    def _is_on_leads(self) -> bool:
        return self._leads.is_made and self._list.isVisible()

    def _current(self) -> int | None:
        return self._list.current_id() if self._is_on_leads() else self._pipeline.view.current_id()

    def _current_changed(self, lead_id: object) -> None:
        if self.dock.is_shown and isinstance(lead_id, int) and lead_id != self.dock.lead_id:
            self.open(lead_id, walking=True)

    def _do_in_peek(self, command: str) -> None:
        if command == "escape":
            self.escape_asked.emit()
        elif self.dock.lead_id is not None:
            self.act_asked.emit(command, self.dock.lead_id)

    def _closed(self) -> None:
        self._settings.change(peek_open=False, open_lead=None)
        self.fit()
        (self._list if self._is_on_leads() else self._pipeline).take_focus()

    def _walk(self, steps: int) -> None:
        if self._is_on_leads():
            self._list.walk(steps)
        else:
            self._pipeline.view.walk(steps)

    def _move(self, lead_id: int, stage_id: int) -> None:
        """The board holds its card where it will be; elsewhere what is needed is asked here."""
        if not self._is_on_leads() and self._pipeline.view.row(lead_id) is not None:
            self._pipeline.moves.move([lead_id], stage_id)
        else:
            bar = self.dock.panel.head.stages
            place = bar.rect_of(stage_id)
            corner = bar.mapTo(bar.window(), place.topLeft())
            self._list.move_leads([lead_id], stage_id, QRect(corner, place.size()))

    def place_of(self, lead_id: int) -> QRect:
        """Return where a lead is seen, in pixels of the window; else where the page begins."""
        if self._is_on_leads():
            return self._list.table.place_of(lead_id)
        place = self._pipeline.view.rect_of(lead_id)
        if not place.isEmpty():
            return place
        part = self.dock if self.dock.isVisible() else self._content
        corner = part.mapTo(part.window(), part.rect().topLeft())
        return QRect(corner.x() + 24, corner.y() + 24, 1, 1)

    def follow(self, made: dict[int, int]) -> None:
        """A conversion made another record of the lead that is shown."""
        lead_id = made.get(self.dock.lead_id or 0)
        if lead_id is not None:
            self.open(lead_id)

    def _say_place(self) -> None:
        """Say "3 of 25" in the list, "2 of 8 in Contacted" where the board shows the lead."""
        lead_id = self.dock.lead_id
        if lead_id is None:
            self.dock.set_place("")
        elif self._is_on_leads():
            self.dock.set_place(self._list.place_words(lead_id))
        else:
            self.dock.set_place(self._place_on_board(lead_id))

    def _place_on_board(self, lead_id: int) -> str:
        column = self._pipeline.view.column_of(lead_id)
        if column is None or column.head is None:
            return ""
        number = column.model.rows_before + (column.model.row_of(lead_id) or 0) + 1
        return tr(
            "{number} of {count} in {stage}",
            number=number, count=column.head.count_text, stage=column.head.name,
        )  # fmt: skip
