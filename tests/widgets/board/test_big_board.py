"""Boards of many stages and columns of many leads."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from leaddesk.domain.draft import LeadDraft
from leaddesk.presentation.lead_list_model import CardRole
from leaddesk.service.commands import CaptureLeads, MoveLeads, SaveStage
from leaddesk.widgets.theme import Look


@pytest.fixture
def wide(make_office):
    """Forty columns, a lead in every tenth."""
    office = make_office()
    for number in range(37):
        office.desk.execute(SaveStage(None, f"Stage {number}", "lead", "sal", 10 + number))
    for number in (5, 15, 25, 35):
        lead = office.desk.execute(
            CaptureLeads((LeadDraft(company=f"Deep {number}"),), owner_id=office.sam.id)
        ).result[0]
        office.desk.execute(MoveLeads((lead.id,), office.stage(f"Stage {number}").id))
    office.open()
    office.window.board.load()
    QApplication.processEvents()
    return office


def test_forty_stages_scroll_sideways_and_the_keys_follow(wide):
    assert len(wide.board.columns) >= 40
    assert wide.board.horizontalScrollBar().maximum() > 0
    wide.select("Vantage Foods")
    viewport = wide.board.viewport()
    seen = []
    for _ in range(8):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
        column = wide.board.column_of(wide.board.current_id())
        seen.append(column.model.stage.name)
        left = column.mapTo(viewport, column.rect().topLeft()).x()
        assert 0 <= left <= viewport.width() - column.width(), seen
    assert seen[-1] == "Proposal"
    assert "Stage 35" in seen


def test_walking_down_keeps_the_current_card_in_view(make_office):
    office = make_office()
    drafts = tuple(LeadDraft(company=f"Row {number}") for number in range(30))
    office.desk.execute(CaptureLeads(drafts, owner_id=office.sam.id))
    office.open()
    cards = office.select(office.names("New")[0])
    for _ in range(20):
        QTest.keyClick(cards, Qt.Key.Key_J)
        place = cards.visualRect(cards.currentIndex())
        assert cards.viewport().rect().contains(place)


def test_a_column_of_very_many_is_offered_as_a_list(office):
    column = office.column("Contacted")
    assert column.all.isHidden()
    column.set_head(replace(column.head, count=1240, count_text="1,240"))
    assert column.all.isVisible()
    assert column.all.text() == "Show all 1,240 as list"
    column.all.click()
    leads = office.window.leads
    assert leads.isVisible()
    model = leads.model
    shown = {model.index(n, 0).data(CardRole).company for n in range(model.rowCount())}
    assert shown == {"Nordwind Logistics", "Delta Print"}


def test_the_current_card_stays_in_sight_when_the_peek_opens_beside_it(office):
    office.window.resize(1366, 768)
    QApplication.processEvents()
    office.select("Atlas Freight")
    office.window.open_peek(office.id_of("Atlas Freight"))
    QApplication.processEvents()
    column, view = office.column_of("Atlas Freight"), office.board.viewport()
    assert column.mapTo(view, column.rect().topRight()).x() < view.width()


def test_the_current_card_stays_in_sight_when_somebody_adds_stages(office, qtbot):
    office.window.resize(1000, 700)
    QApplication.processEvents()
    office.select("Atlas Freight").setFocus()
    for n in range(3):
        office.desk.execute(SaveStage(None, f"Talks {n}", "lead", position=3))
    office.window.board.load()
    qtbot.waitUntil(lambda: len(office.board.columns) == 8)
    QApplication.processEvents()
    column, view = office.column_of("Atlas Freight"), office.board.viewport()
    assert column.mapTo(view, column.rect().topLeft()).x() >= 0
    assert column.mapTo(view, column.rect().topRight()).x() < view.width()


def test_columns_grow_with_the_text(office, theme, qapp):
    view = office.window.pipeline.view
    office.window.resize(1366, 768)
    QApplication.processEvents()
    usual = view.columns[0].width()
    theme.apply(qapp, Look("light", reduce_motion=True, text_scale=1.3))
    assert view.columns[0].width() >= round(232 * 1.3) > usual
    theme.apply(qapp, Look("light", reduce_motion=True))
    assert view.columns[0].width() == usual
