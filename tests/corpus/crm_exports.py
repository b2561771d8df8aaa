"""Exports of sales programs: their headings and quirks."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from tests.corpus.people import PEOPLE, write_table


def salesforce_leads(folder: Path) -> Path:
    header = [
        "Id", "IsDeleted", "LastName", "FirstName", "Salutation", "Name", "Title", "Company",
        "Phone", "MobilePhone", "Email", "Website", "LeadSource", "Status", "Industry",
        "AnnualRevenue", "NumberOfEmployees", "OwnerId", "IsConverted", "ConvertedDate",
        "Description", "Product_Interest__c",
    ]  # fmt: skip
    rows = [
        [
            f"00Q5f00000AbCdE{i:03}", "FALSE", p.family, p.given, "Ms.", f"{p.given} {p.family}",
            p.title, p.company, p.phone, "", p.email, p.website, "Web",
            "Closed - Converted" if i == 1 else "Open - Not Contacted", "Manufacturing",
            f"{1250000 + i}", f"{40 * i}", "0055f000001XyZaAAK", "TRUE" if i == 1 else "FALSE",
            "02/24/26" if i == 1 else "", f"First line\nsecond line of {p.given}", "Basic",
        ]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return write_table(
        folder / "salesforce_leads.csv", [header, *rows], quote_all=True, ending="\n"
    )


_HUBSPOT = (
    "Record ID", "First Name", "Last Name", "Email", "Phone Number", "Lead Status", "Create Date",
    "Associated Company", "Country/Region", "Contact owner", "Lifecycle Stage", "Company Name",
    "Website URL", "Job Title", "LinkedIn URL",
)  # fmt: skip
_HUBSPOT_DE = (
    "Datensatz-ID", "Vorname", "Nachname", "E-Mail", "Telefonnummer", "Lead-Status",
    "Erstellungsdatum", "Zugeordnetes Unternehmen", "Land/Region", "Zuständiger Mitarbeiter",
    "Lifecycle-Phase", "Name des Unternehmens", "Website-URL", "Jobtitel", "LinkedIn-URL",
)  # fmt: skip


def hubspot_contacts(folder: Path, *, german: bool = False) -> Path:
    rows = [
        [
            f"{51 + i}", p.given, p.family, p.email, p.phone, "OPEN",
            "2026-03-01 09:15" if i % 2 else "03/01/2026 9:15 AM", f"{p.company};Other Inc.",
            p.country, "Rita Rep (rita@team.example)", "lead", p.company, p.website, p.title,
            f"https://www.linkedin.example/in/{p.family.split()[0].lower()}",
        ]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    name = "hubspot_contacts_de.csv" if german else "hubspot_contacts.csv"
    return write_table(folder / name, [_HUBSPOT_DE if german else _HUBSPOT, *rows], quote_all=True)


def hubspot_contacts_german(folder: Path) -> Path:
    return hubspot_contacts(folder, german=True)


def hubspot_deals(folder: Path) -> Path:
    header = [
        "Record ID", "Deal Name", "Deal Stage", "Close Date", "Amount", "Deal owner",
        "Associated Company IDs", "Associated Contact IDs", "Lead source",
    ]  # fmt: skip
    rows = [
        [f"{900 + i}", f"{p.company} - rollout", "Presentation Scheduled", "2026-09-30",
         f"{1000 * (i + 1)}.50", "Rita Rep", f"{i};{i + 7}", f"{51 + i}", "Referral"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return write_table(folder / "hubspot_deals.csv", [header, *rows])


def pipedrive_people(folder: Path) -> Path:
    header = ["Name", "Email", "Phone", "Organization", "Owner", "Label"]
    rows = [
        [f"{p.given} {p.family}", p.email, p.phone, p.company, "Rita Rep", "Hot lead"]
        for p in PEOPLE
    ]
    return write_table(folder / "pipedrive_people.csv", [header, *rows])


def pipedrive_sample(folder: Path) -> Path:
    """The product's import sample: `Entity - Field*`, Excel serial dates, HTML in notes."""
    header = [
        "Person - Name*", "Person - Email (Work)", "Person - Phone (Work)",
        "Organization - Name*", "Organization - Address", "Deal - Title", "Deal - Value",
        "Deal - Currency", "Activity - Subject*", "Activity - Due date", "Note - Content*",
    ]  # fmt: skip
    path = folder / "pipedrive_sample.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("Sample")
    page.write_row(0, 0, header)
    for row, p in enumerate(PEOPLE, start=1):
        page.write_row(
            row, 0,
            [f"{p.given} {p.family}", p.email, p.phone, p.company, f"Main St 1, {p.city}",
             f"{p.company} deal", 2500.0 * row, "EUR", "Call back", 45631.0 + row,
             f"<b>Met</b> at the fair<br>{p.title}"],
        )  # fmt: skip
    book.close()
    return path


def zoho_leads(folder: Path) -> Path:
    header = [
        "LEADID", "Last Name", "First Name", "Company", "Lead Owner", "Email", "Mobile", "Website",
        "Industry", "Lead Source", "Lead Status", "Annual Revenue", "Created Time", "CONVERTED",
    ]  # fmt: skip
    rows = [
        [f"zcrm_33850000000{i}", p.family, p.given, p.company, "Rita Rep", p.email, p.phone,
         p.website, "ASP", "Cold Call", "Contacted", "$22,700.00", "15 Apr, 2021 00:03:00", "false"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return write_table(folder / "zoho_leads.csv", [header, *rows], quote_all=True)


def zoho_list(folder: Path) -> Path:
    header = [
        "Lead Name", "Email", "Phone", "Lead Source", "Lead Owner", "Lead Status", "Industry",
    ]  # fmt: skip
    rows = [
        [f"{p.family}, {p.given}", p.email, p.phone, "Trade Show", "Rita Rep", "New", "Retail"]
        for p in PEOPLE
    ]
    return write_table(folder / "zoho_list.csv", [header, *rows])


def freshsales_contacts(folder: Path) -> Path:
    header = [
        "First name", "Last name", "Emails", "Work", "Mobile", "Sales account", "Lifecycle stage",
        "Status", "Sales owner", "Source", "Tags",
    ]  # fmt: skip
    rows = [
        [p.given, p.family, f"{p.email};second.{p.email}", p.phone, "", p.company, "Lead", "New",
         "Rita Rep", "Web Form", "fair, priority"]
        for p in PEOPLE
    ]  # fmt: skip
    return write_table(folder / "freshsales_contacts.csv", [header, *rows])


def monday_board(folder: Path) -> Path:
    """Title, group names as rows, the heading again per group, sub-items, a summary row."""
    path = folder / "monday_board.xlsx"
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet("leads")
    head = ["Name", "Subitems", "Owner", "Status", "Date", "Company", "Email", "Deal Value"]
    page.write(0, 0, "Leads board")
    page.write(1, 0, "New leads")
    page.write_row(2, 0, head)
    row = 3
    for p in PEOPLE[:3]:
        name = f"{p.given} {p.family}"
        cells = [name, "", "Rita", "New", "2026-03-01", p.company, p.email, 900]
        page.write_row(row, 0, cells)
        row += 1
        if p is PEOPLE[0]:
            page.write_row(row, 0, ["Subitems", "Name", "Owner", "Status", "Date"])
            page.write_row(row + 1, 0, ["", "Send price list", "Rita", "Done", "2026-03-02"])
            row += 2
    page.write(row, 7, 2700)
    row += 2
    page.write(row, 0, "Won")
    page.write_row(row + 1, 0, head)
    for place, p in enumerate(PEOPLE[3:]):
        page.write_row(
            row + 2 + place, 0,
            [f"{p.given} {p.family}", "", "Rita", "Won", "2026-02-01", p.company, p.email, 100],
        )  # fmt: skip
    page.write(row + 4, 7, 200)
    book.close()
    return path


def suitecrm_leads(folder: Path) -> Path:
    header = [
        "First Name", "Last Name", "ID", "Salutation", "Job Title", "Account Name", "Website",
        "Email Address", "Mobile", "Office Phone", "Lead Source", "Status", "Do Not Call",
    ]  # fmt: skip
    rows = [
        [p.given, p.family, f"8f2b{i}", "Ms.", p.title, p.company, p.website, p.email, p.phone,
         "", "Partner", "Assigned", "0"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    rows[2] = rows[2][:8]  # short rows happen
    return write_table(folder / "suitecrm_leads.csv", [header, *rows], quote_all=True)
