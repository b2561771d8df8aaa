"""edit, move, assign, delete, log, task, convert, undo: the verbs of the screens."""

from __future__ import annotations

import pytest

from leaddesk.service import bulk_job


def test_edit_reads_values_like_cells_and_counts_the_version(anywhere):
    card = anywhere.find("Delta Print")
    changed = anywhere.ask(
        "edit", card, "phone=+31 30 555 12 99", "tags=vip, print", "value=6,500.50", "city="
    )
    assert changed["phone"] == "+31305551299"
    assert changed["tags"] == ["vip", "print"]
    assert changed["value"] == "6500.50"
    assert changed["city"] is None
    assert changed["version"] == 2
    assert anywhere.ask("edit", card, "tags+=new", "tags-=vip")["tags"] == ["print", "new"]


def test_an_old_version_is_a_conflict_and_changes_nothing(program):
    card = program.find("Delta Print")
    program.ask("edit", card, "city=Delft", "--version", 1)
    told = program.refused("edit", card, "--version", 1, "city=Gouda")
    assert told["error"]["code"] == "conflict"
    assert program.ask("lead", card)["city"] == "Delft"


@pytest.mark.parametrize(
    "words",
    [
        ("score=3",), ("colour=red",), ("phone=12",), ("stage=New",),
        ("close_date=2026-02-30",),
    ],
)  # fmt: skip
def test_what_can_not_be_edited_is_refused_whole(program, words):
    card = program.find("Delta Print")
    before = program.ask("lead", card)
    program.refused("edit", card, *words)
    assert program.ask("lead", card) == before


def test_a_move_asks_for_what_the_stage_requires(anywhere):
    deal = anywhere.find("Polar Outdoor", kind="opportunity")
    told = anywhere.refused("move", deal, "lost")
    assert told["error"]["code"] == "needed"
    assert told["error"]["fields"] == ["reason"]
    lost = anywhere.ask("move", deal, "lost", "--reason", "no budget")
    assert (lost["stage"], lost["lifecycle"], lost["reason"]) == ("Lost", "lost", "no budget")


def test_a_lead_moved_over_the_divider_becomes_an_opportunity(program):
    card = program.find("Lumen Dental")
    deal = program.ask("move", card, "proposal")
    assert deal["kind"] == "opportunity"
    assert deal["lead"] == card
    assert program.ask("lead", card)["opportunity"] == deal["id"]
    assert program.ask("undo")["sentence"] == "Move Lumen Dental to Proposal"
    assert program.ask("lead", card)["stage"] == "Qualified"


def test_convert_names_what_it_made(program):
    card = program.find("Lumen Dental")
    made = program.ask(
        "convert", card, "value=12500", "currency=EUR", "close_date=2031-05-01", "stage=Negotiation"
    )
    deal = program.ask("lead", made["opportunity"])
    assert (deal["value"], deal["close_date"], deal["stage"]) == (
        "12500", "2031-05-01", "Negotiation",
    )  # fmt: skip
    assert made["contact"] == deal["contact"]
    assert made["company"] == deal["company_id"]
    assert program.refused("edit", card, "city=Cork")["error"]["code"] == "read-only"


def test_disqualify_needs_a_reason_and_takes_it_by_name(program):
    card = program.find("Maple Dairy")
    assert program.refused("disqualify", card)["error"]["fields"] == ["reason"]
    assert (
        "Choose one of" in program.refused("disqualify", card, "--reason", "bored")["error"]["hint"]
    )
    gone = program.ask("disqualify", card, "--reason", "timing", "--until", "2031-01-15")
    assert (gone["lifecycle"], gone["reason"], gone["until"]) == (
        "disqualified", "timing", "2031-01-15",
    )  # fmt: skip


def test_several_records_are_one_step(anywhere):
    where = 'stage = "New"'
    count = anywhere.ask("leads", "--where", where)["total"]
    shown = anywhere.ask("assign", "priya", "--where", where, "--dry-run")
    assert len(shown["done"]) == count
    assert shown["step"] is None
    assert anywhere.ask("leads", "--where", 'stage = "New" and owner = "priya"')["total"] < count
    done = anywhere.ask("assign", "priya", "--where", where)
    assert sorted(done["done"]) == sorted(shown["done"])
    assert anywhere.ask("leads", "--where", 'stage = "New" and owner = "priya"')["total"] == count
    assert anywhere.ask("undo", done["step"])["step"] == done["step"]
    assert anywhere.ask("leads", "--where", 'stage = "New" and owner = "priya"')["total"] < count


def test_a_rehearsal_tells_field_by_field_and_leaves_no_step(program):
    card = program.find("Delta Print")
    before = program.ask("history", "--limit", 1)
    shown = program.ask("edit", card, "city=Gouda", "--dry-run")
    assert {"id": card, "kind": "lead", "field": "city", "before": "Utrecht", "after": "Gouda"} in (
        shown["changes"]
    )
    assert program.ask("history", "--limit", 1) == before
    assert program.ask("lead", card)["city"] == "Utrecht"


def test_in_a_bulk_step_each_failure_stands_beside_its_id(program):
    good, deal = program.find("Delta Print"), program.find("Polar Outdoor")
    done = program.ask("edit", f"{good},{deal},987654", "city=Gouda")
    assert done["done"] == [good]
    assert [one["id"] for one in done["failed"]] == [deal, 987654]
    assert all(one["reason"] for one in done["failed"])
    told = program.refused("edit", f"{deal},987654", "city=Gouda")
    assert told["done"] == []
    assert len(told["failed"]) == 2
    assert told["error"]["code"] == "all-failed"


def test_log_task_and_done_for_one_and_for_many(program):
    card, other = program.find("Delta Print"), program.find("Maple Dairy")
    logged = program.ask("log", card, "--kind", "call", "--outcome", "reached", "--note", "Nice")
    assert logged["activity"]["note"] == "Nice"
    assert logged["last_activity"] == logged["activity"]["at"]
    planned = program.ask("task", card, "--due", "2031-03-04T10:00+01:00", "--kind", "call")
    assert planned["next_step"] == "2031-03-04T09:00:00+00:00"
    task = planned["task"]["id"]
    moved = program.ask("snooze", task, "--until", "2031-03-05")
    assert moved["task"]["due"].startswith("2031-03-05T23:59:59")
    finished = program.ask("done", task, "--outcome", "voicemail")
    assert finished["task"]["state"] == "done"
    assert finished["next_step"] is None
    assert program.refused("done", task)["error"]["code"] == "closed"
    many = program.ask("task", f"{card},{other}", "--due", "2031-01-01", "--kind", "email")
    assert sorted(many["done"]) == sorted([card, other])
    assert program.ask("undo", many["step"])["changes"] >= 2
    assert program.ask("lead", card)["next_step"] is None


def test_consent_is_recorded_with_its_evidence(program):
    card = program.find("Delta Print")
    denied = program.ask(
        "consent", card, "--channel", "email", "--status", "denied", "--evidence", "mail of 3 May"
    )
    assert denied["consent_email"] == "denied"
    newest = program.ask("lead", card)["consents"][0]
    assert (newest["status"], newest["evidence"]) == ("denied", "mail of 3 May")


def test_many_records_are_changed_in_slices_that_are_one_step(anywhere, monkeypatch):
    where = 'stage = "New"'
    monkeypatch.setattr(bulk_job, "SLICE", 2)
    count = anywhere.ask("leads", "--where", where)["total"]
    done = anywhere.ask("edit", "--where", where, "tags+=fair")
    assert set(done) == {"done", "failed", "step"}
    assert len(done["done"]) == count > 2
    assert anywhere.ask("leads", "--where", 'tags = "fair"')["total"] == count
    steps = anywhere.ask("history", "--limit", 2)["steps"]
    assert steps[0]["step"] == done["step"]
    assert steps[0]["sentence"] == f"Tag {count} leads: fair"
    undone = anywhere.ask("undo")
    assert undone["step"] == done["step"]
    assert anywhere.ask("leads", "--where", 'tags = "fair"')["total"] == 0
    planned = anywhere.ask("task", "--where", where, "--due", "2026-04-01", "--kind", "call")
    assert len(planned["done"]) == count
    assert anywhere.ask("undo")["step"] == planned["step"]


def test_the_bin_gives_back_what_went_in(anywhere):
    card = anywhere.find("Delta Print")
    assert anywhere.ask("delete", card)["deleted"] is not None
    assert anywhere.ask("leads", "--bin")["total"] == 1
    assert anywhere.ask("leads")["total"] == 29
    assert anywhere.ask("undelete", "--where", 'company = "Delta Print"')["done"] == [card]
    assert anywhere.ask("leads")["total"] == 30


def test_undo_and_redo_walk_the_own_steps(program):
    card = program.find("Delta Print")
    program.ask("edit", card, "city=Gouda")
    undone = program.ask("undo")
    assert undone["sentence"] == "Edit city of Delta Print"
    assert program.ask("lead", card)["city"] == "Utrecht"
    program.ask("redo")
    assert program.ask("lead", card)["city"] == "Gouda"
    assert program.refused("redo")["error"]["code"] == "nothing"


def test_acting_as_somebody_else(program):
    card = program.find("Delta Print")
    program.ask("--as", "priya", "edit", card, "city=Gouda")
    assert program.ask("history", card)["steps"][0]["user"] == "Priya Shah"
    assert program.refused("--as", "nobody", "leads")["error"]["code"] == "no-user"


@pytest.mark.parametrize(
    "words",
    [
        ("edit", "city=Gouda"), ("edit", "20", "nonsense"), ("edit", "20"), ("move", "20"),
        ("assign", "20"), ("delete",), ("delete", "20", "--where", "score > 1"), ("done", "x"),
        ("edit", "20", "tags+=a", "city=Gouda"), ("leads", "--limit", "-1"),
    ],
)  # fmt: skip
def test_a_wrong_command_line_is_told_as_such(program, words):
    ran = program.run(*words, "--json")
    assert ran.code == 2
    assert ran.json["error"]["title"]
    assert ran.json["error"]["hint"]


@pytest.mark.parametrize(
    "words",
    [
        ("delete", "--where", "score > 1000"), ("move", "20", "Nowhere"),
        ("assign", "20", "nobody"), ("done", "999999"), ("undo", "999999"),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused_in_words(program, words):
    told = program.refused(*words)["error"]
    assert told["title"]
    assert told["hint"]
