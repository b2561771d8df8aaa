"""An import, from the file to the last commit, against its final rows put in as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.measure import Result, Spec, compare
from tests.bench.places import Places, child, opened
from tests.bench.sample import make_team
from tests.bench.sample_file import write_file

MOST_MEMORY = 300  # MB, of the process that writes


def file_benches(places: Places) -> Iterator[Result]:
    rows = places.leads
    file = write_file(places.folder() / "leads.csv", rows)
    done = places.copy(0)
    _import(done, file)
    yield from _benches(
        places, f"import of {rows:,} rows", "executemany of the final rows, one transaction",
        lambda: places.copy(0), done, file, lambda place: Path(str(place)).unlink(),
    )  # fmt: skip


def server_benches(places: Places) -> Iterator[Result]:
    rows = places.leads
    file = write_file(places.folder() / "leads.csv", rows)

    def fresh() -> str:
        url = places.server_database()
        with opened(url) as storage:
            make_team(storage)
        return url

    done = fresh()
    _import(done, file)
    yield from _benches(
        places, f"import of {rows:,} rows, server", "COPY of the final rows", fresh, done, file,
        lambda place: places.drop(str(place)),
    )  # fmt: skip


def _benches(
    places: Places,
    name: str,
    limit_is: str,
    fresh: Callable[[], Path | str],
    done: Path | str,
    file: Path,
    remove: Callable[[Path | str], None],
) -> Iterator[Result]:
    peaks: list[float] = []

    def operation() -> float:
        place = fresh()
        told = _import(place, file)
        remove(place)
        peaks.append(told["peak"])
        return told["seconds"]

    def limit() -> float:
        place = fresh()
        seconds: float = child("tests.bench.final_rows", done, place)["seconds"]
        remove(place)
        return seconds

    spec = Spec(name, 5, limit_is, unit="s")
    yield compare(spec, operation, limit, rounds=places.rounds)
    peak = max(peaks)
    yield Result(
        f"memory of the {name}", "MB", peak, MOST_MEMORY, peak / MOST_MEMORY, MOST_MEMORY,
        "value", "the goal itself",
    )  # fmt: skip


def _import(place: Path | str, file: Path) -> dict[str, float]:
    return child("tests.bench.import_run", place, file)
