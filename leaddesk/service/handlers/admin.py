"""The team: first set-up, users, stages, settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import cast, get_args

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.next_step import zone
from leaddesk.domain.people import Role, Team, User
from leaddesk.domain.pipeline import TEMPLATES, Lifecycle, Stage, template_plans
from leaddesk.service.book import open_book
from leaddesk.service.commands import (
    AddUser,
    EditUser,
    EnsureTeam,
    RemoveStage,
    SaveStage,
    SaveTeamSetting,
)
from leaddesk.service.derived import refresh
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.records import require_manager
from leaddesk.service.rules import TEAM

QUEUE_NAME = "Inbox"
LONGEST_STAGE = 100
EDITABLE = frozenset({"name", "email", "role", "active", "time_zone", "color", "receives_leads"})
OWN = frozenset({"name", "email", "color", "time_zone"})
"""What everybody may change of themselves."""
COLORS = 8


def ensure_team(cmd: EnsureTeam, uow: UnitOfWork) -> User:
    """First use: user, queue, stages, settings. Later: the user of this login, made as a rep if
    there is none (a colleague who opens the shared file for the first time)."""
    known = next((u for u in uow.users.all() if u.login.casefold() == cmd.login.casefold()), None)
    if known is not None:
        return known
    first = uow.reader.is_empty()
    if not first:
        user = _add(
            uow, AddUser(cmd.login, cmd.name or cmd.login, cmd.email, time_zone=cmd.time_zone)
        )
        uow.say("add_user", n=1, name=user.name)
        return user
    user = uow.users.add(
        User(
            uow.new_id(), cmd.name or cmd.login, cmd.login, cmd.email, cmd.role,
            time_zone=zone(cmd.time_zone).key,
        )
    )  # fmt: skip
    uow.teams.add(Team(uow.new_id(), QUEUE_NAME, (user.id,), is_default=True))
    plans = template_plans(cmd.template, cmd.stage_names)
    if not plans:
        raise KnownError(
            said('There is no pipeline called "{template}".', template=cmd.template),
            said("Nothing was set up. Choose one of: {templates}.", templates=", ".join(TEMPLATES)),
            code="bad-value",
        )
    for position, plan in enumerate(plans, start=1):
        uow.stages.add(
            Stage(
                uow.new_id(), plan.name, plan.belongs, plan.role, plan.lifecycle, position,
                plan.color, plan.probability, requires=plan.requires,
            )
        )  # fmt: skip
    base = {"currency": cmd.currency, "region": cmd.region, "time_zone": user.time_zone}
    uow.settings.put(TEAM, json.dumps(base))
    uow.say("setup", n=1, name=user.name)
    return user


def add_user(cmd: AddUser, uow: UnitOfWork) -> User:
    """A new user; reps take their turn in the default queue."""
    require_manager(uow.actor, said("add users"))
    wanted = cmd.login.strip().casefold()
    if not wanted or any(u.login.casefold() == wanted for u in uow.users.all()):
        why = said("is taken already") if wanted else said("is empty")
        raise KnownError(
            said("The user name {why}.", why=why),
            "Nothing was changed. Choose another one.",
            code="bad-value",
        )
    user = _add(uow, cmd)
    uow.say("add_user", n=1, name=user.name)
    return user


def edit_user(cmd: EditUser, uow: UnitOfWork) -> User:
    """Name, e-mail, role, active, time zone, colour; `receives_leads` puts a user into the default
    queue or takes them out."""
    if uow.actor is None or uow.actor.id != cmd.id or set(cmd.values) - OWN:
        require_manager(uow.actor, said("change users"))
    user = uow.users.get(cmd.id)
    unknown = sorted(set(cmd.values) - EDITABLE)
    if unknown:
        raise KnownError(
            said('A user has no field "{unknown}".', unknown=unknown[0]),
            "Nothing was changed.",
            code="no-field",
        )
    saved = uow.users.save(_edited(user, cmd.values))
    if "receives_leads" in cmd.values:
        _set_member(uow, user.id, member=_flag("receives_leads", cmd.values["receives_leads"]))
    if not any(u.active and u.role in {"manager", "admin"} for u in uow.users.all()):
        raise KnownError(
            "Nobody would be left who may change rules and users.",
            "Nothing was changed. Make somebody else a manager first.", code="last-manager",
        )  # fmt: skip
    uow.say("edit_user", n=1, name=saved.name)
    return saved


def save_stage(cmd: SaveStage, uow: UnitOfWork) -> Stage:
    """A new column, or another name, colour, place, probability, requirement for a stage."""
    require_manager(uow.actor, said("change stages"))
    name = " ".join(cmd.name.split())
    if len(name) > LONGEST_STAGE:
        raise KnownError(
            said(
                "A stage's name has {longest_stage} letters at most.", longest_stage=LONGEST_STAGE
            ),
            "Nothing was changed.",
            code="bad-value",
        )
    pipeline = uow.pipeline()
    same = pipeline.by_name(name) if name else None
    if not name or (same is not None and same.id != cmd.id):
        raise KnownError(
            "A stage needs a name of its own.", "Nothing was changed.", code="bad-value"
        )
    shared = {
        "name": name, "position": cmd.position, "color": cmd.color, "requires": cmd.requires,
        "probability": max(0, min(100, cmd.probability)),
        "rotting_days": max(0, cmd.rotting_days),
    }  # fmt: skip
    if cmd.id is not None:
        stage = uow.stages.save(replace(uow.stages.get(cmd.id), **shared))  # type: ignore[arg-type]
    else:
        if cmd.lifecycle not in get_args(Lifecycle):
            raise KnownError(
                said('"{lifecycle}" is not a lifecycle.', lifecycle=cmd.lifecycle),
                "Nothing was changed.",
                code="bad-value",
            )
        cycle = "opportunity" if cmd.belongs == "opportunity" else cast("Lifecycle", cmd.lifecycle)
        stage = uow.stages.add(
            Stage(
                uow.new_id(), name, cmd.belongs, "column", cycle, cmd.position, cmd.color,
                max(0, min(100, cmd.probability)), max(0, cmd.rotting_days), cmd.requires,
            )
        )  # fmt: skip
    uow.say("save_stage", n=1, name=stage.name)
    return stage


def remove_stage(cmd: RemoveStage, uow: UnitOfWork) -> int:
    """How many records moved out of it first, those in the bin counted too. Stages without a
    column stay, and so does the last column of each side."""
    require_manager(uow.actor, said("remove stages"))
    book = open_book(uow)
    stage, target = uow.stages.get(cmd.id), uow.stages.get(cmd.move_to)
    side = [one for one in book.pipeline.columns if one.belongs == stage.belongs]
    fits = target.id != stage.id and target.belongs == stage.belongs and target.role == "column"
    if stage.role != "column" or len(side) < 2 or not fits:
        raise KnownError(
            said("{name} can't be removed like this.", name=stage.name),
            "Nothing was changed. Only a column can be removed; its cards move to another column "
            "of the same side, and one must remain.",
            code="bad-stage",
        )
    ids = uow.leads.ids_in_stage(stage.id)
    for lead in uow.leads.many(ids).values():
        reached = {target.lifecycle: uow.now.isoformat(), **lead.reached}
        uow.leads.save(
            replace(lead, stage_id=target.id, stage_since=uow.now, reached=reached, position=None)
        )
    uow.stages.remove(stage.id)
    refresh(uow, open_book(uow), ids)
    uow.say("remove_stage", n=len(ids), name=stage.name, stage=target.name)
    return len(ids)


def save_team_setting(cmd: SaveTeamSetting, uow: UnitOfWork) -> None:
    """Write the document; KnownError if it is not JSON. One's own settings are one's own."""
    own = uow.actor is not None and cmd.user_id == uow.actor.id
    if not own:
        require_manager(uow.actor, said("change settings of the team"))
    try:
        json.loads(cmd.document)
    except ValueError:
        raise KnownError(
            "This setting is not valid JSON.", "Nothing was changed.", code="bad-value"
        ) from None
    uow.settings.put(cmd.key, cmd.document, cmd.user_id)
    uow.say("setting", n=1, name=cmd.key)


def _add(uow: UnitOfWork, cmd: AddUser) -> User:
    count = len(uow.users.all())
    user = uow.users.add(
        User(
            uow.new_id(), cmd.name.strip() or cmd.login, cmd.login.strip(), cmd.email.strip(),
            cmd.role, time_zone=zone(cmd.time_zone).key, color=count % COLORS + 1,
        )
    )  # fmt: skip
    if user.role == "rep":
        _set_member(uow, user.id, member=True)
    return user


def _set_member(uow: UnitOfWork, user_id: int, *, member: bool) -> None:
    team = next((team for team in uow.teams.all() if team.is_default), None)
    if team is None or (user_id in team.members) == member:
        return
    others = tuple(one for one in team.members if one != user_id)
    uow.teams.save(replace(team, members=(*others, user_id) if member else others))


def _edited(user: User, values: Mapping[str, str]) -> User:
    if "role" in values and values["role"] not in get_args(Role):
        raise KnownError(
            said('"{values}" is not a role.', values=values["role"]),
            "Nothing was changed.",
            code="bad-value",
        )
    name = values.get("name", user.name).strip() or user.name
    return replace(
        user, name=name, email=values.get("email", user.email).strip(),
        role=cast("Role", values.get("role", user.role)),
        active=_flag("active", values["active"]) if "active" in values else user.active,
        time_zone=zone(values.get("time_zone", user.time_zone)).key,
        color=int(values["color"]) if values.get("color", "").isdigit() else user.color,
    )  # fmt: skip


def _flag(name: str, text: str) -> bool:
    if text.strip().lower() in {"true", "yes", "1"}:
        return True
    if text.strip().lower() in {"false", "no", "0"}:
        return False
    raise KnownError(
        said('"{name}" is yes or no, not "{text}".', name=name, text=text[:20]),
        "Nothing was changed.",
        code="bad-value",
    )
