"""`import FILE`: tables and vCards through the intake; `--dry-run` is the rehearsal."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO, cast

from leaddesk.app.fed_source import FedSource
from leaddesk.app.verbs.arguments import add_at
from leaddesk.app.verbs.context import Context, VerbFailed
from leaddesk.app.verbs.finding import Names, find_owner, read_names
from leaddesk.base.errors import KnownError
from leaddesk.domain.mapping.fields import CUSTOM, SHARED_FIELDS, SINGLE_FIELDS, ColumnMap, is_field
from leaddesk.domain.people import User
from leaddesk.domain.raw import Hints, RowProblem, SourceShape
from leaddesk.outside.import_source import look, survey, with_rows
from leaddesk.service.commands import MatchPolicy
from leaddesk.service.desk import Desk
from leaddesk.service.import_commands import Batch, DiscardBatch
from leaddesk.service.import_job import promote, stage
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.read_models import ImportRowView

_MOST_ROWS = 10_000_000
_COUNTS = ("rows", "created", "updated", "duplicate_in_file", "flagged", "rejected")


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "import", help="take in a CSV, TSV, XLSX, ODS or vCard file",
        description="All or nothing, unless --bad-rows skip. Known leads are updated, doubtful "
        "matches are put before a person.",
    )  # fmt: skip
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--dry-run", action="store_true", help="rehearse; nothing is added")
    parser.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=field", dest="columns",
        help="what a column means (nothing after the sign: not imported); as often as needed",
    )  # fmt: skip
    parser.add_argument("--sheet", metavar="NAME", help="a sheet of a workbook")
    parser.add_argument("--source", default="", metavar="S", help="the source of rows without one")
    parser.add_argument("--owner", metavar="USER", help="instead of the routing rules")
    parser.add_argument(
        "--policy", choices=("fill", "replace", "newest"), default="fill",
        help="what a known lead keeps where values differ",
    )  # fmt: skip
    parser.add_argument("--bad-rows", choices=("stop", "skip"), default="stop")
    parser.add_argument("--rejects", type=Path, metavar="OUT.csv", help="rejected rows as a file")
    add_at(parser)


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The counts of the rows, the problems by line and column, how the file was read.

    VerbFailed, with the same account, if rejected rows stopped the import.
    """
    names = read_names(context)
    desk = context.desk_at(args.at)
    path: Path = args.file.expanduser()
    inspection, mapping = look(path, Hints(sheet=args.sheet))
    columns = _mapped(mapping.column_map(), args.columns, names)
    shape = inspection.shape
    team = names.team
    profile = survey(path, shape, columns, region=team.region, currency=team.currency)
    plan = ImportPlan(
        mapping=columns, locale=profile.locale,
        product=mapping.product.key if mapping.product is not None else "",
        policy=cast("MatchPolicy", args.policy), bad_rows=args.bad_rows,
        owner_id=_owner_id(args.owner, names), source=args.source,
    )  # fmt: skip
    source = FedSource(path, with_rows(shape, profile))
    batch = context.finish(stage(desk, source, plan, resume=not args.dry_run))
    rows = desk.ask(lambda reader: _troubled(reader.import_rows, batch.id))
    if args.rejects is not None:
        _write_rejects(args.rejects.expanduser(), shape.header, rows)
    account = _account(batch, rows, shape, columns)
    if args.dry_run:
        desk.execute(DiscardBatch(batch.id))
        return {**account, "batch": None, "dry_run": True}
    if plan.bad_rows == "stop" and batch.counts.stopping:
        raise _stopped(desk, batch, account)
    promoted = context.finish(promote(desk, batch, plan))
    return {**account, **_counts(promoted), "step": promoted.step_id}


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """The counts in a line, then what is wrong, line by line."""
    counts = ", ".join(f"{result[name]} {name.replace('_', ' ')}" for name in _COUNTS[1:])
    what = "would be" if result.get("dry_run") else f"import {result['batch']}:"
    out.write(f"{result['rows']} rows, {what} {counts}\n")
    for one in result["problems"][:100]:
        cell = f" {one['column']} “{one['value']}”" if one["column"] else ""
        out.write(f"  line {one['line']}:{cell} {one['reason']}\n")


def _mapped(columns: ColumnMap, given: Sequence[str], names: Names) -> ColumnMap:
    for text in given:
        column, sign, field = text.rpartition("=")
        field = field.strip()
        if field in names.custom:
            field = CUSTOM + field
        if not sign or not is_field(field):
            known = ", ".join((*SINGLE_FIELDS, *SHARED_FIELDS, *names.custom))
            raise KnownError(
                f"“{text}” does not map a column to a field.",
                f"Nothing was imported. Write COLUMN=field; fields: {known}.", code="no-field",
            )  # fmt: skip
        try:
            columns = columns.with_column(column, field)
        except ValueError as error:
            raise KnownError(
                f"The file has no column “{column}”.",
                f"Nothing was imported. Its columns: {', '.join(columns.names)}.",
                code="no-column",
            ) from error
    return columns


def _owner_id(text: str | None, names: Names) -> int | None:
    if not text:
        return None
    owner = find_owner(names, text)
    if not isinstance(owner, User):
        raise KnownError(
            "A queue can't be named here.",
            "Nothing was imported. Leave --owner out and routing decides.", code="bad-owner",
        )  # fmt: skip
    return owner.id


def _troubled(read: Any, batch_id: int) -> list[ImportRowView]:
    """Rows that were rejected or have problems, in the file's order."""
    rejected = read(batch_id, outcome="rejected", limit=_MOST_ROWS)
    doubtful = read(batch_id, with_problems=True, limit=_MOST_ROWS)
    return sorted({row.line: row for row in (*doubtful, *rejected)}.values(), key=lambda r: r.line)


def _account(
    batch: Batch, rows: Sequence[ImportRowView], shape: SourceShape, columns: ColumnMap
) -> dict[str, Any]:
    return {
        **_counts(batch),
        "problems": [problem for row in rows for problem in _problems(row)],
        "mapping": {
            column: field.removeprefix(CUSTOM) or None
            for column, field in columns.as_dict().items()
        },
        "encoding": shape.encoding or None, "delimiter": shape.delimiter or None,
        "header_line": shape.header_line, "notes": list(shape.notes), "batch": batch.id,
    }  # fmt: skip


def _counts(batch: Batch) -> dict[str, int]:
    return {name: getattr(batch.counts, name) for name in _COUNTS}


def _problems(row: ImportRowView) -> list[dict[str, Any]]:
    """Of a rejected row first why, then what is wrong with its cells."""
    found: list[dict[str, Any]] = []
    if row.outcome == "rejected":
        found.append(
            {"line": row.line, "column": None, "value": None, "reason": row.reason,
             "rejected": True}
        )  # fmt: skip
    found.extend(
        {"line": row.line, "column": column or None, "value": value or None, "reason": reason,
         "rejected": row.outcome == "rejected"}
        for column, value, reason, _ in row.problems
    )  # fmt: skip
    return found


def _write_rejects(path: Path, header: Sequence[str], rows: Sequence[ImportRowView]) -> None:
    from leaddesk.outside.export import write_rejects

    write_rejects(
        path, header,
        (RowProblem(r.line, "", r.reason, r.cells) for r in rows if r.outcome == "rejected"),
    )  # fmt: skip


def _stopped(desk: Desk, batch: Batch, account: Mapping[str, Any]) -> VerbFailed:
    desk.execute(DiscardBatch(batch.id))
    lines = [str(p["line"]) for p in account["problems"] if p["rejected"] and p["column"] is None]
    shown = ", ".join(lines[:10]) + (" ..." if len(lines) > 10 else "")
    return VerbFailed(
        f"{batch.counts.stopping} rows can't be taken (line {shown}).",
        "Nothing was imported. Correct them, or add --bad-rows skip --rejects OUT.csv.",
        result={**account, "batch": None}, code="bad-rows",
    )  # fmt: skip
