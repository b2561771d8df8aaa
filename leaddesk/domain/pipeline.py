"""The one continuous pipeline: stages of leads on the left, of opportunities on the right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from leaddesk.domain.draft import RecordKind

StageRole = Literal[
    "column", "raw", "nurture", "disqualified", "archived", "converted", "won", "lost"
]
Lifecycle = Literal[
    "raw",
    "new",
    "mql",
    "sal",
    "sql",
    "nurture",
    "disqualified",
    "archived",
    "converted",
    "opportunity",
    "customer",
    "lost",
]
OPEN_ROLES: frozenset[StageRole] = frozenset({"column", "raw"})


@dataclass(frozen=True, slots=True)
class Stage:
    """A place in the pipeline; only those of role `column` are columns of the board.

    `probability` is a whole percentage; `rotting_days` the days without a real activity after
    which a card goes stale; `requires` names fields that must be set to enter.
    """

    id: int
    name: str
    belongs: RecordKind
    role: StageRole
    lifecycle: Lifecycle
    position: int
    color: int = 1
    probability: int = 0
    rotting_days: int = 14
    requires: tuple[str, ...] = ()
    version: int = 1


@dataclass(frozen=True, slots=True)
class Pipeline:
    """All stages of the team, in order."""

    stages: tuple[Stage, ...]

    @property
    def columns(self) -> tuple[Stage, ...]:
        """Columns of the board: lead stages first, then opportunity stages, each by position."""
        shown = (s for s in self.stages if s.role == "column")
        return tuple(sorted(shown, key=lambda s: (s.belongs == "opportunity", s.position, s.id)))

    def by_id(self, stage_id: int) -> Stage:
        for stage in self.stages:
            if stage.id == stage_id:
                return stage
        raise KeyError(stage_id)

    def by_role(self, role: StageRole) -> Stage:
        """The one stage of a role without a column (`raw`, `won`, ...)."""
        for stage in self.stages:
            if stage.role == role:
                return stage
        raise KeyError(role)

    def by_name(self, name: str) -> Stage | None:
        """A stage by its name or, for stages without a column, its role; case does not matter."""
        wanted = name.strip().casefold()
        for stage in (*self.columns, *self.stages):
            if wanted in (stage.name.casefold(), stage.role if stage.role != "column" else ""):
                return stage
        return None

    def first(self, belongs: RecordKind) -> Stage:
        return next(s for s in self.columns if s.belongs == belongs)

    def column_of(self, stage_id: int) -> int | None:
        """The column in which a stage's cards stand; raw cards stand in the first one."""
        stage = self.by_id(stage_id)
        if stage.role == "column":
            return stage.id
        return self.first("lead").id if stage.role == "raw" else None

    def for_lifecycle(self, lifecycle: Lifecycle) -> Stage | None:
        return next((s for s in self.columns if s.lifecycle == lifecycle), None)

    def is_ahead(self, here: int, there: int) -> bool:
        """Whether column `there` stands to the right of `here`."""
        order = [s.id for s in self.columns]
        return there in order and (here not in order or order.index(there) > order.index(here))


@dataclass(frozen=True, slots=True)
class StagePlan:
    """A stage of a template, before it has an id."""

    name: str
    belongs: RecordKind
    role: StageRole
    lifecycle: Lifecycle
    color: int = 1
    probability: int = 0
    requires: tuple[str, ...] = ()


def _column(
    name: str, lifecycle: Lifecycle, color: int, probability: int, *requires: str
) -> StagePlan:
    belongs: RecordKind = "opportunity" if lifecycle == "opportunity" else "lead"
    return StagePlan(name, belongs, "column", lifecycle, color, probability, requires)


WITHOUT_COLUMN: tuple[StagePlan, ...] = (
    StagePlan("Raw", "lead", "raw", "raw"),
    StagePlan("Nurture", "lead", "nurture", "nurture"),
    StagePlan("Disqualified", "lead", "disqualified", "disqualified", requires=("reason",)),
    StagePlan("Archived", "lead", "archived", "archived"),
    StagePlan("Converted", "lead", "converted", "converted"),
    StagePlan("Won", "opportunity", "won", "customer", probability=100, requires=("value",)),
    StagePlan("Lost", "opportunity", "lost", "lost", requires=("reason",)),
)
SIMPLE: tuple[StagePlan, ...] = (
    _column("New", "new", 1, 10),
    _column("Contacted", "sal", 2, 25),
    _column("Qualified", "sql", 3, 45),
    _column("Proposal", "opportunity", 4, 65),
    _column("Negotiation", "opportunity", 5, 80),
    *WITHOUT_COLUMN,
)
FULL: tuple[StagePlan, ...] = (
    _column("New", "new", 1, 5),
    _column("MQL", "mql", 2, 15),
    _column("Accepted", "sal", 3, 25),
    _column("Sales qualified", "sql", 4, 45, "qualification"),
    _column("Proposal", "opportunity", 5, 65),
    _column("Negotiation", "opportunity", 1, 80),
    *WITHOUT_COLUMN,
)
TEMPLATES = {"simple": SIMPLE, "full": FULL}
StageNames = tuple[tuple[str, str], ...]
"""(name in a template, name in a language)."""


def template_plans(template: str, names: StageNames = ()) -> tuple[StagePlan, ...]:
    """The stages of a template under these names; none for an unknown template."""
    named = dict(names)
    plans = TEMPLATES.get(template, ())
    return tuple(replace(plan, name=named.get(plan.name, plan.name)) for plan in plans)


def missing_fields(stage: Stage, present: Iterable[str]) -> tuple[str, ...]:
    """The entry requirements of `stage` that are not among the set fields, in the stage's order."""
    have = set(present)
    return tuple(field for field in stage.requires if field not in have)
