"""`duplicates`: pairs of records that are most likely the same, best first."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, TextIO

from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.finding import find_ids, read_names
from leaddesk.base.errors import KnownError
from leaddesk.storage.readers.pairs import find_pairs


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("duplicates", help="records that are most likely the same")
    parser.add_argument("--min", type=float, default=0.80, metavar="0.80", dest="least",
                        help="from which likeness on, 0 to 1")  # fmt: skip
    parser.add_argument("--where", metavar="EXPR", help="one of the two must meet the filter")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`pairs: [{a, b, score, certain, reasons}]`."""
    if not 0 <= args.least <= 1:
        raise KnownError("--min is a likeness from 0 to 1.", "Nothing was done.", code="usage")
    names = read_names(context)
    only = frozenset(find_ids(context, names, "", args.where)) if args.where else None
    with context.storage.database.read() as connection:
        found = sorted(
            find_pairs(connection, args.least, only),
            key=lambda pair: (not pair.certain, -pair.score, pair.a, pair.b),
        )
    return {
        "pairs": [
            {"a": one.a, "b": one.b, "score": round(one.score, 3), "certain": one.certain,
             "reasons": list(one.reasons)}
            for one in found
        ]
    }  # fmt: skip


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """One line a pair."""
    for pair in result["pairs"]:
        sure = "certain" if pair["certain"] else f"{pair['score']:.2f}"
        out.write(f"{pair['a']}  {pair['b']}  {sure}  {'; '.join(pair['reasons'])}\n")
    out.write(f"{len(result['pairs'])} pairs\n")
