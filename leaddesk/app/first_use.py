"""The first minute of a database: who works here, in which currency, in which zone."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaddesk.domain.people import User
    from leaddesk.presentation.first_run_model import FirstAnswers
    from leaddesk.service.desk import Desk
    from leaddesk.storage.store import SqlStorage

SAMPLE_LEADS, SAMPLE_SEED = 400, 1


def first_team(desk: Desk, login: str) -> User:
    """Make the user, and in an empty database the default queue and the Simple pipeline.

    Name, currency, region and time zone come from the system; without a locale they are EUR and DE.
    """
    return make_user(desk, login, usual_answers(login))


def usual_answers(login: str) -> FirstAnswers:
    """What would be answered at a first run as far as this computer knows it."""
    from leaddesk.presentation.dates import local_zone
    from leaddesk.presentation.first_run_model import answers_from_system

    return answers_from_system(full_name(login), str(local_zone()))


def make_user(desk: Desk, login: str, answers: FirstAnswers) -> User:
    """Make the user, and in an empty database the team, as answered; who is known stays."""
    from leaddesk.presentation.stage_words import stage_names
    from leaddesk.service.commands import EnsureTeam

    made: User = desk.execute(
        EnsureTeam(
            login, name=answers.name.strip(), email=answers.email.strip(), role=answers.role,
            template=answers.template, currency=answers.currency, region=answers.country,
            time_zone=answers.time_zone, stage_names=stage_names(),
        )
    ).result  # fmt: skip
    return made


def full_name(login: str) -> str:
    """The person's name as the system knows it, else the login itself."""
    if os.name != "posix":
        return login
    import pwd

    try:
        entry = pwd.getpwnam(login)
    except KeyError:
        return login
    name = entry.pw_gecos.partition(",")[0].strip()
    return login if not name or entry.pw_uid == 0 else name


def fill_if_empty(desk: Desk, storage: SqlStorage) -> None:
    """Put the sample into a database without leads (`--demo`)."""
    if storage.database.read_only or desk.ask(lambda reader: reader.count()):
        return
    from leaddesk.app.demo.fill import fill

    fill(desk, storage, SAMPLE_LEADS, SAMPLE_SEED, desk.clock.now())
