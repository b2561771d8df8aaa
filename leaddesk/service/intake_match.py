"""The second half of the intake: is it somebody we know, and what becomes of the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from leaddesk.domain import dedupe
from leaddesk.domain.consent import stricter
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.domain.pipeline import Pipeline
from leaddesk.domain.sla import CLOCK
from leaddesk.service.intake import Prepared
from leaddesk.service.intake_extras import held_texts
from leaddesk.service.read_models import Glimpse

Outcome = Literal["create", "update", "recycle", "flag", "link"]
Standing = Literal["open", "resting", "converted", "deal", "closed deal", "gone"]
"""A known record as the intake sees it: worked on; in Nurture, disqualified or archived; a lead
with an opportunity; an opportunity; a won or lost one; in the bin."""

MOST_PAIRS = 3
_LISTS = frozenset({"emails", "phones", "tags"})
_NEVER = frozenset({"email", "phone", "source", "consent_email", "consent_phone"}) | _LISTS


@dataclass(frozen=True, slots=True)
class Pair:
    """A known record that a person must compare with the new one."""

    id: int
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """`target_id` is the record to update, recycle or link to. `reasons` say why."""

    outcome: Outcome
    target_id: int | None = None
    reasons: tuple[str, ...] = ()
    pairs: tuple[Pair, ...] = ()


def standing(lead: Lead | Glimpse, pipeline: Pipeline) -> Standing:
    """How a known record stands."""
    if lead.deleted_at is not None:
        return "gone"
    role = pipeline.by_id(lead.stage_id).role
    if lead.kind == "opportunity":
        return "closed deal" if role in {"won", "lost"} else "deal"
    if role == "converted":
        return "converted"
    return "resting" if role in {"nurture", "disqualified", "archived"} else "open"


def decide(prepared: Prepared, candidates: Iterable[Glimpse], pipeline: Pipeline) -> Decision:
    """What to do with a prepared draft, given those who share a key with it.

    Certain: an open lead is updated, a resting one is re-opened, for a converted one or a customer
    a new lead is linked to the contact; a deal is the same deal only if amount and close date
    don't speak against it. Similar: created, and the pairs are put before a person. Records in the
    bin stay there.
    """
    known = {one.id: one for one in candidates if one.deleted_at is None}
    found = dedupe.decide(prepared.identity, [one.identity for one in known.values()])
    if found.best is None or found.best.record_id is None:
        return Decision("create")
    others = tuple(
        Pair(one.record_id, match.score, match.reasons)
        for one, match in found.others[:MOST_PAIRS]
        if one.record_id is not None
    )
    best, reasons = found.best.record_id, found.match.reasons
    if not found.match.certain:
        return Decision("flag", None, reasons, (Pair(best, found.match.score, reasons), *others))
    ids = [best, *(pair.id for pair in others)]
    if prepared.kind == "opportunity":
        return _for_deal(prepared, [known[one] for one in ids], reasons, pipeline)
    certain = [best, *(one.record_id or 0 for one, match in found.others if match.certain)]
    return _for_lead([known[one] for one in certain], reasons, others, pipeline)


SAID_SAME = "you said that it is the same"


def taken_for_same(
    decision: Decision, candidates: Iterable[Glimpse], pipeline: Pipeline
) -> Decision:
    """A person said that the likeliest of the similar records is the same: as if it were certain.
    Other decisions stay as they are."""
    if decision.outcome != "flag" or not decision.pairs:
        return decision
    first, *others = decision.pairs
    target = next(one for one in candidates if one.id == first.id)
    return _for_lead([target], (SAID_SAME, *decision.reasons), tuple(others), pipeline)


def _for_lead(
    certain: Sequence[Glimpse],
    reasons: tuple[str, ...],
    others: tuple[Pair, ...],
    pipeline: Pipeline,
) -> Decision:
    """Of several certain matches an open lead counts before a resting one, that before the rest."""
    rank = {"open": 0, "resting": 1}
    target = min(certain, key=lambda one: rank.get(standing(one, pipeline), 2))
    same = {one.id for one in certain}
    left = tuple(pair for pair in others if pair.id not in same)
    outcome: dict[Standing, Outcome] = {"open": "update", "resting": "recycle"}
    return Decision(outcome.get(standing(target, pipeline), "link"), target.id, reasons, left)


def _for_deal(
    prepared: Prepared, alike: Sequence[Glimpse], reasons: tuple[str, ...], pipeline: Pipeline
) -> Decision:
    """The same person may have several deals: one that differs in amount or date is another."""
    for deal in alike:
        if standing(deal, pipeline) == "deal" and _same_deal(prepared, deal):
            return Decision("update", deal.id, reasons)
    return Decision("link", alike[0].id, reasons)


def _same_deal(prepared: Prepared, lead: Glimpse) -> bool:
    value, close = prepared.values.get("value"), prepared.values.get("close_date")
    same_value = value is None or lead.value is None or _equal(value, lead.value)
    return same_value and (not close or not lead.close_date or close == lead.close_date)


def _equal(value: object, other: Decimal) -> bool:
    return isinstance(value, Decimal) and value == other


def merge_into(
    lead: Lead, prepared: Prepared, policy: str, pipeline: Pipeline, now: datetime
) -> Lead:
    """A known record with what the draft adds.

    Blanks are filled; where both hold something, "fill" keeps ours, "replace" takes theirs,
    "newest" takes theirs if the draft is younger than our last change. Nothing is overwritten by a
    blank; the first source stays, the last one is noted; addresses, numbers and tags are added;
    a refusal of contact always wins. The stage only moves forward, on its own side of the board,
    and only where the policy lets theirs win.
    """
    theirs = policy == "replace" or (policy == "newest" and prepared.created_at > lead.updated_at)
    values = prepared.values
    changes: dict[str, object] = {}
    for name in EDITABLE_FIELDS:
        wanted, held = values.get(name), getattr(lead, name)
        if name in _NEVER or wanted in ("", (), None) or wanted == held:
            continue
        if held in ("", (), None) or theirs or (name == "lead_type" and held == "other"):
            changes[name] = wanted
    _keep_together(changes, lead)
    changes.update(_reach(lead, prepared, "email", theirs=theirs))
    changes.update(_reach(lead, prepared, "phone", theirs=theirs))
    tags = {tag.casefold(): tag for tag in (*held_texts(values, "tags"), *lead.tags)}
    if len(tags) > len(lead.tags):
        ours = tuple(lead.tags)
        known = {tag.casefold() for tag in ours}
        changes["tags"] = (*ours, *(tag for key, tag in tags.items() if key not in known))
    custom = _custom(lead, values.get("custom"), theirs=theirs)
    if custom != lead.custom:
        changes["custom"] = custom
    for channel in ("consent_email", "consent_phone"):
        said = str(values.get(channel, ""))
        if said and (status := stricter(getattr(lead, channel), said)) != getattr(lead, channel):
            changes[channel] = status
    source = values.get("source")
    if source and not lead.source:
        changes["source"] = source
    if source and source != lead.last_source:
        changes["last_source"] = source
    if theirs and prepared.stage_given and pipeline.is_ahead(lead.stage_id, prepared.stage_id):
        stage = pipeline.by_id(prepared.stage_id)
        if stage.belongs == lead.kind:
            reached = {**lead.reached}
            reached.setdefault(stage.lifecycle, now.isoformat())
            changes.update(stage_id=stage.id, stage_since=now, reached=reached)
    return replace(lead, **changes) if changes else lead  # type: ignore[arg-type]


def recycled(
    lead: Lead, prepared: Prepared, policy: str, pipeline: Pipeline, now: datetime
) -> Lead:
    """A resting lead that came back: merged, in the first column again, its clock started anew."""
    merged = merge_into(lead, prepared, policy, pipeline, now)
    first = pipeline.first("lead")
    reached = {**merged.reached, CLOCK: now.isoformat()}
    reached.setdefault(first.lifecycle, now.isoformat())
    return replace(
        merged, stage_id=first.id, stage_since=now, reached=reached, reason="", reason_note="",
        recycle_on="", position=None,
    )  # fmt: skip


def _keep_together(changes: dict[str, object], lead: Lead) -> None:
    """A name and its parts, an amount and its currency, belong together."""
    if "name" not in changes and lead.name:
        changes.pop("given_name", None)
        changes.pop("family_name", None)
    if "value" not in changes and lead.value is not None:
        changes.pop("currency", None)


def _reach(lead: Lead, prepared: Prepared, kind: str, *, theirs: bool) -> dict[str, object]:
    """Addresses (or numbers) of both; the first one is ours unless theirs win."""
    first, rest = (kind, f"{kind}s")
    incoming = [str(prepared.values.get(first, "")), *held_texts(prepared.values, rest)]
    ours = [getattr(lead, first), *getattr(lead, rest)]
    both = [*incoming, *ours] if theirs else [*ours, *incoming]
    found = tuple(dict.fromkeys(one for one in both if one))
    if not found or (found[0] == ours[0] and set(found) == {one for one in ours if one}):
        return {}
    return {first: found[0], rest: found[1:]}


def _custom(lead: Lead, wanted: object, *, theirs: bool) -> Mapping[str, str]:
    if not isinstance(wanted, Mapping):
        return lead.custom
    return {**lead.custom, **wanted} if theirs else {**wanted, **lead.custom}
