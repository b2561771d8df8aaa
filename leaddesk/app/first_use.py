"""The first minute of a database: who works here, in which currency, in which zone."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leaddesk.domain.people import User
    from leaddesk.service.desk import Desk
    from leaddesk.storage.store import SqlStorage

SAMPLE_LEADS, SAMPLE_SEED = 400, 1


def first_team(desk: Desk, login: str) -> User:
    """Make the user, and in an empty database the default queue and the Simple pipeline.

    Name, currency, region and time zone come from the system; without a locale they are EUR and DE.
    """
    from PySide6.QtCore import QLocale

    from leaddesk.presentation.dates import local_zone
    from leaddesk.service.commands import EnsureTeam

    locale = QLocale.system()
    currency, region = "", ""
    if locale.language() != QLocale.Language.C:
        currency = locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        region = QLocale.territoryToCode(locale.territory())
    usual = EnsureTeam(login)
    fits = re.fullmatch(r"[A-Z]{3}", currency) and re.fullmatch(r"[A-Z]{2}", region)
    made: User = desk.execute(
        EnsureTeam(
            login,
            name=full_name(login),
            currency=currency if fits else usual.currency,
            region=region if fits else usual.region,
            time_zone=str(local_zone()),
        )
    ).result
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
