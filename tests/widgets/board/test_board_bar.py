"""The second bar gives way in a fixed order, and nothing in it is ever cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication, QLayout

from leaddesk.presentation.board_heads import TotalView
from leaddesk.service.read_models import Attention
from leaddesk.widgets.board.board_bar import BoardBar
from leaddesk.widgets.theme import Look


class Longer(QTranslator):
    """German in length: every text is 40 % longer."""

    def translate(self, _context, text, _about=None, _n=-1):
        return text + "m" * (len(text) * 2 // 5)

    def isEmpty(self):
        return False


@pytest.fixture
def bar(office, qtbot):
    """A bar that no layout of a page holds at its own width."""
    bar = BoardBar(office.window.tools)
    qtbot.addWidget(bar)
    # A window is never narrower than its layout wants; a part of a page is.
    bar.layout().setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
    bar.show()
    bar.set_attention(Attention(14, 27, 31, 12, 45))
    bar.set_total(TotalView(30, "30 open", "€589,200", "€283,830 weighted"))
    bar.set_conditions(3)
    return bar


def at_width(bar, width):
    bar.resize(width, bar.height())
    QApplication.processEvents()
    return bar


def state(bar):
    """What has given way so far."""
    some = next(iter(bar.chips.values()))
    if not bar.attention.isHidden():
        return "menu"
    if not bar._total.text():
        return "no sums"
    if not bar.sort_button.text():
        return "icons"
    return "no words" if not some._words else "all"


def assert_nothing_cut(bar):
    parts = [bar._row.itemAt(n).widget() for n in range(bar._row.count())]
    shown = [part for part in parts if part is not None and not part.isHidden()]
    for part in shown:
        assert part.width() >= part.sizeHint().width() or part is bar._total
    for one, two in pairwise(shown):
        assert one.geometry().right() < two.geometry().left()
    assert shown[-1].geometry().right() < bar.width() - bar._covered


def test_words_go_then_icons_come_then_the_sums_go_then_a_menu(bar):
    seen = []
    for width in range(1500, 330, -10):
        at_width(bar, width)
        assert_nothing_cut(bar)
        if state(bar) not in seen:
            seen.append(state(bar))
    assert seen == ["all", "no words", "icons", "no sums", "menu"]


def test_what_lies_over_the_bar_counts_as_narrow(bar):
    at_width(bar, 952)
    bar.set_covered(388)
    QApplication.processEvents()
    assert_nothing_cut(bar)
    assert state(bar) == "menu"


def test_the_menu_presses_chips_and_says_so(office):
    bar = office.window.pipeline.bar
    bar.set_attention(Attention(14, 27, 31, 12, 45))
    bar.set_covered(bar.width() - 420)
    bar.attention.click()
    actions = bar.attention_menu.actions()
    assert [action.text() for action in actions][:2] == ["Overdue 14", "Today 27"]
    actions[0].trigger()
    assert bar.pressed == ("overdue",)
    assert bar.attention.isChecked()
    assert office.window.pipeline.filtering.needs == ("overdue",)
    bar.attention_menu.close()


@pytest.mark.parametrize("scale", [1.0, 1.3])
def test_nothing_is_cut_at_the_smallest_window_with_the_peek_and_longer_words(
    make_office, theme, qapp, scale
):
    translator = Longer()
    qapp.installTranslator(translator)
    try:
        theme.apply(qapp, Look("light", reduce_motion=True, text_scale=scale))
        percent = int(scale * 100)
        office = make_office(document={"text_percent": percent}).open(1024, 640)
        office.window.open_peek(office.id_of("Nordwind Logistics"))
        QApplication.processEvents()
        assert_nothing_cut(office.window.pipeline.bar)
        assert state(office.window.pipeline.bar) in {"no sums", "menu"}
    finally:
        qapp.removeTranslator(translator)
