"""How the window stands: whether all is saved, and what is out of reach, said over the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import GONE_CODES, Notice, notice_of
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.standing import Lost, Standing, Waiting
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.controls import Banner
from leaddesk.widgets.notices import Notices, copy_text
from leaddesk.widgets.page_loading import FirstLoading, ListLoading
from leaddesk.widgets.save_mark import SaveMark
from leaddesk.widgets.theme import Theme

if TYPE_CHECKING:
    from leaddesk.presentation.edit_lock import EditLock
    from leaddesk.widgets.leads.leads_page import LeadsPage

_MARGINS: Final = (24, 10, 24, 2)


class WindowStates(QObject):
    """The banner under the top bar and the mark in it follow client and watch; `row` is the
    banner's place, to be put between top bar and pages.

    The banner tells one thing at a time: a lost server first, then somebody who saves for long,
    then why the database could not be opened or can only be read.
    """

    def __init__(
        self,
        theme: Theme,
        client: DeskClient,
        hub: ChangeHub,
        board: BoardModel,
        pipeline: BoardPage,
        notices: Notices,
        mark: SaveMark,
        standing: Standing,
        dates: DateWords,
    ) -> None:
        super().__init__(standing)
        self._theme, self._client, self._board, self._pipeline = theme, client, board, pipeline
        self.loading = FirstLoading(board, pipeline)
        self._notices, self._mark, self._dates = notices, mark, dates
        self.standing = standing
        self._said = ""  # what has no state of its own: a start that failed, a file to read only
        self.trouble = Banner(theme, "warn", "")
        self.retry = self.trouble.add_button(tr("Retry"))
        self.copy = self.trouble.add_button(tr("Copy my change"))
        self.note = self.trouble.add_note()
        self.row = QVBoxLayout()
        self.row.addWidget(self.trouble)
        self._show()
        client.save_state_changed.connect(mark.show_state)
        client.trouble_changed.connect(self._trouble_changed)
        client.lock_changed.connect(self._lock_changed)
        standing.changed.connect(self._show)
        standing.came_back.connect(hub.tell_all)
        mark.asked.connect(self._tell_unsaved)
        self.retry.clicked.connect(self._try_again)
        self.copy.clicked.connect(self._copy)
        board.load_failed.connect(self._board_failed)

    def show_start_trouble(self, notice: Notice) -> None:
        """The database could not be opened, or can only be read; Retry is the starter's to listen
        to. A server that goes away while the window is open is told after three seconds."""
        self.loading.end()
        if self._client.desk is not None:
            if notice.code in GONE_CODES:
                self.standing.hear_watch(is_gone=True)
                return
            from leaddesk.presentation.edit_lock import EditLock

            self._client.set_lock(EditLock(notice.title, notice.hint))
        self._say(f"{notice.title} {notice.hint}".strip())

    def may_edit(self) -> bool:
        """Whether something can be changed just now; else it is said why not."""
        lock = self._client.lock
        if lock is not None:
            self._notices.refuse(lock.reason)
        return lock is None

    def join_list(self, page: LeadsPage) -> None:
        """The list was made: show how it loads."""
        ListLoading(self._theme, self._client, page)

    def clear_trouble(self) -> None:
        """The database is there, and can be written."""
        self.standing.hear_watch(is_gone=False)
        lock = self._client.lock
        if lock is not None and not lock.keeps_text:
            self._client.set_lock(None)
        self._say("")

    # --- inside ------------------------------------------------------------------------------

    def _trouble_changed(self, error: object) -> None:
        """A verb or a question did not get through; a lost server is the standing's to tell."""
        if not isinstance(error, BaseException):
            self._say("")
        elif notice_of(error).code not in GONE_CODES and self.standing.waiting is None:
            notice = notice_of(error)
            kept = tr("Your change is kept here and tried again.") if self._client.unsaved else ""
            self._say(" ".join(filter(None, (notice.title, kept, notice.hint))))

    def _board_failed(self, notice: Notice) -> None:
        shown = self._pipeline.trouble.isVisible() or notice.code in GONE_CODES
        self._say("" if shown else notice.title)

    def _lock_changed(self, lock: EditLock | None) -> None:
        is_fixed = lock is not None and not lock.keeps_text
        self._mark.show_read_only(f"{lock.reason} {lock.hint}".strip() if lock and is_fixed else "")

    def _say(self, text: str) -> None:
        self._said = text
        self._show()

    def _show(self) -> None:
        lost, waiting = self.standing.lost, self.standing.waiting
        self._mark.show_waiting(self._waiting_mark(waiting))
        text, note, has_text = self._said, "", False
        if lost is not None:
            text, has_text = self._lost_text(lost), bool(self._client.unsaved)
            note = tr_n("next try in %n s", "next try in %n s", lost.next_s)
        elif waiting is not None and waiting.is_long:
            text, has_text = self._waiting_text(waiting), bool(self._client.unsaved)
            note = tr_n("waiting for %n s", "waiting for %n s", waiting.seconds)
        if text:
            self.trouble.set_notice("warn", text)
        self.note.setText(note)
        self.note.setVisible(bool(note))
        self.retry.setText(tr("Try now") if note else tr("Retry"))
        self.copy.setVisible(has_text)
        self.trouble.setVisible(bool(text))
        self.row.setContentsMargins(*(_MARGINS if text else (0, 0, 0, 0)))

    def _lost_text(self, lost: Lost) -> str:
        said = tr(
            "Connection to the team server lost at {time}. You can read; changes are paused.",
            time=self._dates.time(lost.since),
        )
        if self._client.unsaved:
            kept = tr("What you wrote is kept here and will be saved when it is back.")
            return f"{said} {kept}"
        return said

    def _waiting_text(self, waiting: Waiting) -> str:
        if self.standing.on_server:
            return tr("Someone else is changing the same records. Your change is waiting.")
        if waiting.who:
            who = one_line(waiting.who)
            return tr("{who} is saving this file. Your change is waiting.", who=who)
        return tr("Someone else is saving this file. Your change is waiting.")

    def _waiting_mark(self, waiting: Waiting | None) -> str:
        if waiting is None:
            return ""
        if self.standing.on_server:
            return tr("Waiting for the team server...")
        if waiting.who:
            return tr("Waiting for {who} to finish saving...", who=one_line(waiting.who, 24))
        return tr("Waiting for someone else to finish saving...")

    def _try_again(self) -> None:
        self.standing.try_now()
        if self._board.team is None:
            self._board.load()

    def _copy(self) -> None:
        from leaddesk.presentation.unsaved_words import unsaved_text

        copy_text(unsaved_text(self._client.unsaved))
        self._notices.announce(tr("Copied"))

    def _tell_unsaved(self) -> None:
        count = len(self._client.unsaved)
        said = tr_n("%n change waits to be saved.", "%n changes wait to be saved.", count)
        self._notices.offer(said, tr("Copy my change"), self._copy, "cloud-off")
