"""Where the leads lie, and their backups: made, looked at, brought back; the file checked."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QMessageBox, QVBoxLayout, QWidget

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.source_words import BackupLine, SourceState, reason_word, size_words
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Banner, Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.settings.form_parts import FormPanel, clear_rows, stacked
from leaddesk.widgets.tools import Tools

SHOWN = 20
"""The newest backups; the folder has them all."""


class DataSourceForm(QWidget):
    """Shows a `SourceState`; what is to be done is asked of whoever has the database."""

    backup_asked = Signal()
    verify_asked = Signal()
    restore_asked = Signal(object)  # Path

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._state = SourceState("", None)
        self.restorers: list[Button] = []
        theme = tools.theme
        where = FormPanel(theme, tr("Where your leads are"))
        self._place = where.add_text("")
        self.show_folder = Button(theme, tr("Show folder"), icon="folder")
        self.verify = Button(theme, tr("Check the data"), icon="shield")
        self.show_folder.clicked.connect(self._open_folder)
        self.verify.clicked.connect(self._verify)
        where.add_row(tr("Folder"), self.show_folder, tr("Opens it in the file manager."))
        where.add_row(
            tr("Check"), self.verify,
            tr("Reads everything to the end and counts again. You can go on working."),
        )  # fmt: skip
        self.answer = Banner(theme, "ok", "")
        self.answer.hide()
        where.column.addWidget(self.answer)
        self._backups = FormPanel(theme, tr("Backups"))
        self._about = self._backups.add_text("")
        self.back_up = Button(theme, tr("Back up now"), icon="download")
        self.back_up.clicked.connect(self._back_up)
        self._backups.add_row(tr("Backup"), self.back_up)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._backups.column.addLayout(self._list)
        self.setLayout(stacked(where, self._backups))

    def show_state(self, state: SourceState) -> None:
        """Show where the leads lie and the backups there are."""
        self._state = state
        in_file = state.file is not None
        place = state.place if not in_file else f"{state.place} ({size_words(state.size)})"
        self._place.setText(place)
        self.show_folder.setEnabled(in_file)
        self.back_up.setEnabled(in_file)
        self._about.setText(
            tr("LeadDesk makes one every half hour in which something changed, and keeps those of "
               "14 days, 8 weeks and 12 months. They are in {folder}.",
               folder=str(state.backup_folder))
            if in_file
            else tr("The team server makes the backups. Ask whoever looks after it.")
        )  # fmt: skip
        clear_rows(self._list)
        self.restorers = []
        for line in state.backups[:SHOWN]:
            self._list.addWidget(self._row(line))

    def show_answer(self, text: str, *, good: bool) -> None:
        """Say what came of it."""
        self.verify.setEnabled(True)
        self.back_up.setEnabled(self._state.file is not None)
        for button in self.restorers:
            button.setEnabled(True)
        self.answer.set_notice("ok" if good else "danger", text)
        self.answer.show()

    def show_trouble(self, notice: Notice) -> None:
        """Say why it could not be done."""
        self.show_answer(f"{notice.title} {notice.hint}".strip(), good=False)

    def ask_restore(self, line: BackupLine) -> None:
        """Bring a backup back after a question that says what becomes of the present data."""
        box = QMessageBox(self)
        box.setText(tr("Go back to the backup of {when}?", when=self._when(line)))
        box.setInformativeText(
            tr("What was done since then is not in it. The present file is kept beside it under "
               "another name, so nothing is lost.")
        )  # fmt: skip
        yes = box.addButton(tr("Restore"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(tr("Keep the present data"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)

        def finished(_result: int) -> None:
            box.deleteLater()
            if box.clickedButton() is yes:
                self._begin(tr("Restoring..."))
                self.restore_asked.emit(line.path)

        box.finished.connect(finished)
        box.open()

    def _row(self, line: BackupLine) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        theme = self._tools.theme
        inside.addWidget(PlainLabel(theme, self._when(line), weight=500, tabular=True))
        about = f"{reason_word(line.reason)} · {size_words(line.size)}"
        inside.addWidget(PlainLabel(theme, about, role="small", tone="text2"))
        inside.addStretch(1)
        restore = Button(theme, tr("Restore"), kind="quiet")
        restore.setAccessibleName(tr("Restore the backup of {when}", when=self._when(line)))
        restore.clicked.connect(partial(self.ask_restore, line))
        inside.addWidget(restore)
        self.restorers.append(restore)
        return row

    def _when(self, line: BackupLine) -> str:
        return self._tools.dates.moment(line.at, self._tools.clock.now())

    def _open_folder(self) -> None:
        if self._state.file is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._state.file.parent)))

    def _back_up(self) -> None:
        self._begin(tr("Making a backup..."))
        self.backup_asked.emit()

    def _verify(self) -> None:
        self._begin(tr("Checking..."))
        self.verify_asked.emit()

    def _begin(self, words: str) -> None:
        for button in (self.verify, self.back_up, *self.restorers):
            button.setEnabled(False)
        self.answer.set_notice("info", words)
        self.answer.show()
