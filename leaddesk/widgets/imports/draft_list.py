"""Imports that were begun and not finished: each can be gone on with, or thrown away."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.imports.drafts import Draft
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button, IconButton
from leaddesk.widgets.imports.frames import Mark, Panel
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.theme import Theme

_WIDTH = 520


class DraftList(QWidget):
    """Follows the drafts of the flow; it hides while there is none but the one that is open."""

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._theme, self._flow = theme, flow
        self.buttons: dict[str, Button] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(
            PlainLabel(theme, tr("Begun and not finished"), role="small", weight=600, tone="text2")
        )
        column.addLayout(self._rows)
        self.setFixedWidth(theme.look.px(_WIDTH))
        flow.drafted.keeper.changed.connect(self.show_drafts)
        flow.file.changed.connect(self.show_drafts)
        self.show_drafts()

    def show_drafts(self) -> None:
        """Show those that are kept now."""
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.buttons = {}
        open_now = self._flow.drafted.sha256
        drafts = [one for one in self._flow.drafted.keeper.drafts.kept if one.sha256 != open_now]
        for draft in drafts:
            self._rows.addWidget(self._row(draft))
        self.setVisible(bool(drafts) and not self._flow.file.is_looking)

    def _row(self, draft: Draft) -> QWidget:
        theme, name = self._theme, one_line(draft.name, 80)
        said = [tr("step {n} of 4", n=draft.step + 1)]
        if draft.single:
            said.append(
                tr_n("%n correction of single rows", "%n corrections of single rows", draft.single)
            )
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(theme, name, weight=600))
        words.addWidget(ElidedLabel(theme, " · ".join(said), role="small", tone="text2"))
        on = Button(theme, tr("Go on"))
        on.setAccessibleName(tr("Go on with {name}", name=name))
        on.clicked.connect(partial(self._flow.go_on, draft))
        away = IconButton(theme, "trash-2", tr("Throw the draft of {name} away", name=name))
        away.clicked.connect(partial(self._flow.throw_away, draft))
        self.buttons[draft.sha256] = on
        panel = Panel("surface", padding=0)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        row.addWidget(Mark(theme, "file", "text2", 20))
        row.addLayout(words, 1)
        row.addWidget(on)
        row.addWidget(away)
        panel.column.addLayout(row)
        return panel
