"""Promise 18, and a part of 24: text from data is shown as typed and does nothing else.

Fifty strings, each in every text field of a lead and of what hangs on it, in users, stages and
teams; then every screen. Nothing is opened or called that the strings name, nothing is taken for
markup, nothing takes long, and the command line gives them back as they are.
"""

from __future__ import annotations

import csv
import socket
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractListModel, QModelIndex, QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)

from leaddesk.app.import_place import ImportPlace
from leaddesk.presentation.plain_text import one_line
from leaddesk.service.commands import Command, DeleteLeads, MoveLeads
from leaddesk.widgets.controls import Button, Popover
from leaddesk.widgets.imports.import_page import ImportPage
from tests.support.bait import Bait, laid_bait
from tests.support.hostile import LEAD_TEXTS, put_everywhere, strings
from tests.support.program import Live, open_window, run
from tests.support.promise import promise

pytestmark = pytest.mark.reliability


@pytest.fixture(scope="module")
def bait(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bait]:
    with laid_bait(tmp_path_factory.mktemp("bait")) as made:
        yield made


@pytest.fixture(scope="module")
def hostile(
    bait: Bait, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, list[int], tuple[str, ...]]:
    """A folder whose database holds the strings, the ids of their leads, the strings."""
    folder = tmp_path_factory.mktemp("data")
    texts = strings(bait)
    assert len(set(texts)) == 50
    assert run(folder, "demo", "--leads", "140").code == 0
    ids = put_everywhere(folder / "leaddesk.db", texts)
    bait.touched.clear()
    return folder, ids, texts


def test_the_command_line_gives_every_text_back(hostile, bait: Bait) -> None:
    folder, ids, texts = hostile
    with promise(18) as measured:
        told = run(folder, "leads", "--fields", "id,name,company,city,tags,email,source")
        assert told.code == 0, told.err
        rows = {row["id"]: row for row in told.result["leads"]}
        for lead, text in zip(ids, texts, strict=True):
            row = rows[lead]
            assert {row[f] for f in ("name", "company", "city", "email", "source")} == {text}
            assert row["tags"] == [text]
        for lead, text in zip(ids, texts, strict=True):
            told = run(folder, "lead", str(lead))
            assert told.code == 0, told.err
            found = told.result
            lines = [one["title"] for one in found["tasks"]]
            lines += [one["note"] for one in found["activities"]]
            assert found["interest"] == text
            assert text in lines
        assert bait.look() == []
        measured.count(strings=len(texts), fields=len(LEAD_TEXTS), opened=0, sockets=0)


TOP = QModelIndex()
SLOWEST = 2.5
"""Seconds for one screen, drawn into memory on a busy machine; a screen that lays out 2 MB of
text takes minutes."""


class Walk:
    """Goes through the window as the tour does, and looks at everything on the way."""

    def __init__(self, live: Live) -> None:
        self.live, self.window = live, live.window
        self.stops = 0
        self.slowest = 0.0
        self.labels: set[str] = set()

    def stop(self, arrange: Callable[[], object]) -> None:
        """Do something, let everything be answered and painted, look at every widget."""
        began = time.perf_counter()
        arrange()
        self.live.settle()
        began_painting = time.perf_counter()
        self.window.grab()
        took = time.perf_counter() - began_painting
        self.slowest = max(self.slowest, took)
        assert took < SLOWEST, f"painted in {took:.1f} s"
        assert time.perf_counter() - began < 4 * SLOWEST
        self.stops += 1
        for label in self.window.findChildren(QLabel):
            # A label that was never shown is not polished yet.
            is_plain = label.textFormat() == Qt.TextFormat.PlainText
            assert is_plain or not label.isVisible() or not label.text(), label.text()[:80]
            self.labels.add(label.text())
        for editor in self.window.findChildren(QTextEdit):
            assert not editor.acceptRichText()

    def tips(self) -> None:
        """Show every tool tip that there is; also those of cells."""
        tips = {w.toolTip() for w in self.window.findChildren(QWidget) if w.toolTip()}
        for view in self.window.findChildren(QAbstractItemView):
            model = view.model()
            if model is None:
                continue
            is_list = isinstance(model, QAbstractListModel)
            for row in range(min(model.rowCount(TOP), 60)):
                for column in range(1 if is_list else model.columnCount(TOP)):
                    tip = model.index(row, column).data(Qt.ItemDataRole.ToolTipRole)
                    tips |= {tip} if tip else set()
        for tip in tips:
            QToolTip.showText(QPoint(5, 5), tip, self.window)
            for label in self.live.app.topLevelWidgets():
                if isinstance(label, QLabel) and label.isVisible():
                    assert label.textFormat() == Qt.TextFormat.PlainText
                    label.grab()
        QToolTip.hideText()

    def escape(self) -> None:
        for popover in self.window.findChildren(Popover):
            if popover.isVisible():
                popover.close_it()


@pytest.fixture
def live(hostile, qapp) -> Iterator[Live]:
    with open_window(qapp, hostile[0], log=True) as live:
        live.wait(lambda: live.cards, "the board")
        yield live


def test_every_screen_shows_it_as_typed_and_does_nothing_else(hostile, live, bait: Bait) -> None:
    _, ids, texts = hostile
    walk, window = Walk(live), live.window
    with promise(18) as measured:
        walk.stop(lambda: None)
        walk.tips()
        for lead, text in zip(ids, texts, strict=True):
            walk.stop(lambda lead=lead: window.open_peek(lead))
            assert any(one_line(text, 60)[:60].strip() in label for label in walk.labels), text[:60]
        walk.tips()
        walk.stop(window.close_peek)
        for tab in window.leads.tabs():
            walk.stop(lambda tab=tab: (window.show_page("leads"), window.leads.choose_tab(tab.key)))
        walk.tips()
        for tab in window.data.tabs():
            walk.stop(lambda tab=tab: (window.show_page("data"), window.data.choose_tab(tab.key)))
        for number, _ in enumerate(sections(window)):
            walk.stop(lambda n=number: (window.show_page("settings"), sections(window)[n].click()))
        walk.stop(lambda: window.show_page("pipeline"))
        measured.count(stops=walk.stops, slowest=round(walk.slowest, 2), opened=len(bait.look()))
    assert bait.look() == []


def sections(window: QWidget) -> list[Button]:
    return [one for one in window.settings_page.findChildren(Button) if one.property("side")]


def test_hands_type_move_undo_and_import_it(hostile, live, bait: Bait, tmp_path: Path) -> None:
    """Fields, the search, news in toasts, the import's preview."""
    _, ids, texts = hostile
    walk, window = Walk(live), live.window
    with promise(18) as measured:
        for text in texts[:20]:
            walk.stop(lambda text=text: search(live, text))
        window.palette_of_window.close()
        for text in texts[:12]:
            walk.stop(lambda text=text: add(live, text))
            walk.escape()
        stages = [column.stage.id for column in window.board.columns]
        for lead, text in zip(ids[:12], texts, strict=False):
            walk.stop(lambda lead=lead: do(live, MoveLeads((lead,), stages[1])))
            walk.stop(lambda lead=lead: do(live, DeleteLeads((lead,))))
            walk.stop(window.history.undo)
            assert window.notices.toasts.toasts, text[:60]
        walk.tips()
        walk.stop(lambda: choose_file(live, write_table(tmp_path / "list.csv", texts)))
        page = import_page(live)
        for step in (1, 2):
            live.wait(lambda: page.footer.next.isEnabled(), "the step's answer")
            # A column that nobody decided is asked about first.
            walk.stop(page.footer.next.click)
            walk.escape()
            walk.stop(lambda step=step: page.flow.go(step))
            assert page.flow.step == step
            live.wait(lambda: page.flow.is_settled, "the rehearsal")
            walk.stop(lambda: None)
            walk.tips()
        measured.count(stops=walk.stops, slowest=round(walk.slowest, 2), opened=len(bait.look()))
    assert bait.look() == []


def search(live: Live, text: str) -> None:
    live.window.open_palette()
    content = live.window.palette_of_window.content
    assert content is not None
    content.field.setText(text)
    live.wait(lambda: not content.is_waiting, "the palette's leads")


def add(live: Live, text: str) -> None:
    """Fill in the form for a new lead; whether it can be added is another matter."""
    live.window.open_new_lead()
    form = live.window.new_lead_form
    for line in form.findChildren(QLineEdit):
        line.setText(text)
    live.settle()
    form.submit(stay=True)


def do(live: Live, command: Command) -> None:
    """Do it as the window does; a refusal is told, too."""
    live.program.parts.client.do(command, lambda _outcome: None)


def import_page(live: Live) -> ImportPage:
    place = live.window.data.findChild(ImportPlace)
    assert place is not None
    return place.page


def choose_file(live: Live, path: Path) -> None:
    live.window.show_page("data")
    live.window.data.choose_tab("import")
    page = import_page(live)
    page.choose(path)
    live.wait(lambda: page.flow.decisions is not None, "the file read")


def write_table(path: Path, texts: tuple[str, ...]) -> Path:
    header = ["Name", "Company", "Email", "Notes", "<img src=x>", "Stage", "Owner"]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        for n, text in enumerate(one[:30_000].replace("\x00", "") for one in texts):
            table.writerow([text, text, f"a{n}@example.org", text, text, text, text])
    return path


def test_the_bait_would_be_noticed(bait: Bait, qtbot) -> None:
    """Guards the guard: a label that is allowed markup opens the picture."""
    before = len(bait.look())
    label = QLabel(f"<img src='{bait.picture}'>")
    label.setTextFormat(Qt.TextFormat.RichText)
    qtbot.addWidget(label)
    label.grab()
    assert len(bait.look()) > before or sys.platform != "linux"
    with pytest.raises(ConnectionError), socket.create_connection(("127.0.0.1", 1), timeout=1):
        pass
    bait.picture.read_bytes()
    heard = [one.split()[0] for one in bait.look()[before:]]
    assert {"connect", "open"} <= set(heard)
    bait.touched.clear()
