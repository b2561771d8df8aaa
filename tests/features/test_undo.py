"""Every step can be taken back and done again, exactly; also after a restart."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.domain.draft import LeadDraft
from leaddesk.service import commands as c
from tests.features.conftest import open_office


def plain(record):
    """A record as it matters: versions and times of writing count on, whatever is taken back."""
    gone = {"version": 0}
    if hasattr(record, "updated_at"):
        gone["updated_at"] = None
    return replace(record, **gone)


def picture(office):
    """All that an undo must bring back."""

    def read(reader):
        query_ids = office.known
        found = []
        for lead_id in sorted(query_ids):
            try:
                detail = reader.lead(lead_id)
            except KnownError:
                continue
            found.append((
                plain(detail.lead), detail.score.value, detail.score.reasons,
                tuple(sorted((plain(t) for t in detail.tasks), key=lambda t: t.id)),
                tuple(sorted((plain(a) for a in detail.activities), key=lambda a: a.id)),
                tuple(sorted((plain(one) for one in detail.consents), key=lambda one: one.id)),
                detail.company and plain(detail.company), detail.contact and plain(detail.contact),
            ))  # fmt: skip
        from leaddesk.service.read_models import BoardFilter, ListQuery

        return found, reader.board_heads(BoardFilter()), reader.lead_ids(ListQuery())

    return office.storage.read(read)


def keep(office, *ids):
    office.known = {*getattr(office, "known", ()), *ids}


def capture(office, lead_id):
    return c.CaptureLeads((LeadDraft(name="Zoltan Kiraly", company="Kiraly Kft", note="Hi"),))


def capture_again(office, lead_id):
    lead = office.lead(lead_id)
    return c.CaptureLeads((LeadDraft(name=lead.name, emails=(lead.email,), city="Graz",
                                     source="Fair", consent_email="no"),))  # fmt: skip


def first_task(office, lead_id):
    return office.open_tasks(lead_id)[0].id


STEPS = {
    "capture": capture,
    "capture again": capture_again,
    "edit": lambda office, lead_id: c.EditLead(
        lead_id, {"value": "99", "name": "Uma Thorn", "tags": "a,b"}
    ),
    "edit many": lambda office, lead_id: c.EditLeads((lead_id,), {"city": "Graz"}),
    "move": lambda office, lead_id: c.MoveLeads((lead_id,), office.stage("Qualified").id),
    "move over the divider": lambda office, lead_id: c.MoveLeads(
        (lead_id,), office.stage("Negotiation").id, {"value": "500"}
    ),
    "convert": lambda office, lead_id: c.ConvertLead(lead_id, "500", "USD"),
    "disqualify": lambda office, lead_id: c.Disqualify((lead_id,), "no fit", "too small"),
    "assign": lambda office, lead_id: c.AssignLeads((lead_id,), owner_id=office.maya.id),
    "to the queue": lambda office, lead_id: c.AssignLeads((lead_id,)),
    "tag": lambda office, lead_id: c.TagLeads((lead_id,), ("x",), ()),
    "delete": lambda office, lead_id: c.DeleteLeads((lead_id,)),
    "log": lambda office, lead_id: c.LogActivity(lead_id, "call", "reached", "Nice talk"),
    "consent": lambda office, lead_id: c.RecordConsent(lead_id, "phone", "granted", "call"),
    "plan": lambda office, lead_id: c.AddTask(lead_id, "todo", office.now + timedelta(hours=1)),
    "finish": lambda office, lead_id: c.FinishTask(first_task(office, lead_id), "voicemail"),
    "cancel": lambda office, lead_id: c.CancelTask(first_task(office, lead_id)),
    "reschedule": lambda office, lead_id: c.MoveTask(
        first_task(office, lead_id), office.now + timedelta(days=5)
    ),
}


@pytest.mark.parametrize("step", sorted(STEPS))
def test_every_step_is_undone_and_redone_exactly(office, step):
    lead_id = office.new_lead(phones=("089 123456",), lead_type="demo request")
    keep(office, lead_id)
    before = picture(office)
    outcome = office.do(STEPS[step](office, lead_id))
    keep(office, *(change.lead_id for change in outcome.changes if change.lead_id))
    after = picture(office)
    assert after != before

    undone = office.do(c.Undo()).result
    assert undone.step_id == outcome.step.id
    assert picture(office) == before
    office.do(c.Redo())
    assert picture(office) == after
    office.do(c.Undo())
    assert picture(office) == before


def test_undo_walks_back_and_redo_forward_until_something_new_is_done(office):
    lead_id = office.new_lead()
    for city in ("Bonn", "Graz", "Linz"):
        office.do(c.EditLead(lead_id, {"city": city}))
    office.do(c.Undo())
    office.do(c.Undo())
    assert office.lead(lead_id).city == "Bonn"
    office.do(c.Redo())
    assert office.lead(lead_id).city == "Graz"
    office.do(c.Redo())
    assert office.lead(lead_id).city == "Linz"
    with pytest.raises(KnownError, match="nothing to do again"):
        office.do(c.Redo())
    office.do(c.Undo())
    office.do(c.EditLead(lead_id, {"title": "CEO"}))
    with pytest.raises(KnownError, match="nothing to do again"):
        office.do(c.Redo())
    office.do(c.Undo())
    office.do(c.Undo())
    assert (office.lead(lead_id).city, office.lead(lead_id).title) == ("Bonn", "")


def test_undo_is_ones_own_and_survives_a_restart(office):
    lead_id = office.new_lead(city="Bonn")
    office.do(c.EditLead(lead_id, {"city": "Graz"}))
    office.do(c.EditLead(lead_id, {"title": "CEO"}), office.ben)
    office.restart()
    office.do(c.Undo())
    assert (office.lead(lead_id).city, office.lead(lead_id).title) == ("Bonn", "CEO")
    office.restart()
    office.do(c.Redo())
    assert office.lead(lead_id).city == "Graz"


def test_undo_of_what_others_changed_since_asks_first(office):
    lead_id = office.new_lead(city="Bonn")
    office.do(c.EditLead(lead_id, {"city": "Graz", "title": "CEO"}))
    office.do(c.EditLead(lead_id, {"city": "Linz"}), office.ben)
    before = office.lead(lead_id)
    with pytest.raises(Conflict) as error:
        office.do(c.Undo())
    assert error.value.who == "Ben Okafor"
    assert error.value.fields["city"] == ("Bonn", "Graz", "Linz")
    assert office.lead(lead_id) == before
    office.do(c.Undo(force=True))
    assert (office.lead(lead_id).city, office.lead(lead_id).title) == ("Bonn", "")


def test_an_older_step_can_be_named_and_other_fields_are_no_hindrance(office):
    lead_id = office.new_lead(city="Bonn")
    step = office.do(c.EditLead(lead_id, {"city": "Graz"})).step
    office.do(c.EditLead(lead_id, {"title": "CEO"}))
    office.do(c.LogActivity(lead_id, "call"))
    office.do(c.Undo(step.id), office.maya)

    assert (office.lead(lead_id).city, office.lead(lead_id).title) == ("Bonn", "CEO")
    with pytest.raises(KnownError, match="already"):
        office.do(c.Undo(step.id))


def test_a_lead_built_upon_goes_to_the_bin_not_to_nothing(office):
    captured = office.do(c.CaptureLeads((LeadDraft(name="Zoltan Kiraly"),)))
    lead_id = captured.result[0].id
    office.do(c.LogActivity(lead_id, "call", note="Long talk"), office.ben)
    with pytest.raises(Conflict):
        office.do(c.Undo(captured.step.id))
    office.do(c.Undo(captured.step.id, force=True))

    detail = office.detail(lead_id)
    assert detail.lead.deleted_at == office.now
    assert "Long talk" in [a.body for a in detail.activities]


def test_a_company_that_others_use_by_now_stays(office):
    first = office.new_lead(emails=("anna@acme.de",), name="Anna Meier")
    second = office.new_lead(emails=("paul@acme.de",), name="Paul Schuster", company="Acme")
    step = office.do(c.ConvertLead(first)).step
    made = office.do(c.ConvertLead(second)).result
    office.do(c.Undo(step.id))

    assert office.lead(first).converted_id is None
    assert office.detail(made.opportunity).company is not None


def test_an_operation_repeated_is_done_once(office):
    command = c.CaptureLeads((LeadDraft(name="Zoltan Kiraly"),))
    first = office.desk().execute(command, op_id="one")
    again = office.desk().execute(command, op_id="one")

    assert not first.repeated
    assert again.repeated
    assert again.step == first.step
    assert office.storage.read(lambda reader: reader.count()) == 1


MIX = st.lists(
    st.tuples(st.sampled_from(sorted(STEPS)), st.integers(0, 5)), min_size=1, max_size=10
)


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(mix=MIX, seed=st.integers(0, 9))
def test_any_sequence_is_undone_and_redone_exactly(tmp_path_factory, mix, seed):
    office = open_office(str(tmp_path_factory.mktemp("mix") / "team.leaddesk"))
    try:
        chance = random.Random(seed)
        ids = [office.new_lead(lead_type=kind) for kind in ("demo request", "other", "referral")]
        keep(office, *ids)
        pictures = [picture(office)]
        done = 0
        for name, pick in mix:
            candidates = sorted(office.known)
            lead_id = candidates[pick % len(candidates)]
            office.wait(minutes=0)
            try:
                outcome = office.do(STEPS[name](office, lead_id))
            except (KnownError, IndexError):
                assert picture(office) == pictures[-1]
                continue
            if outcome.step is None:
                continue
            done += 1
            keep(office, *(change.lead_id for change in outcome.changes if change.lead_id))
            pictures.append(picture(office))
        for back in range(chance.randint(0, done)):
            office.do(c.Undo())
            assert picture(office) == pictures[-2 - back]
            office.do(c.Redo())
            assert picture(office) == pictures[-1 - back]
            office.do(c.Undo())
        assert_counters_are_true(office)
    finally:
        office.close()


def assert_counters_are_true(office):
    """The board's heads agree with a count over the records themselves."""
    heads = picture(office)[1]
    leads = [office_lead for office_lead, *_ in picture(office)[0]]
    for head in heads:
        inside = [lead for lead in leads if lead.column_id == head.column_id]
        assert head.count == len(inside)
        for currency, total in head.sums.items():
            assert total == sum(lead.value or 0 for lead in inside if lead.currency == currency)
