"""Get started: ticked from facts, closed for good, gone at four of four."""

from __future__ import annotations

from datetime import timedelta

import pytest

from leaddesk.presentation.get_started_model import THINGS, GetStartedModel
from leaddesk.service.commands import AddTask
from leaddesk.widgets.get_started import GetStarted


@pytest.fixture
def started(office):
    model = GetStartedModel(office.client, office.hub, office.settings)
    card = GetStarted(office.window.theme, model, office.window.pipeline)
    office.window.pipeline.put_above(card)
    model.look()
    return model, card


def test_facts_tick_and_ticks_stay(office, started, qtbot):
    model, card = started
    # Seven leads, a colleague, and a step that was planned when the office was made.
    assert set(model.done) >= {"leads", "colleague"}
    lead = office.lead("Kite & Company")
    office.client.do(AddTask(lead.id, "call", office.clock.now() + timedelta(days=1)))
    qtbot.waitUntil(lambda: "step" in model.done)
    assert card.title == "Get started 3 of 4"
    assert card.buttons["step"].accessibleName() == "Done: Plan a next step"
    office.settings.save_now()
    assert set(office.saved[-1]["started"]) == {"leads", "step", "colleague"}


def test_beside_a_peek_every_word_is_still_there(office, started, qtbot):
    _, card = started
    width = max(button.sizeHint().width() for button in card.buttons.values()) + 260
    card.setFixedWidth(width)
    qtbot.waitUntil(lambda: card.width() == width)
    for button in card.buttons.values():
        qtbot.waitUntil(lambda button=button: button.width() >= button.sizeHint().width())
        place = button.mapTo(card, button.rect().bottomRight())
        assert card.rect().contains(place)


def test_it_goes_at_four_of_four(office, started):
    model, card = started
    assert card.isVisible()
    model.tick(frozenset(THINGS))
    assert model.is_over
    assert not card.isVisible()


def test_it_can_be_closed_and_stays_closed(office, started):
    _, card = started
    card.close_button.click()
    assert not card.isVisible()
    assert office.settings.settings.start_closed
    assert GetStartedModel(office.client, office.hub, office.settings).is_over


def test_a_narrow_card_puts_its_title_above(office, started, qtbot):
    _, card = started
    office.window.resize(1024, 640)
    assert office.window.width() == 1024, "the card makes no window wider"
    assert card.width() <= 1024
