"""How the window stands: whether all is saved, and what is out of reach, said over the pages."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.text import tr
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.controls import Banner
from leaddesk.widgets.notices import Notices
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.top_bar import SaveMark


class WindowStates(QObject):
    """The banner under the top bar and the mark in it follow the client; `row` is the banner's
    place, to be put between top bar and pages."""

    def __init__(
        self,
        theme: Theme,
        client: DeskClient,
        board: BoardModel,
        pipeline: BoardPage,
        notices: Notices,
        mark: SaveMark,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._client, self._board, self._pipeline = client, board, pipeline
        self._notices = notices
        self.trouble = Banner(theme, "warn", "")
        self.retry = self.trouble.add_button(tr("Retry"))
        self.row = QVBoxLayout()
        self.row.addWidget(self.trouble)
        self._show("")
        client.save_state_changed.connect(mark.show_state)
        client.trouble_changed.connect(self._trouble_changed)
        mark.asked.connect(self._tell_unsaved)
        self.retry.clicked.connect(self._try_again)
        board.load_failed.connect(self._board_failed)

    def show_start_trouble(self, notice: Notice) -> None:
        """The database could not be opened; Retry is the starter's to listen to."""
        self._show(f"{notice.title} {notice.hint}".strip())

    def clear_trouble(self) -> None:
        """The database is there."""
        self._show("")

    # --- inside ------------------------------------------------------------------------------

    def _trouble_changed(self, error: object) -> None:
        """Out of reach: the window lives on and says so; back: the banner goes."""
        if isinstance(error, BaseException):
            notice = notice_of(error)
            kept = tr("Your change is kept here and tried again.") if self._client.unsaved else ""
            self._show(" ".join(filter(None, (notice.title, kept, notice.hint))))
        else:
            self._show("")

    def _board_failed(self, notice: Notice) -> None:
        self._show("" if self._pipeline.trouble.isVisible() else notice.title)

    def _show(self, text: str) -> None:
        if text:
            self.trouble.set_notice("warn", text)
        self.trouble.setVisible(bool(text))
        self.row.setContentsMargins(*((24, 10, 24, 2) if text else (0, 0, 0, 0)))

    def _try_again(self) -> None:
        self._client.try_now()
        if self._board.team is None:
            self._board.load()

    def _tell_unsaved(self) -> None:
        count = len(self._client.unsaved)
        self._notices.say(tr("{count} changes wait to be saved.", count=count))
