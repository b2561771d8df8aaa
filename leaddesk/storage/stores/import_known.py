"""What staging asks: who is known in the base and in the file, what the rows so far came to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, or_, select, tuple_

from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.lead import Lead
from leaddesk.storage import import_rows, rows
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.import_staging import STAGED
from leaddesk.storage.stores.leads import LEAD_CODEC
from leaddesk.storage.stores.matches import gathered, read_glimpses


class ImportQuestions:
    """The asking half of ports.ImportStore."""

    _uow: Any
    _connection: Connection

    def candidates(
        self, batch_id: int, keys: Iterable[MatchKey]
    ) -> dict[MatchKey, tuple[int, ...]]:
        """Ids of leads, and of staged ones of this batch, that carry each key."""
        mk, staged = rows.match_key, import_rows.staged_lead
        found: list[Any] = []
        for part in chunks(list(dict.fromkeys(keys)), 250):
            answer = self._connection.execute(
                select(mk.c.kind, mk.c.value, mk.c.lead_id)
                .select_from(
                    mk.outerjoin(rows.lead, rows.lead.c.id == mk.c.lead_id).outerjoin(
                        staged,
                        (staged.c.batch_id == batch_id) & (staged.c.id == mk.c.lead_id),
                    )
                )
                .where(
                    tuple_(mk.c.kind, mk.c.value).in_([(k.kind, k.value) for k in part]),
                    or_(rows.lead.c.id.is_not(None), staged.c.id.is_not(None)),
                )
            ).fetchall()
            found.extend(answer)
        return gathered(found)

    def glimpses(
        self, batch_id: int, ids: Iterable[int]
    ) -> tuple[dict[int, Lead], dict[int, Lead]]:
        """Known leads and staged ones, with only those fields on which a match decides."""
        wanted = sorted(set(ids))
        known: dict[int, Lead] = self._uow.matches.glimpses(wanted)
        s = import_rows.staged_lead
        rest = [one for one in wanted if one not in known]
        return known, read_glimpses(self._connection, s, rest, s.c.batch_id == batch_id)

    def staged_leads(self, batch_id: int, ids: Sequence[int]) -> dict[int, Lead]:
        s = import_rows.staged_lead
        found: dict[int, Lead] = {}
        for part in chunks(list(ids)):
            answer = self._connection.execute(
                select(s).where(s.c.batch_id == batch_id, s.c.id.in_(part))
            ).mappings()
            found.update({row["id"]: LEAD_CODEC.decode(row) for row in answer.fetchall()})
        return found

    def updates(self, batch_id: int) -> list[Mapping[str, Any]]:
        """What known leads are to get: (seq, lead_id, update_json), in the file's order."""
        r = import_rows.import_row.c
        answer = self._connection.execute(
            select(r.seq, r.lead_id, r.update_json)
            .where(r.batch_id == batch_id, r.update_json.is_not(None))
            .order_by(r.seq)
        ).mappings()
        return [dict(row) for row in answer.fetchall()]

    def updated_leads(self, batch_id: int, ids: Iterable[int]) -> set[int]:
        """Which of the known leads an earlier row of the file updates."""
        r = import_rows.import_row.c
        found: set[int] = set()
        for part in chunks(sorted(set(ids))):
            answer = self._connection.execute(
                select(r.lead_id).where(
                    r.batch_id == batch_id, r.outcome == "updated", r.lead_id.in_(part)
                )
            )
            found.update(answer.scalars().fetchall())
        return found

    def leads_told(self, batch_id: int) -> list[int]:
        """Known leads to whose timeline, tasks or consents the file adds."""
        found: set[int] = set()
        mine = select(import_rows.staged_lead.c.id).where(
            import_rows.staged_lead.c.batch_id == batch_id
        )
        for table in STAGED.values():
            answer = self._connection.execute(
                select(table.c.lead_id)
                .where(table.c.batch_id == batch_id, table.c.lead_id.not_in(mine))
                .distinct()
            )
            found.update(answer.scalars().fetchall())
        return sorted(found)

    def turns_staged(self, batch_id: int) -> dict[int, int]:
        """How many places of each team's round robin the staged rows take."""
        r = import_rows.import_row.c
        answer = self._connection.execute(
            select(r.turn_of, func.count())
            .where(r.batch_id == batch_id, r.turn_of.is_not(None))
            .group_by(r.turn_of)
        ).fetchall()
        return {int(team): int(n) for team, n in answer}

    def company_owners(
        self, domains: Iterable[str], names: Iterable[str]
    ) -> tuple[dict[str, int], dict[str, int]]:
        """Owners of known companies by domain and by match name."""
        c = rows.company.c
        found: list[dict[str, int]] = []
        for column, values in ((c.domain, domains), (c.match_name, names)):
            owners: dict[str, int] = {}
            for part in chunks(sorted({v for v in values if v})):
                answer = self._connection.execute(
                    select(column, c.owner_id)
                    .where(column.in_(part), c.owner_id.is_not(None))
                    .order_by(c.id.desc())
                ).fetchall()
                owners.update({value: int(owner) for value, owner in answer})
            found.append(owners)
        return found[0], found[1]
