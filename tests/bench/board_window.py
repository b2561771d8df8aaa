"""LeadDesk's window on a file: scrolls its board, switches its theme, says how much memory it has.

Arguments: the database, an empty folder for settings and logs, how many cards of one column to
pass. Prints the milliseconds of each step, those of plain rectangles in a list of the same size,
those of each switch of the theme, and the resident memory in MB once the board is filled.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from leaddesk.app.given import Options
from leaddesk.app.window_run import run_window
from tests.bench.memory import resident_mb

if TYPE_CHECKING:
    from PySide6.QtWidgets import QListView, QStyledItemDelegate, QWidget

    from leaddesk.app.window_program import WindowProgram
    from leaddesk.widgets.board.card_list import CardList

STEP_PX = 40
STEPS = 120
FAST_PX = 360  # three cards: a quick turn of the wheel
SWITCHES = 6

told: dict[str, list[float]] = {
    "scroll": [], "rectangles": [], "deep": [], "theme": [], "memory": [],
}  # fmt: skip


def _built(program: WindowProgram) -> None:
    from PySide6.QtCore import QTimer

    board, frame = program.content.board, program.frame

    def filled() -> None:
        if any(column.rowCount() for column in board.columns) and not told["memory"]:
            told["memory"].append(0.0)
            QTimer.singleShot(1_500, frame, measure)  # behind what the start puts off

    def measure() -> None:
        told["memory"][:] = [resident_mb()]
        lists = [column.list for column in program.content.pipeline.view.columns]
        _scroll(lists)
        _scroll_rectangles(lists, frame)
        _scroll_deep(max(lists, key=lambda one: one.column.rowCount()))
        _switch_theme(program)
        frame.close()

    board.heads_changed.connect(filled)


def _scroll(lists: list[CardList]) -> None:
    """One step of each of the columns, as far as their first 50 cards reach and back again."""
    for way in (1, -1):
        for _ in range(STEPS):
            for cards in lists:
                told["scroll"].append(_step(cards, way * STEP_PX))


def _scroll_rectangles(lists: list[CardList], window: QWidget) -> None:
    from PySide6.QtGui import QStandardItemModel
    from PySide6.QtWidgets import QApplication, QListView

    plain = QListView(window)
    model = QStandardItemModel(50, 1, plain)
    plain.setModel(model)
    plain.setItemDelegate(_rectangles(plain, lists[0].cards.painter.cell_height()))
    plain.setUniformItemSizes(True)
    plain.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    plain.resize(lists[0].size())
    plain.show()
    plain.raise_()
    QApplication.processEvents()
    for way in (1, -1):
        for _ in range(STEPS * len(lists)):
            told["rectangles"].append(_step(plain, way * STEP_PX))
            if plain.verticalScrollBar().value() == plain.verticalScrollBar().maximum():
                plain.verticalScrollBar().setValue(0)
    plain.hide()
    plain.deleteLater()


def _rectangles(parent: QListView, height: int) -> QStyledItemDelegate:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
    from PySide6.QtGui import QPainter
    from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

    class Rectangles(QStyledItemDelegate):
        def sizeHint(
            self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
        ) -> QSize:
            return QSize(232, height)

        def paint(
            self,
            painter: QPainter,
            option: QStyleOptionViewItem,
            _index: QModelIndex | QPersistentModelIndex,
        ) -> None:
            painter.fillRect(option.rect.adjusted(4, 4, -4, -4), Qt.GlobalColor.gray)

    return Rectangles(parent)


def _scroll_deep(cards: CardList) -> None:
    """Down one column, page after page, as far as was asked for."""
    from PySide6.QtWidgets import QApplication

    wanted, passed = int(sys.argv[3]), 0
    last_new = time.monotonic()
    while passed < wanted * cards.cards.painter.cell_height() and time.monotonic() - last_new < 5:
        bar = cards.verticalScrollBar()
        before = bar.value()
        spent = _step(cards, FAST_PX)
        if bar.value() != before:
            told["deep"].append(spent)
            passed += FAST_PX
            last_new = time.monotonic()
        QApplication.processEvents()  # the next page comes


def _switch_theme(program: WindowProgram) -> None:
    from PySide6.QtWidgets import QApplication

    from leaddesk.widgets.theme import Look

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme = program.theme
    for number in range(SWITCHES):
        begun = time.perf_counter()
        theme.apply(app, Look("dark" if number % 2 == 0 else "light"))
        _painted()
        told["theme"].append((time.perf_counter() - begun) * 1000)


def _step(view: QListView, pixels: int) -> float:
    """Milliseconds of one step with its painting."""
    return _timed(lambda: view.verticalScrollBar().setValue(
        view.verticalScrollBar().value() + pixels))  # fmt: skip


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    _painted()
    return (time.perf_counter() - begun) * 1000


def _painted() -> None:
    """What the event loop does next: lay out and paint what has changed."""
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateRequest)


if __name__ == "__main__":
    options = Options(data_dir=Path(sys.argv[2]), database=sys.argv[1], as_user="rep1")
    code = run_window(options, on_built=_built)
    print(json.dumps(told))
    sys.exit(code)
