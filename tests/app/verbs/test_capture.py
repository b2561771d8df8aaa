"""capture: drafts of JSON through the intake."""

from __future__ import annotations

import json

import pytest

MAX = {
    "name": "Max Mai", "company": "Mai AG", "email": "max@mai.example", "phone": "030 23125010",
    "country": "Germany", "employees": 120, "lead_type": "demo request", "source": "Website",
    "tags": ["a", "b"], "note": "Calls in the morning.",
}  # fmt: skip


def test_a_draft_becomes_a_lead_with_owner_and_score(empty):
    made = empty.ask("capture", "-", stdin=json.dumps(MAX))
    assert [one["outcome"] for one in made] == ["created"]
    assert set(made[0]) == {"id", "outcome", "owner", "stage", "score", "reasons"}
    lead = empty.ask("lead", made[0]["id"])
    assert lead["phone"] == "+493023125010"
    assert lead["country"] == "DE"
    assert lead["tags"] == ["a", "b"]
    assert lead["score"]["value"] == made[0]["score"] > 40
    assert "Calls in the morning." in [one["note"] for one in lead["activities"]]
    assert lead["clocks"][0]["state"] == "running"
    assert lead["next_step"] is not None


def test_a_list_is_answered_in_order_and_the_known_are_updated(anywhere):
    drafts = [MAX, {"email": "max@mai.example", "city": "Berlin"}, {"note": "nobody"}]
    made = anywhere.ask("capture", "-", stdin=json.dumps(drafts))
    assert [one["outcome"] for one in made] == ["created", "updated", "rejected"]
    assert made[0]["id"] == made[1]["id"]
    assert made[2]["id"] is None
    assert made[2]["reasons"]
    assert anywhere.ask("lead", made[0]["id"])["city"] == "Berlin"


def test_the_time_of_at_is_the_time_of_the_capture(empty):
    made = empty.ask(
        "capture", "-", "--at", "2026-01-05T08:00+01:00", stdin=json.dumps({"name": "Eva Graf"})
    )
    assert empty.ask("lead", made[0]["id"])["created"] == "2026-01-05T07:00:00+00:00"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "bad-json"), ('{"nmae": "x"}', "bad-draft"), ("[1]", "bad-draft"),
        ('{"name": {}}', "bad-draft"), ('[{"name": "A"}, {"kind": "cat"}]', "bad-draft"),
    ],
)  # fmt: skip
def test_what_can_not_be_read_captures_nothing(empty, text, code):
    assert empty.refused("capture", "-", stdin=text)["error"]["code"] == code
    assert empty.ask("leads")["total"] == 0


def test_a_misspelt_field_is_named_with_the_right_one(empty):
    told = empty.refused("capture", "-", stdin='{"compny": "x"}')["error"]["title"]
    assert "compny" in told
    assert "company" in told
