"""Who works here: name, e-mail, colour, time zone, hours; and this computer's language."""

from __future__ import annotations

import json
from datetime import time
from functools import partial

from PySide6.QtCore import QTime
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from leaddesk.domain.people import User
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.first_run_model import SETTING, email_problem, hours_document, hours_from
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.service.commands import EditUser, SaveTeamSetting
from leaddesk.widgets.controls import Combo, Field
from leaddesk.widgets.controls.day_line import TimeLine
from leaddesk.widgets.settings.color_row import ColorRow
from leaddesk.widgets.settings.form_parts import FormPanel, stacked
from leaddesk.widgets.tools import Tools


class YouForm(QWidget):
    """Saved with Enter, Tab or when the focus leaves; what is chosen at once."""

    def __init__(self, tools: Tools, settings: SettingsModel, board: BoardModel) -> None:
        super().__init__()
        self._tools, self._settings, self._board = tools, settings, board
        self.lines = {"name": QLineEdit(), "email": QLineEdit()}
        self.fields = {
            "name": Field(tools.theme, tr("Name"), self.lines["name"]),
            "email": Field(tools.theme, tr("Work email"), self.lines["email"]),
        }
        self.color = ColorRow(tools.theme, tr("Colour"), avatars=True)
        self.zone, self.language = Combo(), Combo()
        self.begins, self.ends = TimeLine(), TimeLine()
        self._hours_problem = ""
        self.setLayout(stacked(self._person(), self._time(), self._words()))
        self._connect()
        self._show()
        user_id = tools.client.user_id
        tools.client.ask("my hours", lambda reader: reader.setting(SETTING, user_id), self._hours)

    def _person(self) -> FormPanel:
        panel = FormPanel(self._tools.theme, tr("You"))
        for name, line in self.lines.items():
            line.setMaxLength(200)
            line.editingFinished.connect(partial(self._save_line, name))
            panel.column.addWidget(self.fields[name])
            panel.add_findable(line.accessibleName(), line)
        panel.add_row(tr("Colour"), self.color, tr("Of your initials on cards and lists."))
        return panel

    def _time(self) -> FormPanel:
        panel = FormPanel(self._tools.theme, tr("Your time"))
        self.zone.setFixedWidth(self._tools.theme.look.px(240))
        panel.add_row(tr("Time zone"), self.zone, tr("In which your steps are planned."))
        hours = QWidget()
        row = QHBoxLayout(hours)
        row.setContentsMargins(0, 0, 0, 0)
        for edit, name in ((self.begins, tr("Work begins")), (self.ends, tr("Work ends"))):
            edit.setAccessibleName(name)
            edit.setFixedWidth(self._tools.theme.look.px(115))
            row.addWidget(edit)
        hours.setFocusProxy(self.begins)
        panel.add_row(
            tr("Working hours"), hours, tr("New steps are offered for the beginning of your day.")
        )
        return panel

    def _words(self) -> FormPanel:
        panel = FormPanel(self._tools.theme, tr("This computer"))
        self.language.setFixedWidth(self._tools.theme.look.px(240))
        for key, text in languages():
            self.language.addItem(text, key)
        panel.add_row(
            tr("Language"),
            self.language,
            tr("Of words, numbers and dates. Takes effect when LeadDesk is started again."),
        )
        return panel

    def _connect(self) -> None:
        board, settings = self._board, self._settings
        self.color.chosen.connect(lambda color: self._save({"color": str(color)}))
        self.zone.activated.connect(lambda _: self._save({"time_zone": self.zone.currentData()}))
        for edit in (self.begins, self.ends):
            edit.editingFinished.connect(self._save_hours)
        self.language.activated.connect(
            lambda _: settings.change(language=self.language.currentData())
        )
        settings.changed.connect(lambda _now, _before: self._show_language())
        board.columns_changed.connect(self._show)
        board.heads_changed.connect(self._show)

    # --- what is there -----------------------------------------------------------------------

    def _user(self) -> User | None:
        team, user_id = self._board.team, self._tools.client.user_id
        return next((u for u in team.users if u.id == user_id), None) if team else None

    def _show(self) -> None:
        self._show_language()
        user = self._user()
        if user is None:
            return
        for name, line in self.lines.items():
            if not line.hasFocus():
                line.setText(str(getattr(user, name)))
        self.color.choose(user.color)
        if not self.zone.count():
            for zone in time_zones(user.time_zone):
                self.zone.addItem(zone.replace("_", " "), zone)
        if self.zone.findData(user.time_zone) < 0:
            self.zone.addItem(user.time_zone, user.time_zone)
        self.zone.setCurrentIndex(self.zone.findData(user.time_zone))

    def _show_language(self) -> None:
        place = self.language.findData(self._settings.settings.language)
        self.language.setCurrentIndex(max(0, place))

    def _hours(self, document: str | None) -> None:
        for edit, at in zip(
            (self.begins, self.ends), hours_from(json.loads(document or "null")), strict=True
        ):
            edit.setTime(QTime(at.hour, at.minute))

    # --- saving ------------------------------------------------------------------------------

    def _save_line(self, name: str) -> None:
        user, text = self._user(), self.lines[name].text().strip()
        if user is None or text == getattr(user, name):
            self.fields[name].set_error("")
            return
        problem = email_problem(text) if name == "email" else ""
        if name == "name" and not text:
            problem = tr("Write a name.")
        self.fields[name].set_error(problem)
        if not problem:
            self._save({name: text}, self.fields[name])

    def _save(self, values: dict[str, str], field: Field | None = None) -> None:
        user = self._user()
        if user is not None:
            self._tools.client.do(
                EditUser(user.id, values), None, partial(self._failed, field),
                doing=tr("saving your name"),
            )  # fmt: skip

    def _save_hours(self) -> None:
        user_id = self._tools.client.user_id
        begins, ends = _plain(self.begins.time()), _plain(self.ends.time())
        if user_id is None or begins >= ends:
            return
        document = json.dumps(hours_document(begins, ends))
        self._tools.client.do(SaveTeamSetting(SETTING, document, user_id))
        self._tools.dates.day_begins = begins

    def _failed(self, field: Field | None, error: BaseException) -> None:
        notice = notice_of(error)
        if field is not None:
            field.set_error(notice.title)
        else:
            self._tools.notices.tell(notice)
        self._show()


def _plain(at: QTime) -> time:
    return time(at.hour(), at.minute())


def languages() -> tuple[tuple[str, str], ...]:
    """(key, name in its own words) of the languages that LeadDesk speaks; "" is the system's."""
    from PySide6.QtCore import QLocale

    from leaddesk.base.errors import BugError
    from leaddesk.base.resources import resource

    try:
        files = sorted(resource("locale").glob("leaddesk_*.qm"))
    except BugError:  # not a single translation
        files = []
    codes = sorted({"en", *(file.stem.removeprefix("leaddesk_") for file in files)})
    named = ((code, QLocale(code).nativeLanguageName() or code) for code in codes)
    return (
        ("", tr("As the system")),
        *((code, name[:1].upper() + name[1:]) for code, name in named),
    )


def time_zones(mine: str) -> tuple[str, ...]:
    """The zones of regions, by name, the present one among them."""
    import zoneinfo

    regions = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/",
               "Pacific/")  # fmt: skip
    found = {zone for zone in zoneinfo.available_timezones() if zone.startswith(regions)}
    return tuple(sorted(found | {mine, "UTC"}))
