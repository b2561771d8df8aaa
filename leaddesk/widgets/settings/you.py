"""Who works here: name and e-mail of the user."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.text import tr
from leaddesk.service.commands import EditUser
from leaddesk.widgets.controls import Field
from leaddesk.widgets.settings.form_parts import FormPanel
from leaddesk.widgets.tools import Tools


class YouForm(QWidget):
    """Saved with Enter, Tab or when the focus leaves."""

    def __init__(self, tools: Tools, board: BoardModel) -> None:
        super().__init__()
        self._tools, self._board = tools, board
        self.lines = {"name": QLineEdit(), "email": QLineEdit()}
        self.fields = {
            "name": Field(tools.theme, tr("Name"), self.lines["name"]),
            "email": Field(tools.theme, tr("Work email"), self.lines["email"]),
        }
        panel = FormPanel(tools.theme, tr("You"))
        for name, line in self.lines.items():
            line.setMaxLength(200)
            line.editingFinished.connect(partial(self._save, name))
            panel.column.addWidget(self.fields[name])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        board.columns_changed.connect(self._show)
        board.heads_changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        team, user_id = self._board.team, self._tools.client.user_id
        user = next((u for u in team.users if u.id == user_id), None) if team else None
        if user is None:
            return
        for name, line in self.lines.items():
            if not line.hasFocus():
                line.setText(str(getattr(user, name)))

    def _save(self, name: str) -> None:
        team, user_id = self._board.team, self._tools.client.user_id
        user = next((u for u in team.users if u.id == user_id), None) if team else None
        text = self.lines[name].text().strip()
        if user is None or text == getattr(user, name):
            return
        if name == "name" and not text:
            self.fields[name].set_error(tr("Write a name."))
            return
        self.fields[name].set_error("")
        self._tools.client.do(
            EditUser(user.id, {name: text}), None, partial(self._failed, name),
            doing=tr("saving your name"),
        )  # fmt: skip

    def _failed(self, name: str, error: BaseException) -> None:
        self.fields[name].set_error(notice_of(error).title)
