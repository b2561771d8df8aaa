"""The team's own fields: what a lead can hold besides what LeadDesk knows."""

from __future__ import annotations

import json
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMessageBox, QVBoxLayout, QWidget

from leaddesk.domain.criteria import Condition
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import ListQuery, Reader
from leaddesk.service.team_commands import CUSTOM_FIELDS, RemoveField, SaveField
from leaddesk.widgets.controls import Button, Field, IconButton
from leaddesk.widgets.settings.form_parts import FormPanel, clear_rows, stacked
from leaddesk.widgets.tools import Tools


class OwnFieldsForm(QWidget):
    """A line for each field, and one for a new one. Own fields hold text."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self.lines: dict[str, QLineEdit] = {}
        self.removers: dict[str, IconButton] = {}
        panel = FormPanel(tools.theme, tr("Fields of your own"))
        panel.add_text(
            tr("They stand on every lead below the others, and can be imported, filtered and "
               "exported. They hold text.")
        )  # fmt: skip
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        panel.column.addLayout(self._rows)
        self.name = QLineEdit()
        self.name.setMaxLength(100)
        self.field = Field(tools.theme, tr("New field"), self.name)
        self.add = Button(tools.theme, tr("Add field"), icon="plus")
        self.add.clicked.connect(self._add)
        self.name.returnPressed.connect(self._add)
        panel.column.addWidget(self.field)
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addStretch(1)
        panel.column.addLayout(row)
        panel.add_findable(tr("New field"), self.name, tr("Fields of your own"))
        self.setLayout(stacked(panel))
        tools.hub.changed.connect(
            lambda changed: self.look() if changed.touches("setting") else None
        )
        self.look()

    def look(self) -> None:
        """Read the fields again."""
        self._tools.client.ask("own fields of form", _read, self._show)

    def _show(self, names: tuple[str, ...]) -> None:
        if names == tuple(self.lines):
            return
        clear_rows(self._rows)
        self.lines, self.removers = {}, {}
        for name in names:
            self._rows.addWidget(self._row(name))

    def _row(self, name: str) -> QWidget:
        row = QWidget()
        line = QLineEdit(name)
        line.setMaxLength(100)
        line.setAccessibleName(tr("Name of field {field}", field=name))
        remove = IconButton(self._tools.theme, "trash-2", tr("Remove field {field}", field=name))
        line.editingFinished.connect(partial(self._rename, name, line))
        remove.clicked.connect(partial(self.ask_remove, name))
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(line, 1)
        inside.addWidget(remove)
        self.lines[name], self.removers[name] = line, remove
        return row

    def _add(self) -> None:
        self.field.set_error("")
        name = self.name.text().strip()
        if not name:
            self.field.set_error(tr("Write a name."))
            return

        def added(_outcome: Outcome) -> None:
            self.name.clear()
            self.look()

        self._tools.client.do(SaveField(name), added, self._failed, doing=tr("adding a field"))

    def _rename(self, before: str, line: QLineEdit) -> None:
        name = line.text().strip()
        if name == before:
            return
        if not name:
            line.setText(before)
            return
        self._tools.client.do(
            SaveField(name, before), lambda _: self.look(), partial(self._failed, before=before),
            doing=tr("renaming a field"),
        )  # fmt: skip

    def ask_remove(self, name: str) -> None:
        """Remove a field after a question with its numbers."""
        self._tools.client.ask("values of a field", partial(_values, name),
                               partial(self._confirm, name))  # fmt: skip

    def _confirm(self, name: str, count: int) -> None:
        box = QMessageBox(self)
        box.setText(tr("Remove the field {field}?", field=one_line(name)))
        box.setInformativeText(
            tr_n("%n lead loses what stands in it.", "%n leads lose what stands in it.", count)
        )
        yes = box.addButton(tr("Remove field"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)

        def finished(_result: int) -> None:
            box.deleteLater()
            if box.clickedButton() is yes:
                doing = tr("removing a field")
                self._tools.client.do(
                    RemoveField(name), lambda _: self.look(), self._failed, doing=doing
                )

        box.finished.connect(finished)
        box.open()

    def _failed(self, error: BaseException, before: str = "") -> None:
        notice = notice_of(error)
        self.field.set_error(f"{notice.title} {notice.hint}".strip())
        if before in self.lines:
            self.lines[before].setText(before)
        self.look()


def _read(reader: Reader) -> tuple[str, ...]:
    return tuple(map(str, json.loads(reader.setting(CUSTOM_FIELDS) or "[]")))


def _values(name: str, reader: Reader) -> int:
    holds = Condition(name, "is_set", None)
    return sum(
        reader.lead_page(ListQuery(criteria=holds, in_bin=in_bin), limit=1).total
        for in_bin in (False, True)
    )
