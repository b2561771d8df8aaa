"""The head of the import: its four steps, the file, what there is to know about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.imports.drafted_file import READ_ANEW
from leaddesk.presentation.imports.import_flow import CHOOSE, ImportFlow
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Banner, Button, StepHeader
from leaddesk.widgets.imports.file_step import delimiter_word, encoding_word
from leaddesk.widgets.labels import ElidedLabel
from leaddesk.widgets.theme import Theme


class Head(QWidget):
    """`to_history` is the page's to connect; the rest follows the flow."""

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._flow = flow
        self.steps = StepHeader(
            theme, (tr("Choose file"), tr("Match columns"), tr("Check and fix"), tr("Import"))
        )
        self.about = ElidedLabel(theme, role="small", tone="text2")
        self.about.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.to_history = Button(theme, tr("Import history"), kind="quiet", icon="clock")
        self.note = Banner(theme, "info", "", close_name=tr("Close"))
        self.note.dismissed.connect(self.note.hide)
        self.note.hide()
        self.trouble = Banner(theme, "warn", "")
        self.again = self.trouble.add_button(tr("Read the file again"))
        self.again.clicked.connect(flow.read_anew)
        self.trouble.hide()
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addStrut(theme.look.px(32))
        top.addWidget(self.steps)
        top.addWidget(self.about, 1)
        top.addWidget(self.to_history)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(top)
        column.addWidget(self.note)
        column.addWidget(self.trouble)
        flow.drafted.told.connect(self.tell)

    def tell(self, words: str) -> None:
        """Say something about the file, "" takes it away."""
        self.note.set_notice("info", words)
        self.note.setVisible(bool(words))

    def show_state(self, *, in_history: bool) -> None:
        """Show the step and what is known of the file."""
        flow, step = self._flow, self._flow.step
        self.steps.set_step(step + 1 if flow.done is not None else step)
        self.steps.setVisible(not in_history)
        self.about.setText("" if in_history else self._about())
        self.to_history.setVisible(step == CHOOSE or flow.done is not None or in_history)
        self.to_history.setText(tr("Back to the import") if in_history else tr("Import history"))
        self.to_history.set_icon_name("arrow-left" if in_history else "clock")
        problem = flow.problem
        is_outdated = problem is not None and problem.code in READ_ANEW
        self.trouble.setVisible(is_outdated and not in_history)
        if problem is not None and is_outdated:
            safe = tr("Nothing has been added, and the matching is kept.")
            self.trouble.set_notice("warn", f"{problem.title} {safe}")
        if in_history or flow.done is not None:
            self.note.hide()

    def _about(self) -> str:
        file = self._flow.file
        if file.looked is None or file.path is None or self._flow.step == CHOOSE:
            return ""
        shape = file.looked.inspection.shape
        parts = [one_line(file.path.name, 60)]
        if file.rows is not None:
            number = self._flow.money.number(file.rows)
            parts.append(tr_n("{count} row", "{count} rows", file.rows, count=number))
        reading = []
        if shape.delimiter:
            reading.append(delimiter_word(shape.delimiter).lower())
        if shape.encoding:
            reading.append(encoding_word(shape.encoding))
        if shape.sheet and len(shape.sheets) > 1:
            reading.append(tr("sheet {name}", name=one_line(shape.sheet, 40)))
        parts.append(", ".join(reading))
        return " · ".join(part for part in parts if part)
