"""The second bar over the board: what needs attention, the sums, filter, order, board or list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from leaddesk.domain.aging import NEEDS, Need
from leaddesk.presentation.board_heads import TotalView
from leaddesk.presentation.text import tr, tr_n
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
    """`needs_changed` says which chips are pressed; `filter_asked`, `sort_chosen` and
    `view_chosen` the rest."""

    needs_changed = Signal(tuple)
    filter_asked = Signal()
    sort_chosen = Signal(str)
    view_chosen = Signal(str)

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._theme = tools.theme
        self._number = tools.money.number
        self._totals: tuple[str, ...] = ("",)
        self._sort: BoardSort = "next_step"
        self._others: tuple[Need, ...] = ()
        self._covered = 0
        self._conditions = 0
        self._is_whole = False  # what is set before that is fitted once, together
        self.chips: dict[Need, AttentionChip] = {}
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(8)
        for need in NEEDS:
            row.addWidget(self._chip(need))
        self.attention = Button(tools.theme, tr("Attention"), kind="bar", icon="circle-alert")
        self.attention.setCheckable(True)
        self.attention.setAccessibleName(tr("Attention"))
        set_tool_tip(self.attention, tr("Attention"))
        self.attention.clicked.connect(self._open_attention)
        self.attention_menu = QMenu(self)
        row.addWidget(self.attention)
        row.addStretch(1)
        self._total = PlainLabel(tools.theme, role="small", tone="text2", tabular=True)
        row.addWidget(self._total)
        row.addSpacing(10)
        self.filter_button = Button(tools.theme, "", kind="bar", icon="list-filter")
        self.filter_button.clicked.connect(self.filter_asked)
        row.addWidget(self.filter_button)
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
        self._keys = tools.keys
        self.set_conditions(0)
        self.set_sort("next_step")
        self.set_attention(Attention(0, 0, 0, 0, 0))
        self._is_whole = True
        self._fit()

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

    def set_conditions(self, count: int) -> None:
        """Say on the button how many conditions the filter has."""
        self._conditions = count
        name = tr_n("Filter, %n condition", "Filter, %n conditions", count)
        self.filter_button.setAccessibleName(name if count else tr("Filter"))
        set_tool_tip(self.filter_button, self._keys.tip("filter"))
        self._fit()

    def set_covered(self, width: int) -> None:
        """Leave room at the end, where something lies over the bar."""
        if width != self._covered:
            self._covered = width
            self._row.setContentsMargins(24, 0, 24 + width, 0)
            self._fit()

    def press(self, needs: tuple[Need, ...]) -> None:
        """Press these chips and no others, without saying so."""
        for need, chip in self.chips.items():
            chip.setChecked(need in needs)
            chip.updateGeometry()
        self._fit()

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

    def _open_attention(self) -> None:
        """The chips as a menu: a line is what a click with Shift on a chip is."""
        self.attention.setChecked(bool(self.pressed))
        self.attention_menu.clear()
        for need, chip in self.chips.items():
            icon, family = _LOOK[need]
            picture = self._theme.icons.icon(icon, self._theme.colors.named(family), 16)
            words = chip.accessibleName().replace("&", "&&")
            action = self.attention_menu.addAction(picture, words)
            action.setCheckable(True)
            action.setChecked(chip.isChecked())
            action.triggered.connect(lambda on, need=need: self._turn(need, on=on))
        foot = self.attention.rect().bottomLeft()
        self.attention_menu.popup(self.attention.mapToGlobal(foot))

    def _turn(self, need: Need, *, on: bool) -> None:
        self.press(tuple(n for n in NEEDS if (on if n == need else n in self.pressed)))
        self.needs_changed.emit(self.pressed)

    def _fit(self) -> None:
        """Where it is narrow the sums become shorter, they stand over the columns too; then chips
        drop their words, then filter and sort theirs, then the sums go, then the chips become a
        menu, which at last is an icon too."""
        if not self._is_whole:
            return
        room, shown = self.width() - 48 - self._covered, ""
        for step in range(5):
            self._lay(is_wide=step < 1, has_words=step < 2, is_menu=step >= 3)
            self.attention.setText(tr("Attention") if step < 4 else "")
            self.attention.set_icon_name("circle-alert")
            rest = room - self._used()
            totals = self._totals if step < 3 else ()
            metrics = self._theme.fonts.metrics("small", tabular=True)
            fits = (t for t in totals if metrics.horizontalAdvance(t) + 26 <= rest)
            shown = next(fits, "")
            if shown or (step >= 2 and rest >= 0):
                break
        self._total.setText(shown)
        # Inside a resize the parts' new sizes would wait for a next one.
        self._row.invalidate()
        self._row.activate()

    def _lay(self, *, is_wide: bool, has_words: bool, is_menu: bool) -> None:
        for chip in self.chips.values():
            chip.set_words(is_wide)
            chip.setVisible(not is_menu)
        self.attention.setVisible(is_menu)
        self.attention.setChecked(bool(self.pressed))
        count = self._number(self._conditions) if self._conditions else ""
        self.filter_button.setText(f"{tr('Filter')} {count}".strip() if has_words else count)
        self.sort_button.setText(sort_words()[self._sort] if has_words else "")
        # The gap behind an icon is part of it, and there only where words follow.
        self.filter_button.set_icon_name("list-filter")
        self.sort_button.set_icon_name("arrow-down-wide-narrow")

    def _used(self) -> int:
        """The width of what is shown beside the sums, with the gaps."""
        shown = [chip for chip in self.chips.values() if not chip.isHidden()]
        parts = [*shown, self.filter_button, self.sort_button, self.switch]
        if not self.attention.isHidden():
            parts.append(self.attention)
        return sum(part.sizeHint().width() + 8 for part in parts) + 10
