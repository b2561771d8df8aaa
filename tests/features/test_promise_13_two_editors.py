"""Promise 13: two editors on the same leads never overwrite each other unseen, by form, in place,
by drag or in bulk; and different fields never stand in each other's way."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import pytest

from leaddesk.base.errors import Conflict
from leaddesk.service import commands as c
from leaddesk.service.desk import Desk
from tests.support.promise import promise

pytestmark = pytest.mark.reliability
LEADS, STAGES = 10, ("New", "Contacted", "Qualified")


@dataclass
class Editor:
    """One program on the data. `saved` lists (lead, field, seen, written)."""

    desk: Desk
    chance: random.Random
    own_field: str
    stages: dict[str, int]
    saved: list[tuple[int, str, object, object]] = field(default_factory=list)
    told: Counter = field(default_factory=Counter)

    def look(self, lead_id):
        return self.desk.ask(lambda reader: reader.leads([lead_id]))[lead_id]

    def edit(self, seen, number):
        """What somebody does who looked at `seen`; it may be old by now."""
        way = self.chance.choice(("form", "in place", "drag", "bulk"))
        text = f"{self.own_field} {number}"
        if way == "drag":
            stage = self.stages[self.chance.choice(STAGES)]
            wanted = [(seen.id, "stage_id", seen.stage_id, stage)]
            command = c.MoveLeads((seen.id,), stage, versions={seen.id: seen.version})
        elif way == "bulk":
            command = c.EditLeads((seen.id,), {self.own_field: text})
            wanted = []
        else:
            fields = ("city", "budget") if way == "form" else ("city",)
            command = c.EditLead(
                seen.id, dict.fromkeys(fields, text), {f: getattr(seen, f) for f in fields}
            )
            wanted = [(seen.id, name, getattr(seen, name), text) for name in fields]
        try:
            self.desk.execute(command)
        except Conflict as conflict:
            self.told[f"{way} conflict"] += 1
            self.told["conflict with nobody"] += not conflict.who
        else:
            self.saved += wanted
            self.told[way] += 1


def pair_of(office, seed):
    stages = {name: office.stage(name).id for name in STAGES}
    return [
        Editor(office.desk(user, office.second_program()), random.Random(seed + n), name, stages)
        for n, (user, name) in enumerate(((office.ana, "region"), (office.ben, "industry")))
    ]


@pytest.mark.parametrize(
    "edits",
    [pytest.param(400, id="fast"), pytest.param(8000, id="full", marks=pytest.mark.slow)],
)
def test_no_edit_is_overwritten_unseen(office, edits):
    seed = 13
    ids = [office.new_lead() for _ in range(LEADS)]
    start = {lead_id: office.lead(lead_id) for lead_id in ids}
    editors = pair_of(office, seed)

    def work(editor):
        seen = {lead_id: editor.look(lead_id) for lead_id in ids}
        for number in range(edits):
            lead_id = editor.chance.choice(ids)
            if editor.chance.random() < 0.7:  # else a form that has been open for a while
                seen[lead_id] = editor.look(lead_id)
            editor.edit(seen[lead_id], f"{editor.own_field} {number}")

    with promise(13, seed=seed) as measured:
        with ThreadPoolExecutor(2) as pool:
            list(pool.map(work, editors))
        told = editors[0].told + editors[1].told
        assert told.pop("conflict with nobody", 0) == 0
        assert sum(told.values()) == 2 * edits
        assert told["bulk conflict"] == 0  # their fields are nobody else's
        overwritten = sum(
            broken_links(editors, lead_id, name, getattr(start[lead_id], name),
                         getattr(office.lead(lead_id), name))
            for lead_id in ids for name in ("city", "budget", "stage_id")
        )  # fmt: skip
        conflicts = sum(n for way, n in told.items() if way.endswith("conflict"))
        measured.count(edits=2 * edits, conflicts=conflicts, overwritten=overwritten)
        assert overwritten == 0
        assert 0 < conflicts < edits


def broken_links(editors, lead_id, name, first, last):
    """Saved edits of a field must chain: each one starts from what another one wrote, so that
    every value but the last was seen by whoever replaced it. Equal counts in and out prove it."""
    out, into = Counter(), Counter()
    for editor in editors:
        for one, changed, seen, wrote in editor.saved:
            if (one, changed) == (lead_id, name) and seen != wrote:
                out[seen] += 1
                into[wrote] += 1
    into[first] += 1
    out[last] += 1
    return sum((out - into).values())


def test_different_fields_never_conflict(office):
    lead_id = office.new_lead()
    editors = pair_of(office, 5)
    for editor in editors:
        editor.stages = {}

    def work(editor):
        old = editor.look(lead_id)
        for number in range(100):
            editor.desk.execute(
                c.EditLead(
                    lead_id, {editor.own_field: str(number)},
                    {editor.own_field: getattr(old, editor.own_field)},
                )
            )  # fmt: skip
            old = editor.look(lead_id)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(work, editors))
    assert (office.lead(lead_id).region, office.lead(lead_id).industry) == ("99", "99")
    assert office.lead(lead_id).version == 201
