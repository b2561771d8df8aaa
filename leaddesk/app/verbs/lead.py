"""`lead ID`: everything about one lead or opportunity."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, TextIO

from leaddesk.app.verbs import shapes
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.finding import read_names
from leaddesk.domain.fields import FIELDS


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser("lead", help="everything about one lead or opportunity")
    parser.add_argument("id", type=int, metavar="ID")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """Its fields at the top level; score, clocks, tasks, activities, consents, changes below."""
    names = read_names(context)
    found = context.desk.ask(lambda reader: reader.lead(args.id))
    return shapes.detail(found, names, context.clock.now())


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """The fields that are set, why this score, what is planned, the newest of the timeline."""
    out.write(f"{shapes.named(result)}\n")
    for name in FIELDS:
        value = result[name]
        if value not in (None, [], "") and name != "score":
            shown = ", ".join(value) if isinstance(value, list) else str(value)
            out.write(f"  {name}: {shown}\n")
    score = result["score"]
    out.write(f"  score: {score['value']} ({score['band']}, {score['grade']})\n")
    for reason in score["reasons"]:
        since = f"  {reason['since']:%Y-%m-%d}" if reason["since"] else ""
        out.write(f"    {reason['points']:+} {reason['rule']}{since}\n")
    for clock in result["clocks"]:
        due = f", due {clock['due']:%Y-%m-%d %H:%M}" if clock["due"] else ""
        out.write(f"  {clock['kind']}: {clock['state']}{due}\n")
    for task in result["tasks"]:
        if task["state"] == "open":
            out.write(f"  to do: {task['due']:%Y-%m-%d %H:%M} {task['kind']} {task['title']}\n")
    for activity in result["activities"][:10]:
        said = " · ".join(
            str(activity[part]) for part in ("kind", "subject", "outcome", "note")
            if activity[part]
        )  # fmt: skip
        out.write(f"  {activity['at']:%Y-%m-%d %H:%M} {said}\n")
