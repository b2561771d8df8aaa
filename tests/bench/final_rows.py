"""The least that an import could be: the rows that are there afterwards, put in as they are.

Arguments: the database that was filled by an import, an empty one. Prints the seconds of writing.
On a file one `executemany` for each table in one transaction, on a server COPY.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from leaddesk.storage.sqlite_driver import open_file

TABLES = (
    "import_batch", "company", "contact", "lead", "activity", "task", "consent", "match_key",
    "lead_score", "pair", "import_row",
)  # fmt: skip


def into_file(source: Path, target: Path) -> float:
    filled, empty = open_file(source, "ro"), open_file(target, "rw")
    rows = {name: _rows(filled, name) for name in TABLES}
    found = filled.execute("SELECT rowid, doc FROM lead_search").fetchall()
    rows["lead_search"] = ("rowid, doc", found)
    filled.close()
    empty.execute("PRAGMA journal_mode=WAL").fetchall()
    begun = time.perf_counter()
    empty.execute("BEGIN IMMEDIATE")
    empty.execute("PRAGMA defer_foreign_keys=ON")
    for name, (columns, values) in rows.items():
        if values:
            marks = ", ".join("?" * len(values[0]))
            empty.executemany(f"INSERT INTO {name} ({columns}) VALUES ({marks})", values)
    empty.execute("COMMIT")
    seconds = time.perf_counter() - begun
    empty.close()
    return seconds


def _rows(connection: object, table: str) -> tuple[str, list[tuple[object, ...]]]:
    cursor = connection.execute(f"SELECT * FROM {table}")  # type: ignore[attr-defined]
    return ", ".join(f'"{column[0]}"' for column in cursor.description), cursor.fetchall()


def into_server(source: str, target: str) -> float:
    import psycopg

    data: dict[str, list[bytes]] = {}
    with psycopg.connect(source) as filled:
        for name in (*TABLES, "lead_search"):
            with filled.cursor().copy(f"COPY {name} TO STDOUT") as copy:
                data[name] = [bytes(part) for part in copy]
    with psycopg.connect(target) as empty:
        begun = time.perf_counter()
        for name, parts in data.items():
            with empty.cursor().copy(f"COPY {name} FROM STDIN") as copy:
                for part in parts:
                    copy.write(part)
        empty.commit()
        return time.perf_counter() - begun


if __name__ == "__main__":
    from_, to = sys.argv[1:]
    is_server = from_.startswith("postgresql")
    took = into_server(from_, to) if is_server else into_file(Path(from_), Path(to))
    print(json.dumps({"seconds": took}))
