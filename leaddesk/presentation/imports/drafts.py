"""Imports that were begun: each is kept with its file until it is finished or thrown away."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import PurePath
from typing import Any, get_args

from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.raw import Hints
from leaddesk.presentation.imports.decisions import DECIMALS, ORDERS, Decisions
from leaddesk.service.commands import MatchPolicy

MOST = 5
"""Drafts that are kept; the oldest goes first."""
_SAID: Mapping[str, tuple[str | None, ...]] = {
    "date_order": (None, *ORDERS),
    "decimal": (None, *DECIMALS),
    "policy": get_args(MatchPolicy),
    "bad_rows": ("stop", "skip"),
}


@dataclass(frozen=True, slots=True)
class Draft:
    """One file that is worked on, everything that was decided about it, and the step (0 to 2).
    `sha256` is that of the file as it was read last; `hints` are how to read it."""

    path: str
    sha256: str
    step: int
    decisions: Decisions
    hints: Hints = field(default_factory=Hints)
    remember: bool = True

    @property
    def name(self) -> str:
        """The file's name."""
        return PurePath(self.path).name

    @property
    def single(self) -> int:
        """How many decisions about single rows it holds."""
        made = self.decisions
        return len(made.fixes) + len(made.left_out) + len(made.same)


@dataclass(frozen=True, slots=True)
class Drafts:
    """All that are kept, the newest first. `current` is the SHA-256 of the one that is open,
    "" for none."""

    kept: tuple[Draft, ...] = ()
    current: str = ""

    def find(self, sha256: str) -> Draft | None:
        """The draft of a file with these contents."""
        return next((one for one in self.kept if one.sha256 == sha256), None)

    def at(self, path: str) -> Draft | None:
        """The newest draft of a file at this place, whatever is in it now."""
        return next((one for one in self.kept if one.path == path), None)

    def with_draft(self, draft: Draft) -> Drafts:
        """The same with this one open; an older one of this file or this place goes."""
        others = self.without(draft.sha256).kept
        others = tuple(one for one in others if one.path != draft.path)
        return Drafts((draft, *others)[:MOST], draft.sha256)

    def without(self, sha256: str) -> Drafts:
        """The same without one."""
        left = tuple(one for one in self.kept if one.sha256 != sha256)
        return Drafts(left, "" if self.current == sha256 else self.current)

    def to_json(self) -> str:
        """As a document for the shelf."""
        plain = {"current": self.current, "drafts": [_plain(one) for one in self.kept]}
        return json.dumps(plain, ensure_ascii=False)


def read_drafts(document: str) -> Drafts:
    """The drafts of a document; what is damaged in it is left out."""
    try:
        plain = json.loads(document or "{}")
    except (ValueError, RecursionError):
        return Drafts()
    found = plain.get("drafts") if isinstance(plain, dict) else None
    kept = [_draft(one) for one in found] if isinstance(found, list) else []
    drafts = tuple(one for one in kept if one is not None)[:MOST]
    current = plain.get("current") if isinstance(plain, dict) else ""
    return Drafts(drafts, current if isinstance(current, str) else "")


def taken_up(draft: Draft, header: tuple[str, ...], sha256: str) -> Decisions | None:
    """What of a draft counts for the file as it is now: all of it for the same contents; for
    others nothing about single rows, which may stand in other lines; None where the columns are
    not the same."""
    if draft.decisions.mapping.header != header:
        return None
    if draft.sha256 == sha256:
        return draft.decisions
    return replace(draft.decisions, fixes=(), left_out=(), same=())


def _plain(draft: Draft) -> dict[str, Any]:
    made = draft.decisions
    said = {info.name: getattr(made, info.name) for info in fields(made) if info.name != "mapping"}
    return {
        "path": draft.path, "sha256": draft.sha256, "step": draft.step,
        "remember": draft.remember,
        "hints": {info.name: getattr(draft.hints, info.name) for info in fields(draft.hints)},
        "header": made.mapping.header, "fields": made.mapping.fields, "decisions": said,
    }  # fmt: skip


def _draft(plain: Any) -> Draft | None:
    try:
        said = plain["decisions"]
        for name, allowed in _SAID.items():
            if said[name] not in allowed:
                return None
        owner = said["owner_id"]
        decisions = Decisions(
            ColumnMap(_texts(plain["header"]), _texts(plain["fields"])),
            product=str(said["product"]),
            date_order=said["date_order"],
            decimal=said["decimal"],
            policy=said["policy"],
            bad_rows=said["bad_rows"],
            owner_id=None if owner is None else int(owner),
            source=str(said["source"]),
            source_detail=str(said["source_detail"]),
            consent_email=str(said["consent_email"]),
            choices=tuple((str(a), str(b), str(c)) for a, b, c in said["choices"]),
            fixes=tuple((int(line), int(at), str(text)) for line, at, text in said["fixes"]),
            left_out=tuple(int(line) for line in said["left_out"]),
            same=tuple(int(line) for line in said["same"]),
        )
        return Draft(
            str(plain["path"]), str(plain["sha256"]), min(2, max(0, int(plain["step"]))),
            decisions, _hints(plain["hints"]), bool(plain["remember"]),
        )  # fmt: skip
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError):
        return None


def _texts(plain: Any) -> tuple[str, ...]:
    if not isinstance(plain, list):
        raise TypeError("a list is needed")
    return tuple(str(one) for one in plain)


def _hints(plain: Any) -> Hints:
    line = plain["header_line"]
    said = {name: plain[name] for name in ("encoding", "delimiter", "sheet")}
    return Hints(
        header_line=None if line is None else int(line),
        **{name: None if one is None else str(one) for name, one in said.items()},
    )
