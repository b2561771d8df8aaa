"""Exports of advertising, networks, address books, mailings, events, forms; lists kept by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import xlsxwriter

from tests.corpus.people import PEOPLE, write_table


def meta_leads(folder: Path) -> Path:
    """A "CSV" that is UTF-16 with tabs and prefixes on ids and phone numbers."""
    header = [
        "id", "created_time", "ad_name", "adset_name", "campaign_name", "form_name", "is_organic",
        "platform", "full_name", "email", "phone_number", "city", "state", "country",
        "what_is_your_budget?",
    ]  # fmt: skip
    rows = [
        [f"l:88124000{i}", "2026-03-01T10:00:00+01:00", "Ad A", "Adset B", "Spring", "Demo form",
         "false", "fb", f"{p.given} {p.family}", p.email, f"p:{p.phone.replace(' ', '')}", p.city,
         "", p.country, "10k-20k"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return write_table(
        folder / "meta_leads.csv", [header, *rows], encoding="utf-16", delimiter="\t"
    )


def linkedin_connections(folder: Path) -> Path:
    path = folder / "linkedin_connections.csv"
    header = [
        "First Name", "Last Name", "URL", "Email Address", "Company", "Position", "Connected On",
    ]  # fmt: skip
    rows = [
        [p.given, p.family, f"https://www.linkedin.example/in/{i}", p.email if i == 1 else "",
         p.company, p.title, "01 Mar 2026"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    write_table(path, [header, *rows], ending="\n")
    note = 'Notes:\n"When exporting your connection data, you may notice that some addresses, such '
    note += 'as those of people who don\'t share them, are missing. Read ""more"" here."\n\n'
    path.write_bytes(note.encode() + path.read_bytes())
    return path


def google_contacts(folder: Path) -> Path:
    header = [
        "First Name", "Middle Name", "Last Name", "Organization Name", "Organization Title",
        "Labels", "E-mail 1 - Label", "E-mail 1 - Value", "Phone 1 - Label", "Phone 1 - Value",
        "Address 1 - City", "Address 1 - Country", "Website 1 - Value",
    ]  # fmt: skip
    rows = [
        [p.given, "", p.family, p.company, p.title, "Fair ::: * myContacts", "* Work",
         f"{p.email} ::: second.{p.email}", "Work", f"{p.phone} ::: +49 30 1", p.city, p.country,
         p.website]
        for p in PEOPLE
    ]  # fmt: skip
    return write_table(folder / "google_contacts.csv", [header, *rows], encoding="utf-8-sig")


def outlook_contacts(folder: Path) -> Path:
    """Windows-1252, all quoted, 88 columns of which most are empty."""
    known = [
        "Title", "First Name", "Middle Name", "Last Name", "Suffix", "Company", "Department",
        "Job Title", "Business Street", "Business City", "Business Postal Code",
        "Business Country/Region", "Business Phone", "Mobile Phone", "Anniversary", "Birthday",
        "Categories", "E-mail Address", "E-mail Type", "E-mail 2 Address", "Notes", "Web Page",
    ]  # fmt: skip
    header = [*known, *(f"User Field {i}" for i in range(1, 88 - len(known) + 1))]
    rows = [
        ["Ms.", p.given, "", p.family, "", p.company, "", p.title, "", p.city, "", p.country,
         p.phone, "", "0/0/00", "0/0/00", "Leads", p.email, "SMTP", "", "", p.website,
         *[""] * (88 - len(known))]
        for p in PEOPLE
    ]  # fmt: skip
    path = folder / "outlook_contacts.csv"
    return write_table(path, [header, *rows], encoding="cp1252", quote_all=True)


def apollo_people(folder: Path) -> Path:
    header = [
        "First Name", "Last Name", "Title", "Company", "Company Name for Emails", "Email",
        "Email Status", "Seniority", "First Phone", "Work Direct Phone", "Mobile Phone",
        "Corporate Phone", "# Employees", "Industry", "Person Linkedin Url", "Website", "City",
        "State", "Country",
    ]  # fmt: skip
    rows = [
        [p.given, p.family, p.title, p.company, p.company.split()[0], p.email, "Verified", "Head",
         f"'{p.phone}", "", f"'{p.phone}", "", "120", "retail", "", p.website, p.city, "",
         p.country]
        for p in PEOPLE
    ]  # fmt: skip
    return write_table(folder / "apollo_people.csv", [header, *rows])


def _mailchimp(folder: Path, name: str, date_column: str) -> Path:
    header = [
        "Email Address", "First Name", "Last Name", "Address", "Phone Number", "Birthday", "Tags",
        "MEMBER_RATING", date_column,
    ]  # fmt: skip
    rows = [
        [p.email, p.given, p.family, f"Main St 1  {p.city}", p.phone, "04/12", '"fair","vip"', "3",
         "2026-01-05 08:00:00"]
        for p in PEOPLE
    ]  # fmt: skip
    return write_table(folder / name, [header, *rows])


def mailchimp_subscribed(folder: Path) -> Path:
    return _mailchimp(folder, "subscribed_members_export.csv", "OPTIN_TIME")


def mailchimp_unsubscribed(folder: Path) -> Path:
    return _mailchimp(folder, "unsubscribed_members_export.csv", "UNSUB_TIME")


def brevo_contacts(folder: Path) -> Path:
    header = ["EMAIL", "LASTNAME", "FIRSTNAME", "SMS", "EMAIL_BLACKLISTED", "ADDED_TIME"]
    rows = [
        [p.email, p.family, p.given, p.phone.replace(" ", "").lstrip("+"),
         "true" if i == 0 else "false", "01-03-2026"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return write_table(folder / "brevo_contacts.csv", [header, *rows], delimiter=";")


def activecampaign_contacts(folder: Path) -> Path:
    header = [
        "Email", "First Name", "Last Name", "Phone", "Tags", "Date Created", "IP", "Status",
    ]  # fmt: skip
    rows = [
        [p.email, p.given, p.family, p.phone, "fair,demo", "2026-03-01 10:00", "192.0.2.7",
         "Unsubscribed" if i == 1 else "Active"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return write_table(folder / "activecampaign_contacts.csv", [header, *rows], quote_all=True)


def eventbrite_attendees(folder: Path) -> Path:
    """A refunded order, two people on one order, a total row."""
    header = [
        "Order #", "Order Date", "First Name", "Last Name", "Email", "Quantity", "Ticket Type",
        "Total Paid", "Attendee Status",
    ]  # fmt: skip
    rows = [
        [f"77{i // 2}", "2026-02-01 10:00", p.given, p.family, p.email, "1", "Standard", "20.00",
         "Refunded" if i == 4 else "Attending"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    total = ["Totals", "", "", "", "", "5", "", "100.00", ""]
    return write_table(folder / "eventbrite_attendees.csv", [header, *rows, total])


def typeform_answers(folder: Path) -> Path:
    header = [
        "#", "What's your name?", "Where do you work?", "What's the best e-mail to reach you?",
        "And a phone number, if you like", "Start Date (UTC)", "Network ID",
    ]  # fmt: skip
    rows = [
        [f"a1b2c{i}", f"{p.given} {p.family}", p.company, p.email, f"'{p.phone}",
         "2026-03-01 10:00:00", f"f00{i}"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return write_table(folder / "typeform_answers.csv", [header, *rows])


def google_forms(folder: Path) -> Path:
    header = ["Timestamp", "Wie heißen Sie?", "Ihre Firma", "Ihre E-Mail-Adresse", "Interesse an"]
    rows = [
        [f"01.03.2026 10:0{i}:00", f"{p.given} {p.family}", p.company, p.email, "Demo, Preise"]
        for i, p in enumerate(PEOPLE)
    ]
    return write_table(folder / "google_forms.csv", [header, *rows])


def microsoft_forms(folder: Path) -> Path:
    path = folder / "microsoft_forms.xlsx"
    book = xlsxwriter.Workbook(str(path), {"remove_timezone": True})
    stamp = book.add_format({"num_format": "m/d/yy h:mm:ss"})
    page = book.add_worksheet("Sheet1")
    page.write_row(
        0, 0, ["ID", "Start time", "Completion time", "Email", "Name", "Your company?", "Seats?"]
    )
    for row, p in enumerate(PEOPLE, start=1):
        page.write_number(row, 0, row)
        page.write_datetime(row, 1, dt.datetime(2026, 3, 1, 10, row, 5, tzinfo=dt.UTC), stamp)
        page.write_datetime(row, 2, dt.datetime(2026, 3, 1, 10, row, 50, tzinfo=dt.UTC), stamp)
        page.write_row(row, 3, [p.email, f"{p.given} {p.family}", p.company, 12.5 * row])
    book.close()
    return path


def office_list(folder: Path) -> Path:
    """What a person keeps: title lines, semicolons, Windows-1252, "Last, First", a total."""
    rows = [
        ["Messekontakte 2026", "", "", "", ""],
        ["Stand: 01.03.2026", "", "", "", ""],
        ["", "", "", "", ""],
        ["Name", "Firma", "E-Mail", "Telefon", "Budget"],
        *(
            [f"{p.family}, {p.given}", p.company, f"{p.given} <{p.email}>", p.phone, "1.250,00"]
            for p in PEOPLE
        ),
        ["", "", "", "", ""],
        ["Summe", "", "", "", "6.250,00"],
    ]
    return write_table(folder / "messe.csv", rows, encoding="cp1252", delimiter=";")


def second_sheet(folder: Path) -> Path:
    """A cover sheet first, the data on the second, a hidden sheet of codes third."""
    path = folder / "second_sheet.xlsx"
    book = xlsxwriter.Workbook(str(path))
    book.add_worksheet("Read me").write(0, 0, "Our contacts. Please don't change.")
    page = book.add_worksheet("Contacts")
    codes = book.add_worksheet("Codes")
    codes.hide()
    for row in range(300):
        codes.write_row(row, 0, ["Name", "Email", f"x{row}"])
    page.merge_range(0, 0, 0, 3, "Contacts of the north team")
    page.write_row(2, 0, ["Full name", "Company", "E-mail", "Phone"])
    for row, p in enumerate(PEOPLE, start=3):
        page.write_row(row, 0, [f"{p.given} {p.family}", p.company, p.email])
        page.write_number(row, 3, 4930901820 + row)
    book.close()
    return path
