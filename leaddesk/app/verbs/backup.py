"""`backup`, `restore FILE` and `verify`: safety copies, the way back, whether all is whole."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from leaddesk.app.verbs.context import Context, VerbFailed
from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress

_SHOWN = ("lead", "activity", "task", "company", "contact", "app_user")


def register(subparsers: Any) -> None:
    backup = subparsers.add_parser(
        "backup", help="make a checked copy of the database file",
        description="Without FILE the copy goes to the folder of backups, where the schedule "
        "thins it out like the others. Others may go on working meanwhile.",
    )  # fmt: skip
    backup.add_argument("file", nargs="?", type=Path, metavar="FILE", help="a new file")
    restore = subparsers.add_parser(
        "restore", help="bring a backup back; the present database stays beside it",
        description="Puts the backup in the place of the database. The present one is kept "
        "beside it under a new name. With --to only a new file is made.",
    )  # fmt: skip
    restore.add_argument("file", type=Path, metavar="FILE", help="a backup, or a database file")
    restore.add_argument("--to", type=Path, metavar="NEW", help="only make this new file")
    subparsers.add_parser("verify", help="check the database through and through")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`findings` (empty if all is well), and the files and counts that were dealt with."""
    if args.verb == "verify":
        return _verify(context)
    if not isinstance(context.address, FileAddress):
        raise KnownError(
            "This database is on a server.",
            "Nothing was done. Let pg_dump make and pg_restore bring back its copies.",
            code="on-server",
        )
    return _backup(args, context) if args.verb == "backup" else _restore(args, context)


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """What was made, from what; then the findings."""
    for name in ("file", "kept"):
        if result.get(name):
            out.write(f"{name}: {result[name]}\n")
    counts = ", ".join(f"{n} {name}" for name, n in result.get("rows", {}).items())
    if counts:
        out.write(f"{counts}\n")
    if "checked" in result and not result["findings"]:
        out.write("Everything fits together.\n")
    out.writelines(f"{one['kind']}: {one['text']}\n" for one in result["findings"])


def _backup(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    from leaddesk.storage.backup import copy_database, count_rows, put_in_place
    from leaddesk.storage.open_check import find_damage

    source = _file(context)
    context.desk.ask(lambda reader: reader.count())  # opens it: a file that is none is told here
    if args.file is None:
        assert context.shelf is not None  # of a file there always is one
        path = context.shelf.take(source).path
        return {"file": str(path), "rows": _counts(count_rows(path)), "findings": []}
    path = args.file.expanduser().absolute()
    _require_new(path)
    part = path.with_name(f"{path.name}.part")
    try:
        copy_database(source, part)
        damage = find_damage(part)
        if damage:
            raise VerbFailed(
                "The database is damaged, so no backup of it was made.",
                "The older backups are untouched. Restore the newest of them.",
                result={"findings": _damage(damage)}, code="damaged",
            )  # fmt: skip
        put_in_place(part, path)
    finally:
        part.unlink(missing_ok=True)
    return {"file": str(path), "rows": _counts(count_rows(path)), "findings": []}


def _restore(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    from leaddesk.storage.backup import Backup
    from leaddesk.storage.switch import switch_over

    source = args.file.expanduser().absolute()
    if not source.is_file():
        raise KnownError(f"There is no file {source}.", "Nothing was changed.", code="no-file")
    current = _file(context)
    target = args.to.expanduser().absolute() if args.to is not None else None
    if target is not None:
        _require_new(target)
    stamp = context.clock.now().astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    new = target or current.with_name(f"{current.stem}.restored-{stamp}{current.suffix}")
    new.parent.mkdir(parents=True, exist_ok=True)
    assert context.shelf is not None  # of a file there always is one
    made = datetime.fromtimestamp(source.stat().st_mtime, UTC)
    restored = context.shelf.restore(Backup(source, made, "by-hand"), new)
    rows = _counts(restored.counts)
    if target is not None:
        return {"file": str(target), "kept": None, "rows": rows, "findings": []}
    try:
        kept = _switch_alone(context, lambda: switch_over(new, current, stamp))
    finally:
        new.unlink(missing_ok=True)
    return {
        "file": str(current), "kept": str(kept) if kept is not None else None, "rows": rows,
        "findings": [],
    }  # fmt: skip


def _switch_alone(context: Context, switch: Any) -> Any:
    """Switch while no window can open on this folder."""
    from leaddesk.app.single_instance import take_place

    lock = take_place(context.paths.data)
    if lock is None:
        raise KnownError(
            "LeadDesk has its window open on this folder.",
            "Nothing was changed. Close it, then restore.", code="in-use",
        )  # fmt: skip
    try:
        return switch()
    finally:
        lock.unlock()


def _verify(context: Context) -> dict[str, Any]:
    from leaddesk.storage.facts_check import check_facts

    findings: list[dict[str, Any]] = []
    if isinstance(context.address, FileAddress):
        from leaddesk.storage.open_check import find_damage

        context.desk.ask(lambda reader: reader.count())
        findings.extend(_damage(find_damage(context.address.path)))
    if not findings:
        with context.storage.database.read() as connection:
            findings.extend(
                {"kind": one.kind, "text": one.text, "count": one.count, "ids": list(one.ids)}
                for one in check_facts(connection)
            )
    result = {"checked": context.address.text, "findings": findings}
    if findings:
        raise VerbFailed(
            f"The check found {len(findings)} faults: {findings[0]['text']}",
            "Nothing was changed. Make a copy of the file, then restore the newest backup.",
            result=result, code="not-whole",
        )  # fmt: skip
    return result


def _file(context: Context) -> Path:
    assert isinstance(context.address, FileAddress)
    return context.address.path


def _damage(lines: tuple[str, ...]) -> list[dict[str, Any]]:
    return [{"kind": "damage", "text": line, "count": 1, "ids": []} for line in lines]


def _counts(counts: Mapping[str, int]) -> dict[str, int]:
    return {name: counts[name] for name in _SHOWN if name in counts}


def _require_new(path: Path) -> None:
    if path.exists():
        raise KnownError(
            f"{path} is already there.", "Nothing was overwritten. Choose a new name.",
            code="exists",
        )  # fmt: skip
