"""From everything about a lead to the words of the peek panel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import cast

from leaddesk.domain.activity import Activity
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.presentation.bin_words import bin_words
from leaddesk.presentation.card import Band, CardStep
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.peek_view import (
    EntryView,
    FieldView,
    PeekView,
    ReasonView,
    ScoreWords,
    Segment,
    StepView,
)
from leaddesk.presentation.plain_text import one_line, visible_text
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.words import (
    ACTIVITY_ICONS,
    activity_word,
    band_word,
    consent_word,
    field_word,
    outcome_word,
    task_word,
    type_word,
)
from leaddesk.service.read_models import LeadDetail, LoggedChange, ScoreView, TeamView
from leaddesk.service.reading import text_of

DETAILS = (
    "email", "phone", "name", "title", "company", "website", "value", "close_date", "source",
    "source_detail", "lead_type", "interest", "country", "tags",
)  # fmt: skip
"""In this order; other fields follow when they hold something."""
ALWAYS = frozenset({"email", "phone", "value", "source"})
"""Shown also while they are empty: what a rep looks for first."""
_SAID_ELSEWHERE = frozenset({"given_name", "family_name", "currency", "email_domain"})

_KINDS = {"call": "call", "email_in": "email", "email_out": "email", "note": "note"}
_SHORT = 60  # letters: a note of one line needs no line of its own
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class PeekWords:
    """Writes for one team, with the same words as its cards."""

    def __init__(
        self, team: TeamView, cards: CardWords, phones: Mapping[str, str] | None = None
    ) -> None:
        """`phones` holds numbers as people read them; it may learn more while views are made."""
        self._phones = phones if phones is not None else {}
        self._team, self._cards = team, cards
        self._dates, self._money = cards.dates, cards.money
        self._users = {user.id: user for user in team.users}
        self._stages = {stage.id: stage for stage in team.pipeline.stages}

    def view(self, detail: LeadDetail, now: datetime) -> PeekView:
        """Return the whole panel of a lead."""
        lead = detail.lead
        card = self._cards.card(lead, now)
        stage = self._stages.get(lead.stage_id)
        days = self._cards.days_in_stage(lead, now)
        role = one_line(lead.title)
        return PeekView(
            id=lead.id,
            card=card,
            headline=card.headline(),
            subline=" · ".join(part for part in (card.subline(), role) if part),
            value_text=card.value_text,
            stage_name=one_line(stage.name) if stage is not None else "",
            in_stage=tr_n("for %n day", "for %n days", days) if days else tr("since today"),
            segments=self._segments(lead),
            step=self._step(detail, now),
            score=self._score(detail.score, now),
            fields=self._fields(detail, now),
            timeline=self._timeline(detail, now),
            kind=lead.kind,
            routed=one_line(detail.routed),
            owner_id=lead.owner_id,
            deleted=self._deleted(detail, now),
        )

    def instant(self, text: str, now: datetime) -> str:
        """Return an ISO instant as time or day, "" for something else."""
        try:
            at = datetime.fromisoformat(text)
        except ValueError:
            return ""
        return self._dates.due(at, now) if at.tzinfo is not None else ""

    # --- parts -------------------------------------------------------------------------------

    def _segments(self, lead: Lead) -> tuple[Segment, ...]:
        columns = self._team.pipeline.columns
        here = self._team.pipeline.column_of(lead.stage_id) if lead.stage_id in self._stages else 0
        order = [stage.id for stage in columns]
        reached = order.index(here) if here in order else -1
        return tuple(
            Segment(stage.id, one_line(stage.name), stage.color, n <= reached, stage.id == here)
            for n, stage in enumerate(columns)
        )

    def _step(self, detail: LeadDetail, now: datetime) -> StepView:
        lead = detail.lead
        step = self._cards.step(lead, now)
        if lead.sla_due is not None:
            whole = lead.sla_due - (lead.sla_started or lead.created_at)
            minutes = int(whole / timedelta(minutes=1))
            if step.kind == "late" or minutes <= 0:
                late = self._dates.late(lead.sla_due, now)
                return self._owed(detail, late, step, now)
            left = self._dates.left(lead.sla_due, now)
            when = (
                tr_n("{left} of %n", "{left} of %n", minutes, left=left)
                if minutes < 120
                else tr("{left} · {moment}", left=left, moment=self._moment(lead.sla_due, now))
            )
            return self._owed(detail, when, step, now)
        task = next((task for task in detail.tasks if task.id == lead.next_task_id), None)
        if lead.next_due is None:
            return StepView(step.text, "", step, None)
        title = one_line(task.title if task is not None else lead.next_title)
        when = self._moment(lead.next_due, now)
        if step.kind == "late":
            when = f"{when} · {self._dates.late(lead.next_due, now)}"
        else:
            when = f"{when} · {self._dates.ahead(lead.next_due, now)}"
        return StepView(title or task_word(lead.next_kind), when, step, lead.next_task_id)

    def _owed(self, detail: LeadDetail, when: str, step: CardStep, now: datetime) -> StepView:
        """A reply is owed; what is planned for later is told after it."""
        owed = detail.lead.sla_due or now
        later = [task for task in detail.tasks if task.is_open and task.due_at > owed]
        if not later:
            return StepView(tr("First reply"), when, step, None)
        task = min(later, key=lambda one: one.due_at)
        after = tr(
            "Then: {step}, {when}",
            step=one_line(task.title) or task_word(task.kind), when=self._moment(task.due_at, now),
        )  # fmt: skip
        return StepView(tr("First reply"), when, step, None, after)

    def _score(self, score: ScoreView, now: datetime) -> ScoreWords:
        strongest = sorted(score.reasons, key=lambda reason: -abs(reason.points))
        return ScoreWords(
            value=score.value,
            band=cast("Band", score.band or "none"),
            band_text=band_word(score.band),
            fit_text=tr("{n} of {most}", n=score.fit, most=score.fit_cap),
            fit_part=_part(score.fit, score.fit_cap),
            intent_text=tr("{n} of {most}", n=score.intent, most=score.intent_cap),
            intent_part=_part(score.intent, score.intent_cap),
            reasons=tuple(
                ReasonView(
                    f"{reason.points:+d}".replace("-", "−"),
                    one_line(tr(reason.rule)),
                    self._dates.day(reason.since, now) if reason.since else _part_word(reason.part),
                    reason.points < 0,
                )
                for reason in strongest
            ),
            updated=self._updated(score.at, now),
        )

    def _updated(self, at: datetime | None, now: datetime) -> str:
        if at is None:
            return ""
        minutes = int((now - at) / timedelta(minutes=1))
        if minutes < 1:
            return tr("updated just now")
        if minutes < 60:
            return tr_n("updated %n min ago", "updated %n min ago", minutes)
        if self._dates.day_of(at) == self._dates.day_of(now):
            return tr_n("updated %n h ago", "updated %n h ago", minutes // 60)
        return tr("updated {day}", day=self._dates.day(at, now))

    def _fields(self, detail: LeadDetail, now: datetime) -> tuple[FieldView, ...]:
        lead = detail.lead
        names = [name for name in EDITABLE_FIELDS if name in DETAILS or getattr(lead, name)]
        names.sort(key=lambda name: DETAILS.index(name) if name in DETAILS else len(DETAILS))
        fields = [self.field(name, lead) for name in (*names, *lead.custom)]
        owner = self._users.get(lead.owner_id) if lead.owner_id is not None else None
        owner_name = one_line(owner.name) if owner is not None else tr("Unassigned")
        word = field_word("owner")
        command = "" if lead.converted_id is not None else "assign"
        fields.append(FieldView("owner", word, owner_name, "", is_editable=False, command=command))
        consent = self._consent(detail, now)
        fields.append(FieldView("consent", tr("Consent"), consent, "", is_editable=False))
        return tuple(fields)

    def field(self, name: str, lead: Lead) -> FieldView:
        """Return one editable field."""
        text = text_of(lead, name)
        shown = one_line(text)
        if name == "value":
            shown = self._money.exact(lead.value, lead.currency or self._team.currency)
        elif name == "phone":
            shown = one_line(self._phones.get(lead.phone, text))
        elif name == "phones":
            shown = one_line(", ".join(self._phones.get(one, one) for one in lead.phones))
        elif name == "annual_revenue":
            shown = self._money.whole(lead.annual_revenue, lead.currency or self._team.currency)
        elif name in ("source", "lead_type"):
            shown = type_word(lead.lead_type if name == "lead_type" else "", shown)
        is_extra = name in _SAID_ELSEWHERE or (not text and name not in ALWAYS)
        return FieldView(name, field_word(name), shown, text, is_extra=is_extra)

    def _consent(self, detail: LeadDetail, now: datetime) -> str:
        parts = []
        newest: dict[str, datetime] = {}
        for consent in sorted(detail.consents, key=lambda c: c.at):
            newest[consent.channel] = consent.at
        lead = detail.lead
        for channel, status in (("email", lead.consent_email), ("phone", lead.consent_phone)):
            if status:
                word = f"{field_word(channel)}: {consent_word(status)}"
                at = newest.get(channel)
                parts.append(f"{word} ({self._dates.day(at, now)})" if at else word)
        return ", ".join(parts) or tr("Unknown")

    def _timeline(self, detail: LeadDetail, now: datetime) -> tuple[EntryView, ...]:
        entries = [(a.at, self._activity(a, now)) for a in detail.activities]
        entries += [
            (change.step.at, self._change(change, detail, now))
            for change in detail.changes
            if change.kind in ("lead", "opportunity") and change.field not in _QUIET
        ]
        entries.sort(key=lambda pair: pair[0], reverse=True)
        return tuple(entry for _, entry in entries)

    def _activity(self, activity: Activity, now: datetime) -> EntryView:
        ended = outcome_word(one_line(activity.outcome))
        word = ", ".join(filter(None, (activity_word(activity.kind), ended)))
        body = visible_text(activity.body)
        subject = one_line(activity.subject)
        if not subject and "\n" not in body and len(body) <= _SHORT:
            subject, body = body, ""
        return EntryView(
            _KINDS.get(activity.kind, "other"),
            ACTIVITY_ICONS.get(activity.kind, "info"),
            f"{word}: {subject}" if subject else word,
            body,
            self._dates.ago(activity.at, now),
            self._moment(activity.at, now),
        )

    def _change(self, change: LoggedChange, detail: LeadDetail, now: datetime) -> EntryView:
        who = one_line(change.user) or "LeadDesk"
        if change.field in ("created", "removed"):
            title = tr("Created by {who}", who=who)
            if change.field == "removed":
                title = tr("Removed by {who}", who=who)
            body = ""
        else:
            title = tr("{field} changed by {who}", field=self._label(change.field), who=who)
            values = (change.before, change.after)
            each = zip(values, self._currencies(change, detail), strict=True)
            body = " → ".join(self._plain(change.field, value, code) for value, code in each)
        return EntryView(
            "change",
            "pencil",
            title,
            body,
            self._dates.ago(change.step.at, now),
            self._moment(change.step.at, now),
        )

    def _label(self, column: str) -> str:
        return field_word(_NAMES.get(column, column))

    def _currencies(self, change: LoggedChange, detail: LeadDetail) -> tuple[str, str]:
        """The currency of the record before and after a step: today's, taken back to then."""
        at = change.step.id
        before = after = detail.lead.currency
        others = [c for c in detail.changes if c.field == "currency" and c.kind == change.kind]
        for other in sorted(others, key=lambda one: -one.step.id):
            if other.step.id >= at:
                before = str(other.before or "")
            if other.step.id > at:
                after = before
        return before or self._team.currency, after or self._team.currency

    def _plain(self, column: str, value: object, currency: str) -> str:
        """Return a stored value in words; see `domain.change.Plain` for its units."""
        if value in (None, ""):
            return "–"
        if column == "stage_id" and isinstance(value, int) and value in self._stages:
            return one_line(self._stages[value].name)
        if column == "owner_id" and isinstance(value, int) and value in self._users:
            return one_line(self._users[value].name)
        info = FIELDS.get(_NAMES.get(column, column))
        if info is not None and isinstance(value, int) and info.type == "money":
            return self._money.exact(Decimal(value) / 1000, currency)
        if info is not None and isinstance(value, int) and info.type == "time":
            at = _EPOCH + timedelta(microseconds=value)
            return self._dates.local(at).strftime("%Y-%m-%d %H:%M")
        return one_line(str(value))

    def _deleted(self, detail: LeadDetail, now: datetime) -> str:
        at = detail.lead.deleted_at
        if at is None:
            return ""
        who = next((c.user for c in detail.changes if c.field == "deleted_at"), "")
        return bin_words(who, at, now, self._dates)

    def _moment(self, at: datetime, now: datetime) -> str:
        if self._dates.day_of(at) == self._dates.day_of(now):
            return tr("Today {time}", time=self._dates.time(at))
        return self._dates.moment(at, now)


_NAMES: Mapping[str, str] = {info.column: name for name, info in FIELDS.items()}
_QUIET = frozenset({
    "stage_since", "position", "reached", "last_source", "deleted_at", "company_id", "contact_id",
    "converted_id", "origin_id", "batch_id",
})  # fmt: skip
"""Links between records and what follows from other fields: no news to a reader."""


def changed_by_others(old: LeadDetail, new: LeadDetail, mine: Iterable[int]) -> dict[str, str]:
    """Return the fields that were changed since `old` and who changed them; `mine` are the ids of
    own steps."""
    known = {change.step.id for change in old.changes}
    own = set(mine)
    return {
        _NAMES.get(change.field, change.field): change.user
        for change in new.changes
        if change.step.id not in known and change.step.id not in own
    }


def _part(n: int, most: int) -> float:
    return min(1.0, max(0.0, n / most)) if most > 0 else 0.0


def _part_word(part: str) -> str:
    return {"fit": tr("fit"), "intent": tr("intent"), "cap": tr("most")}.get(part, "")
