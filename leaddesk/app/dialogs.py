"""The two windows that the start may open: a bug is told, a server's password is asked for."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class BugDialog(QDialog):
    """Something went wrong: the program lives on, the details can be copied."""

    def __init__(self, theme: Theme, details: str, report: Path | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("LeadDesk")
        self._details = details
        column = _column(self)
        column.addWidget(PlainLabel(theme, tr("Something went wrong."), role="heading"))
        said = tr(
            "What was saved before is safe, and LeadDesk goes on. If it happens again, close and "
            "start it anew."
        )
        column.addWidget(PlainLabel(theme, said, wrap=True))
        if report is not None:
            kept = tr("The details, without anybody's data, are in {path}", path=report)
            column.addWidget(PlainLabel(theme, kept, role="small", tone="text2", wrap=True))
        self.copy = Button(theme, tr("Copy details"))
        self.copy.clicked.connect(self._copy)
        close = Button(theme, tr("Close"), kind="primary")
        close.clicked.connect(self.close)
        column.addLayout(_row(self.copy, close))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
        self.copy.setText(tr("Copied"))


class PasswordDialog(QDialog):
    """Asks for the password of a server. `given` is what was typed, and whether this computer
    may keep it."""

    given = Signal(str, bool)

    def __init__(self, theme: Theme, place: str, why: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Password"))
        column = _column(self)
        column.addWidget(PlainLabel(theme, why, wrap=True))
        column.addWidget(PlainLabel(theme, place, role="small", tone="text2", wrap=True))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(tr("Password"))
        column.addWidget(self.field)
        self.keep = QCheckBox(tr("Keep it in this computer's password store"))
        self.keep.setChecked(True)
        column.addWidget(self.keep)
        cancel = Button(theme, tr("Not now"))
        cancel.clicked.connect(self.reject)
        connect = Button(theme, tr("Connect"), kind="primary")
        connect.setDefault(True)
        connect.clicked.connect(self.accept)
        self.field.returnPressed.connect(self.accept)
        column.addLayout(_row(cancel, connect))

    def accept(self) -> None:
        """Hand the password over and forget it."""
        typed = self.field.text()
        self.field.clear()
        super().accept()
        if typed:
            self.given.emit(typed, self.keep.isChecked())


def _column(dialog: QDialog) -> QVBoxLayout:
    dialog.setMinimumWidth(440)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 20)
    column.setSpacing(12)
    return column


def _row(*buttons: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    for button in buttons:
        row.addWidget(button)
    return row
