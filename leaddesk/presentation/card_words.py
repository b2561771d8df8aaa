"""From a lead as data to a lead card in words."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, cast

from leaddesk.domain.aging import is_going_stale
from leaddesk.presentation.card import Band, Card, CardStep, CardTips
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.editing import NOBODY, Editing
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.words import TASK_ICONS, band_word, task_word, type_word

if TYPE_CHECKING:
    from leaddesk.domain.lead import Lead
    from leaddesk.service.read_models import CardRow, TeamView

LeadRow: TypeAlias = "CardRow | Lead"
"""Both name the fields of a card alike."""

LITTLE_LEFT = 0.8
"""The part of a response target after which it turns amber: 20% left."""


class CardWords:
    """Makes cards for one team, zone and locale; `now` is handed in with each.

    `one_owner` hides the avatars: the view shows one owner's leads only.
    """

    def __init__(
        self, team: TeamView, dates: DateWords, money: MoneyWords, *, one_owner: bool = False
    ) -> None:
        self._team, self.dates, self.money = team, dates, money
        self._one_owner = one_owner
        self._users = {user.id: user for user in team.users}
        self._stages = {stage.id: stage for stage in team.pipeline.stages}

    def card(
        self, row: LeadRow, now: datetime, *, unsaved: str = "", editing: Editing = NOBODY
    ) -> Card:
        """Return the card of a lead. `unsaved` is why its newest change is not saved, `editing`
        who else writes in it."""
        stage = self._stages.get(row.stage_id)
        owner = self._users.get(row.owner_id) if row.owner_id is not None else None
        hide = self._one_owner or owner is None
        step = self.step(row, now)
        return Card(
            id=row.id,
            revision=row.version,
            company=one_line(row.company),
            person=one_line(row.name),
            email=one_line(row.email),
            value_text=self.money.whole(row.value, row.currency or self._team.currency),
            type_text=one_line(type_word(row.lead_type, row.source)),
            step=step,
            days_text=self._days(row, now),
            stale=self._is_stale(row, now),
            score=row.score,
            band=cast("Band", row.band or "none"),
            owner_initials="" if hide or owner is None else owner.initials,
            owner_color_index=0 if owner is None else owner.color - 1,
            tags=tuple(one_line(tag) for tag in row.tags),
            unsaved_reason=unsaved,
            editing_initials=editing.initials,
            editing_color_index=editing.color_index,
            incomplete=stage is not None and stage.role == "raw",
            accessible_text=self._aloud(row, step, now, editing),
        )

    def _is_stale(self, row: LeadRow, now: datetime) -> bool:
        """By the days of the column that the card stands in; one without a column never."""
        column = self._stages.get(row.column_id or 0)
        return column is not None and is_going_stale(row, column, now)

    def step(self, row: LeadRow, now: datetime) -> CardStep:
        """Return the line of the next step: a running response target goes before a task."""
        if row.sla_due is not None:
            return self._reply(row.sla_due, row.sla_started or row.created_at, now)
        if row.next_due is None:
            return CardStep("none", "triangle-alert", tr("Plan next step"), severity="warn")
        word = one_line(task_word(row.next_kind, row.next_title))
        icon = TASK_ICONS.get(row.next_kind, "list-plus")
        due = row.next_due
        if due < now:
            text = f"{word} · {self.dates.late(due, now)}"
            return CardStep("late", icon, text, severity="danger")
        if self.dates.day_of(due) == self.dates.day_of(now):
            return CardStep("today", icon, f"{word} · {self._time(due)}", severity="ok")
        return CardStep("future", icon, f"{word} · {self.dates.day(due, now)}")

    def tips(self, row: LeadRow, now: datetime, editing: Editing = NOBODY) -> CardTips:
        """Return what the parts of a card mean, in whole: the step with its date, the last
        contact, whose lead it is."""
        owner = self._users.get(row.owner_id) if row.owner_id is not None else None
        days = tr_n("%n day in stage", "%n days in stage", self.days_in_stage(row, now))
        last = row.last_activity_at
        touched = (
            tr("No contact yet")
            if last is None
            else tr("Last contact {when}", when=self.dates.moment(last, now))
        )
        stale = [tr("Going stale: nothing is planned")] if self._is_stale(row, now) else []
        band = band_word(row.band).lower()
        return CardTips(
            step=self._step_tip(row, now),
            days="\n".join((*stale, days, touched)),
            score=tr("score {score} {band}", score=row.score, band=band).strip().capitalize(),
            owner=one_line(owner.name or owner.login) if owner is not None else "",
            editing=editing.text,
        )

    def _step_tip(self, row: LeadRow, now: datetime) -> str:
        lines = []
        if row.sla_due is not None:
            due = self.dates.moment(row.sla_due, now)
            lines.append(tr("First reply by {when}", when=due))
        if row.next_due is not None:
            title = one_line(row.next_title or task_word(row.next_kind, row.next_title))
            whole_day = self._time(row.next_due) == tr("today")
            day = self.dates.day(row.next_due, now)
            lines += [title, day if whole_day else self.dates.moment(row.next_due, now)]
        elif row.sla_due is None:
            lines.append(tr("Nothing is planned. Click to plan the next step."))
        return "\n".join(lines)

    def _reply(self, due: datetime, started: datetime, now: datetime) -> CardStep:
        word = tr("First reply")
        if due <= now:
            text = f"{word} · {self.dates.late(due, now)}"
            return CardStep("late", "alarm-clock-off", text, progress=1.0, severity="danger")
        whole = (due - started).total_seconds()
        used = (now - started).total_seconds() / whole if whole > 0 else 1.0
        text = f"{word} · {self.dates.left(due, now)}"
        return CardStep(
            "sla",
            "timer",
            text,
            progress=min(1.0, max(0.0, used)),
            severity="warn" if used >= LITTLE_LEFT else "ok",
        )

    def _time(self, due: datetime) -> str:
        """A step for the whole day is due at its end; a time would look like an appointment."""
        here = self.dates.local(due)
        whole_day = (here.hour, here.minute) == (23, 59)
        return tr("today") if whole_day else self.dates.time(due)

    def _days(self, row: LeadRow, now: datetime) -> str:
        days = self.days_in_stage(row, now)
        return tr_n("%n d", "%n d", days) if days > 0 else ""

    def days_in_stage(self, row: LeadRow, now: datetime) -> int:
        """Return for how many of the user's days the lead stands in its stage."""
        return max(0, self.dates.days_between(row.stage_since or row.created_at, now))

    def _aloud(self, row: LeadRow, step: CardStep, now: datetime, editing: Editing) -> str:
        """Everything that a look at the card tells, in its order."""
        days = self.days_in_stage(row, now)
        parts = [
            one_line(row.company),
            one_line(row.name),
            "" if row.company or row.name else one_line(row.email),
            self.money.whole(row.value, row.currency or self._team.currency),
            tr("score {score} {band}", score=row.score, band=band_word(row.band).lower()).strip(),
            self._step_aloud(row, step, now),
            tr_n("%n day in stage", "%n days in stage", days),
        ]
        if self._is_stale(row, now):
            parts.append(tr("going stale"))
        parts.append(editing.text)
        return ", ".join(part for part in parts if part)

    def _step_aloud(self, row: LeadRow, step: CardStep, now: datetime) -> str:
        if step.kind == "none":
            return tr("no next step")
        if row.next_due is None or step.kind not in ("today", "future"):
            return step.text.replace(" · ", " ")
        if step.kind == "future":
            when = self.dates.moment(row.next_due, now)
        elif self._time(row.next_due) == tr("today"):
            when = tr("today")
        else:
            when = tr("today {time}", time=self._time(row.next_due))
        match row.next_kind:
            case "call":
                return tr("call {when}", when=when)
            case "email":
                return tr("email {when}", when=when)
            case "meeting":
                return tr("meeting {when}", when=when)
            case _:
                return f"{one_line(task_word(row.next_kind, row.next_title))} {when}"
