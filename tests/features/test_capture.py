"""A lead comes in: once, again, after a rest, incomplete, through several hands."""

from datetime import UTC, datetime, timedelta

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.draft import DraftTask, LeadDraft
from leaddesk.service import commands as c
from tests.features.conftest import START


def test_a_captured_lead_has_stage_owner_score_clock_and_first_step(office):
    captured = office.capture(
        emails=("Anna.Meier@Acme.de",), phones=("089 123456",), company="Acme GmbH",
        title="Head of Sales", lead_type="demo request", source="Website", value="2500",
        consent_email="yes", note="Called twice",
    )  # fmt: skip

    assert (captured.outcome, captured.owner_id) == ("created", office.ana.id)
    detail = office.detail(captured.id)
    lead = detail.lead
    assert office.stage_of(lead.id) == "New"
    assert (lead.email, lead.phone, lead.country) == ("anna.meier@acme.de", "+4989123456", "DE")
    assert (lead.given_name, lead.family_name, lead.website) == ("Anna", "Meier", "acme.de")
    assert (lead.currency, lead.consent_email) == ("EUR", "granted")
    assert lead.score == captured.score == lead.fit + lead.intent > 30
    assert sum(reason.points for reason in detail.score.reasons) == lead.score
    assert lead.sla_due == START + timedelta(minutes=5)
    [task] = office.open_tasks(lead.id)
    assert (task.kind, task.due_at, task.owner_id) == ("call", lead.sla_due, office.ana.id)
    assert (lead.next_due, lead.next_kind) == (task.due_at, "call")
    assert {activity.kind for activity in detail.activities} == {"system", "note"}
    assert [consent.status for consent in detail.consents] == ["granted"]
    assert "turn of Ana Ruiz" in detail.routed


def test_leads_go_round_and_a_manual_assignment_in_between_disturbs_nobody(office):
    owners = []
    for round_ in range(3):
        owners.append(office.lead(office.new_lead()).owner_id)
        by_hand = office.do(
            c.CaptureLeads((LeadDraft(company=f"Given {round_} Ltd"),), owner_id=office.maya.id)
        )
        assert by_hand.result[0].owner_id == office.maya.id

    assert owners == [office.ana.id, office.ben.id, office.ana.id]


def test_several_drafts_of_one_call_see_each_other(office):
    drafts = (
        LeadDraft(name="Anna Meier", emails=("anna@acme.de",)),
        LeadDraft(name="A. Meier", emails=("ANNA@acme.de",), phones=("089 123456",)),
        LeadDraft(city="Berlin"),
    )
    done = office.do(c.CaptureLeads(drafts)).result

    assert [one.outcome for one in done] == ["created", "updated", "rejected"]
    assert done[0].id == done[1].id
    assert "no name" in done[2].reasons[0]
    assert office.lead(done[0].id).phone == "+4989123456"


def test_a_number_that_cannot_be_read_joins_nobody(office):
    text = "via reception"
    first = office.capture(name="", company="Acme", phones=(text,))
    again = office.capture(name="", company="", phones=(text,))
    assert (first.outcome, again.outcome) == ("created", "created")
    assert office.lead(again.id).phone == text
    assert any(text in problem for problem in office.lead(again.id).problems)

    office.do(c.EditLead(first.id, {"phone": "089 123456"}))
    third = office.capture(name="", company="Acme", phones=("+49 89 123456",))
    assert (third.outcome, third.id) == ("updated", first.id)


def test_a_number_of_no_known_line_is_asked_about_unless_the_names_agree(office):
    first = office.capture(name="", company="Acme", phones=("4711",))
    assert office.capture(name="Tom Braun", phones=("4711",)).outcome == "flagged"
    named = office.capture(name="Eva Roth", phones=("555 123",))
    again = office.capture(name="Eva Roth", phones=("555 123",))
    assert (again.outcome, again.id) == ("updated", named.id)
    assert office.lead(first.id).phone == "+494711"


def test_a_known_lead_is_filled_never_overwritten(office):
    lead_id = office.capture(
        emails=("anna@acme.de",), company="Acme", city="Berlin", source="Fair"
    ).id
    again = office.capture(
        emails=("anna@acme.de", "anna.meier@home.example"), company="", city="Hamburg",
        title="CEO", source="Website", tags=("vip",),
    )  # fmt: skip

    assert (again.outcome, again.id) == ("updated", lead_id)
    lead = office.lead(lead_id)
    assert (lead.company, lead.city, lead.title) == ("Acme", "Berlin", "CEO")
    assert (lead.source, lead.last_source) == ("Fair", "Website")
    assert (lead.emails, lead.tags) == (("anna.meier@home.example",), ("vip",))
    touched = [a.source for a in office.detail(lead_id).activities if a.source]
    assert sorted(touched) == ["Fair", "Website"]


def test_replace_takes_theirs_but_no_blank_and_no_lost_refusal(office):
    lead_id = office.capture(emails=("anna@acme.de",), city="Berlin", consent_email="no").id
    draft = LeadDraft(name="Anna Meier", emails=("anna@acme.de",), city="Hamburg", company="",
                      consent_email="yes", stage="Qualified")  # fmt: skip
    office.do(c.CaptureLeads((draft,), policy="replace"))

    lead = office.lead(lead_id)
    assert (lead.city, lead.consent_email) == ("Hamburg", "denied")
    assert office.stage_of(lead_id) == "Qualified"
    office.do(c.CaptureLeads((LeadDraft(name="Anna Meier", emails=("anna@acme.de",), stage="New"),),
                             policy="replace"))  # fmt: skip
    assert office.stage_of(lead_id) == "Qualified"


def test_the_same_form_twice_within_minutes_is_one_submission(office):
    first = office.capture(emails=("anna@acme.de",), source="Website")
    office.wait(minutes=3)
    again = office.capture(emails=("anna@acme.de",), source="Website")

    assert (again.outcome, again.id) == ("updated", first.id)
    assert "the same submission once more" in again.reasons
    assert len(office.detail(first.id).activities) == 1
    office.wait(minutes=10)
    office.capture(emails=("anna@acme.de",), source="Website")
    assert len(office.detail(first.id).activities) == 2


def test_somebody_alike_is_created_and_put_before_a_person(office):
    first = office.capture(name="Katharina Huber", company="Alpenblick GmbH")
    again = office.capture(name="Katarina Huber", company="Alpenblick")

    assert again.outcome == "flagged"
    assert again.id != first.id
    [(other, score, reasons)] = office.detail(again.id).duplicates
    assert other == first.id
    assert score >= 0.8
    assert reasons


def test_a_shared_mailbox_is_asked_about_not_merged(office):
    first = office.capture(name="Anna Meier", emails=("info@acme.de",))
    again = office.capture(name="Paul Schuster", emails=("info@acme.de",))

    assert (first.outcome, again.outcome) == ("created", "flagged")


@pytest.mark.parametrize("rest", ["Nurture", "Disqualified"])
def test_a_resting_lead_that_comes_back_is_open_again(office, rest):
    lead_id = office.new_lead(emails=("anna@acme.de",), lead_type="demo request")
    office.move(lead_id, rest, given={"reason": "no budget"} if rest == "Disqualified" else {})
    assert office.lead(lead_id).sla_due is None
    office.wait(days=40)
    again = office.capture(name="", emails=("anna@acme.de",), source="Website")

    assert (again.outcome, again.id) == ("recycled", lead_id)
    lead = office.lead(lead_id)
    assert (office.stage_of(lead_id), lead.reason, lead.recycle_on) == ("New", "", "")
    assert lead.sla_due == office.now + timedelta(minutes=5)
    assert office.open_tasks(lead_id)


def test_a_customer_that_comes_back_is_a_new_lead_linked_to_the_contact(office):
    lead_id = office.new_lead(emails=("anna@acme.de",), name="Anna Meier")
    made = office.do(c.ConvertLead(lead_id)).result
    again = office.capture(emails=("anna@acme.de",))

    assert again.outcome == "created"
    lead = office.lead(again.id)
    assert lead.id not in {lead_id, made.opportunity}
    assert (lead.contact_id, lead.origin_id) == (made.contact, lead_id)


def test_a_lead_without_name_and_company_is_raw_until_it_has_one(office):
    lead_id = office.capture(name="", emails=("x17@gmail.com",)).id
    raw, new = office.stage("raw"), office.stage("New")

    assert office.lead(lead_id).stage_id == raw.id
    assert office.lead(lead_id).column_id == new.id
    office.do(c.EditLead(lead_id, {"name": "Xaver Huber"}))
    assert office.lead(lead_id).stage_id == new.id
    assert office.lead(lead_id).given_name == "Xaver"


def test_what_cannot_be_read_is_kept_and_named(office):
    captured = office.capture(
        emails=("anna(at)acme",), phones=("12",), value="lots", created="31.31.2026",
        owner="nobody", stage="Blue",
    )  # fmt: skip
    lead = office.lead(captured.id)

    assert captured.outcome == "created"
    assert "anna" in lead.email
    assert lead.phone == "12"
    assert lead.value is None
    assert len(lead.problems) >= 5
    assert all(problem in captured.reasons for problem in lead.problems)


def test_history_and_steps_of_another_program_come_along(office):
    draft = LeadDraft(
        name="Anna Meier", emails=("anna@acme.de",), created="2026-01-05",
        tasks=(DraftTask("Call", "2026-04-01", "Ask again"),
               DraftTask("Meeting", "2026-02-01", "Visit", done=True)),
    )  # fmt: skip
    lead_id = office.do(c.CaptureLeads((draft,))).result[0].id
    lead = office.lead(lead_id)

    [task] = office.open_tasks(lead_id)
    assert (task.title, task.all_day) == ("Ask again", True)
    assert task.due_at == datetime(2026, 4, 1, 23, 59, 59, 999999, tzinfo=UTC)
    assert lead.created_at == datetime(2026, 1, 5, tzinfo=UTC)
    assert lead.last_activity_at == datetime(2026, 2, 1, tzinfo=UTC)
    assert (lead.sla_due, lead.sla_started) == (None, None)


def test_requirements_cannot_be_got_round_by_capturing_into_a_stage(office):
    won = office.capture(name="Won Without Value", stage="Won")
    lost = office.capture(name="Lost Somehow", stage="closed lost")

    assert office.stage_of(won.id) == "Negotiation"
    assert any("needs value" in reason for reason in won.reasons)
    assert office.stage_of(lost.id) == "Lost"
    assert office.lead(lost.id).reason == "other"
    assert office.lead(lost.id).kind == "opportunity"


def test_nobody_inactive_is_given_a_lead(office):
    office.do(c.EditUser(office.ben.id, {"active": "no"}), office.maya)
    owners = {office.lead(office.new_lead()).owner_id for _ in range(3)}

    assert owners == {office.ana.id}
    with pytest.raises(KnownError):
        office.do(c.CaptureLeads((LeadDraft(name="X Y"),), owner_id=office.ben.id))
