"""One line of the filter form: a field, a question, the value it is asked with."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDate, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from leaddesk.base.errors import KnownError
from leaddesk.presentation.filter_fields import (
    Ask,
    Editor,
    FilterRow,
    ask_of,
    asks_for,
    choices_of,
    criteria_of,
)
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import TeamView
from leaddesk.widgets.controls import Combo, IconButton
from leaddesk.widgets.controls.day_line import DayLine
from leaddesk.widgets.labels import PlainLabel, repolish
from leaddesk.widgets.tools import Tools

_LIST_HEIGHT = 168
_LINE = 28  # of a choice
_MOST_DAYS = 3_650
_USUAL_DAYS = 7


class ConditionRow(QWidget):
    """`changed_size` asks the popover to fit again, `removed` takes the row away."""

    changed_size = Signal()
    removed = Signal()

    def __init__(
        self, tools: Tools, team: TeamView, fields: Sequence[tuple[str, str]], row: FilterRow
    ) -> None:
        super().__init__()
        self._tools, self._team = tools, team
        theme = tools.theme
        self.field = Combo()
        self.field.setAccessibleName(tr("Field"))
        for name, text in fields:
            self.field.addItem(text, name)
        self.ask = Combo()
        self.ask.setAccessibleName(tr("Condition"))
        self.drop = IconButton(theme, "x", tr("Remove this condition"))
        self.drop.clicked.connect(self.removed)
        self.line, self.second = self._line(tr("Value")), self._line(tr("Up to"))
        self.days = QSpinBox()
        self.days.setRange(1, _MOST_DAYS)
        self.days.setSuffix(f" {tr('days')}")
        self.days.setAccessibleName(tr("Days"))
        today = tools.dates.day_of(tools.clock.now())
        self.day = DayLine(QDate(today.year, today.month, today.day))
        self.day.setAccessibleName(tr("Day"))
        self.finder = self._line(tr("Find in the list"))
        self.finder.setPlaceholderText(tr("Find in the list"))
        self.finder.textChanged.connect(self._narrow)
        self.choices = QListWidget()
        self.choices.setAccessibleName(tr("Choices"))
        self.choices.setFrameShape(QFrame.Shape.NoFrame)
        self.choices.setFixedHeight(theme.look.px(_LIST_HEIGHT))
        self._was_on = False
        self.choices.itemPressed.connect(self._pressed)
        self.choices.itemClicked.connect(self._clicked)
        self.error = PlainLabel(theme, role="small", tone="danger", wrap=True)
        self.error.hide()
        self._stack = QStackedWidget()
        self._parts: dict[Editor, QWidget] = {}
        self._lay_out()
        self._set(row)
        self.field.currentIndexChanged.connect(lambda: self._field_changed())
        self.ask.currentIndexChanged.connect(lambda: self._show_editor())

    # --- what is asked -----------------------------------------------------------------------

    @property
    def row(self) -> FilterRow:
        """What the line says now, whether it makes sense or not."""
        ask = self._ask()
        values: tuple[str, ...] = ()
        match ask.editor:
            case "text" | "number":
                values = (self.line.text().strip(),)
            case "two":
                values = (self.line.text().strip(), self.second.text().strip())
            case "days":
                values = (str(self.days.value()),)
            case "day":
                values = (self.day.text_value(),)
            case "choices":
                values = tuple(str(item.data(_VALUE)) for item in self._items() if _is_on(item))
        return FilterRow(self._name(), ask.key, values)

    def check(self) -> bool:
        """Whether the line makes a condition; if not, say what is missing and go there."""
        row, ask, text = self.row, self._ask(), ""
        if ask.editor == "choices" and not row.values:
            text = tr("Choose at least one.")
        elif ask.editor == "day" and not row.values[0]:
            text = tr("Choose a day.")
        elif ask.editor in {"text", "number", "two"} and not all(row.values):
            text = tr("Write a number.") if ask.editor != "text" else tr("Write what to look for.")
        else:
            try:
                criteria_of(row)
            except KnownError:
                text = tr("Write a number.") if ask.editor != "day" else tr("Choose a day.")
        self._say(text)
        if text:
            self.focus_value()
        return not text

    def focus_value(self) -> None:
        """Put the focus where the value is given."""
        targets: dict[Editor, QWidget] = {
            "text": self.line, "number": self.line, "two": self.line, "days": self.days,
            "day": self.day, "choices": self.choices, "none": self.ask,
        }  # fmt: skip
        targets[self._ask().editor].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- inside ------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        px = self._tools.theme.look.px
        top = QHBoxLayout()
        top.setSpacing(8)
        self.field.setMinimumWidth(px(150))
        self.ask.setMinimumWidth(px(150))
        top.addWidget(self.field, 5)
        top.addWidget(self.ask, 5)
        top.addWidget(self._stack, 6)
        top.addWidget(self.drop)
        several = QFrame()
        several.setProperty("panel", "inset")
        inside = QVBoxLayout(several)
        inside.setContentsMargins(6, 6, 6, 6)
        inside.addWidget(self.finder)
        inside.addWidget(self.choices)
        self._several = several
        two = QWidget()
        pair = QHBoxLayout(two)
        pair.setContentsMargins(0, 0, 0, 0)
        pair.addWidget(self.second)
        one = QWidget()
        single = QHBoxLayout(one)
        single.setContentsMargins(0, 0, 0, 0)
        single.setSpacing(6)
        single.addWidget(self.line, 1)
        self._and = PlainLabel(self._tools.theme, tr("and"), tone="text2")
        single.addWidget(self._and)
        single.addWidget(two, 1)
        self._second_part = two
        nothing = QWidget()
        self._parts = {
            "none": nothing, "choices": nothing, "text": one, "number": one, "two": one,
            "days": self.days, "day": self.day,
        }  # fmt: skip
        for part in (nothing, one, self.days, self.day):
            self._stack.addWidget(part)
        self._stack.setFixedHeight(self.line.sizeHint().height())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addWidget(several)
        column.addWidget(self.error)

    def _set(self, row: FilterRow) -> None:
        at = self.field.findData(row.field)
        if at < 0:  # a field that the team had when the view was saved
            self.field.addItem(row.field, row.field)
            at = self.field.count() - 1
        self.field.setCurrentIndex(at)
        self._fill_asks(row.ask)
        values = row.values
        match self._ask().editor:
            case "text" | "number":
                self.line.setText(values[0] if values else "")
            case "two" if len(values) == 2:
                self.line.setText(values[0])
                self.second.setText(values[1])
            case "days" if values and values[0].isdigit():
                self.days.setValue(int(values[0]))
            case "day" if values:
                self.day.set_text_value(values[0])
            case "choices":
                self._check(values)

    def _field_changed(self) -> None:
        self._fill_asks("")
        self.line.clear()
        self.second.clear()

    def _fill_asks(self, key: str) -> None:
        self.ask.blockSignals(True)
        self.ask.clear()
        for ask in asks_for(self._name()):
            self.ask.addItem(ask.text, ask.key)
        self.ask.setCurrentIndex(max(0, self.ask.findData(key)))
        self.ask.blockSignals(False)
        self.days.setValue(_USUAL_DAYS)
        self.choices.clear()
        self.finder.clear()
        for value, text in choices_of(self._name(), self._team):
            item = QListWidgetItem(text, self.choices)
            item.setData(_VALUE, value)
            item.setSizeHint(QSize(0, self._tools.theme.look.px(_LINE)))
            item.setCheckState(Qt.CheckState.Unchecked)
        self.finder.setVisible(self.choices.count() > 12)
        self._show_editor()

    def _show_editor(self) -> None:
        editor = self._ask().editor
        self._stack.setCurrentWidget(self._parts[editor])
        self._and.setVisible(editor == "two")
        self._second_part.setVisible(editor == "two")
        self._several.setVisible(editor == "choices")
        self.line.setAccessibleName(tr("From") if editor == "two" else tr("Value"))
        self._say("")
        self.changed_size.emit()

    def _check(self, values: Sequence[str]) -> None:
        wanted = {value.casefold() for value in values}
        for item in self._items():
            names = {str(item.data(_VALUE)).casefold(), item.text().casefold()}
            item.setCheckState(Qt.CheckState.Checked if names & wanted else Qt.CheckState.Unchecked)

    def _pressed(self, item: QListWidgetItem) -> None:
        self._was_on = _is_on(item)

    def _clicked(self, item: QListWidgetItem) -> None:
        """A click on the words is one on the check; Qt has turned the check itself already."""
        if _is_on(item) == self._was_on:
            off, on = Qt.CheckState.Unchecked, Qt.CheckState.Checked
            item.setCheckState(off if self._was_on else on)

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.strip().casefold() not in item.text().casefold())

    def _items(self) -> list[QListWidgetItem]:
        return [self.choices.item(number) for number in range(self.choices.count())]

    def _name(self) -> str:
        return str(self.field.currentData())

    def _ask(self) -> Ask:
        return ask_of(self._name(), str(self.ask.currentData()))

    def _say(self, text: str) -> None:
        self.error.setText(text)
        self.error.setVisible(bool(text))
        for editor in (self.line, self.day):
            editor.setProperty("state", "bad" if text else "")
            editor.setAccessibleDescription(text)
            repolish(editor)
        self.changed_size.emit()

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setMaxLength(200)
        line.setAccessibleName(name)
        return line


_VALUE = Qt.ItemDataRole.UserRole


def _is_on(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
