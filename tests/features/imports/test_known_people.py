"""Files that name people we know: who is joined, who is asked about, and whose value stays."""

from __future__ import annotations

import pytest

from leaddesk.service import commands as c
from tests.features.imports.conftest import Imports, check_counts, check_sums, documents

ANNA = ("Anna Meier", "Nordwind GmbH", "anna@nordwind.com", "+49 30 901820", "Berlin", "")


def outcomes(imports: Imports, batch):
    return [row.outcome for row in imports.rows(batch)]


# --- whose value stays --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("policy", "city", "title"),
    [("fill", "Bonn", "Head of IT"), ("replace", "Berlin", "Head of IT"),
     ("newest", "Bonn", "Head of IT")],
)  # fmt: skip
def test_a_conflict_goes_by_the_policy_and_blanks_never_overwrite(
    imports: Imports, policy, city, title
):
    known = imports.office.new_lead(
        name="Anna Meier", company="Nordwind GmbH", emails=("anna@nordwind.com",), city="Bonn",
        title="Head of IT",
    )  # fmt: skip
    batch = imports.typed(
        ("Anna Meier", "Nordwind GmbH", "anna@nordwind.com", "+49 30 901820", "Berlin", "", ""),
        ("Ben Frey", "Other AG", "ben@other.com", "", "Köln", "", "Buyer"),
        head=("Name", "Company", "E-mail", "Phone", "City", "Notes", "Job title"),
        policy=policy,
    )
    assert outcomes(imports, batch) == ["updated", "created"]
    lead = imports.office.lead(known)
    assert (lead.city, lead.title, lead.phone) == (city, title, "+4930901820")
    check_sums(imports)


def test_the_newer_of_two_values_wins_where_that_is_wanted(imports: Imports):
    known = imports.office.new_lead(emails=("anna@nordwind.com",), name="Anna Meier", city="Bonn")
    imports.office.wait(days=3)
    head = ("Name", "E-mail", "City", "Created")
    older = ("Anna Meier", "anna@nordwind.com", "Kiel", "2026-03-09T08:00:00Z")
    newer = ("Anna Meier", "anna@nordwind.com", "Ulm", "2026-03-12T08:00:00Z")
    imports.typed(older, head=head, policy="newest")
    assert imports.office.lead(known).city == "Bonn"
    imports.typed(newer, head=head, policy="newest")
    assert imports.office.lead(known).city == "Ulm"


def test_a_stage_only_moves_forward(imports: Imports):
    office = imports.office
    early, late = office.new_lead(name="Ida Ost"), office.new_lead(name="Jo West")
    office.move(late, "Qualified")
    rows = [(office.lead(one).name, office.lead(one).email, "Contacted") for one in (early, late)]
    imports.typed(*rows, head=("Name", "E-mail", "Lead status"), policy="replace")
    assert (office.stage_of(early), office.stage_of(late)) == ("Contacted", "Qualified")
    check_sums(imports)


def test_the_stage_of_a_file_counts_nothing_unless_theirs_win(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost")
    row = ("Ida Ost", office.lead(known).email, "Contacted")
    imports.typed(row, head=("Name", "E-mail", "Lead status"))
    assert office.stage_of(known) == "New"


@pytest.mark.parametrize("policy", ["fill", "replace", "newest"])
def test_a_refusal_of_contact_wins_both_ways(imports: Imports, policy):
    office = imports.office
    refused = office.new_lead(name="Ida Ost", consent_email="denied")
    agreed = office.new_lead(name="Jo West", consent_email="granted")
    head = ("Name", "E-mail", "Newsletter consent")
    batch = imports.typed(
        ("Ida Ost", office.lead(refused).email, "granted"),
        ("Jo West", office.lead(agreed).email, "denied"),
        head=head, policy=policy,
    )  # fmt: skip
    assert outcomes(imports, batch) == ["updated", "updated"]
    assert office.lead(refused).consent_email == "denied"
    assert office.lead(agreed).consent_email == "denied"
    assert {one.status for one in office.detail(agreed).consents} == {"granted", "denied"}


def test_addresses_and_tags_are_added(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",), tags=("fair",))
    imports.typed(
        ("Ida Ost", "ida@ost.com", "ida.ost@private.org", "vip"),
        head=("Name", "E-mail", "E-mail 2", "Tags"),
    )
    lead = office.lead(known)
    assert (lead.email, lead.emails) == ("ida@ost.com", ("ida.ost@private.org",))
    assert set(lead.tags) == {"fair", "vip"}
    # and is found by the new one
    again = imports.typed(("Ida Ost", "ida.ost@private.org"), head=("Name", "E-mail"))
    assert outcomes(imports, again) == ["updated"]


def test_what_is_told_reaches_timeline_search_and_score(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",))
    before = office.lead(known)
    imports.typed(
        ("Ida Ost", "ida@ost.com", "wants the quantum lathe", "referral"),
        head=("Name", "E-mail", "Notes", "Lead source"),
    )
    detail = office.detail(known)
    notes = [one for one in detail.activities if one.kind == "note"]
    assert [one.body for one in notes] == ["wants the quantum lathe"]
    assert detail.lead.last_activity_at == notes[0].at
    assert detail.lead.score > before.score
    assert any(known == row[0] and "quantum lathe" in row[1]
               for row in imports.tables()["lead_search"])  # fmt: skip


# --- those who come back ------------------------------------------------------------------------


@pytest.mark.parametrize("rest", ["Nurture", "Disqualified"])
def test_somebody_who_comes_back_is_open_again(imports: Imports, rest):
    office = imports.office
    known = office.new_lead(name="Ida Ost")
    if rest == "Disqualified":
        office.do(c.Disqualify((known,), "no budget"))
    else:
        office.move(known, rest)
    for task in office.open_tasks(known):
        office.do(c.CancelTask(task.id))
    batch = imports.typed(("Ida Ost", office.lead(known).email), head=("Name", "E-mail"))
    (row,) = imports.rows(batch)
    assert row.outcome == "updated"
    assert "open again" in row.reason
    assert office.stage_of(known) == "New"
    lead, tasks = office.lead(known), office.open_tasks(known)
    assert (lead.reason, lead.recycle_on) == ("", "")
    assert [task.id for task in tasks] == [lead.next_task_id]
    assert imports.count() == 1
    check_sums(imports)


def test_a_customer_who_comes_back_is_a_new_lead_of_the_same_contact(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",), company="Ost AG")
    office.do(c.ConvertLead(known, value="1000", close_date="2026-06-30"))
    batch = imports.typed(("Ida Ost", "ida@ost.com"), head=("Name", "E-mail"))
    (row,) = imports.rows(batch)
    assert row.outcome == "created"
    fresh = office.lead(row.lead_id)
    assert fresh.id != known
    assert fresh.contact_id == office.lead(known).contact_id is not None
    # once more: now there is an open lead, which is the one
    again = imports.typed(("Ida Ost", "ida@ost.com", "Kiel"), head=("Name", "E-mail", "City"))
    assert imports.ids(again) == [fresh.id]
    check_sums(imports)


def test_somebody_in_the_bin_is_not_touched(imports: Imports):
    office = imports.office
    known = office.new_lead(name="Ida Ost", emails=("ida@ost.com",))
    office.do(c.DeleteLeads((known,)))
    batch = imports.typed(("Ida Ost", "ida@ost.com", "Kiel"), head=("Name", "E-mail", "City"))
    assert outcomes(imports, batch) == ["created"]
    assert office.lead(known).city == ""


# --- who is not joined unasked ------------------------------------------------------------------


def test_people_of_one_mailbox_or_switchboard_are_asked_about(imports: Imports):
    office = imports.office
    known = office.new_lead(
        name="Anna Meier", company="Nordwind GmbH", emails=("info@nordwind.com",),
        phones=("+49 30 901820",),
    )  # fmt: skip
    batch = imports.typed(
        ("Ben Frey", "Nordwind GmbH", "info@nordwind.com"),
        ("Carla Diaz", "Nordwind GmbH", "carla@nordwind.com", "+49 30 901820"),
        ("Dirk Eck", "Nordwind GmbH", "dirk@nordwind.com", "+49 30 901820"),
    )
    assert outcomes(imports, batch) == ["flagged"] * 3
    assert imports.count() == 4
    check_counts(batch)
    for lead_id in imports.ids(batch):
        duplicates = office.detail(lead_id).duplicates
        assert known in {one[0] for one in duplicates}
    assert all(row.reason and row.cells for row in imports.rows(batch))


def test_what_was_said_not_to_be_the_same_is_not_asked_again(imports: Imports):
    imports.office.new_lead(
        name="Anna Meier", company="Nordwind GmbH", emails=("info@nordwind.com",)
    )
    row = ("Ben Frey", "Nordwind GmbH", "info@nordwind.com")
    imports.typed(row)
    pairs = imports.tables()["pair"]
    assert len(pairs) == 1
    again = imports.typed((*row, "", "Kiel"))
    assert outcomes(imports, again) == ["updated"]
    assert imports.tables()["pair"] == pairs


def test_two_deals_of_one_person_are_two(imports: Imports):
    head = ("Name", "E-mail", "Deal name", "Amount", "Close date")
    batch = imports.typed(
        ("Ida Ost", "ida@ost.com", "Lathe", "1000", "2026-06-30"),
        ("Ida Ost", "ida@ost.com", "Crane", "9000", "2026-09-30"),
        head=head,
    )
    assert outcomes(imports, batch) == ["created", "created"]
    assert {lead.value for lead in imports.leads(batch)} == {1000, 9000}
    check_sums(imports)


# --- twins --------------------------------------------------------------------------------------


def test_twins_in_one_file_are_one_lead(imports: Imports):
    batch = imports.typed(
        ("Ida Ost", "Ost AG", "ida@ost.com", "", "Kiel", "first"),
        ("Jo West", "West AG", "jo@west.com"),
        ("Ida Ost", "Ost AG", "IDA@ost.com", "+49 431 55501", "", "second"),
        ("I. Ost", "Ost AG", "", "+49 431 55501", "", "third"),
        ("Ida Ost", "Ost AG", "ida@ost.com", "", "Kiel", "first"),
    )
    assert outcomes(imports, batch) == [
        "created", "created", "duplicate_in_file", "duplicate_in_file", "duplicate_in_file",
    ]  # fmt: skip
    check_counts(batch)
    check_sums(imports)
    ida = imports.details(batch)[0]
    assert (ida.lead.phone, ida.lead.city) == ("+4943155501", "Kiel")
    notes = sorted(one.body for one in ida.activities if one.kind == "note")
    assert notes == ["first", "second", "third"]
    assert len([one for one in ida.activities if one.kind == "import"]) == 3
    assert any(row[0] == ida.lead.id and "third" in row[1]
               for row in imports.tables()["lead_search"])  # fmt: skip


def test_twins_far_apart_are_one_lead_too(imports: Imports):
    """In different slices: the second meets the first one staged."""
    crowd = [(f"P{n} {chr(97 + n % 26)}x{n}", f"Firm{n * 7919}", f"p{n}@f{n}.com")
             for n in range(230)]  # fmt: skip
    first = ("Ida Ost", "Ost AG", "ida@ost.com", "", "Kiel")
    second = ("Ida Ost", "Ost AG", "ida@ost.com", "+49 431 55501")
    batch = imports.typed(first, *crowd, second)
    c = batch.counts
    assert (c.rows, c.duplicate_in_file) == (232, 1)
    assert imports.count() == 231
    lead = imports.leads(batch)[0]
    assert (lead.city, lead.phone) == ("Kiel", "+4943155501")
    reasons = documents(imports, lead.id)["reasons"]
    assert sum(one["points"] for one in reasons) == lead.score
    assert "Can be called" in {one["rule"] for one in reasons}  # the second row's number
    check_sums(imports)


def test_twins_who_are_known_are_one_update(imports: Imports):
    known = imports.office.new_lead(name="Ida Ost", emails=("ida@ost.com",))
    batch = imports.typed(
        ("Ida Ost", "ida@ost.com", "Kiel", ""), ("Ida Ost", "ida@ost.com", "", "+49 431 55501"),
        head=("Name", "E-mail", "City", "Phone"),
    )  # fmt: skip
    assert outcomes(imports, batch) == ["updated", "duplicate_in_file"]
    lead = imports.office.lead(known)
    assert (lead.city, lead.phone) == ("Kiel", "+4943155501")
    check_counts(batch)


# --- the same file twice ------------------------------------------------------------------------


def test_the_same_file_twice_adds_nothing(imports: Imports):
    rows = [
        ANNA,
        ("Ben Frey", "Nordwind GmbH", "ben@nordwind.com", "+49 30 901821", "", "asked for prices"),
        ("Carla Diaz", "Sol SA", "info@sol.com"),
        ("Dirk Eck", "Sol SA", "info@sol.com"),  # asked about
        ("Eva", "", "eva@web.de"),
        ANNA,
        ("", "Only a company", ""),
        ("", "", "", "", "nobody", ""),
    ]
    first = imports.typed(*rows, bad_rows="skip")
    assert first.counts.flagged == 1
    before = imports.tables(versions=True)
    imports.office.wait(days=1)
    second = imports.typed(*rows, bad_rows="skip")
    counts = second.counts
    assert (counts.created, counts.flagged) == (0, 0)
    assert counts.updated + counts.duplicate_in_file + counts.rejected == counts.rows == len(rows)
    assert imports.tables(versions=True) == before
    check_counts(second)


def test_more_of_the_same_adds_only_what_is_new(imports: Imports):
    imports.typed(ANNA)
    imports.typed((*ANNA[:5], "a note that is new"))
    (detail,) = [imports.office.detail(row[0]) for row in imports.tables()["lead"]]
    assert [one.body for one in detail.activities if one.kind == "note"] == ["a note that is new"]
    assert len([one for one in detail.activities if one.kind == "import"]) == 2
