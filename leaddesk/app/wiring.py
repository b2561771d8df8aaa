"""Which part gets which: the look, the lanes, the client and the window, built in this order."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from leaddesk.app.opening import Opener
from leaddesk.base.clock import Clock
from leaddesk.base.errors import KnownError
from leaddesk.base.paths import Paths
from leaddesk.outside.settings_file import save_settings
from leaddesk.presentation.bridge import Bridge
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.settings_model import SettingsModel, UserSettings
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.widgets.look_of import look_of
from leaddesk.widgets.main_window import MainWindow
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.tools import Tools
from leaddesk.work.job_queue import Priority
from leaddesk.work.lanes import Lanes

if TYPE_CHECKING:
    from leaddesk.app.import_place import ImportPlace
    from leaddesk.presentation.imports.draft_shelf import DraftShelf

_log = logging.getLogger("leaddesk.settings")


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What stands between the database and the window."""

    lanes: Lanes
    bridge: Bridge
    hub: ChangeHub
    client: DeskClient
    settings: SettingsModel
    clock: Clock
    make_shelf: Callable[[], DraftShelf]  # for the page that imports


def put_on_look(app: QApplication, settings: UserSettings) -> Theme:
    """Make the application look as the settings say; before the first widget."""
    look = look_of(settings)
    theme = Theme(app, look)
    theme.apply(app, look)
    return theme


def when_painted(act: Callable[[], object]) -> None:
    """Call it in the next turn of the event loop: what changed is painted before that."""
    QTimer.singleShot(0, act)


def wire(
    lanes: Lanes, opener: Opener, document: dict[str, Any], chosen: Mapping[str, Any] | None
) -> Parts:
    """Connect the lanes with the window's side. `document` is the stored settings; `chosen` are
    others for this run alone, and then none are saved."""
    bridge = Bridge()
    hub = ChangeHub()
    client = DeskClient(lanes, bridge.post, hub, defer=when_painted)
    if chosen is None:
        settings = SettingsModel(document, _saver(lanes, opener.paths))
    else:
        settings = SettingsModel({**document, **chosen}, lambda _document: None)
    make_shelf = partial(_shelf, lanes, opener, is_kept=chosen is None)
    return Parts(lanes, bridge, hub, client, settings, opener.clock, make_shelf)


def build_content(parts: Parts, theme: Theme, dates: DateWords) -> MainWindow:
    """What the frame shows, over these parts."""
    history = UndoHistory(parts.client, parts.clock)

    def import_page(tools: Tools) -> ImportPlace:
        from leaddesk.app.import_place import ImportPlace

        place = ImportPlace(tools, parts.make_shelf())
        place.leads_asked.connect(show_imported)
        place.lead_asked.connect(lambda lead_id: window.open_peek(lead_id))
        return place

    def show_imported(batch_id: int, file_name: str) -> None:
        window.leads.show_import(batch_id, file_name)
        window.show_page("leads")

    window = MainWindow(
        parts.client,
        parts.hub,
        history,
        parts.settings,
        theme,
        parts.clock,
        dates,
        MoneyWords(),
        import_page=import_page,
    )
    return window


def _shelf(lanes: Lanes, opener: Opener, *, is_kept: bool) -> DraftShelf:
    """The shelf of begun imports: in the folder of the installation, or gone with the program."""
    if not is_kept:
        from leaddesk.presentation.imports.draft_shelf import MemoryShelf

        return MemoryShelf()
    from leaddesk.app.import_drafts import DraftFile

    return DraftFile(lanes, opener.paths.data, opener.address)


def _saver(lanes: Lanes, paths: Paths) -> Callable[[dict[str, Any]], None]:
    """Write settings on a lane: a slow disk must not hold up the window."""

    def write(document: dict[str, Any]) -> None:
        try:
            save_settings(paths.settings, document)
        except KnownError as error:
            _log.warning("%s", error)

    def save(document: dict[str, Any]) -> None:
        # The user's priority: at the end of the program it is still done, not dropped.
        lanes.writer.submit(lambda: write(document), priority=Priority.USER)

    return save
