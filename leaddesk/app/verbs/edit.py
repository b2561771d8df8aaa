"""`edit ID field=value ...`: fields and tags of one record or of many."""

from __future__ import annotations

import argparse
from typing import Any

from leaddesk.app.verbs.arguments import add_bulk, mixed, read_pairs, split_words
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import answer, do, find_target, show_done
from leaddesk.base.errors import KnownError
from leaddesk.service.commands import Command, EditLead, EditLeads, TagLeads

show = show_done


def register(subparsers: Any) -> None:
    parser = mixed(
        subparsers.add_parser(
            "edit", help="set fields: edit ID field=value ...",
            description="Set fields. An empty value empties the field; tags+=a,b and tags-=c add "
            "and take away tags. Stage, owner and consent have verbs of their own.",
        )
    )  # fmt: skip
    parser.add_argument("words", nargs="*", metavar="ID field=value")
    parser.add_argument(
        "--version", type=int, metavar="N", dest="seen",
        help="only if the record still has this version",
    )  # fmt: skip
    add_bulk(parser)


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The changed record; of several the account of the step."""
    ids, words = split_words(args.words, args.where, "edit ID field=value")
    values = read_pairs(words)
    if not values:
        raise KnownError(
            "It is not said what to change.", "Nothing was changed. Give field=value.",
            code="usage",
        )  # fmt: skip
    target = find_target(context, args, ids)
    command = _command(values, target.ids, args.seen, is_bulk=target.is_bulk)
    done = do(context, command, dry_run=args.dry_run)
    return answer(context, target, done, args)


def _command(
    values: dict[str, str], ids: tuple[int, ...], seen: int | None, *, is_bulk: bool
) -> Command:
    signs = {name for name in values if name in {"tags+", "tags-"}}
    if signs and (signs != set(values) or seen is not None):
        raise KnownError(
            "tags+= and tags-= stand alone.",
            "Nothing was changed. Change the other fields in a step of their own.", code="usage",
        )  # fmt: skip
    if signs:
        add, remove = (_tags(values.get(name, "")) for name in ("tags+", "tags-"))
        return TagLeads(ids, add, remove)
    if not is_bulk:
        return EditLead(ids[0], values, version=seen)
    if seen is not None:
        raise KnownError(
            "--version is of one record.", "Nothing was changed. Leave it out, or edit one by one.",
            code="usage",
        )  # fmt: skip
    return EditLeads(ids, values)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(tag.strip() for tag in text.split(",") if tag.strip())
