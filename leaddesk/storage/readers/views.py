"""Saved views, as their bar shows them."""

from __future__ import annotations

import logging

from sqlalchemy import Connection, inspect, or_, select

from leaddesk.base.errors import KnownError
from leaddesk.domain.saved_view import SavedView
from leaddesk.storage.view_rows import ViewCodec, saved_view

_CODEC = ViewCodec()
_log = logging.getLogger(__name__)


def read_views(connection: Connection, user_id: int | None) -> tuple[SavedView, ...]:
    """A user's own views, then the team's; each by position. One whose filter can't be read is
    left out and noted in the log: shown without its filter it would lie. A file that can only be
    read may be older than saved views and has none."""
    if connection.dialect.name == "sqlite" and not inspect(connection).has_table(saved_view.name):
        return ()
    v = saved_view.c
    answer = connection.execute(
        select(saved_view)
        .where(or_(v.user_id == user_id, v.user_id.is_(None)))
        .order_by(v.user_id.is_(None), v.position, v.id)
    )
    found: list[SavedView] = []
    for row in answer.mappings().fetchall():
        try:
            found.append(_CODEC.decode(row))
        except (KnownError, ValueError):
            _log.warning("the filter of saved view %s could not be read", row["id"])
    return tuple(found)
