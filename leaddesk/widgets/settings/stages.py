"""The team's stages: their names, order, likelihoods and requirements; the other template."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QMenu, QMessageBox, QVBoxLayout, QWidget

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.pipeline import Stage, template_plans
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.stage_words import stage_names
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.commands import RemoveStage, SaveStage
from leaddesk.service.read_models import BoardFilter
from leaddesk.service.team_commands import CUSTOM_FIELDS, OrderStages, UseTemplate
from leaddesk.widgets.controls import Button
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.settings.form_parts import FormPanel, keep_focus
from leaddesk.widgets.settings.stage_row import StageRow
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.service.commands import Command
    from leaddesk.service.read_models import Reader


class StagesForm(QWidget):
    """Two lists, of leads and of opportunities; the divider stands between them."""

    def __init__(self, tools: Tools, board: BoardModel) -> None:
        super().__init__()
        self._tools, self._board = tools, board
        self.rows: dict[int, StageRow] = {}
        self.adders: dict[str, Button] = {}
        self._own_fields: tuple[str, ...] = ()
        self._added = ""  # the stage that is to be named when it is there
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._panels: list[QWidget] = []
        self._problem = PlainLabel(tools.theme, tone="danger", wrap=True)
        self._problem.hide()
        self._column.addWidget(self._problem)
        self._column.addWidget(self._template_panel())
        board.columns_changed.connect(self._build)
        board.heads_changed.connect(self._build)
        self._build()
        tools.client.ask("own fields", lambda reader: reader.setting(CUSTOM_FIELDS), self._fields)

    @property
    def problem(self) -> str:
        """What the last change was refused for."""
        return self._problem.text() if not self._problem.isHidden() else ""

    # --- what is there -----------------------------------------------------------------------

    def _fields(self, document: str | None) -> None:
        self._own_fields = tuple(map(str, json.loads(document or "[]")))
        keep_focus(self, self._build_anew)

    def _build(self) -> None:
        """Show the stages; rows stay where they stand as long as the same stages are there."""
        team = self._board.team
        stages = team.pipeline.columns if team is not None else ()
        if self.rows and list(self.rows) == [stage.id for stage in stages]:
            for stage in stages:
                self.rows[stage.id].show_stage(stage)
        else:
            keep_focus(self, self._build_anew)
            self._name_added()

    def _build_anew(self) -> None:
        team = self._board.team
        opened = {key for key, row in self.rows.items() if row.is_open}
        for panel in self._panels:
            self._column.removeWidget(panel)
            panel.setParent(None)
            panel.deleteLater()
        self._panels, self.rows, self.adders = [], {}, {}
        if team is None:
            return
        for belongs, title in (
            ("lead", tr("Stages of leads")),
            ("opportunity", tr("Stages of opportunities")),
        ):
            stages = [s for s in team.pipeline.columns if s.belongs == belongs]
            panel = self._panel(title, stages, "lead" if belongs == "lead" else "opportunity")
            self._column.insertWidget(len(self._panels), panel)
            self._panels.append(panel)
        for key in opened & self.rows.keys():
            self.rows[key].open()

    def _name_added(self) -> None:
        """The stage that was just added waits for its name."""
        row = next((one for one in self.rows.values() if one.stage.name == self._added), None)
        if row is not None:
            self._added = ""
            row.name.setFocus()
            row.name.selectAll()

    def _panel(self, title: str, stages: list[Stage], kind: RecordKind) -> FormPanel:
        panel = FormPanel(self._tools.theme, title)
        panel.column.setSpacing(8)
        for place, stage in enumerate(stages):
            row = StageRow(
                self._tools.theme, stage, self._own_fields, place=place, count=len(stages)
            )
            row.changed.connect(self._save)
            row.moved.connect(partial(self._move, stages, place))
            row.remove_asked.connect(partial(self._ask_where, stage))
            panel.column.addWidget(row)
            panel.add_findable(tr("Stage {stage}", stage=stage.name), row.name)
            self.rows[stage.id] = row
        add = Button(self._tools.theme, tr("Add stage"), kind="quiet", icon="plus")
        add.setObjectName(f"add {kind}")
        add.clicked.connect(partial(self._add, kind, stages))
        panel.add_findable(tr("Add stage"), add)
        self.adders[kind] = add
        row_of_add = QHBoxLayout()
        row_of_add.addWidget(add)
        row_of_add.addStretch(1)
        panel.column.addLayout(row_of_add)
        return panel

    def _template_panel(self) -> FormPanel:
        panel = FormPanel(self._tools.theme, tr("Template"))
        self.templates: dict[str, Button] = {}
        for key, text, about in (
            ("simple", tr("Simple"), tr("New, Contacted, Qualified, Proposal, Negotiation.")),
            ("full", tr("Full"), tr("New, MQL, Accepted, Sales qualified, Proposal, Negotiation.")),
        ):
            button = Button(self._tools.theme, tr("Use {template}", template=text))
            button.clicked.connect(partial(self.ask_template, key, text))
            panel.add_row(text, button, about)
            self.templates[key] = button
        return panel

    # --- changing ----------------------------------------------------------------------------

    def _save(self, stage: Stage) -> None:
        command = SaveStage(
            stage.id, stage.name, stage.belongs, stage.lifecycle, stage.position, stage.color,
            stage.probability, stage.rotting_days, stage.requires,
        )  # fmt: skip
        self._do(command, tr("saving a stage"))

    def _move(self, stages: list[Stage], place: int, step: int) -> None:
        ids = [stage.id for stage in stages]
        ids.insert(place + step, ids.pop(place))
        self._do(OrderStages(tuple(ids)), tr("moving a stage"))

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
        self._added = command.name
        self._do(command, tr("adding a stage"))

    def _ask_where(self, stage: Stage) -> None:
        """Its leads go somewhere: the menu of the other stages is the question."""
        team, button = self._board.team, self.rows[stage.id].remove
        if team is None:
            return
        menu = QMenu(self)
        menu.setTitle(tr("Move its leads to"))
        for other in team.pipeline.columns:
            if other.belongs == stage.belongs and other.id != stage.id:
                name = one_line(other.name, 60).replace("&", "&&")
                action = menu.addAction(tr("Leads to {stage}", stage=name))
                action.triggered.connect(lambda _=False, other=other: self.remove(stage, other))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def remove(self, stage: Stage, target: Stage) -> None:
        """Remove a stage after a question with its numbers: of everybody's leads."""
        self._tools.client.ask(
            "leads of a stage",
            partial(_leads_in, stage.id),
            partial(self._confirm_removal, stage, target),
        )

    def _confirm_removal(self, stage: Stage, target: Stage, count: int) -> None:
        there = one_line(target.name)
        self._confirm(
            tr("Remove the stage {stage}?", stage=one_line(stage.name)),
            tr_n("%n lead moves to {stage}.", "%n leads move to {stage}.", count, stage=there),
            tr("Remove stage"),
            lambda: self._do(RemoveStage(stage.id, target.id), tr("removing a stage")),
        )

    def ask_template(self, key: str, name: str) -> None:
        """Use a template after a question that says what goes and what comes."""
        team = self._board.team
        if team is None:
            return
        before = {stage.name for stage in team.pipeline.columns}
        names = stage_names()
        after = [plan.name for plan in template_plans(key, names) if plan.role == "column"]
        come = ", ".join(name for name in after if name not in before) or tr("none")
        go = ", ".join(sorted(one_line(name) for name in before - set(after))) or tr("none")
        self._confirm(
            tr("Use the template {template}?", template=name),
            tr("New names: {come}. Names that go: {go}. Leads keep their place, or move to the "
               "stage before theirs. It can be undone.", come=come, go=go),
            tr("Use template"),
            lambda: self._do(UseTemplate(key, names), tr("changing the pipeline")),
        )  # fmt: skip

    def _confirm(self, title: str, text: str, verb: str, act: Callable[[], None]) -> None:
        box = QMessageBox(self)
        box.setText(title)
        box.setInformativeText(text)
        yes = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(tr("Keep it"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)

        def finished(_result: int) -> None:
            box.deleteLater()
            if box.clickedButton() is yes:
                act()

        box.finished.connect(finished)
        box.open()

    def _do(self, command: Command, doing: str) -> None:
        self._problem.hide()
        self._tools.client.do(command, None, self._failed, doing=doing)

    def _failed(self, error: BaseException) -> None:
        notice, self._added = notice_of(error), ""
        self._problem.setText(f"{notice.title} {notice.hint}".strip())
        self._problem.show()
        self._build()


def _leads_in(stage_id: int, reader: Reader) -> int:
    heads = reader.board_heads(BoardFilter())
    return next((head.count for head in heads if head.column_id == stage_id), 0)
