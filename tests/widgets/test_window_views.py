"""Views as tabs, the filter of a page, and the two layouts of the same leads."""

from __future__ import annotations

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from leaddesk.domain.criteria import Condition
from leaddesk.service.commands import SaveView

RICH = Condition("value", "ge", Decimal(12000))
ALL_RICH = {"Nordwind Logistics", "Lumen Dental", "Atlas Freight"}


@pytest.fixture
def window(office):
    return office.window


def on_board(office):
    return {row.company for c in office.board.columns for row in c.model.leads()}


def in_list(window):
    model = window.leads.model
    lead = model.columns.index("lead")
    rows = range(model.rowCount())
    return {str(model.index(row, lead).data()).split(",")[0] for row in rows}


def save_as(window, name, *, shared=False):
    window.bar.views.add.click()
    form = window.views.form
    form.name.setText(name)
    form.share.setChecked(shared)
    QTest.keyClick(form.name, Qt.Key.Key_Return)
    return form


def menu_line(window, key, text):
    window.views.open_menu(key, window.mapToGlobal(window.rect().center()))
    action = next(a for a in window.views.menu.actions() if a.text() == text)
    window.views.menu.close()
    action.trigger()


def tab_texts(window):
    return [tab.text for tab in window.bar.views.tabs]


# --- filter ------------------------------------------------------------------------------------


def test_slash_opens_the_filter_and_enter_adds_a_condition(office, window):
    window.pipeline.focus_filter()
    form = window.pipeline.filtering.form.form
    assert form.rows[0].line.hasFocus()
    QTest.keyClicks(form.rows[0].line, "delta")
    QTest.keyClick(form.rows[0].line, Qt.Key.Key_Return)
    assert window.pipeline.filtering.form.form is None
    assert on_board(office) == {"Delta Print"}
    (text,) = window.pipeline.filtering.chips.texts
    assert (text.field, text.condition) == ("Words", "contain “delta”")


def test_a_chip_is_removed_by_key_and_the_focus_stays(office, window):
    window.pipeline.views.filter.add(RICH)
    assert on_board(office) == ALL_RICH
    chip = window.pipeline.filtering.chips.chip("1")
    chip.setFocus()
    QTest.keyClick(chip, Qt.Key.Key_Delete)
    assert len(on_board(office)) == 7


def test_a_chip_is_changed_where_it_stands(office, window):
    window.pipeline.views.filter.add(RICH)
    window.pipeline.filtering.chips.chip("1").click()
    form = window.pipeline.filtering.form.form
    assert form.rows[0].line.text() == "12000"
    form.rows[0].line.setText("50000")
    form.accept()
    assert on_board(office) == {"Atlas Freight"}


def test_what_is_missing_is_said_at_the_row(office, window):
    window.pipeline.focus_filter()
    form = window.pipeline.filtering.form.form
    form.accept()
    assert form.rows[0].error.text() == "Write what to look for."
    form.rows[0].field.setCurrentIndex(form.rows[0].field.findData("owner"))
    form.accept()
    assert form.rows[0].error.text() == "Choose at least one."
    assert form.rows[0].choices.hasFocus()


def test_any_of_two_conditions_is_one_chip(office, window):
    window.pipeline.focus_filter()
    form = window.pipeline.filtering.form.form
    form.rows[0].line.setText("delta")
    form.more.click()
    form.rows[1].line.setText("atlas")
    form.accept()
    assert on_board(office) == {"Delta Print", "Atlas Freight"}
    assert len(window.pipeline.filtering.chips.texts) == 1


def test_choices_are_checked_by_click_and_by_space(office, window):
    window.pipeline.focus_filter()
    row = window.pipeline.filtering.form.form.rows[0]
    row.field.setCurrentIndex(row.field.findData("stage"))
    QApplication.processEvents()
    item = row.choices.item(1)
    place = row.choices.visualItemRect(item).center()
    QTest.mouseClick(row.choices.viewport(), Qt.MouseButton.LeftButton, pos=place)
    row.choices.setCurrentRow(2)
    QTest.keyClick(row.choices, Qt.Key.Key_Space)
    assert row.row.values == ("Contacted", "Qualified")


def test_another_owner_is_not_also_me(office, window):
    window.pipeline.focus_filter()
    form = window.pipeline.filtering.form.form
    row = form.rows[0]
    row.field.setCurrentIndex(row.field.findData("owner"))
    row.choices.item(2).setCheckState(Qt.CheckState.Checked)
    form.accept()
    assert on_board(office) == set()
    assert window.pipeline.filtering.chips.texts[0].condition == "is Priya Rao"


def test_an_empty_board_names_what_leaves_out_most(office, window):
    model = window.pipeline.views.filter
    model.set_parts((*model.parts, RICH, Condition("company", "contains", "delta")))
    page = window.pipeline
    assert page.empty.isVisible()
    assert "2 filters" in page.empty.text
    assert "Company contains “delta”" in page.empty.text
    page.empty.action.click()
    assert len(on_board(office)) == 7


# --- board and list -----------------------------------------------------------------------------


def test_the_list_shows_what_the_board_shows_and_back(office, window):
    window.pipeline.views.filter.add(RICH)
    office.select("Atlas Freight")
    window.pipeline.bar.sort_chosen.emit("value")
    window.pipeline.bar.switch.chosen.emit("list")
    assert window.page == "leads"
    assert in_list(window) == ALL_RICH
    assert window.leads.model.query.sort == "-value"
    assert window.leads.views.key == "mine"
    assert window.leads.current_id() == office.id_of("Atlas Freight")
    window.leads.views.filter.clear()
    window.leads.bar.view_chosen.emit("board")
    assert window.page == "pipeline"
    assert len(on_board(office)) == 7
    assert office.board.current_id() == office.id_of("Atlas Freight")


def test_pressed_chips_go_along_and_can_be_removed_there(office, window):
    window.pipeline.filtering.show_needs(("today",))
    shown = on_board(office)
    window.pipeline.bar.switch.chosen.emit("list")
    assert in_list(window) == shown == {"Nordwind Logistics"}
    window.leads.bar.chips.removed.emit("needs")
    assert window.leads.model.rowCount() == 7
    window.leads.bar.view_chosen.emit("board")
    assert window.pipeline.bar.pressed == ()


# --- saved views --------------------------------------------------------------------------------


def test_what_is_shown_is_saved_as_a_view_and_a_change_shows_a_dot(office, window):
    window.pipeline.views.filter.add(RICH)
    save_as(window, "Rich ones")
    assert tab_texts(window) == ["My open leads", "Team pipeline", "Rich ones"]
    assert window.views.form is None
    key = window.pipeline.views.key
    assert window.bar.tab(key).isChecked()
    assert "•" not in window.bar.tab(key).text()
    window.pipeline.views.filter.add(Condition("company", "contains", "atlas"))
    assert window.bar.tab(key).text() == "Rich ones •"
    assert "changed" in window.bar.tab(key).accessibleName()
    menu_line(window, key, "Discard changes")
    assert on_board(office) == ALL_RICH
    window.bar.tab("team").click()
    assert len(on_board(office)) == 7
    window.bar.tab(key).click()
    assert on_board(office) == ALL_RICH


def test_a_changed_view_is_saved_over_itself(office, window):
    save_as(window, "Mine")
    key = window.pipeline.views.key
    window.pipeline.views.filter.add(RICH)
    menu_line(window, key, "Save")
    assert not window.pipeline.views.is_changed
    window.bar.tab("team").click()
    window.bar.tab(key).click()
    assert on_board(office) == ALL_RICH


def test_two_views_of_one_name_are_refused_at_the_field(office, window):
    save_as(window, "Mine")
    form = save_as(window, "mine")
    assert "already" in form.error
    assert window.views.form is form


def test_a_removed_view_comes_back_by_undo(office, window, qtbot):
    save_as(window, "Soon gone")
    key = window.pipeline.views.key
    menu_line(window, key, "Remove")
    assert "Soon gone" not in tab_texts(window)
    assert window.pipeline.views.key == "mine"
    office.history.undo()
    qtbot.waitUntil(lambda: "Soon gone" in tab_texts(window))


def test_a_view_is_renamed_and_shared(office, window):
    save_as(window, "Mine")
    key = window.pipeline.views.key
    menu_line(window, key, "Rename or share...")
    form = window.views.form
    form.name.setText("Ours")
    form.share.setChecked(True)
    form.accept()
    assert window.bar.tab(key).accessibleName() == "Ours, shared with the team"
    assert office.other.ask(lambda r: r.saved_views(office.priya.id))[0].name == "Ours"


def test_what_a_colleague_shares_appears(office, window):
    outcome = office.other.execute(
        SaveView(None, "Priya's", criteria=RICH, is_shared=True, sort="value")
    )
    office.hub.tell(outcome.changes)
    office.hub.flush()
    assert "Priya's" in tab_texts(window)
    window.bar.tab(f"v{outcome.result.id}").click()
    assert on_board(office) == ALL_RICH
    assert window.pipeline.bar.sort_button.accessibleName() == "Sorted by Value"


def test_a_list_view_keeps_its_columns_and_is_not_on_the_board(office, window):
    window.show_page("leads")
    page = window.leads
    save_as(window, "Emails")
    page._choose_columns(("email", "stage"))
    assert page.views.is_changed
    page.views.save()
    window.bar.tab("open").click()
    assert "email" not in page.model.columns
    window.bar.tab(page.views.entries()[-1].key).click()
    assert page.model.columns == ("check", "lead", "email", "stage")
    window.show_page("pipeline")
    assert "Emails" not in tab_texts(window)


def test_the_last_view_is_shown_at_the_next_start(make_office):
    first = make_office().open()
    first.window.pipeline.views.filter.add(RICH)
    save_as(first.window, "Rich ones")
    key = first.window.pipeline.views.key
    assert first.settings.settings.view == key
    second = make_office(document={"view": key}).open()
    assert second.window.pipeline.views.key == key
    assert on_board(second) == ALL_RICH
    third = make_office(document={"view": "v999"}).open()
    assert third.window.pipeline.views.key == "mine"
    assert len(on_board(third)) == 7


def test_tabs_without_room_wait_in_the_menu(office, window):
    for number in range(8):
        save_as(window, f"A view with a long name {number}")
    views = window.bar.views
    QApplication.processEvents()
    hidden = [tab.key for tab in views.tabs if views.button(tab.key).isHidden()]
    assert hidden
    assert views.more.isVisible()
    assert not views.button(window.pipeline.views.key).isHidden()
    right = views.add.geometry().right()
    assert right <= views.width()
    views.more.click()
    views.more_menu.actions()[0].trigger()
    assert window.pipeline.views.key == hidden[0]
    assert not views.button(hidden[0]).isHidden()


def test_the_menu_of_a_tab_opens_by_key(office, window):
    tab = window.bar.tab("mine")
    tab.setFocus()
    QTest.keyClick(tab, Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier)
    assert window.views.menu is not None
    assert "Save as..." in [a.text() for a in window.views.menu.actions()]
    window.views.menu.close()


@pytest.mark.parametrize("page", ["pipeline", "leads"])
@pytest.mark.parametrize("key", [Qt.Key.Key_F, Qt.Key.Key_Slash])
def test_f_and_slash_open_the_filter_of_the_page(office, window, page, key):
    window.show_page(page)
    QTest.keyClick(window, key)
    view = window.pipeline if page == "pipeline" else window.leads
    assert view.filtering.form.form is not None


@pytest.mark.parametrize("pressed", [(), ("overdue",)])
def test_pressed_chips_are_not_saved_and_the_form_says_so(office, window, pressed):
    window.pipeline.filtering.show_needs(pressed)
    window.bar.views.add.click()
    said = [label.text() for label in window.views.form.findChildren(QLabel)]
    asked = "What needs attention is not part of a view."
    assert any(asked in text for text in said) is bool(pressed), said
