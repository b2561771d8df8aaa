"""Whose turn it is: new leads of an import are shared out among those who take leads."""

from __future__ import annotations

import pytest

from leaddesk.service.import_job import SLICE
from tests.features.imports.conftest import Imports, check_sums, documents, many


def spread(imports: Imports) -> list[int]:
    owners = [row[0] for row in imports.tables()["lead"]]
    assert owners
    office = imports.office
    per = {office.ana.id: 0, office.ben.id: 0}
    for lead_id in owners:
        owner = office.lead(lead_id).owner_id
        if owner in per:
            per[owner] += 1
    return sorted(per.values())


def test_new_leads_are_shared_out_fairly(imports: Imports):
    batch = imports.typed(*many(25))
    assert spread(imports) == [12, 13]
    assert dict(batch.owners) == {
        owner: sum(1 for lead in imports.leads(batch) if lead.owner_id == owner)
        for owner in (imports.office.ana.id, imports.office.ben.id)
    }


@pytest.mark.parametrize("others", [1, 2, pytest.param(3, marks=pytest.mark.slow)])
def test_turns_that_others_took_meanwhile_are_theirs(imports: Imports, others):
    office = imports.office
    batch, plan = imports.staged(*many(2 * SLICE + 5))
    for _ in range(others):
        office.new_lead()
    done = imports.promote(batch, plan)
    low, high = spread(imports)
    assert (low + high, high - low <= 1) == (2 * SLICE + 5 + others, True)
    names = {office.ana.id: "Ana Ruiz", office.ben.id: "Ben Okafor"}
    for detail in imports.details(done)[:20]:
        lead = detail.lead
        assert documents(imports, lead.id)["routed"].startswith(f"turn of {names[lead.owner_id]}")
        assert {task.owner_id for task in detail.tasks} == {lead.owner_id}
    check_sums(imports)
    # the next one goes on after them
    office.new_lead()
    low, high = spread(imports)
    assert high - low <= 1
