"""Draws the window in states that need a hand: a drag, questions at a card, toasts, emptiness.

Run: python -m tests.visual.window_states FOLDER --theme dark --size 1366x768 --language de
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.app.application import make_application, speak
from leaddesk.base.errors import KnownError
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.standing import Waiting
from leaddesk.service.commands import DeleteLeads
from leaddesk.widgets.labels import PolishFilter
from leaddesk.widgets.theme import Look, Theme
from tests.widgets.office import Office, make_database


def draw(office: Office, name: str, folder: Path) -> None:
    """Save what the window shows now."""
    for _round in range(3):  # one layout waits for the other
        QApplication.processEvents()
    office.window.grab().save(str(folder / f"state-{name}.png"))


def states(office: Office, folder: Path) -> None:
    """Go through the states of one window."""
    draw(office, "board", folder)
    cards = office.begin_drag("Kite & Company")
    office.drag_over(cards, office.column("Contacted"), QPoint(150, 240))
    draw(office, "drag", folder)
    QTest.keyClick(cards, Qt.Key.Key_Escape)
    office.drag("Lumen Dental", office.column("Proposal"))
    draw(office, "convert", folder)
    office.window.pipeline.moves.popover.close_it()
    office.window.notices.toasts.clear()
    office.press("Atlas Freight", Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    draw(office, "lost", folder)
    office.window.pipeline.moves.popover.close_it()
    office.window.notices.toasts.clear()
    office.drag("Kite & Company", office.column("Contacted"))
    draw(office, "toast", folder)
    office.window.notices.toasts.clear()
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    draw(office, "peek", folder)
    office.window.dock.panel.area.verticalScrollBar().setValue(10_000)
    draw(office, "peek-foot", folder)
    office.window.dock.panel.area.verticalScrollBar().setValue(0)
    office.window.peek.act("plan", office.window.dock.lead_id)
    draw(office, "plan", folder)
    office.window.dock.panel.plan.close_it()
    office.window.close_peek()
    column = office.column("Qualified")
    column.start_adding()
    QTest.keyClicks(column.quick_add.line, "nordwind")
    column.quick_add._check.timeout.emit()
    draw(office, "quick-add", folder)
    column.quick_add.finished.emit()
    office.window.show_page("leads")
    office.window.leads.model.check(office.window.leads.model.id_at(n) for n in range(3))
    draw(office, "leads", folder)
    office.window.show_page("pipeline")
    office.window.pipeline.bar.chips["sla_running"].click()
    draw(office, "filtered", folder)
    office.history.undo()
    news_and_troubles(office, folder)


def news_and_troubles(office: Office, folder: Path) -> None:
    """The bell's panel, and what the window shows while something is away or on its way."""
    window = office.window
    window.pipeline.bar.press(())
    window.pipeline.bar.needs_changed.emit(())
    window.messages.recall()
    window.messages.toggle()
    draw(office, "messages", folder)
    window.messages.toggle()
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    gone = KnownError("The team server did not answer.", code="server-gone")
    office.client.trouble_changed.emit(gone)
    window.states.standing._grace.timeout.emit()
    draw(office, "server-lost", folder)
    office.client.trouble_changed.emit(None)
    hint = "Nothing in it was changed. Get the right to write to it, or open a copy."
    read_only = Notice("known", "This file can only be read.", hint, "read-only")
    window.states.show_start_trouble(read_only)
    draw(office, "read-only", folder)
    window.states.clear_trouble()
    window.states.standing.waiting = Waiting(22, "Priya Rao")
    window.states.standing.changed.emit()
    draw(office, "file-busy", folder)
    window.states.standing.waiting = None
    window.states.standing.changed.emit()
    outcome = office.other.execute(DeleteLeads((window.dock.lead_id,)))
    office.hub.tell(outcome.changes)
    office.hub.flush()
    draw(office, "deleted", folder)
    window.close_peek()
    cover = office.board.loading
    cover.begin(18240)
    for timer in cover._timers:
        timer.timeout.emit()
    draw(office, "loading", folder)
    cover.end()


def main(words: list[str]) -> int:
    """Draw all states in one look."""
    parser = argparse.ArgumentParser(prog="window_states", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", default="1440x900")
    parser.add_argument("--language", default="en_GB")
    given = parser.parse_args(words)
    given.folder.mkdir(parents=True, exist_ok=True)
    app = make_application()
    speak(app, given.language)
    app.setCursorFlashTime(0)
    theme = Theme(app)
    PolishFilter(app)
    theme.apply(app, Look(given.theme, reduce_motion=True))
    width, height = (int(part) for part in given.size.split("x"))
    with tempfile.TemporaryDirectory() as data:
        path = Path(data) / "states.leaddesk"
        make_database(path)
        office = Office(path, theme, document={"theme": given.theme}).open(width, height)
        states(office, given.folder)
        office.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
