"""Saved views on the command line: in the configuration, and as a way to name leads."""

from __future__ import annotations

import json

import pytest

LATE = {
    "name": "High and open", "layout": "board", "scope": "team", "sort": "score", "columns": [],
    "when": {"all": [{"field": "score", "op": "ge", "value": 50}]},
}  # fmt: skip
MINE = {
    "name": "Mine", "layout": "list", "scope": "mine", "sort": "company",
    "columns": ["lead", "value"], "when": None,
}  # fmt: skip


def brought_in(program, folder, *views):
    """What an import of a document with these views changes."""
    document = {"format": "leaddesk-config", "version": 1, "views": list(views)}
    (folder / "views.json").write_text(json.dumps(document), encoding="utf-8")
    return program.ask("config", "import", folder / "views.json")["changed"]


def test_shared_views_go_round_in_the_configuration(anywhere, tmp_path) -> None:
    assert anywhere.ask("config", "export", "-")["views"] == []
    changed = brought_in(anywhere, tmp_path, LATE, MINE)
    assert [(one["part"], one["name"]) for one in changed] == [
        ("views", "High and open"), ("views", "Mine"),
    ]  # fmt: skip
    assert anywhere.ask("config", "export", "-")["views"] == [LATE, MINE]
    assert brought_in(anywhere, tmp_path, LATE, MINE) == []
    other = {
        "name": "high and open",
        "sort": "",
        "when": {"field": "score", "op": "ge", "value": "50"},
    }
    assert [one["fields"] for one in brought_in(anywhere, tmp_path, other)] == [["name", "when"]]
    anywhere.ask("undo")
    anywhere.ask("undo")
    assert anywhere.ask("config", "export", "-")["views"] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"when": {"field": "score", "op": "contains", "value": "5"}}, "filter of the view"),
        ({"layout": "pie"}, "views.1.layout"),
        ({"sort": "-nothing"}, "can't be ordered"),
        ({"name": " "}, "needs a name"),
    ],
)
def test_a_view_that_makes_no_sense_is_refused(program, tmp_path, change, said: str) -> None:
    document = {"format": "leaddesk-config", "version": 1, "views": [MINE, {**LATE, **change}]}
    (tmp_path / "bad.json").write_text(json.dumps(document), encoding="utf-8")
    assert said in str(program.refused("config", "import", tmp_path / "bad.json"))
    assert program.ask("config", "export", "-")["views"] == []


def test_a_view_names_leads(program, tmp_path) -> None:
    brought_in(program, tmp_path, LATE, MINE)
    found = program.ask("leads", "--view", "high  AND open")["leads"]
    scores = [lead["score"] for lead in found]
    assert scores
    assert scores == sorted(scores, reverse=True)
    assert min(scores) >= 50
    where = 'score >= 50 and lifecycle != "x"'
    assert len(found) < program.ask("leads", "--where", where)["total"]  # closed ones are left out
    assert {lead["kind"] for lead in found} == {"lead", "opportunity"}
    narrowed = program.ask("leads", "--view", "high and open", "--where", "score >= 90")
    assert 0 < narrowed["total"] == sum(score >= 90 for score in scores) < len(scores)


def test_my_view_is_mine_for_whoever_asks(program, tmp_path) -> None:
    brought_in(program, tmp_path, MINE)
    users = program.ask("config", "export", "-")["users"]
    rep = next(user["login"] for user in users if user["role"] == "rep")
    found = program.ask("--as", rep, "leads", "--view", "Mine", "--fields", "owner,company")[
        "leads"
    ]
    assert {lead["owner"] for lead in found} == {rep}
    companies = [lead["company"].casefold() for lead in found]
    assert companies == sorted(companies)


def test_a_view_that_is_not_there_is_said_with_those_that_are(program, tmp_path) -> None:
    assert "No view is saved yet." in str(program.refused("leads", "--view", "Mine"))
    brought_in(program, tmp_path, LATE)
    refused = str(program.refused("leads", "--view", "High and opne"))
    assert "Did you mean “High and open”?" in refused


def test_a_day_of_a_filter_is_one_of_the_users_own_zone(anywhere, tmp_path) -> None:
    (made,) = anywhere.ask(
        "capture", "-", stdin=json.dumps({"company": "Zone", "created": "2026-03-09T16:30:00Z"})
    )
    view = {
        **MINE, "name": "That day", "scope": "team",
        "when": {"field": "created", "op": "eq", "value": "2026-03-10"},
    }  # fmt: skip
    brought_in(anywhere, tmp_path, view)
    ways = (["--view", "That day"], ["--where", "created = 2026-03-10"])

    def found() -> list[list[int]]:
        return [[one["id"] for one in anywhere.ask("leads", *way)["leads"]] for way in ways]

    for zone, ids in (("UTC", []), ("Asia/Tokyo", [made["id"]])):
        users = anywhere.ask("config", "export", "-")["users"]
        document = {
            "format": "leaddesk-config", "version": 1,
            "users": [{**user, "time_zone": zone} for user in users],
        }  # fmt: skip
        (tmp_path / "zone.json").write_text(json.dumps(document), encoding="utf-8")
        anywhere.ask("config", "import", tmp_path / "zone.json")
        assert found() == [ids, ids]
