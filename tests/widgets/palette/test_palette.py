"""The command palette in the real window, worked with keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
ENTER, DOWN = Qt.Key.Key_Return, Qt.Key.Key_Down


class Hand:
    """Opens the palette and writes in it."""

    def __init__(self, office):
        self.office, self.window = office, office.window

    @property
    def content(self):
        return self.window.palette_of_window.content

    def open(self):
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_K, CTRL)
        assert self.content.field.hasFocus()
        return self

    def write(self, text):
        QTest.keyClicks(self.content.field, text)
        QApplication.processEvents()
        return self

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        QTest.keyClick(self.content.field, key, modifier)
        QApplication.processEvents()

    @property
    def texts(self):
        return [entry.text for entry in self.content.rows.entries]

    def section(self, title):
        """The texts below a title."""
        rows = self.content.rows
        shown = [rows.index(n, 0).data() for n in range(rows.rowCount())]
        inside, found = False, []
        for number, text in enumerate(shown):
            if rows.entry_at(number) is None:
                inside = text == title
            elif inside:
                found.append(text)
        return found


@pytest.fixture
def hand(office):
    office.select("Nordwind Logistics")
    return Hand(office)


def test_it_stands_in_the_window_as_drawn_and_esc_gives_the_focus_back(hand):
    before = QApplication.focusWidget()
    hand.open()
    popover = hand.content.parentWidget()
    assert not popover.isWindow()
    corner = hand.content.mapTo(hand.window, QPoint(0, 0))
    assert hand.content.width() == 640
    assert abs(corner.y() - 120) <= 2
    assert abs(corner.x() + 320 - hand.window.width() // 2) <= 2
    hand.press(Qt.Key.Key_Escape)
    assert hand.content is None
    assert QApplication.focusWidget() is before


def test_its_own_key_closes_it_too(hand):
    hand.open().press(Qt.Key.Key_K, CTRL)
    assert hand.content is None


def test_empty_it_offers_what_can_be_done_with_the_selected_lead_and_places(hand):
    hand.open()
    assert hand.section("With Nordwind Logistics")[:2] == ["Move to Qualified", "Plan next step"]
    assert "Leads" in hand.section("Go to")
    assert "New lead" in hand.section("Create")
    assert hand.content.current.text == "Move to Qualified"


def test_a_lead_is_found_while_typing_and_enter_jumps_there(hand):
    hand.open().write("delta")
    assert hand.section("Leads") == ["Delta Print"]
    entry = hand.content.current
    assert entry.about == "Ruud Bakker · Contacted · €5,400"
    assert hand.content.count.text() == "5 results"
    assert hand.section("With Delta Print")[0] == "Move to Qualified"
    hand.press(ENTER)
    assert hand.content is None
    delta = hand.office.id_of("Delta Print")
    assert (hand.window.dock.lead_id, hand.office.board.current_id()) == (delta, delta)


def test_alt_enter_opens_it_in_the_peek_of_the_page_that_is_there(hand):
    hand.window.show_page("leads")
    hand.open().write("delta").press(ENTER, ALT)
    assert hand.window.page == "leads"
    assert hand.window.dock.lead_id == hand.office.lead("Delta Print").id


def test_an_action_with_a_found_lead_is_done_to_that_one(hand):
    hand.open().write("delta")
    hand.press(DOWN)
    assert hand.content.current.text == "Move to Qualified"
    hand.press(ENTER)
    assert "Delta Print" in hand.office.names("Qualified")
    assert "Nordwind Logistics" in hand.office.names("Contacted")


def test_a_greater_sign_leaves_only_commands(hand):
    hand.open().write(">plan")
    assert hand.section("With Nordwind Logistics")[0] == "Plan next step"
    assert not hand.section("Leads")
    hand.press(ENTER)
    assert hand.window.dock.panel.plan is not None


def test_the_selected_leads_are_assigned_and_moved(hand):
    hand.open().write(">assign pri").press(ENTER)
    assert hand.office.lead("Nordwind Logistics").owner_id == hand.office.priya.id


def test_a_hash_goes_to_the_column_of_a_stage_and_to_the_list_of_one_without(hand):
    hand.open().write("#prop").press(ENTER)
    assert hand.office.board.current_id() == hand.office.id_of("Atlas Freight")
    hand.office.select("Delta Print")
    hand.open().write("#lost").press(ENTER)
    assert hand.window.page == "leads"
    assert hand.window.leads.model.rowCount() == 0


def test_an_at_sign_shows_the_leads_of_a_person(hand):
    hand.open().write("@priya")
    assert hand.texts == ["Priya Rao"]
    hand.press(ENTER)
    assert hand.window.page == "leads"
    assert hand.window.leads.model.rowCount() == 0
    hand.open().write("@sam").press(ENTER)
    assert hand.window.leads.model.rowCount() == 7


def test_settings_change_at_once(hand):
    hand.open().write("reduce mot").press(ENTER)
    assert hand.office.settings.settings.reduce_motion is False
    hand.open().write(">compact").press(ENTER)
    assert hand.office.settings.settings.density == "compact"


def test_tab_completes_what_is_chosen(hand):
    hand.open().write("#prop").press(Qt.Key.Key_Tab)
    assert hand.content.field.text() == "#Proposal"
    assert hand.content.field.hasFocus()


def test_no_key_of_the_window_works_below_it(hand):
    hand.open().press(Qt.Key.Key_2, CTRL)
    hand.write("n?")
    assert hand.window.page == "pipeline"
    assert hand.content.field.text() == "n?"
    assert hand.window.new_lead_form is None


def test_a_letter_wrong_is_forgiven_and_nothing_found_is_said(hand):
    hand.open().write(">snoze")
    assert "Snooze next step" in hand.texts
    hand.content.field.clear()
    hand.write("qqqq")
    assert hand.texts == []
    assert "qqqq" in hand.content.note.text()


def test_older_leads_stay_until_the_new_ones_are_there_and_enter_waits(hand, monkeypatch):
    hand.open().write("del")
    late = []
    ask = hand.office.client.ask

    def hold(key, question, deliver, on_error=None):
        late.append(lambda: ask(key, question, deliver, on_error))

    monkeypatch.setattr(hand.office.client, "ask", hold)
    hand.content.field.setText("nordw")
    QApplication.processEvents()
    assert hand.section("Leads") == ["Delta Print"]
    hand.press(ENTER)
    assert hand.content is not None, "Enter waits for the answer to what was written"
    late[-1]()
    assert hand.content is None
    assert hand.window.dock.lead_id == hand.office.id_of("Nordwind Logistics")


def test_an_answer_to_an_older_text_is_not_shown(hand, monkeypatch):
    hand.open()
    late = []
    ask = hand.office.client.ask
    monkeypatch.setattr(
        hand.office.client, "ask", lambda *asked: late.append(lambda: ask(None, *asked[1:]))
    )
    for text in ("delta", "nordw"):
        hand.content.field.setText(text)
        QApplication.processEvents()
    late[1]()
    late[0]()
    assert hand.section("Leads") == ["Nordwind Logistics"]


def test_the_count_is_said_once_half_a_second_after_the_last_key(hand, qtbot, monkeypatch):
    said: list[str] = []
    monkeypatch.setattr(hand.window.notices, "announce", said.append)
    hand.open().write("del")
    assert said == []
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["5 results"]
    hand.press(DOWN)
    assert said[1].startswith("Move to Qualified")


def test_readers_of_the_screen_find_a_combo_box_with_a_list(hand):
    content = hand.open().content
    face = QAccessible.queryAccessibleInterface(content)
    assert face.role() == QAccessible.Role.ComboBox
    assert face.text(QAccessible.Text.Name) == "Command palette"
    assert content.field.accessibleName() == "Search or run a command"
    assert content.list.accessibleName() == "Results"
    hand.write("delta")
    index = content.list.currentIndex()
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Delta Print, Ruud Bakker, Contacted, €5,400")


def test_a_click_runs_a_line(hand):
    hand.open().write("delta")
    lines = hand.content.list
    place = lines.visualRect(lines.model().index(1, 0)).center()
    QTest.mouseClick(lines.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert hand.window.dock.lead_id == hand.office.id_of("Delta Print")


def test_what_was_looked_at_lately_comes_first(hand):
    hand.window.show_lead(hand.office.id_of("Delta Print"))
    hand.window.show_lead(hand.office.id_of("Holm Architects"))
    hand.open()
    assert hand.section("Looked at lately") == ["Delta Print"]


def test_the_field_in_the_top_bar_opens_it(hand):
    QTest.mouseClick(hand.window.bar.search, Qt.MouseButton.LeftButton)
    assert hand.content.field.hasFocus()
