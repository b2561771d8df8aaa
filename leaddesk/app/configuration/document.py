"""The configuration of a team as a plain document, and the check of one that comes in.

Its shape is resources/schema/config.schema.json. It names users by login and queues by name, so
that it fits other databases too.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from leaddesk.base.errors import KnownError
from leaddesk.base.resources import resource
from leaddesk.domain.criteria import ALWAYS
from leaddesk.domain.criteria_json import to_json
from leaddesk.domain.people import Team, User
from leaddesk.domain.reasons import REASONS
from leaddesk.domain.routing import RoutingRule
from leaddesk.domain.saved_view import SavedView
from leaddesk.domain.sla import Policy
from leaddesk.service.read_models import Reader, TeamView
from leaddesk.service.rules import (
    ROUTING,
    SCORING,
    SLA,
    TEAM,
    routing_rules,
    scoring_document,
    scoring_rules,
    sla_policies,
    team_setting,
)

FORMAT, VERSION = "leaddesk-config", 1
CUSTOM_FIELDS = "custom_fields"
STAGE_FIELDS = ("name", "belongs", "role", "lifecycle", "position", "color", "probability",
                "rotting_days", "requires")  # fmt: skip
USER_FIELDS = ("name", "email", "role", "active", "time_zone", "color")


def read_schema() -> dict[str, Any]:
    """The published JSON Schema of the document."""
    text = resource("schema", "config.schema.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def export_document(reader: Reader) -> dict[str, Any]:
    """The configuration as it is now; rules that were never changed are written out too."""
    team = reader.team()
    default = next((one for one in team.teams if one.is_default), None)
    members = set(default.members if default is not None else ())
    return {
        "format": FORMAT, "version": VERSION,
        "team": team_setting(reader.setting(TEAM)),
        "stages": [plain_stage(asdict(stage)) for stage in team.pipeline.stages],
        "fields": json.loads(reader.setting(CUSTOM_FIELDS) or "[]"),
        "reasons": list(REASONS),
        "users": [
            {"login": user.login, **{name: getattr(user, name) for name in USER_FIELDS},
             "receives_leads": user.id in members}
            for user in team.users
        ],
        "teams": [_team(one, team.users) for one in team.teams],
        "rules": {
            "scoring": json.loads(scoring_document(scoring_rules(reader.setting(SCORING)))),
            "routing": {"rules": [
                _routing(rule, team)
                for rule in routing_rules(reader.setting(ROUTING), default.id if default else None)
            ]},
            "sla": {"policies": [_policy(one) for one in sla_policies(reader.setting(SLA))]},
        },
        "views": [plain_view(view) for view in reader.saved_views(None)],
    }  # fmt: skip


def read_document(text: str) -> dict[str, Any]:
    """A document that fits the schema; KnownError names the place that does not."""
    try:
        plain = json.loads(text)
    except ValueError as error:
        raise KnownError(
            f"This is not JSON: {error}.", "Nothing was changed.", code="bad-json"
        ) from error
    import jsonschema

    checker = jsonschema.Draft202012Validator(read_schema())
    found = jsonschema.exceptions.best_match(checker.iter_errors(plain))
    if found is not None:
        place = ".".join(map(str, found.absolute_path)) or "the document"
        raise KnownError(
            f"This configuration can't be read: {place}: {found.message[:200]}.",
            "Nothing was changed. `leaddesk config schema` prints what is expected.",
            code="bad-config",
        )
    document: dict[str, Any] = plain
    return document


def plain_stage(values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a stage that the document holds."""
    shown = {name: values[name] for name in STAGE_FIELDS}
    return {**shown, "requires": list(shown["requires"])}


def plain_view(view: SavedView) -> dict[str, Any]:
    """What the document holds of a view that the team shares."""
    return {
        "name": view.name, "layout": view.layout, "scope": view.scope,
        "when": to_json(view.criteria) if view.criteria is not None else None,
        "sort": view.sort, "columns": list(view.columns),
    }  # fmt: skip


def stored_routing(document: Mapping[str, Any], team: TeamView) -> str:
    """The routing rules as they are stored, by ids; KnownError for a name that is not known."""
    users = {user.login: user.id for user in team.users}
    teams = {one.name: one.id for one in team.teams}
    rules = []
    for rule in document["rules"]:
        for kind, known in (("user", users), ("team", teams)):
            if rule.get(kind) is not None and rule[kind] not in known:
                raise KnownError(
                    f"The routing rule “{rule['name']}” gives leads to “{rule[kind]}”, whom "
                    "nobody knows here.",
                    "Nothing was changed. Correct the rule, or add the user to the file.",
                    code="no-user",
                )
        rules.append({
            "name": rule["name"], "when": rule.get("when"),
            "user_id": users.get(rule.get("user")), "team_id": teams.get(rule.get("team")),
            "strategy": rule.get("strategy", "round_robin"),
        })  # fmt: skip
    return json.dumps({"rules": rules}, ensure_ascii=False)


def _team(team: Team, users: tuple[User, ...]) -> dict[str, Any]:
    logins = {user.id: user.login for user in users}
    members = [logins[one] for one in team.members if one in logins]
    return {"name": team.name, "is_default": team.is_default, "members": members}


def _routing(rule: RoutingRule, team: TeamView) -> dict[str, Any]:
    return {
        "name": rule.name, "when": None if rule.when == ALWAYS else to_json(rule.when),
        "user": next((u.login for u in team.users if u.id == rule.user_id), None),
        "team": next((t.name for t in team.teams if t.id == rule.team_id), None),
        "strategy": rule.strategy,
    }  # fmt: skip


def _policy(policy: Policy) -> dict[str, Any]:
    return {
        "name": policy.name, "first_response": policy.first_response.total_seconds() / 60,
        "lead_types": list(policy.lead_types), "bands": list(policy.bands),
        "phone": policy.phone.total_seconds() / 60 if policy.phone is not None else None,
    }  # fmt: skip
