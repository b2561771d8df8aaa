"""The second bar over the board: what needs attention, the sums, the order, board or list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from leaddesk.domain.aging import NEEDS, Need
from leaddesk.presentation.board_heads import TotalView
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import Attention, BoardSort
from leaddesk.widgets.controls import (
    AttentionChip,
    Button,
    ChipValue,
    Segment,
    SegmentedSwitch,
)
from leaddesk.widgets.controls.chip import Family
from leaddesk.widgets.labels import PlainLabel, set_tool_tip
from leaddesk.widgets.tools import Tools

HEIGHT: Final = 52
_LOOK: Final[Mapping[Need, tuple[str, Family]]] = {
    "overdue": ("circle-alert", "danger"),
    "today": ("circle-check", "ok"),
    "no_next_step": ("triangle-alert", "warn"),
    "sla_running": ("timer", "info"),
    "going_stale": ("hourglass", "warn"),
}


def need_word(need: Need) -> str:
    """Return what a chip is called."""
    return {
        "overdue": tr("Overdue"),
        "today": tr("Today"),
        "no_next_step": tr("No next step"),
        "sla_running": tr("SLA running"),
        "going_stale": tr("Going stale"),
    }[need]


def sort_words() -> dict[BoardSort, str]:
    """Return the orders of the board in words."""
    return {
        "next_step": tr("Next step"),
        "score": tr("Score"),
        "value": tr("Value"),
        "newest": tr("Newest"),
        "longest_in_stage": tr("Longest in stage"),
        "manual": tr("Manual"),
    }


class BoardBar(QWidget):
    """`needs_changed` says which chips are pressed; `sort_chosen` and `view_chosen` the rest."""

    needs_changed = Signal(tuple)
    sort_chosen = Signal(str)
    view_chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._theme = tools.theme
        self._number = tools.money.number
        self._totals: tuple[str, ...] = ("",)
        self._sort: BoardSort = "next_step"
        self._others: tuple[Need, ...] = ()
        self.chips: dict[Need, AttentionChip] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        for need in NEEDS:
            row.addWidget(self._chip(need))
        row.addStretch(1)
        self._total = PlainLabel(tools.theme, role="small", tone="text2", tabular=True)
        row.addWidget(self._total)
        row.addSpacing(10)
        self.sort_button = Button(tools.theme, "", kind="bar", icon="arrow-down-wide-narrow")
        self._sorts = QActionGroup(self)
        self.sort_menu = QMenu(self)
        for sort, text in sort_words().items():
            self.sort_menu.addAction(self._sort_action(sort, text))
        self.sort_button.clicked.connect(self._open_sorts)
        row.addWidget(self.sort_button)
        self.switch = SegmentedSwitch(
            tools.theme,
            tr("View"),
            (
                Segment("board", tr("Board"), "square-kanban"),
                Segment("list", tr("List"), "list"),
            ),
        )
        self.switch.chosen.connect(self.view_chosen)
        row.addWidget(self.switch)
        self.set_sort("next_step")
        self.set_attention(Attention(0, 0, 0, 0, 0))

    @property
    def pressed(self) -> tuple[Need, ...]:
        """The pressed chips."""
        return tuple(need for need, chip in self.chips.items() if chip.isChecked())

    def set_attention(self, attention: Attention) -> None:
        """Show the chips' counts."""
        for need, chip in self.chips.items():
            icon, family = _LOOK[need]
            count = self._number(getattr(attention, need))
            chip.set_value(ChipValue(icon, need_word(need), count, family))
        self._fit()

    def set_total(self, total: TotalView) -> None:
        """Show the sums over all columns."""
        parts = (total.count_text, total.sum_text, total.weighted_text)
        self._totals = tuple(" · ".join(p for p in parts[:n] if p) for n in (3, 2, 1))
        set_tool_tip(self._total, self._totals[0])
        self._fit()

    def set_sort(self, sort: BoardSort) -> None:
        """Show the order on its button."""
        self._sort = sort
        word = sort_words()[sort]
        self.sort_button.setAccessibleName(tr("Sorted by {order}", order=word))
        set_tool_tip(self.sort_button, tr("Sorted by {order}", order=word))
        for action in self._sorts.actions():
            action.setChecked(action.data() == sort)
        self._fit()

    def clear_needs(self) -> None:
        """Release all chips."""
        for chip in self.chips.values():
            chip.setChecked(False)
            chip.updateGeometry()
        self.needs_changed.emit(())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what there is no room for."""
        super().resizeEvent(event)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """The bar gives way: its chips drop their words."""
        return QSize(320, HEIGHT)

    def sizeHint(self) -> QSize:
        """Return the bar's usual size."""
        return QSize(900, self._theme.look.px(HEIGHT))

    # --- inside ------------------------------------------------------------------------------

    def _chip(self, need: Need) -> AttentionChip:
        icon, family = _LOOK[need]
        chip = AttentionChip(self._theme, ChipValue(icon, need_word(need), "0", family))
        chip.clicked.connect(lambda: self._pressed(need))
        chip.added.connect(lambda: self._pressed(need, adds=True))
        self.chips[need] = chip
        return chip

    def _pressed(self, need: Need, *, adds: bool = False) -> None:
        """One at a time; a click with Shift adds. `clicked` comes before `added`."""
        if adds:
            for other in self._others:
                self.chips[other].setChecked(True)
                self.chips[other].updateGeometry()
        else:
            self._others = tuple(n for n in self.pressed if n != need)
            for other in self._others:
                self.chips[other].setChecked(False)
                self.chips[other].updateGeometry()
        self._fit()
        self.needs_changed.emit(self.pressed)

    def _sort_action(self, sort: BoardSort, text: str) -> QAction:
        action = QAction(text, self)
        action.setCheckable(True)
        action.setData(sort)
        self._sorts.addAction(action)
        action.triggered.connect(lambda: self._choose_sort(sort))
        return action

    def _choose_sort(self, sort: BoardSort) -> None:
        self.set_sort(sort)
        self.sort_chosen.emit(sort)

    def _open_sorts(self) -> None:
        foot = self.sort_button.rect().bottomLeft()
        self.sort_menu.popup(self.sort_button.mapToGlobal(foot))

    def _fit(self) -> None:
        """First the sums go, they stand over the columns too; then the order's name, which the
        tool tip keeps; last the chips' words."""
        room = self.width() - 48
        switch = self.switch.sizeHint().width() + 26
        self.sort_button.setText(sort_words()[self._sort])
        for chip in self.chips.values():
            chip.set_words(True)
        used = switch + sum(chip.sizeHint().width() + 8 for chip in self.chips.values())
        rest = room - used - self.sort_button.sizeHint().width()
        metrics = self._theme.fonts.metrics("small", tabular=True)
        fits = (t for t in self._totals if metrics.horizontalAdvance(t) + 26 <= rest)
        self._total.setText(next(fits, ""))
        if rest < 0:
            self.sort_button.setText("")
            if used + self.sort_button.sizeHint().width() > room:
                for chip in self.chips.values():
                    chip.set_words(False)
        # Inside a resize the parts' new sizes would wait for a next one.
        self._row.invalidate()
        self._row.activate()
