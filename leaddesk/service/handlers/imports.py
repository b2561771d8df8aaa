"""Staging an import: every row of a slice is matched, scored and routed, and put beside the leads.

Nothing of it is seen on the board before `promote`; the staging is the rehearsal.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

from leaddesk.base.errors import KnownError
from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.facts import facts_of_values
from leaddesk.domain.identity.company import company_key
from leaddesk.domain.lead import Lead
from leaddesk.domain.routing import Routed, TeamState, route
from leaddesk.service.arrival import arrive, filed_activities
from leaddesk.service.book import Book, open_book, team_state
from leaddesk.service.import_commands import (
    Batch,
    Counts,
    DiscardBatch,
    FinishStaging,
    OpenBatch,
    PreparedRow,
    StagedRow,
    StageRows,
)
from leaddesk.service.import_pool import Ids, Pool
from leaddesk.service.import_said import write_said
from leaddesk.service.intake import IntakeContext, Prepared
from leaddesk.service.intake_match import Decision, decide, merge_into, standing, taken_for_same
from leaddesk.service.ports import UnitOfWork

SAME_ROW = ("this row of the same file was imported before",)
TOGETHER = 200
"""Rows whose matches are looked up by one question: some ten milliseconds."""
LEAST = 20
"""Rows of a slice that are staged whoever waits, so that an import always goes on."""
KEPT_UNFINISHED = timedelta(days=14)
"""How long rows that were never promoted are kept, to go on with them."""


def open_batch(cmd: OpenBatch, uow: UnitOfWork) -> Batch:
    """A new batch with its place in the round robins noted, or the unfinished one."""
    found = uow.imports.unfinished(cmd.sha256, cmd.plan) if cmd.resume else None
    if found is not None and not uow.imports.outdated(found.id):
        return found
    for batch in uow.imports.abandoned(cmd.sha256, uow.now - KEPT_UNFINISHED):
        _throw_away(uow, batch)
    for done in uow.imports.untidy():
        uow.imports.clear(done, promoted=True)
    batch = uow.imports.open(cmd.file_name, cmd.sha256, cmd.plan)
    turns = tuple((team.id, uow.turn(team.id)) for team in uow.teams.all())
    return uow.imports.set_state(batch, state="staging", turns=turns)


def finish_staging(cmd: FinishStaging, uow: UnitOfWork) -> Batch:
    """The rehearsal's counts are complete."""
    batch = uow.imports.batch(cmd.batch_id)
    if batch.state not in ("staging", "paused"):
        return batch
    owners = uow.imports.owners(batch.id)
    return uow.imports.set_state(batch, state="staged", owners=owners)


def discard_batch(cmd: DiscardBatch, uow: UnitOfWork) -> Batch:
    """Nothing was added; nothing stays."""
    batch = uow.imports.batch(cmd.batch_id)
    if batch.state in ("promoted", "undone"):
        raise KnownError(
            "This import is done and can't be thrown away.",
            "Undo it instead; that is possible for 30 days.",
            code="import-done",
        )
    return _throw_away(uow, batch)


def _throw_away(uow: UnitOfWork, batch: Batch) -> Batch:
    uow.imports.clear(batch.id, promoted=False)
    return uow.imports.set_state(batch, state="discarded")


def stage_rows(cmd: StageRows, uow: UnitOfWork) -> Batch:
    """One slice, or its beginning where a user's verb waits. A slice that is there already (a
    retry, a resumed import) changes nothing."""
    batch = uow.imports.batch(cmd.batch_id)
    if batch.state not in ("staging", "paused"):
        raise KnownError(
            "This import is not open any more.",
            "Nothing was added. Start it again.",
            code="import-closed",
        )
    rows = cmd.rows[max(0, batch.next_row - cmd.first) :]
    if not rows or cmd.first > batch.next_row:
        return batch
    book, ids = open_book(uow), Ids(uow)
    last = batch.next_row + len(rows)
    while batch.next_row < last:
        rest = rows[len(rows) - (last - batch.next_row) :]
        together = LEAST if uow.is_awaited else TOGETHER
        part = _Part(uow, book, ids, batch, rest[:together], cmd.policy)
        part.take_all()
        part.write()
        batch = replace(
            batch,
            counts=_added(batch.counts, part.accounts),
            next_row=batch.next_row + len(part.accounts),
            taken=tuple(part.taken()),
        )
        if uow.is_awaited:
            break
    return uow.imports.set_state(
        batch, state="staging", counts=batch.counts, next_row=batch.next_row, taken=batch.taken
    )


def _added(counts: Counts, accounts: Sequence[StagedRow]) -> Counts:
    found: dict[str, int] = {}
    for row in accounts:
        found[row.outcome] = found.get(row.outcome, 0) + 1
    return Counts(
        rows=counts.rows + len(accounts),
        created=counts.created + found.get("created", 0),
        updated=counts.updated + found.get("updated", 0),
        duplicate_in_file=counts.duplicate_in_file + found.get("duplicate_in_file", 0),
        flagged=counts.flagged + found.get("flagged", 0),
        rejected=counts.rejected + found.get("rejected", 0),
        stopping=counts.stopping + sum(1 for row in accounts if row.stops),
    )


@dataclass(slots=True)
class _New:
    lead: Lead
    keys: list[MatchKey]
    document: str
    notes: str


@dataclass(slots=True)
class _Filed:
    activities: list[Activity] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)


class _Part:
    """What some rows of a slice make, gathered first and written by a few statements."""

    def __init__(
        self,
        uow: UnitOfWork,
        book: Book,
        ids: Ids,
        batch: Batch,
        rows: Sequence[PreparedRow],
        policy: str,
    ) -> None:
        self._uow, self._batch, self._rows = uow, batch, rows
        self._book, self._ids = book, ids
        self._ctx: IntakeContext = book.intake(uow, "import", policy)
        self._pool = Pool(uow, batch.id, rows, batch.next_row)
        self._base, taken = dict(batch.turns), dict(batch.taken)
        self._turns = {
            team: self._base.get(team, 0) + taken.get(team, 0) for team in {*self._base, *taken}
        }
        self._state: TeamState = replace(team_state(uow, book), turns=self._turns)
        good = [row.prepared for row in rows if row.prepared is not None]
        self._owners = uow.imports.company_owners(
            {p.identity.domain for p in good}, {company_key(p.identity.company) for p in good}
        )
        self._new: dict[int, _New] = {}
        self._changed: dict[int, Lead] = {}
        self._more_keys: dict[int, list[MatchKey]] = {}
        self._filed = _Filed()
        self._pairs: list[tuple[int, int, float, Sequence[str]]] = []
        self.accounts: list[StagedRow] = []

    def take_all(self) -> None:
        """All rows, or the first of them where a user's verb waits."""
        for offset, row in enumerate(self._rows):
            if offset >= LEAST and self._uow.is_awaited:
                return
            self._take(self._batch.next_row + offset, row)

    def _take(self, seq: int, row: PreparedRow) -> None:
        prepared = row.prepared
        if prepared is None or prepared.reject:
            reason = row.reject or (prepared.reject if prepared is not None else "")
            self._account(seq, row, "rejected", reason, stops=row.stops)
            return
        candidates = self._pool.candidates(prepared)
        decision = decide(prepared, candidates, self._book.pipeline)
        if row.same:
            decision = taken_for_same(decision, candidates, self._book.pipeline)
        before = self._pool.earlier(seq)
        if before is not None and decision.outcome not in ("update", "recycle"):
            decision = Decision("update", before.id, SAME_ROW)
        target = decision.target_id
        if decision.outcome in ("update", "recycle") and target is not None:
            whole = self._pool.whole(target)
            if target in self._pool.staged:
                self._join(seq, row, prepared, whole, decision)
            else:
                self._update(seq, row, prepared, whole, decision)
            return
        linked = self._pool.whole(target) if target in self._pool.leads else None
        self._create(seq, row, prepared, decision, linked)

    def _account(
        self,
        seq: int,
        row: PreparedRow,
        outcome: Any,
        reason: str,
        *,
        lead_id: int | None = None,
        update: str | None = None,
        stops: bool = False,
        turn_of: int | None = None,
    ) -> None:
        shown = row.cells if row.same or row.problems or outcome != "created" else ()
        self.accounts.append(
            StagedRow(
                seq, row.line, outcome, reason, lead_id, shown, row.problems, update, stops, turn_of
            )
        )

    def _create(
        self,
        seq: int,
        row: PreparedRow,
        prepared: Prepared,
        decision: Decision,
        linked: Lead | None,
    ) -> None:
        routed = self._route(prepared, linked)
        arrival = arrive(
            prepared, self._ids, self._ctx, routed, linked=linked, batch_id=self._batch.id
        )
        lead = arrival.lead
        notes = " ".join(one.body for one in arrival.activities if one.body)
        self._new[lead.id] = _New(lead, list(prepared.keys), arrival.score_document, notes)
        self._pool.add(lead, prepared)
        self._filed.activities.extend(arrival.activities)
        self._filed.tasks.extend(arrival.tasks)
        self._filed.consents.extend(arrival.consents)
        self._pairs.extend((lead.id, p.id, p.score, p.reasons) for p in decision.pairs)
        outcome = "flagged" if decision.outcome == "flag" else "created"
        self._account(
            seq,
            row,
            outcome,
            "; ".join(decision.reasons),
            lead_id=lead.id,
            turn_of=routed.turn_of,
        )

    def _route(self, prepared: Prepared, linked: Lead | None) -> Routed:
        if prepared.owner_id is not None:
            owner = self._book.user(prepared.owner_id)
            name = owner.name if owner is not None else ""
            return Routed(prepared.owner_id, None, "Given", f"{name} was named as the owner")
        by_domain, by_name = self._owners
        account = by_domain.get(prepared.identity.domain) or by_name.get(
            company_key(prepared.identity.company)
        )
        if account is None and linked is not None:
            account = linked.owner_id
        values = {"lead_type": "other", **prepared.values, "kind": prepared.kind,
                  "score": prepared.score.score, "band": prepared.score.band}  # fmt: skip
        facts = facts_of_values(values, self._book.pipeline.by_id(prepared.stage_id))
        routed = route(facts, self._state, self._book.routing, self._ctx.now, account)
        if routed.turn_of is not None:
            self._turns[routed.turn_of] = self._turns.get(routed.turn_of, 0) + 1
        return routed

    def taken(self) -> list[tuple[int, int]]:
        """(team, places of its round robin) that the rows so far take."""
        moved = {team: turn - self._base.get(team, 0) for team, turn in self._turns.items()}
        return sorted((team, places) for team, places in moved.items() if places)

    def _join(
        self, seq: int, row: PreparedRow, prepared: Prepared, earlier: Lead, decision: Decision
    ) -> None:
        """The same person once more in the file: added to the earlier row."""
        merged = merge_into(earlier, prepared, self._ctx.policy, self._book.pipeline, self._ctx.now)
        self._pool.put(merged)
        self._pool.learn(earlier.id, prepared)
        if earlier.id in self._new:
            self._new[earlier.id].lead = merged
            self._new[earlier.id].keys.extend(prepared.keys)
        else:
            self._changed[earlier.id] = merged
            self._more_keys.setdefault(earlier.id, []).extend(prepared.keys)
        again = self._file(prepared, merged)
        reasons = (*decision.reasons, *again)
        self._account(seq, row, "duplicate_in_file", "; ".join(reasons), lead_id=earlier.id)

    def _update(
        self, seq: int, row: PreparedRow, prepared: Prepared, lead: Lead, decision: Decision
    ) -> None:
        """What a known lead gets is worked out again when it is promoted."""
        merged = merge_into(lead, prepared, self._ctx.policy, self._book.pipeline, self._ctx.now)
        recycle = decision.outcome == "recycle"
        if standing(lead, self._book.pipeline) not in ("open", "resting", "deal"):
            merged = lead  # the row of a lead that was converted since: it is told nothing
        update = write_said(prepared, recycle=recycle) if recycle or merged != lead else None
        twice = lead.id in self._pool.updated
        self._pool.updated.add(lead.id)
        self._pool.put(merged)
        back = ("it came back and is open again",) if recycle else ()
        reasons = (*decision.reasons, *back, *self._file(prepared, lead))
        self._pairs.extend((lead.id, p.id, p.score, p.reasons) for p in decision.pairs)
        self._account(
            seq,
            row,
            "duplicate_in_file" if twice else "updated",
            "; ".join(reasons),
            lead_id=lead.id,
            update=update,
        )

    def _file(self, prepared: Prepared, lead: Lead) -> tuple[str, ...]:
        """Touchpoint, history, steps and consent of a row that joins a lead; what there is to
        say about it."""
        if self._pool.heard(lead.id, prepared):
            return ("the same row once more",)
        batch_id = self._batch.id
        self._filed.activities.extend(
            filed_activities(prepared, lead.id, self._ids, self._ctx, batch_id)
        )
        extras = prepared.extras
        self._filed.tasks.extend(
            task.filed(self._ids(), lead.id, lead.owner_id, batch_id) for task in extras.tasks
        )
        self._filed.consents.extend(
            one.filed(self._ids(), lead.id, batch_id) for one in extras.consents
        )
        return ()

    def write(self) -> None:
        imports, batch_id = self._uow.imports, self._batch.id
        imports.stage_leads(
            batch_id, [(new.lead, new.keys, new.document, new.notes) for new in self._new.values()]
        )
        for lead in self._changed.values():
            imports.save_staged(batch_id, lead)
            imports.add_keys(lead.id, self._more_keys[lead.id])
        imports.stage_records(batch_id, "activity", self._filed.activities)
        imports.stage_records(batch_id, "task", self._filed.tasks)
        imports.stage_records(batch_id, "consent", self._filed.consents)
        imports.stage_pairs(batch_id, self._pairs)
        imports.account(batch_id, self.accounts)
