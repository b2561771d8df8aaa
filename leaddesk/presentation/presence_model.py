"""Who edits which lead just now: heard from the other programs of the team, said to them."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.base.clock import Clock
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.editing import NOBODY, Editing, editing_of

if TYPE_CHECKING:
    from leaddesk.domain.people import User
    from leaddesk.service.editing import EditWord

AGAIN_MS: Final = 20_000
FORGOTTEN_AFTER: Final = timedelta(seconds=45)
MOST_CLIENTS: Final = 500  # more than a team has windows; words of further ones are not kept


@dataclass(frozen=True, slots=True)
class Editor:
    """Somebody who edits a lead; `at` is when that was last heard."""

    user_id: int
    lead_id: int
    at: datetime


class PresenceModel(QObject):
    """What other windows edit, by lead; and this window's own word for them.

    Nothing is asked and nothing stored: `said` goes to the others (where the database passes words
    on; a file doesn't), `hear` takes theirs in, and whoever is silent for 45 s is forgotten. Two
    timers: one runs only while this window edits, the other only while somebody else does.
    """

    changed = Signal(object)  # frozenset of the ids of leads that somebody else edits, or not now
    said = Signal(object)  # EditWord

    def __init__(self, client: DeskClient, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client, self._clock = client, clock
        self._name = os.urandom(6).hex()
        self._editors: dict[str, Editor] = {}  # by client, whoever began first in front
        self._own: EditWord | None = None
        self._again = QTimer(self)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.say_again)
        self._forgetting = QTimer(self)
        self._forgetting.setSingleShot(True)
        self._forgetting.timeout.connect(self.forget)

    # --- what is shown -----------------------------------------------------------------------

    def editors(self, lead_id: int) -> tuple[Editor, ...]:
        """Return who else edits a lead, whoever began first in front."""
        return tuple(one for one in self._editors.values() if one.lead_id == lead_id)

    def editing(self, lead_id: int, team: Iterable[User]) -> Editing:
        """Return the same in words."""
        if not self._editors:
            return NOBODY
        ids = [one.user_id for one in self.editors(lead_id)]
        return editing_of(ids, team, self._client.user_id) if ids else NOBODY

    # --- hearing -----------------------------------------------------------------------------

    def hear(self, word: EditWord) -> None:
        """Take in what a program says; one's own word comes back, too, and is left out."""
        if word.client == self._name:
            return
        before = self._editors.get(word.client)
        if word.lead_id is None:
            self._editors.pop(word.client, None)
            after = None
        elif before is None and len(self._editors) >= MOST_CLIENTS:
            return
        else:
            after = Editor(word.user_id, word.lead_id, self._clock.now())
            if before is not None and before.lead_id != after.lead_id:
                del self._editors[word.client]  # on this lead it is the last who began
            self._editors[word.client] = after
        self._wait()
        shown = [(one.user_id, one.lead_id) for one in (before, after) if one is not None]
        if len(set(shown)) != len(shown) or not shown:
            return  # only said again
        self.changed.emit(frozenset(lead_id for _, lead_id in shown))

    def forget(self) -> None:
        """Leave out who has not been heard for long."""
        now = self._clock.now()
        # One from the future was heard before the clock was set back; it will be heard again.
        gone = [
            client
            for client, one in self._editors.items()
            if not timedelta() <= now - one.at < FORGOTTEN_AFTER
        ]
        leads = frozenset(self._editors.pop(client).lead_id for client in gone)
        self._wait()
        if leads:
            self.changed.emit(leads)

    def _wait(self) -> None:
        """For the one who has been silent for the longest time."""
        if not self._editors:
            self._forgetting.stop()
            return
        oldest = min(one.at for one in self._editors.values())
        left = oldest + FORGOTTEN_AFTER - self._clock.now()
        self._forgetting.start(max(1, min(left, FORGOTTEN_AFTER) // timedelta(milliseconds=1) + 1))

    # --- saying ------------------------------------------------------------------------------

    def set_editing(self, lead_id: int | None) -> None:
        """This window's user writes in this lead now, or in none. Costs nothing when it is no
        news."""
        user_id = self._client.user_id
        if lead_id == (self._own.lead_id if self._own is not None else None) or user_id is None:
            return
        from leaddesk.service.editing import EditWord

        self._own = EditWord(self._name, user_id, lead_id) if lead_id is not None else None
        if self._own is None:
            self._again.stop()
        else:
            self._again.start()
        self.said.emit(self._own or EditWord(self._name, user_id, None))

    def say_again(self) -> None:
        """For those who came later, or did not hear."""
        if self._own is not None:
            self.said.emit(self._own)
