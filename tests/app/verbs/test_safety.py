"""backup, restore, verify, doctor, config."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import jsonschema
import pytest

from leaddesk.app.configuration.document import read_schema
from leaddesk.storage.sqlite_driver import open_file

HOLD = """
import sys
from pathlib import Path
from leaddesk.storage.sqlite_driver import open_file
held = open_file(Path(sys.argv[1]), "rw")
held.execute("SELECT count(*) FROM lead").fetchall()
print("open", flush=True)
sys.stdin.read()
held.close()
"""


@contextmanager
def somebody_else(path: Path) -> Iterator[None]:
    """Another program that has the file open and does nothing with it."""
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        yield
        other.communicate()


def test_a_backup_brings_everything_back_and_keeps_what_it_replaces(program, tmp_path):
    copy = tmp_path / "copy.db"
    assert program.ask("backup", copy)["rows"]["lead"] > 60
    program.ask("delete", "--where", "score >= 0")
    assert program.ask("leads")["total"] == 0
    told = program.ask("restore", copy)
    assert program.ask("leads")["total"] == 60
    with closing(open_file(Path(told["kept"]), "ro")) as old:
        deleted = "SELECT count(*) FROM lead WHERE deleted_at IS NOT NULL"
        assert old.execute(deleted).fetchone()[0] == 60
    assert program.refused("backup", copy)["error"]["code"] == "exists"


def test_a_restore_waits_until_nobody_has_the_file_open(program, tmp_path):
    copy = tmp_path / "copy.db"
    program.ask("backup", copy)
    with somebody_else(program.folder / "leaddesk.db"):
        assert program.refused("restore", copy)["error"]["code"] == "in-use"
    assert program.ask("leads")["total"] == 60


def test_a_restore_to_a_new_file_touches_nothing_else(program, tmp_path):
    backup = program.ask("backup")["file"]
    told = program.ask("restore", backup, "--to", tmp_path / "new.db")
    assert told["kept"] is None
    assert (tmp_path / "new.db").is_file()
    (tmp_path / "not.db").write_text("no database")
    assert program.refused("restore", tmp_path / "not.db")["error"]["code"] == "damaged"
    assert program.ask("leads")["total"] == 60


def test_verify_finds_the_sample_whole_on_both_databases(anywhere):
    assert anywhere.ask("verify")["findings"] == []


@pytest.mark.parametrize(
    ("damage", "kind"),
    [
        ("UPDATE counter SET n = n + 1 WHERE n > 0", "counters"),
        ("UPDATE lead SET next_due = next_due + 1 WHERE next_due IS NOT NULL", "next-steps"),
        ("UPDATE lead SET owner_id = NULL, team_id = NULL", "owners"),
        ("UPDATE lead SET column_id = NULL", "columns"),
        ("DELETE FROM lead_search WHERE rowid = (SELECT min(rowid) FROM lead_search)", "search"),
    ],
)
def test_verify_names_what_does_not_fit(program, damage, kind):
    with closing(open_file(program.folder / "leaddesk.db", "rw")) as file:
        file.execute(damage)
    told = program.refused("verify")
    assert kind in {one["kind"] for one in told["findings"]}


def test_the_doctor_looks_at_everything_and_says_how_to_mend(program):
    told = program.ask("doctor")
    assert told["problems"] == 0
    missing = next(one for one in told["findings"] if one["area"] == "backups")
    assert (missing["state"], bool(missing["mend"])) == ("warning", True)
    program.ask("backup")
    states = {one["area"]: one["state"] for one in program.ask("doctor")["findings"]}
    assert states["backups"] == "ok"


def test_a_configuration_goes_round_without_a_change(anywhere, tmp_path):
    anywhere.ask("config", "export", tmp_path / "team.json")
    document = json.loads((tmp_path / "team.json").read_text(encoding="utf-8"))
    jsonschema.validate(document, anywhere.ask("config", "schema"))
    assert anywhere.ask("config", "import", tmp_path / "team.json")["changed"] == []


def test_an_import_of_a_configuration_changes_what_differs(anywhere, tmp_path):
    anywhere.ask("config", "export", tmp_path / "team.json")
    document = json.loads((tmp_path / "team.json").read_text(encoding="utf-8"))
    document["fields"] = ["seats"]
    document["stages"][1]["probability"] = 30
    document["stages"].append({"name": "Trial", "belongs": "lead", "lifecycle": "sal"})
    document["users"].append({"login": "zoe", "name": "Zoe", "role": "manager"})
    document["rules"]["routing"]["rules"].insert(
        0,
        {"name": "Spain", "when": {"field": "country", "op": "eq", "value": "ES"}, "user": "zoe"},
    )
    (tmp_path / "new.json").write_text(json.dumps(document), encoding="utf-8")
    shown = anywhere.ask("config", "import", tmp_path / "new.json", "--dry-run")
    done = anywhere.ask("config", "import", tmp_path / "new.json")
    assert shown["changed"] == done["changed"]
    assert [(one["part"], one["name"]) for one in done["changed"]] == [
        ("stages", "Contacted"), ("stages", "Trial"), ("fields", "fields"), ("users", "zoe"),
        ("rules", "routing"),
    ]  # fmt: skip
    assert anywhere.ask("config", "import", tmp_path / "new.json")["changed"] == []
    draft = {"name": "Pau Gil", "country": "Spain", "seats": "40"}
    made = anywhere.ask("capture", "-", stdin=json.dumps(draft))
    assert made[0]["owner"] == "zoe"
    assert anywhere.ask("lead", made[0]["id"])["seats"] == "40"


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"version": 2}, "version"),
        ({"stages": [{"name": "X"}]}, "stages.0"),
        ({"rules": {"routing": {"rules": [{"name": "R", "user": "ghost"}]}}}, "ghost"),
        ({"rules": {"scoring": {"fit": [{"name": "a", "when": {"field": "x"}, "points": 1}],
                                "intent": [], "bands": []}}}, "scoring"),
        ({"reasons": ["boredom"]}, "reasons"),
    ],
)  # fmt: skip
def test_a_configuration_that_can_not_be_is_refused_whole(program, change, told):
    document = {"format": "leaddesk-config", "version": 1, "fields": ["seats"], **change}
    error = program.refused("config", "import", "-", stdin=json.dumps(document))["error"]
    assert told in error["title"]
    assert program.ask("config", "export", "-")["fields"] == []


def test_the_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(read_schema())
