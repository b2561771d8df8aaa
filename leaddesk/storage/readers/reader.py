"""All questions on one connection; see service.read_models.Reader."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

from leaddesk.domain.dedupe import Identity
from leaddesk.domain.lead import Lead
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Pipeline
from leaddesk.domain.saved_view import SavedView
from leaddesk.service.read_models import (
    Attention,
    BatchView,
    BoardFilter,
    CardPage,
    CardRow,
    ColumnHead,
    Cursor,
    HistoryEntry,
    ImportRowView,
    LeadDetail,
    LeadPage,
    ListQuery,
    TeamView,
)
from leaddesk.storage import rows
from leaddesk.storage.readers import batches, board, detail, lists, parts, views
from leaddesk.storage.shapes import USER_CODEC, read_pipeline, read_team
from leaddesk.storage.stores.entity import chunks
from leaddesk.storage.stores.leads import LEAD_CODEC
from leaddesk.storage.stores.settings import SqlSettings

if TYPE_CHECKING:
    from leaddesk.service.import_commands import RowOutcome


class SqlReader:
    """Lives as long as its connection's transaction; every answer is fetched whole."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._pipeline: Pipeline | None = None

    # --- the team ----------------------------------------------------------------------------

    def pipeline(self) -> Pipeline:
        if self._pipeline is None:
            found = (
                self._connection.execute(
                    select(rows.stage).order_by(rows.stage.c.position, rows.stage.c.id)
                )
                .mappings()
                .fetchall()
            )
            self._pipeline = read_pipeline(found)
        return self._pipeline

    def team(self) -> TeamView:
        users = (
            self._connection.execute(select(rows.app_user).order_by(rows.app_user.c.id))
            .mappings()
            .fetchall()
        )
        teams = (
            self._connection.execute(select(rows.team).order_by(rows.team.c.id))
            .mappings()
            .fetchall()
        )
        return read_team(users, teams, self.pipeline(), self.setting("team"))

    def user(self, id: int) -> User | None:
        row = (
            self._connection.execute(select(rows.app_user).where(rows.app_user.c.id == id))
            .mappings()
            .first()
        )
        return None if row is None else USER_CODEC.decode(row)

    def user_by_login(self, login: str) -> User | None:
        row = (
            self._connection.execute(select(rows.app_user).where(rows.app_user.c.login == login))
            .mappings()
            .first()
        )
        return None if row is None else USER_CODEC.decode(row)

    def is_empty(self) -> bool:
        return self._connection.execute(select(rows.stage.c.id).limit(1)).first() is None

    def setting(self, key: str, user_id: int | None = None) -> str | None:
        return SqlSettings(self._connection).get(key, user_id)

    def saved_views(self, user_id: int | None) -> tuple[SavedView, ...]:
        return views.read_views(self._connection, user_id)

    # --- the board ---------------------------------------------------------------------------

    def board_heads(self, filter: BoardFilter) -> tuple[ColumnHead, ...]:
        return board.read_heads(self._connection, self.pipeline(), filter)

    def board_page(
        self,
        column_id: int,
        filter: BoardFilter,
        *,
        after: Cursor | None = None,
        before: Cursor | None = None,
        limit: int = 50,
    ) -> CardPage:
        return board.read_page(
            self._connection, column_id, filter, after=after, before=before, limit=limit
        )

    def cards(self, ids: Iterable[int]) -> dict[int, CardRow]:
        found = lists.read_cards(self._connection, ids)
        return {card.id: card for card in found.values() if card.column_id}

    def attention(self, filter: BoardFilter, now: datetime) -> Attention:
        return board.read_attention(self._connection, self.pipeline(), filter, now)

    def without_each(self, query: BoardFilter | ListQuery) -> tuple[int, ...]:
        return parts.read_without_each(self._connection, query)

    # --- lists ---------------------------------------------------------------------------------

    def lead_page(
        self, query: ListQuery, *, after: Cursor | None = None, limit: int = 50
    ) -> LeadPage:
        return lists.read_page(self._connection, self.pipeline(), query, after=after, limit=limit)

    def lead_ids(self, query: ListQuery) -> tuple[int, ...]:
        return lists.read_ids(self._connection, query)

    def list_cards(self, ids: Iterable[int]) -> dict[int, CardRow]:
        """Cards by id, also those without a column."""
        return lists.read_cards(self._connection, ids)

    def search(self, text: str, limit: int = 20) -> tuple[CardRow, ...]:
        return lists.search(self._connection, text, limit)

    def similar(self, given: Identity) -> tuple[CardRow, ...]:
        return lists.similar(self._connection, given)

    def count(self) -> int:
        return lists.count(self._connection, self.pipeline(), ListQuery())

    # --- single records ------------------------------------------------------------------------

    def leads(self, ids: Iterable[int]) -> dict[int, Lead]:
        found: dict[int, Lead] = {}
        for part in chunks(sorted(set(ids))):
            answer = (
                self._connection.execute(select(rows.lead).where(rows.lead.c.id.in_(part)))
                .mappings()
                .fetchall()
            )
            found.update({row["id"]: LEAD_CODEC.decode(row) for row in answer})
        return found

    def lead(self, id: int) -> LeadDetail:
        return detail.read_lead(self._connection, id)

    def history(
        self, *, lead_id: int | None = None, limit: int = 50, user_id: int | None = None
    ) -> tuple[HistoryEntry, ...]:
        return detail.read_history(self._connection, lead_id=lead_id, limit=limit, user_id=user_id)

    def batches(self) -> tuple[BatchView, ...]:
        return batches.read_batches(self._connection)

    def import_rows(
        self,
        batch_id: int,
        *,
        outcome: RowOutcome | None = None,
        with_problems: bool = False,
        limit: int = 500,
    ) -> tuple[ImportRowView, ...]:
        return batches.read_rows(
            self._connection, batch_id, outcome=outcome, with_problems=with_problems, limit=limit
        )
