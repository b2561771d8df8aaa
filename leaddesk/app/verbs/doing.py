"""Doing a verb: for one record or for many as one step, really or only shown."""

from __future__ import annotations

import argparse
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, TextIO, cast

from leaddesk.app.verbs import shapes
from leaddesk.app.verbs.context import Context, VerbFailed
from leaddesk.app.verbs.finding import Names, find_ids, read_names
from leaddesk.base.errors import KnownError
from leaddesk.domain.change import Change
from leaddesk.domain.fields import FIELDS
from leaddesk.service import bulk_job
from leaddesk.service.commands import BulkResult, Command
from leaddesk.service.handlers import HANDLERS
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.records import each, each_failed
from leaddesk.service.records import names as said_of
from leaddesk.service.slice_commands import BulkCommand
from leaddesk.storage.unit_of_work import SqlUnitOfWork

Make = Callable[[int], Command]
Act = Callable[[UnitOfWork], Any]


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a verb. `step` is the step of the log, None if nothing changed or was tried."""

    result: Any
    step: int | None
    changes: tuple[Change, ...]


class _Shown(Exception):
    """Ends a transaction that only shows what would happen."""

    def __init__(self, done: Done) -> None:
        super().__init__()
        self.done = done


def act(context: Context, work: Act, *, at: str | None = None, dry_run: bool = False) -> Done:
    """Do handlers' work in one transaction; with `dry_run` it is taken back before its end."""
    clock = context.clock_at(at)

    def whole(uow: UnitOfWork) -> Any:
        result = work(uow)
        if dry_run:
            _, changes = cast(SqlUnitOfWork, uow).finish()
            raise _Shown(Done(result, None, changes))
        return result

    try:
        result, step, changes = context.storage.write(
            whole, op_id=uuid.uuid4().hex, now=clock.now(), user_id=context.desk.user_id
        )
    except _Shown as shown:
        return shown.done
    return Done(result, step.id if step is not None else None, changes)


def do(context: Context, command: Command, *, at: str | None = None, dry_run: bool = False) -> Done:
    """Do one command as the screens do it: one for many records in slices, under one step."""
    if dry_run:
        return act(context, lambda uow: HANDLERS[type(command)](command, uow), at=at, dry_run=True)
    if isinstance(command, BulkCommand) and len(command.ids) > bulk_job.SLICE:
        return _do_long(context, command, at)
    outcome = context.desk_at(at).execute(command)
    step = outcome.step.id if outcome.step is not None else None
    return Done(outcome.result, step, outcome.changes)


def _do_long(context: Context, command: BulkCommand, at: str | None) -> Done:
    work = bulk_job.do_all(context.desk_at(at), command, op_id=uuid.uuid4().hex)
    end = context.finish(work)
    result = end.result
    if end.stopped is not None:
        # What came between is told with every record that was not come to.
        tried = {*result.done, *(one.id for one in result.failed)}
        rest = each_failed((one for one in command.ids if one not in tried), end.stopped)
        result = replace(result, failed=(*result.failed, *rest.failed))
    step = end.outcome.step
    return Done(result, step.id if step is not None else None, ())


def do_each(
    context: Context,
    ids: Sequence[int],
    make: Make,
    verb: str,
    *,
    at: str | None = None,
    dry_run: bool = False,
) -> Done:
    """A verb of single records for many, as one step; `verb` is its key among the sentences.
    `result` is a BulkResult."""

    def work(uow: UnitOfWork) -> BulkResult:
        def one(id: int) -> None:
            command = make(id)
            HANDLERS[type(command)](command, uow)

        result = each(ids, one)
        if len(ids) > 1:
            uow.say(verb, **said_of(uow, result))
        return result

    return act(context, work, at=at, dry_run=dry_run)


@dataclass(frozen=True, slots=True)
class Target:
    """The records of a verb, as named on the command line. `is_bulk` even if only one was met."""

    names: Names
    ids: tuple[int, ...]
    is_bulk: bool


def find_target(
    context: Context, args: argparse.Namespace, ids: str, *, in_bin: bool = False
) -> Target:
    """Read `ids` or `--where`."""
    names = read_names(context)
    found = find_ids(context, names, ids, args.where, in_bin=in_bin)
    return Target(names, found, is_bulk=args.where is not None or "," in ids)


def answer(
    context: Context, target: Target, done: Done, args: argparse.Namespace, **more: Any
) -> dict[str, Any]:
    """What a verb prints: the changed record, or the account of the bulk step.

    VerbFailed if none of several records could be changed.
    """
    if args.dry_run:
        return {**_account(target, done), "dry_run": True, "changes": _told(target, done)}
    if target.is_bulk:
        account = _account(target, done)
        if not account["done"]:
            reasons = {failure["reason"] for failure in account["failed"]}
            why = reasons.pop() if len(reasons) == 1 else "The reasons stand beside their ids."
            raise VerbFailed(
                "None of the records could be changed.", why, result=account, code="all-failed"
            )
        return account
    made = done.result.made if isinstance(done.result, BulkResult) else {}
    now = made.get(target.ids[0], target.ids[0])
    return {**show_record(context, now), **more, "step": done.step}


def show_record(context: Context, id: int) -> dict[str, Any]:
    """A record with all its fields, as it is now."""
    names = read_names(context)
    found = context.desk.ask(lambda reader: reader.leads([id]))
    if id not in found:
        raise KnownError(
            f"There is no lead or opportunity with the number {id}.", "Nothing was changed.",
            code="not-found",
        )  # fmt: skip
    return shapes.record(found[id], names)


def show_done(result: dict[str, Any], out: TextIO) -> None:
    """One line for people: what was done, to what."""
    if "done" not in result:
        stage, owner = result.get("stage"), result.get("owner") or result.get("queue")
        out.write(f"{result['id']}  {shapes.named(result)}  {stage}, {owner}\n")
        return
    verb = "would be changed" if result.get("dry_run") else "changed"
    out.write(f"{len(result['done'])} {verb}, {len(result['failed'])} not\n")
    out.writelines(
        f"  {change['id']} {change['field']}: {_said(change)}\n"
        for change in result.get("changes", ())
    )
    out.writelines(f"  {failure['id']}: {failure['reason']}\n" for failure in result["failed"])


def _account(target: Target, done: Done) -> dict[str, Any]:
    result = done.result
    if not isinstance(result, BulkResult):
        result = BulkResult(target.ids)
    account: dict[str, Any] = {
        "done": list(result.done),
        "failed": [{"id": one.id, "reason": one.text} for one in result.failed],
        "step": done.step,
    }
    if result.made:
        account["made"] = {str(old): new for old, new in result.made.items()}
    return account


def _told(target: Target, done: Done) -> list[dict[str, Any]]:
    """The changes of a rehearsal, field by field."""
    told: list[dict[str, Any]] = []
    public = {info.column: name for name, info in FIELDS.items()}
    for change in done.changes:
        fields = (change.before or {}).keys() | (change.after or {}).keys()
        for field in sorted(fields - shapes.INSIDE):
            before, after = (
                shapes.stored(field, (side or {}).get(field), target.names)
                for side in (change.before, change.after)
            )
            if before == after:
                continue
            told.append({
                "id": change.lead_id if change.kind == "lead" else change.id,
                "kind": change.kind,
                "field": public.get(field, field) if change.kind == "lead" else field,
                "before": before, "after": after,
            })  # fmt: skip
    return told


def _said(change: dict[str, Any]) -> str:
    before, after = change["before"], change["after"]
    return f"{'-' if before is None else before} → {'-' if after is None else after}"
