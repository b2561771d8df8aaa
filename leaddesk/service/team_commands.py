"""Verbs of the settings: the order and the template of the pipeline, queues, own fields."""

from __future__ import annotations

from dataclasses import dataclass

from leaddesk.domain.pipeline import StageNames
from leaddesk.service.commands import Command

CUSTOM_FIELDS = "custom_fields"
"""Setting: a JSON list of the names of the team's own fields."""


@dataclass(frozen=True, slots=True)
class OrderStages(Command):
    """Put the columns of one side into this order. Result: None."""

    ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class UseTemplate(Command):
    """Make the pipeline that of a template: columns that mean the same are kept under their new
    names, missing ones are added, the cards of all others move to the column before theirs.
    Result: int, how many cards moved."""

    name: str
    stage_names: StageNames = ()


@dataclass(frozen=True, slots=True)
class SaveQueue(Command):
    """Add (id None) or change a queue: its name and who takes leads from it. Result: the Team."""

    id: int | None
    name: str
    members: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class SaveField(Command):
    """Add an own field, or give the one called `before` another name; values go with it.
    Result: int, how many leads have a value."""

    name: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class RemoveField(Command):
    """Take an own field away with all its values. Result: int, how many leads had one."""

    name: str
