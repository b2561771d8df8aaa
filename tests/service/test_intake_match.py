"""Who is known, and what becomes of the two."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.service.intake import prepare
from leaddesk.service.intake_match import decide, merge_into, recycled, standing
from leaddesk.service.read_models import glimpse_of
from tests.service.test_intake import CTX, NOW, PIPELINE

STAGES = {stage.name: stage for stage in PIPELINE.stages}


def known(id, stage="New", **values):
    stood = STAGES[stage]
    values.setdefault("name", "Anna Meier")
    values.setdefault("email", "anna@acme.de")
    return Lead(id, stood.id, NOW, NOW, kind=stood.belongs, stage_since=NOW, **values)


def decided(*leads, **values):
    values.setdefault("name", "Anna Meier")
    values.setdefault("emails", ("anna@acme.de",))
    prepared = prepare(LeadDraft(**values), CTX)
    return decide(prepared, map(glimpse_of, leads), PIPELINE)


@pytest.mark.parametrize(
    ("stage", "outcome"),
    [("New", "update"), ("Qualified", "update"), ("Raw", "update"), ("Nurture", "recycle"),
     ("Disqualified", "recycle"), ("Archived", "recycle"), ("Converted", "link"),
     ("Proposal", "link"), ("Won", "link"), ("Lost", "link")],
)  # fmt: skip
def test_what_happens_depends_on_how_the_known_one_stands(stage, outcome):
    decision = decided(known(1, stage))
    assert (decision.outcome, decision.target_id) == (outcome, 1)
    assert decision.reasons


def test_somebody_new_in_the_bin_or_merely_alike():
    assert decided().outcome == "create"
    binned = replace(known(1), deleted_at=NOW)
    assert standing(binned, PIPELINE) == "gone"
    assert decided(binned).outcome == "create"
    alike = decided(
        known(1, name="Ana Meier", email="", company="Acme"), emails=(), company="Acme GmbH"
    )
    assert (alike.outcome, alike.target_id) == ("flag", None)
    assert [pair.id for pair in alike.pairs] == [1]


def test_an_open_lead_counts_before_a_resting_one_before_a_customer():
    three = (known(1, "Converted"), known(2, "Nurture"), known(3, "Contacted"))
    assert (decided(*three).outcome, decided(*three).target_id) == ("update", 3)
    assert decided(*three[:2]).target_id == 2
    assert decided(*three[:1]).target_id == 1


def test_a_deal_is_the_same_only_if_nothing_speaks_against_it():
    deal = known(1, "Proposal", value=Decimal(500), close_date="2026-05-01")

    def one(**values):
        return decided(deal, kind="opportunity", **values)

    assert one().outcome == one(value="500").outcome == "update"
    assert one(value="500.00", close_date="2026-05-01").target_id == 1
    assert one(value="900").outcome == one(close_date="2026-06-01").outcome == "link"
    assert decided(known(2), kind="opportunity").outcome == "link"


def merged(lead, policy, *, created="", **values):
    values.setdefault("name", "Anna Meier")
    prepared = prepare(LeadDraft(created=created, **values), CTX)
    return merge_into(lead, prepared, policy, PIPELINE, NOW)


def test_fill_replace_and_newest():
    lead = known(1, city="Berlin", value=Decimal(5), currency="USD")
    told = {"city": "Hamburg", "title": "CEO", "value": "9", "currency": "EUR"}
    filled = merged(lead, "fill", **told)
    assert (filled.city, filled.title) == ("Berlin", "CEO")
    assert (filled.value, filled.currency) == (Decimal(5), "USD")
    replaced = merged(lead, "replace", **told)
    assert (replaced.city, replaced.value, replaced.currency) == ("Hamburg", Decimal(9), "EUR")
    older = replace(lead, updated_at=NOW - timedelta(days=2))
    assert merged(older, "newest", created="2026-03-09", **told).city == "Hamburg"
    assert merged(older, "newest", created="2026-03-01", **told).city == "Berlin"


def test_a_stage_moves_forward_only_on_its_side_and_only_if_theirs_count():
    lead = known(1, "Contacted")
    moved = merged(lead, "replace", stage="Qualified")
    assert moved.stage_id == STAGES["Qualified"].id
    assert "sql" in moved.reached
    for policy, stage in (("fill", "Qualified"), ("replace", "New"), ("replace", "Nurture"),
                          ("replace", "Negotiation"), ("replace", "")):  # fmt: skip
        assert merged(lead, policy, stage=stage).stage_id == lead.stage_id


def test_addresses_are_gathered_and_refusals_stay():
    lead = known(1, phone="+4989123456", consent_email="denied", source="Fair")
    both = merged(
        lead, "fill", emails=("a2@acme.de", "ANNA@acme.de"), phones=("089 999888",),
        consent_email="yes", consent_phone="no", source="Web",
    )  # fmt: skip
    assert (both.email, both.emails) == ("anna@acme.de", ("a2@acme.de",))
    assert (both.phone, both.phones) == ("+4989123456", ("+4989999888",))
    assert (both.consent_email, both.consent_phone) == ("denied", "denied")
    assert (both.source, both.last_source) == ("Fair", "Web")
    theirs = merged(lead, "replace", emails=("a2@acme.de",))
    assert (theirs.email, theirs.emails) == ("a2@acme.de", ("anna@acme.de",))


def test_one_that_comes_back_is_new_again_with_a_new_clock():
    lead = known(1, "Disqualified", reason="no budget", recycle_on="2026-09-01")
    back = recycled(lead, prepare(LeadDraft(name="Anna Meier"), CTX), "fill", PIPELINE, NOW)
    assert (back.stage_id, back.reason, back.recycle_on) == (STAGES["New"].id, "", "")
    assert back.reached["clock"] == NOW.isoformat()


WORDS = st.sampled_from(["", "Berlin", "CEO", "Acme"])
DRAFTS = st.builds(
    LeadDraft, name=WORDS, city=WORDS, title=WORDS, company=WORDS, source=WORDS,
    tags=st.lists(WORDS, max_size=2).map(tuple), value=st.sampled_from(["", "5", "7"]),
    emails=st.sampled_from([(), ("a@acme.de",), ("b@acme.de", "a@acme.de")]),
    stage=st.sampled_from(["", "New", "Qualified"]),
)  # fmt: skip


@given(DRAFTS, DRAFTS, st.sampled_from(["fill", "replace", "newest"]))
def test_merging_never_blanks_never_loses_an_address_and_settles(first, second, policy):
    lead = merge_into(known(1), prepare(first, CTX), "replace", PIPELINE, NOW)
    prepared = prepare(second, CTX)
    once = merge_into(lead, prepared, policy, PIPELINE, NOW)

    for name in EDITABLE_FIELDS:
        if getattr(lead, name) not in ("", (), None):
            assert getattr(once, name) not in ("", (), None), name
    assert {lead.email, *lead.emails} <= {once.email, *once.emails, ""}
    assert set(lead.tags) <= set(once.tags)
    assert once.source == (lead.source or prepared.values.get("source", ""))
    assert merge_into(once, prepared, policy, PIPELINE, NOW) == once
