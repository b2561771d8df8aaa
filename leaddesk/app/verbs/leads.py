"""`leads`: the list. `lead ID`: everything about one record."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import Any, TextIO

from leaddesk.app.verbs import shapes
from leaddesk.app.verbs.arguments import takes_dash
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.finding import Names, find_view, read_filter, read_names
from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import All, Condition
from leaddesk.domain.criteria_days import in_zone
from leaddesk.domain.criteria_parse import parse
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.lead import Lead
from leaddesk.domain.saved_view import SavedView
from leaddesk.service.read_models import ListQuery, Reader

_SHOWN = 50  # lines that a person gets without --limit
_COLUMNS = ("id", "company", "name", "stage", "owner", "score", "value", "next_step")
_LEADS = Condition("kind", "eq", "lead")
_UNSORTABLE = frozenset({"lifecycle", "tags", "emails", "phones"})


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "leads", help="list leads",
        description="List leads. A filter that names kind, stage, lifecycle or close_date finds "
        "opportunities too.",
    )  # fmt: skip
    parser.add_argument(
        "--where", metavar="EXPR", help='for example: score >= 50 and owner = "ana"'
    )
    parser.add_argument(
        "--view", metavar="NAME", help="a saved view: its leads in its order, opportunities too"
    )
    parser.add_argument("--fields", metavar="a,b", help="only these fields, in this order")
    parser.add_argument(
        "--sort", metavar="FIELD", help="-FIELD: falling; -created if nothing is said"
    )
    takes_dash(parser, "--sort")
    parser.add_argument("--limit", type=int, metavar="N", help="the first N only")
    parser.add_argument("--bin", action="store_true", help="what was deleted and is in the bin")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`total` (how many meet the filter) and `leads` (those asked for)."""
    names = read_names(context)
    fields = _fields(args.fields, names)
    view = find_view(context, args.view) if args.view is not None else None
    sort = args.sort or (view.list_sort if view is not None else "-created")
    name = sort.removeprefix("-")
    if name not in FIELDS or name in _UNSORTABLE:
        raise KnownError(
            f"Leads can't be sorted by “{name}”.", "Nothing was read. Choose another field.",
            code="no-field",
        )  # fmt: skip
    if args.limit is not None and args.limit < 0:
        raise KnownError("--limit is below zero.", "Nothing was read.", code="usage")
    query = _query(args, names, view, context, sort)

    def ask(reader: Reader) -> tuple[int, list[Lead]]:
        ids = reader.lead_ids(query)
        wanted = ids if args.limit is None else ids[: args.limit]
        found = reader.leads(wanted)
        return len(ids), [found[one] for one in wanted]

    total, leads = context.desk.ask(ask)
    if fields is None:
        return {"total": total, "leads": [shapes.record(lead, names) for lead in leads]}
    shown = [{field: shapes.field_of(lead, field, names) for field in fields} for lead in leads]
    return {"total": total, "leads": shown}


def _query(
    args: argparse.Namespace, names: Names, view: SavedView | None, context: Context, sort: str
) -> ListQuery:
    """What is asked for; `--where` narrows a view down."""
    now = context.local_now()
    if view is None:
        criteria = read_filter(args.where, names, now) if args.where is not None else _LEADS
        return ListQuery(criteria, sort=sort, in_bin=args.bin)
    meant, open_only = view.meant_by(names.login(context.desk.user_id) or "")
    if args.where is not None:
        meant = All((meant, parse(args.where, names.custom)))
    return ListQuery(
        in_zone(meant, now), sort=sort, in_bin=args.bin, open_only=open_only and not args.bin
    )


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """A table for people; the rest of a long list is only counted."""
    leads = result["leads"]
    if leads:
        columns = list(leads[0]) if "version" not in leads[0] else list(_COLUMNS)
        out.writelines(f"{line}\n" for line in table(columns, leads[:_SHOWN]))
    more = result["total"] - min(len(leads), _SHOWN)
    out.write(f"{result['total']} in all{f', {more} more' if leads and more > 0 else ''}\n")


def table(columns: list[str], rows: list[Mapping[str, Any]]) -> Iterator[str]:
    """Lines of equal columns, cut where a cell is long."""
    cells = [[_cell(row.get(column)) for column in columns] for row in rows]
    widths = [
        min(30, max(len(column), *(len(row[n]) for row in cells)))
        for n, column in enumerate(columns)
    ]
    for row in [columns, *cells]:
        parts = (
            f"{cell[: width - 1]}…" if len(cell) > width else cell.ljust(width)
            for cell, width in zip(row, widths, strict=True)
        )
        yield "  ".join(parts).rstrip()


def _cell(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "-"
    if hasattr(value, "isoformat"):
        return str(value)[:16]
    return str(value)


def _fields(text: str | None, names: Names) -> list[str] | None:
    if text is None:
        return None
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    for name in wanted:
        if name not in FIELDS and name not in names.custom:
            raise KnownError(
                f"There is no field “{name}”.", f"Nothing was read. Fields: {', '.join(FIELDS)}.",
                code="no-field",
            )  # fmt: skip
    return wanted or None
