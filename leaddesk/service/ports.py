"""What the verbs need from storage, said without naming it.

Storage implements these protocols; handlers and screens see nothing else of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

from leaddesk.domain.lead import Lead

if TYPE_CHECKING:
    from leaddesk.domain.activity import Activity, Consent, Task
    from leaddesk.domain.change import Change, Plain, Step
    from leaddesk.domain.dedupe import Identity, MatchKey
    from leaddesk.domain.people import Company, Contact, Team, User
    from leaddesk.domain.pipeline import Pipeline, Stage
    from leaddesk.domain.saved_view import SavedView

    # Only named here: importing it would load the whole intake before the first board.
    from leaddesk.service.import_ports import ImportStore
    from leaddesk.service.read_models import Reader

T = TypeVar("T")
E = TypeVar("E")


class Store(Protocol[E]):
    """Records of one kind. Every write records its Change; nobody fills the list by hand."""

    def get(self, id: int) -> E:
        """The record; KnownError(code="not-found") if there is none."""
        ...

    def many(self, ids: Iterable[int]) -> dict[int, E]: ...

    def all(self) -> tuple[E, ...]:
        """Every record; for small tables only (users, teams, stages)."""
        ...

    def add(self, record: E) -> E: ...

    def save(self, record: E) -> E:
        """Write what differs from the stored record; its version grows by one if anything does.
        `record.version` must be the stored one, else Conflict."""
        ...

    def remove(self, id: int) -> None: ...


class LeadStore(Store[Lead], Protocol):
    """Leads and opportunities; keeps counters, search text, match keys and next steps true."""

    def save_derived(self, id: int, values: Mapping[str, object]) -> None:
        """Write fields of DERIVED_FIELDS (score, clocks): no new version, no undo."""
        ...

    def save_derived_many(self, values: Mapping[int, Mapping[str, object]]) -> None:
        """The same for many records at once."""
        ...

    def store_score(self, id: int, document: str) -> None:
        """The score's reasons as JSON, read back as they are, never recomputed."""
        ...

    def score_document(self, id: int) -> str | None: ...

    def tasks(self, id: int) -> tuple[Task, ...]: ...

    def activities(self, id: int) -> tuple[Activity, ...]:
        """The record's own timeline, oldest first."""
        ...

    def ids_in_stage(self, stage_id: int) -> tuple[int, ...]:
        """All records of a stage, those in the bin too."""
        ...


class MatchStore(Protocol):
    """Who is known already, and which pairs wait for a person's decision."""

    def candidates(self, keys: Iterable[MatchKey]) -> dict[MatchKey, tuple[int, ...]]:
        """Ids of records (in the bin too) that carry each key; one round trip for all keys."""
        ...

    def identities(self, ids: Iterable[int]) -> dict[int, Identity]: ...

    def company_by(self, domain: str, match_name: str) -> Company | None: ...

    def contact_by(self, email: str, phone: str) -> Contact | None: ...

    def add_pair(self, a: int, b: int, score: float, reasons: Sequence[str]) -> None: ...

    def recent_submission(self, lead_id: int, fingerprint: str, since: datetime) -> bool: ...


class Journal(Protocol):
    """The change log, read back."""

    def step(self, id: int) -> Step: ...

    def by_op(self, op_id: str) -> Step | None: ...

    def act_of(self, step: Step) -> Step:
        """The step that stands for the whole act: of a slice the first one, else itself."""
        ...

    def parts(self, step: Step) -> tuple[Step, ...]:
        """All slices of the act, the step itself first."""
        ...

    def changes(self, step_id: int) -> tuple[Change, ...]: ...

    def newest_undoable(self, user_id: int) -> Step | None: ...

    def newest_redoable(self, user_id: int) -> Step | None: ...

    def mark_undone(self, step_id: int, by: int | None) -> None: ...

    def end_acts_on(self, kind: str, ids: Sequence[int], by: int) -> None:
        """Of records that go for good: the step `by` ends what could be taken back of them, so
        that Undo reaches what was done before."""
        ...

    def write_back(self, change: Change, *, force: bool) -> None:
        """Write `before` where the record still holds `after`; else Conflict naming who."""
        ...

    def require_unchanged(self, change: Change) -> None:
        """Conflict naming who, if the record does not hold `after` any more."""
        ...


class Settings(Protocol):
    """Documents of the team or of a user: JSON text under a key."""

    def get(self, key: str, user_id: int | None = None) -> str | None: ...

    def put(self, key: str, document: str, user_id: int | None = None) -> None: ...

    def held(self, key: str) -> str | None:
        """The team's document, which nobody else changes until this transaction ends."""
        ...

    def put_list(self, key: str, items: Sequence[str]) -> None:
        """Write a list of the team as a change of the log, which undo takes back."""
        ...


class UnitOfWork(Protocol):
    """One transaction. What happened in it becomes one step of the log."""

    @property
    def actor(self) -> User | None: ...

    @property
    def now(self) -> datetime: ...

    @property
    def leads(self) -> LeadStore: ...

    @property
    def activities(self) -> Store[Activity]: ...

    @property
    def tasks(self) -> Store[Task]: ...

    @property
    def consents(self) -> Store[Consent]: ...

    @property
    def companies(self) -> Store[Company]: ...

    @property
    def contacts(self) -> Store[Contact]: ...

    @property
    def users(self) -> Store[User]: ...

    @property
    def teams(self) -> Store[Team]: ...

    @property
    def stages(self) -> Store[Stage]: ...

    @property
    def views(self) -> Store[SavedView]: ...

    @property
    def matches(self) -> MatchStore: ...

    @property
    def journal(self) -> Journal: ...

    @property
    def settings(self) -> Settings: ...

    @property
    def imports(self) -> ImportStore: ...

    @property
    def reader(self) -> Reader:
        """Reads inside this transaction."""
        ...

    @property
    def is_awaited(self) -> bool:
        """Whether a user's verb waits for the end of this transaction: what can be done later
        then is."""
        ...

    def pipeline(self) -> Pipeline: ...

    def new_id(self) -> int: ...

    def new_ids(self, count: int) -> Sequence[int]: ...

    def turn(self, team_id: int) -> int:
        """The position of a team's round robin, without taking a place."""
        ...

    def as_batch(self, batch_id: int) -> None:
        """The step stands for a whole import."""
        ...

    def take_turns(self, team_id: int, count: int) -> int:
        """Advance a team's round robin by `count`; the position before."""
        ...

    def say(self, verb: str, **args: Plain) -> None:
        """Name the step: a key of `sentences.SENTENCES` with its arguments."""
        ...

    def say_count(self, count: int) -> None:
        """Of several parts of a verb: for how many records it was done in all."""
        ...

    def as_part(self, first: Step, number: int, count: int | None = None) -> None:
        """The step is slice `number` of an act, whose first step counts `count` records now."""
        ...

    def as_undo(self, step: Step, mode: str) -> None:
        """Mark the step being written as undo or redo of `step`."""
        ...

    @property
    def step_id(self) -> int: ...


class Storage(Protocol):
    """A database that can be read and written; both run the function whole, writes again on
    contention, so it must be repeatable."""

    def write(
        self,
        work: Callable[[UnitOfWork], T],
        *,
        op_id: str,
        now: datetime,
        user_id: int | None,
        awaited: Callable[[], bool] | None = None,
    ) -> tuple[T, Step | None, tuple[Change, ...]]:
        """Run in one transaction; gives what `work` gave, the step it became (None if nothing
        changed) and its changes. `awaited` tells `work` whether a user waits for its end. An
        `op_id` that stands in the log raises AlreadyDone."""
        ...

    def read(self, question: Callable[[Reader], T]) -> T: ...


class AlreadyDone(Exception):
    """The operation id stands in the log: a COMMIT that seemed to fail had succeeded."""

    def __init__(self, step: Step, changes: tuple[Change, ...]) -> None:
        super().__init__(step.op_id)
        self.step = step
        self.changes = changes
