"""The board of a file at one glance, before the file is opened as a database.

SQLAlchemy costs more than all of the window, so the first board is read through the bare driver:
a start shows it at once and opens the database behind it. Nothing is checked and nothing changed
here. What can't be read this way is read when the database is open; so is what was read.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from leaddesk.domain.pipeline import Pipeline
from leaddesk.service.read_models import BoardFilter, CardPage, Cursor, FirstBoard
from leaddesk.storage.codec import to_micros
from leaddesk.storage.revisions import newest_revision
from leaddesk.storage.shapes import (
    CARD_CODEC,
    USER_CODEC,
    heads_of,
    read_card,
    read_pipeline,
    read_team,
)
from leaddesk.storage.sqlite_driver import driver_errors, open_file

_TIMEOUT: Final = 0.2  # seconds for a lock: whoever holds it may hold it for long
_CARD: Final = ", ".join(CARD_CODEC.names)
#: Order and parts of `readers.board.order_of("next_step")`: late and today, nothing planned, later.
_SEGMENTS: Final = (
    ("due_at < :day_ends", "due_at"),
    ("due_at IS NULL", None),
    ("due_at >= :day_ends", "due_at"),
)


def glance_at(
    path: Path, login: str, *, mine: bool, day_ends: datetime, limit: int
) -> FirstBoard | None:
    """The board as this user sees it first: by next step, their own leads or everybody's.

    None where the file is not there, not of this program's schema, does not know the user or
    can't be read without waiting or mending. Every answer belongs to one moment.
    """
    try:
        with closing(open_file(path, "ro", timeout=_TIMEOUT)) as connection:
            connection.row_factory = _as_mapping
            connection.execute("BEGIN")
            return _Glance(connection, login, mine, day_ends, limit).read()
    except driver_errors():
        return None  # opening it finds out what is wrong and says so
    except (ValueError, TypeError, KeyError):
        return None  # damaged values in a whole file


def _as_mapping(cursor: Any, row: tuple[Any, ...]) -> dict[str, Any]:
    return {column[0]: value for column, value in zip(cursor.description, row, strict=True)}


class _Glance:
    """One reading, in one transaction."""

    def __init__(
        self, connection: sqlite3.Connection, login: str, mine: bool, day_ends: datetime, limit: int
    ) -> None:
        self._connection = connection
        self._login, self._mine, self._limit = login, mine, limit
        self._day_ends = day_ends

    def read(self) -> FirstBoard | None:
        revision = self._ask("SELECT version_num FROM alembic_version")
        if [row["version_num"] for row in revision] != [newest_revision()]:
            return None
        users = self._ask("SELECT * FROM app_user ORDER BY id")
        user = next((row for row in users if row["login"] == self._login), None)
        pipeline = read_pipeline(self._ask("SELECT * FROM stage ORDER BY position, id"))
        if user is None or not pipeline.columns:
            return None
        owner = user["id"] if self._mine else None
        setting = self._ask("SELECT document FROM setting WHERE key = 'team' AND user_id = 0")
        return FirstBoard(
            USER_CODEC.decode(user),
            BoardFilter(owner_id=owner, day_ends=self._day_ends),
            read_team(
                users,
                self._ask("SELECT * FROM team ORDER BY id"),
                pipeline,
                setting[0]["document"] if setting else None,
            ),
            heads_of(pipeline, self._counted(pipeline, owner)),
            tuple(self._page(stage.id, owner) for stage in pipeline.columns),
        )

    def _counted(
        self, pipeline: Pipeline, owner: int | None
    ) -> Sequence[tuple[int | None, str, int, int]]:
        rows = self._ask(
            "SELECT stage_id, currency, n, total FROM counter"
            " WHERE :owner IS NULL OR owner_id = :owner",
            owner=owner,
        )
        return [
            (pipeline.column_of(row["stage_id"]), row["currency"], row["n"], row["total"])
            for row in rows
        ]

    def _page(self, column: int, owner: int | None) -> CardPage:
        whose = "" if owner is None else " AND owner_id = :owner"
        found: list[tuple[int, dict[str, Any]]] = []
        for number, (where, key) in enumerate(_SEGMENTS):
            rows = self._ask(
                f"SELECT {_CARD}, {key or 'NULL'} AS page_key FROM lead"  # noqa: S608 - all ours
                f" WHERE column_id = :column{whose} AND {where}"
                f" ORDER BY {key or 'id'}, id LIMIT :left",
                column=column,
                owner=owner,
                day_ends=to_micros(self._day_ends),
                left=self._limit + 1 - len(found),
            )
            found += [(number, row) for row in rows]
        shown = found[: self._limit]
        ends = [Cursor(number, row["page_key"], row["id"]) for number, row in shown]
        return CardPage(
            column,
            tuple(read_card(row) for _, row in shown),
            ends[0] if ends else None,
            ends[-1] if ends else None,
            at_start=True,
            at_end=len(found) <= self._limit,
        )

    def _ask(self, question: str, **values: object) -> list[dict[str, Any]]:
        return self._connection.execute(question, values).fetchall()
