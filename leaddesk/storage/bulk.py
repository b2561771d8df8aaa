"""Many rows at once: COPY on a server, one prepared statement on a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

FEW = 20


def bulk_insert(connection: Connection, table: Table, values: Sequence[dict[str, Any]]) -> None:
    """Insert plain rows that all have the same keys, by the driver's quickest way."""
    if not values:
        return
    names = list(values[0])
    if connection.dialect.name == "sqlite":
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(
            f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})',  # noqa: S608
            [tuple(row[name] for name in names) for row in values],
        )
    elif len(values) <= FEW:
        connection.execute(insert(table), list(values))
    else:
        _copy(connection, table.name, names, values)


def _copy(
    connection: Connection, table: str, names: list[str], values: Sequence[dict[str, Any]]
) -> None:
    from psycopg import sql

    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in values:
                copy.write_row(tuple(row[name] for name in names))
    finally:
        cursor.close()
