"""Why nothing can be changed just now, and what is kept all the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from leaddesk.base.errors import KnownError

if TYPE_CHECKING:
    from leaddesk.service.commands import Command


@dataclass(frozen=True, slots=True)
class EditLock:
    """`reason` stands in the tool tips of what can't be used. A lock that `keeps_text` is a pause:
    what somebody had written when it began is kept, and saved when it ends."""

    reason: str
    hint: str = ""
    keeps_text: bool = False

    def refuses(self, command: Command) -> KnownError | None:
        """Return why this command is not even tried; None if it is taken in."""
        if not self.keeps_text:
            return None  # storage says what is the matter, for this command as for any other
        from leaddesk.service import commands

        texts = commands.EditLead, commands.LogActivity, commands.CaptureLeads, commands.AddTask
        if isinstance(command, texts):
            return None
        return KnownError(self.reason, self.hint, code="paused")
