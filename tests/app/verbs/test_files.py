"""import, imports, undo-import, export: tables in and out."""

from __future__ import annotations

import csv
import json

import pytest

TABLE = """Name;E-Mail;Telefon;Firma;Betrag
Anna Berg;anna@berg.example;+49 30 23125001;Berg AG;1.234,50
Otto Kurz;otto@kurz.example;;Kurz GmbH;99
Anna Berg;anna@berg.example;;Berg AG;
;;;;;nothing;more
"""
COUNTS = ("created", "updated", "duplicate_in_file", "flagged", "rejected")


@pytest.fixture
def table(tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_a_rehearsal_counts_every_row_and_adds_none(empty, table):
    told = empty.ask("import", table, "--dry-run")
    assert told["rows"] == sum(told[name] for name in COUNTS) == 4
    assert (told["created"], told["duplicate_in_file"], told["rejected"]) == (2, 1, 1)
    assert told["mapping"]["Betrag"] == "value"
    assert (told["delimiter"], told["header_line"], told["batch"]) == (";", 1, None)
    assert empty.ask("leads")["total"] == 0


def test_one_bad_row_stops_all_and_is_named(empty, table, tmp_path):
    told = empty.refused("import", table, "--rejects", tmp_path / "bad.csv")
    assert [one["line"] for one in told["problems"] if one["rejected"]] == [5]
    assert told["error"]["code"] == "bad-rows"
    assert empty.ask("leads")["total"] == 0
    assert "nothing" in (tmp_path / "bad.csv").read_text(encoding="utf-8-sig")


def test_good_rows_come_in_and_go_as_a_whole(anywhere, table):
    told = anywhere.ask(
        "import", table, "--bad-rows", "skip", "--owner", "priya", "--source", "List"
    )
    assert told["created"] == 2
    lead = anywhere.ask("leads", "--where", 'email = "anna@berg.example"')["leads"][0]
    assert (lead["value"], lead["owner"], lead["source"]) == ("1234.50", "priya", "List")
    newest = anywhere.ask("imports")["imports"][0]
    assert (newest["batch"], newest["file"], newest["state"]) == (
        told["batch"], "list.csv", "promoted",
    )  # fmt: skip
    anywhere.ask("edit", lead["id"], "city=Bonn")
    back = anywhere.ask("undo-import", told["batch"])
    assert back["removed"] == 1
    assert [one["id"] for one in back["kept"]] == [lead["id"]]


def test_columns_can_be_mapped_by_hand(empty, table):
    told = empty.ask(
        "import", table, "--bad-rows", "skip", "--map", "betrag=annual_revenue", "--map", "Firma="
    )
    assert told["mapping"]["Betrag"] == "annual_revenue"
    assert told["mapping"]["Firma"] is None
    assert empty.refused("import", table, "--map", "Betrag=money")["error"]["code"] == "no-field"
    assert empty.refused("import", table, "--map", "Geld=value")["error"]["code"] == "no-column"


@pytest.mark.parametrize("form", ["csv", "json", "xlsx"])
def test_everything_leaves_as_files(program, tmp_path, form):
    told = program.ask("export", tmp_path / "out", "--format", form)
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        f"{name}.{form}"
        for name in ("leads", "companies", "contacts", "activities", "tasks", "consents")
    }
    deals = program.ask("leads", "--where", 'kind = "opportunity"')["total"]
    assert told["rows"]["leads"] == 60 + deals


def test_an_exported_cell_starts_no_formula_and_finds_its_way_back(program, empty, tmp_path):
    card = program.find("Delta Print")
    program.ask("edit", card, "interest==HYPERLINK(0)")
    program.ask("export", tmp_path, "--where", f"id = {card}")
    with (tmp_path / "leads.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["interest"] == "'=HYPERLINK(0)"
    assert empty.ask("import", tmp_path / "leads.csv")["created"] == 1
    assert empty.ask("leads")["leads"][0]["interest"] == "=HYPERLINK(0)"


def test_a_filter_takes_along_what_belongs_to_its_records(program, tmp_path):
    deal = program.find("Polar Outdoor", kind="opportunity")
    told = program.ask("export", tmp_path, "--format", "json", "--where", f"id = {deal}")
    assert told["rows"]["leads"] == told["rows"]["companies"] == told["rows"]["contacts"] == 1
    tasks = json.loads((tmp_path / "tasks.json").read_text(encoding="utf-8"))
    assert [task["lead"] for task in tasks] == [deal]
