"""The thirty leads of the sample: one board that shows everything at a glance.

`resources/sample/leads.json` tells of each: when it came in, what happened and what is next, as
spans back from now ("158m", "20h", "8d"). A next step is "+48m" or "-38m" from now, "-2d" (that
many days ago) or "4d 10:00" (on that day, a working day, at that hour where the user is).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any

from leaddesk.app.demo.people import letters
from leaddesk.app.demo.records import Beside, Team, finish
from leaddesk.base.resources import resource
from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.conversion import company_of, contact_of
from leaddesk.domain.next_step import zone
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Stage
from leaddesk.domain.sla import CLOCK
from leaddesk.storage.demo_rows import Filled

_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_LATEST = timedelta(minutes=200)  # the last step of today; an evening has less time left
_FORMS = {"Trade fair": "event", "Event": "event", "Outbound": "system", "Tender": "system"}
_BY_US = frozenset({"call", "email_out", "meeting"})


def read_sample() -> Mapping[str, Any]:
    """The file as it is: "team" and "leads"."""
    plain: Mapping[str, Any] = json.loads(
        resource("sample", "leads.json").read_text(encoding="utf-8")
    )
    return plain


class Sample:
    """The leads of the file as records of this team. `users` are by the logins of the file."""

    def __init__(
        self,
        team: Team,
        users: Mapping[str, User],
        now: datetime,
        new_id: Callable[[], int],
        batch_id: int,
    ) -> None:
        self._team, self._users, self._now = team, users, now
        self._new_id, self._batch_id = new_id, batch_id
        self._zone = zone(team.time_zone)

    def records(self, count: int) -> Iterator[list[Filled]]:
        """The first `count` leads; a lead that was converted comes with its opportunity."""
        for plain in read_sample()["leads"][:count]:
            yield self._records(plain)

    def _records(self, plain: Mapping[str, Any]) -> list[Filled]:
        stage = self._stage(plain["stage"])
        owner = self._users[plain["owner"]]
        created = self._ago(plain["created"])
        told = sorted(plain["activities"], key=lambda one: self._ago(one[1]))
        lead_id = self._new_id()
        values = self._values(plain, owner)
        touch = Activity(
            self._new_id(), lead_id, _FORMS.get(plain["source"], "form"), created,
            subject=plain["lead_type"], source=plain["source"], batch_id=self._batch_id,
        )  # fmt: skip
        if stage.belongs == "lead":
            activities = [touch, *(self._activity(one, lead_id, owner) for one in told)]
            values.update(id=lead_id, created_at=created, stage_id=stage.id)
            return [self._lead(values, stage, activities, plain, owner, self._now)]
        turn = self._now - timedelta(days=plain["lead_days"])
        before = [one for one in told if self._ago(one[1]) < turn]
        after = [one for one in told if self._ago(one[1]) >= turn]
        activities = [touch, *(self._activity(one, lead_id, owner) for one in before)]
        lead_values = {**values, "id": lead_id, "created_at": created}
        lead = self._converted(lead_values, activities, turn, owner, plain)
        deal_id = lead.lead.converted_id or 0
        close = (self._now + timedelta(days=plain["closes_in"])).date().isoformat()
        values.update(
            id=deal_id, kind="opportunity", created_at=turn, stage_id=stage.id, stage_since=turn,
            origin_id=lead_id, contact_id=lead.lead.contact_id, company_id=lead.lead.company_id,
            close_date=close, reached={stage.lifecycle: turn.isoformat()},
        )  # fmt: skip
        beside = Beside(
            tuple(self._activity(one, deal_id, owner) for one in after),
            self._tasks(plain, deal_id, owner), earlier=activities,
        )  # fmt: skip
        return [lead, finish(values, beside, self._team, self._now)]

    def _values(self, plain: Mapping[str, Any], owner: User) -> dict[str, object]:
        given, _, family = plain["name"].partition(" ")
        domain = f"{letters(plain['company'].split(' ')[0])}.example"
        values: dict[str, object] = {
            name: plain[name]
            for name in ("company", "name", "title", "country", "city", "industry", "employees",
                         "phone", "source", "lead_type", "budget", "timeline", "interest")
        }  # fmt: skip
        values.update(
            given_name=given, family_name=family, last_source=plain["source"],
            email=f"{letters(given)}.{letters(family)}@{domain}",
            value=Decimal(plain["value"]), currency=self._team.currency,
            tags=tuple(plain["tags"]), owner_id=owner.id, team_id=self._team.queue_id,
            updated_at=self._now, batch_id=self._batch_id, consent_email="granted",
        )  # fmt: skip
        return values

    def _lead(
        self,
        values: dict[str, object],
        stage: Stage,
        activities: list[Activity],
        plain: Mapping[str, Any],
        owner: User,
        at: datetime,
    ) -> Filled:
        created = activities[0].at
        answered = min((a.at for a in activities if a.kind in _BY_US), default=None)
        reached = {"new": created.isoformat()}
        if activities[0].kind != "system":
            reached[CLOCK] = created.isoformat()
        since = created
        if stage.id != self._team.pipeline.first("lead").id:
            since = answered or created
            reached.setdefault(stage.lifecycle, since.isoformat())
        values.update(reached=reached, stage_since=since)
        lead_id = activities[0].lead_id
        consent = Consent(
            self._new_id(), lead_id, "email", "granted", created, "form", plain["source"],
            self._batch_id,
        )  # fmt: skip
        tasks = self._tasks(plain, lead_id, owner) if stage.role == "column" else ()
        beside = Beside(tuple(activities), tasks, (consent,))
        return finish(values, beside, self._team, at)

    def _converted(
        self,
        values: dict[str, object],
        activities: list[Activity],
        turn: datetime,
        owner: User,
        plain: Mapping[str, Any],
    ) -> Filled:
        stage = self._team.pipeline.by_role("converted")
        values.update(stage_id=stage.id, converted_id=self._new_id())
        lead = self._lead(values, stage, activities, plain, owner, turn)
        company = company_of(lead.lead, self._new_id(), turn)
        if company is not None:
            company = replace(company, batch_id=self._batch_id)
        company_id = company.id if company is not None else None
        contact = contact_of(lead.lead, self._new_id(), company_id, turn)
        contact = replace(contact, batch_id=self._batch_id)
        reached = {**lead.lead.reached, stage.lifecycle: turn.isoformat()}
        linked = replace(
            lead.lead, contact_id=contact.id, company_id=company_id, stage_since=turn,
            reached=reached,
        )  # fmt: skip
        return replace(lead, lead=linked, company=company, contact=contact)

    def _activity(self, told: list[str], lead_id: int, owner: User) -> Activity:
        kind, ago, subject, outcome, body = [*told, "", ""][:5]
        user = owner.id if kind in _BY_US else None
        return Activity(
            self._new_id(), lead_id, kind, self._ago(ago), user, outcome, subject, body,
            batch_id=self._batch_id,
        )  # fmt: skip

    def _tasks(self, plain: Mapping[str, Any], lead_id: int, owner: User) -> tuple[Task, ...]:
        if plain["next"] is None:
            return ()
        kind, title, when = plain["next"]
        return (
            Task(
                self._new_id(), lead_id, kind, self._due(when), owner.id, title,
                batch_id=self._batch_id,
            ),
        )  # fmt: skip

    def _stage(self, name: str) -> Stage:
        """The column of that name; in another pipeline the one at its place."""
        pipeline = self._team.pipeline
        found = pipeline.by_name(name)
        if found is not None:
            return found
        names = ("New", "Contacted", "Qualified", "Proposal", "Negotiation")
        side = "lead" if names.index(name) < 3 else "opportunity"
        columns = [stage for stage in pipeline.columns if stage.belongs == side]
        return columns[min(names.index(name) % 3, len(columns) - 1)]

    # --- times ----------------------------------------------------------------------------------

    def _ago(self, text: str) -> datetime:
        return self._now - timedelta(**{_UNITS[text[-1]]: int(text[:-1])})

    def _due(self, text: str) -> datetime:
        if text.startswith("+"):
            return _minute(self._now + self._evening * int(text[1:-1]))
        if text.startswith("-"):
            return _minute(self._ago(text[1:]))
        days, _, hour = text.partition(" ")
        day = self._now.astimezone(self._zone).date() + timedelta(days=int(days[:-1]))
        while day.weekday() >= 5:
            day += timedelta(days=1)
        local = datetime.combine(day, time.fromisoformat(hour), self._zone)
        return local.astimezone(self._now.tzinfo)

    @cached_property
    def _evening(self) -> timedelta:
        """A minute, shortened where the day ends before the last step of today."""
        local = self._now.astimezone(self._zone)
        ends = datetime.combine(local.date() + timedelta(days=1), time(), self._zone)
        return min(timedelta(minutes=1), (ends - local) * 0.9 / (_LATEST / timedelta(minutes=1)))


def _minute(at: datetime) -> datetime:
    return at.replace(second=0, microsecond=0)
