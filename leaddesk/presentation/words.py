"""Words for the values of the domain: kinds of tasks and activities, bands, lead types, fields.

The English forms stand here as literals of `tr`, so that a translator finds them.
"""

from __future__ import annotations

from leaddesk.domain.fields import FIELDS
from leaddesk.presentation.text import tr, user_locale


def task_word(kind: str, title: str = "") -> str:
    """Return what a step is called on a card; a to-do by its title."""
    match kind:
        case "call":
            return tr("Call")
        case "email":
            return tr("Email")
        case "meeting":
            return tr("Meeting")
        case _:
            return title or tr("Task")


TASK_ICONS = {"call": "phone", "email": "mail", "meeting": "calendar"}
"""Icon names by task kind; a to-do has "list-plus"."""

ACTIVITY_ICONS = {
    "call": "phone", "email_in": "mail", "email_out": "mail", "email_opened": "mail",
    "email_clicked": "mail", "meeting": "calendar", "note": "sticky-note", "form": "file",
    "page_visit": "globe", "download": "download", "event": "calendar", "social": "users-round",
    "product_use": "monitor", "unsubscribe": "circle-x", "import": "upload",
    "system": "plus", "stage_change": "arrow-right-left", "owner_change": "user-round",
    "band_change": "flame",
}  # fmt: skip


def activity_word(kind: str) -> str:
    """Return what an activity is called in the timeline."""
    words = {
        "call": tr("Call"), "email_in": tr("Email received"), "email_out": tr("Email sent"),
        "meeting": tr("Meeting"), "note": tr("Note"), "form": tr("Form sent"),
        "page_visit": tr("Visited page"), "download": tr("Download"), "event": tr("Event"),
        "email_opened": tr("Opened email"), "email_clicked": tr("Clicked in email"),
        "social": tr("Social media"), "product_use": tr("Used the product"),
        "unsubscribe": tr("Unsubscribed"), "import": tr("Import"),
        "stage_change": tr("Stage changed"), "owner_change": tr("Owner changed"),
        "band_change": tr("Score band changed"), "system": tr("Added by hand"),
    }  # fmt: skip
    return words.get(kind, kind)


def band_word(band: str) -> str:
    """Return the name of a score band."""
    words = {"hot": tr("Hot"), "warm": tr("Warm"), "cold": tr("Cold"), "low": tr("Low")}
    return words.get(band, "")


def type_word(lead_type: str, source: str) -> str:
    """Return the lead type for a card; for *other* the source, as it was given."""
    words = {
        "demo request": tr("Demo request"), "pricing inquiry": tr("Pricing inquiry"),
        "free trial": tr("Free trial"), "content download": tr("Content download"),
        "event or webinar": tr("Event or webinar"), "referral": tr("Referral"),
        "outbound": tr("Outbound"),
    }  # fmt: skip
    word = words.get(lead_type)
    return word if word is not None else source[:1].upper() + source[1:]


def field_word(name: str) -> str:
    """Return a field's label; a custom field's is its name."""
    info = FIELDS.get(name)
    return tr(info.label) if info is not None else name


def outcome_word(outcome: str) -> str:
    """Return how a call, a mail or a meeting ended; "" for what says nothing to a reader: the key
    of a delivery, or that something was done."""
    words = {
        "reached": tr("reached"), "no answer": tr("no answer"), "voicemail": tr("voicemail"),
        "not interested": tr("not interested"), "wrong number": tr("wrong number"),
        "replied": tr("replied"), "done": "",
    }  # fmt: skip
    return "" if outcome.startswith("#") else words.get(outcome, outcome)


def lifecycle_word(name: str) -> str:
    """Return how far a lead is, as the filter names it."""
    words = {
        "raw": tr("Raw"), "new": tr("New"), "mql": "MQL", "sal": "SAL", "sql": "SQL",
        "opportunity": tr("Opportunity"), "customer": tr("Customer"), "nurture": tr("Nurture"),
        "disqualified": tr("Disqualified"), "archived": tr("Archived"), "lost": tr("Lost"),
        "converted": tr("Converted"),
    }  # fmt: skip
    return words.get(name, name)


def country_word(code: str) -> str:
    """Return the name of a country in the user's language; the code where there is none."""
    from leaddesk.domain.identity.country import country_name

    return country_name(code, user_locale().name())


def consent_word(status: str) -> str:
    """Return what a consent status is called."""
    words = {"granted": tr("Yes"), "denied": tr("No"), "unknown": tr("Unknown")}
    return words.get(status or "unknown", status)
