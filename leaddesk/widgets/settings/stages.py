"""The team's stages: their names, their likelihoods, new ones, and taking one away."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QMessageBox,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.commands import RemoveStage, SaveStage
from leaddesk.widgets.controls import Button, IconButton
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.settings.form_parts import FormPanel
from leaddesk.widgets.tools import Tools


class StagesForm(QWidget):
    """Two lists, of leads and of opportunities; the divider stands between them."""

    def __init__(self, tools: Tools, board: BoardModel) -> None:
        super().__init__()
        self._tools, self._board = tools, board
        self.names: dict[int, QLineEdit] = {}
        self.removers: dict[int, IconButton] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._panels: list[QWidget] = []
        self._problem = PlainLabel(tools.theme, tone="danger", wrap=True)
        self._problem.hide()
        self._column.addWidget(self._problem)
        board.columns_changed.connect(self._build)
        self._build()

    @property
    def problem(self) -> str:
        """What the last change was refused for."""
        return self._problem.text() if not self._problem.isHidden() else ""

    def _build(self) -> None:
        for panel in self._panels:
            self._column.removeWidget(panel)
            panel.hide()
            panel.deleteLater()
        self._panels, self.names, self.removers = [], {}, {}
        team = self._board.team
        if team is None:
            return
        for belongs, title in (
            ("lead", tr("Stages of leads")),
            ("opportunity", tr("Stages of opportunities")),
        ):
            stages = [s for s in team.pipeline.columns if s.belongs == belongs]
            panel = FormPanel(self._tools.theme, title)
            panel.column.setSpacing(8)
            for stage in stages:
                panel.column.addWidget(self._row(stage, is_last=len(stages) == 1))
            kind: RecordKind = "lead" if belongs == "lead" else "opportunity"
            add = Button(self._tools.theme, tr("Add stage"), kind="quiet", icon="plus")
            add.clicked.connect(partial(self._add, kind, stages))
            row = QHBoxLayout()
            row.addWidget(add)
            row.addStretch(1)
            panel.column.addLayout(row)
            self._column.insertWidget(self._column.count() - 1, panel)
            self._panels.append(panel)

    def _row(self, stage: Stage, *, is_last: bool) -> QWidget:
        theme = self._tools.theme
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        name = QLineEdit(stage.name)
        name.setMaxLength(60)
        name.setAccessibleName(tr("Name of stage {stage}", stage=stage.name))
        name.editingFinished.connect(lambda: self._save(stage, name=name.text().strip()))
        percent = QSpinBox()
        percent.setRange(0, 100)
        percent.setSuffix(" %")
        percent.setValue(stage.probability)
        percent.setFixedWidth(theme.look.px(92))
        percent.setAccessibleName(tr("Likelihood of {stage}", stage=stage.name))
        percent.editingFinished.connect(lambda: self._save(stage, probability=percent.value()))
        line.addWidget(name, 1)
        line.addWidget(percent)
        remove = IconButton(theme, "trash-2", tr("Remove stage {stage}", stage=stage.name))
        remove.setEnabled(not is_last)
        remove.clicked.connect(lambda: self._ask_where(stage, remove))
        line.addWidget(remove)
        self.names[stage.id], self.removers[stage.id] = name, remove
        return row

    def _save(self, stage: Stage, *, name: str = "", probability: int | None = None) -> None:
        name = name or stage.name
        likely = stage.probability if probability is None else probability
        if (name, likely) == (stage.name, stage.probability):
            return
        command = SaveStage(
            stage.id, name, stage.belongs, stage.lifecycle, stage.position, stage.color, likely,
            stage.rotting_days, stage.requires,
        )  # fmt: skip
        self._do(command, tr("saving a stage"))

    def _add(self, belongs: RecordKind, stages: list[Stage]) -> None:
        team = self._board.team
        if team is None:
            return
        number, names = 1, {s.name.casefold() for s in team.pipeline.stages}
        while tr("New stage {number}", number=number).casefold() in names:
            number += 1
        last = stages[-1]
        command = SaveStage(
            None, tr("New stage {number}", number=number), belongs, last.lifecycle,
            last.position + 1, last.color % 5 + 1, last.probability, last.rotting_days,
        )  # fmt: skip
        self._do(command, tr("adding a stage"))

    def _ask_where(self, stage: Stage, button: IconButton) -> None:
        """Its leads go somewhere: the menu of the other stages is the question."""
        team = self._board.team
        if team is None:
            return
        menu = QMenu(self)
        menu.setTitle(tr("Move its leads to"))
        for other in team.pipeline.columns:
            if other.belongs == stage.belongs and other.id != stage.id:
                name = one_line(other.name, 60).replace("&", "&&")
                action = menu.addAction(tr("Leads to {stage}", stage=name))
                action.triggered.connect(lambda _=False, other=other: self.remove(stage, other))
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def remove(self, stage: Stage, target: Stage) -> None:
        """Remove a stage after a question with its numbers."""
        heads = {head.column_id: head.count for head in self._board.heads()}
        count = heads.get(stage.id, 0)
        box = QMessageBox(self)
        box.setText(tr("Remove the stage {stage}?", stage=one_line(stage.name)))
        there = one_line(target.name)
        box.setInformativeText(
            tr_n("%n lead moves to {stage}.", "%n leads move to {stage}.", count, stage=there)
        )
        yes = box.addButton(tr("Remove stage"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.finished.connect(
            lambda: self._removed(stage, target) if box.clickedButton() is yes else None
        )
        box.open()

    def _removed(self, stage: Stage, target: Stage) -> None:
        self._do(RemoveStage(stage.id, target.id), tr("removing a stage"))

    def _do(self, command: SaveStage | RemoveStage, doing: str) -> None:
        self._problem.hide()
        self._tools.client.do(command, None, self._failed, doing=doing)

    def _failed(self, error: BaseException) -> None:
        notice = notice_of(error)
        self._problem.setText(f"{notice.title} {notice.hint}".strip())
        self._problem.show()
        self._build()
