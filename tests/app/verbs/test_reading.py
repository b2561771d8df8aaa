"""leads, lead, history: what is read and in which form."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

import pytest

from leaddesk.domain.fields import FIELDS


def test_the_list_counts_all_and_shows_what_was_asked_for(program):
    found = program.ask("leads", "--limit", 7)
    assert found["total"] == 60
    assert len(found["leads"]) == 7
    assert set(FIELDS) <= set(found["leads"][0])
    assert all(lead["kind"] == "lead" for lead in program.ask("leads")["leads"])


def test_fields_come_in_the_order_named_and_sorted(program):
    found = program.ask("leads", "--fields", "score,id,owner", "--sort", "-score")["leads"]
    assert all(list(lead) == ["score", "id", "owner"] for lead in found)
    scores = [lead["score"] for lead in found]
    assert scores == sorted(scores, reverse=True)


def test_a_filter_speaks_of_leads_unless_it_names_what_opportunities_have(program):
    assert program.ask("leads", "--where", 'company = "Polar Outdoor"')["total"] == 1
    deals = program.ask("leads", "--where", 'kind = "opportunity"')
    assert deals["total"] == len(deals["leads"]) > 7
    both = program.ask("leads", "--where", 'stage in ("Negotiation", "New")')["leads"]
    assert {lead["kind"] for lead in both} == {"lead", "opportunity"}


def test_times_money_and_names_have_their_public_form(program):
    lead = program.ask("leads", "--where", 'company = "Vantage Foods"')["leads"][0]
    assert datetime.fromisoformat(lead["created"]).tzinfo is not None
    assert Decimal(lead["value"]) == 11500
    assert isinstance(lead["value"], str)
    assert lead["currency"] == "EUR"
    assert lead["stage"] == "New"
    assert lead["emails"] == []
    assert lead["website"] is None


def test_one_lead_with_everything(program):
    found = program.ask("lead", program.find("Nordwind Logistics"))
    assert found["name"] == "Anna Lindqvist"
    score = found["score"]
    assert set(score) >= {"value", "fit", "intent", "band", "grade", "reasons"}
    assert sum(reason["points"] for reason in score["reasons"]) == score["value"]
    assert set(score["reasons"][0]) >= {"rule", "points", "since"}
    assert [task["title"] for task in found["tasks"]] == ["Call Anna about the depot pilot"]
    assert found["clocks"][0]["state"] == "met"
    assert [touch["source"] for touch in found["touchpoints"]] == ["Website"]
    assert found["consents"][0]["status"] == "granted"
    assert {one["kind"] for one in found["activities"]} >= {"call", "page_visit", "form"}


def test_a_running_clock_says_until_when(program):
    clock = program.ask("lead", program.find("Vantage Foods"))["clocks"][0]
    assert clock["kind"] == "first response"
    assert clock["state"] == "breached"
    assert datetime.fromisoformat(clock["due"]) > datetime.fromisoformat(clock["started"])


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("lead", 999999), "not-found"),
        (("leads", "--where", "scor > 3"), "bad-filter"),
        (("leads", "--fields", "id,colour"), "no-field"),
        (("leads", "--sort", "colour"), "no-field"),
        (("history", 999999), "not-found"),
    ],
)
def test_what_is_not_there_is_a_known_error(program, words, code):
    assert program.refused(*words)["error"]["code"] == code


def test_people_get_a_table(program):
    ran = program.run("leads", "--where", 'company contains "Nordwind"')
    assert ran.code == 0
    assert "Nordwind Logistics" in ran.out
    assert ran.out.endswith("1 in all\n")


def test_history_tells_each_step_once_in_words(program):
    card = program.find("Delta Print")
    program.ask("edit", card, "city=Den Haag")
    program.ask("move", card, "Qualified")
    steps = program.ask("history", card)["steps"]
    assert [step["sentence"] for step in steps[:2]] == [
        "Move Delta Print to Qualified", "Edit city of Delta Print",
    ]  # fmt: skip
    changes = program.ask("lead", card)["changes"]
    moved = next(one for one in changes if one["field"] == "stage")
    assert (moved["before"], moved["after"]) == ("Contacted", "Qualified")
