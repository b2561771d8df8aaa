"""One person of the team in the settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.domain.people import User
from leaddesk.presentation.first_run_model import email_problem
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Avatar, Button, Combo
from leaddesk.widgets.labels import PlainLabel, repolish
from leaddesk.widgets.theme import Theme


def role_words() -> dict[str, str]:
    """The roles in words."""
    return {
        "rep": tr("Rep"), "marketing": tr("Marketing"), "manager": tr("Manager"),
        "admin": tr("Admin"),
    }  # fmt: skip


class UserRow(QWidget):
    """`changed` brings what is to be changed, as `EditUser` takes it."""

    changed = Signal(dict)
    activity_asked = Signal(bool)  # whether the person is to be active

    def __init__(self, theme: Theme, user: User, *, takes_leads: bool, may_edit: bool) -> None:
        super().__init__()
        self.user = user
        self.setAccessibleName(user.name)
        self._avatar = Avatar(theme, 32)
        self._avatar.set_person(user.name, user.initials, user.color - 1)
        self.name, self.email = QLineEdit(user.name), QLineEdit(user.email)
        self.name.setPlaceholderText(tr("Name"))
        self.email.setPlaceholderText(tr("Work email"))
        self.role = Combo()
        self.role.setFixedWidth(theme.look.px(130))
        for key, text in role_words().items():
            self.role.addItem(text, key)
        self.role.setCurrentIndex(self.role.findData(user.role))
        self.takes = QCheckBox(tr("Takes new leads"))
        self.takes.setChecked(takes_leads and user.active)
        self.active = Button(
            theme, tr("Deactivate") if user.active else tr("Activate"), kind="quiet"
        )
        login = user.login if user.active else tr("{login}, not active", login=user.login)
        self._login = PlainLabel(theme, login, role="small", tone="text2")
        self._problem = PlainLabel(theme, role="small", tone="danger")
        self._problem.hide()
        self._lay_out()
        for name, part in (("name", self.name), ("email", self.email), ("role", self.role),
                           ("takes", self.takes), ("active", self.active)):  # fmt: skip
            part.setEnabled(may_edit)
            part.setObjectName(f"{name} {user.id}")
        self._name_all()
        self._connect()

    @property
    def problem(self) -> str:
        """What is wrong with what was written."""
        return self._problem.text()

    def _lay_out(self) -> None:
        first, second = QHBoxLayout(), QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self.name, 1)
        first.addWidget(self.email, 1)
        first.addWidget(self.role)
        second.addWidget(self._login)
        second.addWidget(self._problem)
        second.addStretch(1)
        second.addWidget(self.takes)
        second.addSpacing(8)
        second.addWidget(self.active)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 6)
        row.setSpacing(12)
        row.addWidget(self._avatar)
        row.addLayout(words, 1)

    def _name_all(self) -> None:
        name = self.user.name
        self.name.setAccessibleName(tr("Name of {user}", user=name))
        self.email.setAccessibleName(tr("Email of {user}", user=name))
        self.role.setAccessibleName(tr("Role of {user}", user=name))
        self.takes.setAccessibleName(tr("{user} takes new leads", user=name))
        self.active.setAccessibleName(f"{self.active.text()}: {name}")

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._save_name)
        self.email.editingFinished.connect(self._save_email)
        self.role.activated.connect(lambda _: self._save("role", str(self.role.currentData())))
        self.takes.toggled.connect(
            lambda on: self.changed.emit({"receives_leads": "yes" if on else "no"})
        )
        self.active.clicked.connect(lambda: self.activity_asked.emit(not self.user.active))

    def _save_name(self) -> None:
        text = self.name.text().strip()
        self._say(self.name, "" if text else tr("Write a name."))
        if text:
            self._save("name", text)

    def _save_email(self) -> None:
        text = self.email.text().strip()
        problem = email_problem(text)
        self._say(self.email, problem)
        if not problem:
            self._save("email", text)

    def _say(self, line: QLineEdit, problem: str) -> None:
        line.setProperty("state", "bad" if problem else "")
        line.setAccessibleDescription(problem)
        repolish(line)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))

    def _save(self, name: str, text: str) -> None:
        if text != getattr(self.user, name):
            self.changed.emit({name: text})
