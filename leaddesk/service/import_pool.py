"""Who is known while a slice is staged: the base, what the file brought, and the slice itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.dedupe_keys import EXACT_KINDS, MOST_ALIKE, MOST_OF_ONE_KEY
from leaddesk.domain.lead import Lead
from leaddesk.service.import_commands import PreparedRow
from leaddesk.service.import_ports import ImportStore
from leaddesk.service.intake import Prepared
from leaddesk.service.ports import UnitOfWork
from leaddesk.service.read_models import Glimpse, glimpse_of


class Pool:
    """Asked once per slice for all keys; grows with the leads that the slice makes."""

    def __init__(
        self, uow: UnitOfWork, batch_id: int, rows: Sequence[PreparedRow], first: int
    ) -> None:
        imports: ImportStore = uow.imports
        good = [row.prepared for row in rows if row.prepared is not None]
        found = imports.candidates(batch_id, {key for one in good for key in one.keys})
        ids = {one for key, some in found.items() if _tells(key, len(some)) for one in some}
        self._earlier = imports.earlier(batch_id, first, len(rows))
        ids.update(self._earlier.values())
        self._by_key: dict[MatchKey, list[int]] = {key: list(some) for key, some in found.items()}
        self._uow, self._batch_id = uow, batch_id
        self.leads, self.staged = imports.glimpses(batch_id, ids)
        self._whole: dict[int, Lead] = {}
        self.updated = imports.updated_leads(batch_id, self.leads)
        certain = {one for key, some in found.items() if key.kind in EXACT_KINDS for one in some}
        certain.update(self._earlier.values())
        self._said = imports.submissions(batch_id, certain, {one.fingerprint for one in good})

    def earlier(self, seq: int) -> Glimpse | None:
        """The lead in use that this row became when the same file was imported before."""
        lead = self.leads.get(self._earlier.get(seq, 0))
        return None if lead is None or lead.deleted_at is not None else lead

    def heard(self, lead_id: int, prepared: Prepared) -> bool:
        """Whether the very same row was told to this lead before: it has nothing to add to the
        timeline. Asked once for each row that joins a lead."""
        said = (lead_id, prepared.fingerprint)
        if said in self._said:
            return True
        self._said.add(said)
        return False

    def candidates(self, prepared: Prepared) -> list[Glimpse]:
        """Those who share a key with it, in the order of their ids."""
        ids: set[int] = set()
        for key in prepared.keys:
            carriers = self._by_key.get(key, ())
            if _tells(key, len(carriers)):
                ids.update(carriers[:MOST_OF_ONE_KEY])
        seen = (self.leads.get(one) or self.staged.get(one) for one in sorted(ids))
        return [one for one in seen if one is not None]

    def whole(self, lead_id: int) -> Lead:
        """A known or staged lead with all its fields, as the slice has left it."""
        if lead_id not in self._whole:
            found = (
                self._uow.reader.leads([lead_id])
                if lead_id in self.leads
                else self._uow.imports.staged_leads(self._batch_id, [lead_id])
            )
            self._whole[lead_id] = found[lead_id]
        return self._whole[lead_id]

    def put(self, lead: Lead) -> None:
        """What the slice made of a known or staged lead."""
        self._whole[lead.id] = lead
        (self.leads if lead.id in self.leads else self.staged)[lead.id] = glimpse_of(lead)

    def add(self, lead: Lead, prepared: Prepared) -> None:
        """A lead that this slice makes."""
        self.put(lead)
        self._said.add((lead.id, prepared.fingerprint))
        self.learn(lead.id, prepared)

    def learn(self, lead_id: int, prepared: Prepared) -> None:
        """Further keys of a lead."""
        for key in prepared.keys:
            ids = self._by_key.setdefault(key, [])
            if lead_id not in ids:
                ids.append(lead_id)


def _tells(key: MatchKey, carriers: int) -> bool:
    """Whether so many records may be one by this key: a name that too many carry says nothing."""
    return key.kind in EXACT_KINDS or carriers <= MOST_ALIKE


class Ids:
    """Fresh ids from blocks: one statement for many."""

    def __init__(self, uow: UnitOfWork, block: int = 256) -> None:
        self._uow = uow
        self._block = block
        self._rest: Iterator[int] = iter(())

    def __call__(self) -> int:
        try:
            return next(self._rest)
        except StopIteration:
            self._rest = iter(self._uow.new_ids(self._block))
            return next(self._rest)
