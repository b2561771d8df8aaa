"""Who works here, in which role; the queues in which leads wait for somebody."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMessageBox,
    QVBoxLayout,
    QWidget,
)

from leaddesk.domain.people import Role, Team, User
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.first_run_model import email_problem
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.commands import AddUser, EditUser
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import BoardFilter, Reader, TeamView
from leaddesk.service.team_commands import SaveQueue
from leaddesk.widgets.controls import Button, Combo, Field
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.settings.form_parts import FormPanel, clear_rows, keep_focus, stacked
from leaddesk.widgets.settings.user_row import UserRow, role_words
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.service.commands import Command

MANAGERS = frozenset({"manager", "admin"})


class TeamForm(QWidget):
    """Managers change it; for everybody else it is a list to read."""

    def __init__(self, tools: Tools, board: BoardModel) -> None:
        super().__init__()
        self._tools, self._board = tools, board
        self.rows: dict[int, UserRow] = {}
        self.queues: dict[int, dict[int, QCheckBox]] = {}
        self._shown: tuple[object, ...] = ()
        self._people = FormPanel(tools.theme, tr("People"))
        self._note = self._people.add_text("")
        self._problem = PlainLabel(tools.theme, tone="danger", wrap=True)
        self._problem.hide()
        self._people.column.addWidget(self._problem)
        self._list = QVBoxLayout()
        self._people.column.addLayout(self._list)
        self._queue_list = QVBoxLayout()
        self._new = self._make_new()
        self._queues = self._make_queues()
        self.setLayout(stacked(self._people, self._new, self._queues))
        board.columns_changed.connect(self.show_team)
        board.heads_changed.connect(self.show_team)
        self.show_team()

    @property
    def problem(self) -> str:
        """What the last change was refused for."""
        return self._problem.text() if not self._problem.isHidden() else ""

    # --- what is there -----------------------------------------------------------------------

    def show_team(self) -> None:
        """Show people and queues as they are now; nothing moves while they are the same."""
        team = self._board.team
        if team is None or self._shown == (team.users, team.teams):
            return
        self._shown = (team.users, team.teams)
        keep_focus(self, lambda: self._show(team))

    def _show(self, team: TeamView) -> None:
        me = next((u for u in team.users if u.id == self._tools.client.user_id), None)
        may = me is not None and me.role in MANAGERS
        self._note.setText(
            tr("Each person signs in by their user name: that of their computer, on a team server "
               "that of the database.")
            if may
            else tr("Only managers can change users.")
        )  # fmt: skip
        self._new.setVisible(may)
        queue = next((one for one in team.teams if one.is_default), None)
        takers = set(queue.members) if queue is not None else set()
        clear_rows(self._list)
        self.rows = {}
        self._people.settings.clear()
        for user in sorted(team.users, key=lambda one: (not one.active, one.name.casefold())):
            row = UserRow(self._tools.theme, user, takes_leads=user.id in takers, may_edit=may)
            row.changed.connect(partial(self._edit, user))
            row.activity_asked.connect(partial(self.ask_activity, user))
            self._list.addWidget(row)
            self._people.add_findable(user.name, row.name, tr("People"))
            self.rows[user.id] = row
        self._show_queues(team.teams, team.users, may=may)

    def _show_queues(self, queues: tuple[Team, ...], users: tuple[User, ...], *, may: bool) -> None:
        clear_rows(self._queue_list)
        self.queues = {}
        for queue in queues:
            box = QWidget()
            column = QVBoxLayout(box)
            column.setContentsMargins(0, 0, 0, 6)
            name = QLineEdit(queue.name)
            name.setMaxLength(100)
            name.setEnabled(may)
            name.setObjectName(f"queue {queue.id}")
            name.setAccessibleName(tr("Name of queue {queue}", queue=queue.name))
            name.editingFinished.connect(partial(self._rename_queue, queue, name))
            column.addWidget(name)
            grid = QGridLayout()
            self.queues[queue.id] = {}
            people = [user for user in users if user.active]
            for number, user in enumerate(people):
                check = QCheckBox(one_line(user.name, 30))
                check.setObjectName(f"member {queue.id} {user.id}")
                check.setChecked(user.id in queue.members)
                check.setEnabled(may)
                check.setAccessibleName(
                    tr("{user} takes leads from {queue}", user=user.name, queue=queue.name)
                )
                check.toggled.connect(partial(self._set_member, queue, user))
                grid.addWidget(check, number // 3, number % 3)
                self.queues[queue.id][user.id] = check
            column.addLayout(grid)
            self._queue_list.addWidget(box)
        self.add_queue.setVisible(may)

    # --- what is made once -------------------------------------------------------------------

    def _make_new(self) -> FormPanel:
        theme = self._tools.theme
        panel = FormPanel(theme, tr("Add a colleague"))
        self.lines = {name: QLineEdit() for name in ("name", "login", "email")}
        self.role = Combo()
        for key, text in role_words().items():
            self.role.addItem(text, key)
        self.fields = {
            "name": Field(theme, tr("Name"), self.lines["name"]),
            "login": Field(theme, tr("User name"), self.lines["login"],
                           hint=tr("As on their computer, or on the team server.")),
            "email": Field(theme, tr("Work email"), self.lines["email"]),
            "role": Field(theme, tr("Role"), self.role),
        }  # fmt: skip
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        for number, field in enumerate(self.fields.values()):
            grid.addWidget(field, number // 2, number % 2)
        panel.column.addLayout(grid)
        for line in self.lines.values():
            line.setMaxLength(200)
            line.returnPressed.connect(self.add_person)
        self.add = Button(theme, tr("Add colleague"), icon="user-plus")
        self.add.clicked.connect(self.add_person)
        panel.column.addLayout(_left(self.add))
        panel.add_findable(tr("Add a colleague"), self.lines["name"])
        return panel

    def _make_queues(self) -> FormPanel:
        panel = FormPanel(self._tools.theme, tr("Queues"))
        panel.add_text(
            tr("A lead without an owner waits in a queue. New leads go in turn to those who take "
               "from the first one.")
        )  # fmt: skip
        panel.column.addLayout(self._queue_list)
        self.add_queue = Button(self._tools.theme, tr("Add queue"), kind="quiet", icon="plus")
        self.add_queue.clicked.connect(self._add_queue)
        panel.column.addLayout(_left(self.add_queue))
        panel.add_findable(tr("Queues"), self.add_queue)
        return panel

    # --- changing ----------------------------------------------------------------------------

    def add_person(self) -> None:
        """Add who was written down; what is wrong is said under its field."""
        name, login, email = (self.lines[key].text().strip() for key in ("name", "login", "email"))
        problems = {
            "name": "" if name else tr("Write a name."),
            "login": "" if login else tr("Write a user name."),
            "email": email_problem(email),
        }
        for key, problem in problems.items():
            self.fields[key].set_error(problem)
        if any(problems.values()):
            return

        def added(_outcome: Outcome) -> None:
            for line in self.lines.values():
                line.clear()
            self.lines["name"].setFocus()

        def failed(error: BaseException) -> None:
            notice = notice_of(error)
            self.fields["login"].set_error(f"{notice.title} {notice.hint}".strip())

        role, zone = cast("Role", self.role.currentData()), str(self._tools.dates.zone)
        self._tools.client.do(
            AddUser(login, name, email, role, zone), added, failed, doing=tr("adding a colleague")
        )

    def ask_activity(self, user: User, active: bool) -> None:
        """Activate at once; deactivate after a question with its numbers."""
        if active:
            self._edit(user, {"active": "yes"})
        else:
            self._tools.client.ask(
                "leads of a user", partial(_open_leads, user.id), partial(self._confirm, user)
            )

    def _confirm(self, user: User, leads: int) -> None:
        box = QMessageBox(self)
        box.setText(tr("Deactivate {user}?", user=one_line(user.name)))
        box.setInformativeText(
            tr_n("%n open lead stays with them until somebody takes it; they get no new ones.",
                 "%n open leads stay with them until somebody takes them; they get no new ones.",
                 leads)
        )  # fmt: skip
        yes = box.addButton(tr("Deactivate"), QMessageBox.ButtonRole.AcceptRole)
        keep = box.addButton(tr("Keep active"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)

        def finished(_result: int) -> None:
            box.deleteLater()
            if box.clickedButton() is yes:
                self._edit(user, {"active": "no"})

        box.finished.connect(finished)
        box.open()

    def _edit(self, user: User, values: dict[str, str]) -> None:
        self._do(EditUser(user.id, values), tr("changing a user"))

    def _set_member(self, queue: Team, user: User, on: bool) -> None:
        rest = tuple(one for one in queue.members if one != user.id)
        members = (*rest, user.id) if on else rest
        self._do(SaveQueue(queue.id, queue.name, members), tr("changing a queue"))

    def _rename_queue(self, queue: Team, line: QLineEdit) -> None:
        name = line.text().strip()
        if name and name != queue.name:
            self._do(SaveQueue(queue.id, name, queue.members), tr("changing a queue"))
        else:
            line.setText(queue.name)

    def _add_queue(self) -> None:
        number, names = 1, {one.name.casefold() for one in self._teams()}
        while tr("New queue {number}", number=number).casefold() in names:
            number += 1
        name = tr("New queue {number}", number=number)
        self._do(SaveQueue(None, name), tr("adding a queue"))

    def _teams(self) -> tuple[Team, ...]:
        return self._board.team.teams if self._board.team is not None else ()

    def _do(self, command: Command, doing: str) -> None:
        self._problem.hide()
        self._tools.client.do(command, None, self._failed, doing=doing)

    def _failed(self, error: BaseException) -> None:
        notice = notice_of(error)
        self._problem.setText(f"{notice.title} {notice.hint}".strip())
        self._problem.show()
        self._shown = ()
        self.show_team()


def _open_leads(user_id: int, reader: Reader) -> int:
    return sum(head.count for head in reader.board_heads(BoardFilter(owner_id=user_id)))


def _left(widget: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(widget)
    row.addStretch(1)
    return row
