"""What an import needs from storage, beside the rest of a unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from leaddesk.domain.activity import Activity, Task
from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.lead import Lead
from leaddesk.service.import_commands import Batch, Counts, StagedRow, TakenBack
from leaddesk.service.read_models import Glimpse


class ImportStore(Protocol):
    """Batches, their rows, and leads staged beside the real ones until they are promoted."""

    def unfinished(self, sha256: str, plan: str) -> Batch | None:
        """The newest unfinished batch of the same file and plan."""
        ...

    def abandoned(self, sha256: str, before: datetime) -> list[Batch]:
        """Own unfinished batches of the same file, and anybody's that are older."""
        ...

    def untidy(self) -> list[int]:
        """Ids of promoted batches that were not cleared."""
        ...

    def open(self, file_name: str, sha256: str, plan: str) -> Batch: ...

    def batch(self, id: int) -> Batch: ...

    def file_name(self, id: int) -> str: ...

    def seen_step(self, id: int) -> int:
        """The newest step of the log when the batch was opened."""
        ...

    def newest_step(self) -> int: ...

    def set_state(
        self,
        batch: Batch,
        *,
        state: str,
        counts: Counts | None = None,
        next_row: int | None = None,
        step_id: int | None = None,
        owners: Sequence[tuple[int, int]] = (),
        turns: Sequence[tuple[int, int]] = (),
        taken: Sequence[tuple[int, int]] = (),
        back: TakenBack | None = None,
    ) -> Batch:
        """`back` is what an undo did, kept with the batch."""
        ...

    def candidates(
        self, batch_id: int, keys: Iterable[MatchKey]
    ) -> dict[MatchKey, tuple[int, ...]]:
        """The ids of leads and of staged leads of the batch that carry each key, rising; of very
        common keys only the first: enough to see that they are common."""
        ...

    def glimpses(
        self, batch_id: int, ids: Iterable[int]
    ) -> tuple[dict[int, Glimpse], dict[int, Glimpse]]:
        """Known leads, and staged ones of the batch."""
        ...

    def staged_leads(self, batch_id: int, ids: Sequence[int]) -> dict[int, Lead]: ...

    def updated_leads(self, batch_id: int, ids: Iterable[int]) -> set[int]: ...

    def submissions(
        self, batch_id: int, ids: Iterable[int], prints: Iterable[str]
    ) -> set[tuple[int, str]]:
        """Which of these leads bear which of these fingerprints: (lead, print)."""
        ...

    def earlier(self, batch_id: int, first: int, count: int) -> dict[int, int]:
        """{row: lead} of an earlier import of the same file."""
        ...

    def outdated(self, batch_id: int) -> bool:
        """Whether something that staged rows build upon is gone."""
        ...

    def company_owners(
        self, domains: Iterable[str], names: Iterable[str]
    ) -> tuple[dict[str, int], dict[str, int]]: ...

    def stage_leads(
        self, batch_id: int, leads: Sequence[tuple[Lead, Sequence[MatchKey], str, str]]
    ) -> None: ...

    def save_staged(self, batch_id: int, lead: Lead) -> None: ...

    def add_keys(self, lead_id: int, keys: Sequence[MatchKey]) -> None: ...

    def stage_records(self, batch_id: int, kind: str, records: Sequence[Any]) -> None: ...

    def stage_pairs(
        self, batch_id: int, pairs: Sequence[tuple[int, int, float, Sequence[str]]]
    ) -> None: ...

    def account(self, batch_id: int, staged: Sequence[StagedRow]) -> None: ...

    def updates(self, batch_id: int) -> list[tuple[int, str]]:
        """(known lead, what it gets: see import_said), in the file's order."""
        ...

    def leads_told(self, batch_id: int) -> tuple[set[int], set[int]]:
        """Known leads that the file adds to and new ones that a later row joined; those of them
        that get texts."""
        ...

    def newly_known(self, batch_id: int) -> list[tuple[int, int]]: ...

    def mark_flagged(self, batch_id: int, leads: Iterable[int]) -> int: ...

    def assign_turns(
        self,
        batch_id: int,
        team_id: int,
        owner_at: Callable[[int], int | None],
        why: Callable[[int | None], str],
    ) -> None:
        """Owners anew by rank; `why` explains an owner."""
        ...

    def owners(self, batch_id: int) -> list[tuple[int, int]]: ...

    def promote(self, batch_id: int) -> None: ...

    def touched(self, batch_id: int, step_id: int) -> list[tuple[int, str]]: ...

    def told(self, batch_id: int) -> set[int]:
        """Leads that were there before, with records that the promoted batch filed."""
        ...

    def take_back_all(self, batch_id: int) -> int:
        """Remove all leads of the batch and what became of them, touched or not, with what only
        they need; how many leads went."""
        ...

    def free_users(self, ids: Sequence[int]) -> tuple[int, ...]:
        """Those of the users to whom nothing belongs and who have done nothing."""
        ...

    def take_back(self, batch_id: int, step_id: int) -> int: ...

    def stories(self, ids: Iterable[int]) -> dict[int, list[Activity]]:
        """Timelines, oldest first."""
        ...

    def open_tasks(self, ids: Iterable[int]) -> dict[int, list[Task]]:
        """The next one first."""
        ...

    def score_documents(self, ids: Iterable[int]) -> dict[int, str]: ...

    def store_scores(self, documents: Mapping[int, str]) -> None: ...

    def write_search(self, ids: Iterable[int]) -> None: ...

    def clear(self, batch_id: int, *, promoted: bool) -> None: ...
