"""`undo [STEP]`, `redo` and `history [ID]`: the log, and the way back."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Mapping
from typing import Any, TextIO

from leaddesk.app.verbs import shapes
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import do
from leaddesk.base.errors import KnownError
from leaddesk.service.commands import LongUndo, Redo, Undo
from leaddesk.service.sentences import sentence
from leaddesk.service.undo_job import take_back


def register(subparsers: Any) -> None:
    undo = subparsers.add_parser("undo", help="take back the last own step, or the one named")
    undo.add_argument("step", nargs="?", type=int, metavar="STEP")
    undo.add_argument("--force", action="store_true", help="also what others changed since")
    redo = subparsers.add_parser("redo", help="do again what undo took back")
    redo.add_argument("--force", action="store_true", help="also what others changed since")
    history = subparsers.add_parser("history", help="the log, or that of one record")
    history.add_argument("id", nargs="?", type=int, metavar="ID")
    history.add_argument("--limit", type=int, default=50, metavar="N")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`step` (taken back or done again), `sentence`, `changes` (how many records); or `steps`."""
    if args.verb == "history":
        return _history(args, context)
    command = Undo(args.step, args.force) if args.verb == "undo" else Redo(args.force)
    done = do(context, command)
    undone, step = done.result, done.step
    if isinstance(undone, LongUndo):
        outcome = context.finish(take_back(context.desk, undone, op_id=uuid.uuid4().hex))
        undone, step = outcome.result, outcome.step.id if outcome.step is not None else None
    return {
        "step": undone.step_id, "sentence": sentence(undone.verb, undone.args),
        "changes": undone.changes, "new_step": step,
    }  # fmt: skip


def _history(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    if args.limit < 1:
        raise KnownError("--limit is below one.", "Nothing was read.", code="usage")
    if args.id is not None:
        context.desk.ask(lambda reader: reader.lead(args.id))  # says so if there is none
    found = context.desk.ask(lambda reader: reader.history(lead_id=args.id, limit=args.limit))
    return {"steps": [shapes.step(one) for one in found]}


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """One line a step."""
    if "steps" not in result:
        out.write(f"{result['step']}  {result['sentence']}: {result['changes']} changed\n")
        return
    for step in result["steps"]:
        gone = "  (taken back)" if step["undone_by"] else ""
        at = f"{step['at']:%Y-%m-%d %H:%M}"
        out.write(f"{step['step']}  {at}  {step['user'] or '-'}  {step['sentence']}{gone}\n")
