"""Settings: the sections at the left, the form of one at the right; changes apply at once."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, speak_as_page_tab
from leaddesk.widgets.settings.about import AboutForm
from leaddesk.widgets.settings.appearance import AppearanceForm
from leaddesk.widgets.settings.sample_data import SampleDataForm
from leaddesk.widgets.settings.stages import StagesForm
from leaddesk.widgets.settings.you import YouForm
from leaddesk.widgets.tools import Tools

FORM_WIDTH: Final = 640


class SettingsPage(QWidget):
    """`sample_asked` and `sample_removed` are for whoever makes sample data."""

    sample_asked = Signal()
    sample_removed = Signal()

    def __init__(self, tools: Tools, settings: SettingsModel, board: BoardModel) -> None:
        super().__init__()
        self._theme = tools.theme
        self.appearance = AppearanceForm(tools.theme, settings)
        self.you = YouForm(tools, board)
        self.stages = StagesForm(tools, board)
        self.sample = SampleDataForm(tools.theme)
        self.about = AboutForm(tools.theme)
        self.sample.add_asked.connect(self.sample_asked)
        self.sample.remove_asked.connect(self.sample_removed)
        self._buttons = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._names = QVBoxLayout()
        self._names.setContentsMargins(24, 20, 12, 20)
        self._names.setSpacing(2)
        for text, form in (
            (tr("Appearance"), self.appearance),
            (tr("You"), self.you),
            (tr("Pipeline and stages"), self.stages),
            (tr("Sample data"), self.sample),
            (tr("About and licences"), self.about),
        ):
            self._add(text, form)
        self._names.addStretch(1)
        names = QWidget()
        names.setLayout(self._names)
        names.setFixedWidth(tools.theme.look.px(240))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(names)
        row.addWidget(self._stack, 1)
        self._buttons.buttons()[0].setChecked(True)
        self._sample_button = self._buttons.buttons()[3]
        self.offer_sample_data(False)

    def offer_sample_data(self, offered: bool, *, has_some: bool = False) -> None:
        """Show the section only where somebody can make sample data."""
        self._sample_button.setVisible(offered)
        self.sample.show_state(has_some=has_some)

    def choose(self, number: int) -> None:
        """Show a section by its place."""
        self._buttons.buttons()[number].click()

    def take_focus(self) -> None:
        """Put the focus on the chosen section."""
        button = self._buttons.checkedButton()
        if button is not None:
            button.setFocus()

    def _add(self, text: str, form: QWidget) -> None:
        button = Button(self._theme, text, kind="tab")
        button.setCheckable(True)
        speak_as_page_tab(button)
        button.setProperty("side", True)
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(24, 24, 24, 24)
        form.setMaximumWidth(self._theme.look.px(FORM_WIDTH))
        inside.addWidget(form)
        inside.addStretch(1)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        number = self._stack.addWidget(area)
        self._buttons.addButton(button, number)
        self._names.addWidget(button)
        button.clicked.connect(lambda: self._stack.setCurrentIndex(number))
