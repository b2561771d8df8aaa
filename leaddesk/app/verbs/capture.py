"""`capture -`: drafts as JSON on standard input, through the same intake as everything else."""

from __future__ import annotations

import argparse
import difflib
import json
from collections.abc import Iterable, Mapping
from dataclasses import fields
from typing import Any, TextIO

from leaddesk.app.verbs.arguments import add_at
from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.finding import Names, find_owner, find_stage, read_names
from leaddesk.base.errors import KnownError
from leaddesk.domain.draft import DraftActivity, DraftTask, LeadDraft
from leaddesk.domain.people import User
from leaddesk.service.commands import Captured, CaptureLeads

SLICE = 200  # drafts of one step: a long list holds nobody up
_SEVERAL = {"email": "emails", "emails": "emails", "phone": "phones", "phones": "phones",
            "tags": "tags"}  # fmt: skip
_PLAIN = frozenset(
    f.name for f in fields(LeadDraft)
) - {"emails", "phones", "tags", "custom", "activities", "tasks"}  # fmt: skip


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "capture", help="take leads in: JSON on standard input",
        description="Reads one object of field names, or a list of them, as JSON.",
    )  # fmt: skip
    parser.add_argument("file", metavar="-", help="- for standard input, or a file")
    parser.add_argument(
        "--policy", choices=("fill", "replace", "newest"), default="fill",
        help="what a known lead keeps where values differ",
    )  # fmt: skip
    parser.add_argument("--owner", metavar="USER", help="instead of the routing rules")
    parser.add_argument("--stage", metavar="STAGE", help="instead of the first one")
    add_at(parser)


def run(args: argparse.Namespace, context: Context) -> list[dict[str, Any]]:
    """One account per draft, in order: id, outcome, owner, stage, score, reasons."""
    names = read_names(context)
    drafts = read_drafts(_read(args.file, context), names.custom)
    owner = find_owner(names, args.owner) if args.owner else None
    if owner is not None and not isinstance(owner, User):
        raise KnownError(
            "A queue can't be named here.",
            "Nothing was captured. Leave --owner out and routing decides.", code="bad-owner",
        )  # fmt: skip
    stage = find_stage(names, args.stage) if args.stage else None
    desk = context.desk_at(args.at)
    captured: list[Captured] = []
    for start in range(0, len(drafts), SLICE):
        command = CaptureLeads(
            drafts[start : start + SLICE], args.policy, owner.id if owner else None,
            stage.id if stage else None, channel="command line",
        )  # fmt: skip
        captured.extend(desk.execute(command).result)
    return [_account(one, names) for one in captured]


def show(result: list[dict[str, Any]], out: TextIO) -> None:
    """One line a draft."""
    for one in result:
        why = f": {'; '.join(one['reasons'])}" if one["reasons"] else ""
        out.write(f"{one['id'] or '-'}  {one['outcome']}  {one['owner'] or '-'}{why}\n")


def read_drafts(text: str, custom: Iterable[str]) -> tuple[LeadDraft, ...]:
    """The drafts of a JSON text; KnownError names what can't be read, nothing is captured then."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise KnownError(
            f"This is not JSON: {error}.", "Nothing was captured.", code="bad-json"
        ) from error
    some = plain if isinstance(plain, list) else [plain]
    own = frozenset(custom)
    return tuple(_draft(one, n, own) for n, one in enumerate(some, start=1))


def _draft(plain: object, number: int, custom: frozenset[str]) -> LeadDraft:
    if not isinstance(plain, dict):
        raise _bad(number, "it is not an object of field names")
    values: dict[str, Any] = {}
    several: dict[str, list[str]] = {}
    own: list[tuple[str, str]] = []
    for name, value in plain.items():
        if name in _SEVERAL:
            several.setdefault(_SEVERAL[name], []).extend(_texts(name, value, number))
        elif name in _PLAIN:
            values[name] = _text(name, value, number)
        elif name == "activities":
            values[name] = tuple(_activity(one, number) for one in _list(name, value, number))
        elif name == "tasks":
            values[name] = tuple(_task(one, number) for one in _list(name, value, number))
        elif name in custom:
            own.append((name, _text(name, value, number)))
        else:
            near = difflib.get_close_matches(name, [*_PLAIN, *_SEVERAL, *custom], n=1)
            meant = f" (did you mean “{near[0]}”?)" if near else ""
            raise _bad(number, f"there is no field “{name}”{meant}")
    if values.get("kind", "lead") not in {"lead", "opportunity"}:
        raise _bad(number, "its kind is lead or opportunity")
    # A single address goes before the further ones, whatever their order in the text.
    for single, many in (("email", "emails"), ("phone", "phones")):
        first = _texts(single, plain.get(single), number)
        found = several.get(many, [])
        several[many] = list(dict.fromkeys([*first, *found]))
    values |= {name: tuple(texts) for name, texts in several.items()}
    return LeadDraft(**values, custom=tuple(own))


def _activity(plain: object, number: int) -> DraftActivity:
    if not isinstance(plain, Mapping):
        raise _bad(number, "an activity is not an object")
    told = {name: _text(name, plain.get(name), number) for name in ("kind", "at", "subject")}
    body = _text("body", plain.get("body", plain.get("note")), number)
    return DraftActivity(**told, body=body)


def _task(plain: object, number: int) -> DraftTask:
    if not isinstance(plain, Mapping):
        raise _bad(number, "a task is not an object")
    told = {name: _text(name, plain.get(name), number) for name in ("kind", "due", "subject")}
    return DraftTask(**told, done=plain.get("done") is True)


def _list(name: str, value: object, number: int) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _bad(number, f"{name} is not a list")
    return value


def _texts(name: str, value: object, number: int) -> list[str]:
    if isinstance(value, list):
        return [text for one in value if (text := _text(name, one, number))]
    text = _text(name, value, number)
    if name == "tags":
        return [part.strip() for part in text.split(",") if part.strip()]
    return [text] if text else []


def _text(name: str, value: object, number: int) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    raise _bad(number, f"{name} is neither text nor a number")


def _bad(number: int, why: str) -> KnownError:
    return KnownError(
        f"Draft {number} can't be read: {why}.", "Nothing was captured.", code="bad-draft"
    )


def _account(one: Captured, names: Names) -> dict[str, Any]:
    return {
        "id": one.id, "outcome": one.outcome, "owner": names.login(one.owner_id),
        "stage": names.stage_name(one.stage_id), "score": one.score,
        "reasons": list(one.reasons),
    }  # fmt: skip


def _read(file: str, context: Context) -> str:
    if file == "-":
        return context.stdin.read()
    from pathlib import Path

    return Path(file).read_text(encoding="utf-8-sig")
