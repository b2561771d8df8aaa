"""Errors as what a notice says: what happened, what is safe, what to do."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from leaddesk.base.errors import Conflict, KnownError, Needed
from leaddesk.presentation.kept_words import tr_kept
from leaddesk.presentation.text import tr, tr_said

if TYPE_CHECKING:
    from leaddesk.service.commands import Failure

#: The database could not be reached or was busy: trying the same thing again can help.
TRANSIENT_CODES = frozenset({"locked", "server-gone", "server-full"})
#: The team server could not be reached.
GONE_CODES = frozenset({"server-gone"})


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice in the window. `details` is for "Copy details" and only a bug has them; `again`
    tries the same once more where that can help."""

    kind: Literal["known", "conflict", "needed", "bug"]
    title: str
    hint: str = ""
    code: str = ""
    details: str = ""
    again: Callable[[], object] | None = field(default=None, compare=False)


def notice_of(error: BaseException, doing: str = "", safe: str = "") -> Notice:
    """Return the words for an error. `doing` names the act ("moving Nordwind"), `safe` says what
    a bug has left as it was ("The lead is unchanged.")."""
    if isinstance(error, Conflict):
        return Notice("conflict", tr_said(error.title), tr_said(error.hint), error.code)
    if isinstance(error, Needed):
        return Notice("needed", tr_said(error.title), tr_said(error.hint), error.code)
    if isinstance(error, KnownError):
        return Notice("known", tr_kept(error.title), tr_said(error.hint), error.code)
    title = (
        tr("Something went wrong while {doing}.", doing=doing)
        if doing
        else tr("Something went wrong.")
    )
    details = "".join(traceback.format_exception(error))
    return Notice("bug", title, safe or tr("Nothing of it was saved."), details=details)


def failure_words(failure: Failure) -> str:
    """Return why a bulk act left a record as it was."""
    return " ".join(tr_said(part) for part in (failure.reason, failure.hint) if part)


def is_gone(error: BaseException) -> bool:
    """Whether the team server could not be reached."""
    return isinstance(error, KnownError) and error.code in GONE_CODES


def is_transient(error: BaseException) -> bool:
    """Whether the same act may succeed a little later without anybody deciding anything."""
    return isinstance(error, KnownError) and error.code in TRANSIENT_CODES
