"""`delete ID` and `undelete ID`: into the bin and out of it."""

from __future__ import annotations

import argparse
from typing import Any

from leaddesk.app.verbs.arguments import add_bulk, split_words
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import answer, do, find_target, show_done
from leaddesk.service.commands import DeleteLeads, UndeleteLeads

show = show_done


def register(subparsers: Any) -> None:
    for verb, about in (
        ("delete", "into the bin, for 30 days"),
        ("undelete", "out of the bin, whole"),
    ):
        parser = subparsers.add_parser(verb, help=about)
        parser.add_argument("words", nargs="*", metavar="ID")
        add_bulk(parser)


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The changed record; of several the account of the step."""
    ids, _ = split_words(args.words, args.where, f"{args.verb} ID")
    target = find_target(context, args, ids, in_bin=args.verb == "undelete")
    command = DeleteLeads(target.ids) if args.verb == "delete" else UndeleteLeads(target.ids)
    return answer(context, target, do(context, command, dry_run=args.dry_run), args)
