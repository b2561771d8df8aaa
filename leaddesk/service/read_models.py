"""What screens and the command line ask for, as frozen values; no text is made here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from leaddesk.domain.draft import RecordKind

if TYPE_CHECKING:
    from leaddesk.domain.activity import Activity, Consent, Task
    from leaddesk.domain.change import Step
    from leaddesk.domain.criteria import Criteria
    from leaddesk.domain.dedupe import Identity
    from leaddesk.domain.lead import Lead
    from leaddesk.domain.people import Company, Contact, Team, User
    from leaddesk.domain.pipeline import Pipeline
    from leaddesk.domain.saved_view import SavedView

    # Only named here: importing it would load the whole intake before the first board.
    from leaddesk.service.import_commands import RowOutcome, TakenBack

BoardSort = Literal["next_step", "score", "value", "newest", "longest_in_stage", "manual"]


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What the board shows. `owner_id` None is everybody; `criteria` adds conditions; what they
    call today is a day of UTC, so who has another one asks for its instants."""

    owner_id: int | None = None
    criteria: Criteria | None = None
    sort: BoardSort = "next_step"
    day_ends: datetime | None = None  # end of the viewer's day: splits today from later


@dataclass(frozen=True, slots=True)
class ColumnHead:
    """Exact count and sums of one column, for all its rows. Sums are per currency."""

    column_id: int
    count: int
    sums: Mapping[str, Decimal] = field(default_factory=dict)


class Glimpse(NamedTuple):
    """As much of a lead as a match decides on: who it is and how it stands. An import reads them
    by the hundred thousand."""

    id: int
    kind: RecordKind
    stage_id: int
    deleted_at: datetime | None
    value: Decimal | None
    close_date: str
    identity: Identity


def glimpse_of(lead: Lead) -> Glimpse:
    from leaddesk.domain.dedupe import identity_of

    return Glimpse(
        lead.id, lead.kind, lead.stage_id, lead.deleted_at, lead.value, lead.close_date,
        identity_of(lead),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CardRow:
    """A card as data; `presentation` makes its words."""

    id: int
    version: int
    kind: RecordKind
    column_id: int
    stage_id: int
    company: str
    name: str
    email: str
    phone: str
    value: Decimal | None
    currency: str
    lead_type: str
    source: str
    score: int
    band: str
    owner_id: int | None
    next_task_id: int | None
    next_due: datetime | None
    next_kind: str
    next_title: str
    sla_due: datetime | None
    sla_started: datetime | None
    last_activity_at: datetime | None
    stage_since: datetime | None
    created_at: datetime
    title: str = ""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cursor:
    """Where a page ended: opaque to all but the reader that made it."""

    segment: int
    key: int | str | None
    id: int


@dataclass(frozen=True, slots=True)
class CardPage:
    """Up to `limit` cards of one column after (or before) a cursor, in the board's order.
    `first` and `last` are cursors for going back and on; None at an end."""

    column_id: int
    rows: tuple[CardRow, ...]
    first: Cursor | None
    last: Cursor | None
    at_start: bool
    at_end: bool


@dataclass(frozen=True, slots=True)
class ListQuery:
    """The all-leads list. `sort` is a field name of domain.fields; "-" in front is descending.
    Days of `criteria` as in `BoardFilter`."""

    criteria: Criteria | None = None
    sort: str = "-created"
    search: str = ""
    in_bin: bool = False
    open_only: bool = False


@dataclass(frozen=True, slots=True)
class LeadPage:
    rows: tuple[CardRow, ...]
    total: int
    last: Cursor | None


@dataclass(frozen=True, slots=True)
class ScoreReason:
    rule: str
    points: int
    since: datetime | None
    part: Literal["fit", "intent", "cap"]


@dataclass(frozen=True, slots=True)
class ScoreView:
    value: int
    fit: int
    intent: int
    band: str
    grade: str
    reasons: tuple[ScoreReason, ...]
    fit_cap: int = 50
    intent_cap: int = 50
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class LoggedChange:
    """A change of one field or record in words' raw material."""

    step: Step
    user: str
    kind: str
    field: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class LeadDetail:
    """Everything about one record, newest first where there is an order."""

    lead: Lead
    score: ScoreView
    activities: tuple[Activity, ...]
    tasks: tuple[Task, ...]
    consents: tuple[Consent, ...]
    changes: tuple[LoggedChange, ...]
    company: Company | None = None
    contact: Contact | None = None
    duplicates: tuple[tuple[int, float, tuple[str, ...]], ...] = ()
    routed: str = ""  # why this owner, as routing said


@dataclass(frozen=True, slots=True)
class TeamView:
    """Small, often needed: who and where."""

    users: tuple[User, ...]
    teams: tuple[Team, ...]
    pipeline: Pipeline
    currency: str
    region: str


@dataclass(frozen=True, slots=True)
class FirstBoard:
    """What a glance at a database found before it was open: `user` is who starts LeadDesk, `pages`
    are the first ones of all columns under `filter`."""

    user: User
    filter: BoardFilter
    team: TeamView
    heads: tuple[ColumnHead, ...]
    pages: tuple[CardPage, ...]


@dataclass(frozen=True, slots=True)
class Attention:
    """Counts of the attention chips under the board's owner filter."""

    overdue: int
    today: int
    no_next_step: int
    sla_running: int
    going_stale: int


@dataclass(frozen=True, slots=True)
class BatchView:
    """An import: what came of it. The five counts add up to `rows`. `back` is what its undo did."""

    id: int
    file_name: str
    at: datetime
    user: str
    state: Literal["staging", "paused", "staged", "promoted", "undone", "discarded", "failed"]
    rows: int
    created: int
    updated: int
    duplicate_in_file: int
    flagged: int
    rejected: int
    step_id: int | None = None
    back: TakenBack | None = None


@dataclass(frozen=True, slots=True)
class ImportRowView:
    """The account of one row of an import. `cells` are there but for plain new leads without
    problems; `problems` are (column, value, reason, code). `other` is the lead that
    the row may be a duplicate of, or that it updates; `other_line` says so of another row."""

    line: int
    outcome: RowOutcome
    reason: str
    lead_id: int | None
    cells: tuple[str, ...]
    problems: tuple[tuple[str, str, str, str], ...]
    stops: bool = False
    other: CardRow | None = None
    other_line: int | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    step: Step
    user: str
    changes: int


class Reader(Protocol):
    """All questions. Each runs as one short read; times in answers are UTC."""

    def team(self) -> TeamView: ...

    def user_by_login(self, login: str) -> User | None: ...

    def is_empty(self) -> bool:
        """Whether no team has been set up yet."""
        ...

    def board_heads(self, filter: BoardFilter) -> tuple[ColumnHead, ...]: ...

    def board_page(
        self,
        column_id: int,
        filter: BoardFilter,
        *,
        after: Cursor | None = None,
        before: Cursor | None = None,
        limit: int = 50,
    ) -> CardPage: ...

    def cards(self, ids: Iterable[int]) -> dict[int, CardRow]:
        """Cards by id; those deleted or without a column are absent."""
        ...

    def attention(self, filter: BoardFilter, now: datetime) -> Attention: ...

    def without_each(self, query: BoardFilter | ListQuery) -> tuple[int, ...]:
        """Of a filter whose parts must all hold: how many leads there would be without the first
        part, without the second, and so on; () without a filter."""
        ...

    def lead_page(
        self, query: ListQuery, *, after: Cursor | None = None, limit: int = 50
    ) -> LeadPage: ...

    def lead_ids(self, query: ListQuery) -> tuple[int, ...]:
        """All ids of a list in its order, as an array of numbers (8 bytes a row)."""
        ...

    def leads(self, ids: Iterable[int]) -> dict[int, Lead]: ...

    def lead(self, id: int) -> LeadDetail: ...

    def search(self, text: str, limit: int = 20) -> tuple[CardRow, ...]:
        """Leads and opportunities whose name, company, e-mail, phone or note holds the words."""
        ...

    def list_cards(self, ids: Iterable[int]) -> dict[int, CardRow]:
        """Cards by id, also those without a column (column_id 0)."""
        ...

    def user(self, id: int) -> User | None: ...

    def pipeline(self) -> Pipeline: ...

    def similar(self, given: Identity) -> tuple[CardRow, ...]:
        """Likely duplicates of what somebody is typing, best first, at most five."""
        ...

    def history(
        self, *, lead_id: int | None = None, limit: int = 50, user_id: int | None = None
    ) -> tuple[HistoryEntry, ...]: ...

    def batches(self) -> tuple[BatchView, ...]: ...

    def import_rows(
        self,
        batch_id: int,
        *,
        outcome: RowOutcome | None = None,
        with_problems: bool = False,
        limit: int = 500,
    ) -> tuple[ImportRowView, ...]:
        """Rows of an import in the file's order: of one outcome, or those with problems. Those
        of the outcomes "flagged" and "updated" come with the other lead, or the other row."""
        ...

    def saved_views(self, user_id: int | None) -> tuple[SavedView, ...]:
        """The user's own views in their order, then those that the team shares."""
        ...

    def setting(self, key: str, user_id: int | None = None) -> str | None: ...

    def count(self) -> int:
        """How many leads and opportunities there are, the bin left out."""
        ...
