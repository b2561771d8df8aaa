"""What this program is, its version, and the licences of what it is made of."""

from __future__ import annotations

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from leaddesk import __version__
from leaddesk.base.resources import resource
from leaddesk.presentation.text import tr
from leaddesk.widgets.settings.form_parts import FormPanel
from leaddesk.widgets.theme import Theme

PARTS = (
    ("Qt for Python (PySide6)", "LGPL 3.0"),
    ("SQLAlchemy", "MIT"),
    ("Inter", "SIL Open Font License 1.1"),
    ("Lucide", "ISC"),
    ("phonenumbers", "Apache 2.0"),
    ("psycopg", "LGPL 3.0"),
)


class AboutForm(QWidget):
    """Version, licence, parts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        panel = FormPanel(theme, tr("About LeadDesk"))
        panel.add_text(tr("Version {version}. Free software under the MIT licence.",
                          version=__version__))  # fmt: skip
        parts = FormPanel(theme, tr("Made with"))
        parts.add_text("\n".join(f"{name}: {licence}" for name, licence in PARTS))
        text = QPlainTextEdit()
        text.setReadOnly(True)
        text.setAccessibleName(tr("Licence texts"))
        text.setMinimumHeight(260)
        text.setPlainText(_licence_texts())
        parts.column.addWidget(text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        column.addWidget(panel)
        column.addWidget(parts)


def _licence_texts() -> str:
    files = (f for folder in ("fonts", "icons") for f in sorted(resource(folder).glob("*.txt")))
    return "\n\n".join(file.read_text(encoding="utf-8") for file in files)
