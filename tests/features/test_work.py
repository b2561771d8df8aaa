"""A rep's day: edits beside a colleague's, owners, tags, the bin, calls, steps, consent."""

from datetime import timedelta
from decimal import Decimal

import pytest

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.service import commands as c
from leaddesk.service.sentences import sentence, told


def test_an_edit_is_read_like_a_cell_of_an_import(office):
    lead_id = office.new_lead()
    values = {"value": "1.250,50 €", "phone": "089 / 123456", "name": "Dr. Zoe Winter",
              "country": "Austria", "tags": "vip, fair, VIP"}  # fmt: skip
    lead = office.do(c.EditLead(lead_id, values)).result

    assert (lead.value, lead.currency) == (Decimal("1250.50"), "EUR")
    assert (lead.phone, lead.country, lead.tags) == ("+4989123456", "AT", ("vip", "fair"))
    assert (lead.given_name, lead.family_name) == ("Zoe", "Winter")
    assert office.lead(lead_id) == lead
    with pytest.raises(KnownError, match="is not a number"):
        office.do(c.EditLead(lead_id, {"value": "lots"}))
    with pytest.raises(KnownError, match="no field"):
        office.do(c.EditLead(lead_id, {"citty": "Berlin"}))
    with pytest.raises(KnownError, match="can't be edited"):
        office.do(c.EditLead(lead_id, {"score": "99"}))


def test_an_edit_without_a_difference_writes_nothing(office):
    lead_id = office.new_lead(city="Berlin")
    before = office.lead(lead_id)
    outcome = office.do(c.EditLead(lead_id, {"city": " Berlin "}))

    assert outcome.step is None
    assert office.lead(lead_id) == before


def test_own_fields_of_the_team_can_be_edited(office):
    lead_id = office.new_lead()
    office.do(c.SaveTeamSetting("custom_fields", '["Fleet size"]'), office.maya)
    office.do(c.EditLead(lead_id, {"Fleet size": "12"}))
    assert office.lead(lead_id).custom == {"Fleet size": "12"}
    office.do(c.EditLead(lead_id, {"Fleet size": ""}))
    assert office.lead(lead_id).custom == {}


def test_two_edits_of_different_fields_both_count(office):
    lead_id = office.new_lead(city="Berlin", value="24000")
    base = {"city": "Berlin", "value": "24000"}
    office.do(c.EditLead(lead_id, {"value": "26000"}, base=base), office.ben)
    office.do(c.EditLead(lead_id, {"city": "Hamburg", "value": "24000"}, base=base))

    lead = office.lead(lead_id)
    assert (lead.city, lead.value) == ("Hamburg", Decimal(26000))


def test_the_same_field_changed_by_both_is_a_conflict_that_names_everything(office):
    lead_id = office.new_lead(city="Berlin", value="24000")
    base = {"city": "Berlin", "value": "24000"}
    office.wait(minutes=40)
    office.do(c.EditLead(lead_id, {"value": "26000"}, base=base), office.ben)
    before = office.lead(lead_id)
    with pytest.raises(Conflict) as error:
        office.do(c.EditLead(lead_id, {"city": "Bonn", "value": "25000"}, base=base))

    assert error.value.fields == {"value": ("24000", "25000", "26000")}
    assert (error.value.who, error.value.at) == ("Ben Okafor", office.now.isoformat())
    assert office.lead(lead_id) == before
    office.do(
        c.EditLead(lead_id, {"value": "26.000,00"}, base=base)
    )  # the same value is no conflict


def test_a_newer_version_without_a_base_is_a_conflict(office):
    lead_id = office.new_lead()
    version = office.lead(lead_id).version
    office.do(c.EditLead(lead_id, {"city": "Bonn"}, version=version), office.ben)
    with pytest.raises(Conflict) as error:
        office.do(c.EditLead(lead_id, {"title": "CEO"}, version=version))
    assert error.value.who == "Ben Okafor"


def test_bulk_edit_names_each_that_failed(office):
    ids = (office.new_lead(), office.new_lead())
    closed = office.new_lead()
    office.do(c.ConvertLead(closed))
    result = office.do(c.EditLeads((*ids, closed), {"industry": "Software"})).result

    assert result.done == ids
    assert [failure.id for failure in result.failed] == [closed]
    assert {office.lead(lead_id).industry for lead_id in ids} == {"Software"}


def test_assigning_hands_over_the_open_tasks(office):
    lead_id = office.new_lead()
    office.do(c.AddTask(lead_id, "email", office.now + timedelta(days=2), owner_id=office.maya.id))
    first = office.lead(lead_id).owner_id
    other = office.ben if first == office.ana.id else office.ana
    office.do(c.AssignLeads((lead_id,), owner_id=other.id), office.maya)

    assert office.lead(lead_id).owner_id == other.id
    assert [t.owner_id for t in office.open_tasks(lead_id)] == [office.maya.id, other.id]
    assert office.detail(lead_id).routed == "assigned by Maya Rossi"
    office.do(c.AssignLeads((lead_id,)))
    lead = office.lead(lead_id)
    assert lead.owner_id is None
    assert lead.team_id is not None
    with pytest.raises(KnownError):
        office.do(c.AssignLeads((lead_id,), owner_id=999_999))


def test_tags_come_and_go_whatever_their_case(office):
    lead_id = office.new_lead(tags=("Fair",))
    office.do(c.TagLeads((lead_id,), add=("vip", "FAIR"), remove=()))
    assert office.lead(lead_id).tags == ("Fair", "vip")
    office.do(c.TagLeads((lead_id,), add=("new",), remove=("fair",)))
    assert office.lead(lead_id).tags == ("vip", "new")


def test_the_bin_gives_back_everything(office):
    lead_id = office.new_lead(note="Important")
    before = office.detail(lead_id)
    office.do(c.DeleteLeads((lead_id,)))
    assert office.lead(lead_id).column_id is None
    assert office.lead(lead_id).sla_due is None
    with pytest.raises(KnownError, match="in the bin"):
        office.move(lead_id, "Contacted")
    office.do(c.UndeleteLeads((lead_id,)))

    after = office.detail(lead_id)
    assert after.tasks == before.tasks
    assert after.activities == before.activities
    assert (after.lead.column_id, after.lead.sla_due) == (
        before.lead.column_id,
        before.lead.sla_due,
    )


def test_a_logged_call_meets_the_clock_and_makes_the_lead_a_contacted_one(office):
    lead_id = office.new_lead(lead_type="demo request")
    office.wait(minutes=3)
    activity = office.do(c.LogActivity(lead_id, "call", "voicemail", "Left a message")).result

    lead = office.lead(lead_id)
    assert (lead.sla_due, lead.first_response_at) == (None, activity.at)
    assert office.stage_of(lead_id) == "Contacted"
    assert lead.last_activity_at == activity.at
    assert activity.user_id == office.ana.id


@pytest.mark.parametrize("kind", ["note", "email_in"])
def test_what_is_not_outbound_meets_no_clock(office, kind):
    lead_id = office.new_lead()
    office.do(c.LogActivity(lead_id, kind, note="They wrote"))

    assert office.lead(lead_id).sla_due is not None
    assert office.stage_of(lead_id) == "New"


def test_nothing_is_logged_ahead_of_time_or_of_an_unknown_kind(office):
    lead_id = office.new_lead()
    with pytest.raises(KnownError, match="future"):
        office.do(c.LogActivity(lead_id, "call", at=office.now + timedelta(hours=1)))
    with pytest.raises(KnownError, match="no kind"):
        office.do(c.LogActivity(lead_id, "stage_change"))


def test_finishing_a_step_files_what_happened_and_shows_the_next(office):
    lead_id = office.new_lead(phones=("089 123456",))
    [first] = office.open_tasks(lead_id)
    later = office.do(c.AddTask(lead_id, "meeting", office.now + timedelta(days=9), "Demo")).result
    assert office.lead(lead_id).next_task_id == first.id
    done = office.do(c.FinishTask(first.id, "reached")).result

    assert (done.done_at, done.outcome) == (office.now, "reached")
    lead = office.lead(lead_id)
    assert (lead.next_task_id, lead.next_due, lead.next_kind) == (later.id, later.due_at, "meeting")
    assert lead.sla_due is None
    assert [a.kind for a in office.detail(lead_id).activities if a.outcome == "reached"] == ["call"]
    with pytest.raises(KnownError, match="done already"):
        office.do(c.FinishTask(first.id))
    office.do(c.MoveTask(later.id, office.now + timedelta(days=1)))
    assert office.lead(lead_id).next_due == office.now + timedelta(days=1)
    office.do(c.CancelTask(later.id))
    assert office.lead(lead_id).next_due is None


def test_a_refusal_is_recorded_with_its_evidence_and_counts(office):
    lead_id = office.new_lead(consent_email="yes")
    office.wait(days=1)
    office.do(c.RecordConsent(lead_id, "email", "denied", "phone call", "said so on 11 March"))

    detail = office.detail(lead_id)
    assert detail.lead.consent_email == "denied"
    assert [consent.status for consent in detail.consents] == ["denied", "granted"]
    with pytest.raises(KnownError):
        office.do(c.RecordConsent(lead_id, "fax", "denied"))


def test_steps_speak(office):
    lead_id = office.new_lead(company="Studio Belvedere")
    outcome = office.move(lead_id, "Contacted")
    step = outcome.step

    assert sentence(step.verb, step.args) == "Move Studio Belvedere to Contacted"
    assert told(step.verb, step.args) == "Studio Belvedere moved to Contacted"
    ids = (lead_id, office.new_lead(), office.new_lead())
    step = office.do(c.MoveLeads(ids, office.stage("Qualified").id)).step
    assert sentence(step.verb, step.args) == "Move 3 leads to Qualified"
    assert sentence(step.verb, step.args, "undo") == "Undo: Move 3 leads to Qualified"


def test_only_managers_change_the_team(office):
    for command in (
        c.AddUser("eve", "Eve"), c.EditUser(office.ben.id, {"role": "admin"}),
        c.EditUser(office.ana.id, {"role": "admin"}), c.SaveTeamSetting("sla", "{}"),
        c.SaveStage(None, "Demo", lifecycle="sal"),
    ):  # fmt: skip
        with pytest.raises(KnownError, match="Only managers"):
            office.do(command)
    office.do(c.EditUser(office.ana.id, {"name": "Ana R. Ruiz"}))
    office.do(c.SaveTeamSetting("view", '{"columns": []}', office.ana.id))
    with pytest.raises(KnownError, match="Nobody would be left"):
        office.do(c.EditUser(office.maya.id, {"active": "no"}), office.maya)


def test_setting_up_again_changes_nothing_and_a_newcomer_is_a_rep(office):
    again = office.desk().execute(c.EnsureTeam("MAYA", "Somebody else", role="admin"))
    assert again.step is None
    assert again.result == office.maya
    carl = office.desk().as_user(None).execute(c.EnsureTeam("carl", role="admin")).result
    assert carl.role == "rep"
    team = office.storage.read(lambda reader: reader.team())
    assert carl.id in next(t for t in team.teams if t.is_default).members
