"""Documents of the team or of one user."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from leaddesk.storage import rows


class SqlSettings:
    """JSON text under a key; a team's document stands under user 0."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def get(self, key: str, user_id: int | None = None) -> str | None:
        found = self._connection.execute(
            select(rows.setting.c.document).where(
                rows.setting.c.key == key, rows.setting.c.user_id == (user_id or 0)
            )
        ).first()
        return None if found is None else str(found.document)

    def put(self, key: str, document: str, user_id: int | None = None) -> None:
        where = (rows.setting.c.key == key) & (rows.setting.c.user_id == (user_id or 0))
        done = self._connection.execute(update(rows.setting).where(where).values(document=document))
        if done.rowcount == 0:
            self._connection.execute(
                insert(rows.setting).values(key=key, user_id=user_id or 0, document=document)
            )
