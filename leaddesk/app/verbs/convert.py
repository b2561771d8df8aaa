"""`convert ID` makes an opportunity of a lead; `disqualify ID --reason R` gives it up."""

from __future__ import annotations

import argparse
from typing import Any

from leaddesk.app.verbs.arguments import add_at, add_bulk, mixed, read_pairs, split_words
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import answer, do, do_each, find_target, show_done
from leaddesk.app.verbs.finding import Names, find_stage
from leaddesk.base.errors import KnownError
from leaddesk.service.commands import ConvertLead, Disqualify

_GIVEN = frozenset({"value", "currency", "close_date", "stage"})
show = show_done


def register(subparsers: Any) -> None:
    convert = mixed(
        subparsers.add_parser(
            "convert", help="make an opportunity: convert ID [value=V close_date=D stage=S]"
        )
    )
    convert.add_argument("words", nargs="*", metavar="ID")
    add_bulk(convert)
    give_up = subparsers.add_parser("disqualify", help="give leads up, with a reason")
    give_up.add_argument("words", nargs="*", metavar="ID")
    give_up.add_argument("--reason", default="", help="no fit, no budget, timing ...")
    give_up.add_argument("--note", default="", help="more about it, for example which competitor")
    give_up.add_argument("--until", default="", metavar="DATE", help="when to look at it again")
    add_bulk(give_up)
    add_at(give_up)


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The changed lead; `convert` names the `opportunity`, `contact` and `company` too."""
    ids, words = split_words(args.words, args.where, f"{args.verb} ID")
    target = find_target(context, args, ids)
    if args.verb == "disqualify":
        command = Disqualify(target.ids, args.reason, args.note, args.until)
        done = do(context, command, at=args.at, dry_run=args.dry_run)
        return answer(context, target, done, args)
    given = read_pairs(words)
    unknown = sorted(set(given) - _GIVEN)
    if unknown:
        raise KnownError(
            f"A conversion does not take “{unknown[0]}”.",
            f"Nothing was changed. It takes {', '.join(sorted(_GIVEN))}.", code="no-field",
        )  # fmt: skip

    def make(id: int) -> ConvertLead:
        return _command(id, given, target.names)

    if target.is_bulk:
        done = do_each(context, target.ids, make, "convert", dry_run=args.dry_run)
        return answer(context, target, done, args)
    done = do(context, make(target.ids[0]), dry_run=args.dry_run)
    made = done.result
    # The lead's own `company` is a text; here the one that was made or found is meant.
    return answer(
        context, target, done, args,
        opportunity=made.opportunity, contact=made.contact, company=made.company,
    )  # fmt: skip


def _command(id: int, given: dict[str, str], names: Names) -> ConvertLead:
    stage = find_stage(names, given["stage"]).id if given.get("stage") else None
    return ConvertLead(
        id, given.get("value", ""), given.get("currency", ""), given.get("close_date", ""), stage
    )
