"""What this program is, its version, and the licences of what it is made of."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from leaddesk import __version__
from leaddesk.presentation.bundled import (
    Part,
    bundled_parts,
    diagnostics,
    licence_texts,
    qt_note,
)
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.settings.form_parts import FormPanel, stacked
from leaddesk.widgets.tools import Tools


class AboutForm(QWidget):
    """Version, licence, parts; what to send to somebody who helps."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        panel = FormPanel(tools.theme, tr("About LeadDesk"))
        panel.add_text(tr("Version {version}. Free software under the MIT licence.",
                          version=__version__))  # fmt: skip
        self.copy = Button(tools.theme, tr("Copy diagnostics"), icon="copy")
        self.copy.clicked.connect(self._copy)
        panel.add_row(
            tr("Diagnostics"),
            self.copy,
            tr("Versions and screens, for whoever helps you. Nothing of your leads."),
        )
        parts = FormPanel(tools.theme, tr("Made with"))
        parts.add_text(qt_note())
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setAccessibleName(tr("Licence texts"))
        self.texts.setMinimumHeight(420)
        parts.column.addWidget(self.texts)
        parts.add_findable(tr("Licences"), self.texts)
        self.setLayout(stacked(panel, parts))
        tools.client.fetch("bundled parts", bundled_parts, self._show)

    def _show(self, parts: tuple[Part, ...]) -> None:
        lines = (f"{part.name} {part.version}".strip() + f": {part.licence}" for part in parts)
        self.texts.setPlainText("\n".join(lines) + "\n\n\n" + licence_texts(parts))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(diagnostics())
        self._tools.notices.say(tr("Diagnostics copied."))
