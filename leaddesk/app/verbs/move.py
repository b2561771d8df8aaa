"""`move ID STAGE` and `assign ID USER`."""

from __future__ import annotations

import argparse
from typing import Any

from leaddesk.app.verbs.arguments import add_at, add_bulk, mixed, read_pairs, split_words
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import answer, do, find_target, show_done
from leaddesk.app.verbs.finding import find_owner, find_stage
from leaddesk.base.errors import KnownError
from leaddesk.domain.people import User
from leaddesk.service.commands import AssignLeads, MoveLeads

show = show_done


def register(subparsers: Any) -> None:
    move = mixed(
        subparsers.add_parser(
            "move", help="move to a stage: move ID STAGE [field=value ...]",
            description="Move to a stage, by its name; nurture, disqualified, won and lost are "
            "stages too. Moving a lead to a stage of opportunities converts it. field=value gives "
            "what the stage requires.",
        )
    )  # fmt: skip
    move.add_argument("words", nargs="*", metavar="ID STAGE")
    move.add_argument("--reason", default="", help="why a lead is given up or a deal is lost")
    move.add_argument("--note", default="", help="more about the reason")
    move.add_argument("--until", default="", metavar="DATE", help="when it comes back")
    move.add_argument("--override", default="", metavar="WHY", help="managers: without what lacks")
    move.add_argument("--version", type=int, metavar="N", dest="seen",
                      help="only if nobody moved it since this version")  # fmt: skip
    add_bulk(move)
    add_at(move)
    assign = mixed(
        subparsers.add_parser("assign", help="give to a user or a queue: assign ID USER")
    )
    assign.add_argument("words", nargs="*", metavar="ID USER")
    add_bulk(assign)


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The changed record; of several the account of the step."""
    return _move(args, context) if args.verb == "move" else _assign(args, context)


def _move(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    ids, words = split_words(args.words, args.where, "move ID STAGE")
    if not words:
        raise _lacks("to which stage", "move ID STAGE")
    given = read_pairs(words[1:])
    given |= {"reason": args.reason} if args.reason else {}
    given |= {"reason_note": args.note} if args.note else {}
    target = find_target(context, args, ids)
    stage = find_stage(target.names, words[0])
    versions = dict.fromkeys(target.ids, args.seen) if args.seen is not None else {}
    command = MoveLeads(
        target.ids, stage.id, given, versions, override=args.override, until=args.until
    )
    done = do(context, command, at=args.at, dry_run=args.dry_run)
    return answer(context, target, done, args)


def _assign(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    ids, words = split_words(args.words, args.where, "assign ID USER")
    if not words:
        raise _lacks("to whom", "assign ID USER")
    target = find_target(context, args, ids)
    owner = find_owner(target.names, " ".join(words))
    command = (
        AssignLeads(target.ids, owner_id=owner.id)
        if isinstance(owner, User)
        else AssignLeads(target.ids, team_id=owner.id)
    )
    done = do(context, command, dry_run=args.dry_run)
    return answer(context, target, done, args)


def _lacks(what: str, form: str) -> KnownError:
    return KnownError(
        f"It is not said {what}.", f"Nothing was changed. Write it as {form}.", code="usage"
    )
