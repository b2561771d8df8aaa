"""`doctor`: what is wrong with this installation, and how to mend it."""

from __future__ import annotations

import argparse
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any, TextIO

from leaddesk.app.verbs.context import Context
from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress, ServerAddress

_OLD = timedelta(days=7)
_ROOM = 500 << 20
Finding = dict[str, str]


def register(subparsers: Any) -> None:
    subparsers.add_parser(
        "doctor", help="what is wrong with this installation",
        description="Looks at the database, its backups, the disk, the users and the password "
        "store. Each finding says how to mend it. Nothing is changed.",
    )  # fmt: skip


def run(_args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`findings: [{area, state (ok|warning|problem), text, mend}]`."""
    areas: tuple[Callable[[Context], Iterator[Finding]], ...] = (
        _database, _backups, _disk, _people, _passwords,
    )  # fmt: skip
    findings = [finding for area in areas for finding in area(context)]
    problems = sum(finding["state"] == "problem" for finding in findings)
    return {"database": context.address.text, "findings": findings, "problems": problems}


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """One line a finding, and below it how to mend it."""
    for one in result["findings"]:
        out.write(f"{one['state']:8} {one['area']:10} {one['text']}\n")
        if one["mend"]:
            out.write(f"{'':20}{one['mend']}\n")


def _found(area: str, state: str, text: str, mend: str = "") -> Finding:
    return {"area": area, "state": state, "text": text, "mend": mend}


def _database(context: Context) -> Iterator[Finding]:
    try:
        count = context.desk.ask(lambda reader: reader.count())
    except KnownError as error:
        yield _found("database", "problem", error.title, error.hint)
        return
    yield _found("database", "ok", f"{count} leads and opportunities in {context.address.text}")
    if context.storage.database.read_only:
        yield _found(
            "database", "warning", "It can only be read.",
            "Get the right to write into its folder, or install the newer LeadDesk.",
        )  # fmt: skip
    if isinstance(context.address, ServerAddress) and context.address.is_weak:
        yield _found(
            "database", "warning", "The server's identity is not checked.",
            "Use sslmode=verify-full in its address.",
        )  # fmt: skip
    if context.opened.advice is not None:
        advice = context.opened.advice
        yield _found("clock", "warning", advice.title, advice.hint)
    if isinstance(context.address, FileAddress):
        from leaddesk.storage.file_place import place_of
        from leaddesk.storage.open_check import find_damage

        place = place_of(context.address.path)
        where = f" ({place.system})" if place.system else ""
        mode = (
            f"The file is in a network folder{where}: shared mode, for 2 to 5 people."
            if context.storage.database.shared
            else f"The file is on a disk of this computer{where}."
        )
        yield _found("database", "ok", mode)
        damage = find_damage(context.address.path, quick=True)
        if damage:
            yield _found(
                "database", "problem", f"The file is damaged: {damage[0]}",
                "Restore the newest backup: leaddesk restore FILE.",
            )  # fmt: skip


def _backups(context: Context) -> Iterator[Finding]:
    if context.shelf is None:
        yield _found(
            "backups", "ok", "The server's own backups count; LeadDesk makes none of a server."
        )
        return
    backups = context.shelf.backups()
    if not backups:
        yield _found("backups", "warning", "There is no backup yet.", "Make one: leaddesk backup.")
        return
    age = context.clock.now() - backups[0].at
    state = "warning" if age > _OLD else "ok"
    mend = "Make one: leaddesk backup." if age > _OLD else ""
    text = f"{len(backups)} backups, the newest of {backups[0].at:%Y-%m-%d %H:%M} UTC"
    yield _found("backups", state, f"{text}, in {context.shelf.folder}", mend)


def _disk(context: Context) -> Iterator[Finding]:
    folders: dict[str, Path] = {"data": context.paths.data}
    if isinstance(context.address, FileAddress):
        folders["database"] = context.address.path.parent
    for name, folder in folders.items():
        free = shutil.disk_usage(folder).free
        short = free < _ROOM
        yield _found(
            "disk", "problem" if short else "ok",
            f"{free >> 20} MB free for {name} in {folder}", "Make room." if short else "",
        )  # fmt: skip


def _people(context: Context) -> Iterator[Finding]:
    try:
        team = context.desk.ask(lambda reader: reader.team())
    except KnownError:
        return  # told already
    active = [user for user in team.users if user.active]
    leading = [user for user in active if user.role in {"manager", "admin"}]
    if not leading:
        yield _found(
            "users", "problem", "Nobody may change rules and users.",
            "Import a configuration that makes somebody a manager.",
        )  # fmt: skip
    default = next((one for one in team.teams if one.is_default), None)
    receiving = {user.id for user in active} & set(default.members if default else ())
    if not receiving:
        yield _found(
            "users", "warning", "Nobody takes leads from the queue, so new ones stay there.",
            "Let a user receive leads (Settings, Users).",
        )  # fmt: skip
    yield _found("users", "ok", f"{len(active)} active users, {len(receiving)} receive leads")


def _passwords(context: Context) -> Iterator[Finding]:
    if not isinstance(context.address, ServerAddress):
        return
    from leaddesk.outside.secrets import Secrets

    if Secrets().has_system_store():
        yield _found("passwords", "ok", "The system keeps the password of the server.")
        return
    yield _found(
        "passwords", "warning", "This system keeps no passwords.",
        "Install a keyring service, or give --password-stdin each time.",
    )  # fmt: skip
