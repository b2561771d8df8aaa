"""Cards over the board: moves, requirements, conversion and its way back, closing."""

from datetime import timedelta
from decimal import Decimal

import pytest

from leaddesk.base.errors import Conflict, InBin, KnownError, Needed
from leaddesk.service import commands as c
from tests.features.conftest import START, open_office


def test_a_drag_moves_the_card_and_keeps_the_first_instants(office):
    lead_id = office.new_lead()
    office.wait(days=1)
    outcome = office.move(lead_id, "Contacted")
    first = office.lead(lead_id).reached["sal"]
    office.wait(days=1)
    office.move(lead_id, "New")
    office.wait(days=1)
    office.move(lead_id, "Contacted")

    lead = office.lead(lead_id)
    assert outcome.result.done == (lead_id,)
    assert lead.reached["sal"] == first == (START + timedelta(days=1)).isoformat()
    assert lead.stage_since == START + timedelta(days=3)
    assert lead.sla_due is not None  # no move ever meets a response clock


def test_a_drag_over_a_colleagues_move_is_a_conflict_an_edit_is_none(office):
    lead_id = office.new_lead()
    seen = office.lead(lead_id).version
    office.do(c.EditLead(lead_id, {"city": "Berlin"}), office.ben)
    office.move(lead_id, "Contacted", versions={lead_id: seen})
    seen = office.lead(lead_id).version
    office.move(lead_id, "Qualified", office.ben)

    with pytest.raises(Conflict) as error:
        office.move(lead_id, "New", versions={lead_id: seen})
    assert error.value.who == "Ben Okafor"
    assert "moved to Qualified by Ben Okafor" in error.value.title
    assert office.stage_of(lead_id) == "Qualified"


def test_what_a_stage_needs_is_asked_for_and_nothing_moved_meanwhile(office):
    stage = office.stage("Qualified")
    office.do(
        c.SaveStage(stage.id, stage.name, position=stage.position, requires=("budget", "timeline")),
        office.maya,
    )
    lead_id = office.new_lead(budget="20k")
    before = office.lead(lead_id)
    with pytest.raises(Needed) as needed:
        office.move(lead_id, "Qualified")
    assert needed.value.fields == ("timeline",)
    assert office.lead(lead_id) == before

    office.move(lead_id, "Qualified", given={"timeline": "this spring"})
    assert (office.stage_of(lead_id), office.lead(lead_id).timeline) == ("Qualified", "this spring")


def test_only_a_manager_may_override_and_the_log_says_so(office):
    stage = office.stage("Qualified")
    office.do(
        c.SaveStage(stage.id, stage.name, position=stage.position, requires=("budget",)),
        office.maya,
    )
    lead_id = office.new_lead()
    with pytest.raises(KnownError, match="Only managers"):
        office.move(lead_id, "Qualified", override="I know them")
    outcome = office.move(lead_id, "Qualified", office.maya, override="I know them")

    assert outcome.step.args["override"] == "I know them"
    assert office.stage_of(lead_id) == "Qualified"


def test_bulk_moves_what_can_move_and_names_the_rest(office):
    stage = office.stage("Qualified")
    office.do(
        c.SaveStage(stage.id, stage.name, position=stage.position, requires=("budget",)),
        office.maya,
    )
    rich, poor = office.new_lead(budget="20k"), office.new_lead()
    outcome = office.do(c.MoveLeads((rich, poor, rich, 999_999), stage.id))

    assert outcome.result.done == (rich,)
    assert {failure.id for failure in outcome.result.failed} == {poor, 999_999}
    with pytest.raises(Needed) as needed:
        office.do(c.MoveLeads((poor, office.new_lead()), stage.id))
    assert needed.value.fields == ("budget",)


def test_one_answer_for_several_fills_only_what_each_lacks(office):
    stage = office.stage("Qualified")
    office.do(
        c.SaveStage(stage.id, stage.name, position=stage.position, requires=("budget", "value")),
        office.maya,
    )
    rich = office.new_lead(budget="20k")
    paid = office.new_lead(value="700", currency="CHF")
    poor = office.new_lead()
    given = {"budget": "5k", "value": "90", "currency": "SEK"}
    office.do(c.MoveLeads((rich, paid, poor), stage.id, given=given))
    told = [
        (lead.budget, lead.value, lead.currency) for lead in map(office.lead, (rich, paid, poor))
    ]
    assert told == [
        ("20k", Decimal(90), "SEK"), ("5k", Decimal(700), "CHF"), ("5k", Decimal(90), "SEK"),
    ]  # fmt: skip

    office.do(c.MoveLeads((rich,), office.stage("Contacted").id, given={"budget": "30k"}))
    assert office.lead(rich).budget == "30k"  # asked for this card alone: that is an edit


def test_a_move_of_what_was_deleted_says_who_did_it(office):
    lead_id = office.new_lead()
    seen = office.lead(lead_id).version
    office.do(c.DeleteLeads((lead_id,)), office.ben)
    with pytest.raises(InBin) as error:
        office.move(lead_id, "Contacted", versions={lead_id: seen})
    assert (error.value.who, error.value.at) == ("Ben Okafor", START.isoformat())


def test_over_the_divider_and_back(office):
    lead_id = office.new_lead(
        value="5000", source="Fair", campaign="Spring", lead_type="demo request"
    )
    before = office.lead(lead_id)
    outcome = office.move(lead_id, "Proposal", given={"close_date": "2026-05-01"})
    deal_id = outcome.result.made[lead_id]
    deal, lead = office.lead(deal_id), office.lead(lead_id)

    assert (deal.kind, deal.stage_id) == ("opportunity", office.stage("Proposal").id)
    assert (deal.value, deal.currency, deal.close_date) == (Decimal(5000), "EUR", "2026-05-01")
    assert (deal.source, deal.campaign, deal.score) == ("Fair", "Spring", before.score)
    assert (lead.converted_id, lead.column_id, deal.origin_id) == (deal_id, None, lead_id)
    assert (lead.contact_id, lead.company_id) == (deal.contact_id, deal.company_id)
    assert office.open_tasks(deal_id)
    assert not office.open_tasks(lead_id)
    assert lead.next_due is None
    assert office.detail(deal_id).score.reasons == office.detail(lead_id).score.reasons
    with pytest.raises(KnownError, match="can only be read"):
        office.do(c.EditLead(lead_id, {"city": "Berlin"}))

    office.do(c.LogActivity(lead_id, "call", "reached", "wants two depots"))
    office.do(c.EditLead(deal_id, {"value": "7000"}))
    assert [a.kind for a in office.detail(deal_id).activities if a.lead_id == deal_id] == ["call"]
    back = office.move(deal_id, "Qualified")
    lead = office.lead(lead_id)

    assert back.result.made == {deal_id: lead_id}
    assert (office.stage_of(lead_id), lead.converted_id, lead.value) == (
        "Qualified",
        None,
        Decimal(7000),
    )
    assert "wants two depots" in [a.body for a in office.detail(lead_id).activities]
    assert len(office.open_tasks(lead_id)) == 1
    assert lead.next_due is not None
    with pytest.raises(KnownError):
        office.detail(deal_id)

    again = office.do(c.ConvertLead(lead_id)).result
    assert again.contact == deal.contact_id
    assert again.company == deal.company_id


def test_conversion_links_company_and_contact_by_exact_match(office):
    first = office.new_lead(emails=("anna@acme.de",), name="Anna Meier", company="Acme GmbH")
    second = office.new_lead(emails=("paul@acme.de",), name="Paul Schuster", company="Acme AG")
    one = office.do(c.ConvertLead(first, "1000", "USD")).result
    other = office.do(c.ConvertLead(second)).result

    assert one.company == other.company
    assert one.contact != other.contact
    assert office.lead(one.opportunity).currency == "USD"
    assert office.lead(other.opportunity).value is None


def test_the_owner_of_a_company_gets_its_next_lead(office):
    office.new_lead()  # Ana's turn is taken
    first = office.new_lead(emails=("anna@acme.de",), name="Anna Meier", company="Acme GmbH")
    assert office.lead(first).owner_id == office.ben.id
    office.do(c.ConvertLead(first))
    office.new_lead()
    again = office.capture(emails=("paul@acme.de",), name="Paul Schuster")

    assert again.owner_id == office.ben.id
    assert "Ben Okafor owns the company" in office.detail(again.id).routed


def test_won_needs_a_value_and_lost_a_reason(office):
    deal = office.do(c.ConvertLead(office.new_lead())).result.opportunity
    with pytest.raises(Needed) as needed:
        office.move(deal, "Won")
    assert needed.value.fields == ("value",)
    with pytest.raises(Needed) as needed:
        office.move(deal, "Lost")
    assert needed.value.fields == ("reason",)
    with pytest.raises(KnownError, match="not one of the reasons"):
        office.move(deal, "Lost", given={"reason": "bad weather"})

    office.move(deal, "Lost", given={"reason": "no budget"})
    lost = office.lead(deal)
    assert (lost.reason, lost.column_id) == ("no budget", None)
    assert not office.open_tasks(deal)
    office.move(deal, "Won", given={"value": "900"})
    won = office.lead(deal)
    assert (won.reason, won.value, won.reached.keys() >= {"customer"}) == ("", Decimal(900), True)


def test_a_lead_won_at_once_is_converted_on_the_way(office):
    lead_id = office.new_lead()
    made = office.move(lead_id, "Won", given={"value": "900"}).result.made[lead_id]

    assert office.stage_of(made) == "Won"
    assert office.lead(lead_id).converted_id == made


def test_a_deal_dropped_on_nurture_is_lost_for_timing_and_its_contact_waits(office):
    deal = office.do(c.ConvertLead(office.new_lead())).result.opportunity
    waiting = office.move(deal, "Nurture", until="2026-09-01").result.made[deal]

    assert (office.stage_of(deal), office.lead(deal).reason) == ("Lost", "timing")
    lead = office.lead(waiting)
    assert (office.stage_of(waiting), lead.recycle_on) == ("Nurture", "2026-09-01")
    assert (lead.kind, lead.origin_id) == ("lead", deal)
    assert lead.contact_id == office.lead(deal).contact_id


def test_disqualifying_closes_the_tasks_and_asks_what_belongs_to_the_reason(office):
    lead_id = office.new_lead()
    for reason, missing in (
        ("", "reason"),
        ("timing", "until"),
        ("chose competitor", "reason_note"),
    ):
        with pytest.raises(Needed) as needed:
            office.do(c.Disqualify((lead_id,), reason))
        assert needed.value.fields == (missing,)
    office.do(c.Disqualify((lead_id,), "timing", until="2026-09-01"))

    lead = office.lead(lead_id)
    assert (lead.reason, lead.recycle_on, lead.sla_due) == ("timing", "2026-09-01", None)
    assert not office.open_tasks(lead_id)
    office.wait(days=3)
    office.move(lead_id, "New")
    lead = office.lead(lead_id)
    assert (lead.reason, lead.recycle_on) == ("", "")
    assert lead.sla_started == office.now  # it could not run while the lead rested


@pytest.mark.parametrize("stage", ["Lost", "Raw"])
def test_some_places_are_not_for_leads(office, stage):
    lead_id = office.new_lead()
    with pytest.raises(KnownError, match="can't be moved"):
        office.move(lead_id, stage, given={"reason": "other"})
    assert office.stage_of(lead_id) == "New"


def test_cards_are_placed_by_hand(office):
    ids = [office.new_lead() for _ in range(4)]
    column = office.stage("New").id
    office.move(ids[3], "New", before_id=ids[1])
    office.move(ids[0], "New", before_id=ids[3])

    from leaddesk.service.read_models import BoardFilter

    page = office.storage.read(lambda reader: reader.board_page(column, BoardFilter(sort="manual")))
    assert [row.id for row in page.rows] == [ids[0], ids[3], ids[1], ids[2]]


def test_a_place_in_its_own_column_is_no_move(office):
    first, second = office.new_lead(), office.new_lead()
    office.move(second, "New", before_id=first)
    office.move(second, "Contacted", before_id=first)
    office.move(second, "New", before_id=first)
    steps = [entry.step for entry in office.storage.read(lambda r: r.history(limit=3))]
    assert [step.verb for step in steps] == ["move", "move", "place"]


def test_cards_are_placed_behind_another_in_their_order(office):
    ids = [office.new_lead() for _ in range(4)]
    column = office.stage("New").id
    command = c.MoveLeads((ids[0], ids[1]), column, after_id=ids[3])
    office.do(command)
    office.move(ids[1], "New", before_id=ids[0])
    office.move(ids[2], "New", after_id=ids[1])

    from leaddesk.service.read_models import BoardFilter

    page = office.storage.read(lambda reader: reader.board_page(column, BoardFilter(sort="manual")))
    assert [row.id for row in page.rows] == [ids[3], ids[1], ids[2], ids[0]]


def test_a_removed_stage_hands_its_cards_on(office):
    lead_id, binned = office.new_lead(), office.new_lead()
    office.move(lead_id, "Contacted")
    office.move(binned, "Contacted")
    office.do(c.DeleteLeads((binned,)))
    stage, target = office.stage("Contacted"), office.stage("Qualified")
    outcome = office.do(c.RemoveStage(stage.id, target.id), office.maya)

    assert outcome.result == 2
    assert office.stage_of(lead_id) == office.stage_of(binned) == "Qualified"
    with pytest.raises(KnownError):
        office.do(c.RemoveStage(target.id, office.stage("Proposal").id), office.maya)
    with pytest.raises(KnownError):
        office.do(c.RemoveStage(target.id, office.stage("New").id))  # Ana is no manager


def test_the_full_pipeline_promotes_by_score_and_only_to_the_right(tmp_path):
    office = open_office(str(tmp_path / "full.leaddesk"), "full")
    try:
        lead_id = office.new_lead(employees="200", title="CEO", phones=("089 123456",))
        assert office.stage_of(lead_id) == "New"
        office.do(c.LogActivity(lead_id, "email_in", note="Tell me more"))
        office.do(c.LogActivity(lead_id, "form", subject="pricing inquiry"))
        lead = office.lead(lead_id)
        assert lead.score >= 50
        assert office.stage_of(lead_id) == "MQL"
        assert "mql" in lead.reached
        with pytest.raises(Needed) as needed:
            office.move(lead_id, "Sales qualified")
        assert needed.value.fields == ("qualification",)
    finally:
        office.close()
