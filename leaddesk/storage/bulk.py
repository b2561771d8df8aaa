"""Many rows at once: COPY on a server, one prepared statement on a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Table, bindparam, insert, update

FEW = 20


def bulk_insert(connection: Connection, table: Table, values: Sequence[dict[str, Any]]) -> None:
    """Insert plain rows that all have the same two or more keys, by the driver's quickest way."""
    if not values:
        return
    names = list(values[0])
    if connection.dialect.name != "sqlite" and len(values) <= FEW:
        connection.execute(insert(table), list(values))
        return
    pick = itemgetter(*names)
    bulk_rows(connection, table.name, names, [pick(row) for row in values])


def bulk_update(
    connection: Connection,
    table: Table,
    key: str,
    names: Sequence[str],
    values: Sequence[Mapping[str, Any]],
) -> None:
    """Write the columns `names` of plain rows, each found by its `key`."""
    if not values:
        return
    statement = (
        update(table)
        .where(table.c[key] == bindparam("of_row"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    connection.execute(
        statement,
        [{"of_row": row[key], **{f"new_{name}": row[name] for name in names}} for row in values],
    )


def bulk_rows(
    connection: Connection, table: str, names: list[str], values: Sequence[tuple[Any, ...]]
) -> None:
    """The same for a table that is known only by its name."""
    if connection.dialect.name == "sqlite":
        columns = ", ".join(f'"{name}"' for name in names)
        marks = ", ".join("?" * len(names))
        connection.exec_driver_sql(
            f'INSERT INTO "{table}" ({columns}) VALUES ({marks})',  # noqa: S608
            list(values),
        )
    else:
        _copy(connection, table, names, values)


def _copy(
    connection: Connection, table: str, names: list[str], values: Sequence[tuple[Any, ...]]
) -> None:
    from psycopg import sql

    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, names))
    )
    cursor = connection.connection.cursor()
    try:
        with cursor.copy(statement) as copy:
            for row in values:
                copy.write_row(row)
    finally:
        cursor.close()
