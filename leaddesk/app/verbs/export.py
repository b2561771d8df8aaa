"""`export DIR --format csv|xlsx|json`: all data, or what a filter meets, as one file per kind."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from leaddesk.app.verbs import shapes
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.finding import Names, read_filter, read_names
from leaddesk.base.errors import KnownError
from leaddesk.domain.lead import Lead
from leaddesk.outside.export import Row, Written, write_csv, write_json, write_xlsx
from leaddesk.service.read_models import ListQuery
from leaddesk.storage.readers.reader import SqlReader
from leaddesk.storage.readers.whole import read_of, read_whole

Shape = Callable[[Any], dict[str, Any]]
_WRITERS: dict[str, Callable[[Path, Sequence[str], Iterator[Row]], Written]] = {
    "csv": write_csv, "json": write_json, "xlsx": write_xlsx,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _File:
    """One file: its name, the kind of record in storage, and how a record becomes a row."""

    name: str
    kind: str
    shape: Shape
    header: tuple[str, ...]


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "export", help="all data out: leads, companies, contacts, activities, tasks, consents"
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="made if it is not there")
    parser.add_argument("--format", choices=sorted(_WRITERS), default="csv")
    parser.add_argument("--where", metavar="EXPR", help="only these records and what is theirs")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`files` (their paths) and `rows` (how many of each kind)."""
    folder: Path = args.folder.expanduser()
    names = read_names(context)
    query = None
    if args.where is not None:
        query = ListQuery(read_filter(args.where, names, context.local_now()), sort="id")
    folder.mkdir(parents=True, exist_ok=True)

    # All files in one read, so that they fit together.
    with context.storage.database.read() as connection:
        written = {
            folder / f"{file.name}.{args.format}":
            _write(file, folder, args.format, _Source(connection, query))
            for file in _files(names)
        }  # fmt: skip
    cut = sum(one.cut for one in written.values())
    if cut:
        context.say(f"{cut} texts were longer than a cell can be and are cut.")
    return {
        "files": [str(path) for path in written],
        "rows": {path.stem: one.rows for path, one in written.items()},
    }


class _Source:
    """The records of one read: all, or those that a filter meets and what is theirs."""

    def __init__(self, connection: Any, query: ListQuery | None) -> None:
        self._connection = connection
        self._reader = SqlReader(connection)
        self._ids = None if query is None else self._reader.lead_ids(query)

    def records(self, kind: str) -> Iterator[Any]:
        if self._ids is None:
            return read_whole(self._connection, kind)
        ids: Sequence[int] = self._ids
        if kind in {"company", "contact"}:
            linked = {getattr(one, f"{kind}_id") for one in self._reader.leads(ids).values()}
            ids = sorted(linked - {None})
        return read_of(self._connection, kind, ids)


def _write(file: _File, folder: Path, form: str, source: _Source) -> Written:
    def rows() -> Iterator[Row]:
        for record in source.records(file.kind):
            shown = file.shape(record)
            yield [shapes.plain_cell(shown.get(name)) for name in file.header]

    return _WRITERS[form](folder / f"{file.name}.{form}", file.header, rows())


def _files(names: Names) -> tuple[_File, ...]:
    blank = _blank_lead(names)
    return (
        _File("leads", "lead", lambda one: shapes.record(one, names), tuple(blank)),
        _File("companies", "company", lambda one: shapes.company(one, names), (
            "id", "name", "website", "industry", "employees", "country", "owner", "created",
        )),
        _File("contacts", "contact", shapes.contact, (
            "id", "name", "given_name", "family_name", "title", "email", "phone", "company_id",
            "created",
        )),
        _File("activities", "activity", lambda one: _activity(one, names), (
            "id", "lead", "kind", "at", "user", "outcome", "subject", "note", "source", "medium",
            "campaign", "source_detail",
        )),
        _File("tasks", "task", lambda one: shapes.task(one, names), (
            "id", "lead", "kind", "title", "due", "all_day", "owner", "state", "done",
            "cancelled", "outcome",
        )),
        _File("consents", "consent", _consent, (
            "id", "lead", "channel", "status", "at", "method", "evidence",
        )),
    )  # fmt: skip


def _activity(one: Any, names: Names) -> dict[str, Any]:
    return {**shapes.touchpoint(one), **shapes.activity(one, names)}


def _consent(one: Any) -> dict[str, Any]:
    return {"lead": one.lead_id, **shapes.consent(one)}


def _blank_lead(names: Names) -> dict[str, Any]:
    """The columns of a lead, in the order of the fields; the team's own fields after them."""
    from datetime import UTC, datetime

    start = datetime.fromtimestamp(0, UTC)
    stages = names.pipeline.stages
    if not stages:
        raise KnownError("There is no team here yet.", "Nothing was written.", code="no-team")
    return shapes.record(Lead(0, stages[0].id, start, start), names)
