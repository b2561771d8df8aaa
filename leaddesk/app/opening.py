"""Opening a database as somebody: for the window, for the command line, for the worker.

Imported before the first paint, so what opening needs is imported where it is done.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from leaddesk.base.clock import Clock
from leaddesk.base.errors import KnownError
from leaddesk.base.paths import Paths
from leaddesk.base.said import said
from leaddesk.storage.address import DatabaseAddress, FileAddress, ServerAddress, parse_address

if TYPE_CHECKING:
    from datetime import datetime

    from leaddesk.domain.people import User
    from leaddesk.service.commands import Command
    from leaddesk.service.desk import Desk, Handler
    from leaddesk.service.read_models import FirstBoard
    from leaddesk.storage.backup import BackupShelf
    from leaddesk.storage.store import SqlStorage

Password = Callable[[], str | None]
FirstUse = Literal["", "team", "member"]


@dataclass(frozen=True, slots=True)
class Opened:
    """A database that is open, and whose desk it is. `user` is None where the database can't be
    written and does not know the user, and where `first_use` says what is to be asked and made
    first: a whole team, or a member of the one that is there. `notice` says why it is open for
    reading only, `advice` what else its user should know."""

    storage: SqlStorage
    desk: Desk
    user: User | None
    notice: KnownError | None
    advice: KnownError | None = None
    first_use: FirstUse = ""


@dataclass(frozen=True, slots=True)
class Opener:
    """What is to be opened, as whom. `open` may be called again after a failure.

    `login` None is the system's user (on a server: the one that logs in); a named one must exist
    in the database. With `asks_first` nobody is made: the window asks (`Opened.first_use`).
    """

    paths: Paths
    address: DatabaseAddress
    login: str | None
    clock: Clock
    password: Password | None = None
    asks_first: bool = False

    def open(self) -> Opened:
        """Open, bring up to date, find (at first use: make, or let be asked for) the user.

        Raises KnownError for everything the world can do to it; nothing was changed then. A
        file that was open before and is gone is not made anew.
        """
        from leaddesk.service.desk import Desk
        from leaddesk.storage.server_clock import clock_notice
        from leaddesk.storage.store import open_storage

        self.make_folders()
        known = KnownDatabases(self.paths.known_databases)
        storage = open_storage(
            self.address,
            password=self.password,
            backup=self._backup,
            create=not known.has(self.address),
            clock=self.clock,
        )
        try:
            notice = self._notice(storage)
            desk = Desk(storage, self.clock, LateHandlers())
            user = self._find_user(desk, is_read_only=notice is not None)
            first_use = self._first_use(desk) if user is None and notice is None else ""
        except BaseException:
            storage.close()
            raise
        known.add(self.address)
        mine = desk.as_user(user.id if user else None)
        return Opened(storage, mine, user, notice, clock_notice(self.clock), first_use)

    def glance(self, *, mine: bool, day_ends: datetime, limit: int) -> FirstBoard | None:
        """The first board of a file, read in a moment and before `open`; None where that can't be.
        `limit` is the number of cards in a column."""
        if isinstance(self.address, ServerAddress):
            return None
        from leaddesk.storage.file_place import place_of
        from leaddesk.storage.glance import glance_at

        try:
            place_of(self.address.path)
        except KnownError:
            return None  # told by `open`
        login = self.login or system_login(self.address)
        return glance_at(self.address.path, login, mine=mine, day_ends=day_ends, limit=limit)

    def make_folders(self) -> None:
        """Make the folders of this installation; KnownError where that can't be."""
        try:
            self.paths.make()
        except OSError as error:
            raise KnownError(
                said(
                    "LeadDesk can't make its folder {value}.",
                    value=error.filename or self.paths.data,
                ),
                said(
                    "Nothing was changed. Get the right to write there, or start with "
                    "--data-dir and another folder ({strerror}).",
                    strerror=error.strerror,
                ),
                code="cannot-open",
            ) from error

    def user_named(self, desk: Desk, login: str) -> User:
        """A user that must exist; `--as` on a file. Raises KnownError."""
        if isinstance(self.address, ServerAddress):
            raise KnownError(
                "On a team server everybody works as the user who logs in.",
                "Nothing was done. Leave --as out, or name another user in the address: "
                "postgresql://USER@server/database.",
                code="as-on-server",
            )
        user = desk.ask(lambda reader: reader.user_by_login(login))
        if user is None:
            raise KnownError(
                said("There is no user '{login}' in this database.", login=login),
                "Nothing was done. Check the name, or let a manager add the user.",
                code="no-user",
            )
        return user

    def shelf(self) -> BackupShelf | None:
        """Where the backups of this file lie; None for a server."""
        if isinstance(self.address, ServerAddress):
            return None
        import hashlib

        from leaddesk.storage.backup import BackupShelf

        path = self.address.path
        folder = self.paths.backups
        if path != self.paths.database:
            # Files of the same name in other folders have backups of their own.
            mark = hashlib.sha256(str(path).encode("utf-8", "surrogateescape")).hexdigest()[:8]
            folder = folder / f"{path.stem}-{mark}"
        return BackupShelf(folder, path.stem, self.clock)

    def _find_user(self, desk: Desk, *, is_read_only: bool) -> User | None:
        from leaddesk.app.first_use import first_team

        if self.login is None:
            login = system_login(self.address)
            user = desk.ask(lambda reader: reader.user_by_login(login))
            if user is None and not is_read_only and not self.asks_first:
                user = first_team(desk, login)
            return user
        if desk.ask(lambda reader: reader.is_empty()) and not is_read_only:
            first_team(desk, system_login(self.address))
        return self.user_named(desk, self.login)

    def _first_use(self, desk: Desk) -> FirstUse:
        return "team" if desk.ask(lambda reader: reader.is_empty()) else "member"

    def _notice(self, storage: SqlStorage) -> KnownError | None:
        if not storage.database.read_only or isinstance(self.address, ServerAddress):
            return None
        from leaddesk import __version__
        from leaddesk.storage.open_check import check_file

        return check_file(self.address.path, app_version=__version__).notice

    def _backup(self) -> None:
        shelf = self.shelf()
        if shelf is not None and isinstance(self.address, FileAddress):
            shelf.take(self.address.path, "before-upgrade")


class LateHandlers(Mapping["type[Command]", "Handler"]):
    """The table of verbs, imported with the first verb: the start only reads."""

    def __getitem__(self, command: type[Command]) -> Handler:
        return self._table()[command]

    def __iter__(self) -> Iterator[type[Command]]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())

    @staticmethod
    def _table() -> Mapping[type[Command], Handler]:
        from leaddesk.service.handlers import HANDLERS

        return HANDLERS


class KnownDatabases:
    """Which databases were open before: a file of this list that vanished is missed, not made."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def has(self, address: DatabaseAddress) -> bool:
        return address.text in self._read()

    def add(self, address: DatabaseAddress) -> None:
        """Remember it. A list that can't be written is no reason to stop."""
        known = self._read()
        if address.text in known:
            return
        part = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
        try:
            part.write_text(json.dumps([*known, address.text], indent=1), encoding="utf-8")
            part.replace(self._path)
        except OSError:
            part.unlink(missing_ok=True)

    def _read(self) -> list[str]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [str(one) for one in known] if isinstance(known, list) else []


def choose_address(paths: Paths, given: str | None) -> DatabaseAddress:
    """The database named on the command line, else the file of this installation."""
    return parse_address(given) if given is not None else FileAddress(paths.database)


def system_login(address: DatabaseAddress) -> str:
    """Who works here: on a server the user of the address, else the system's user name."""
    if isinstance(address, ServerAddress) and address.user:
        return address.user
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container may run under a number without a name
        return "user"
