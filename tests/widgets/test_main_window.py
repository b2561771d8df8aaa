"""The window: pages, keys, search, new lead, what it says of trouble, what it keeps."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QDate, QDateTime, QRect, Qt, QTime
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from leaddesk.base.errors import KnownError
from leaddesk.presentation.desk_client import SaveState
from leaddesk.presentation.errors import Notice
from leaddesk.widgets.window_place import place_text, put_back

CTRL = Qt.KeyboardModifier.ControlModifier


def key(office, which, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(QApplication.focusWidget() or office.window, which, modifier)
    QApplication.processEvents()


def test_it_opens_on_the_pipeline_with_the_keyboard_on_a_card(office):
    assert office.window.page == "pipeline"
    assert office.window.bar.title == "Pipeline"
    assert office.board.isAncestorOf(QApplication.focusWidget())
    assert office.board.current_id() is not None


def test_it_is_there_before_the_database_and_fills_when_that_comes(make_office):
    office = make_office(connect=False).open()
    assert office.window.isVisible()
    assert not office.board.columns
    office.connect()
    assert len(office.board.columns) == 5
    assert office.window.rail._avatar.accessibleName() == "Sam Keller"


def test_ctrl_and_a_digit_lead_to_the_pages(office):
    digits = {"leads": Qt.Key.Key_2, "data": Qt.Key.Key_3, "pipeline": Qt.Key.Key_1}
    for page, digit in digits.items():
        key(office, digit, CTRL)
        assert office.window.page == page
        assert office.window.rail.button(page).isChecked()
    key(office, Qt.Key.Key_Comma, CTRL)
    assert office.window.page == "settings"


def test_only_pages_that_work_are_offered(make_office):
    office = make_office()
    buttons = [b.place.key for b in office.window.rail._buttons.buttons()]
    assert buttons == ["pipeline", "leads", "data", "settings"]
    assert [tab.key for tab in office.window.data.tabs()] == ["bin", "history"]


def test_a_page_that_imports_has_its_tab(make_office):
    office = make_office(import_page=lambda _tools: QWidget()).open()
    office.window.show_import()
    assert office.window.page == "data"
    assert office.window.bar.tab("import").isChecked()


def test_f6_walks_the_areas_in_the_order_of_the_focus(office):
    window = office.window
    window.history.say("Something happened")
    office.press("Nordwind Logistics", Qt.Key.Key_Space)
    order = (window.dock, *window.notices.toasts.toasts(), window.rail, window.bar,
             window.pipeline.bar, office.board)  # fmt: skip
    for area in order:
        key(office, Qt.Key.Key_F6)
        assert area.isAncestorOf(QApplication.focusWidget()), area
    for area in reversed(order[:-1]):
        key(office, Qt.Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
        assert area.isAncestorOf(QApplication.focusWidget()), area


# --- new lead ------------------------------------------------------------------------------------


def test_n_opens_the_form_and_enter_adds_a_lead_with_its_step(office, qtbot):
    key(office, Qt.Key.Key_N)
    form = office.window.new_lead_form
    assert form.line("company").hasFocus()
    QTest.keyClicks(form.line("company"), "Ostrava Steel")
    form.line("name").setText("Karel Novák")
    form.line("value").setText("28500")
    form.steps.chips["call"].click()
    QTest.keyClick(form.line("company"), Qt.Key.Key_Return)
    assert office.window.new_lead_form is None
    lead = office.lead("Ostrava Steel")
    assert (lead.name, int(lead.value), lead.next_kind) == ("Karel Novák", 28500, "call")
    assert any("Ostrava Steel added" in text for text in office.toasts())


def test_letters_typed_into_a_field_are_no_shortcuts(office):
    office.window.open_new_lead()
    line = office.window.new_lead_form.line("company")
    QTest.keyClicks(line, "nn/?")
    assert line.text() == "nn/?"
    assert office.window.actions_of_window.keys_popover is None


def test_ctrl_enter_adds_and_stays_for_the_next(office):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    form.line("company").setText("Ostrava Steel")
    QTest.keyClick(form.line("company"), Qt.Key.Key_Return, CTRL)
    assert office.window.new_lead_form is form
    assert form.line("company").text() == ""
    assert office.lead("Ostrava Steel").stage_id == office.stage("New").id


def test_an_empty_form_says_what_is_needed(office):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    form.submit(stay=False)
    assert "company or a contact" in form.problem


def test_the_form_says_who_is_known_and_opens_it(office, qtbot):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    form.line("email").setText("anna@nordwind.example")
    qtbot.waitUntil(lambda: "Nordwind Logistics" in form.hint)
    form._open.click()
    assert office.window.new_lead_form is None
    assert office.window.dock.lead_id == office.id_of("Nordwind Logistics")


def test_a_step_at_any_time_is_planned_with_the_lead(office):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    form.line("company").setText("Ostrava Steel")
    form.steps.chips["pick"].click()
    form.steps.kind.setCurrentIndex(2)
    form.steps.when.setDateTime(QDateTime(QDate(2025, 12, 1), QTime(15, 30)))
    form.submit(stay=False)
    lead = office.lead("Ostrava Steel")
    assert (lead.next_kind, lead.next_due) == ("meeting", datetime(2025, 12, 1, 15, 30, tzinfo=UTC))


def test_a_pasted_signature_is_offered_and_fills_the_fields(office):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    block = """Karel Novák\nHead of Sales\nOstrava Steel s.r.o.
        karel@ostrava.example\n+420 601 123 456"""
    QGuiApplication.clipboard().setText(block)
    line = form.line("company")
    line.setFocus()
    QTest.keyClick(line, Qt.Key.Key_V, CTRL)
    assert form.fill.isVisible()
    assert form.line("email").text() == ""
    form.fill.click()
    assert {name: form.line(name).text() for name in ("company", "name", "email", "phone")} == {
        "company": "Ostrava Steel s.r.o.", "name": "Karel Novák",
        "email": "karel@ostrava.example", "phone": "+420 601 123 456",
    }  # fmt: skip
    form.submit(stay=False)
    assert office.lead("Ostrava Steel s.r.o.").title == "Head of Sales"


def test_a_mailbox_that_cannot_be_is_told_in_the_form(office):
    office.window.open_new_lead()
    form = office.window.new_lead_form
    form.line("company").setText("Ostrava Steel")
    form.line("email").setText("karel@")
    form.submit(stay=False)
    found = office.desk.ask(lambda reader: reader.search("Ostrava"))
    assert form.problem if not found else office.toasts()


# --- trouble -------------------------------------------------------------------------------------


def test_a_database_out_of_reach_is_a_banner_with_retry_in_a_living_window(office, qtbot):
    office.client.trouble_changed.emit(
        KnownError("The team server did not answer.", "Your change is kept.", code="server-gone")
    )
    assert not office.window.trouble.isVisible(), "a moment's loss is nobody's business"
    office.window.states.standing._grace.timeout.emit()
    assert office.window.trouble.accessibleName() == (
        "Connection to the team server lost at 13:42. You can read; changes are paused."
    )
    assert office.window.states.note.text() == "next try in 8 s"
    office.window.show_page("leads")
    assert office.window.page == "leads"
    office.client.trouble_changed.emit(None)
    assert not office.window.trouble.isVisible()


def test_retry_at_the_start_is_offered(make_office, qtbot):
    office = make_office(connect=False).open()
    office.window.states.show_start_trouble(Notice("known", "The file is locked.", "Try again."))
    with qtbot.waitSignal(office.window.retry.clicked):
        office.window.retry.click()
    office.window.states.clear_trouble()
    assert not office.window.trouble.isVisible()


def test_the_save_mark_says_saving_and_not_saved(office):
    mark = office.window.bar.saved
    assert mark.text == "Saved"
    office.client.save_state_changed.emit(SaveState.SAVING)
    assert mark.text == "Saving..."
    office.client.save_state_changed.emit(SaveState.NOT_SAVED)
    assert mark.text == "Not saved, trying again"
    assert mark.details.isVisible()


def test_a_bug_offers_its_details(office):
    office.client.noticed.emit(Notice("bug", "Something went wrong.", "", details="Traceback ..."))
    toast = office.window.notices.toasts.toasts()[-1]
    assert toast.said.action == "Copy details"
    toast.acted.emit()
    assert QApplication.clipboard().text() == "Traceback ..."


def test_an_undo_against_somebody_elses_change_asks(office, qtbot):
    from leaddesk.service.commands import MoveLeads

    office.press("Kite & Company", Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.ShiftModifier)
    lead = office.lead("Kite & Company")
    office.other.execute(MoveLeads((lead.id,), office.stage("Qualified").id))
    office.history.undo()
    toast = office.window.notices.toasts.toasts()[-1]
    assert "changed this lead at" in toast.said.text
    assert (toast.said.action, toast.said.other) == ("Show", "Undo anyway")
    assert not toast.waits, "an open question does not go away by itself"
    toast.acted.emit()
    assert office.window.dock.lead_id == lead.id
    toast = office.window.notices.toasts.toasts()[-1]
    toast.other_acted.emit()
    assert office.lead("Kite & Company").stage_id == office.stage("New").id


def test_what_others_do_shows_without_asking(office, qtbot):
    from leaddesk.service.commands import MoveLeads

    lead = office.lead("Kite & Company")
    outcome = office.other.execute(MoveLeads((lead.id,), office.stage("Qualified").id))
    office.hub.tell(outcome.changes)
    qtbot.waitUntil(lambda: "Kite & Company" in office.names("Qualified"))


# --- what is kept --------------------------------------------------------------------------------


def test_closing_keeps_the_window_and_asks_nothing(make_office):
    office = make_office().open()
    assert office.window.close()
    document = office.saved[-1]
    assert document["window"] == place_text(office.window)
    assert document["page"] == "pipeline"


def test_a_window_comes_back_where_it_was(qapp):
    window, again = QWidget(), QWidget()
    window.setGeometry(QRect(60, 70, 640, 480))
    put_back(again, place_text(window))
    assert again.geometry() == window.geometry()
    window.deleteLater()
    again.deleteLater()


def test_a_window_whose_screen_is_gone_is_centred_on_one_that_is_there(qapp):
    window = QWidget()
    window.setGeometry(QRect(9000, 9000, 1200, 700))
    text = place_text(window)
    put_back(window, text)
    screen = qapp.primaryScreen().availableGeometry()
    assert screen.intersects(window.frameGeometry())
    put_back(window, "not a geometry")
    assert screen.contains(window.geometry().center())
    window.deleteLater()


def test_the_list_of_keys_opens_and_closes(office):
    key(office, Qt.Key.Key_F1)
    popover = office.window.actions_of_window.keys_popover
    assert popover.isVisible()
    QTest.keyClick(popover, Qt.Key.Key_Escape)
    assert office.window.actions_of_window.keys_popover is None


def test_a_change_of_the_theme_reaches_the_application(office, theme):
    office.settings.change(theme="dark")
    assert theme.scheme == "dark"
    office.settings.change(theme="light")
    assert theme.scheme == "light"
