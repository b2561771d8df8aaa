"""The pure half of the intake: any draft becomes a prepared one, nothing is lost unsaid."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.draft import DraftActivity, DraftTask, LeadDraft
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import FULL, SIMPLE, Pipeline, Stage
from leaddesk.domain.routing import Routed
from leaddesk.domain.scoring_defaults import default_rules
from leaddesk.domain.sla import CLOCK
from leaddesk.service.arrival import arrive
from leaddesk.service.intake import IntakeContext, prepare

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def pipeline_of(plans):
    return Pipeline(
        tuple(
            Stage(n, p.name, p.belongs, p.role, p.lifecycle, n, p.color, p.probability,
                  requires=p.requires)
            for n, p in enumerate(plans, start=1)
        )
    )  # fmt: skip


PIPELINE = pipeline_of(SIMPLE)
CTX = IntakeContext(
    NOW, "DE", "EUR", PIPELINE, (User(5, "Ana Ruiz", "ana", "ana@team.example.org"),
                                 User(6, "Ben Okafor", "ben", active=False)), default_rules(),
)  # fmt: skip
NOBODY = Routed(None, 9, "Queue", "waits")


def stage_of(prepared, pipeline=PIPELINE):
    return pipeline.by_id(prepared.stage_id).name


def arrived(draft, ctx=CTX):
    numbers = iter(range(100, 10_000))
    return arrive(prepare(draft, ctx), lambda: next(numbers), ctx, NOBODY)


@pytest.mark.parametrize("text", ["via reception", "471", "+49 30", "see card 12", "+1"])
def test_a_number_that_cannot_be_read_is_kept_and_named_but_finds_nobody(text):
    one = prepare(LeadDraft(name="Anna Meier", phones=(text,)), CTX)
    two = prepare(LeadDraft(name="Tom Braun", phones=("089 123456", text)), CTX)
    assert one.values["phone"] == text
    assert two.values["phones"] == (text,)
    assert any(text in problem for problem in one.problems)
    assert [key.value for key in one.keys if key.kind == "phone"] == []
    assert [key.value for key in two.keys if key.kind == "phone"] == ["+4989123456"]


def test_a_website_of_an_unknown_ending_is_kept_with_a_warning():
    prepared = prepare(LeadDraft(company="Acme", website="https://www.acme.example/de"), CTX)
    assert prepared.values["website"] == prepared.identity.domain == "acme.example"
    assert any("www.acme.example" in problem for problem in prepared.problems)


def test_a_draft_is_normalised():
    prepared = prepare(
        LeadDraft(
            name="MEIER, ANNA", emails=(" Anna.Meier@ACME.de ",), phones=("0043 1 5056501",),
            company=" Acme  GmbH ", website="https://www.acme.de/kontakt", country="Österreich",
            employees="50-100", annual_revenue="1,2 Mio. €", value="2.500,00 €",
            close_date="31.12.2026", language="Deutsch", lead_type="Demo",
            tags=("VIP", "vip", " fair "), linkedin="linkedin.com/in/anna-meier",
        ),
        CTX,
    )  # fmt: skip
    assert prepared.problems == ()
    values = prepared.values
    assert (values["given_name"], values["family_name"]) == ("Anna", "Meier")
    assert (values["email"], values["phone"]) == ("anna.meier@acme.de", "+4315056501")
    assert (values["company"], values["website"], values["country"]) == (
        "Acme GmbH",
        "acme.de",
        "AT",
    )
    assert (values["employees"], values["annual_revenue"]) == (50, Decimal(1_200_000))
    assert (values["value"], values["currency"]) == (Decimal(2500), "EUR")
    assert (values["close_date"], values["language"]) == ("2026-12-31", "de")
    assert (values["lead_type"], values["tags"]) == ("demo request", ("VIP", "fair"))
    assert values["linkedin"] == "https://www.linkedin.com/in/anna-meier"


def test_the_best_address_comes_first_and_none_is_lost():
    prepared = prepare(
        LeadDraft(emails=("nonsense", "a@acme.de; b@acme.de"), phones=("12", "089 123456")), CTX
    )
    assert prepared.values["email"] == "a@acme.de"
    assert set(prepared.values["emails"]) == {"nonsense", "b@acme.de"}
    assert prepared.values["phone"] == "+4989123456"
    assert "12" in prepared.values["phones"]
    assert prepared.identity.emails == ("a@acme.de", "b@acme.de")
    assert prepared.values["country"] == "DE"


@pytest.mark.parametrize(
    ("draft", "why"),
    [
        (LeadDraft(city="Berlin", note="Who?"), "no name"),
        (LeadDraft(emails=("no-reply@shop.com",)), "Nobody reads"),
    ],
)
def test_what_is_nobody_is_refused(draft, why):
    assert why in prepare(draft, CTX).reject


def test_a_no_reply_mail_is_no_lead_but_a_row_with_a_name_is():
    draft = LeadDraft(name="Anna Meier", emails=("noreply@shop.com",))
    assert not prepare(draft, CTX).reject
    assert prepare(draft, replace(CTX, channel="mailbox")).reject


@pytest.mark.parametrize(
    ("owner", "wanted", "problem"),
    [("ana", 5, ""), ("ANA RUIZ", 5, ""), ("ana@team.example.org", 5, ""), ("", None, ""),
     ("ben", None, "no longer active"), ("zoe", None, "nobody here")],
)  # fmt: skip
def test_owners_are_found_by_any_of_their_names(owner, wanted, problem):
    prepared = prepare(LeadDraft(name="X Y", owner=owner), CTX)
    assert prepared.owner_id == wanted
    assert problem in " ".join(prepared.problems)
    assert prepare(LeadDraft(name="X Y", owner=owner), replace(CTX, owner_id=5)).owner_id == 5


@pytest.mark.parametrize(
    ("kind", "stage", "wanted"),
    [
        ("lead", "", "New"), ("lead", "contacted", "Contacted"), ("lead", "Working", "Contacted"),
        ("lead", "Closed Won", "Negotiation"), ("lead", "unqualified", "Disqualified"),
        ("lead", "Nurture", "Nurture"), ("lead", "raw", "New"), ("lead", "Blue", "New"),
        ("opportunity", "", "Proposal"), ("opportunity", "New", "Proposal"),
        ("opportunity", "Negotiation", "Negotiation"), ("opportunity", "rejected", "Lost"),
    ],
)  # fmt: skip
def test_stages_of_other_programs_find_their_place(kind, stage, wanted):
    prepared = prepare(LeadDraft(kind=kind, name="X Y", stage=stage), CTX)
    assert stage_of(prepared) == wanted
    assert PIPELINE.by_id(prepared.stage_id).belongs == prepared.kind
    assert ("Blue" in " ".join(prepared.problems)) == (stage == "Blue")


def test_a_stage_that_needs_more_is_not_reached():
    full = pipeline_of(FULL)
    draft = LeadDraft(name="X Y", stage="Sales qualified")
    prepared = prepare(draft, replace(CTX, pipeline=full))
    assert stage_of(prepared, full) == "Accepted"
    assert any("needs qualification" in problem for problem in prepared.problems)
    told = replace(draft, custom=(("qualification", "BANT done"),))
    assert stage_of(prepare(told, replace(CTX, pipeline=full)), full) == "Sales qualified"
    assert stage_of(prepare(LeadDraft(name="X", stage="won", value="5"), CTX)) == "Won"


def test_dates_ahead_of_us_are_not_believed():
    prepared = prepare(LeadDraft(name="X Y", created="2031-01-01"), CTX)
    assert prepared.created_at == NOW
    assert any("future" in problem for problem in prepared.problems)
    assert (
        prepare(LeadDraft(name="X Y", created="2026-03-10T11:00:00+02:00"), CTX).created_at == NOW
    )


def test_consent_is_as_strict_as_the_strictest_cell():
    prepared = prepare(
        LeadDraft(name="X Y", consent_email="yes; unsubscribed", consent_phone="perhaps",
                  opt_in_at="2026-01-02"), CTX,
    )  # fmt: skip
    assert prepared.values["consent_email"] == "denied"
    assert [(one.channel, one.status) for one in prepared.extras.consents] == [
        ("email", "denied"), ("phone", "unknown"),
    ]  # fmt: skip
    assert any("neither yes nor no" in problem for problem in prepared.problems)
    granted = prepare(LeadDraft(name="X Y", opt_in_at="2026-01-02"), CTX).extras.consents
    assert [(one.status, one.at) for one in granted] == [
        ("granted", datetime(2026, 1, 2, tzinfo=UTC))
    ]


def test_an_arrival_is_whole():
    draft = LeadDraft(
        name="Anna Meier", emails=("anna@acme.de",), lead_type="referral", note="Hello",
        activities=(DraftActivity("Anruf", "2026-03-01T10:00:00", "First talk"),),
        tasks=(DraftTask("call", "2026-03-12T08:00:00", "Again"), DraftTask("todo", "?", "Lost")),
    )  # fmt: skip
    found = arrived(draft)
    lead = found.lead
    assert {activity.kind for activity in found.activities} == {"system", "note", "call"}
    assert [task.title for task in found.tasks] == ["Again"]
    assert (lead.next_task_id, lead.next_title) == (found.tasks[0].id, "Again")
    assert lead.column_id == PIPELINE.first("lead").id
    assert (lead.sla_due, lead.sla_started, CLOCK in lead.reached) == (None, None, False)
    assert lead.last_activity_at == NOW  # the note
    ids = [lead.id, *(a.id for a in found.activities), *(t.id for t in found.tasks)]
    assert len(set(ids)) == len(ids)
    assert {a.lead_id for a in found.activities} == {t.lead_id for t in found.tasks} == {lead.id}


def test_a_fresh_lead_gets_a_clock_and_a_first_step_an_old_deal_none():
    fresh = arrived(LeadDraft(name="Anna Meier", phones=("089 123456",), lead_type="referral"))
    assert fresh.lead.sla_due == NOW + timedelta(hours=2)
    assert fresh.lead.due_at == fresh.lead.sla_due
    assert [task.kind for task in fresh.tasks] == ["call"]
    deal = arrived(LeadDraft(kind="opportunity", name="Anna Meier"))
    assert (deal.tasks, deal.lead.sla_due, deal.lead.kind) == ((), None, "opportunity")
    contacted = arrived(LeadDraft(name="Anna Meier", stage="Contacted"))
    assert (contacted.tasks, contacted.lead.sla_due) == ((), None)


def test_the_same_submission_has_the_same_print_whenever_it_comes():
    one = prepare(LeadDraft(name="X Y", created="2026-01-01"), CTX).fingerprint
    assert one == prepare(LeadDraft(name="X Y", created="2026-02-01"), CTX).fingerprint
    assert one != prepare(LeadDraft(name="X Z"), CTX).fingerprint


WILD = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "n/a", "1e999", "NaN", "-5", "2026-02-31", "0000-00-00", "9999-12-31",
                     "yes;no", "a@b", "+", "\x00", "\ud800", "Infinity", "=1+1", "9" * 40]),
)  # fmt: skip
SEVERAL = st.lists(WILD, max_size=3).map(tuple)
LISTS = {"emails", "phones", "tags"}
SPECIAL = {
    "kind": st.sampled_from(["lead", "opportunity"]),
    "custom": st.lists(st.tuples(st.text(max_size=8), WILD), max_size=2).map(tuple),
    "activities": st.lists(st.builds(DraftActivity, WILD, WILD, WILD, WILD), max_size=2).map(tuple),
    "tasks": st.lists(
        st.builds(DraftTask, WILD, WILD, WILD, st.booleans()), max_size=2
    ).map(tuple),
}  # fmt: skip
DRAFTS = st.builds(
    LeadDraft,
    **{
        f.name: SPECIAL.get(f.name, SEVERAL if f.name in LISTS else WILD) for f in fields(LeadDraft)
    },
)


@given(DRAFTS)
def test_any_draft_is_taken_or_refused_with_a_reason_and_never_crashes(draft):
    prepared = prepare(draft, CTX)
    assert pickle.loads(pickle.dumps(prepared)) == prepared
    if prepared.reject:
        return
    lead = arrived(draft).lead
    assert isinstance(lead, Lead)
    assert lead.created_at <= NOW
    assert PIPELINE.by_id(lead.stage_id).belongs == lead.kind
    complete = lead.name or lead.company or draft.stage or draft.kind == "opportunity"
    assert complete or PIPELINE.by_id(lead.stage_id).role == "raw"
    assert lead.score == lead.fit + lead.intent or lead.score == 0
    assert "" not in (*lead.emails, *lead.phones, *lead.tags)
