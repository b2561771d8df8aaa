"""Draws every card state and every control in both themes into PNG files, to look at.

Run: python -m tests.visual.gallery [folder]   (the folder is pictures/ unless said)
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from leaddesk.widgets.board.card_painter import CardPainter
from leaddesk.widgets.board.column_parts import ColumnFooter, ColumnHead, ColumnHeader
from leaddesk.widgets.controls import (
    AttentionChip,
    Avatar,
    Banner,
    Button,
    ChipValue,
    Combo,
    Field,
    FilterChip,
    IconButton,
    Popover,
    ProgressLine,
    SearchBox,
    Segment,
    SegmentedSwitch,
    StepHeader,
    ToastStack,
    ToastText,
)
from leaddesk.widgets.labels import PlainLabel, PolishFilter
from leaddesk.widgets.theme import Look, Theme
from tests.visual.sample_cards import cards

if TYPE_CHECKING:
    from collections.abc import Iterator


def draw_cards(theme: Theme, look: Look, width: int = 246, *, mirrored: bool = False) -> QPixmap:
    """Return all cards in four columns on a column's ground."""
    painter_of_cards = CardPainter(theme)
    cell = QSize(width + 8, painter_of_cards.cell_height())
    shown = cards()
    rows = (len(shown) + 4) // 4
    pixmap = QPixmap(QSize(cell.width() * 4 + 32, cell.height() * rows + 40))
    pixmap.fill(theme.colors.sunken)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for number, (card, state) in enumerate(shown):
        x, y = 16 + number % 4 * cell.width(), 8 + number // 4 * cell.height()
        place = QRect(x, y, cell.width(), cell.height())
        painter_of_cards.paint(
            painter, place, replace(card, id=number), state, right_to_left=mirrored
        )
    foot = QRect(16, 8 + (rows - 1) * cell.height(), cell.width(), cell.height())
    painter_of_cards.paint_outline(painter, foot)
    painter_of_cards.paint_slot(painter, foot.translated(cell.width(), 0), "Drop to move here")
    painter_of_cards.paint_loading(painter, foot.translated(2 * cell.width(), 0))
    ghost = painter_of_cards.ghost(shown[6][0], cell.width(), caption="3 leads")
    painter.drawPixmap(foot.left() + 3 * cell.width() - 30, foot.top() - 30, ghost)
    painter.end()
    assert look == theme.look
    return pixmap


def controls(theme: Theme) -> QWidget:
    """Return a window with every control in it."""
    window = QWidget()
    window.resize(1180, 820)
    window.setProperty("panel", "canvas")
    window.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    column = QVBoxLayout(window)
    column.setContentsMargins(24, 18, 24, 24)
    column.setSpacing(14)
    for row in _rows(theme):
        column.addLayout(row)
    column.addLayout(_form(theme))
    for family, text in (
        ("info", "You are looking at sample data."),
        ("warn", "Connection to the team server lost at 13:42. You can read; changes are paused."),
        ("danger", "The file could not be read to the end. It was not changed."),
    ):
        banner = Banner(theme, family, text, close_name="Close")
        banner.add_button("Try now")
        column.addWidget(banner)
    column.addStretch(1)
    return window


def _rows(theme: Theme) -> Iterator[QHBoxLayout]:
    tab = Button(theme, "My open leads", kind="tab")
    tab.setCheckable(True)
    tab.setChecked(True)
    off = Button(theme, "Disabled", kind="primary")
    off.setEnabled(False)
    yield _row(
        PlainLabel(theme, "Pipeline", role="title"),
        tab,
        Button(theme, "Going stale", kind="tab"),
        SearchBox(theme, "Search or jump to...", key="Ctrl K"),
        IconButton(theme, "bell", "News"),
        Button(theme, "New lead", kind="primary", icon="plus", key="N"),
        off,
    )
    yield _row(
        Button(theme, "Filter", kind="bar", icon="list-filter"),
        Button(theme, "Cancel", kind="quiet"),
        Button(theme, "Delete 12 leads", kind="danger", icon="trash-2"),
        Button(theme, "View as table", kind="link"),
        Button(theme, "Log call and plan proposal", kind="primary", key="Ctrl Enter"),
    )
    pressed = AttentionChip(theme, ChipValue("triangle-alert", "No next step", "3", "warn"))
    pressed.setChecked(True)
    short = AttentionChip(theme, ChipValue("hourglass", "Going stale", "2", "warn"))
    short.set_words(False)
    switch = SegmentedSwitch(
        theme, "View", (Segment("board", "Board", "square-kanban"), Segment("list", "List", "list"))
    )
    words = SegmentedSwitch(
        theme,
        "Theme",
        (Segment("system", "System"), Segment("light", "Light"), Segment("dark", "Dark")),
    )
    yield _row(
        AttentionChip(theme, ChipValue("circle-alert", "Overdue", "4", "danger")),
        AttentionChip(theme, ChipValue("circle-check", "Today", "7", "ok")),
        pressed,
        AttentionChip(theme, ChipValue("timer", "SLA running", "3", "info")),
        short,
        FilterChip(theme, "Score", "50 or more"),
        switch,
        words,
    )
    steps = StepHeader(theme, ("Choose file", "Match columns", "Check and fix", "Import"))
    steps.set_step(1)
    line = ProgressLine(theme, "ok")
    line.set_value(5 / 16)
    line.setFixedWidth(180)
    avatar = Avatar(theme)
    avatar.set_person("Sam Keller", "SK", 0, present=True)
    yield _row(steps, line, avatar)


def _form(theme: Theme) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(14)
    bad = QLineEdit("anna@nordwind")
    combo = Combo()
    combo.addItems(["Company", "Contact name", "Email"])
    off = Combo()
    off.addItem("Do not import")
    off.setEnabled(False)
    field = Field(theme, "Email", bad)
    field.set_error("Write the address in full, such as anna@nordwind.example.")
    note = QPlainTextEdit()
    note.setPlaceholderText("Add a note about the call")
    note.setFixedHeight(64)
    check, radio = QCheckBox("Remember this matching"), QRadioButton("Keep this")
    partly = QCheckBox("Some of them")
    partly.setTristate(True)
    partly.setCheckState(Qt.CheckState.PartiallyChecked)
    check.setChecked(True)
    radio.setChecked(True)
    choices = QWidget()
    inside = QVBoxLayout(choices)
    for widget in (check, partly, radio, QRadioButton("Merge in"), QCheckBox("Off")):
        inside.addWidget(widget)
    grid.addWidget(Field(theme, "Company", QLineEdit("Nordwind Logistics")), 0, 0)
    grid.addWidget(field, 0, 1)
    grid.addWidget(Field(theme, "Field", combo, hint="480 of 480 filled"), 0, 2)
    grid.addWidget(Field(theme, "Field", off), 1, 0)
    grid.addWidget(Field(theme, "Note", note), 1, 1)
    grid.addWidget(Field(theme, "Days", QSpinBox()), 1, 2)
    grid.addWidget(choices, 0, 3, 2, 1)
    head = ColumnHead("Contacted", 1, "8", "€104,600", "€26,150 at 25%")
    over = ColumnHead("Negotiation", 4, "3", "€119,000", "", "+€22,000")
    for number, values in enumerate((head, over)):
        well = QWidget()
        well.setProperty("panel", "well")
        well.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        well.setFixedWidth(262)
        inner = QVBoxLayout(well)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(ColumnHeader(theme, values, "Add lead"))
        footer = ColumnFooter(theme, "Add lead")
        footer.set_more("3 more below")
        inner.addWidget(footer)
        grid.addWidget(well, number, 4)
    return grid


def _row(*widgets: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for widget in widgets:
        row.addWidget(widget)
    row.addStretch(1)
    return row


def _draw_window(theme: Theme, window: QWidget) -> QPixmap:
    window.show()
    stack = ToastStack(theme, window)
    stack.show_toast(
        ToastText("Studio Belvedere moved to Contacted", "arrow-right-left", "Undo", "Ctrl Z")
    )
    form = QWidget()
    column = QVBoxLayout(form)
    column.addWidget(Field(theme, "Reason", QLineEdit()))
    column.addWidget(Button(theme, "Mark as lost", kind="primary", key="Enter"))
    popover = Popover(theme, window, "Lost", form)
    popover.open_at(QRect(860, 590, 100, 32))
    QApplication.processEvents()
    popover.move(popover.x(), popover.y())
    return window.grab()


def main(folder: Path) -> None:
    """Draw all pictures into `folder`."""
    app = QApplication.instance() or QApplication(["gallery"])
    assert isinstance(app, QApplication)
    folder.mkdir(parents=True, exist_ok=True)
    looks = {
        "light": Look("light", reduce_motion=True),
        "dark": Look("dark", reduce_motion=True),
        "contrast": Look("light", reduce_motion=True, high_contrast=True),
        "big": Look("light", text_scale=1.3, reduce_motion=True),
        "compact": Look("dark", density="compact", reduce_motion=True),
    }
    theme = Theme(app)
    PolishFilter(app)
    for name, look in looks.items():
        theme.apply(app, replace(look, reduce_motion=False))
        draw_cards(theme, theme.look).save(str(folder / f"cards-{name}.png"))
        theme.apply(app, look)
        window = controls(theme)
        _draw_window(theme, window).save(str(folder / f"controls-{name}.png"))
        window.deleteLater()
    theme.apply(app, looks["light"])
    mirrored = draw_cards(theme, theme.look, mirrored=True)
    mirrored.save(str(folder / "cards-right-to-left.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "pictures"))
