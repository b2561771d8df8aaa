"""What happened, and what was said about being contacted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.activity import Activity, Consent
from leaddesk.domain.consent import read_status
from leaddesk.service.book import open_book
from leaddesk.service.commands import LogActivity, RecordConsent
from leaddesk.service.derived import refresh_and_promote
from leaddesk.service.intake_extras import ACTIVITY_KINDS
from leaddesk.service.logging_contact import file_activity
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.records import present

BY_HAND = ACTIVITY_KINDS - {"import", "stage_change", "owner_change", "band_change", "system"}
AHEAD = timedelta(minutes=10)
"""Clocks of laptops differ: what lies this little ahead still counts as happened."""


def log_activity(cmd: LogActivity, uow: UnitOfWork) -> Activity:
    """File it; with a converted lead it is filed with its opportunity."""
    book = open_book(uow)
    kind = cmd.kind.strip().lower().replace("-", "_").replace(" ", "_")
    kind = "email_out" if kind == "email" else kind
    if kind not in BY_HAND:
        raise KnownError(
            said('There is no kind of activity called "{kind}".', kind=cmd.kind),
            said(
                "Nothing was logged. Choose one of: {by_hand}.", by_hand=", ".join(sorted(BY_HAND))
            ),
            code="bad-value",
        )
    at = cmd.at or uow.now
    if at > uow.now + AHEAD:
        raise KnownError(
            "This lies in the future.", "Nothing was logged. Plan it as a task.", code="bad-value"
        )
    lead = present(uow, cmd.lead_id)
    if lead.converted_id is not None:
        lead = present(uow, lead.converted_id)
    actor = uow.actor.id if uow.actor is not None else None
    activity = Activity(
        uow.new_id(), lead.id, kind, at, actor, cmd.outcome.strip(), cmd.subject.strip(),
        cmd.note.strip(),
    )  # fmt: skip
    filed = file_activity(uow, book, lead, activity)
    uow.say("log", n=1, name=lead.label, kind=kind, outcome=filed.outcome, id=lead.id)
    return filed


def record_consent(cmd: RecordConsent, uow: UnitOfWork) -> Consent:
    """The newest statement of a channel counts; the field of the record follows it."""
    book = open_book(uow)
    status = read_status(cmd.status)
    if cmd.channel not in {"email", "phone"} or status is None:
        raise KnownError(
            said(
                '"{channel} {status}" is no statement about consent.',
                channel=cmd.channel,
                status=cmd.status,
            ),
            "Nothing was changed. The channel is email or phone, the status granted, denied or "
            "unknown.",
            code="bad-value",
        )
    lead = present(uow, cmd.lead_id)
    channel = "email" if cmd.channel == "email" else "phone"
    made = uow.consents.add(
        Consent(
            uow.new_id(), lead.id, "email" if channel == "email" else "phone", status, uow.now,
            cmd.method.strip(), cmd.evidence.strip(),
        )
    )  # fmt: skip
    if channel == "email":
        uow.leads.save(replace(lead, consent_email=status))
    else:
        uow.leads.save(replace(lead, consent_phone=status))
    refresh_and_promote(uow, book, [lead.id])
    uow.say("consent", n=1, name=lead.label, channel=channel, status=status, id=lead.id)
    return made
