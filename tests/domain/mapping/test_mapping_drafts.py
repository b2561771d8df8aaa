"""Rows as drafts: what a draft holds, what is named as a problem, what is no lead at all."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.draft import DraftActivity, DraftTask, LeadDraft
from leaddesk.domain.mapping.fields import FIELDS, ColumnMap
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.domain.mapping.guess import guess_mapping
from leaddesk.domain.mapping.products import PRODUCTS
from leaddesk.domain.mapping.profile import profile
from leaddesk.domain.mapping.row_plan import DraftResult, build_draft, compile_plan

US = FileLocale("mdy", ".", "USD", "US")


def built(locale: FileLocale = US, product: str = "", **cells: str) -> DraftResult:
    """A row whose columns are named as their fields (`Name__field` gives the column a name)."""
    names = [key.rpartition("__") for key in cells]
    header = tuple((name or field).replace("_", " ") for name, _, field in names)
    mapping = ColumnMap(header, tuple(field for _, _, field in names))
    return build_draft(tuple(cells.values()), mapping, locale, PRODUCTS.get(product))


def draft(locale: FileLocale = US, product: str = "", **cells: str) -> LeadDraft:
    result = built(locale, product, **cells)
    assert result.draft is not None, result.reject
    return result.draft


def imported(header: str, row: str, locale: FileLocale = US) -> DraftResult:
    """A row of a file whose mapping is guessed."""
    columns, cells = header.split(","), row.split("|")
    mapping = guess_mapping(columns, [cells])
    return build_draft(cells, mapping.column_map(), locale, mapping.product)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("33612345678", "+33612345678"),
        ("4915112345678.0", "+4915112345678"),
        ("44 7911 123456", "+44 7911 123456"),
        ("+33612345678", "+33612345678"),
        ("0033612345678", "0033612345678"),
        ("0612345678", "0612345678"),
        ("4155550100", "4155550100"),
    ],
)
def test_numbers_of_brevo_bear_their_country_code_without_a_plus(cell: str, read: str) -> None:
    header = "EMAIL,LASTNAME,FIRSTNAME,SMS,EMAIL_BLACKLISTED,ADDED_TIME"
    brevo = imported(header, f"a@b.example|Roux|Eva|{cell}|0|2024-02-13").draft
    assert brevo is not None
    assert brevo.phones == (read,)
    other = imported("Email,Last Name,Mobile", f"a@b.example|Roux|{cell}").draft
    assert other is not None
    assert other.phones == (cell.removesuffix(".0"),)


def test_values_become_canonical() -> None:
    lead = draft(
        name="Ann Lee",
        company="Acme",
        email="Ann <A@b.example>; c@d.example",
        phone="'+1 415 555 0100",
        value="$22,700.00",
        created="02/24/26",
        employees="1,250",
        tags="a; b;a",
        annual_revenue="1.2m",
        consent_email="yes",
        note="<p>Hi</p><p>you</p>",
        close_date="45631.0",
        budget="under 5k",
    )
    assert lead.emails == ("A@b.example", "c@d.example")
    assert lead.phones == ("+1 415 555 0100",)
    assert (lead.value, lead.currency, lead.annual_revenue) == ("22700", "USD", "1200000")
    assert (lead.created, lead.close_date, lead.employees) == ("2026-02-24", "2024-12-05", "1250")
    assert (lead.tags, lead.note, lead.consent_email) == (("a", "b"), "Hi\nyou", "granted")
    assert (lead.budget, lead.kind, lead.name) == ("under 5k", "lead", "Ann Lee")


def test_the_locale_of_the_file_decides() -> None:
    german = FileLocale("dmy", ",", "EUR", "DE")
    lead = draft(german, name="Ann", value="1.250", created="02/03/26")
    assert (lead.value, lead.currency, lead.created) == ("1250", "EUR", "2026-03-02")
    assert draft(name="Ann", value="1.250").value == "1.25"
    own = FileLocale("dmy", None, column_orders=((1, "mdy"),))
    assert draft(own, name="Ann", created="02/03/26").created == "2026-02-03"
    assert draft(name="Ann", Umsatz_in_EUR__value="5").currency == "EUR"


def test_what_can_t_be_read_is_kept_and_named() -> None:
    result = built(
        FileLocale(),
        name="Ann",
        value="a lot",
        created="05/06/2024",
        close_date="soon",
        phone="4.91711E+11",
        employees="many",
        consent_email="blue",
    )
    assert result.draft is not None
    lead = result.draft
    assert (lead.value, lead.created, lead.close_date, lead.employees) == (
        "a lot",
        "05/06/2024",
        "soon",
        "many",
    )
    assert lead.consent_email == ""
    assert {(problem.column, problem.code) for problem in result.problems} == {
        ("value", "number"),
        ("created", "date-ambiguous"),
        ("close date", "date"),
        ("phone", "number-damaged"),
        ("employees", "number"),
        ("consent email", "consent-unclear"),
    }


def test_junk_is_blank_but_people_may_be_called_null() -> None:
    lead = draft(given_name="Na", family_name="Null", company="n/a", title="-", phone="null")
    assert (lead.given_name, lead.family_name, lead.company, lead.title) == ("Na", "Null", "", "")
    assert lead.phones == ()


def test_a_name_beside_an_address_is_used_only_where_no_other_is() -> None:
    assert draft(email="Ann Lee <a@b.example>").name == "Ann Lee"
    assert draft(email="Ann Lee <a@b.example>", name="A. Lee").name == "A. Lee"
    lead = draft(name="Ann Lee <a@b.example>")
    assert (lead.name, lead.emails) == ("Ann Lee", ("a@b.example",))


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"name": "Name", "email": "Email", "company": "Company"}, "not-a-record"),
        ({"name": "Total", "email": "", "value": "12,000"}, "not-a-record"),
        ({"name": "", "email": "", "value": ""}, "not-a-record"),
        ({"name": "", "country": "Germany", "value": "5"}, "nobody"),
    ],
)
def test_rows_that_are_no_leads(cells: dict[str, str], code: str) -> None:
    header = tuple(key.title() for key in cells)
    result = build_draft(tuple(cells.values()), ColumnMap(header, tuple(cells)), US, None)
    assert result.draft is None
    assert result.reject
    assert result.reject_code == code


def test_a_company_called_total_is_no_line_of_totals() -> None:
    assert draft(company="Total", name="Ann Lee", email="a@b.example").company == "Total"
    assert draft(company="Total", name="Ann Lee").name == "Ann Lee"


def test_eventbrite_refunds_are_no_leads() -> None:
    header = "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee Status"
    row = "12|2024-01-02 10:00:00|Ann|Lee|a@b.example|1|VIP|"
    lead = imported(header, row + "Attending").draft
    assert lead is not None
    assert (lead.source, lead.lead_type) == ("Event", "event or webinar")
    refused = imported(header, row + "Refunded")
    assert (refused.draft, refused.reject_code) == (None, "refunded")
    assert "Refunded" in refused.reject


def test_salesforce_deleted_and_converted() -> None:
    header = "Id,IsDeleted,LastName,Company,LeadSource,Status,OwnerId,IsConverted"
    deleted = imported(header, "00Q5g00000AbCdEFGH|TRUE|Lee|Acme|Web|Open|0055g|FALSE")
    assert (deleted.draft, deleted.reject_code) == (None, "deleted")
    done = imported(header, "00Q5g00000AbCdEFGH|FALSE|Lee|Acme|Web|Closed - Converted|0055g|TRUE")
    assert done.draft is not None
    assert done.draft.stage == "Closed - Converted"
    assert [problem.code for problem in done.problems] == ["converted"]


def test_opt_outs_arrive_as_opt_outs() -> None:
    brevo = imported(
        "EMAIL,LASTNAME,FIRSTNAME,SMS,EMAIL_BLACKLISTED,SMS_BLACKLISTED,ADDED_TIME",
        "a@b.example|Lee|Ann|491711234567|Yes|No|13-02-2024",
    ).draft
    assert brevo is not None
    assert (brevo.consent_email, brevo.consent_phone, brevo.created) == ("denied", "", "2024-02-13")
    gone = imported(
        "Email Address,First Name,MEMBER_RATING,OPTIN_TIME,UNSUB_TIME",
        "a@b.example|Ann|2|2024-01-02 10:00:00|2024-02-02 10:00:00",
    ).draft
    assert gone is not None
    assert (gone.consent_email, gone.opt_in_at) == ("denied", "2024-01-02T10:00:00")
    here = imported(
        "Email Address,First Name,MEMBER_RATING,OPTIN_TIME", "a@b.example|Ann|2|2024-01-02 10:00:00"
    ).draft
    assert here is not None
    assert here.consent_email == "granted"
    crm = imported(
        "First Name,Last Name,ID,Account Name,Email Address,Office Phone,Lead Source,Do Not Call",
        "Ann|Lee|x1|Acme|a@b.example|030 123456|Web|1",
    ).draft
    assert crm is not None
    assert (crm.consent_phone, crm.consent_email) == ("denied", "")
    both = draft(name="Ann", Newsletter__consent_email="yes")
    assert both.consent_email == "granted"


def test_of_several_statements_the_refusal_counts() -> None:
    mapping = ColumnMap(
        ("Email", "Newsletter", "Opt out"), ("email", "consent_email", "consent_email")
    )
    for cells in (("a@b.example", "yes", "yes"), ("a@b.example", "no", "no")):
        lead = build_draft(cells, mapping, US).draft
        assert lead is not None
        assert lead.consent_email == "denied"


def test_meta_prefixes_platform_and_questions() -> None:
    lead = imported(
        "id,created_time,ad_name,adset_name,campaign_name,form_name,is_organic,platform,full_name,"
        "email,phone_number,do_you_like_blue?",
        "l:1|2024-01-02T10:00:00+0100|Ad A|Set B|Camp C|Form D|false|ig|"
        "Ann Lee|a@b.example|p:+49171123456|very",
    ).draft
    assert lead is not None
    assert (lead.source, lead.campaign, lead.source_detail) == (
        "Instagram",
        "Camp C",
        "Ad A, Set B, Form D",
    )
    assert lead.phones == ("+49171123456",)
    assert lead.note == "do_you_like_blue? very"


def test_google_joins_several_values_in_a_cell() -> None:
    lead = imported(
        "First Name,Middle Name,Last Name,Organization Name,Labels,"
        "E-mail 1 - Label,E-mail 1 - Value,"
        "Phone 1 - Label,Phone 1 - Value",
        "Ann|M|Lee|Acme ::: Other|* myContacts ::: * fair|Work|a@b.example ::: c@d.example|Mobile|"
        "030 123456 ::: 040 456789",
    ).draft
    assert lead is not None
    assert (lead.given_name, lead.company, lead.tags) == ("Ann M", "Acme", ("fair",))
    assert (lead.emails, lead.phones) == (
        ("a@b.example", "c@d.example"),
        ("030 123456", "040 456789"),
    )


def test_pipedrive_deals_steps_and_notes() -> None:
    header = (
        "Person - Name*,Person - Email (Work),Organization - Name*,Deal - Title,Deal - Value,"
        "Activity - Subject*,Activity - Due date,Activity - Done,Note - Content*"
    )
    row = "Ann Lee|a@b.example|Acme|Acme seats|1200|Call Ann|45631.0|{}|<p>Hi</p>"
    planned = imported(header, row.format("0")).draft
    assert planned is not None
    assert (planned.kind, planned.interest, planned.note) == ("opportunity", "Acme seats", "Hi")
    assert planned.tasks == (DraftTask("call", "2024-12-05", "Call Ann"),)
    happened = imported(header, row.format("1")).draft
    assert happened is not None
    assert happened.activities == (DraftActivity("call", "2024-12-05", "Call Ann"),)
    assert happened.tasks == ()
    plain = imported(header, "Ann Lee|a@b.example|Acme||||||").draft
    assert plain is not None
    assert (plain.kind, plain.tasks, plain.activities) == ("lead", (), ())


def test_deals_without_a_company_bear_their_name() -> None:
    lead = imported(
        "Record ID,Deal Name,Deal Stage,Amount,Deal owner,Associated Company IDs",
        "1|Foo - 50 seats|Closed Won|1200|Joe|11;12",
    ).draft
    assert lead is not None
    assert (lead.kind, lead.company, lead.stage) == ("opportunity", "Foo - 50 seats", "Closed Won")


def test_monday_groups_and_sub_items_are_no_records() -> None:
    header = ("Name", "Subitems", "Person", "Status", "Email")
    mapping = guess_mapping(header, [["Ann Lee", "", "Joe Doe", "Working on it", "a@b.example"]])
    plan = compile_plan(mapping.column_map(), US, mapping.product)
    rows = [
        ("Hot leads", "", "", "", ""),
        header,
        ("Subitems", "Name", "Owner", "Status", ""),
        ("", "Send offer", "Joe Doe", "Done", ""),
        ("Ann Lee", "", "Joe Doe", "Working on it", "a@b.example"),
    ]
    assert [plan.build(row).reject_code for row in rows] == ["not-a-record"] * 4 + [""]


def test_custom_fields_and_several_notes_keep_their_headings() -> None:
    mapping = ColumnMap(
        ("Name", "Colour", "Notes", "Comment"), ("name", "custom:Colour", "note", "note")
    )
    lead = build_draft(("Ann", "blue", "one", "two"), mapping, US).draft
    assert lead is not None
    assert lead.custom == (("Colour", "blue"),)
    assert lead.note == "Notes: one\n\nComment: two"


def test_the_source_implies_the_lead_type_only_where_none_is_given() -> None:
    assert draft(name="Ann", source="Trade show").lead_type == "event or webinar"
    assert (
        draft(name="Ann", source="Trade show", lead_type="Book a demo").lead_type == "demo request"
    )
    assert draft(name="Ann", source="Blue banana").lead_type == ""


def test_a_profile_tells_what_the_file_proves() -> None:
    mapping = ColumnMap(
        ("Name", "Added", "Close", "Amount", "Status", "Size"),
        ("name", "created", "close_date", "value", "stage", "employees"),
    )
    rows = [
        ("Ann", "25/03/2024", "01/02/2024", "1.250,00 €", "Open", "11-50"),
        ("Bo", "01/02/2024", "", "12,50", "Open", "7"),
        ("", "", "03/04/2024", "", "Won", ""),
    ]
    seen = profile(rows, mapping, region="DE")
    assert seen.locale == FileLocale("dmy", ",", "EUR", "DE", ((1, "dmy"),))
    assert not seen.asks_for_date_order
    assert [column.filled for column in seen.columns] == [2, 2, 2, 2, 3, 2]
    assert seen.columns[4].values == (("Open", 2), ("Won", 1))
    assert seen.columns[5].ranges == 1
    assert seen.columns[0].samples == ("Ann", "Bo")


def test_unclear_dates_are_counted_and_asked_once() -> None:
    mapping = ColumnMap(("Name", "Added"), ("name", "created"))
    seen = profile([("Ann", "05/06/2024"), ("Bo", "06/07/2024"), ("Cy", "2024-01-02")], mapping)
    assert seen.asks_for_date_order
    assert seen.columns[1].unclear_dates == 2
    chosen = dataclasses.replace(seen.locale, date_order="mdy")
    lead = build_draft(("Ann", "05/06/2024"), mapping, chosen).draft
    assert lead is not None
    assert lead.created == "2024-05-06"


def test_the_example_of_an_unclear_date_is_one_that_is_unclear() -> None:
    mapping = ColumnMap(("Name", "Added"), ("name", "created"))
    rows = [("Ann", "03.11.2025"), ("Bo", "2024-01-02"), ("Cy", "Mon 05/06/2024")]
    assert profile(rows, mapping).columns[1].unclear_date == "Mon 05/06/2024"
    assert profile([*rows, ("Di", "25/06/2024")], mapping).columns[1].unclear_date == ""


def test_short_rows_are_filled_up() -> None:
    mapping = ColumnMap(("Name", "Email", "Phone"), ("name", "email", "phone"))
    lead = build_draft(("Ann",), mapping, US).draft
    assert lead is not None
    assert lead.name == "Ann"


CELLS = st.one_of(
    st.text(max_size=25), st.sampled_from(["", "a@b.example", "1.250,00", "05/06/24", "yes"])
)


@given(
    st.lists(st.tuples(st.sampled_from([*sorted(FIELDS), "", "custom:X"]), CELLS), max_size=12),
    st.sampled_from([US, FileLocale(), FileLocale("dmy", ",", "EUR")]),
    st.sampled_from(["", *sorted(PRODUCTS)]),
)
def test_any_row_is_exactly_a_draft_or_a_reason(
    columns: list[tuple[str, str]], locale: FileLocale, product: str
) -> None:
    mapping = ColumnMap(
        tuple(f"C{i}" for i in range(len(columns))), tuple(field for field, _ in columns)
    )
    cells = tuple(cell for _, cell in columns)
    result = build_draft(cells, mapping, locale, PRODUCTS.get(product))
    assert (result.draft is None) == bool(result.reject)
    assert bool(result.reject) == bool(result.reject_code)
    assert {problem.column for problem in result.problems} <= set(mapping.header)
    assert profile([cells], mapping).rows == 1
