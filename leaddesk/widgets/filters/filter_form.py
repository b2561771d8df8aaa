"""The form that builds one part of a filter: conditions of which any must hold."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.presentation.filter_fields import FilterRow, part_of
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import TeamView
from leaddesk.widgets.controls import Button
from leaddesk.widgets.controls.popover_form import PopoverForm
from leaddesk.widgets.filters.condition_row import ConditionRow
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.tools import Tools

WIDTH = 600
MOST_ROWS = 5
_ANY_WIDTH = (1 << 24) - 1  # QWIDGETSIZE_MAX, a name that PySide leaves out


class FilterForm(PopoverForm):
    """Rows joined by "or". Enter accepts; `accepted` carries the part as a filter."""

    accepted = Signal(object)  # Criteria
    changed_size = Signal()

    def __init__(
        self,
        tools: Tools,
        team: TeamView,
        fields: Sequence[tuple[str, str]],
        rows: Sequence[FilterRow] = (),
    ) -> None:
        """`rows` are those of the chip that is changed; none: a new one."""
        super().__init__()
        self._tools, self._team, self._fields = tools, team, fields
        theme = tools.theme
        self.rows: list[ConditionRow] = []
        self._ors: list[QWidget] = []
        self._lines = QVBoxLayout()
        self._lines.setSpacing(8)
        self.more = Button(theme, tr("Or another condition"), kind="link", icon="plus")
        self.more.clicked.connect(self._add_one_more)
        action = tr("Change the filter") if rows else tr("Add the filter")
        self.build(
            theme, tr("Show only leads with"), (self._lines,), action, WIDTH, beside=self.more
        )
        self.setMaximumWidth(_ANY_WIDTH)  # long words of a condition make it wider
        self.submitted.connect(self.accept)
        for row in rows or (FilterRow(),):
            self._add(row)

    def take_focus(self) -> None:
        """Put the focus on the first value."""
        self.rows[0].focus_value()

    def accept(self) -> None:
        """Say `accepted`, or what is missing."""
        if all(row.check() for row in self.rows):
            self.accepted.emit(part_of(row.row for row in self.rows))

    # --- inside ------------------------------------------------------------------------------

    def _add(self, row: FilterRow) -> ConditionRow:
        line = ConditionRow(self._tools, self._team, self._fields, row)
        line.removed.connect(lambda: self._remove(line))
        line.changed_size.connect(self.changed_size)
        if self.rows:
            joint = PlainLabel(self._tools.theme, tr("or"), role="small", weight=600, tone="text2")
            self._ors.append(joint)
            self._lines.addWidget(joint)
        self.rows.append(line)
        self._lines.addWidget(line)
        self._show_drops()
        return line

    def _add_one_more(self) -> None:
        """The next condition is most often on the same field."""
        last = self.rows[-1].row
        line = self._add(FilterRow(last.field, last.ask))
        line.show()
        line.focus_value()

    def _remove(self, line: ConditionRow) -> None:
        at = self.rows.index(line)
        self.rows.remove(line)
        joint = self._ors.pop(max(0, at - 1))
        for part in (line, joint):
            self._lines.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.rows[min(at, len(self.rows) - 1)].focus_value()
        self._show_drops()

    def _show_drops(self) -> None:
        for row in self.rows:
            row.drop.setVisible(len(self.rows) > 1)
        self.more.setEnabled(len(self.rows) < MOST_ROWS)
        self.changed_size.emit()
