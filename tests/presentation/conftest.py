"""A window's thread without a window: an application, lanes without threads, a desk in memory."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QAbstractItemModelTester

from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.money import MoneyWords
from leaddesk.work.inline import inline_lanes
from tests.presentation.fakes import CLOCK, FakeDesk, FakeReader


class Bench:
    """What a model stands on. With `at_once=False` `lanes` wait for `run`."""

    def __init__(self, *, at_once=True):
        self.clock = CLOCK
        self.reader = FakeReader()
        self.desk = FakeDesk(self.reader)
        self.lanes = inline_lanes(at_once=at_once)
        self.hub = ChangeHub(gather_ms=0)
        self.client = DeskClient(self.lanes, lambda call: call(), self.hub, self.desk)
        self.locale = QLocale("en_IE")
        import zoneinfo

        self.dates = DateWords(zoneinfo.ZoneInfo("UTC"), self.locale)
        self.money = MoneyWords(self.locale)
        self.testers = []

    def watch(self, model):
        """Let Qt's own tester look at every signal of a model."""
        mode = QAbstractItemModelTester.FailureReportingMode.Fatal
        tester = QAbstractItemModelTester(model, mode)
        tester.setUseFetchMore(False)  # it would scroll to the end by itself
        self.testers.append(tester)
        return model

    def run(self):
        """Do what waits in the lanes, and what the hub gathered."""
        for _ in range(5):
            self.lanes.writer.run_all()
            self.lanes.readers.run_all()
            self.hub.flush()


@pytest.fixture
def bench(qapp):
    return Bench()


@pytest.fixture
def slow_bench(qapp):
    return Bench(at_once=False)
