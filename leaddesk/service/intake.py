"""The first steps of the intake, the same for one capture and for an import: a draft is read,
normalised, checked and scored. Pure and picklable, so that an import can do it in a child process.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from operator import attrgetter

from leaddesk.base.packed import Packed
from leaddesk.domain.activity import Activity
from leaddesk.domain.dedupe import Identity, MatchKey, match_keys
from leaddesk.domain.draft import LeadDraft, RecordKind
from leaddesk.domain.facts import facts_of_values
from leaddesk.domain.identity.country import normalise_country, normalise_language
from leaddesk.domain.identity.email import is_unattended_address, normalise_emails
from leaddesk.domain.identity.person import name_from_parts
from leaddesk.domain.identity.phone import dialling_country, is_number, normalise_phones
from leaddesk.domain.identity.text import tidy
from leaddesk.domain.identity.web import company_domain, normalise_profile, normalise_website
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Pipeline, Stage
from leaddesk.domain.scoring import RuleSet, ScoreResult, score
from leaddesk.domain.sla import DEFAULT_POLICIES, Policy
from leaddesk.service.intake_extras import (
    Extras,
    PlannedActivity,
    read_extras,
)
from leaddesk.service.intake_stage import place
from leaddesk.service.reading import (
    read_amount,
    read_currency,
    read_day,
    read_instant,
    read_lead_type,
    read_many,
    read_tags,
    read_text,
    read_whole,
)
from leaddesk.service.rules import score_document

_SAID = attrgetter(
    *(name for name in LeadDraft.__dataclass_fields__ if name not in {"created", "opt_in_at"})
)
FUTURE = timedelta(days=1)
"""Clocks differ and days have zones: a creation date this far ahead is still believed."""


@dataclass(frozen=True, slots=True)
class IntakeContext:
    """All that the intake needs to know beside the draft. Small enough to send to a process."""

    now: datetime
    region: str
    currency: str
    pipeline: Pipeline
    users: tuple[User, ...] = ()
    rules: RuleSet = field(default_factory=RuleSet)
    policies: tuple[Policy, ...] = DEFAULT_POLICIES
    channel: str = "manual"
    policy: str = "fill"
    owner_id: int | None = None
    stage_id: int | None = None
    actor_id: int | None = None
    time_zone: str = "UTC"


@dataclass(frozen=True, slots=True)
class Prepared(Packed):
    """A draft as it will be written. `values` are attributes of Lead that hold something (never
    ids, stage or owner); `reject` says why it can't be taken, or is empty. `problems` name what
    was kept as given or left out. `score` comes without its reasons: they stand in
    `score_document`, see `rules.score_document`."""

    kind: RecordKind
    values: Mapping[str, object]
    identity: Identity
    keys: tuple[MatchKey, ...]
    created_at: datetime
    stage_id: int
    stage_given: bool
    owner_id: int | None
    problems: tuple[str, ...]
    reject: str
    fingerprint: str
    extras: Extras
    score: ScoreResult
    score_document: str


def prepare(draft: LeadDraft, ctx: IntakeContext) -> Prepared:
    """Read, normalise and check one draft (steps 1, 4 and 5 of the intake, as far as no other
    record is needed)."""
    problems: list[str] = []
    values = _who(draft, ctx, problems)
    _what(draft, ctx, values, problems)
    created = _created(draft.created, ctx.now, problems)
    stage, kind, stage_given = place(draft, ctx.pipeline, ctx.stage_id, values, problems)
    owner_id = _owner(draft.owner, ctx, problems)
    extras = read_extras(draft, ctx.channel, ctx.time_zone, created, ctx.now, values, problems)
    emails = tuple(e for e in (values.get("email"), *_texts(values, "emails")) if "@" in str(e))
    phones = tuple(
        p for p in (values.get("phone"), *_texts(values, "phones")) if is_number(str(p or ""))
    )
    identity = Identity(
        given=str(values.get("given_name", "")), family=str(values.get("family_name", "")),
        name=str(values.get("name", "")), company=str(values.get("company", "")),
        emails=tuple(map(str, emails)), phones=tuple(map(str, phones)),
        domain=str(values.get("website", "")), country=str(values.get("country", "")),
    )  # fmt: skip
    reject = _refusal(values, ctx.channel)
    scored = _scored(values, stage, extras, ctx)
    if problems:
        values["problems"] = tuple(dict.fromkeys(problems))
    return Prepared(
        kind=kind, values=values, identity=identity, keys=match_keys(identity),
        created_at=created, stage_id=stage.id, stage_given=stage_given, owner_id=owner_id,
        problems=tuple(dict.fromkeys(problems)), reject=reject, fingerprint=_fingerprint(draft),
        extras=extras, score=replace(scored, reasons=()),
        score_document=score_document(scored, ctx.rules, ctx.now),
    )  # fmt: skip


def _texts(values: Mapping[str, object], name: str) -> tuple[object, ...]:
    found = values.get(name, ())
    return found if isinstance(found, tuple) else ()


def _who(draft: LeadDraft, ctx: IntakeContext, problems: list[str]) -> dict[str, object]:
    values: dict[str, object] = {}
    country = normalise_country(draft.country) if draft.country else None
    code = country.value if country is not None else None
    if country is not None and country.problem is not None:
        problems.append(f"{draft.country.strip()[:40]}: {country.problem.text}")
        code = None
        values["country"] = tidy(draft.country)
    if draft.name or draft.given_name or draft.family_name:
        person = name_from_parts(draft.given_name, draft.family_name, full=draft.name, country=code)
        if person.problem is not None:
            problems.append(f"{person.raw[:40]}: {person.problem.text}")
        values.update(name=person.full, given_name=person.given, family_name=person.family)
    if draft.emails:
        emails, wrong = read_many(draft.emails, normalise_emails)
        problems.extend(wrong)
        if emails:
            best = next((e for e in emails if "@" in e), emails[0])
            values["email"], values["emails"] = best, tuple(e for e in emails if e != best)
    if draft.phones:
        region = ctx.region
        phones, wrong = read_many(draft.phones, lambda cell: normalise_phones(cell, region, code))
        problems.extend(wrong)
        if phones:
            best = next((p for p in phones if p.startswith("+")), phones[0])
            values["phone"], values["phones"] = best, tuple(p for p in phones if p != best)
            code = code or (dialling_country(best) if best.startswith("+") else None)
    if code and "country" not in values:
        values["country"] = code
    _web(draft, values, problems)
    return {name: value for name, value in values.items() if value not in ("", (), None)}


def _web(draft: LeadDraft, values: dict[str, object], problems: list[str]) -> None:
    values["company"] = read_text(draft.company)
    site = normalise_website(draft.website) if draft.website else None
    if draft.linkedin:
        profile = normalise_profile(draft.linkedin)
        values["linkedin"] = profile.value or tidy(draft.linkedin)
        if profile.problem is not None:
            problems.append(f"{draft.linkedin.strip()[:60]}: {profile.problem.text}")
    if site is not None and site.problem is not None:
        if site.beside:
            values.setdefault("linkedin", site.beside)
        else:
            problems.append(f"{draft.website.strip()[:60]}: {site.problem.text}")
    email = str(values.get("email", ""))
    domain = site.value if site is not None and site.value else ""
    values["website"] = domain or company_domain((email,) if "@" in email else ())


def _what(
    draft: LeadDraft, ctx: IntakeContext, values: dict[str, object], problems: list[str]
) -> None:
    found: dict[str, object] = {
        "title": read_text(draft.title), "industry": read_text(draft.industry),
        "region": read_text(draft.region), "city": read_text(draft.city),
        "time_zone": read_text(draft.time_zone), "source": read_text(draft.source),
        "source_detail": read_text(draft.source_detail), "campaign": read_text(draft.campaign),
        "medium": read_text(draft.medium), "interest": read_text(draft.interest),
        "timeline": read_text(draft.timeline), "budget": read_text(draft.budget),
        "last_source": read_text(draft.source), "tags": read_tags(draft.tags),
    }  # fmt: skip
    if draft.language:
        language = normalise_language(draft.language)
        found["language"] = language.value or ""
        if language.problem is not None:
            problems.append(f"{draft.language.strip()[:40]}: {language.problem.text}")
    if draft.employees:
        found["employees"], problem = read_whole(draft.employees.strip())
        _note(problems, "employees", problem)
    if draft.annual_revenue:
        found["annual_revenue"], _, problem = read_amount(draft.annual_revenue.strip())
        _note(problems, "annual revenue", problem)
    currency, problem = read_currency(draft.currency)
    _note(problems, "currency", problem)
    if draft.value:
        found["value"], named, problem = read_amount(draft.value.strip())
        _note(problems, "value", problem)
        currency = currency or named
        if found["value"] is not None:
            found["currency"] = currency or ctx.currency
    elif currency:
        found["currency"] = currency
    if draft.close_date:
        found["close_date"], problem = read_day(draft.close_date.strip())
        _note(problems, "close date", problem)
    found["lead_type"], problem = read_lead_type(draft.lead_type)
    _note(problems, "", problem)
    if draft.custom:
        found["custom"] = {name: tidy(text) for name, text in draft.custom if text.strip()}
    values.update((name, value) for name, value in found.items() if value not in ("", (), None, {}))


def _note(problems: list[str], name: str, problem: str) -> None:
    if problem:
        problems.append(f"{name}: {problem}" if name else problem)


def _created(text: str, now: datetime, problems: list[str]) -> datetime:
    at, problem = read_instant(text.strip())
    if problem:
        problems.append(f"created: {problem}")
    if at is None:
        return now
    if at > now + FUTURE:
        problems.append(f"created: “{text.strip()[:40]}” lies in the future; taken as of today")
        return now
    return min(at, now)


def _owner(text: str, ctx: IntakeContext, problems: list[str]) -> int | None:
    if ctx.owner_id is not None:
        return ctx.owner_id
    wanted = text.strip().casefold()
    if not wanted:
        return None
    for user in ctx.users:
        if wanted in {user.login.casefold(), user.name.casefold(), user.email.casefold()}:
            if user.active:
                return user.id
            problems.append(f"owner: {user.name} is no longer active; routing decides")
            return None
    problems.append(f"owner: nobody here is called “{text.strip()[:40]}”; routing decides")
    return None


def _refusal(values: Mapping[str, object], channel: str) -> str:
    reachable = [name for name in ("name", "company", "email", "phone") if values.get(name)]
    if not reachable:
        return "There is no name, company, e-mail address or telephone number in it."
    email = str(values.get("email", ""))
    unattended = bool(email) and is_unattended_address(email)
    if unattended and (reachable == ["email"] or channel == "mailbox"):
        return "Nobody reads this mailbox: it is a no-reply address or a newsletter."
    return ""


def _fingerprint(draft: LeadDraft) -> str:
    """The same for the same submission; the time it came in does not count."""
    said = repr(_SAID(draft)).encode("utf-8", "replace")
    return "#" + hashlib.blake2b(said, digest_size=8).hexdigest()


def _scored(
    values: Mapping[str, object], stage: Stage, extras: Extras, ctx: IntakeContext
) -> ScoreResult:
    facts = facts_of_values(values, stage)
    told = [_as_activity(one) for one in (extras.touchpoint, *extras.activities)]
    return score(facts, told, ctx.rules, ctx.now)


def _as_activity(one: PlannedActivity) -> Activity:
    return one.filed(0, 0)
