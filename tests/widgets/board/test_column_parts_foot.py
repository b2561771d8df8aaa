"""The foot of a column gives way where it is narrow."""

from __future__ import annotations

from leaddesk.widgets.board.column_parts import ColumnFooter


def test_a_long_count_is_cut_with_a_sign_and_told_whole(qtbot, theme):
    footer = ColumnFooter(theme, "Add lead")
    qtbot.addWidget(footer)
    footer.set_more("20147 more below")
    footer.resize(180, footer.sizeHint().height())
    footer.show()
    assert footer.minimumSizeHint().width() <= 180
    footer.grab()
    assert footer.more.toolTip() == "20147 more below"
    footer.resize(400, footer.height())
    footer.grab()
    assert footer.more.toolTip() == ""
