"""Draws the window in states that need a hand: a drag, questions at a card, toasts, emptiness.

Run: python -m tests.visual.window_states [folder]   (the folder is pictures/ unless said)
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.base.errors import KnownError
from leaddesk.presentation.errors import Notice
from leaddesk.presentation.standing import Waiting
from leaddesk.service.commands import DeleteLeads
from leaddesk.widgets.labels import PolishFilter
from leaddesk.widgets.theme import Look, Theme
from tests.widgets.office import Office, make_database

SIZES = ((1440, 900), (1366, 768))


def draw(office: Office, name: str, folder: Path) -> None:
    """Save what the window shows now."""
    for _round in range(3):  # one layout waits for the other
        QApplication.processEvents()
    office.window.grab().save(str(folder / f"{name}.png"))


def states(office: Office, tag: str, folder: Path) -> None:
    """Go through the states of one window."""
    draw(office, f"board-{tag}", folder)
    cards = office.begin_drag("Kite & Company")
    office.drag_over(cards, office.column("Contacted"), QPoint(150, 240))
    draw(office, f"drag-{tag}", folder)
    QTest.keyClick(cards, Qt.Key.Key_Escape)
    office.drag("Lumen Dental", office.column("Proposal"))
    draw(office, f"convert-{tag}", folder)
    office.window.pipeline.moves.popover.close_it()
    office.window.notices.toasts.clear()
    office.press("Atlas Freight", Qt.Key.Key_L, Qt.KeyboardModifier.ShiftModifier)
    draw(office, f"lost-{tag}", folder)
    office.window.pipeline.moves.popover.close_it()
    office.window.notices.toasts.clear()
    office.drag("Kite & Company", office.column("Contacted"))
    draw(office, f"toast-{tag}", folder)
    office.window.notices.toasts.clear()
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    draw(office, f"peek-{tag}", folder)
    office.window.dock.panel.area.verticalScrollBar().setValue(10_000)
    draw(office, f"peek-foot-{tag}", folder)
    office.window.dock.panel.area.verticalScrollBar().setValue(0)
    office.window.peek.act("plan", office.window.dock.lead_id)
    draw(office, f"plan-{tag}", folder)
    office.window.dock.panel.plan.close_it()
    office.window.close_peek()
    column = office.column("Qualified")
    column.start_adding()
    QTest.keyClicks(column.quick_add.line, "nordwind")
    column.quick_add._check.timeout.emit()
    draw(office, f"quick-add-{tag}", folder)
    column.quick_add.finished.emit()
    office.window.show_page("leads")
    office.window.leads.model.check(office.window.leads.model.id_at(n) for n in range(3))
    draw(office, f"leads-{tag}", folder)
    office.window.show_page("pipeline")
    office.window.pipeline.bar.chips["sla_running"].click()
    draw(office, f"filtered-{tag}", folder)
    office.history.undo()
    news_and_troubles(office, tag, folder)


def news_and_troubles(office: Office, tag: str, folder: Path) -> None:
    """The bell's panel, and what the window shows while something is away or on its way."""
    window = office.window
    window.pipeline.bar.clear_needs()
    window.messages.recall()
    window.messages.toggle()
    draw(office, f"messages-{tag}", folder)
    window.messages.toggle()
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    gone = KnownError("The team server did not answer.", code="server-gone")
    office.client.trouble_changed.emit(gone)
    window.states.standing._grace.timeout.emit()
    draw(office, f"server-lost-{tag}", folder)
    office.client.trouble_changed.emit(None)
    hint = "Nothing in it was changed. Get the right to write to it, or open a copy."
    read_only = Notice("known", "This file can only be read.", hint, "read-only")
    window.states.show_start_trouble(read_only)
    draw(office, f"read-only-{tag}", folder)
    window.states.clear_trouble()
    window.states.standing.waiting = Waiting(22, "Priya Rao")
    window.states.standing.changed.emit()
    draw(office, f"file-busy-{tag}", folder)
    window.states.standing.waiting = None
    window.states.standing.changed.emit()
    outcome = office.other.execute(DeleteLeads((window.dock.lead_id,)))
    office.hub.tell(outcome.changes)
    office.hub.flush()
    draw(office, f"deleted-{tag}", folder)
    window.close_peek()
    cover = window.states.loading.cover
    cover.begin(18240)
    for timer in cover._timers:
        timer.timeout.emit()
    draw(office, f"loading-{tag}", folder)
    cover.end()


def main(folder: Path) -> None:
    """Draw all states in both themes and two sizes into `folder`."""
    app = QApplication.instance() or QApplication(["window"])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    theme = Theme(app)
    PolishFilter(app)
    with tempfile.TemporaryDirectory() as data:
        for mode in ("light", "dark"):
            theme.apply(app, Look(mode, reduce_motion=True))
            for width, height in SIZES:
                path = Path(data) / f"{mode}-{width}.leaddesk"
                make_database(path)
                office = Office(path, theme, document={"theme": mode}).open(width, height)
                states(office, f"{mode}-{width}", folder)
                office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"))
