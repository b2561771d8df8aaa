"""Sample data from the settings page: put into an empty database, taken out like an import."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from leaddesk.app.opening import Opened
from leaddesk.app.wiring import Parts
from leaddesk.presentation.errors import notice_of
from leaddesk.service.import_commands import UndoImport
from leaddesk.service.read_models import Reader
from leaddesk.widgets.main_window import MainWindow
from leaddesk.work.task import Task

if TYPE_CHECKING:
    from leaddesk.widgets.settings.settings_page import SettingsPage


class SampleData(QObject):
    """Listens to the two buttons; offers them only where they can do something."""

    def __init__(self, parts: Parts, window: MainWindow, opened: Opened) -> None:
        super().__init__(window)
        self._parts, self._window, self._opened = parts, window, opened
        self._batch: int | None = None
        self._is_adding = False
        window.pages.settings_made.connect(self._serve)
        if window.pages.settings.is_made:
            self._serve(window.settings_page)

    def _serve(self, page: SettingsPage) -> None:
        page.sample_asked.connect(self.add)
        page.sample_removed.connect(self.remove)
        self.look()

    def look(self) -> None:
        """Ask whether there is sample data, and whether there is room for it."""
        self._parts.client.ask("sample data", _found, self._show)

    def add(self) -> None:
        """Put it in, on the writer lane; once, however often it is pressed."""
        if self._is_adding:
            return
        self._is_adding = True
        from leaddesk.app.demo.fill import SAMPLE, fill

        opened, parts = self._opened, self._parts

        def work() -> object:
            return fill(opened.desk, opened.storage, SAMPLE, 1, parts.clock.now())

        parts.lanes.writer.submit(
            work, on_done=lambda task: parts.bridge.post(partial(self._added, task))
        )

    def remove(self) -> None:
        """Take it out; leads of one's own stay, and so does what somebody changed."""
        if self._batch is not None:
            self._parts.client.do(UndoImport(self._batch), lambda _outcome: self.look())

    def _added(self, task: Task[object]) -> None:
        self._is_adding = False
        if task.error is not None:
            self._window.notices.tell(notice_of(task.error))
        self._parts.hub.tell_all()
        self.look()

    def _show(self, found: tuple[int | None, int]) -> None:
        self._batch, leads = found
        offered = self._batch is not None or not leads
        self._window.settings_page.offer_sample_data(offered, has_some=self._batch is not None)


def _found(reader: Reader) -> tuple[int | None, int]:
    """The import that made the sample, if it stands, and how many leads there are."""
    from leaddesk.storage.demo_rows import SETTING

    document = reader.setting(SETTING)
    batch = json.loads(document).get("batch") if document else None
    stands = any(one.id == batch and one.state == "promoted" for one in reader.batches())
    return (batch if stands else None), reader.count()
