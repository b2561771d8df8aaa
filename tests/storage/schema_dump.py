"""Write the tables of `leaddesk.storage.rows` as SQL, for a new first revision.

Run: python -m tests.storage.schema_dump. Only while nothing is released: a revision that anybody
has used never changes again; later ones are written by hand.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from leaddesk.storage import import_rows
from leaddesk.storage.revisions import MIGRATIONS

DIALECTS: dict[str, Dialect] = {"sqlite": sqlite.dialect(), "postgresql": postgresql.dialect()}


def statements(dialect: Dialect) -> list[str]:
    found: list[str] = []
    for table in import_rows.metadata.sorted_tables:
        found.append(str(CreateTable(table).compile(dialect=dialect)).strip())
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        found.extend(str(CreateIndex(i).compile(dialect=dialect)).strip() for i in indexes)
    return ["\n".join(line.rstrip() for line in text.splitlines()) for text in found]


def main() -> None:
    for name, dialect in DIALECTS.items():
        file: Path = MIGRATIONS / "schemas" / f"0001.{name}.sql"
        file.write_text(";\n\n".join(statements(dialect)) + ";\n", encoding="utf-8")


if __name__ == "__main__":
    main()
