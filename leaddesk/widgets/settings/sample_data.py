"""Sample data: put in to look around, taken out in one click."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button
from leaddesk.widgets.settings.form_parts import FormPanel
from leaddesk.widgets.theme import Theme


class SampleDataForm(QWidget):
    """Two buttons, one of them at a time."""

    add_asked = Signal()
    remove_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        panel = FormPanel(theme, tr("Sample data"))
        self._text = panel.add_text("")
        self.add = Button(theme, tr("Add sample data"))
        self.remove = Button(theme, tr("Remove sample data"))
        self.add.clicked.connect(self.add_asked)
        self.remove.clicked.connect(self.remove_asked)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        panel.column.addLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.show_state(has_some=False)

    def show_state(self, *, has_some: bool) -> None:
        """Say whether there is sample data now."""
        self._text.setText(
            tr("Sample leads are among yours. Removing them leaves your own leads as they are.")
            if has_some
            else tr(
                "30 made-up leads to look around with. They are marked and removed in one step."
            )
        )
        focus = self.window().focusWidget()
        self.add.setVisible(not has_some)
        self.remove.setVisible(has_some)
        if focus in (self.add, self.remove):  # the one that was pressed is gone
            (self.remove if has_some else self.add).setFocus()
