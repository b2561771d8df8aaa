"""Matchings with a name: used for files whose headings differ, renamed, removed."""

from __future__ import annotations

import json

import pytest

from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.import_flow import MATCH, ImportFlow
from leaddesk.presentation.imports.matching_list import MatchingList
from leaddesk.presentation.imports.matchings import (
    NAMED,
    named_matching,
    read_named,
    with_matching,
)
from leaddesk.service.commands import SaveTeamSetting
from tests.presentation.imports.fair import HEADER, fair_list

MADE = Decisions(
    ColumnMap(("Firma", "E-Mail", "Halle"), ("company", "email", "custom:Halle")),
    date_order="mdy",
    choices=(("stage", "offen", "New"),),
)


def test_it_knows_columns_by_their_name_and_leaves_the_others():
    matching = named_matching("  Trade   fairs ", MADE)
    assert matching.name == "Trade fairs"
    other = Decisions(ColumnMap(("Name", " firma", "HALLE", "Mail"), ("name", "", "", "email")))
    assert matching.fits(other.mapping.header) == 2
    used = with_matching(other, matching)
    assert used.mapping.fields == ("name", "company", "custom:Halle", "email")
    assert (used.date_order, used.choices) == ("mdy", (("stage", "offen", "New"),))


def test_a_field_that_it_needs_moves_there():
    other = Decisions(ColumnMap(("E-Mail", "Work mail"), ("", "email")))
    assert with_matching(other, named_matching("x", MADE)).mapping.fields == ("email", "emails")


@pytest.mark.parametrize(
    "document", [None, "", "[", "3", '[{"name": "x"}]', '[{"name": "", "columns": [], "said": ""}]',
                 json.dumps([{"name": "x", "columns": [["a", "shoe"]], "said": ""}])]
)  # fmt: skip
def test_what_is_damaged_is_left_out(document):
    assert read_named(document) == ()


@pytest.fixture
def flow(shop):
    made = ImportFlow(shop.client, shop.files, shop.money, settle_ms=0)
    made.choose(fair_list(shop.folder))
    made.go(MATCH)
    return made


def names(matchings):
    return [one.name for one in matchings.matchings]


def test_it_is_saved_used_renamed_removed_and_put_back(shop, flow):
    matchings = MatchingList(shop.client, flow)
    assert names(matchings) == []
    flow.set_field(10, "custom:Id")
    matchings.save("Fairs")
    matchings.save("fairs")  # of one name there is one
    assert names(matchings) == ["fairs"]
    flow.set_field(10, "")
    matchings.use(matchings.matchings[0])
    assert flow.decisions.mapping.fields[10] == "custom:Id"
    matchings.rename(matchings.matchings[0], "Trade fairs")
    (kept,) = matchings.matchings
    assert kept.name == "Trade fairs"
    matchings.remove(kept)
    assert names(matchings) == []
    matchings.put_back(kept)
    assert names(matchings) == ["Trade fairs"]


def test_a_rep_has_his_own_and_may_only_use_the_teams(shop, flow):
    manager = MatchingList(shop.client, flow)
    manager.save("The team's")
    shop.client.connect_desk(shop.desk.as_user(shop.priya.id))
    mine = ImportFlow(shop.client, shop.files, shop.money, settle_ms=0)
    mine.choose(fair_list(shop.folder))
    matchings = MatchingList(shop.client, mine)
    matchings.save("My own")
    assert {one.name: one.is_mine for one in matchings.matchings} == {
        "The team's": False, "My own": True,
    }  # fmt: skip
    assert [one.name for one in read_named(shop.desk.ask(lambda r: r.setting(NAMED)))] == [
        "The team's"
    ]


def test_what_fits_best_comes_first(shop, flow):
    shop.desk.execute(
        SaveTeamSetting(NAMED, json.dumps([
            {"name": "A", "columns": [["nothing", "company"]], "said": "{}"},
            {"name": "B", "columns": [[HEADER[0].casefold(), "company"]], "said": "{}"},
        ]))
    )  # fmt: skip
    flow.choose(fair_list(shop.folder, rows=25))
    matchings = MatchingList(shop.client, flow)
    assert names(matchings) == ["B", "A"]


def test_a_new_field_becomes_one_of_the_teams(shop, qtbot):
    flow = ImportFlow(shop.client, shop.files, shop.money, settle_ms=0)
    flow.choose(fair_list(shop.folder, unknown_stage=False))
    flow.go(MATCH)
    flow.set_field(10, "custom:Id")
    qtbot.waitUntil(lambda: flow.is_settled)
    flow.add_rows()
    assert json.loads(shop.desk.ask(lambda r: r.setting("custom_fields"))) == ["Id"]
    again = ImportFlow(shop.client, shop.files, shop.money, settle_ms=0)
    again.choose(fair_list(shop.folder, rows=25))
    assert again.file.known.own_fields == ("Id",)
