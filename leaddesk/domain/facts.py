"""A record's values by their public names: what filters, scoring and routing rules ask for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from leaddesk.domain.criteria import ValueOf
from leaddesk.domain.fields import FIELDS
from leaddesk.domain.identity.email import is_free_mail
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Pipeline, Stage


def facts_of(lead: Lead, pipeline: Pipeline, users: Iterable[User] = ()) -> ValueOf:
    """Fields by name, custom fields by theirs; beyond the list of fields only `mailbox` ("free",
    "business", or empty without an address)."""
    special: dict[str, Callable[[], object]] = {
        "stage": lambda: _stage(pipeline.by_id(lead.stage_id)),
        "lifecycle": lambda: pipeline.by_id(lead.stage_id).lifecycle,
        "owner": lambda: _owner(lead, users),
        "mailbox": lambda: _mailbox(lead.email),
    }

    def value_of(name: str) -> object:
        made = special.get(name)
        if made is not None:
            return made()
        info = FIELDS.get(name)
        return lead.custom.get(name, "") if info is None else getattr(lead, info.column)

    return value_of


def facts_of_values(values: Mapping[str, object], stage: Stage) -> ValueOf:
    """The same for a record that is not made yet: attributes of Lead that hold something."""

    def value_of(name: str) -> object:
        if name in {"stage", "lifecycle"}:
            return _stage(stage) if name == "stage" else stage.lifecycle
        if name == "mailbox":
            return _mailbox(str(values.get("email", "")))
        info = FIELDS.get(name)
        if info is not None:
            return values.get(info.column)
        custom = values.get("custom")
        return custom.get(name, "") if isinstance(custom, Mapping) else ""

    return value_of


def _stage(stage: Stage) -> tuple[str, ...]:
    return (stage.name,) if stage.role == "column" else (stage.name, stage.role)


def _owner(lead: Lead, users: Iterable[User]) -> tuple[str, ...]:
    for user in users:
        if user.id == lead.owner_id:
            return tuple(name for name in (user.login, user.name, user.email) if name)
    return () if lead.owner_id is None else (f"#{lead.owner_id}",)


def _mailbox(email: str) -> str:
    if "@" not in email:
        return ""
    return "free" if is_free_mail(email) else "business"
