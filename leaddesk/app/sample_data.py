"""Sample data while the window is open: the banner over every page, and the settings' section."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject

from leaddesk.app.opening import Opened
from leaddesk.app.wiring import Parts
from leaddesk.presentation.errors import notice_of
from leaddesk.service.import_commands import SAMPLE_DATA, RemoveSample
from leaddesk.service.read_models import Reader
from leaddesk.widgets.main_window import MainWindow
from leaddesk.widgets.sample_banner import SampleBanner
from leaddesk.work.task import Task

if TYPE_CHECKING:
    from leaddesk.presentation.change_hub import Changed
    from leaddesk.widgets.settings.sample_data import SampleState
    from leaddesk.widgets.settings.settings_page import SettingsPage


class Sample(NamedTuple):
    """How many sample leads there are (0: no sample), and how many leads in all."""

    leads: int
    all_leads: int


class SampleData(QObject):
    """Adds and removes the sample; the banner shows while it is there."""

    def __init__(self, parts: Parts, window: MainWindow, opened: Opened) -> None:
        super().__init__(window)
        self._parts, self._window, self._opened = parts, window, opened
        self._found = Sample(0, 0)
        self._doing: SampleState | None = None
        self._page: SettingsPage | None = None
        self.banner = SampleBanner(window.theme)
        window.news.addWidget(self.banner)
        self.destroyed.connect(self.banner.deleteLater)
        self.banner.stand_after(window.bar.new)
        self.banner.confirmed.connect(self.remove)
        window.pages.settings_made.connect(self._serve)
        if window.pages.settings.is_made:
            self._serve(window.settings_page)
        parts.hub.changed.connect(self._heard)
        self.look()

    def look(self) -> None:
        """Ask whether there is sample data, and whether there is room for it."""
        self._parts.client.ask("sample data", find_sample, self._show)

    def add(self) -> None:
        """Put it in, on the writer lane; once, however often it is pressed."""
        if self._doing is not None:
            return
        self._begin("adding")
        from leaddesk.app.demo.fill import SAMPLE, fill

        opened, parts = self._opened, self._parts

        def work() -> object:
            now = parts.clock.now()
            return fill(opened.desk, opened.storage, SAMPLE, 1, now, names_me=False)

        parts.lanes.writer.submit(
            work, on_done=lambda task: parts.bridge.post(partial(self._added, task))
        )

    def remove(self) -> None:
        """Take it out; leads of one's own stay."""
        if self._doing is None:
            self._begin("removing")
            self.banner.show_busy()
            self._parts.client.do(RemoveSample(), lambda _outcome: self._ended(), self._failed)

    # --- inside ------------------------------------------------------------------------------

    def _serve(self, page: SettingsPage) -> None:
        self._page = page
        page.sample_asked.connect(self.add)
        page.sample_removed.connect(self.remove)
        self._tell_page()

    def _begin(self, doing: SampleState) -> None:
        self._doing = doing
        self._tell_page()

    def _added(self, task: Task[object]) -> None:
        if task.error is not None:
            self._window.notices.tell(notice_of(task.error))
        self._parts.hub.tell_all()
        self._ended()

    def _failed(self, error: BaseException) -> None:
        self._window.notices.tell(notice_of(error))
        self._ended()

    def _ended(self) -> None:
        self._doing = None
        self.look()

    def _heard(self, changed: Changed) -> None:
        """Anybody may have put it in or taken it out, or brought the first lead of their own."""
        if self._doing is None and (changed.everything or not self._found.leads):
            self.look()

    def _show(self, found: Sample) -> None:
        self._found = found
        user = self._opened.user
        may = user is not None and user.role in {"manager", "admin"}
        if self._doing is None:
            self.banner.show_sample(found.leads, may_remove=may)
        self._tell_page()

    def _tell_page(self) -> None:
        if self._page is None:
            return
        leads, all_leads = self._found
        state: SampleState = "there" if leads else "refused" if all_leads else "none"
        self._page.show_sample(self._doing or state, leads)


def find_sample(reader: Reader) -> Sample:
    """The sample as the database has it."""
    told = json.loads(reader.setting(SAMPLE_DATA) or "{}")
    stands = any(one.id == told.get("batch") and one.state == "promoted"
                 for one in reader.batches())  # fmt: skip
    return Sample(told["leads"] if stands else 0, reader.count())
