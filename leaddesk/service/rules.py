"""The team's rules as documents under its settings, and the score as the document that is kept.

Settings keys: "scoring", "routing", "sla" (JSON, see the readers below), "team" (currency, region,
time zone). Where a key is missing, the rules a team starts with count.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.criteria import ALWAYS
from leaddesk.domain.criteria_json import from_json, to_json
from leaddesk.domain.routing import RoutingRule
from leaddesk.domain.scoring import (
    Disqualifier,
    FitRule,
    IntentRule,
    RuleSet,
    ScoreResult,
    Threshold,
)
from leaddesk.domain.scoring_defaults import default_rules
from leaddesk.domain.sla import DEFAULT_POLICIES, Policy

SCORING, ROUTING, SLA, TEAM = "scoring", "routing", "sla", "team"


@lru_cache(maxsize=8)
def scoring_rules(document: str | None) -> RuleSet:
    """The scoring rules of a document (`scoring_document`'s shape); the default ones for None."""
    if document is None:
        return default_rules()
    plain = _loaded(document, SCORING)
    try:
        return RuleSet(
            fit=tuple(
                FitRule(r["name"], from_json(r["when"]), int(r["points"])) for r in plain["fit"]
            ),
            intent=tuple(_intent(rule) for rule in plain["intent"]),
            disqualifiers=tuple(
                Disqualifier(r["name"], from_json(r["when"]), r["reason"])
                for r in plain.get("disqualifiers", ())
            ),
            fit_cap=int(plain.get("fit_cap", 50)),
            intent_cap=int(plain.get("intent_cap", 50)),
            bands=tuple((str(name), int(least)) for name, least in plain["bands"]),
            mql=Threshold(**plain.get("mql", {})),
            convert_at=int(plain.get("convert_at", 90)),
            version=int(plain.get("version", 1)),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(SCORING) from error


def scoring_document(rules: RuleSet) -> str:
    """The rules as JSON text."""
    plain = {
        "fit": [
            {"name": r.name, "when": to_json(r.when), "points": r.points} for r in rules.fit
        ],
        "intent": [_plain_intent(rule) for rule in rules.intent],
        "disqualifiers": [
            {"name": r.name, "when": to_json(r.when), "reason": r.reason}
            for r in rules.disqualifiers
        ],
        "fit_cap": rules.fit_cap, "intent_cap": rules.intent_cap,
        "bands": [list(band) for band in rules.bands],
        "mql": {"score": rules.mql.score, "fit": rules.mql.fit, "intent": rules.mql.intent},
        "convert_at": rules.convert_at, "version": rules.version,
    }  # fmt: skip
    return json.dumps(plain, ensure_ascii=False)


def _intent(plain: Mapping[str, Any]) -> IntentRule:
    when = plain.get("when")
    return IntentRule(
        plain["name"], tuple(plain.get("kinds", ())), int(plain["points"]),
        from_json(when) if when is not None else None, int(plain.get("min_count", 1)),
        plain.get("window_days"), plain.get("half_life", 30.0), plain.get("cap"),
        bool(plain.get("weak", False)),
    )  # fmt: skip


def _plain_intent(rule: IntentRule) -> dict[str, Any]:
    return {
        "name": rule.name, "kinds": list(rule.kinds), "points": rule.points,
        "when": to_json(rule.when) if rule.when is not None else None,
        "min_count": rule.min_count, "window_days": rule.window_days,
        "half_life": rule.half_life, "cap": rule.cap, "weak": rule.weak,
    }  # fmt: skip


@lru_cache(maxsize=8)
def routing_rules(document: str | None, default_team_id: int | None) -> tuple[RoutingRule, ...]:
    """The routing rules in their order; without a document the members of the default team take
    turns."""
    if document is None:
        return (RoutingRule("Everybody in turn", team_id=default_team_id),)
    try:
        return tuple(
            RoutingRule(
                r["name"], from_json(r["when"]) if r.get("when") else ALWAYS, r.get("user_id"),
                r.get("team_id"), r.get("strategy", "round_robin"),
            )
            for r in _loaded(document, ROUTING)["rules"]
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise _broken(ROUTING) from error


@lru_cache(maxsize=8)
def sla_policies(document: str | None) -> tuple[Policy, ...]:
    """The response policies in their order; times in minutes."""
    if document is None:
        return DEFAULT_POLICIES
    try:
        return tuple(
            Policy(
                p["name"], timedelta(minutes=float(p["first_response"])),
                tuple(p.get("lead_types", ())), tuple(p.get("bands", ())),
                timedelta(minutes=float(p["phone"])) if p.get("phone") else None,
            )
            for p in _loaded(document, SLA)["policies"]
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        raise _broken(SLA) from error


def team_setting(document: str | None) -> dict[str, str]:
    """Currency, region and time zone of the team."""
    base = {"currency": "EUR", "region": "DE", "time_zone": "UTC"}
    if document is not None:
        base.update({key: str(value) for key, value in _loaded(document, TEAM).items()})
    return base


def score_document(result: ScoreResult, rules: RuleSet, now: datetime, routed: str = "") -> str:
    """What is stored with a score and read back as it is: the reasons with their dates, the caps,
    the version of the rules, when fading next changes it, and why this owner."""
    plain: dict[str, Any] = {
        "reasons": [
            {"rule": r.rule, "points": r.points, "part": r.part,
             "since": r.since.isoformat() if r.since else None}
            for r in result.reasons
        ],
        "at": now.isoformat(), "fit_cap": rules.fit_cap, "intent_cap": rules.intent_cap,
        "rules": rules.version,
    }  # fmt: skip
    if result.suggested:
        plain["suggested"] = result.suggested
    if result.changes_at is not None:
        plain["changes_at"] = result.changes_at.isoformat()
    document = json.dumps(plain, ensure_ascii=False, separators=(",", ":"))
    return with_routing(document, routed)


def with_routing(document: str, routed: str) -> str:
    """A score's document that says nothing of its owner yet, with why it is this one."""
    if not routed:
        return document
    return f'{document[:-1]},"routed":{json.dumps(routed, ensure_ascii=False)}}}'


def _loaded(document: str, key: str) -> dict[str, Any]:
    try:
        plain = json.loads(document)
    except ValueError:
        raise _broken(key) from None
    if not isinstance(plain, dict):
        raise _broken(key)
    return plain


def _broken(key: str) -> KnownError:
    return KnownError(
        said("The {key} rules of this team could not be read.", key=key),
        "The records are safe. Import the configuration again, or set the rules to their defaults.",
        code="bad-rules",
    )
