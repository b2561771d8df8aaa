"""An import in a window's thread without a window: a real file, a real database, no threads."""

from __future__ import annotations

import zoneinfo
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QLocale

from leaddesk.app.import_files import LocalImportFiles
from leaddesk.base.clock import FixedClock
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.money import MoneyWords
from leaddesk.service.commands import AddUser, EnsureTeam
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.storage.address import parse_address
from leaddesk.storage.store import open_storage
from leaddesk.work.inline import inline_lanes

NOW = datetime(2025, 11, 20, 13, 42, tzinfo=UTC)


class Shop:
    """A team of Sam (manager) and Priya on a file. Work in the lanes is done at once, or with
    `at_once=False` when `run` is called."""

    def __init__(self, folder, *, at_once=True):
        self.folder = folder
        self.storage = open_storage(parse_address(str(folder / "team.leaddesk")), create=True)
        self.clock = FixedClock(NOW)
        desk = Desk(self.storage, self.clock, HANDLERS)
        sam = desk.execute(EnsureTeam("sam", "Sam Keller", role="manager")).result
        self.desk = desk.as_user(sam.id)
        self.priya = self.desk.execute(AddUser("priya", "Priya Rao", "priya@example.org")).result
        self.lanes = inline_lanes(at_once=at_once)
        self.hub = ChangeHub(gather_ms=0)
        self.client = DeskClient(self.lanes, lambda call: call(), self.hub, self.desk)
        self.errors = []
        self.client.crashed.connect(self.errors.append)
        locale = QLocale("en_IE")
        self.dates = DateWords(zoneinfo.ZoneInfo("UTC"), locale)
        self.money = MoneyWords(locale)
        self.files = LocalImportFiles()

    def flow(self):
        return ImportFlow(self.client, self.files, self.money, settle_ms=0)

    def count(self):
        return self.desk.ask(lambda reader: reader.count())

    def batches(self):
        return self.desk.ask(lambda reader: reader.batches())

    def close(self):
        self.lanes.stop(1)
        self.storage.close()
        assert self.errors == []


@pytest.fixture
def shop(qapp, tmp_path):
    made = Shop(tmp_path)
    yield made
    made.close()


@pytest.fixture
def slow_shop(qapp, tmp_path):
    made = Shop(tmp_path, at_once=False)
    yield made
    made.close()
