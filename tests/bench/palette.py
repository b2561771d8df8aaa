"""From a key in the palette to its painted answer, with many leads."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.measure import Result, Spec, result_of, share
from tests.bench.places import Places, child, opened
from tests.bench.reads import FIFTY, by_number, sample_ids

LOCAL_MS, LEADS_MS = 50, 150


def benches(places: Places) -> Iterator[Result]:
    """The slow tenth of all keys; a person's patience is the limit, the ratio says what of it is
    the database's."""
    path = places.copy(places.leads)
    runs = [child("tests.bench.palette_window", path, places.folder()) for _ in range(2)]
    with opened(path) as storage:
        fifty = by_number(storage, sample_ids(storage)[:50])
        fifty()
        limit = fifty()
    for what, goal in (("local", LOCAL_MS), ("leads", LEADS_MS)):
        spec = Spec(f"palette: key to painted answer, {what}, p90", goal, FIFTY, goal_on="value")
        yield result_of(spec, [(share(run[what], 0.9), limit) for run in runs])
