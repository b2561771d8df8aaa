"""Users and stages by the words that a filter uses for them, and counts by both.

A team has few of either, so conditions on them are decided here; SQL then gets plain ids, with
which it finds an index.
"""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property

from sqlalchemy import Connection, select

from leaddesk.domain.criteria import Condition, Criteria, ValueOf, fields_of, matches
from leaddesk.storage import rows
from leaddesk.storage.codec import EPOCH

COUNTED_FIELDS = frozenset({"owner", "stage", "lifecycle"})
_ANY_TIME = EPOCH  # these fields hold text: no condition on them looks at the clock


class Directory:
    """What one question needs to know of the team; read when first asked."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    @cached_property
    def _users(self) -> dict[int, tuple[str, ...]]:
        u = rows.app_user.c
        found = self._connection.execute(select(u.id, u.login, u.name, u.email)).fetchall()
        return {user: tuple(name for name in names if name) for user, *names in found}

    @cached_property
    def _stages(self) -> dict[int, tuple[tuple[str, ...], str]]:
        s = rows.stage.c
        found = self._connection.execute(select(s.id, s.name, s.role, s.lifecycle)).fetchall()
        return {
            stage: ((name,) if role == "column" else (name, role), lifecycle)
            for stage, name, role, lifecycle in found
        }

    def owners(self, condition: Condition) -> list[int]:
        """Ids of the users whom a condition on `owner` means."""
        return [one for one in self._users if matches(condition, self._facts(0, one), _ANY_TIME)]

    def stages(self, condition: Condition) -> list[int]:
        """Ids of the stages that a condition on `stage` or `lifecycle` means."""
        return [one for one in self._stages if matches(condition, self._facts(one, 0), _ANY_TIME)]

    def counted(self, criteria: Criteria, stage_ids: Collection[int]) -> int | None:
        """How many leads in some stages, the bin left out, meet a filter; None where only looking
        at them tells."""
        if not fields_of(criteria) <= COUNTED_FIELDS:
            return None
        c = rows.counter.c
        found = self._connection.execute(select(c.stage_id, c.owner_id, c.n)).fetchall()
        return sum(
            int(n)
            for stage_id, owner_id, n in found
            if stage_id in stage_ids
            and matches(criteria, self._facts(stage_id, owner_id), _ANY_TIME)
        )

    def _facts(self, stage_id: int, owner_id: int) -> ValueOf:
        def value_of(field: str) -> object:
            if field == "owner":
                return self._users.get(owner_id, (f"#{owner_id}",)) if owner_id else ()
            names, lifecycle = self._stages[stage_id]
            return names if field == "stage" else lifecycle

        return value_of
