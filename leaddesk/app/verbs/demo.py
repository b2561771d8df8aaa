"""`demo --leads N --seed S`: plausible data for an empty database."""

from __future__ import annotations

import argparse
from typing import Any

from leaddesk.app.verbs.arguments import add_at
from leaddesk.app.verbs.context import Context
from leaddesk.base.progress import Progress


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("demo", help="fill an empty database with made-up data")
    parser.add_argument("--leads", type=int, default=30, metavar="N", help="how many (30)")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="other data (1)")
    add_at(parser)


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """How many records of each kind were made."""
    from leaddesk.app.demo.fill import fill

    shows = context.err.isatty() and not context.as_json

    def tell(progress: Progress) -> None:
        if shows:
            context.err.write(f"\r\033[K{progress.note} {progress.fraction or 0:4.0%}")
            context.err.flush()

    now = context.clock_at(args.at).now()
    desk = context.desk_at(args.at)
    counts = fill(desk, context.storage, args.leads, args.seed, now, tell)
    if shows:
        context.err.write("\r\033[K")
    return {**counts, "seed": args.seed}
