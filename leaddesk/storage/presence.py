"""Words on who edits which lead, as a server's notifications carry them: ids and no names."""

from __future__ import annotations

import re
from typing import Final

from leaddesk.service.editing import EditWord

CHANNEL: Final = "leaddesk_editing"
MOST_KEPT: Final = 1_000  # words heard and not yet told; older ones are said again by themselves

_PAYLOAD: Final = re.compile(r"([0-9a-f]{1,32}) ([0-9]{1,18}) ([0-9]{1,18})", re.ASCII)


def payload_of(word: EditWord) -> str:
    """Return "client user lead"; lead 0 is none."""
    return f"{word.client} {word.user_id} {word.lead_id or 0}"


def word_of(payload: str) -> EditWord | None:
    """Return the word in a payload; None for what no LeadDesk says: anybody who may log in can
    notify."""
    found = _PAYLOAD.fullmatch(payload)
    if found is None:
        return None
    client, user_id, lead_id = found.groups()
    return EditWord(client, int(user_id), int(lead_id) or None)
