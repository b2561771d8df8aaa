"""The second half of the intake: is it somebody we know, and what becomes of the two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Literal

from leaddesk.domain import dedupe
from leaddesk.domain.consent import stricter
from leaddesk.domain.dedupe import Identity
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.domain.pipeline import Pipeline
from leaddesk.domain.sla import CLOCK
from leaddesk.service.intake import Prepared
from leaddesk.service.intake_extras import held_texts

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


def standing(lead: Lead, pipeline: Pipeline) -> Standing:
    """How a known record stands."""
    if lead.deleted_at is not None:
        return "gone"
    role = pipeline.by_id(lead.stage_id).role
    if lead.kind == "opportunity":
        return "closed deal" if role in {"won", "lost"} else "deal"
    if role == "converted":
        return "converted"
    return "resting" if role in {"nurture", "disqualified", "archived"} else "open"


def decide(
    prepared: Prepared,
    candidates: Iterable[Identity],
    known: Mapping[int, Lead],
    pipeline: Pipeline,
) -> Decision:
    """What to do with a prepared draft, given those who share a key with it.

    `known` holds the candidates' records. Certain: an open lead is updated, a resting one is
    re-opened, for a converted one or a customer a new lead is linked to the contact; a deal is the
    same deal only if amount and close date don't speak against it. Similar: created, and the
    pairs are put before a person. Records in the bin stay there.
    """
    usable: dict[int, Standing] = {}
    pool: list[Identity] = []
    for one in candidates:
        lead = known.get(one.record_id or 0)
        if lead is None:
            continue
        how = standing(lead, pipeline)
        if how != "gone":
            usable[lead.id] = how
            pool.append(one)
    found = dedupe.decide(prepared.identity, pool)
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
    if prepared.kind == "opportunity":
        return _for_deal(prepared, known, usable, [best, *(pair.id for pair in others)], reasons)
    return _for_lead(known, usable, found, reasons, others)


def _for_lead(
    known: Mapping[int, Lead],
    usable: Mapping[int, Standing],
    found: dedupe.Decision,
    reasons: tuple[str, ...],
    others: tuple[Pair, ...],
) -> Decision:
    """Of several certain matches an open lead counts before a resting one, that before the rest."""
    certain = [found.best, *(one for one, match in found.others if match.certain)]
    ids = [one.record_id for one in certain if one is not None and one.record_id is not None]
    rank = {"open": 0, "resting": 1}
    target = min(ids, key=lambda one: (rank.get(usable[one], 2), ids.index(one)))
    left = tuple(pair for pair in others if pair.id != target and pair.id not in ids)
    outcome: dict[Standing, Outcome] = {"open": "update", "resting": "recycle"}
    return Decision(outcome.get(usable[target], "link"), known[target].id, reasons, left)


def _for_deal(
    prepared: Prepared,
    known: Mapping[int, Lead],
    usable: Mapping[int, Standing],
    ids: list[int],
    reasons: tuple[str, ...],
) -> Decision:
    """The same person may have several deals: one that differs in amount or date is another."""
    for deal in ids:
        if usable[deal] == "deal" and _same_deal(prepared, known[deal]):
            return Decision("update", deal, reasons)
    return Decision("link", ids[0], reasons)


def _same_deal(prepared: Prepared, lead: Lead) -> bool:
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
