"""What an import needs from storage, beside the rest of a unit of work."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.lead import Lead
from leaddesk.service.import_commands import Batch, Counts, StagedRow


class ImportStore(Protocol):
    """Batches, their rows, and leads staged beside the real ones until they are promoted."""

    def open(self, file_name: str, sha256: str, plan: str, *, resume: bool) -> Batch: ...

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
    ) -> Batch: ...

    def candidates(
        self, batch_id: int, keys: Iterable[MatchKey]
    ) -> dict[MatchKey, tuple[int, ...]]:
        """As MatchStore.candidates, staged leads of the batch among them."""
        ...

    def glimpses(
        self, batch_id: int, ids: Iterable[int]
    ) -> tuple[dict[int, Lead], dict[int, Lead]]:
        """Known leads, and staged ones of the batch, with only the fields that a match needs;
        for saving one is read whole."""
        ...

    def staged_leads(self, batch_id: int, ids: Sequence[int]) -> dict[int, Lead]: ...

    def updated_leads(self, batch_id: int, ids: Iterable[int]) -> set[int]: ...

    def turns_staged(self, batch_id: int) -> dict[int, int]: ...

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

    def updates(self, batch_id: int) -> list[Mapping[str, Any]]: ...

    def leads_told(self, batch_id: int) -> list[int]: ...

    def newly_known(self, batch_id: int) -> list[tuple[int, int]]: ...

    def mark_flagged(self, batch_id: int, leads: Iterable[int]) -> int: ...

    def assign_turns(
        self, batch_id: int, team_id: int, owner_at: Callable[[int], int | None]
    ) -> None: ...

    def owners(self, batch_id: int) -> list[tuple[int, int]]: ...

    def promote(self, batch_id: int) -> None: ...

    def touched(self, batch_id: int, step_id: int) -> list[tuple[int, str]]: ...

    def take_back(self, batch_id: int, step_id: int) -> int: ...

    def clear(self, batch_id: int, *, promoted: bool) -> None: ...
