"""The peek panel: words of a lead, edits in place, what others do meanwhile."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.change import Change, Step
from leaddesk.domain.lead import Lead
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.peek_model import PeekModel
from leaddesk.service.commands import EditLead
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import LeadDetail, LoggedChange, ScoreReason, ScoreView
from tests.presentation.fakes import NOW, TEAM

ANNA = Lead(
    1, 2, NOW - timedelta(days=5), NOW, name="Anna Lindqvist", title="Head of Operations",
    email="anna@nordwind.example", company="Nordwind Logistics", value=Decimal(24000),
    currency="EUR", score=84, band="hot", owner_id=1, stage_since=NOW - timedelta(days=3),
    next_task_id=9, next_due=NOW + timedelta(minutes=48), next_kind="call", column_id=2,
    consent_email="granted",
)  # fmt: skip
SCORE = ScoreView(
    84, 46, 38, "hot", "A",
    (
        ScoreReason("No reply to last email", -10, NOW - timedelta(days=5), "intent"),
        ScoreReason("Asked for a demo", 20, NOW - timedelta(days=2), "intent"),
        ScoreReason("Industry is Logistics", 18, None, "fit"),
    ),
    at=NOW - timedelta(minutes=2),
)  # fmt: skip


def step(number, user=2, minutes=0):
    return Step(number, f"op{number}", user, NOW - timedelta(minutes=minutes), "edit")


def logged(number, field, before, after):
    return LoggedChange(step(number), "Priya Rao", "lead", field, before, after)


DETAIL = LeadDetail(
    ANNA,
    SCORE,
    (
        Activity(1, 1, "call", NOW - timedelta(days=6), 1, subject="wants two depots"),
        Activity(2, 1, "page_visit", NOW - timedelta(days=7), subject="Pricing page"),
    ),
    (Task(9, 1, "call", NOW + timedelta(minutes=48), title="Call Anna about the depot pilot"),),
    (Consent(1, 1, "email", "granted", NOW - timedelta(days=2)),),
    (logged(3, "stage_id", 1, 2), logged(2, "value", 18_000_000, 24_000_000)),
)


class PeekReader:
    def __init__(self):
        self.detail = DETAIL

    def team(self):
        return TEAM

    def lead(self, number):
        if number != 1:
            raise KnownError("This lead is gone.", code="not-found")
        return self.detail


@pytest.fixture
def peek(bench):
    bench.desk.reader = bench.reader = PeekReader()
    model = PeekModel(
        bench.client, bench.hub, bench.clock,
        lambda team: CardWords(team, bench.dates, bench.money),
    )  # fmt: skip
    model.views = []
    model.changed.connect(model.views.append)
    model.open(1)
    return model


def test_phone_numbers_are_grouped_and_edited_as_they_are_stored(bench, peek):
    lead = replace(ANNA, phone="+4685550142", phones=("+493012345678", "reception"))
    bench.reader.detail = replace(DETAIL, lead=lead)
    peek.open(1)
    field = peek.view.field("phone")
    assert (field.text, field.edit_text) == ("+46 8 555 01 42", "+4685550142")
    assert peek.view.field("phones").text == "+49 30 12345678, reception"
    bench.reader.detail = replace(DETAIL, lead=replace(lead, phone="+442071838750"))
    peek.open(1)
    assert peek.view.field("phone").text == "+44 20 7183 8750"


def test_the_first_lead_does_not_wait_for_what_groups_its_number(slow_bench):
    bench = slow_bench
    bench.desk.reader = PeekReader()
    bench.desk.reader.detail = replace(DETAIL, lead=replace(ANNA, phone="+4685550142"))
    model = PeekModel(
        bench.client, bench.hub, bench.clock,
        lambda team: CardWords(team, bench.dates, bench.money),
    )  # fmt: skip
    seen = []
    model.changed.connect(lambda view: seen.append(view.field("phone").text))
    model.open(1)
    bench.run()
    assert seen == ["+4685550142", "+46 8 555 01 42"]


def test_the_whole_panel(peek):
    view = peek.view
    assert (view.headline, view.subline) == (
        "Nordwind Logistics",
        "Anna Lindqvist · Head of Operations",
    )
    assert (view.value_text, view.stage_name, view.in_stage) == (
        "€24,000", "Contacted", "for 3 days",
    )  # fmt: skip
    assert [(s.name, s.is_reached, s.is_current) for s in view.segments][:3] == [
        ("New", True, False), ("Contacted", True, True), ("Qualified", False, False),
    ]  # fmt: skip
    assert (view.step.title, view.step.when, view.step.task_id) == (
        "Call Anna about the depot pilot", "Today 14:30 · in 48 min", 9,
    )  # fmt: skip
    assert view.step.step.kind == "today"
    score = view.score
    assert (score.value, score.band_text, score.fit_text, score.intent_text) == (
        84, "Hot", "46 of 50", "38 of 50",
    )  # fmt: skip
    assert score.updated == "updated 2 min ago"
    assert [(r.points, r.text, r.when, r.is_negative) for r in score.reasons] == [
        ("+20", "Asked for a demo", "Tue 18 Nov", False),
        ("+18", "Industry is Logistics", "fit", False),
        ("−10", "No reply to last email", "Sat 15 Nov", True),
    ]
    assert view.field("email").text == "anna@nordwind.example"
    assert view.field("value").text == "€24,000"
    assert view.field("value").edit_text == "24000"
    assert view.field("owner").text == "Sam Keller"
    assert view.field("consent").text == "Email: Yes (Tue 18 Nov)"
    assert not view.field("owner").is_editable
    assert view.field("nothing") is None


def test_the_timeline_tells_activities_and_changes_newest_first(peek):
    told = [(e.kind, e.icon, e.title, e.body, e.when) for e in peek.view.timeline]
    assert told == [
        ("change", "pencil", "Stage changed by Priya Rao", "New → Contacted", "just now"),
        ("change", "pencil", "Value changed by Priya Rao", "€18,000 → €24,000", "just now"),
        ("call", "phone", "Call: wants two depots", "", "6 d"),
        ("other", "globe", "Visited page: Pricing page", "", "7 d"),
    ]


def test_changed_amounts_are_exact_and_in_the_currency_of_their_time(bench, peek):
    changes = (
        logged(6, "value", 9_000_000, 12_500_500),
        logged(5, "currency", "USD", "EUR"),
        logged(5, "value", 11_700_250, 9_000_000),
        logged(4, "value", None, 11_700_250),
    )
    bench.reader.detail = replace(DETAIL, activities=(), changes=changes)
    peek.open(1)
    amounts = [e.body for e in peek.view.timeline if e.title.startswith("Value")]
    assert amounts == ["€9,000 → €12,500.50", "$11,700.25 → €9,000", "– → $11,700.25"]


def test_a_reply_that_is_owed_stands_before_the_task(bench, peek):
    due = NOW + timedelta(minutes=12)
    lead = replace(ANNA, sla_due=due, sla_started=due - timedelta(minutes=60))
    bench.reader.detail = replace(DETAIL, lead=lead)
    peek.open(1)
    assert (peek.view.step.title, peek.view.step.when) == ("First reply", "12 min left of 60")
    assert peek.view.step.task_id is None


def test_an_edit_shows_at_once_and_is_saved_with_what_it_replaces(bench, peek):
    during = []

    def execute(command, *, op_id):
        during.append((command, peek.view.field("phone")))
        bench.reader.detail = replace(DETAIL, lead=replace(ANNA, phone="+46 8 555 01 42"))
        return Outcome(None, step(20, user=1), ())

    bench.desk.execute = execute
    peek.commit("phone", "08-555 01 42")
    command, field = during[0]
    assert command == EditLead(1, {"phone": "08-555 01 42"}, base={"phone": ""})
    assert (field.text, field.is_saving) == ("08-555 01 42", True)
    after = peek.view.field("phone")
    assert (after.text, after.is_saving) == ("+46 8 555 01 42", False)
    peek.commit("phone", "+46 8 555 01 42")
    assert len(during) == 1


def test_a_text_that_cannot_be_read_stays_with_its_problem(bench, peek):
    bench.desk.errors.append(KnownError("“lots” is not a number.", "Nothing was changed."))
    peek.commit("value", "lots")
    field = peek.view.field("value")
    assert (field.text, field.problem) == ("lots", "“lots” is not a number. Nothing was changed.")
    peek.restore("value")
    field = peek.view.field("value")
    assert (field.text, field.problem) == ("€24,000", "")


def test_committing_the_old_text_clears_a_problem(bench, peek):
    bench.desk.errors.append(KnownError("“lots” is not a number."))
    peek.commit("value", "lots")
    peek.commit("value", "24000")
    assert peek.view.field("value").problem == ""
    assert len(bench.desk.commands) == 1


def conflict(bench, peek):
    fields = {"value": ("24000", "20000", "26000")}
    bench.desk.errors.append(
        Conflict("Meanwhile.", fields=fields, who="Priya", at="2025-11-20T13:40:00+00:00")
    )
    bench.reader.detail = replace(DETAIL, lead=replace(ANNA, value=Decimal(26000)))
    peek.commit("value", "20000")
    return peek.view.field("value")


def test_a_conflict_shows_both_values_and_mine_can_be_kept(bench, peek):
    field = conflict(bench, peek)
    assert field.conflict == "Priya changed this to 26000: 13:40. Yours is 20000."
    assert (field.mine, field.theirs) == ("20000", "26000")
    peek.keep_mine("value")
    assert bench.desk.commands[-1] == EditLead(1, {"value": "20000"}, base={"value": "26000"})
    assert peek.view.field("value").conflict == ""


def test_a_conflict_can_be_left_to_the_other(bench, peek):
    conflict(bench, peek)
    peek.take_theirs("value")
    assert peek.view.field("value").text == "€26,000"
    assert len(bench.desk.commands) == 1


def test_a_change_of_somebody_else_is_tinted_for_a_moment_and_own_ones_are_not(bench, peek, qtbot):
    lead = replace(ANNA, phone="1", city="Bremen")
    changes = (logged(11, "phone", "", "1"), logged(12, "city", "", "Bremen"), *DETAIL.changes)
    bench.client.outcome_came.emit(Outcome(None, step(12, user=1), ()))
    bench.reader.detail = replace(DETAIL, lead=lead, changes=changes)
    bench.hub.tell([Change("lead", 1, 1, {}, {})])
    bench.hub.flush()
    assert peek.view.field("phone").fresh == "Priya Rao, just now"
    assert peek.view.field("city").fresh == ""
    peek._tint.start(0)
    qtbot.waitUntil(lambda: peek.view.field("phone").fresh == "")


def test_changes_of_other_leads_are_not_asked_for(bench, peek):
    views = len(peek.views)
    bench.reader.detail = replace(DETAIL, lead=replace(ANNA, phone="1"))
    bench.hub.tell([Change("lead", 2, 2, {}, {})])
    bench.hub.flush()
    assert len(peek.views) == views


def test_in_the_bin_the_panel_stays_and_says_who(bench, peek):
    lead = replace(ANNA, deleted_at=NOW)
    bench.reader.detail = replace(
        DETAIL, lead=lead, changes=(logged(30, "deleted_at", None, 1), *DETAIL.changes)
    )
    peek.open(1)
    assert peek.view.deleted == "Priya Rao moved this lead to the bin at 13:42."


def test_another_lead_forgets_edits_and_a_missing_one_is_told(bench, peek):
    told = []
    peek.load_failed.connect(lambda notice: told.append(notice.title))
    bench.desk.errors.append(KnownError("wrong"))
    peek.commit("value", "lots")
    peek.open(2)
    assert told == ["This lead is gone."]
    peek.open(1)
    assert peek.view.field("value").problem == ""
    peek.close()
    assert (peek.view, peek.lead_id) == (None, None)
