"""Whose fault it is.

The world's (KnownError), a colleague's (Conflict), nobody's (Cancelled), ours (BugError).
"""

from __future__ import annotations

from collections.abc import Mapping


class KnownError(Exception):
    """Something in the world is not as it must be; the text is meant for the user.

    `title` says what happened; `hint` says what is safe and what to do. `code` is a stable
    word for tests and scripts (for example "disk-full"). Neither text holds personal data
    beyond what the user just typed.
    """

    def __init__(self, title: str, hint: str = "", *, code: str = "") -> None:
        super().__init__(title, hint)
        self.title = title
        self.hint = hint
        self.code = code

    def __str__(self) -> str:
        return f"{self.title} {self.hint}".strip()


class Conflict(KnownError):
    """Somebody else changed the same thing meanwhile; the asker decides.

    `fields` maps a field to (before, mine, theirs); `who` and `at` name the other change, `lead_id`
    the lead on which it shows.
    """

    def __init__(
        self,
        title: str,
        hint: str = "",
        *,
        fields: Mapping[str, tuple[object, object, object]] | None = None,
        who: str = "",
        at: str = "",
        lead_id: int | None = None,
    ) -> None:
        super().__init__(title, hint, code="conflict")
        self.fields = dict(fields or {})
        self.who = who
        self.at = at
        self.lead_id = lead_id


class InBin(KnownError):
    """The record was deleted. `who` did that at `at` (ISO instant); "" where the log does not say.

    It lies in the bin and can be taken out again.
    """

    def __init__(self, title: str, hint: str = "", *, who: str = "", at: str = "") -> None:
        super().__init__(title, hint, code="in-bin")
        self.who = who
        self.at = at


class Needed(KnownError):
    """A verb lacks something a person must give: fields of a stage, a reason, an amount.

    `fields` are field names in the order in which they are asked.
    """

    def __init__(self, title: str, hint: str = "", *, fields: tuple[str, ...] = ()) -> None:
        super().__init__(title, hint, code="needed")
        self.fields = fields


class Cancelled(Exception):
    """The user asked to stop; nothing is wrong."""


class BugError(Exception):
    """A promise inside LeadDesk is broken; goes to the crash report."""
