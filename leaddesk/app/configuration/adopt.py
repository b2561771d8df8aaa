"""Brings a configuration into a database: only what differs, through the verbs of the screens."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from leaddesk.app.configuration.document import (
    CUSTOM_FIELDS,
    USER_FIELDS,
    export_document,
    plain_stage,
    plain_view,
    stored_routing,
)
from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import Criteria
from leaddesk.domain.criteria_json import from_json, to_json
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Stage
from leaddesk.domain.reasons import REASONS
from leaddesk.domain.saved_view import SavedView
from leaddesk.service.commands import (
    AddUser,
    Command,
    EditUser,
    SaveStage,
    SaveTeamSetting,
    SaveView,
)
from leaddesk.service.handlers import HANDLERS
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.rules import (
    ROUTING,
    SCORING,
    SLA,
    TEAM,
    routing_rules,
    scoring_rules,
    sla_policies,
)

Changed = dict[str, Any]


def adopt(uow: UnitOfWork, document: Mapping[str, Any]) -> list[Changed]:
    """What was changed: `part`, `name` and the `fields`, in the document's order.

    Stages, users and views that the document does not name stay as they are. KnownError for what
    can't be; nothing is changed then.
    """
    if list(document.get("reasons", REASONS)) != list(REASONS):
        raise KnownError(
            "The reasons of this version of LeadDesk are fixed, and the file has others.",
            "Nothing was changed. Take the reasons out of the file.", code="bad-config",
        )  # fmt: skip
    changed = [
        *_setting(uow, TEAM, "team", document.get("team")),
        *(one for plain in document.get("stages", ()) for one in _stage(uow, plain)),
        *_setting(uow, CUSTOM_FIELDS, "fields", document.get("fields")),
        *(one for plain in document.get("users", ()) for one in _user(uow, plain)),
        *_rules(uow, document.get("rules", {})),
        *(one for plain in document.get("views", ()) for one in _view(uow, plain)),
    ]
    if changed:
        uow.say("setting", n=1, name="configuration")
    return changed


def _do(uow: UnitOfWork, command: Command) -> Any:
    return HANDLERS[type(command)](command, uow)


def _setting(uow: UnitOfWork, key: str, part: str, value: Any) -> list[Changed]:
    if value is None:
        return []
    now = export_document(uow.reader)[part]
    wanted = {**now, **value} if isinstance(now, dict) else value
    if wanted == now:
        return []
    _do(uow, SaveTeamSetting(key, json.dumps(wanted, ensure_ascii=False)))
    fields = [name for name in wanted if wanted[name] != now[name]] if part == "team" else []
    return [{"part": part, "name": part, "fields": fields}]


def _stage(uow: UnitOfWork, plain: Mapping[str, Any]) -> list[Changed]:
    role = plain.get("role", "column")
    old = _known_stage(uow, plain, role)
    if old is None and role != "column":
        raise KnownError(
            f"There is no stage of the role “{role}” here.", "Nothing was changed.",
            code="bad-config",
        )  # fmt: skip
    base = {"role": role, "lifecycle": "new", "position": len(uow.pipeline().stages) + 1,
            "color": 1, "probability": 0, "rotting_days": 14, "requires": []}  # fmt: skip
    now = plain_stage(asdict(old)) if old is not None else base
    wanted = {**now, **plain}
    fields = [name for name in wanted if wanted[name] != now.get(name)]
    if not fields:
        return []
    if old is not None and {"lifecycle", "belongs"} & set(fields):
        raise KnownError(
            f"The stage “{plain['name']}” can't change its side or lifecycle.",
            "Nothing was changed. Make a new stage under another name.", code="bad-config",
        )  # fmt: skip
    _do(
        uow,
        SaveStage(
            old.id if old is not None else None, wanted["name"], wanted["belongs"],
            wanted["lifecycle"], wanted["position"], wanted["color"], wanted["probability"],
            wanted["rotting_days"], tuple(wanted["requires"]),
        ),
    )  # fmt: skip
    return [{"part": "stages", "name": wanted["name"], "fields": fields}]


def _known_stage(uow: UnitOfWork, plain: Mapping[str, Any], role: str) -> Stage | None:
    for stage in uow.pipeline().stages:
        same = (stage.name, stage.belongs) == (plain["name"], plain["belongs"])
        if stage.role == role and (role != "column" or same):
            return stage
    return None


def _user(uow: UnitOfWork, plain: Mapping[str, Any]) -> list[Changed]:
    old = next((u for u in uow.users.all() if u.login == plain["login"]), None)
    user: User = old or _do(
        uow, AddUser(plain["login"], plain.get("name", plain["login"]), plain.get("email", ""))
    )
    default = next((team for team in uow.teams.all() if team.is_default), None)
    now: dict[str, Any] = {name: getattr(user, name) for name in USER_FIELDS}
    now["receives_leads"] = default is not None and user.id in default.members
    values = {
        name: _as_text(value)
        for name, value in plain.items()
        if name != "login" and value != now[name]
    }
    if values:
        _do(uow, EditUser(user.id, values))
    if old is not None and not values:
        return []
    return [{"part": "users", "name": plain["login"], "fields": sorted(values)}]


def _view(uow: UnitOfWork, plain: Mapping[str, Any]) -> list[Changed]:
    """A view that the team shares, known by its name."""
    name = " ".join(str(plain["name"]).split())
    old = next(
        (one for one in uow.reader.saved_views(None) if one.name.casefold() == name.casefold()),
        None,
    )
    now = plain_view(old or SavedView(0, ""))
    criteria = _condition(name, plain.get("when", now["when"]))
    given = {field: value for field, value in plain.items() if field != "sort" or value}
    wanted = {**now, **given, "name": name}
    wanted["when"] = to_json(criteria) if criteria is not None else None
    fields = [field for field in wanted if wanted[field] != now[field]]
    if old is not None and not fields:
        return []
    _do(
        uow,
        SaveView(
            old.id if old is not None else None, name, wanted["layout"], wanted["scope"],
            criteria, wanted["sort"], tuple(wanted["columns"]), is_shared=True,
        ),
    )  # fmt: skip
    return [{"part": "views", "name": name, "fields": fields}]


def _condition(name: str, plain: Mapping[str, Any] | None) -> Criteria | None:
    try:
        return None if plain is None else from_json(plain)
    except KnownError as error:
        raise KnownError(
            f"The filter of the view “{name}” could not be read.",
            "Nothing was changed. Look at its conditions.", code="bad-config",
        ) from error  # fmt: skip


def _rules(uow: UnitOfWork, rules: Mapping[str, Any]) -> list[Changed]:
    now = export_document(uow.reader)["rules"]
    changed: list[Changed] = []
    for key, wanted in rules.items():
        document = json.dumps(wanted, ensure_ascii=False)
        if key == ROUTING:
            document = stored_routing(wanted, uow.reader.team())
        _require_sound(key, document)
        # Compared as the program reads it: what is left out means the default.
        if _read(key, document) == _read(key, _stored(uow, key, now[key])):
            continue
        _do(uow, SaveTeamSetting(key, document))
        changed.append({"part": "rules", "name": key, "fields": []})
    return changed


def _stored(uow: UnitOfWork, key: str, plain: Mapping[str, Any]) -> str:
    if key == ROUTING:
        return stored_routing(plain, uow.reader.team())
    return json.dumps(plain, ensure_ascii=False)


def _read(key: str, document: str) -> object:
    if key == SCORING:
        return scoring_rules(document)
    return sla_policies(document) if key == SLA else routing_rules(document, None)


def _require_sound(key: str, document: str) -> None:
    """KnownError where the rules could not be used."""
    try:
        _read(key, document)
    except KnownError as error:
        raise KnownError(
            f"The {key} rules of this file could not be read.",
            "Nothing was changed. Look at their conditions.", code="bad-config",
        ) from error  # fmt: skip


def _as_text(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value)
