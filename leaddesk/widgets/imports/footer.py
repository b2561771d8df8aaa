"""The foot of the import: what is remembered, why it can't go on, back and on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from leaddesk.presentation.imports.flow_words import open_words, stop_words
from leaddesk.presentation.imports.import_flow import CHECK, MATCH, RUN, ImportFlow
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel, set_tool_tip
from leaddesk.widgets.theme import Theme


class Footer(QWidget):
    """Its buttons are the page's to connect; what they say follows the flow."""

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._flow = flow
        self.remember = QCheckBox(tr("Remember this matching for files like this"))
        self.matchings = Button(theme, tr("Saved matchings…"), kind="quiet", icon="columns-3")
        self.reason = PlainLabel(theme, role="small", weight=600, tone="danger", wrap=True)
        self.cancel = Button(theme, tr("Cancel"), kind="quiet")
        self.back = Button(theme, tr("Back"))
        self.next = Button(theme, tr("Next"), kind="primary")
        set_tool_tip(self.next, tr("Ctrl Enter"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.remember)
        row.addWidget(self.matchings)
        row.addWidget(self.reason, 1)
        row.addSpacing(8)
        row.addWidget(self.cancel)
        row.addSpacing(4)
        row.addWidget(self.back)
        row.addWidget(self.next)
        self.reason.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_state(self) -> None:
        """Say what the step offers now."""
        self._show_step()
        if self._flow.held:
            self.show_next(self.next.text(), self._flow.held, can_wait=True)

    def _show_step(self) -> None:
        flow, step = self._flow, self._flow.step
        self.setVisible(step != RUN and flow.file.looked is not None)
        for widget in (self.remember, self.matchings):
            widget.setVisible(step == MATCH)
        self.remember.setChecked(flow.remember)
        self.back.setVisible(step in (MATCH, CHECK))
        if step == MATCH:
            rows = flow.file.rows or 0
            n = flow.money.number(rows)
            words = tr_n("Check {count} row", "Check {count} rows", rows, count=n)
            self.show_next(words, open_words(flow), can_wait=not flow.is_open)
        elif step == CHECK:
            self._show_check()
        else:
            ready = not flow.file.is_looking and flow.decisions is not None
            self.show_next(tr("Match columns"), "" if ready else tr("Reading…"), can_wait=True)

    def show_next(self, words: str, reason: str, *, can_wait: bool = False) -> None:
        """Name the way on, and beside it why it leads to something open first. `can_wait`: there
        is nothing to decide, it is only not ready; then the button is off."""
        self.next.setText(words)
        self.next.setEnabled(not (reason and can_wait))
        self.reason.setText(reason)
        self.reason.set_tone("text3" if can_wait else "danger")
        self.next.setAccessibleDescription(reason)

    def _show_check(self) -> None:
        flow, counts = self._flow, self._flow.counts
        if flow.corrections:
            words = tr_n("Check %n correction", "Check %n corrections", flow.corrections)
            self.show_next(words, "")
            return
        rows = 0 if counts is None else counts.rows - counts.rejected
        number = flow.money.number(rows)
        words = tr("Import")
        if counts is not None:
            words = tr_n("Import {count} row", "Import {count} rows", rows, count=number)
        if counts is not None and not rows:
            self.show_next(words, tr("There is no row to add"), can_wait=True)
            return
        self.show_next(words, stop_words(flow))
