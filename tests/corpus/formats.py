"""Exports of other programs, made by code: their headings and quirks, filled with invented people.

Each function writes one file into `folder` and returns its path. `FORMATS` names them all with
the number of records a reader must deliver and the number of lines that are no records.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import xlsxwriter


@dataclass(frozen=True, slots=True)
class Person:
    given: str
    family: str
    company: str
    title: str
    email: str
    phone: str
    city: str
    country: str
    website: str


PEOPLE: tuple[Person, ...] = (
    Person("Anna", "Müller", "Nordwind GmbH", "Leiterin Einkauf", "anna.mueller@nordwind.example",
           "+49 30 901820 11", "Berlin", "Germany", "https://www.nordwind.example"),
    Person("John", "O'Brien", "Harbor & Co, Ltd.", "VP Sales", "john@harbor.example",
           "+44 20 7946 0101", "London", "United Kingdom", "harbor.example"),
    Person("Zoé", "Lefèvre", "Atelier 9", 'Responsable "Achats"', "zoe.lefevre@atelier9.example",
           "+33 1 99 00 12 34", "Paris", "France", "https://atelier9.example/contact"),
    Person("María José", "García López", "Sol y Sombra S.A.", "Gerente", "mj@solysombra.example",
           "+34 912 345 678", "Madrid", "Spain", "solysombra.example"),
    Person("Priya", "Raman", "Lotus Analytics", "Chief Data Officer", "priya@lotus.example",
           "+91 22 5550 0199", "Mumbai", "India", "https://lotus.example"),
)  # fmt: skip


def _write(
    path: Path,
    rows: Sequence[Sequence[str]],
    *,
    encoding: str = "utf-8",
    delimiter: str = ",",
    quote_all: bool = False,
    ending: str = "\r\n",
) -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        quoting = csv.QUOTE_ALL if quote_all else csv.QUOTE_MINIMAL
        csv.writer(file, delimiter=delimiter, quoting=quoting, lineterminator=ending).writerows(
            rows
        )
    return path


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
    return _write(folder / "salesforce_leads.csv", [header, *rows], quote_all=True, ending="\n")


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
    return _write(folder / name, [_HUBSPOT_DE if german else _HUBSPOT, *rows], quote_all=True)


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
    return _write(folder / "hubspot_deals.csv", [header, *rows])


def pipedrive_people(folder: Path) -> Path:
    header = ["Name", "Email", "Phone", "Organization", "Owner", "Label"]
    rows = [
        [f"{p.given} {p.family}", p.email, p.phone, p.company, "Rita Rep", "Hot lead"]
        for p in PEOPLE
    ]
    return _write(folder / "pipedrive_people.csv", [header, *rows])


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
    return _write(folder / "zoho_leads.csv", [header, *rows], quote_all=True)


def zoho_list(folder: Path) -> Path:
    header = [
        "Lead Name", "Email", "Phone", "Lead Source", "Lead Owner", "Lead Status", "Industry",
    ]  # fmt: skip
    rows = [
        [f"{p.family}, {p.given}", p.email, p.phone, "Trade Show", "Rita Rep", "New", "Retail"]
        for p in PEOPLE
    ]
    return _write(folder / "zoho_list.csv", [header, *rows])


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
    return _write(folder / "freshsales_contacts.csv", [header, *rows])


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
        page.write_row(
            row, 0, [f"{p.given} {p.family}", "", "Rita", "New", "2026-03-01", p.company, p.email, 900]
        )  # fmt: skip
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
    return _write(folder / "suitecrm_leads.csv", [header, *rows], quote_all=True)


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
    return _write(folder / "meta_leads.csv", [header, *rows], encoding="utf-16", delimiter="\t")


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
    _write(path, [header, *rows], ending="\n")
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
    return _write(folder / "google_contacts.csv", [header, *rows], encoding="utf-8-sig")


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
    return _write(path, [header, *rows], encoding="cp1252", quote_all=True)


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
    return _write(folder / "apollo_people.csv", [header, *rows])


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
    return _write(folder / name, [header, *rows])


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
    return _write(folder / "brevo_contacts.csv", [header, *rows], delimiter=";")


def activecampaign_contacts(folder: Path) -> Path:
    header = [
        "Email", "First Name", "Last Name", "Phone", "Tags", "Date Created", "IP", "Status",
    ]  # fmt: skip
    rows = [
        [p.email, p.given, p.family, p.phone, "fair,demo", "2026-03-01 10:00", "192.0.2.7",
         "Unsubscribed" if i == 1 else "Active"]
        for i, p in enumerate(PEOPLE)
    ]  # fmt: skip
    return _write(folder / "activecampaign_contacts.csv", [header, *rows], quote_all=True)


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
    return _write(folder / "eventbrite_attendees.csv", [header, *rows, total])


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
    return _write(folder / "typeform_answers.csv", [header, *rows])


def google_forms(folder: Path) -> Path:
    header = ["Timestamp", "Wie heißen Sie?", "Ihre Firma", "Ihre E-Mail-Adresse", "Interesse an"]
    rows = [
        [f"01.03.2026 10:0{i}:00", f"{p.given} {p.family}", p.company, p.email, "Demo, Preise"]
        for i, p in enumerate(PEOPLE)
    ]
    return _write(folder / "google_forms.csv", [header, *rows])


def microsoft_forms(folder: Path) -> Path:
    import datetime as dt

    path = folder / "microsoft_forms.xlsx"
    book = xlsxwriter.Workbook(str(path))
    stamp = book.add_format({"num_format": "m/d/yy h:mm:ss"})
    page = book.add_worksheet("Sheet1")
    page.write_row(
        0, 0, ["ID", "Start time", "Completion time", "Email", "Name", "Your company?", "Seats?"]
    )
    for row, p in enumerate(PEOPLE, start=1):
        page.write_number(row, 0, row)
        page.write_datetime(row, 1, dt.datetime(2026, 3, 1, 10, row, 5), stamp)
        page.write_datetime(row, 2, dt.datetime(2026, 3, 1, 10, row, 50), stamp)
        page.write_row(row, 3, [p.email, f"{p.given} {p.family}", p.company, 12.5 * row])
    book.close()
    return path


def vcard21(folder: Path) -> Path:
    """Quoted-printable with soft breaks, raw Windows-1252, a picture, a company without person."""
    path = folder / "cards21.vcf"
    path.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Anna;;;\r\n"
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Anna M=C3=BC=\r\nller\r\n"
        b"ORG:Nordwind GmbH;Einkauf\r\nTITLE:Leiterin\r\nTEL;WORK;VOICE:+49 30 901820 11\r\n"
        b"TEL;FAX:+49 30 901820 99\r\nEMAIL;PREF;INTERNET:anna.mueller@nordwind.example\r\n"
        b"ADR;WORK:;;Hafenstr. 1;Berlin;;10115;Germany\r\n"
        b"PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD\r\n /2wBDAAMCAgMCAgMDAwM\r\n\r\n"
        b"END:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN:Lef\xe8vre;Zo\xe9\r\nFN:Zo\xe9 Lef\xe8vre\r\n"
        b"TEL;CELL:+33 1 99 00 12 34\r\nEND:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN:;;;;\r\nFN:Harbor & Co\r\nORG:Harbor & Co\r\n"
        b"TEL;WORK:+44 20 7946 0101\r\nURL:http://harbor.example\r\nEND:VCARD\r\n"
    )
    return path


def vcard30(folder: Path) -> Path:
    path = folder / "cards30.vcf"
    cards = [
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{p.given} {p.family}\nN:{p.family};{p.given};;;\n"
        f"ORG:{p.company.replace(',', chr(92) + ',')}\nTITLE:{p.title}\n"
        f"item1.EMAIL;type=INTERNET;type=pref:{p.email}\nitem1.X-ABLabel:work\n"
        f"EMAIL;type=HOME:home.{p.email}\nTEL;type=CELL:{p.phone}\n"
        f"ADR;type=WORK:;;1 Main St;{p.city};;;{p.country}\nURL:{p.website}\n"
        "NOTE:Met at the fair\\; wants\\n a demo\\, soon and a very long line that a pr\n"
        " ogram has folded\nCATEGORIES:Fair,Priority\nEND:VCARD\n"
        for p in PEOPLE
    ]
    path.write_text("\n".join(cards), encoding="utf-8")
    return path


def vcard40(folder: Path) -> Path:
    path = folder / "cards40.vcf"
    cards = [
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:{p.given} {p.family}\r\n"
        f'N:{p.family};{p.given};;;\r\nORG;SORT-AS="x:y;z":{p.company.replace(",", chr(92) + ",")}\r\n'
        f'EMAIL;PREF=1:{p.email}\r\nTEL;VALUE=uri;TYPE="voice,work":tel:{p.phone.replace(" ", "-")}\r\n'
        "END:VCARD\r\n"
        for p in PEOPLE
    ]
    group = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Team\r\nMEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
    )
    path.write_bytes(("".join(cards) + group).encode())
    return path


def vcard_utf16(folder: Path) -> Path:
    path = folder / "cards16.vcf"
    path.write_bytes(vcard30(folder).read_text(encoding="utf-8").encode("utf-16"))
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
    return _write(folder / "messe.csv", rows, encoding="cp1252", delimiter=";")


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


@dataclass(frozen=True, slots=True)
class Format:
    """`records` rows and `others` lines that are no records is what a reader must deliver."""

    make: Callable[[Path], Path]
    records: int
    others: int = 0


FORMATS: dict[str, Format] = {
    make.__name__: Format(make, records, others)
    for make, records, others in (
        (salesforce_leads, 5, 0), (hubspot_contacts, 5, 0), (hubspot_contacts_german, 5, 0),
        (hubspot_deals, 5, 0), (pipedrive_people, 5, 0), (pipedrive_sample, 5, 0),
        (zoho_leads, 5, 0), (zoho_list, 5, 0), (freshsales_contacts, 5, 0), (monday_board, 5, 6),
        (suitecrm_leads, 5, 0), (meta_leads, 5, 0), (linkedin_connections, 5, 0),
        (google_contacts, 5, 0), (outlook_contacts, 5, 0), (apollo_people, 5, 0),
        (mailchimp_subscribed, 5, 0), (mailchimp_unsubscribed, 5, 0), (brevo_contacts, 5, 0),
        (activecampaign_contacts, 5, 0), (eventbrite_attendees, 5, 1), (typeform_answers, 5, 0),
        (google_forms, 5, 0), (microsoft_forms, 5, 0), (vcard21, 3, 0), (vcard30, 5, 0),
        (vcard40, 5, 1), (vcard_utf16, 5, 0), (office_list, 5, 1), (second_sheet, 5, 0),
    )
}  # fmt: skip
