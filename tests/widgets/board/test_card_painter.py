"""A card shows its states as designed, costs little, and never trusts its texts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView, QPushButton

from leaddesk.presentation.card import Card, CardStep
from leaddesk.presentation.column_model import CardRole, IdRole
from leaddesk.widgets.board.card_delegate import CardDelegate
from leaddesk.widgets.board.card_layout import CELL_MARGIN, layout_of
from leaddesk.widgets.board.card_painter import CardPainter, CardState
from leaddesk.widgets.board.column_parts import ColumnFooter, ColumnHead, ColumnHeader
from leaddesk.widgets.theme import Look

CELL = QSize(254, 120)
CALL = CardStep("today", "phone", "Call · 14:30")
LATE = CardStep("late", "mail", "Email · 2 days late", None, "danger")
NONE = CardStep("none", "triangle-alert", "Plan next step")
CARD = Card(
    1, 1, "Nordwind Logistics", "Anna Lindqvist", "€24,000", "Demo request", CALL,
    days_text="3 d", score=84, band="hot",
)  # fmt: skip


@pytest.fixture
def painter(theme) -> CardPainter:
    return CardPainter(theme)


def image(painter: CardPainter, card: Card, state: CardState | None = None, **more) -> QImage:
    return painter.pixmap(card, CELL, state or CardState(), **more).toImage()


def at(picture: QImage, x: int, y: int) -> QColor:
    """The colour at a place in card coordinates."""
    return picture.pixelColor(x + CELL_MARGIN, y + CELL_MARGIN)


def has(picture: QImage, color: QColor, area: QRect) -> bool:
    places = (
        (x, y)
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )
    return any(at(picture, x, y) == color for x, y in places)


@pytest.mark.parametrize(
    ("look", "height"),
    [
        (Look("light"), 112),
        (Look("light", density="compact"), 76),
        (Look("light", text_scale=1.15), 112),
        (Look("light", text_scale=1.2), 128),
    ],
)
def test_the_height_follows_density_and_text_size(theme, qapp, painter, look, height):
    theme.apply(qapp, look)
    assert painter.measures().height == height
    assert painter.cell_height() == height + 8


def test_a_late_step_stands_on_a_soft_red_pill(theme, painter):
    pill = QRect(7, 78, 3, 20)
    assert has(image(painter, replace(CARD, step=LATE)), theme.colors.danger_soft, pill)
    assert not has(image(painter, CARD), theme.colors.danger_soft, pill)


def test_each_kind_of_step_has_its_own_colour(theme, painter):
    icon = QRect(12, 80, 17, 17)
    c = theme.colors
    expected = {
        CALL: c.ok,
        LATE: c.danger,
        NONE: c.warn,
        CardStep("sla", "timer", "12 min left", 0.8, "warn"): c.warn,
        CardStep("sla", "timer", "41 min left", 0.3, "ok"): c.ok,
    }
    for step, color in expected.items():
        picture = image(painter, replace(CARD, step=step))
        reach = [
            abs(pixel.red() - color.red()) + abs(pixel.green() - color.green())
            + abs(pixel.blue() - color.blue())
            for x in range(icon.left(), icon.right())
            for y in range(icon.top(), icon.bottom())
            for pixel in (at(picture, x, y),)
        ]  # fmt: skip
        assert min(reach) < 40, step


@pytest.mark.parametrize("used", [0.0, 0.25, 0.8, 1.0])
def test_the_bar_fills_with_the_used_time(theme, painter, used):
    step = CardStep("sla", "timer", "First reply", used, "ok")
    picture = image(painter, replace(CARD, step=step))
    width, foot = CELL.width() - 2 * CELL_MARGIN, 110
    filled = [at(picture, x, foot) == theme.colors.ok for x in range(12, width - 12)]
    assert sum(filled) / len(filled) == pytest.approx(used, abs=0.06)


def test_only_a_running_target_has_a_bar(theme, painter):
    picture = image(painter, CARD)
    assert at(picture, 120, 109) == theme.colors.surface


def test_score_bands_differ_by_fill_frame_and_flame(theme, painter):
    c = theme.colors
    chip = QRect(CELL.width() - 2 * CELL_MARGIN - 12 - 26, 10, 4, 18)
    assert has(image(painter, CARD), c.score, chip)
    assert has(image(painter, replace(CARD, score=64, band="warm")), c.score_soft, chip)
    assert has(image(painter, replace(CARD, score=33, band="cold")), c.hover, chip)
    low = image(painter, replace(CARD, score=12, band="low"))
    assert not has(low, c.hover, chip)
    assert has(low, c.line_strong, QRect(200, 8, 34, 22))
    none = image(painter, replace(CARD, score=None, band="none"))
    assert has(none, c.surface, chip)
    assert not has(none, c.line_strong, QRect(200, 8, 34, 22))


def test_going_stale_is_an_amber_tag(theme, painter):
    days = QRect(185, 78, 50, 20)
    assert has(image(painter, replace(CARD, stale=True)), theme.colors.warn_soft, days)
    assert not has(image(painter, CARD), theme.colors.warn_soft, days)


def test_hover_selection_and_focus_are_three_frames(theme, painter):
    c = theme.colors
    middle = 60
    assert at(image(painter, CARD), 0, middle) == c.line
    assert at(image(painter, CARD, CardState(hovered=True)), 0, middle) == c.line_strong
    assert at(image(painter, CARD, CardState(selected=True)), 1, middle) == c.accent
    focused = image(painter, CARD, CardState(focused=True))
    assert at(focused, -4, middle) == c.focus
    assert at(focused, 1, middle) == c.surface
    several = image(painter, CARD, CardState(checked=True))
    assert has(several, c.accent, QRect(12, 12, 4, 4))


def test_every_part_of_a_card_shows(painter):
    pictures = [
        image(painter, CARD),
        image(painter, replace(CARD, owner_initials="SK")),
        image(painter, replace(CARD, unsaved_reason="The server is away.")),
        image(painter, replace(CARD, editing_initials="PS")),
        image(painter, replace(CARD, id=2, incomplete=True)),
        image(painter, replace(CARD, days_text="")),
    ]
    for number, one in enumerate(pictures):
        assert all(one != other for other in pictures[number + 1 :])


def test_without_company_the_person_comes_first():
    assert CARD.headline() == "Nordwind Logistics"
    assert CARD.subline() == "Anna Lindqvist"
    person = replace(CARD, company="", email="anna@nordwind.example")
    assert (person.headline(), person.subline()) == ("Anna Lindqvist", "anna@nordwind.example")
    address = replace(person, person="")
    assert (address.headline(), address.subline()) == ("anna@nordwind.example", "")


def test_a_finished_drawing_is_used_again(painter):
    first = painter.pixmap(CARD, CELL)
    assert painter.pixmap(replace(CARD), CELL) is first
    assert painter.pixmap(CARD, CELL, CardState(selected=True)) is not first
    assert painter.pixmap(CARD, QSize(300, 120)) is not first
    assert painter.pixmap(CARD, CELL, ratio=2.0) is not first
    assert painter.pixmap(replace(CARD, revision=2), CELL) is not first


@pytest.mark.parametrize(
    "moved",
    [
        {"step": replace(CALL, text="Call · 14:31")},
        {"days_text": "4 d"},
        {"stale": True},
        {"score": 85},
        {"unsaved_reason": "waiting"},
        {"editing_initials": "PS"},
        {"owner_initials": "SK"},
    ],
)
def test_what_time_changes_is_drawn_anew(painter, moved):
    first = painter.pixmap(CARD, CELL)
    assert painter.pixmap(replace(CARD, **moved), CELL).toImage() != first.toImage()


def test_a_new_theme_is_drawn_anew(theme, qapp, painter):
    light = painter.pixmap(CARD, CELL)
    theme.apply(qapp, Look("dark", reduce_motion=True))
    assert at(painter.pixmap(CARD, CELL).toImage(), 120, 50) == theme.colors.raised
    assert painter.pixmap(CARD, CELL) is not light


def test_the_cache_is_bounded_in_number_and_in_bytes(painter):
    small = QSize(60, 120)
    for number in range(620):
        painter.pixmap(replace(CARD, id=number), small)
    assert len(painter._kept) == 500
    for number in range(40):
        painter.pixmap(replace(CARD, id=number), QSize(320, 120), ratio=4.0)
    assert painter._bytes <= 32 * 1024 * 1024
    assert painter._bytes == sum(p.width() * p.height() * 4 for p in painter._kept.values())
    painter.forget()
    assert painter._bytes == 0


def test_a_huge_name_looks_like_its_beginning(painter):
    huge = image(painter, replace(CARD, company="N" * 2_000_000))
    long = image(painter, replace(CARD, id=2, company="N" * 400))
    assert huge == long


def test_markup_and_direction_controls_are_painted_as_text(painter):
    bold = image(painter, replace(CARD, company="<b>N</b>"))
    assert bold != image(painter, replace(CARD, id=2, company="N"))
    turned = image(painter, replace(CARD, id=3, company="gnp\u202eexe.pdf"))
    assert turned == image(painter, replace(CARD, id=4, company="gnp‹RLO›exe.pdf"))


texts = st.text(max_size=60)


@settings(max_examples=60)
@given(company=texts, person=texts, value=texts, step=texts, score=st.integers(-10, 1000))
def test_any_text_can_be_painted(shared_theme, company, person, value, step, score):
    card = replace(
        CARD, company=company, person=person, value_text=value, step=replace(NONE, text=step),
        score=score,
    )  # fmt: skip
    picture = CardPainter(shared_theme).pixmap(card, CELL)
    assert picture.size() == CELL


def test_right_to_left_is_the_mirror_image(theme, painter):
    bar = CardStep("late", "mail", "Email", 0.25, "danger")
    card = replace(CARD, step=bar)
    width = CELL.width() - 2 * CELL_MARGIN
    here, there = image(painter, card), image(painter, card, right_to_left=True)
    assert at(here, 20, 110) == at(there, width - 21, 110) == theme.colors.danger
    assert at(here, 9, 80) == at(there, width - 10, 80) == theme.colors.danger_soft


def test_the_ghost_is_turned_unless_motion_is_reduced(theme, qapp, painter):
    still = painter.ghost(CARD, CELL.width())
    theme.apply(qapp, Look("light"))
    turned = painter.ghost(CARD, CELL.width())
    assert turned.size() == still.size()
    assert turned.toImage() != still.toImage()
    assert painter.ghost(CARD, CELL.width(), caption="3 leads").toImage() != turned.toImage()


@pytest.fixture
def board(theme, qtbot):
    """A list of three cards as a column shows them: model, view, delegate."""
    model = QStandardItemModel()
    for number, step in enumerate((CALL, NONE, LATE)):
        item = QStandardItem()
        item.setData(replace(CARD, id=number, step=step), CardRole)
        model.appendRow(item)
    view = QListView()
    qtbot.addWidget(view)
    delegate = CardDelegate(theme, view)
    view.setItemDelegate(delegate)
    view.setModel(model)
    view.resize(262, 400)
    view.setUniformItemSizes(True)
    view.show()
    yield model, view, delegate
    model.deleteLater()


def test_a_click_on_the_step_says_its_card(qtbot, board):
    model, view, delegate = board
    cell = view.visualRect(model.index(1, 0))
    step = QPoint(cell.left() + 40, cell.top() + CELL_MARGIN + 88)
    with qtbot.waitSignal(delegate.step_clicked) as said:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=step)
    assert said.args[0].id == 1


def test_a_click_on_the_name_is_no_click_on_the_step(qtbot, board):
    model, view, delegate = board
    cell = view.visualRect(model.index(1, 0))
    name = QPoint(cell.left() + 40, cell.top() + CELL_MARGIN + 20)
    with qtbot.assertNotEmitted(delegate.step_clicked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=name)


def test_pressing_the_name_and_releasing_on_the_step_says_nothing(qtbot, board):
    model, view, delegate = board
    corner = view.visualRect(model.index(0, 0)).topLeft()
    name, step = corner + QPoint(40, CELL_MARGIN + 20), corner + QPoint(40, CELL_MARGIN + 88)
    with qtbot.assertNotEmitted(delegate.step_clicked):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=name)
        qtbot.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=step)


def test_pressing_one_card_and_releasing_on_another_says_nothing(qtbot, board):
    model, view, delegate = board
    first, second = (view.visualRect(model.index(row, 0)) for row in (0, 1))
    offset = QPoint(40, CELL_MARGIN + 88)
    with qtbot.assertNotEmitted(delegate.step_clicked):
        qtbot.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=first.topLeft() + offset)
        qtbot.mouseRelease(
            view.viewport(), Qt.MouseButton.LeftButton, pos=second.topLeft() + offset
        )


def test_a_view_paints_cards_places_and_loading(theme, board):
    model, view, delegate = board
    model.item(0).setData(7, IdRole)
    cards = view.grab().toImage()
    delegate.sources = frozenset({7})
    dashed = view.grab().toImage()
    assert dashed != cards
    model.item(2).setData(None, CardRole)
    assert view.grab().toImage() != dashed


def test_rows_make_room_for_the_place_of_a_dragged_card(theme, board):
    model, view, delegate = board
    before = view.grab().toImage()
    delegate.slot_row = 1
    after = view.grab().toImage()
    first, second = (view.visualRect(model.index(row, 0)) for row in (0, 1))
    assert after.copy(first) == before.copy(first)
    moved = second.translated(0, delegate.painter.cell_height())
    assert after.copy(moved) == before.copy(second)


def test_only_the_keyboard_shows_the_focus_ring(theme, board):
    model, view, delegate = board
    view.setCurrentIndex(model.index(0, 0))
    view.setFocus()
    QApplication.processEvents()
    with_ring = view.grab().toImage()
    delegate.keyboard = False
    assert view.grab().toImage() != with_ring


def test_a_column_head_shows_the_preview_in_place_of_the_weighted_sum(theme, qtbot):
    head = ColumnHead("Negotiation", 4, "3", "€119,000", "€8,640 at 10%")
    header = ColumnHeader(theme, head, "Add lead to Negotiation")
    qtbot.addWidget(header)
    header.resize(262, 54)
    before = header.grab().toImage()
    header.set_head(replace(head, preview="+€22,000"))
    after = header.grab().toImage()
    chip = [after.pixelColor(x, 31) for x in range(60, 160)]
    assert theme.colors.accent_soft in chip
    assert theme.colors.accent_soft not in [before.pixelColor(x, 31) for x in range(60, 160)]
    assert header.accessibleName() == "Negotiation, 3"


def test_plus_and_foot_of_a_column_ask_for_a_lead(theme, qtbot):
    header = ColumnHeader(theme, ColumnHead("New", 0, "9"), "Add lead to New")
    footer = ColumnFooter(theme, "Add lead")
    for part in (header, footer):
        qtbot.addWidget(part)
        button = part.findChildren(QPushButton)[0]
        with qtbot.waitSignal(part.add_asked):
            button.click()


def test_days_give_way_before_the_words_of_the_step(theme):
    late = CardStep("late", "calendar", "Meeting · 6 days late", None, "danger")
    long = replace(CARD, step=late, days_text="13 d", owner_initials="OA")
    roomy, narrow = layout_of(theme, long, 254), layout_of(theme, long, 200)
    assert roomy.days.width > 0
    assert narrow.days.width == 0
    assert narrow.step.width > layout_of(theme, replace(long, stale=True), 200).step.width
    assert layout_of(theme, replace(long, stale=True), 200).days.width > 0
