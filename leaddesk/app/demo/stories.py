"""How the interest of one made-up person goes on: captured, answered (or not), talked to, bought
or lost. Better leads get further, with noise: not every good one buys and some bad ones do."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from random import Random

from leaddesk.app.demo.people import Firm, Person
from leaddesk.app.demo.records import Beside, Team, finish
from leaddesk.app.demo.words import Words
from leaddesk.domain.activity import Activity, Consent, Task, TaskKind
from leaddesk.domain.conversion import company_of, contact_of
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Lifecycle, Stage, StageRole
from leaddesk.domain.sla import CLOCK
from leaddesk.storage.demo_rows import Filled

OLDEST = 400  # days
FORGIVEN = timedelta(days=9)
"""A lead that nobody answered in this time was found by a manager and answered after all."""
SOONEST = timedelta(minutes=2)
_TOUCHES = {"Trade fair": "event", "Webinar": "event", "Outbound": "system"}
_DISQUALIFIED = (
    "no fit", "unresponsive", "no budget", "no need", "invalid data", "no authority",
)  # fmt: skip
_LOST = ("chose competitor", "no budget", "timing", "no need", "other")
_DONE_AS: dict[str, TaskKind] = {"call": "call", "email_out": "email", "meeting": "meeting"}


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of work in one column: how long in days, and how likely the next is reached by a
    lead of promise 0 (as log-odds)."""

    lifecycle: Lifecycle
    place: int
    days: float
    odds: float


LEAD_PHASES = (Phase("sal", 0, 13.0, -0.15), Phase("sql", 0, 18.0, 0.1))
DEAL_PHASES = (Phase("opportunity", 0, 24.0, 0.0), Phase("opportunity", -1, 20.0, -0.2))


class Teller:
    """Tells one story after the other, all of them up to `now`."""

    def __init__(
        self,
        team: Team,
        words: Words,
        rng: Random,
        now: datetime,
        new_id: Callable[[], int],
        batch_id: int,
    ) -> None:
        self.team, self.words, self.rng, self.now = team, words, rng, now
        self.new_id, self.batch_id = new_id, batch_id
        self.first = team.pipeline.first("lead")
        self._firms: dict[str, int] = {}

    def tell(self, person: Person) -> list[Filled]:
        """The lead and, if it got so far, its opportunity."""
        return _Story(self, person).run()

    def stage(self, phase: Phase) -> Stage:
        """The column of a phase, as near as this team's pipeline has it."""
        side = "opportunity" if phase.lifecycle == "opportunity" else "lead"
        columns = [s for s in self.team.pipeline.columns if s.belongs == side]
        fits = [s for s in columns if s.lifecycle == phase.lifecycle]
        return (fits or columns)[phase.place]

    def role(self, role: StageRole) -> Stage:
        return self.team.pipeline.by_role(role)

    def company_id(self, firm: Firm) -> int | None:
        return self._firms.get(firm.domain)

    def knows(self, firm: Firm, id: int) -> None:
        self._firms[firm.domain] = id


class _Story:
    def __init__(self, teller: Teller, person: Person) -> None:
        self.t, self.rng, self.now = teller, teller.rng, teller.now
        self.person = person
        age = OLDEST * self.rng.random() ** 2.6
        self.created = teller.now - timedelta(days=age, minutes=1)
        self.lead_id = teller.new_id()
        self.here = self.lead_id  # the record that is worked on
        self.activities: list[Activity] = []
        self.tasks: list[Task] = []
        self.owner: User | None = self.rng.choice(teller.team.sellers)
        self.pace = self.rng.lognormvariate(0.2, 0.5)
        # One in eight is forgotten in the middle of the work.
        self.forgotten = self.rng.random() < 0.12

    def run(self) -> list[Filled]:
        self._touch()
        values = self._values()
        reached: dict[str, str] = {"new": self.created.isoformat()}
        if self.person.source.name != "Outbound":
            reached[CLOCK] = self.created.isoformat()
        values["reached"] = reached
        answered = self._answered()
        if answered is None:
            return [self._resting(values, self.t.first, self.created)]
        at, stage, passed = self._phases(LEAD_PHASES, answered, reached)
        if passed is None:
            return [self._resting(values, stage, at)]
        if not passed:
            return [self._given_up(values, at, reached)]
        return self._deal(values, at, reached)

    # --- what happens ---------------------------------------------------------------------------

    def _touch(self) -> None:
        kind = _TOUCHES.get(self.person.source.name, "form")
        v = self.person.values
        self._log(kind, self.created, str(v["lead_type"]), touch=True)
        interest = max(0.0, self.person.promise + 1.2)
        for _ in range(min(4, int(self.rng.expovariate(1.0) * interest))):
            kind = self.rng.choice(("page_visit", "page_visit", "download", "email_opened"))
            at = self.created + timedelta(days=self.rng.uniform(-4, 12))
            self._log(kind, at, self._subject(kind))

    def _answered(self) -> datetime | None:
        """When somebody got in touch first; None if nobody has yet."""
        hours = self.rng.lognormvariate(0.2, 1.5)
        at = _at_work(self.created + timedelta(hours=hours), self.created + SOONEST)
        is_leaking = self.rng.random() < 0.1 and self.now - self.created < FORGIVEN
        if at > self.now or is_leaking:
            if self.rng.random() < 0.25:
                self.owner = None
            return None
        kind = "call" if self.rng.random() < 0.6 and "phone" in self.person.values else "email_out"
        self._log(kind, at, self._subject(kind), self._outcome(kind))
        return at

    def _phases(
        self, phases: tuple[Phase, ...], at: datetime, reached: dict[str, str]
    ) -> tuple[datetime, Stage, bool | None]:
        """Go through the phases from `at`: (since when, where, whether they went well). The last
        is None while the work goes on."""
        for phase in phases:
            stage = self.t.stage(phase)
            reached.setdefault(stage.lifecycle, at.isoformat())
            days = phase.days * self.pace * self.rng.lognormvariate(0.0, 0.5)
            if self.forgotten and self.rng.random() < 0.5:
                days += 60.0
            self._work(at, days)
            end = _at_work(at + timedelta(days=days), at)
            if end > self.now:
                return at, stage, None
            at = end
            odds = phase.odds + self.person.promise
            if self.rng.random() > 1 / (1 + math.exp(-1.6 * odds)):
                return at, stage, False
        return at, self.t.stage(phases[-1]), True

    def _work(self, at: datetime, days: float) -> None:
        """Calls, mails and meetings of one phase; the keener they are, the more answers come."""
        busy = min(days, 25.0)
        for _ in range(1 + (self.rng.random() < 0.4)):
            when = _at_work(at + timedelta(days=busy * self.rng.random()), at)
            kind = self.rng.choice(("call", "email_out", "email_out", "meeting", "note"))
            if self.person.promise > 0.3 and self.rng.random() < 0.35:
                kind = self.rng.choice(("email_in", "meeting", "call"))
            self._log(kind, when, self._subject(kind), self._outcome(kind))

    def _log(
        self, kind: str, at: datetime, subject: str, outcome: str = "", *, touch: bool = False
    ) -> None:
        if at > self.now:
            return
        by_us = kind in {"call", "email_out", "meeting", "note"}
        user = self.owner.id if by_us and self.owner is not None else None
        v = self.person.values
        source = {
            "source": v["source"], "medium": v["medium"], "campaign": v["campaign"],
            "source_detail": v["source_detail"],
        } if touch else {}  # fmt: skip
        body = self.rng.choice(self.t.words.talk["notes"]) if kind == "note" else ""
        self.activities.append(
            Activity(
                self.t.new_id(), self.here, kind, at, user, outcome, subject, body,
                batch_id=self.t.batch_id, **source,  # type: ignore[arg-type]
            )
        )  # fmt: skip
        if user is not None and kind in _DONE_AS and self.rng.random() < 0.35:
            self.tasks.append(
                Task(
                    self.t.new_id(), self.here, _DONE_AS[kind], at, user, subject, done_at=at,
                    outcome=outcome or "done", batch_id=self.t.batch_id,
                )
            )  # fmt: skip

    def _subject(self, kind: str) -> str:
        subjects = self.t.words.talk["subjects"].get(kind)
        return self.rng.choice(subjects) if subjects else ""

    def _outcome(self, kind: str) -> str:
        if kind != "call":
            return ""
        chance = 0.5 + 0.12 * max(-2.0, min(2.0, self.person.promise))
        if self.rng.random() < chance:
            return "reached"
        return self.rng.choice(("no answer", "voicemail"))

    # --- where it stands ------------------------------------------------------------------------

    def _values(self) -> dict[str, object]:
        values = dict(self.person.values)
        granted = values["source"] in {"Newsletter", "Webinar"} or self.rng.random() < 0.5
        values.update(
            id=self.lead_id, created_at=self.created, updated_at=self.now,
            team_id=self.t.team.queue_id, batch_id=self.t.batch_id,
        )  # fmt: skip
        if granted:
            values["consent_email"] = "granted"
        elif self.rng.random() < 0.1:
            values["consent_email"] = "denied"
        return values

    def _consents(self, values: dict[str, object]) -> tuple[Consent, ...]:
        status = values.get("consent_email")
        if status is None:
            return ()
        granted = status == "granted"
        return (
            Consent(
                self.t.new_id(), self.lead_id, "email", "granted" if granted else "denied",
                self.created, "double opt-in" if granted else "form", str(values["source"]),
                self.t.batch_id,
            ),
        )  # fmt: skip

    def _resting(self, values: dict[str, object], stage: Stage, since: datetime) -> Filled:
        """A lead that is worked on now."""
        self._plan(stage, values)
        return self._lead(values, stage, since, self.now)

    def _lead(
        self, values: dict[str, object], stage: Stage, since: datetime, at: datetime
    ) -> Filled:
        values.update(
            stage_id=stage.id, stage_since=since, owner_id=self.owner.id if self.owner else None
        )
        beside = Beside(tuple(self.activities), tuple(self.tasks), self._consents(values))
        return finish(values, beside, self.t.team, at)

    def _plan(self, stage: Stage, values: dict[str, object]) -> None:
        """The next step of an open record: late, today, later, or none at all."""
        if self.forgotten or self.rng.random() < 0.12:
            return
        chance = self.rng.random()
        if chance < 0.13:
            at = _at_work(self.now - timedelta(days=self.rng.uniform(0.2, 9)), self.created)
        elif chance < 0.28:
            at = self.now + timedelta(hours=self.rng.uniform(0.2, 7))
        else:
            at = _at_work(self.now + timedelta(days=self.rng.uniform(1, 18)), self.now)
        at = max(at, self.created + timedelta(hours=1)).replace(second=0, microsecond=0)
        kinds: tuple[TaskKind, ...] = ("call", "email", "meeting", "todo")
        kind = self.rng.choice(kinds[: 2 if stage.id == self.t.first.id else 4])
        if kind == "call" and "phone" not in values:
            kind = "email"
        title = self.rng.choice(self.t.words.talk["tasks"][kind])
        owner = self.owner.id if self.owner else None
        self.tasks.append(
            Task(self.t.new_id(), self.here, kind, at, owner, title, batch_id=self.t.batch_id)
        )

    def _given_up(self, values: dict[str, object], at: datetime, reached: dict[str, str]) -> Filled:
        """Disqualified, or put to rest for later."""
        if self.rng.random() < 0.35:
            back = at + timedelta(days=self.rng.uniform(40, 200))
            if back < self.now:
                back = self.now + timedelta(days=self.rng.uniform(3, 90))
            values.update(recycle_on=back.date().isoformat())
            stage = self.t.role("nurture")
        else:
            values.update(reason=self.rng.choice(_DISQUALIFIED))
            stage = self.t.role("disqualified")
        reached.setdefault(stage.lifecycle, at.isoformat())
        return self._lead(values, stage, at, at)

    def _deal(
        self, values: dict[str, object], at: datetime, reached: dict[str, str]
    ) -> list[Filled]:
        """Convert: the lead comes to its end, its opportunity goes on."""
        deal_id = self.t.new_id()
        converted = self.t.role("converted")
        reached.setdefault(converted.lifecycle, at.isoformat())
        values.update(converted_id=deal_id, reached=reached)
        lead = self._lead(values, converted, at, at)
        lead = self._with_contact(lead, at)
        earlier = self.activities
        self.here, self.activities, self.tasks = deal_id, [], []
        steps: dict[str, str] = {}
        since, stage, won = self._phases(DEAL_PHASES, at, steps)
        deal = dict(self.person.values)
        close = at + timedelta(days=self.rng.uniform(25, 80))
        deal.update(
            id=deal_id, kind="opportunity", created_at=at, updated_at=self.now,
            origin_id=self.lead_id, contact_id=lead.lead.contact_id, reached=steps,
            company_id=lead.lead.company_id, team_id=self.t.team.queue_id,
            owner_id=values["owner_id"], batch_id=self.t.batch_id,
            consent_email=values.get("consent_email", ""), close_date=close.date().isoformat(),
        )  # fmt: skip
        ended = self.now
        if won is None:
            self._plan(stage, deal)
        else:
            stage = self.t.role("won" if won else "lost")
            steps[stage.lifecycle], ended = since.isoformat(), since
            deal.update(reason="" if won else self.rng.choice(_LOST))
            if won:
                deal.setdefault("value", Decimal(self.rng.randrange(20, 90) * 100))
                deal.update(close_date=since.date().isoformat())
        deal.update(stage_id=stage.id, stage_since=since)
        beside = Beside(tuple(self.activities), tuple(self.tasks), earlier=earlier)
        return [lead, finish(deal, beside, self.t.team, ended)]

    def _with_contact(self, filled: Filled, at: datetime) -> Filled:
        """Contact and company of a converted lead; colleagues share the company."""
        firm = self.person.firm
        company = None
        company_id = self.t.company_id(firm) if firm is not None else None
        if firm is not None and company_id is None:
            company = company_of(filled.lead, self.t.new_id(), at)
            if company is not None:
                company = replace(company, batch_id=self.t.batch_id)
                company_id = company.id
                self.t.knows(firm, company.id)
        contact = contact_of(filled.lead, self.t.new_id(), company_id, at)
        contact = replace(contact, batch_id=self.t.batch_id)
        lead: Lead = replace(filled.lead, contact_id=contact.id, company_id=company_id)
        return replace(filled, lead=lead, company=company, contact=contact)


def _at_work(at: datetime, not_before: datetime) -> datetime:
    """The moment moved into the hours of an office (7 to 17 UTC, Monday to Friday)."""
    if at.weekday() >= 5:
        at += timedelta(days=7 - at.weekday())
    return max(at.replace(hour=7 + at.hour * 10 // 24), not_before)
