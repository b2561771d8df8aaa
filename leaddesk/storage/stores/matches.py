"""Who is known already, and which pairs wait for a person's decision."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, insert, select

from leaddesk.domain.dedupe import Identity, MatchKey
from leaddesk.domain.dedupe_keys import EXACT_KINDS, MOST_ALIKE, MOST_OF_ONE_KEY
from leaddesk.domain.draft import RecordKind
from leaddesk.domain.people import Company, Contact
from leaddesk.service.read_models import Glimpse
from leaddesk.storage import rows
from leaddesk.storage.codec import Codec, from_micros, from_milli, to_micros
from leaddesk.storage.sets import among, read_pairs
from leaddesk.storage.stores.leads import IDENTITY_FIELDS

COMPANY_CODEC = Codec(Company)
CONTACT_CODEC = Codec(Contact)
SEEN = ("id", "kind", "stage_id", "deleted_at", "value", "close_date", *IDENTITY_FIELDS)


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
    connection: Connection, table: Table, ids: Iterable[int], *where: ColumnElement[bool]
) -> dict[int, Glimpse]:
    """Narrow rows of `lead` or of its staging twin, by id."""
    columns = [table.c[name] for name in SEEN]
    asked = select(*columns).where(*where, among(connection, table.c.id, ids))
    return {row[0]: _glimpse(*row) for row in connection.execute(asked).fetchall()}


def _glimpse(
    id: int, kind: RecordKind, stage_id: int, deleted_at: int | None, value: int | None,
    close_date: str, given: str, family: str, name: str, company: str, email: str, emails: str,
    phone: str, phones: str, website: str, country: str,
) -> Glimpse:  # fmt: skip
    return Glimpse(
        id, kind, stage_id, None if deleted_at is None else from_micros(deleted_at),
        None if value is None else from_milli(value), close_date,
        Identity(
            id, given, family, name, company, _all(email, emails), _all(phone, phones), website,
            country,
        ),
    )  # fmt: skip


def _all(first: str, rest: str) -> tuple[str, ...]:
    more = json.loads(rest) if rest != "[]" else ()
    return (first, *more) if first else tuple(more)


class SqlMatches:
    """Look-ups by key; see ports.MatchStore."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def candidates(self, keys: Iterable[MatchKey]) -> dict[MatchKey, tuple[int, ...]]:
        query = (
            "SELECT m.kind, m.value, m.lead_id FROM asked JOIN match_key m "
            "ON m.kind = asked.kind AND m.value = asked.value JOIN lead ON lead.id = m.lead_id"
        )
        wanted = list(dict.fromkeys(keys))
        return gathered(read_pairs(self._connection, query, wanted))

    def identities(self, ids: Iterable[int]) -> dict[int, Identity]:
        return {key: one.identity for key, one in self.glimpses(ids).items()}

    def glimpses(self, ids: Iterable[int]) -> dict[int, Glimpse]:
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
