"""Step 3: the lead that the chosen row may be, and the way to look at it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.presentation.imports.other_leads import other_words
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import ImportRowView, TeamView
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import ElidedLabel, PlainLabel, set_tool_tip
from leaddesk.widgets.theme import Theme

LONGEST = 72


class OtherLine(QWidget):
    """`lead_asked` wants to see the lead that is named."""

    lead_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._lead_id: int | None = None
        self.words = PlainLabel(theme, role="small", tone="text2")
        self.link = Button(theme, kind="link")
        self.link.clicked.connect(self._ask)
        self.reason = ElidedLabel(theme, role="small", tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.words)
        row.addWidget(self.link)
        row.addWidget(self.reason, 1)

    def show_row(self, row: ImportRowView | None, team: TeamView | None, *, is_sure: bool) -> None:
        """Show whom a row may be, or is if `is_sure`; nothing for a row without another lead."""
        said = other_words(row, team) if row is not None else ""
        self.setVisible(bool(said))
        if row is None or not said:
            self._lead_id = None
            return
        self._lead_id = row.other.id if row.other is not None else None
        words = tr("Line {line} is:") if is_sure else tr("Line {line} may be:")
        self.words.setText(words.format(line=row.line))
        self.link.setText(one_line(said, LONGEST).replace("&", "&&"))  # no key of a menu
        self.link.setEnabled(self._lead_id is not None)
        set_tool_tip(self.link, tr("Open the lead beside the page") if self._lead_id else "")
        self.reason.setText(row.reason)

    def _ask(self) -> None:
        if self._lead_id is not None:
            self.lead_asked.emit(self._lead_id)
