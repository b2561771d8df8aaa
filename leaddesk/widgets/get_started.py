"""The slim card over the board of a new user: what to do first, and what of it is done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.get_started_model import THINGS, GetStartedModel, Thing
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, IconButton, ProgressLine
from leaddesk.widgets.controls.flow import FlowLayout
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme

_ICONS: Final[Mapping[Thing, str]] = {
    "leads": "upload",
    "step": "calendar-plus",
    "stages": "square-kanban",
    "colleague": "user-plus",
}


def thing_word(thing: Thing) -> str:
    """What is to be done."""
    return {
        "leads": tr("Add or import leads"),
        "step": tr("Plan a next step"),
        "stages": tr("Check the stages"),
        "colleague": tr("Add a colleague"),
    }[thing]


class GetStarted(QWidget):
    """`asked` names what somebody wants to do now."""

    asked = Signal(str)

    def __init__(self, theme: Theme, model: GetStartedModel, parent: QWidget) -> None:
        super().__init__(parent)  # from the beginning: it shows itself
        self._theme, self._model = theme, model
        self._title = PlainLabel(theme, role="heading")
        self._line = ProgressLine(theme, "ok")
        self._line.setFixedWidth(theme.look.px(72))
        self.close_button = IconButton(theme, "x", tr("Close Get started"))
        self.close_button.clicked.connect(model.close)
        self.buttons = {thing: self._button(thing) for thing in THINGS}
        self._card = QFrame()
        self._card.setProperty("panel", "surface")
        self._things = FlowLayout(gap=2)
        for button in self.buttons.values():
            self._things.addWidget(button)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._line)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(6)
        self._row.addLayout(head)
        self._row.addLayout(self._things, 1)
        inside = QHBoxLayout(self._card)
        inside.setContentsMargins(14, 5, 8, 5)
        inside.addLayout(self._row, 1)
        inside.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 10)
        column.addWidget(self._card)
        model.changed.connect(self._show)
        self._show()

    @property
    def title(self) -> str:
        """How far it is, in words."""
        return self._title.text()

    def stand_after(self, widget: QWidget) -> None:
        """Come next in the focus order."""
        for button in (*self.buttons.values(), self.close_button):
            QWidget.setTabOrder(widget, button)
            widget = button

    def minimumSizeHint(self) -> QSize:
        """Return the size below each other: a narrow window is not made wider by this card."""
        width = self._things.minimumSize().width() + self.close_button.sizeHint().width() + 80
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the title above where a row has no room for all."""
        super().resizeEvent(event)
        things = sum(button.sizeHint().width() + 2 for button in self.buttons.values())
        needed = things + self._title.sizeHint().width() + 240
        wide = QBoxLayout.Direction.LeftToRight
        direction = wide if self.width() >= needed else QBoxLayout.Direction.TopToBottom
        if self._row.direction() != direction:
            self._row.setDirection(direction)

    def _button(self, thing: Thing) -> Button:
        button = Button(self._theme, thing_word(thing), kind="quiet", icon=_ICONS[thing])
        button.clicked.connect(lambda: self.asked.emit(thing))
        return button

    def _show(self) -> None:
        done = self._model.done
        focus, page = QApplication.focusWidget(), self.parentWidget()
        had_focus = focus is not None and self.isAncestorOf(focus)
        self.setVisible(not self._model.is_over)
        if had_focus and self._model.is_over and page is not None:
            page.focusNextChild()
        self._title.setText(tr("Get started {done} of {count}", done=len(done), count=len(THINGS)))
        self.setAccessibleName(self._title.text())
        self._line.set_value(len(done) / len(THINGS))
        for thing, button in self.buttons.items():
            is_done, word = thing in done, thing_word(thing)
            button.set_icon_name("circle-check" if is_done else _ICONS[thing],
                                 "ok" if is_done else "")  # fmt: skip
            button.setAccessibleName(tr("Done: {thing}", thing=word) if is_done else word)
