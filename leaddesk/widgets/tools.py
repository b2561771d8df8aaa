"""What every page of the window works with, handed in as one value."""

from __future__ import annotations

from dataclasses import dataclass, field

from leaddesk.base.clock import Clock
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.key_map import KeyMap
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.presence_model import PresenceModel
from leaddesk.widgets.notices import Notices
from leaddesk.widgets.theme import Theme


@dataclass(frozen=True, slots=True, eq=False)
class Tools:
    """The look, the way to the data, the words for time and money, the place for news,
    the keys, who else is at work."""

    theme: Theme
    client: DeskClient
    hub: ChangeHub
    clock: Clock
    dates: DateWords
    money: MoneyWords
    notices: Notices
    keys: KeyMap = field(default_factory=KeyMap)
    presence: PresenceModel = field(kw_only=True)
