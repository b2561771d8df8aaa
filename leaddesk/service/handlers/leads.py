"""Edits, owners, tags, the bin."""

from __future__ import annotations

import difflib
import json
from collections.abc import Mapping
from dataclasses import replace

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.base.said import said
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.lead import EDITABLE_FIELDS, Lead
from leaddesk.domain.merge_fields import merge
from leaddesk.domain.pipeline import missing_fields
from leaddesk.service.book import Book, open_book
from leaddesk.service.commands import (
    AssignLeads,
    BulkResult,
    DeleteLeads,
    EditLead,
    EditLeads,
    TagLeads,
    UndeleteLeads,
)
from leaddesk.service.derived import refresh, refresh_and_promote
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.reading import read_edit, read_tags, text_of
from leaddesk.service.records import each, editable, names, newest_change, present
from leaddesk.service.team_commands import CUSTOM_FIELDS


def edit_lead(cmd: EditLead, uow: UnitOfWork) -> Lead:
    """The record as saved. Fields that others changed meanwhile keep their values, unless this
    edit changes them too: then Conflict names both, and nothing is saved."""
    book = open_book(uow)
    lead = editable(uow, cmd.id)
    _require_fields(cmd.values, lead, uow)
    values = dict(cmd.values)
    if cmd.base is not None:
        values = _merged(cmd, lead, uow)
    elif cmd.version is not None and cmd.version != lead.version:
        raise newest_change(uow, lead, cmd.version) or Conflict(
            said("{label} was changed meanwhile.", label=lead.label),
            "Nothing was overwritten. Look at it again.",
        )
    _save(uow, book, lead, values)
    uow.say("edit", n=1, name=lead.label, fields=_labels(cmd.values), id=lead.id)
    return uow.leads.get(lead.id)


def edit_leads(cmd: EditLeads, uow: UnitOfWork) -> BulkResult:
    """The same values for all; each record that can't take them is named."""
    book = open_book(uow)

    def one(id: int) -> None:
        lead = editable(uow, id)
        _require_fields(cmd.values, lead, uow)
        _save(uow, book, lead, cmd.values)

    result = each(cmd.ids, one)
    uow.say("edit", fields=_labels(cmd.values), **names(uow, result))
    return result


def _save(uow: UnitOfWork, book: Book, lead: Lead, values: Mapping[str, str]) -> None:
    changes = read_edit(values, lead, book.region)
    new = _completed(replace(lead, **changes), book, uow)  # type: ignore[arg-type]
    if new != lead:
        uow.leads.save(new)
        refresh_and_promote(uow, book, [lead.id])


def _completed(lead: Lead, book: Book, uow: UnitOfWork) -> Lead:
    """A raw lead that has a name or a company now is a new one."""
    stage = book.pipeline.by_id(lead.stage_id)
    if stage.role != "raw" or not (lead.name or lead.company):
        return lead
    first = book.pipeline.first("lead")
    if missing_fields(first, ()):
        return lead
    reached = dict(lead.reached)
    reached.setdefault(first.lifecycle, uow.now.isoformat())
    return replace(lead, stage_id=first.id, stage_since=uow.now, reached=reached)


def _merged(cmd: EditLead, lead: Lead, uow: UnitOfWork) -> dict[str, str]:
    """Of this edit what it really changes; Conflict where others changed the same."""
    base = cmd.base or {}
    region = open_book(uow).region
    mine = {name: _read(name, text, lead, region) for name, text in cmd.values.items()}
    before = {name: _read(name, base[name], lead, region) for name in cmd.values if name in base}
    theirs = {name: _read(name, text_of(lead, name), lead, region) for name in cmd.values}
    found = merge(before, mine, theirs)
    if found.clashes:
        other = newest_change(uow, lead, cmd.version or 0) if cmd.version else None
        other = other or next(
            (c for f in found.clashes if (c := newest_change(uow, lead, 0, _column(f)))), None
        )
        fields = {
            name: (base[name], cmd.values[name], text_of(lead, name)) for name in found.clashes
        }
        who = other.who if other else said("Somebody")
        raise Conflict(
            said(
                "{who} changed {fields} of {label} meanwhile.",
                who=who,
                fields=_labels(fields),
                label=lead.label,
            ),
            "Nothing was overwritten. Keep yours or take theirs.",
            fields=fields,
            who=who,
            at=other.at if other else "",
        )
    return {name: cmd.values[name] for name in mine if found.values[name] != theirs[name]}


def _column(name: str) -> str:
    return name if name in EDITABLE_FIELDS else "custom"


def _read(name: str, text: str, lead: Lead, region: str) -> object:
    """A text as the value that it means; one that can't be read stands for itself."""
    try:
        found = read_edit({name: text}, replace(lead, custom={}), region)
    except KnownError:
        return text.strip()
    if name in EDITABLE_FIELDS:
        return found[name]
    custom = found.get("custom")
    return custom.get(name, "") if isinstance(custom, Mapping) else ""


def _require_fields(values: Mapping[str, str], lead: Lead, uow: UnitOfWork) -> None:
    own = set(json.loads(uow.settings.get(CUSTOM_FIELDS) or "[]")) | set(lead.custom)
    for name in values:
        if name in EDITABLE_FIELDS or name in own:
            continue
        if name in FIELDS:
            verb = {"stage": said("Move it"), "owner": said("Assign it")}.get(
                name, said("It follows from others")
            )
            raise KnownError(
                said('"{name}" can\'t be edited as a field.', name=name),
                said("Nothing was changed. {verb}.", verb=verb),
                code="read-only",
            )
        near = difflib.get_close_matches(name, [*EDITABLE_FIELDS, *own], n=1)
        hint = (
            said('Did you mean "{name}"?', name=near[0])
            if near
            else said("See the list of fields.")
        )
        raise KnownError(
            said('There is no field "{name}".', name=name),
            said("Nothing was changed. {hint}", hint=hint),
            code="no-field",
        )


def _labels(values: Mapping[str, object]) -> str:
    return ", ".join(FIELDS[n].label.lower() if n in FIELDS else n for n in values)


def assign_leads(cmd: AssignLeads, uow: UnitOfWork) -> BulkResult:
    """A new owner, or a queue; the open tasks of the previous owner go along."""
    book = open_book(uow)
    owner = book.user(cmd.owner_id)
    team = next((t for t in book.teams if t.id == cmd.team_id), None)
    if (cmd.owner_id is not None and (owner is None or not owner.active)) or (
        cmd.team_id is not None and team is None
    ):
        raise KnownError(
            "This owner can't take leads.", "Nothing was changed. Choose somebody active.",
            code="bad-owner",
        )  # fmt: skip
    if owner is None and team is None:
        team = book.default_team
    to = (owner.name or owner.login) if owner is not None else team.name if team else ""
    by = uow.actor.name if uow.actor is not None else ""

    def one(id: int) -> None:
        lead = editable(uow, id)
        team_id = team.id if team is not None else lead.team_id
        new = replace(lead, owner_id=owner.id if owner is not None else None, team_id=team_id)
        if new == lead:
            return
        uow.leads.save(new)
        for task in uow.leads.tasks(id):
            if task.is_open and task.owner_id in {lead.owner_id, None}:
                uow.tasks.save(replace(task, owner_id=new.owner_id))
        refresh(uow, book, [id], routed=f"assigned by {by}" if by else "")

    result = each(cmd.ids, one)
    uow.say("assign", to=to, **names(uow, result))
    return result


def tag_leads(cmd: TagLeads, uow: UnitOfWork) -> BulkResult:
    """Tags added and taken away; case does not tell tags apart."""
    book = open_book(uow)
    add = read_tags(cmd.add)
    gone = {tag.casefold() for tag in read_tags(cmd.remove)}

    def one(id: int) -> None:
        lead = editable(uow, id)
        kept = [tag for tag in lead.tags if tag.casefold() not in gone]
        tags = read_tags((*kept, *add))
        if tags != lead.tags:
            uow.leads.save(replace(lead, tags=tags))
            refresh_and_promote(uow, book, [id])

    result = each(cmd.ids, one)
    tags = ", ".join((*add, *(f"-{tag}" for tag in read_tags(cmd.remove))))
    uow.say("tag", tags=tags, **names(uow, result))
    return result


def delete_leads(cmd: DeleteLeads, uow: UnitOfWork) -> BulkResult:
    """Into the bin, whole: tasks and timeline stay with it."""
    book = open_book(uow)

    def one(id: int) -> None:
        uow.leads.save(replace(present(uow, id), deleted_at=uow.now))
        refresh(uow, book, [id])

    result = each(cmd.ids, one)
    uow.say("delete", **names(uow, result))
    return result


def undelete_leads(cmd: UndeleteLeads, uow: UnitOfWork) -> BulkResult:
    """Out of the bin again; one that is not in it is left as it is."""
    book = open_book(uow)

    def one(id: int) -> None:
        lead = uow.leads.get(id)
        if lead.deleted_at is not None:
            uow.leads.save(replace(lead, deleted_at=None))
            refresh(uow, book, [id])

    result = each(cmd.ids, one)
    uow.say("undelete", **names(uow, result))
    return result
