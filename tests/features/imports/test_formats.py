"""Exports of other programs arrive whole, with the mapping as it was guessed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from tests.corpus.formats import FORMATS, PEOPLE
from tests.features.imports.conftest import Imports, check_counts, check_sums

pytestmark = pytest.mark.usefixtures("inline")

COUNTED_DIFFERENTLY = {
    "eventbrite_attendees": {"rejected": 2},  # a refunded ticket
}
"""Rejected or flagged rows beside what the corpus says. The second number of the Google contacts
can't be read: that all five have it says nothing."""

WITHOUT_COMPANY = {
    "zoho_list", "mailchimp_subscribed", "mailchimp_unsubscribed", "brevo_contacts",
    "activecampaign_contacts", "eventbrite_attendees", "meta_leads",
}  # fmt: skip
SECOND_CARD_ONLY = {"vcard21"}


def bring(imports: Imports, name: str, folder: Path):
    batch = imports.file(FORMATS[name].make(folder))
    return batch, imports.details(batch)


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_arrives_with_the_guessed_mapping(on_file: Imports, name, tmp_path):
    batch, details = bring(on_file, name, tmp_path)
    expected, counts = FORMATS[name], batch.counts
    check_counts(batch)
    check_sums(on_file)
    known = COUNTED_DIFFERENTLY.get(name, {})
    assert counts.rows == expected.records + expected.others
    assert counts.rejected == known.get("rejected", expected.others)
    assert counts.flagged == known.get("flagged", 0)
    assert counts.created + counts.flagged == counts.rows - counts.rejected == len(details)
    assert batch.state == "promoted"
    rejected = [row for row in on_file.rows(batch) if row.outcome == "rejected"]
    assert all(row.reason and not row.stops for row in rejected)
    if name in SECOND_CARD_ONLY or name == "hubspot_deals":
        return
    people = dict(zip(PEOPLE, (one.lead for one in details), strict=False))
    for person, lead in people.items():
        assert lead.given_name or lead.name
        assert person.family in lead.name
        if name == "linkedin_connections":
            assert lead.email in ("", person.email)
        else:
            assert lead.email == person.email
        assert bool(lead.company) != (name in WITHOUT_COMPANY)
        if lead.company:
            assert lead.company.startswith(person.company)
        assert lead.owner_id is not None


def test_salesforce_tells_what_became_of_its_leads(on_file: Imports, tmp_path):
    _, details = bring(on_file, "salesforce_leads", tmp_path)
    stages = [on_file.office.stage_of(one.lead.id) for one in details]
    assert stages == ["New", "Converted", "New", "New", "New"]
    first = details[0]
    assert first.lead.employees == 0
    assert details[4].lead.annual_revenue == Decimal(1250004)
    notes = [one.body for one in first.activities if one.kind == "note"]
    assert notes == ["First line\nsecond line of Anna"]
    assert first.lead.interest == "Basic"
    assert first.lead.phone == "+493090182011"


def test_a_lead_that_salesforce_deleted_does_not_stop_the_file(on_file: Imports, tmp_path):
    path = FORMATS["salesforce_leads"].make(tmp_path)
    text = path.read_text(encoding="utf-8").replace('"FALSE"', '"TRUE"', 1)
    path.write_text(text, encoding="utf-8", newline="")
    batch = on_file.file(path)
    assert (batch.counts.created, batch.counts.rejected, batch.counts.stopping) == (4, 1, 0)
    assert on_file.rows(batch)[0].reason == "deleted in Salesforce"


def test_deals_become_opportunities(on_file: Imports, tmp_path):
    _, details = bring(on_file, "hubspot_deals", tmp_path)
    for number, one in enumerate(details, start=1):
        lead = one.lead
        assert lead.kind == "opportunity"
        assert on_file.office.stage_of(lead.id) == "Proposal"
        assert (lead.value, lead.currency) == (Decimal(1000 * number) + Decimal("0.5"), "EUR")
        assert lead.close_date == "2026-09-30"
        assert lead.source == "Referral"


def test_the_sample_of_pipedrive_is_person_deal_step_and_note_at_once(on_file: Imports, tmp_path):
    _, details = bring(on_file, "pipedrive_sample", tmp_path)
    for number, (person, one) in enumerate(zip(PEOPLE, details, strict=True), start=1):
        lead = one.lead
        assert (lead.kind, lead.value, lead.currency) == (
            "opportunity", Decimal(2500 * number), "EUR",
        )  # fmt: skip
        assert lead.company == person.company
        (task,) = one.tasks
        assert (task.title, task.kind) == ("Call back", "call")
        day = datetime(1899, 12, 30, tzinfo=UTC) + timedelta(days=45631 + number)
        assert abs(task.due_at - day) <= timedelta(days=1)
        (note,) = [a for a in one.activities if a.kind == "note"]
        assert note.body == f"Met at the fair\n{person.title}"
        assert lead.next_task_id == task.id


def test_the_advertisement_is_the_attribution(on_file: Imports, tmp_path):
    _, details = bring(on_file, "meta_leads", tmp_path)
    for person, one in zip(PEOPLE, details, strict=True):
        lead = one.lead
        assert lead.phone == "+" + "".join(c for c in person.phone if c.isdigit())
        assert (lead.source, lead.campaign) == ("Facebook", "Spring")
        assert lead.source_detail == "Ad A, Adset B, Demo form"
        assert lead.budget == "10k-20k"
        assert lead.created_at == datetime(2026, 3, 1, 9, tzinfo=UTC)
        (touch,) = one.activities
        assert (touch.kind, touch.source, touch.campaign) == ("import", "Facebook", "Spring")
        assert touch.at == lead.created_at


@pytest.mark.parametrize(
    ("name", "email"),
    [
        ("mailchimp_subscribed", ["granted"] * 5),
        ("mailchimp_unsubscribed", ["denied"] * 5),
        ("brevo_contacts", ["denied", *[""] * 4]),
        ("activecampaign_contacts", ["granted", "denied", *["granted"] * 3]),
    ],
)
def test_opt_ins_and_opt_outs_arrive_as_such(on_file: Imports, name, email, tmp_path):
    _, details = bring(on_file, name, tmp_path)
    assert [one.lead.consent_email for one in details] == email
    for one in details:
        said = [consent.status for consent in one.consents if consent.channel == "email"]
        assert said == [status for status in [one.lead.consent_email] if status]
    if name == "mailchimp_subscribed":
        (consent,) = details[0].consents
        assert consent.at == datetime(2026, 1, 5, 8, tzinfo=UTC)
        assert consent.method == "import"


def test_a_refunded_ticket_and_the_total_are_no_leads(on_file: Imports, tmp_path):
    batch, details = bring(on_file, "eventbrite_attendees", tmp_path)
    assert len(details) == 4
    refunded, total = [r for r in on_file.rows(batch) if r.outcome == "rejected"]
    assert "Refunded" in refunded.reason
    assert PEOPLE[4].email in refunded.cells
    assert total.cells[0] == "Totals"


def test_lines_of_a_board_that_are_no_leads_are_named(on_file: Imports, tmp_path):
    batch, details = bring(on_file, "monday_board", tmp_path)
    reasons = [r.reason for r in on_file.rows(batch) if r.outcome == "rejected"]
    assert reasons == [
        "The heading of sub-items.", "A sub-item.", "A line of totals.",
        "The name of a group.", "The heading again.", "A line of totals.",
    ]  # fmt: skip
    stages = [on_file.office.stage_of(one.lead.id) for one in details]
    assert stages == ["New", "New", "New", "Won", "Won"]
    assert [one.lead.kind for one in details][3:] == ["opportunity"] * 2


def test_do_not_call_is_kept(on_file: Imports, tmp_path):
    path = FORMATS["suitecrm_leads"].make(tmp_path)
    lines = path.read_bytes().split(b"\r\n")
    lines[1] = lines[1].removesuffix(b'"0"') + b'"1"'
    path.write_bytes(b"\r\n".join(lines))
    details = on_file.details(on_file.file(path))
    assert details[0].lead.consent_phone == "denied"
    assert details[1].lead.consent_phone != "denied"


@pytest.mark.parametrize("name", ["freshsales_contacts", "google_contacts"])
def test_several_addresses_of_one_cell_are_all_kept(on_file: Imports, name, tmp_path):
    _, details = bring(on_file, name, tmp_path)
    seconds = [(f"second.{person.email}",) for person in PEOPLE]
    assert [one.lead.emails for one in details] == seconds


def test_of_several_companies_the_first_is_taken_and_the_others_are_named(
    on_file: Imports, tmp_path
):
    batch, details = bring(on_file, "hubspot_contacts", tmp_path)
    assert [one.lead.company for one in details] == [person.company for person in PEOPLE]
    rows = on_file.office.storage.read(lambda r: r.import_rows(batch.id, with_problems=True))
    told = [reason for row in rows for _, _, reason, _ in row.problems]
    assert any("several companies" in reason and "Other Inc." in reason for reason in told)


def test_notes_of_a_card_stand_in_the_timeline(on_file: Imports, tmp_path):
    _, details = bring(on_file, "vcard30", tmp_path)
    for one in details:
        (note,) = [a for a in one.activities if a.kind == "note"]
        assert note.body.startswith("Met at the fair; wants\na demo, soon")
        assert one.lead.tags == ("Fair", "Priority")
        assert one.lead.last_activity_at == note.at


def test_answers_without_a_field_of_ours_become_a_note(on_file: Imports, tmp_path):
    _, details = bring(on_file, "microsoft_forms", tmp_path)
    notes = [a.body for a in details[0].activities if a.kind == "note"]
    assert notes == ["Seats? 12.5"]
    assert details[0].lead.source == "Website"


def test_a_list_of_an_office_reads_its_names_and_numbers(on_file: Imports, tmp_path):
    _, details = bring(on_file, "office_list", tmp_path)
    assert [(one.lead.given_name, one.lead.family_name) for one in details] == [
        (person.given, person.family) for person in PEOPLE
    ]
    assert details[0].lead.budget in ("1250", "1.250,00", "1250.00")


def test_a_company_card_needs_no_person(on_file: Imports, tmp_path):
    _, details = bring(on_file, "vcard21", tmp_path)
    card = details[2].lead
    assert card.company == "Harbor & Co"
    assert card.phone == "+442079460101"
