"""Who is known already, and which pairs wait for a person's decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select, tuple_

from leaddesk.domain.dedupe import Identity, MatchKey, identity_of
from leaddesk.domain.dedupe_keys import EXACT_KINDS, MOST_ALIKE, MOST_OF_ONE_KEY
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import Company, Contact
from leaddesk.storage import rows
from leaddesk.storage.codec import Codec, to_micros
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.leads import IDENTITY_FIELDS, LEAD_CODEC, SEEN_FIELDS

COMPANY_CODEC = Codec(Company)
CONTACT_CODEC = Codec(Contact)


def gathered(found: Iterable[Any]) -> dict[MatchKey, tuple[int, ...]]:
    """(kind, value, lead) rows by key, without the keys that too many carry."""
    by_key: dict[MatchKey, list[int]] = {}
    for kind, value, lead_id in found:
        by_key.setdefault(MatchKey(kind, value), []).append(lead_id)
    return {
        key: tuple(sorted(ids)[:MOST_OF_ONE_KEY])
        for key, ids in by_key.items()
        if key.kind in EXACT_KINDS or len(ids) <= MOST_ALIKE
    }


def read_glimpses(
    connection: Connection, table: Table, ids: Sequence[int], *where: ColumnElement[bool]
) -> dict[int, Lead]:
    """Narrow rows of `lead` or of its staging twin, by id."""
    columns = [table.c[name] for name in (*SEEN_FIELDS, *IDENTITY_FIELDS)]
    found: dict[int, Lead] = {}
    for part in chunks(ids):
        answer = connection.execute(select(*columns).where(*where, table.c.id.in_(part)))
        found.update({lead.id: lead for lead in LEAD_CODEC.decode_all(answer)})
    return found


class SqlMatches:
    """Look-ups by key; see ports.MatchStore."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(self, keys: Iterable[MatchKey]) -> dict[MatchKey, tuple[int, ...]]:
        wanted = list(dict.fromkeys(keys))
        found: list[Any] = []
        mk = rows.match_key
        for part in chunks(wanted, 200):
            answer = self._connection.execute(
                select(mk.c.kind, mk.c.value, mk.c.lead_id)
                .join(rows.lead, rows.lead.c.id == mk.c.lead_id)
                .where(tuple_(mk.c.kind, mk.c.value).in_([(k.kind, k.value) for k in part]))
            ).fetchall()
            found.extend(answer)
        return gathered(found)

    def identities(self, ids: Iterable[int]) -> dict[int, Identity]:
        return {key: identity_of(lead) for key, lead in self.glimpses(ids).items()}

    def glimpses(self, ids: Iterable[int]) -> dict[int, Lead]:
        """Leads with only those fields on which a match decides; never to be saved."""
        return read_glimpses(self._connection, rows.lead, sorted(set(ids)))

    def company_by(self, domain: str, match_name: str) -> Company | None:
        for column, value in (
            (rows.company.c.domain, domain),
            (rows.company.c.match_name, match_name),
        ):
            if not value:
                continue
            row = (
                self._connection.execute(
                    select(rows.company).where(column == value).order_by(rows.company.c.id).limit(1)
                )
                .mappings()
                .first()
            )
            if row is not None:
                return COMPANY_CODEC.decode(row)
        return None

    def contact_by(self, email: str, phone: str) -> Contact | None:
        for column, value in ((rows.contact.c.email, email), (rows.contact.c.phone, phone)):
            if not value:
                continue
            row = (
                self._connection.execute(
                    select(rows.contact).where(column == value).order_by(rows.contact.c.id).limit(1)
                )
                .mappings()
                .first()
            )
            if row is not None:
                return CONTACT_CODEC.decode(row)
        return None

    def add_pair(self, a: int, b: int, score: float, reasons: Sequence[str]) -> None:
        low, high = sorted((a, b))
        known = self._connection.execute(
            select(rows.pair.c.state).where(rows.pair.c.a == low, rows.pair.c.b == high)
        ).first()
        if known is None:
            self._connection.execute(
                insert(rows.pair).values(
                    a=low,
                    b=high,
                    score=score,
                    reasons=json.dumps(list(reasons), ensure_ascii=False),
                )
            )

    def recent_submission(self, lead_id: int, fingerprint: str, since: datetime) -> bool:
        """Whether the same form came in for this lead since then: `outcome` holds its print."""
        a = rows.activity
        return (
            self._connection.execute(
                select(a.c.id)
                .where(
                    a.c.lead_id == lead_id, a.c.at >= to_micros(since), a.c.outcome == fingerprint
                )
                .limit(1)
            ).first()
            is not None
        )
