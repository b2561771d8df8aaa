"""Stories of imports: the office of the floor above, with files."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.domain.mapping.guess import guess_mapping
from leaddesk.domain.people import User
from leaddesk.domain.raw import RawRow, RowProblem
from leaddesk.outside import import_source
from leaddesk.outside.child import resolve
from leaddesk.outside.import_source import FileSource, look, survey
from leaddesk.outside.tabular import reading
from leaddesk.service import import_commands as i
from leaddesk.service.import_job import import_file, promote, stage
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.import_worker import prepare_rows
from leaddesk.storage.import_rows import metadata
from tests.features.conftest import Office, open_office

HEAD = ("Name", "Company", "E-mail", "Phone", "City", "Notes")
AUDIT = {
    "step", "change", "import_batch", "import_row", "id_sequence", "setting", "rotation", "meta",
}  # fmt: skip
"""What an undo leaves: the log, the accounts, ids and turns that were given."""

Row = tuple[Any, ...]


def drive(job: Generator[Any, None, i.Batch]) -> i.Batch:
    """To the end of a job."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            return end.value


@dataclass(frozen=True)
class Typed:
    """A table that is in memory already: what a file's reader would deliver."""

    rows_of_it: tuple[RawRow | RowProblem, ...]
    sha256: str
    file_name: str = "typed.csv"

    @property
    def rows(self) -> int | None:
        return len(self.rows_of_it)

    def prepared(self, plan, ctx, *, size, skip):
        for start in range(skip, len(self.rows_of_it), size):
            yield prepare_rows(self.rows_of_it[start : start + size], plan, ctx)


def typed(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD) -> tuple[Typed, ImportPlan]:
    """Rows as a source, with the mapping that is guessed for them."""
    cells = [tuple(row) + ("",) * (len(head) - len(row)) for row in rows]
    mapping = guess_mapping(tuple(head), cells[:50])
    sha = str(hash((tuple(head), tuple(cells))))
    source = Typed(tuple(RawRow(n, row) for n, row in enumerate(cells, start=2)), sha)
    product = mapping.product.key if mapping.product else ""
    return source, ImportPlan(mapping.column_map(), FileLocale(), product)


@dataclass
class Imports:
    """An office that imports."""

    office: Office

    # --- doing ----------------------------------------------------------------------------------

    def typed(
        self,
        *rows: Sequence[str],
        head: Sequence[str] = HEAD,
        user: User | None = None,
        **plan: Any,
    ) -> i.Batch:
        source, guessed = typed(rows, head)
        return drive(import_file(self.office.desk(user), source, replace(guessed, **plan)))

    def staged(
        self,
        *rows: Sequence[str],
        head: Sequence[str] = HEAD,
        user: User | None = None,
        **plan: Any,
    ) -> tuple[i.Batch, ImportPlan]:
        source, guessed = typed(rows, head)
        plan_ = replace(guessed, **plan)
        return drive(stage(self.office.desk(user), source, plan_)), plan_

    def promote(self, batch: i.Batch, plan: ImportPlan, user: User | None = None) -> i.Batch:
        return drive(promote(self.office.desk(user), batch, plan))

    def file(self, path: Path, user: User | None = None, **plan: Any) -> i.Batch:
        source, guessed = self.open(path)
        return drive(import_file(self.office.desk(user), source, replace(guessed, **plan)))

    def open(self, path: Path) -> tuple[FileSource, ImportPlan]:
        """As the assistant does: looked at, surveyed, the guessed mapping untouched."""
        inspection, mapping = look(path)
        columns = mapping.column_map()
        profile = survey(path, inspection.shape, columns)
        product = mapping.product.key if mapping.product else ""
        return FileSource(path, inspection.shape), ImportPlan(columns, profile.locale, product)

    def undo(self, batch: i.Batch, user: User | None = None) -> i.TakenBack:
        return self.office.do(i.UndoImport(batch.id), user).result

    # --- asking ---------------------------------------------------------------------------------

    def rows(self, batch: i.Batch):
        return self.office.storage.read(lambda reader: reader.import_rows(batch.id))

    def ids(self, batch: i.Batch) -> list[int | None]:
        return [row.lead_id for row in self.rows(batch)]

    def details(self, batch: i.Batch):
        """The leads of the rows in the file's order, once each."""
        ids = dict.fromkeys(one for one in self.ids(batch) if one is not None)
        return [self.office.detail(one) for one in ids]

    def leads(self, batch: i.Batch):
        return [one.lead for one in self.details(batch)]

    def count(self, table: str = "lead") -> int:
        """Rows of a table."""
        with self.office.storage.database.read() as connection:
            asked = select(func.count()).select_from(metadata.tables[table])
            return int(connection.execute(asked).scalar_one())

    def tables(self, *, versions: bool = False) -> dict[str, list[Row]]:
        """All that is stored, but for the audit; `versions` with the count of each row's edits."""
        found: dict[str, list[Row]] = {}
        edits = set() if versions else {"version", "updated_at"}
        with self.office.storage.database.read() as connection:
            for table in metadata.sorted_tables:
                if table.name in AUDIT:
                    continue
                columns = [c for c in table.columns if c.name not in edits]
                answer = connection.execute(select(*columns)).fetchall()
                rows = [tuple(row) for row in answer]
                if table.name == "counter":  # a counter that says nothing is none
                    rows = [row for row in rows if any(row[3:])]
                found[table.name] = sorted(rows, key=repr)
            name = "rowid" if self.office.storage.database.backend == "sqlite" else "lead_id"
            texts = connection.exec_driver_sql(f"SELECT {name}, doc FROM lead_search").fetchall()
            found["lead_search"] = sorted(map(tuple, texts), key=repr)
        return found


def check_counts(batch: i.Batch) -> None:
    """Every row is in exactly one of the five."""
    c = batch.counts
    five = (c.created, c.updated, c.duplicate_in_file, c.flagged, c.rejected)
    assert sum(five) == c.rows, c


def check_sums(imports: Imports) -> None:
    """Counters are what the leads add up to."""
    tables = metadata.tables
    lead = tables["lead"].c
    with imports.office.storage.database.read() as connection:
        found: dict[tuple[int, int, str], list[int]] = {}
        asked = select(lead.stage_id, lead.owner_id, lead.currency, lead.value)
        for stage_id, owner, currency, value in connection.execute(
            asked.where(lead.deleted_at.is_(None))
        ).fetchall():
            held = found.setdefault((stage_id, owner or 0, currency), [0, 0])
            held[0] += 1
            held[1] += value or 0
        counted = {
            (row.stage_id, row.owner_id, row.currency): [row.n, row.total]
            for row in connection.execute(select(tables["counter"])).fetchall()
            if row.n or row.total
        }
    assert counted == found


@pytest.fixture
def imports(office: Office) -> Imports:
    """On a file and on a server."""
    return Imports(office)


@pytest.fixture
def on_file(tmp_path: Path) -> Iterator[Imports]:
    """On a file only: what the database has no part in."""
    office = open_office(str(tmp_path / "team.leaddesk"))
    yield Imports(office)
    office.close()


@pytest.fixture
def inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read files in this process: a child for each of them takes most of a second."""

    def stream(job: str, args: tuple[object, ...], **_limits: object) -> Iterator[Any]:
        yield from resolve(job)(*args)

    def call(job: str, args: tuple[object, ...], **_limits: object) -> Any:
        return next(resolve(job)(*args))

    monkeypatch.setattr(reading, "stream", stream)
    for module in (reading, import_source):
        monkeypatch.setattr(module, "call", call)


@pytest.fixture
def write_csv(tmp_path: Path) -> Callable[..., Path]:
    """A real file of rows."""

    def write(rows: Sequence[Sequence[str]], head: Sequence[str] = HEAD, name: str = "a.csv"):
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([head, *rows])
        return path

    return write


def documents(imports: Imports, lead_id: int) -> dict[str, Any]:
    """The score's document of a lead."""
    table = metadata.tables["lead_score"]
    with imports.office.storage.database.read() as connection:
        asked = select(table.c.document).where(table.c.lead_id == lead_id)
        return json.loads(connection.execute(asked).scalar_one())


def many(count: int, *, company: str = "") -> list[tuple[str, str, str]]:
    """Rows of people who are like nobody else."""
    return [
        (f"{_word(n, 5)} {_word(n * 31 + 7, 7)}", company or _word(n * 17 + 3, 9).upper(),
         f"{_word(n, 6)}@{_word(n * 13 + 1, 8)}.com")
        for n in range(count)
    ]  # fmt: skip


def _word(seed: int, length: int) -> str:
    value = (seed + 1) * 2_654_435_761 % 2**61
    letters = []
    for place in range(length):
        value = value * 6_364_136_223_846_793_005 + 1_442_695_040_888_963_407 + place
        letters.append(chr(ord("a") + (value >> 33) % 26))
    return "".join(letters)
