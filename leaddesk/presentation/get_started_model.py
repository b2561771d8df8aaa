"""The first four things to do, ticked from what is there."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QObject, Signal

from leaddesk.domain.criteria import Condition
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.service.import_commands import SAMPLE_DATA
from leaddesk.service.read_models import ListQuery, Reader

if TYPE_CHECKING:
    from leaddesk.presentation.change_hub import Changed

Thing = Literal["leads", "step", "stages", "colleague"]
THINGS: Final[tuple[Thing, ...]] = ("leads", "step", "stages", "colleague")
_PLANNED: Final = frozenset({"add_task", "move_task"})
_STEPS_READ: Final = 200  # own steps looked through; what was ticked once stays ticked


class GetStartedModel(QObject):
    """Ticks stay, on this computer. Over when all are ticked or somebody closed it; then nothing
    is asked any more."""

    changed = Signal()

    def __init__(
        self,
        client: DeskClient,
        hub: ChangeHub,
        settings: SettingsModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._settings = client, settings
        hub.changed.connect(self._heard)

    @property
    def done(self) -> tuple[Thing, ...]:
        """What was done, in the order of `THINGS`."""
        ticked = self._settings.settings.started
        return tuple(thing for thing in THINGS if thing in ticked)

    @property
    def is_over(self) -> bool:
        """Whether there is nothing to show any more."""
        return self._settings.settings.start_closed or len(self.done) == len(THINGS)

    def look(self) -> None:
        """Ask what was done."""
        user_id = self._client.user_id
        if not self.is_over and user_id is not None:
            self._client.ask("get started", partial(find_done, user_id), self.tick)

    def tick(self, things: frozenset[Thing]) -> None:
        """Tick these, too."""
        ticked = frozenset(self.done) | things
        if not self.is_over and len(ticked) > len(self.done):
            self._settings.change(started=tuple(one for one in THINGS if one in ticked))
            self.changed.emit()

    def close(self) -> None:
        """Somebody does not want to see it."""
        self._settings.change(start_closed=True)
        self.changed.emit()

    def _heard(self, _changed: Changed) -> None:
        self.look()


def find_done(user_id: int, reader: Reader) -> frozenset[Thing]:
    """What the database knows of: leads and colleagues besides the sample's, a planned step."""
    sample = json.loads(reader.setting(SAMPLE_DATA) or "{}")
    made_up, leads = set(sample.get("users", ())), reader.count()
    if "batch" in sample:
        of_sample = Condition("import", "eq", str(sample["batch"]))
        leads -= reader.lead_page(ListQuery(criteria=of_sample), limit=1).total
    steps = reader.history(limit=_STEPS_READ, user_id=user_id)
    others = {user.id for user in reader.team().users} - made_up - {user_id}
    found: dict[Thing, bool] = {
        "leads": leads > 0,
        "step": any(one.step.verb in _PLANNED for one in steps),
        "colleague": bool(others),
    }
    return frozenset(thing for thing, is_done in found.items() if is_done)
