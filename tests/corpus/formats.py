"""Exports of other programs, made by code: headings and quirks, filled with invented people.

Each function writes one file into `folder` and returns its path. `FORMATS` names them all with
the number of records a reader must deliver and the number of lines that are no records.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests.corpus.cards import (
    vcard21,
    vcard30,
    vcard40,
    vcard_utf16,
)
from tests.corpus.crm_exports import (
    freshsales_contacts,
    hubspot_contacts,
    hubspot_contacts_german,
    hubspot_deals,
    monday_board,
    pipedrive_people,
    pipedrive_sample,
    salesforce_leads,
    suitecrm_leads,
    zoho_leads,
    zoho_list,
)
from tests.corpus.list_exports import (
    activecampaign_contacts,
    apollo_people,
    brevo_contacts,
    eventbrite_attendees,
    google_contacts,
    google_forms,
    linkedin_connections,
    mailchimp_subscribed,
    mailchimp_unsubscribed,
    meta_leads,
    microsoft_forms,
    office_list,
    outlook_contacts,
    second_sheet,
    typeform_answers,
)
from tests.corpus.people import PEOPLE, Person

__all__ = ["FORMATS", "PEOPLE", "Format", "Person"]


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
