"""Next steps: `task ID`, `done TASK`, `snooze TASK`, `reschedule TASK`, `cancel TASK`."""

from __future__ import annotations

import argparse
from typing import Any

from leaddesk.app.verbs import shapes
from leaddesk.app.verbs.arguments import add_at, add_bulk, read_due, read_ids, split_words
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import (
    Done,
    answer,
    do,
    do_each,
    find_target,
    show_done,
    show_record,
)
from leaddesk.app.verbs.finding import find_owner, read_names
from leaddesk.base.errors import KnownError
from leaddesk.domain.people import User
from leaddesk.service.commands import AddTask, AddTasks, CancelTask, Command, FinishTask, MoveTask

_VERBS = {"done": "finish_task", "snooze": "move_task", "reschedule": "move_task",
          "cancel": "cancel_task"}  # fmt: skip
show = show_done


def register(subparsers: Any) -> None:
    task = subparsers.add_parser("task", help="plan a next step: task ID --due TIME --kind K")
    task.add_argument("words", nargs="*", metavar="ID")
    task.add_argument("--due", required=True, metavar="TIME", help="a day alone: by its end")
    task.add_argument("--kind", required=True, help="call, email, meeting or todo")
    task.add_argument("--title", default="", help="what to do")
    task.add_argument("--owner", metavar="USER", help="whose task it is; else the lead's owner")
    add_bulk(task)
    done = subparsers.add_parser("done", help="a step is done: files what happened")
    done.add_argument("task", metavar="TASK", help="the id of a task, several joined by commas")
    done.add_argument("--outcome", default="", help="reached, voicemail, no answer ...")
    add_at(done)
    for verb, option, about in (
        ("snooze", "--until", "put a step off"),
        ("reschedule", "--due", "another time for a step"),
    ):
        later = subparsers.add_parser(verb, help=about)
        later.add_argument("task", metavar="TASK")
        later.add_argument(option, required=True, metavar="TIME", dest="due")
    gone = subparsers.add_parser("cancel", help="a step is not needed any more")
    gone.add_argument("task", metavar="TASK")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """The record that the step is of, and the `task`; of several the account of the step."""
    return _plan(args, context) if args.verb == "task" else _change(args, context)


def _plan(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    ids, _ = split_words(args.words, args.where, "task ID")
    target = find_target(context, args, ids)
    due, all_day = read_due(args.due, context)
    owner = find_owner(target.names, args.owner) if args.owner else None
    if owner is not None and not isinstance(owner, User):
        raise KnownError("A queue can't have tasks.", "Nothing was planned.", code="bad-owner")
    owner_id = owner.id if owner is not None else None

    if target.is_bulk:
        every = AddTasks(target.ids, args.kind, due, args.title, all_day, owner_id)
        return answer(context, target, do(context, every, dry_run=args.dry_run), args)
    one = AddTask(target.ids[0], args.kind, due, args.title, all_day, owner_id)
    done = do(context, one, dry_run=args.dry_run)
    if args.dry_run:
        return answer(context, target, done, args)
    return _answered(context, done)


def _change(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    if not all(part.isdigit() for part in args.task.rstrip(",").split(",")):
        raise KnownError(
            f"“{args.task}” is not the id of a task.",
            "Nothing was changed. The ids of tasks stand in: leaddesk lead ID.", code="usage",
        )  # fmt: skip
    ids = read_ids(args.task)
    due = read_due(args.due, context)[0] if "due" in args else context.clock.now()

    def make(id: int) -> Command:
        if args.verb == "done":
            return FinishTask(id, args.outcome)
        return CancelTask(id) if args.verb == "cancel" else MoveTask(id, due)

    at = args.at if args.verb == "done" else None
    if len(ids) == 1:
        return _answered(context, do(context, make(ids[0]), at=at))
    done = do_each(context, ids, make, _VERBS[args.verb], at=at)
    return {
        "done": list(done.result.done),
        "failed": [{"id": one.id, "reason": one.text} for one in done.result.failed],
        "step": done.step,
    }  # fmt: skip


def _answered(context: Context, done: Done) -> dict[str, Any]:
    shown = shapes.task(done.result, read_names(context))
    return {**show_record(context, done.result.lead_id), "task": shown, "step": done.step}
