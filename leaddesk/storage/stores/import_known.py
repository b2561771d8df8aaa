"""What staging and promoting ask: who is known, in the base and in the file, and who was told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, exists, select

from leaddesk.domain.dedupe import MatchKey
from leaddesk.domain.dedupe_keys import MOST_ALIKE, MOST_OF_ONE_KEY
from leaddesk.domain.lead import Lead
from leaddesk.service.read_models import Glimpse
from leaddesk.storage import import_rows, rows
from leaddesk.storage.sets import among, read_pairs
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.import_staging import STAGED
from leaddesk.storage.stores.leads import LEAD_CODEC
from leaddesk.storage.stores.matches import read_glimpses

ENOUGH = 2 * MOST_ALIKE + 1
"""Carriers of a name by which it is known to be too common, a few of other unfinished imports
among them."""


_CARRIERS = """
, cut AS MATERIALIZED (
    SELECT asked.kind, asked.value, CASE WHEN asked.kind IN ('email', 'phone')
        THEN (SELECT one.lead_id FROM match_key one
              WHERE one.kind = asked.kind AND one.value = asked.value
              ORDER BY one.lead_id LIMIT 1 OFFSET :most)
        ELSE (SELECT one.lead_id FROM match_key one
              WHERE one.kind = asked.kind AND one.value = asked.value
              ORDER BY one.lead_id LIMIT 1 OFFSET :enough)
        END AS first_out
    FROM asked)
SELECT cut.kind, cut.value, NULL AS lead_id FROM cut
WHERE cut.first_out IS NOT NULL AND cut.kind NOT IN ('email', 'phone')
UNION ALL
SELECT m.kind, m.value, m.lead_id
FROM cut JOIN match_key m ON m.kind = cut.kind AND m.value = cut.value
WHERE (cut.first_out IS NULL OR (cut.kind IN ('email', 'phone') AND m.lead_id < cut.first_out))
AND (EXISTS (SELECT 1 FROM lead l WHERE l.id = m.lead_id) OR EXISTS
     (SELECT 1 FROM staged_lead s WHERE s.batch_id = :batch AND s.id = m.lead_id))
"""
"""The carriers of a key are counted off before they are looked up: a name may have thousands. Of
one that too many carry only that is told, by a NULL."""

_TOO_MANY = (0,) * (MOST_ALIKE + 1)


class ImportQuestions:
    """The asking half of ports.ImportStore."""

    _uow: Any
    _connection: Connection

    # --- while a slice is staged -----------------------------------------------------------------

    def candidates(
        self, batch_id: int, keys: Iterable[MatchKey]
    ) -> dict[MatchKey, tuple[int, ...]]:
        """The first ids of leads, and of staged ones of this batch, that carry each key, in
        rising order."""
        answer = read_pairs(
            self._connection, _CARRIERS, list(dict.fromkeys(keys)),
            batch=batch_id, most=MOST_OF_ONE_KEY, enough=ENOUGH,
        )  # fmt: skip
        found: dict[MatchKey, list[int]] = {}
        for kind, value, lead_id in answer:
            many = found.setdefault(MatchKey(kind, value), [])
            many.extend(_TOO_MANY if lead_id is None else (lead_id,))
        return {key: tuple(sorted(ids)) for key, ids in found.items()}

    def glimpses(
        self, batch_id: int, ids: Iterable[int]
    ) -> tuple[dict[int, Glimpse], dict[int, Glimpse]]:
        """Known leads and staged ones, with only those fields on which a match decides."""
        wanted = sorted(set(ids))
        known: dict[int, Glimpse] = self._uow.matches.glimpses(wanted)
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

    def updated_leads(self, batch_id: int, ids: Iterable[int]) -> set[int]:
        """Which of the known leads an earlier row of the file updates."""
        r = import_rows.import_row.c
        wanted = sorted(set(ids))
        if not wanted:
            return set()
        answer = self._connection.execute(
            select(r.lead_id).where(
                r.batch_id == batch_id,
                r.outcome == "updated",
                among(self._connection, r.lead_id, wanted),
            )
        )
        return set(answer.scalars().fetchall())

    def submissions(
        self, batch_id: int, ids: Iterable[int], prints: Iterable[str]
    ) -> set[tuple[int, str]]:
        """Which known or staged leads bear which of these fingerprints already: (lead, print)."""
        a, s = rows.activity, import_rows.staged_activity
        leads, wanted = sorted(set(ids)), sorted(set(prints))
        found: set[tuple[int, str]] = set()
        for table, mine in ((a, ()), (s, (s.c.batch_id == batch_id,))) if leads else ():
            answer = self._connection.execute(
                select(table.c.lead_id, table.c.outcome).where(
                    *mine,
                    among(self._connection, table.c.lead_id, leads),
                    among(self._connection, table.c.outcome, wanted),
                )
            )
            found.update((int(lead), one) for lead, one in answer.fetchall())
        return found

    def earlier(self, batch_id: int, first: int, count: int) -> dict[int, int]:
        """{row: lead} for `count` rows from `first` on: what they became when the same file was
        imported before."""
        r, b = import_rows.import_row.c, import_rows.import_batch
        this = select(b.c.sha256).where(b.c.id == batch_id).scalar_subquery()
        before = self._connection.execute(
            select(b.c.id).where(b.c.sha256 == this, b.c.state == "promoted").order_by(b.c.id)
        )
        found: dict[int, int] = {}
        for one in before.scalars().fetchall():
            answer = self._connection.execute(
                select(r.seq, r.lead_id).where(
                    r.batch_id == one,
                    r.seq >= first,
                    r.seq < first + count,
                    r.lead_id.is_not(None),
                )
            ).fetchall()
            found.update({int(seq): int(lead_id) for seq, lead_id in answer})
        return found

    def company_owners(
        self, domains: Iterable[str], names: Iterable[str]
    ) -> tuple[dict[str, int], dict[str, int]]:
        """Owners of known companies by domain and by match name."""
        c = rows.company.c
        found: list[dict[str, int]] = []
        for column, values in ((c.domain, domains), (c.match_name, names)):
            answer = self._connection.execute(
                select(column, c.owner_id)
                .where(
                    among(self._connection, column, sorted({v for v in values if v})),
                    c.owner_id.is_not(None),
                )
                .order_by(c.id.desc())
            ).fetchall()
            found.append({value: int(owner) for value, owner in answer})
        return found[0], found[1]

    # --- when the batch is promoted --------------------------------------------------------------

    def outdated(self, batch_id: int) -> bool:
        """Whether a lead that the file would add to is gone or in the bin by now, or a stage that
        a row stands in was removed."""
        r, s = import_rows.import_row, import_rows.staged_lead
        in_use = exists().where(rows.lead.c.id == r.c.lead_id, rows.lead.c.deleted_at.is_(None))
        staged = exists().where(s.c.batch_id == batch_id, s.c.id == r.c.lead_id)
        gone = select(r.c.seq).where(
            r.c.batch_id == batch_id,
            r.c.outcome.in_(["updated", "duplicate_in_file"]),
            ~in_use,
            ~staged,
        )
        homeless = select(s.c.id).where(
            s.c.batch_id == batch_id, s.c.stage_id.not_in(select(rows.stage.c.id))
        )
        return any(
            self._connection.execute(asked.limit(1)).first() is not None
            for asked in (gone, homeless)
        )

    def updates(self, batch_id: int) -> list[tuple[int, str]]:
        """What known leads are to get: (lead, JSON), in the file's order."""
        r = import_rows.import_row.c
        answer = self._connection.execute(
            select(r.lead_id, r.update_json)
            .where(r.batch_id == batch_id, r.update_json.is_not(None))
            .order_by(r.seq)
        ).fetchall()
        return [(int(lead_id), said) for lead_id, said in answer]

    def leads_told(self, batch_id: int) -> tuple[set[int], set[int]]:
        """Leads that are more than one row of this file made them: known ones to whose timeline,
        tasks or consents it adds, and new ones that a later row joined. The second set: those
        of them that get texts."""
        a, r, s = import_rows.staged_activity, import_rows.import_row, import_rows.staged_lead
        mine = select(s.c.id).where(s.c.batch_id == batch_id)
        joined = select(r.c.lead_id).where(
            r.c.batch_id == batch_id, r.c.outcome == "duplicate_in_file", r.c.lead_id.in_(mine)
        )
        found = set(self._connection.execute(joined.distinct()).scalars().fetchall())
        for table in STAGED.values():
            known = select(table.c.lead_id).where(
                table.c.batch_id == batch_id, table.c.lead_id.not_in(mine)
            )
            found.update(self._connection.execute(known.distinct()).scalars().fetchall())
        told = select(a.c.lead_id).where(a.c.batch_id == batch_id, a.c.body != "").distinct()
        texts = set(self._connection.execute(told).scalars().fetchall())
        return found, texts & found
