"""A whole window on a real database in a file, without threads: what is asked is answered at once.

The database is made once for all tests and copied for each.
"""

from __future__ import annotations

import shutil
import zoneinfo
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QLocale, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.base.clock import FixedClock
from leaddesk.domain.draft import LeadDraft
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.service.commands import (
    AddTask,
    AddUser,
    CaptureLeads,
    EnsureTeam,
    FinishTask,
    LogActivity,
    MoveLeads,
)
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.storage.address import parse_address
from leaddesk.storage.store import open_storage
from leaddesk.widgets.main_window import MainWindow
from leaddesk.work.inline import inline_lanes

NOW = datetime(2025, 11, 20, 13, 42, tzinfo=UTC)  # a Thursday
LEADS = (
    # company, person, value, stage, score does as it will
    ("Vantage Foods", "Lucía Romero", "11500", "New"),
    ("Kite & Company", "Tom Harker", "6400", "New"),
    ("Holm Architects", "Jonas Holm", "4200", "New"),
    ("Nordwind Logistics", "Anna Lindqvist", "24000", "Contacted"),
    ("Delta Print", "Ruud Bakker", "5400", "Contacted"),
    ("Lumen Dental", "Aoife Byrne", "12000", "Qualified"),
    ("Atlas Freight", "Miguel Santos", "61000", "Proposal"),
)


def make_database(path):
    """A team of two, seven leads, one step planned."""
    storage = open_storage(parse_address(str(path)), create=True)
    desk = Desk(storage, FixedClock(NOW - timedelta(days=3)), HANDLERS)
    sam = desk.execute(EnsureTeam("sam", "Sam Keller")).result
    desk = desk.as_user(sam.id)
    desk.execute(AddUser("priya", "Priya Rao"))
    stages = {stage.name: stage for stage in desk.ask(lambda reader: reader.pipeline()).stages}
    for company, person, value, stage in LEADS:
        first = person.split()[0].lower()
        draft = LeadDraft(
            company=company, name=person, value=value, currency="EUR", source="web form",
            emails=(f"{first}@{company.split()[0].lower()}.example",),
        )  # fmt: skip
        captured = desk.execute(CaptureLeads((draft,), owner_id=sam.id)).result[0]
        if stage != "New":
            desk.execute(MoveLeads((captured.id,), stages[stage].id, given={"value": value}))
    found = desk.ask(lambda reader: reader.search("Nordwind"))[0]
    desk.execute(LogActivity(found.id, "call", outcome="reached", note="Wants two depots"))
    lead = desk.ask(lambda reader: reader.lead(found.id)).lead
    if lead.next_task_id is not None:
        desk.execute(FinishTask(lead.next_task_id))
    later = datetime(2025, 11, 20, 14, 30, tzinfo=UTC)
    desk.execute(AddTask(found.id, "call", later, "Call Anna about the depot pilot"))
    storage.close()


class Office:
    """The window and what stands behind it."""

    def __init__(self, path, theme, *, document=None, connect=True, import_page=None):
        self.storage = open_storage(parse_address(str(path)))
        self.clock = FixedClock(NOW)
        plain = Desk(self.storage, self.clock, HANDLERS)
        self.sam = plain.ask(lambda reader: reader.user_by_login("sam"))
        self.priya = plain.ask(lambda reader: reader.user_by_login("priya"))
        self.desk = plain.as_user(self.sam.id)
        self.other = plain.as_user(self.priya.id)
        self.lanes = inline_lanes()
        self.hub = ChangeHub(gather_ms=0)
        self.client = DeskClient(self.lanes, lambda call: call(), self.hub)
        self.history = UndoHistory(self.client, self.clock)
        self.saved = []
        self.settings = SettingsModel(
            {"reduce_motion": True, "theme": "light", "peek_open": False, **(document or {})},
            self.saved.append,
        )
        locale = QLocale("en_IE")
        self.window = MainWindow(
            self.client,
            self.hub,
            self.history,
            self.settings,
            theme,
            self.clock,
            DateWords(zoneinfo.ZoneInfo("UTC"), locale),
            MoneyWords(locale),
            import_page=import_page,
        )
        if connect:
            self.connect()

    def connect(self):
        self.client.connect_desk(self.desk)
        self.window.start()

    def open(self, width=1440, height=900):
        self.window.resize(width, height)
        self.window.show()
        QApplication.processEvents()
        return self

    def close(self):
        self.window.close()
        self.window.deleteLater()
        self.lanes.stop()
        self.storage.close()

    def settings_document(self):
        """The settings as the next start would find them."""
        self.settings.save_now()
        return dict(self.saved[-1]) if self.saved else {}

    # --- looking -----------------------------------------------------------------------------

    @property
    def board(self):
        return self.window.pipeline.view

    def column(self, name):
        """The view of a column."""
        return next(c for c in self.board.columns if c.model.stage.name == name)

    def stage(self, name):
        return self.desk.ask(lambda reader: reader.pipeline()).by_name(name)

    def names(self, column):
        """The companies that a column shows, from the top."""
        return [row.company for row in self.column(column).model.leads()]

    def lead(self, company):
        """A lead as the database has it."""
        found = self.desk.ask(lambda reader: reader.search(company))
        return self.desk.ask(lambda reader: reader.lead(found[0].id)).lead

    def id_of(self, company):
        for column in self.board.columns:
            for row in column.model.leads():
                if row.company == company:
                    return row.id
        raise AssertionError(f"{company} is not on the board")

    def toasts(self):
        return [toast.said.text for toast in self.window.notices.toasts.toasts()]

    # --- doing -------------------------------------------------------------------------------

    def select(self, company):
        assert self.board.select(self.id_of(company))
        return self.column_of(company).list

    def column_of(self, company):
        return self.board.column_of(self.id_of(company))

    def press(self, company, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Select a card and press a key on it."""
        QTest.keyClick(self.select(company), key, modifier)
        QApplication.processEvents()

    def card_point(self, company):
        """The middle of a card, in the pixels of its list's viewport."""
        cards = self.column_of(company).list
        return cards, cards.rect_of(self.id_of(company)).center()

    def begin_drag(self, company):
        """Press on a card and move far enough; returns the list that has the mouse."""
        cards, point = self.card_point(company)
        QTest.mousePress(cards.viewport(), Qt.MouseButton.LeftButton, pos=point)
        move(cards.viewport(), point + QPoint(4, 0))
        assert not self.board.drag.is_on, "four pixels are a click"
        move(cards.viewport(), point + QPoint(9, 0))
        assert self.board.drag.is_on
        return cards

    def drag(self, company, target):
        """Drag a card over a widget's middle and let go there."""
        cards = self.begin_drag(company)
        self.drag_over(cards, target)
        self.drop(cards, target)

    def drag_over(self, cards, target, point=None):
        at = target.mapToGlobal(point or target.rect().center())
        move(cards.viewport(), cards.viewport().mapFromGlobal(at))

    def drop(self, cards, target, point=None):
        at = target.mapToGlobal(point or target.rect().center())
        place = cards.viewport().mapFromGlobal(at)
        QTest.mouseRelease(cards.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QApplication.processEvents()


def move(widget, point):
    """Move the mouse with its left button down. QTest's own move knows no buttons."""
    from PySide6.QtCore import QEvent, QPointF
    from PySide6.QtGui import QMouseEvent

    event = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(point),
        QPointF(widget.mapToGlobal(point)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(widget, event)


def copy_of(template, folder):
    path = folder / "team.leaddesk"
    shutil.copyfile(template, path)
    return path
