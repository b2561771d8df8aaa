"""One stage in the settings: its place, name and likelihood, and more when it is opened."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QMenu, QSpinBox, QVBoxLayout, QWidget

from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.text import tr
from leaddesk.presentation.words import field_word
from leaddesk.widgets.controls import Button, IconButton
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.settings.color_row import ColorRow
from leaddesk.widgets.theme import Theme

#: What a stage may ask for on entering it, besides the team's own fields.
REQUIRABLE: Final = (
    "name", "email", "phone", "company", "title", "website", "country", "industry", "employees",
    "source", "lead_type", "interest", "timeline", "budget", "value", "close_date",
)  # fmt: skip


class StageRow(QFrame):
    """`changed` brings the stage as it is to be; `moved` by how many places."""

    changed = Signal(object)  # Stage
    moved = Signal(int)
    remove_asked = Signal()

    def __init__(
        self, theme: Theme, stage: Stage, own_fields: Sequence[str], *, place: int, count: int
    ) -> None:
        """`place` of `count` columns on its side, from 0."""
        super().__init__()
        self._theme, self.stage, self._own = theme, stage, tuple(own_fields)
        self.setAccessibleName(tr("Stage {stage}", stage=stage.name))
        self.up = IconButton(theme, "arrow-up", tr("Move {stage} to the left", stage=stage.name))
        self.down = IconButton(
            theme, "arrow-down", tr("Move {stage} to the right", stage=stage.name)
        )
        self.name = QLineEdit(stage.name)
        self.percent = QSpinBox()
        self.more = IconButton(theme, "chevron-down", tr("More about {stage}", stage=stage.name))
        self.remove = IconButton(theme, "trash-2", tr("Remove stage {stage}", stage=stage.name))
        self.color = ColorRow(theme, tr("Colour of {stage}", stage=stage.name))
        self.days = QSpinBox()
        self.needs = Button(theme, "", icon="chevron-down")
        self.up.setEnabled(place > 0)
        self.down.setEnabled(place < count - 1)
        self.remove.setEnabled(count > 1)
        self._prepare()
        self._details = self._make_details()
        self._details.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(self._make_line())
        column.addWidget(self._details)
        self.show_stage(stage)
        self._connect()

    def show_stage(self, stage: Stage) -> None:
        """Show the stage as it is now; what somebody writes in just now stays."""
        self.stage = stage
        for edit, value in ((self.percent, stage.probability), (self.days, stage.rotting_days)):
            if not edit.hasFocus():
                edit.setValue(value)
        if not self.name.hasFocus():
            self.name.setText(stage.name)
        self.color.choose(stage.color)
        self._show_needs()

    @property
    def is_open(self) -> bool:
        """Whether colour, days and requirements show."""
        return not self._details.isHidden()

    def open(self, on: bool = True) -> None:
        """Show or hide them."""
        self._details.setVisible(on)
        self.more.set_icon_name("chevron-up" if on else "chevron-down")
        self.more.setAccessibleDescription(tr("Open") if on else tr("Closed"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the stage with Alt and an arrow."""
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        can = (self.up if step < 0 else self.down).isEnabled()
        if step and alt and can:
            self.moved.emit(step)
        else:
            super().keyPressEvent(event)

    def _prepare(self) -> None:
        stage, width = self.stage, self._theme.look.px(92)
        self.name.setMaxLength(60)
        self.name.setAccessibleName(tr("Name of stage {stage}", stage=stage.name))
        self.percent.setRange(0, 100)
        self.percent.setSuffix(" %")
        self.percent.setFixedWidth(width)
        self.percent.setAccessibleName(tr("Likelihood of {stage}", stage=stage.name))
        self.days.setRange(0, 365)
        self.days.setSpecialValueText(tr("never"))
        self.days.setFixedWidth(width)
        self.days.setAccessibleName(tr("Days until {stage} goes stale", stage=stage.name))
        for part, name in ((self.name, "name"), (self.up, "up"), (self.down, "down"),
                           (self.more, "more"), (self.remove, "remove")):  # fmt: skip
            part.setObjectName(f"{name} {stage.id}")

    def _make_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(4)
        for part in (self.up, self.down):
            line.addWidget(part)
        line.addWidget(self.name, 1)
        line.addSpacing(4)
        line.addWidget(self.percent)
        for part in (self.more, self.remove):
            line.addWidget(part)
        return line

    def _make_details(self) -> QWidget:
        box = QFrame()
        box.setProperty("panel", "inset")
        column = QVBoxLayout(box)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(10)
        for text, control in (
            (tr("Colour"), self.color),
            (tr("Going stale after days without contact"), self.days),
            (tr("Needed to enter"), self.needs),
        ):
            row = QHBoxLayout()
            row.addWidget(PlainLabel(self._theme, text, tone="text2"), 1)
            row.addWidget(control)
            column.addLayout(row)
        return box

    def _connect(self) -> None:
        self.up.clicked.connect(lambda: self.moved.emit(-1))
        self.down.clicked.connect(lambda: self.moved.emit(1))
        self.more.clicked.connect(lambda: self.open(not self.is_open))
        self.remove.clicked.connect(self.remove_asked)
        self.name.editingFinished.connect(self._save)
        self.percent.editingFinished.connect(self._save)
        self.days.editingFinished.connect(self._save)
        self.color.chosen.connect(lambda _color: self._save())
        self.needs.clicked.connect(self._open_needs)

    def _save(self) -> None:
        self._take(
            replace(
                self.stage, name=self.name.text().strip() or self.stage.name,
                probability=self.percent.value(), rotting_days=self.days.value(),
                color=self.color.color,
            )
        )  # fmt: skip

    def _take(self, stage: Stage) -> None:
        # A stage may have a colour above the last of the row: it looks the same and stays.
        if stage.color == (self.stage.color - 1) % self.color.count + 1:
            stage = replace(stage, color=self.stage.color)
        if stage != self.stage:
            self.stage = stage  # the next change goes on from here, whether this one is told or not
            self._show_needs()
            self.changed.emit(stage)

    def _show_needs(self) -> None:
        words = ", ".join(field_word(name) for name in self.stage.requires)
        self.needs.setText(words or tr("Nothing"))
        said = tr("Needed to enter {stage}: {fields}", stage=self.stage.name,
                  fields=words or tr("Nothing"))  # fmt: skip
        self.needs.setAccessibleName(said)

    def _open_needs(self) -> None:
        menu = QMenu(self)
        others = [name for name in self.stage.requires if name not in REQUIRABLE]
        for name in dict.fromkeys((*REQUIRABLE, *self._own, *others)):
            action = menu.addAction(field_word(name).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self.stage.requires)
            action.toggled.connect(lambda on, name=name: self._require(name, on))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.needs.mapToGlobal(self.needs.rect().bottomLeft()))

    def _require(self, name: str, on: bool) -> None:
        rest = tuple(one for one in self.stage.requires if one != name)
        self._take(replace(self.stage, requires=(*rest, name) if on else rest))
