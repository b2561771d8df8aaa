"""What the settings' section on the data source can do: backups, the check, the way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from leaddesk.app.connecting import Connection
from leaddesk.app.opening import Opened, Opener
from leaddesk.app.wiring import Parts
from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.source_words import BackupLine, SourceState
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.storage.address import FileAddress
from leaddesk.work.task import Task

if TYPE_CHECKING:
    from leaddesk.storage.backup import Backup
    from leaddesk.widgets.settings.data_source import DataSourceForm
    from leaddesk.widgets.settings.settings_page import SettingsPage

T = TypeVar("T")


class DataSource(QObject):
    """Serves the section of the settings when it is made. Files are touched in lanes."""

    def __init__(
        self,
        page: SettingsPage,
        history: UndoHistory,
        parts: Parts,
        opener: Opener,
        connection: Connection,
    ) -> None:
        super().__init__(page)
        self._parts, self._opener, self._connection = parts, opener, connection
        self._history = history
        self._form: DataSourceForm | None = None
        page.source_made.connect(self._serve_form)

    def _serve_form(self, form: DataSourceForm) -> None:
        self._form = form
        form.backup_asked.connect(self._back_up)
        form.verify_asked.connect(self._verify)
        form.restore_asked.connect(self._restore)
        self._look()

    # --- the four things ---------------------------------------------------------------------

    def _look(self) -> None:
        self._do(partial(read_source, self._opener), self._show)

    def _show(self, state: SourceState) -> None:
        if self._form is not None:
            self._form.show_state(state)

    def _back_up(self) -> None:
        shelf, address = self._opener.shelf(), self._opener.address
        if shelf is None or not isinstance(address, FileAddress):
            return
        source = address.path

        def done(backup: Backup) -> None:
            self._look()
            self._answer(tr("The backup {file} is made and checked.", file=backup.path.name))

        self._do(lambda: shelf.take(source), done)

    def _verify(self) -> None:
        opened = self._connection.opened
        if opened is not None:
            self._do(lambda: find_faults(self._opener, opened), self._tell_faults)

    def _tell_faults(self, faults: tuple[str, ...]) -> None:
        if not faults:
            self._answer(tr("Everything is whole and fits together."))
            return
        words = tr_n("The check found %n fault: {first}", "The check found %n faults. The first: "
                     "{first}", len(faults), first=faults[0])  # fmt: skip
        advice = tr("Restore the newest backup below; the present file is kept.")
        self._answer(f"{words} {advice}", good=False)

    def _restore(self, path: Path) -> None:
        def switch(backup: Backup | None) -> None:
            if backup is None:
                hint = tr("Nothing was changed. Choose another one.")
                self._failed(KnownError(tr("This backup is not there any more."), hint))
                return
            self._connection.switch(
                lambda: put_back(self._opener, backup), self._restored, self._failed
            )

        self._do(lambda: next((b for b in self._backups() if b.path == path), None), switch)

    def _restored(self, kept: Path | None) -> None:
        self._history.forget_steps()
        self._look()
        name = kept.name if kept is not None else ""
        self._answer(tr("The backup is back. The file from before is kept as {file}.", file=name))

    # --- inside ------------------------------------------------------------------------------

    def _backups(self) -> tuple[Backup, ...]:
        shelf = self._opener.shelf()
        return shelf.backups() if shelf is not None else ()

    def _do(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        bridge = self._parts.bridge

        def ended(task: Task[T]) -> None:
            if task.error is None:
                done(task.result())
            elif not isinstance(task.error, Cancelled):
                self._failed(task.error)

        self._parts.lanes.readers.submit(
            work, on_done=lambda task: bridge.post(partial(ended, task))
        )

    def _answer(self, text: str, *, good: bool = True) -> None:
        if self._form is not None:
            self._form.show_answer(text, good=good)

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError):
            self._parts.client.crashed.emit(error)
        if self._form is not None:
            self._form.show_trouble(notice_of(error))


def read_source(opener: Opener) -> SourceState:
    """Where the leads lie and the backups there are. For a worker thread."""
    shelf, address = opener.shelf(), opener.address
    if shelf is None or not isinstance(address, FileAddress):
        return SourceState(address.text, None)
    lines = tuple(
        BackupLine(one.path, one.at, one.reason, one.path.stat().st_size) for one in shelf.backups()
    )
    size = address.path.stat().st_size if address.path.exists() else 0
    return SourceState(str(address.path), address.path, size, lines, shelf.folder)


def find_faults(opener: Opener, opened: Opened) -> tuple[str, ...]:
    """All that is wrong with the database, in words; nothing if it is sound."""
    from leaddesk.storage.facts_check import check_facts
    from leaddesk.storage.open_check import find_damage

    if isinstance(opener.address, FileAddress):
        damage = find_damage(opener.address.path)
        if damage:
            return damage
    with opened.storage.database.read() as connection:
        return tuple(one.text for one in check_facts(connection))


def put_back(opener: Opener, backup: Backup) -> Path | None:
    """Put a backup in the place of the closed database; where the present file went."""
    from leaddesk.storage.switch import switch_over

    address, shelf = opener.address, opener.shelf()
    assert isinstance(address, FileAddress)
    assert shelf is not None
    current = address.path
    stamp = opener.clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    new = current.with_name(f"{current.stem}.restored-{stamp}{current.suffix}")
    shelf.restore(backup, new)
    try:
        return switch_over(new, current, stamp)
    finally:
        new.unlink(missing_ok=True)
