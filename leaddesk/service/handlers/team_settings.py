"""The pipeline's order and template, queues, the team's own fields."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.criteria import Condition
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.people import Team
from leaddesk.domain.pipeline import TEMPLATES, Stage, StagePlan, template_plans
from leaddesk.service.book import open_book
from leaddesk.service.derived import refresh
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.read_models import ListQuery
from leaddesk.service.records import require_manager
from leaddesk.service.team_commands import (
    CUSTOM_FIELDS,
    OrderStages,
    RemoveField,
    SaveField,
    SaveQueue,
    UseTemplate,
)

LONGEST_NAME = 100


# --- the pipeline ------------------------------------------------------------------------------


def order_stages(cmd: OrderStages, uow: UnitOfWork) -> None:
    """KnownError unless the ids are all columns of one side."""
    require_manager(uow.actor, said("change stages"))
    columns = uow.pipeline().columns
    sides = {one.belongs for one in columns if one.id in cmd.ids}
    side = [one for one in columns if one.belongs in sides]
    if len(sides) != 1 or sorted(one.id for one in side) != sorted(cmd.ids):
        raise KnownError(
            "The stages have changed meanwhile.", "Nothing was changed. Look at them again.",
            code="bad-stage",
        )  # fmt: skip
    places = sorted(one.position for one in side)
    if len(set(places)) < len(places):
        places = list(range(1, len(places) + 1))
    for stage_id, position in zip(cmd.ids, places, strict=True):
        uow.stages.save(replace(uow.stages.get(stage_id), position=position))
    uow.say("save_stage", n=len(side))


def use_template(cmd: UseTemplate, uow: UnitOfWork) -> int:
    """How many cards moved because their column is none of the template's."""
    require_manager(uow.actor, said("change stages"))
    plans = [one for one in template_plans(cmd.name, cmd.stage_names) if one.role == "column"]
    if not plans:
        raise KnownError(
            said('There is no pipeline called "{name}".', name=cmd.name),
            said("Nothing was changed. Choose one of: {names}.", names=", ".join(TEMPLATES)),
            code="bad-value",
        )  # fmt: skip
    left = list(uow.pipeline().columns)
    before = [one.id for one in left]
    kept = _kept(plans, left)
    left = [one for one in left if one not in kept.values()]
    made: list[Stage] = []
    for position, plan in enumerate(plans, start=1):
        stage = kept.get(plan.name)
        if stage is not None:
            made.append(uow.stages.save(replace(
                stage, name=plan.name, position=position, color=plan.color,
                probability=plan.probability, requires=plan.requires, lifecycle=plan.lifecycle,
            )))  # fmt: skip
        else:
            made.append(uow.stages.add(Stage(
                uow.new_id(), plan.name, plan.belongs, "column", plan.lifecycle, position,
                plan.color, plan.probability, requires=plan.requires,
            )))  # fmt: skip
    moved: list[int] = []
    for stage in left:
        moved += _empty(uow, stage, _before(stage, made, before))
        uow.stages.remove(stage.id)
    refresh(uow, open_book(uow), moved)
    uow.say("save_stage", n=len(made))
    return len(moved)


def _kept(plans: Sequence[StagePlan], stages: Sequence[Stage]) -> dict[str, Stage]:
    """The columns that mean the same, by the plan's name: those of its name, then of what is left
    those of its lifecycle. A name goes first, lest another plan takes its column."""
    kept: dict[str, Stage] = {}
    for plan in plans:
        for one in stages:
            if (one.belongs, one.name.casefold()) == (plan.belongs, plan.name.casefold()):
                kept.setdefault(plan.name, one)
    for plan in plans:
        free = (one for one in stages if one not in kept.values())
        meant = plan.belongs, plan.lifecycle
        alike = (one for one in free if (one.belongs, one.lifecycle) == meant)
        if plan.name not in kept and (found := next(alike, None)) is not None:
            kept[plan.name] = found
    return kept


def _before(stage: Stage, made: list[Stage], order: list[int]) -> Stage:
    """The column of the same side that stands before it now, else the first one."""
    side = [one for one in made if one.belongs == stage.belongs]
    here = order.index(stage.id)
    earlier = [one for one in side if one.id in order and order.index(one.id) < here]
    return max(earlier, key=lambda one: order.index(one.id), default=side[0])


def _empty(uow: UnitOfWork, stage: Stage, target: Stage) -> tuple[int, ...]:
    ids = uow.leads.ids_in_stage(stage.id)
    for lead in uow.leads.many(ids).values():
        reached = {target.lifecycle: uow.now.isoformat(), **lead.reached}
        uow.leads.save(
            replace(lead, stage_id=target.id, stage_since=uow.now, reached=reached, position=None)
        )
    return ids


# --- queues ------------------------------------------------------------------------------------


def save_queue(cmd: SaveQueue, uow: UnitOfWork) -> Team:
    """A queue of its own name; members that are no users are refused."""
    require_manager(uow.actor, said("change queues"))
    name, known = _name(cmd.name), {user.id for user in uow.users.all()}
    taken = any(t.name.casefold() == name.casefold() for t in uow.teams.all() if t.id != cmd.id)
    if not name or taken or not set(cmd.members) <= known:
        raise KnownError(
            "A queue needs a name of its own.", "Nothing was changed.", code="bad-value"
        )
    if cmd.id is None:
        saved = uow.teams.add(Team(uow.new_id(), name, cmd.members))
    else:
        saved = uow.teams.save(replace(uow.teams.get(cmd.id), name=name, members=cmd.members))
    uow.say("setting", n=1, name=name)
    return saved


# --- own fields --------------------------------------------------------------------------------


def save_field(cmd: SaveField, uow: UnitOfWork) -> int:
    """How many leads have a value in it. KnownError for a name that is taken or empty."""
    require_manager(uow.actor, said("change fields"))
    name, fields = _name(cmd.name), own_fields(uow)
    _require_field(cmd.before, fields)
    others = {one.casefold() for one in fields if one != cmd.before}
    known = {one.casefold() for info in FIELDS.values() for one in (info.name, info.label)}
    if not name or name.casefold() in others | known or '"' in name:
        why = said("This name is taken already." if name else "A field needs a name.")
        raise KnownError(why, "Nothing was changed. Choose another one.", code="bad-value")
    uow.say("setting", n=1, name=name)
    if not cmd.before:
        _put(uow, [*fields, name])
        return 0
    _put(uow, [name if one == cmd.before else one for one in fields])
    if cmd.before == name:
        return 0
    return _change_values(
        uow, cmd.before,
        lambda own: {(name if key == cmd.before else key): value for key, value in own.items()},
    )  # fmt: skip


def remove_field(cmd: RemoveField, uow: UnitOfWork) -> int:
    """How many leads had a value in it."""
    require_manager(uow.actor, said("remove fields"))
    fields = own_fields(uow)
    _require_field(cmd.name, fields)
    _put(uow, [one for one in fields if one != cmd.name])
    count = _change_values(
        uow, cmd.name, lambda own: {key: own[key] for key in own if key != cmd.name}
    )
    uow.say("setting", n=1, name=cmd.name)
    return count


def own_fields(uow: UnitOfWork) -> list[str]:
    """The names of the team's own fields, in their order. Nobody else changes them meanwhile."""
    return list(map(str, json.loads(uow.settings.held(CUSTOM_FIELDS) or "[]")))


def _put(uow: UnitOfWork, fields: list[str]) -> None:
    uow.settings.put_list(CUSTOM_FIELDS, fields)


def _require_field(name: str, fields: list[str]) -> None:
    if name and name not in fields:
        raise KnownError(
            said('There is no field "{name}".', name=name),
            "Nothing was changed. Look at the fields again.",
            code="no-field",
        )


def _change_values(
    uow: UnitOfWork, field: str, change: Callable[[Mapping[str, str]], dict[str, str]]
) -> int:
    holds = Condition(field, "is_set", None)
    ids = [
        lead_id
        for in_bin in (False, True)
        for lead_id in uow.reader.lead_ids(ListQuery(criteria=holds, in_bin=in_bin))
    ]
    leads = uow.leads.many(ids).values()
    for lead in leads:
        uow.leads.save(replace(lead, custom=change(lead.custom)))
    return len(leads)


def _name(text: str) -> str:
    name = " ".join(text.split())
    if len(name) > LONGEST_NAME:
        raise KnownError(
            said("A name has {count} letters at most.", count=LONGEST_NAME),
            "Nothing was changed.",
            code="bad-value",
        )
    return name
