"""The team's own fields, its stages and queues: exact undo, and nothing of a colleague's lost."""

from __future__ import annotations

import json
import threading

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.pipeline import TEMPLATES
from leaddesk.service.commands import Command, EditLead, Redo, SaveStage, SaveView, Undo
from leaddesk.service.team_commands import (
    CUSTOM_FIELDS,
    OrderStages,
    RemoveField,
    SaveField,
    SaveQueue,
    UseTemplate,
)
from leaddesk.storage.facts_check import check_facts
from tests.features.conftest import Office


def fields(office: Office) -> list[str]:
    held = office.storage.read(lambda r: r.setting(CUSTOM_FIELDS))
    return list(map(str, json.loads(held or "[]")))


def columns(office: Office) -> list[tuple[object, ...]]:
    found = office.storage.read(lambda r: r.pipeline()).columns
    return [(s.id, s.name, s.lifecycle, s.position, s.probability, s.requires) for s in found]


def with_values(office: Office) -> int:
    office.do(SaveField("Fleet"), office.maya)
    office.do(SaveField("Region code"), office.maya)
    lead = office.new_lead(office.ana)
    office.do(EditLead(lead, {"Fleet": "10k", "Region code": "N"}))
    return lead


def test_a_renamed_field_and_its_values_come_back_together(office: Office) -> None:
    lead = with_values(office)
    assert office.do(SaveField("Means", "Fleet"), office.maya).result == 1
    assert fields(office) == ["Means", "Region code"]
    assert office.lead(lead).custom == {"Means": "10k", "Region code": "N"}
    office.do(Undo(), office.maya)
    assert fields(office) == ["Fleet", "Region code"]
    assert office.lead(lead).custom == {"Fleet": "10k", "Region code": "N"}
    office.do(Redo(), office.maya)
    assert fields(office) == ["Means", "Region code"]
    assert office.lead(lead).custom == {"Means": "10k", "Region code": "N"}


def test_a_removed_field_comes_back_with_its_values_at_its_place(office: Office) -> None:
    lead = with_values(office)
    assert office.do(RemoveField("Fleet"), office.maya).result == 1
    assert fields(office) == ["Region code"]
    office.do(SaveField("Later"), office.maya)
    step = next(
        e.step for e in office.storage.read(lambda r: r.history(limit=9))
        if e.step.args.get("name") == "Fleet" and e.step.mode == "do"
    )  # fmt: skip
    office.do(Undo(step.id), office.maya)
    assert fields(office) == ["Fleet", "Region code", "Later"]
    assert office.lead(lead).custom == {"Fleet": "10k", "Region code": "N"}


def test_a_new_field_is_told_and_taken_back(office: Office) -> None:
    outcome = office.do(SaveField("Fleet"), office.maya)
    assert outcome.step is not None, "other programs hear of it, and a toast offers Undo"
    assert {change.kind for change in outcome.changes} == {"setting"}
    office.do(Undo(), office.maya)
    assert fields(office) == []


def test_an_undo_that_would_make_a_field_twice_is_refused(office: Office) -> None:
    with_values(office)
    removed = office.do(RemoveField("Fleet"), office.maya).step
    assert removed is not None
    office.do(SaveField("Fleet"), office.maya)
    with pytest.raises(KnownError):
        office.do(Undo(removed.id), office.maya)
    office.do(Undo(removed.id, force=True), office.maya)
    assert sorted(fields(office)) == ["Fleet", "Region code"]


def test_fields_that_two_managers_add_at_once_are_both_there(office: Office) -> None:
    begun = threading.Barrier(4)
    troubles: list[BaseException] = []

    def add(name: str) -> None:
        begun.wait(5)
        try:
            office.do(SaveField(name), office.maya)
        except BaseException as error:  # noqa: BLE001 - told below
            troubles.append(error)

    names = [f"Field {n}" for n in range(4)]
    threads = [threading.Thread(target=add, args=(name,)) for name in names]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not troubles
    assert sorted(fields(office)) == names


@pytest.mark.parametrize(
    "command",
    [SaveField("X"), RemoveField("X"), SaveQueue(None, "Q"), OrderStages(()), UseTemplate("full")],
)
def test_only_managers_set_the_team_up(office: Office, command: Command) -> None:
    with pytest.raises(KnownError, match="Only managers"):
        office.do(command, office.ana)


def test_a_rep_does_not_undo_what_a_manager_set_up(office: Office) -> None:
    """By naming the step; one's own view is one's own affair."""
    field = office.do(SaveField("Fleet"), office.maya).step
    view = office.do(SaveView(None, "Mine"), office.maya).step
    own = office.do(SaveView(None, "My own"), office.ana).step
    assert field is not None
    assert view is not None
    assert own is not None
    for step in (field, view):
        with pytest.raises(KnownError, match="Only managers"):
            office.do(Undo(step.id), office.ana)
    assert fields(office) == ["Fleet"]
    office.do(Undo(own.id), office.ana)
    office.do(Undo(field.id), office.maya)
    assert fields(office) == []


def test_another_template_and_back_is_exact(office: Office) -> None:
    lead = office.new_lead(office.ana)
    office.move(lead, "Contacted")
    before = columns(office)
    office.do(UseTemplate("full"), office.maya)
    assert [c[1] for c in columns(office)] == [
        plan.name for plan in TEMPLATES["full"] if plan.role == "column"
    ]
    office.do(Undo(), office.maya)
    assert columns(office) == before
    assert office.stage_of(lead) == "Contacted"
    with office.storage.database.read() as connection:
        assert list(check_facts(connection)) == []


def test_a_template_keeps_the_columns_of_its_names(office: Office) -> None:
    """A renamed column gets what no other one's name claims."""
    offer, talks = office.stage("Proposal"), office.stage("Negotiation")
    office.do(SaveStage(offer.id, "Offer", "opportunity", position=offer.position), office.maya)
    office.do(OrderStages((talks.id, offer.id)), office.maya)
    office.do(UseTemplate("full"), office.maya)
    assert office.stage("Negotiation").id == talks.id
    assert office.stage("Proposal").id == offer.id


def test_a_pipeline_in_another_language_is_the_same_pipeline(office: Office) -> None:
    german = (("Contacted", "Kontaktiert"), ("Qualified", "Qualifiziert"), ("New", "Neu"))
    before = {c[1]: c[0] for c in columns(office)}
    office.do(UseTemplate("simple", german), office.maya)
    after = {c[1]: c[0] for c in columns(office)}
    words = dict(german)
    assert after == {words.get(name, name): one for name, one in before.items()}
    # A file in English still finds its stage.
    lead = office.new_lead(office.ana, stage="Contacted")
    assert office.stage_of(lead) == "Kontaktiert"


def test_the_order_of_stages_comes_back(office: Office) -> None:
    before = columns(office)
    ids = [one.id for one in office.storage.read(lambda r: r.pipeline()).columns[:3]]
    office.do(OrderStages((ids[2], ids[0], ids[1])), office.maya)
    assert [c[0] for c in columns(office)[:3]] == [ids[2], ids[0], ids[1]]
    office.do(Undo(), office.maya)
    assert columns(office) == before
