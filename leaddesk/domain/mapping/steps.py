"""The last act of a row: steps and activities of other programs, deals, evidence of consent."""

from __future__ import annotations

from leaddesk.domain.draft import DraftActivity, DraftTask
from leaddesk.domain.mapping.choices import parse_yes_no
from leaddesk.domain.mapping.row import Row
from leaddesk.domain.mapping.words import split_words

_KINDS: dict[str, str] = {
    **dict.fromkeys("call phone anruf telefonat appel llamada chiamata telefonata ligacao chamada "
                    "bellen telefoongesprek telefon rueckruf ruckruf callback".split(), "call"),
    **dict.fromkeys("email mail correo courriel posta emailen message".split(), "email"),
    **dict.fromkeys("meeting termin treffen besprechung reunion rdv rendez vous cita riunione "
                    "incontro reuniao afspraak vergadering demo lunch visit besuch visite".split(),
                    "meeting"),
}  # fmt: skip
_DONE_WORDS = frozenset(
    "done completed complete closed erledigt abgeschlossen termine hecho completado fatto "
    "completato feito concluido concluida klaar afgerond finished".split()
)


def step_kind(text: str) -> str:
    """call, email, meeting or "" for the words of another program ("Rückruf", "Lunch")."""
    for word in split_words(text):
        if word in _KINDS:
            return _KINDS[word]
    return ""


def _is_done(text: str) -> bool:
    said = parse_yes_no(text)
    if said is not None:
        return said
    return any(word in _DONE_WORDS for word in split_words(text))


def finish_steps(row: Row) -> None:
    """Turns what was gathered into tasks, timeline entries, interest and consent of the draft."""
    if row.step:
        _take_step(row.step, row)
    values = row.values
    if row.deal:
        if "company" not in values and "name" not in values and "family_name" not in values:
            values["company"] = row.deal
        elif "interest" not in values:
            values["interest"] = row.deal
        else:
            values["note"] = f"{row.deal}\n\n{values['note']}" if "note" in values else row.deal
    if "middle_name" in values:
        middle = values.pop("middle_name")
        if "given_name" in values:
            values["given_name"] = f"{values['given_name']} {middle}"
    if row.converted and "stage" not in values:
        values["stage"] = "Converted"
    # A time of opting in proves consent, unless the address came back or a refusal stands beside.
    if row.opt_in and "consent_email" not in values and not row.bounced:
        values["consent_email"] = "granted"


def _take_step(step: dict[str, str], row: Row) -> None:
    """A step not yet done is a task; what happened or has no date goes to the timeline."""
    due, done = step.get("task_due", ""), step.get("task_done", "")
    subject = step.get("task_subject") or step.get("activity_subject", "")
    named = step.get("task_kind") or step.get("activity_kind", "")
    kind = step_kind(named) or step_kind(subject)
    finished = bool(done) and _is_done(done)
    note = step.get("activity_note", "")
    if (due or step.get("task_subject") or (done and subject)) and not finished:
        row.tasks.append(DraftTask(kind or "todo", due, subject or named, False))
        if note:
            row.activities.append(DraftActivity("note", "", subject, note))
        return
    at = step.get("activity_at", "") or due
    if subject or note or at:
        happened = {"email": "email_out"}.get(kind, kind) or "note"
        row.activities.append(DraftActivity(happened, at, subject or named, note))
