"""Many values in one parameter: the statement stays the same however many are asked for.

A list of placeholders would be compiled anew for each length, and its compiling costs more than
the look-ups. A file takes the values as a JSON array, a server as arrays of its own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    BindParameter,
    ColumnElement,
    Connection,
    String,
    Text,
    any_,
    bindparam,
    func,
    select,
    text,
)


def among(
    connection: Connection, column: ColumnElement[Any], values: Iterable[int | str]
) -> ColumnElement[bool]:
    """`column IN (values)`, for whole numbers or texts of any number."""
    held = list(values)
    if connection.dialect.name == "sqlite":
        array: BindParameter[str] = bindparam(None, json.dumps(held, ensure_ascii=False), Text)
        return column.in_(select(func.json_each(array).table_valued("value").c.value))
    kind = Text if isinstance(column.type, String) else BigInteger
    return column == any_(bindparam(None, held, ARRAY(kind)))


def read_pairs(
    connection: Connection, query: str, pairs: Sequence[tuple[str, str]], **more: object
) -> list[Any]:
    """Rows of a query over pairs of texts; it goes on after `WITH asked(kind, value) AS (...)`."""
    if connection.dialect.name == "sqlite":
        asked = (
            "SELECT json_extract(j.value, '$[0]'), json_extract(j.value, '$[1]') "
            "FROM json_each(:pairs) AS j"
        )
        given: dict[str, object] = {"pairs": json.dumps(pairs, ensure_ascii=False)}
    else:
        asked = "SELECT * FROM unnest(CAST(:kinds AS text[]), CAST(:words AS text[]))"
        given = {"kinds": [kind for kind, _ in pairs], "words": [value for _, value in pairs]}
    statement = text(f"WITH asked(kind, value) AS MATERIALIZED ({asked}) {query}")
    return list(connection.execute(statement, {**given, **more}).fetchall())
