"""Sample data is taken out whole: touched leads, what became of them, companies, people."""

from __future__ import annotations

import pytest

from leaddesk.app.demo.fill import fill
from leaddesk.base.errors import KnownError
from leaddesk.domain.draft import LeadDraft
from leaddesk.presentation.step_words import step_news
from leaddesk.service.commands import AssignLeads, CaptureLeads, EditLead, MoveLeads, Undo
from leaddesk.service.import_commands import RemoveSample
from leaddesk.service.read_models import BoardFilter, ListQuery
from leaddesk.storage.facts_check import check_facts
from leaddesk.storage.readers.whole import read_whole
from tests.features.conftest import Office

KINDS = ("lead", "company", "contact", "activity", "task", "consent")


def records(office: Office) -> dict[str, int]:
    with office.storage.database.read() as connection:
        return {kind: len(list(read_whole(connection, kind))) for kind in KINDS}


def faults(office: Office) -> list[object]:
    with office.storage.database.read() as connection:
        return list(check_facts(connection))


def logins(office: Office) -> set[str]:
    return {user.login for user in office.storage.read(lambda reader: reader.team()).users}


@pytest.fixture
def sample(office: Office) -> Office:
    fill(office.desk(office.maya), office.storage, 30, 1, office.now, names_me=False)
    return office


def undo_everything(office: Office) -> None:
    """As far as Undo goes."""
    while True:
        try:
            office.do(Undo(), office.maya)
        except KnownError:
            return


def on_board(office: Office, stage: str) -> list[int]:
    column = office.stage(stage).id
    page = office.storage.read(lambda reader: reader.board_page(column, BoardFilter()))
    return [row.id for row in page.rows]


def test_what_was_tried_out_on_the_sample_goes_with_it(sample: Office) -> None:
    before = logins(sample)
    lead, deal = on_board(sample, "Qualified")[0], on_board(sample, "Proposal")[0]
    sample.do(EditLead(lead, {"value": "123"}), sample.maya)
    sample.do(MoveLeads((lead,), sample.stage("Proposal").id, {"value": "123"}), sample.maya)
    back = {"until": "2026-06-01", "reason": "timing"}
    nurture = sample.stage("Nurture").id
    sample.do(MoveLeads((deal,), nurture, back, until="2026-06-01"), sample.maya)
    done = sample.do(RemoveSample(), sample.maya)
    assert done.result.removed > 30
    assert step_news(done.step) == "30 sample leads removed"
    assert records(sample) == dict.fromkeys(KINDS, 0)
    assert faults(sample) == []
    assert logins(sample) == {"maya", "ana", "ben"} < before


def test_own_leads_stay_with_what_they_need(sample: Office) -> None:
    own = sample.new_lead(sample.maya)
    borrowed = next(user for user in sample.storage.read(lambda r: r.team()).users
                    if user.login not in {"maya", "ana", "ben"})  # fmt: skip
    sample.do(AssignLeads((own,), borrowed.id), sample.maya)
    sample.do(RemoveSample(), sample.maya)
    found = sample.storage.read(lambda reader: reader.lead_page(ListQuery()))
    assert [row.id for row in found.rows] == [own]
    assert borrowed.login in logins(sample), "somebody's lead is theirs"
    assert faults(sample) == []


def test_it_is_gone_for_good_and_can_come_again(sample: Office) -> None:
    sample.do(RemoveSample(), sample.maya)
    with pytest.raises(KnownError, match="no sample data"):
        sample.do(RemoveSample(), sample.maya)
    kept = records(sample)
    undo_everything(sample)
    assert records(sample) == kept
    sample.wait(minutes=1)
    fill(sample.desk(sample.maya), sample.storage, 30, 1, sample.now, names_me=False)
    assert records(sample)["lead"] > 30


def test_undo_reaches_what_was_done_beside_the_sample(sample: Office) -> None:
    """What can't be taken back any more does not stand in the way of what can."""
    own = sample.new_lead(sample.maya)
    sample.move(own, "Contacted", sample.maya)
    touched = on_board(sample, "Qualified")[0]
    sample.do(EditLead(touched, {"value": "123"}), sample.maya)
    both = (own, on_board(sample, "New")[0])
    sample.do(AssignLeads(both, sample.ben.id), sample.maya)
    sample.do(RemoveSample(), sample.maya)
    sample.do(Undo(), sample.maya)
    assert sample.stage_of(own) == "New"
    undo_everything(sample)
    with sample.storage.database.read() as connection:
        users = {user.id for user in sample.storage.read(lambda reader: reader.team()).users}
        assert list(check_facts(connection)) == []
    for team in sample.storage.read(lambda reader: reader.team()).teams:
        assert set(team.members) <= users, "nobody who is gone takes leads"


def test_a_rep_may_not_remove_it(sample: Office) -> None:
    with pytest.raises(KnownError, match="Only managers"):
        sample.do(RemoveSample(), sample.ana)
    draft = LeadDraft(name="Anna Meier", company="Zephyrine")
    assert sample.do(CaptureLeads((draft,)), sample.ana).result[0].id
