"""Pieces of command lines that several verbs share."""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from leaddesk.app.verbs.context import Context, read_time
from leaddesk.base.errors import KnownError

IDS = re.compile(r"\d+(?:,\d+)*,?")


def mixed(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """Let the options of a verb stand between its words: `edit 7 --version 3 city=Oslo`."""
    plain = parser.parse_known_args
    inside = False

    def parse_known_args(args: Any = None, namespace: Any = None) -> Any:
        # The mixed reading reads twice with the plain one, which it finds by this very name.
        nonlocal inside
        if inside:
            return plain(args, namespace)
        inside = True
        try:
            return parser.parse_known_intermixed_args(args, namespace)
        finally:
            inside = False

    parser.parse_known_args = parse_known_args  # type: ignore[method-assign]
    return parser


def takes_dash(parser: argparse.ArgumentParser, option: str) -> None:
    """Let the value of an option begin with a dash: `--sort -score`."""
    plain = parser.parse_known_args

    def parse_known_args(args: Any = None, namespace: Any = None) -> Any:
        joined: list[str] = []
        for word in args or ():
            if joined and joined[-1] == option:
                joined[-1] = f"{option}={word}"
            else:
                joined.append(word)
        return plain(joined, namespace)

    parser.parse_known_args = parse_known_args  # type: ignore[method-assign]


def add_bulk(parser: argparse.ArgumentParser) -> None:
    """`--where` and `--dry-run`, of every verb that takes ID."""
    parser.add_argument("--where", metavar="EXPR", help="instead of ID: all that meet the filter")
    parser.add_argument(
        "--dry-run", action="store_true", help="show what would change, change nothing"
    )


def add_at(parser: argparse.ArgumentParser) -> None:
    """`--at`: another "now"."""
    parser.add_argument("--at", metavar="TIME", help="as if it were this time (ISO 8601)")


def split_words(words: Sequence[str], where: str | None, wanted: str) -> tuple[str, list[str]]:
    """The ids (empty with `--where`) and the other words of a verb; `wanted` is their description.

    KnownError if there are neither ids nor a filter, or both.
    """
    given = bool(words) and bool(IDS.fullmatch(words[0]))
    if where is not None and given:
        raise KnownError(
            "Both ids and --where were given.", "Nothing was done. Give one of them.",
            code="usage",
        )  # fmt: skip
    if where is not None:
        return "", list(words)
    if not given:
        raise KnownError(
            f"It is not said which records: {wanted}.",
            "Nothing was done. Give an id, several joined by commas, or --where EXPR.",
            code="usage",
        )
    return words[0], list(words[1:])


def read_ids(text: str) -> tuple[int, ...]:
    """Ids joined by commas, each once."""
    return tuple(dict.fromkeys(int(part) for part in text.split(",") if part))


def read_pairs(words: Sequence[str]) -> dict[str, str]:
    """`field=value` words; KnownError for one that is not."""
    pairs: dict[str, str] = {}
    for word in words:
        name, sign, value = word.partition("=")
        if not sign or not name.strip():
            raise KnownError(
                f"“{word}” is not of the form field=value.", "Nothing was done.", code="usage"
            )
        pairs[name.strip()] = value
    return pairs


def read_due(text: str, context: Context) -> tuple[datetime, bool]:
    """An instant and whether it is a whole day: a day alone ends in the user's own zone."""
    from leaddesk.domain.next_step import end_of_day

    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text.strip()):
        read_time(text)  # says so if the calendar has no such day
        return end_of_day(text.strip(), str(context.local_now().tzinfo)), True
    return read_time(text), False
