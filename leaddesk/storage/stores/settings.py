"""Documents of the team or of one user."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, insert, select, update

from leaddesk.domain.change import Change, Plain
from leaddesk.storage import rows
from leaddesk.storage.stores.entity import Recorder

KIND = "setting"
"""Of changes in the log: of a list of the team, named by the key in its values."""


class SqlSettings:
    """JSON text under a key; a team's document stands under user 0."""

    def __init__(self, connection: Connection, recorder: Recorder | None = None) -> None:
        """`recorder` takes the changes of lists; a reader needs none."""
        self._connection, self._recorder = connection, recorder

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

    def held(self, key: str) -> str | None:
        if self._connection.dialect.name == "postgresql":
            # A file has one writer. Here a row is locked; where there is none, one is made first,
            # so that of two who write the first document one waits.
            from sqlalchemy.dialects.postgresql import insert as insert_or_leave

            made = insert_or_leave(rows.setting).values(key=key, user_id=0, document="[]")
            self._connection.execute(made.on_conflict_do_nothing())
            here = (rows.setting.c.key == key) & (rows.setting.c.user_id == 0)
            self._connection.execute(select(rows.setting.c.key).where(here).with_for_update())
        return self.get(key)

    def put_list(self, key: str, items: Sequence[str]) -> None:
        old, new = self.held(key) or "[]", json.dumps(list(items), ensure_ascii=False)
        if old == new:
            return
        self.put(key, new)
        assert self._recorder is not None
        named: dict[str, Plain] = {"key": key}
        before, after = {**named, "document": old}, {**named, "document": new}
        self._recorder.record(Change(KIND, 0, None, before, after))

    def take_back(self, change: Change, *, force: bool) -> bool:
        """Take a change of a list back; what others did to the list since stays. False, and
        nothing is changed, if it does not hold any more what the change left."""
        key = str((change.after or {})["key"])
        now = _items(self.held(key))
        before, after = (_items(_document(side)) for side in (change.before, change.after))
        came = [one for one in after if one not in before]
        gone = [one for one in before if one not in after]
        if not force and not (set(came) <= set(now) and set(gone).isdisjoint(now)):
            return False
        if now == after:
            self.put_list(key, before)
            return True
        rest = [one for one in now if one not in came]
        for one in gone:
            if one not in rest:
                rest.insert(min(before.index(one), len(rest)), one)
        self.put_list(key, rest)
        return True


def _document(values: Mapping[str, Plain] | None) -> str | None:
    return str((values or {}).get("document") or "") or None


def _items(document: str | None) -> list[str]:
    return [str(one) for one in json.loads(document or "[]")]
