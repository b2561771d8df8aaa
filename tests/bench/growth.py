"""What must not notice how much there is: the same gestures with few leads and with many."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

from leaddesk.base.clock import FixedClock
from leaddesk.domain.draft import LeadDraft
from leaddesk.service import commands as c
from leaddesk.service.desk import Desk
from leaddesk.service.handlers import HANDLERS
from leaddesk.storage.store import SqlStorage
from tests.bench import reads
from tests.bench.measure import Result, Spec, Timed, compare, repeated
from tests.bench.places import Places, opened
from tests.bench.sample import NOW

FLAT = 1.5
Make = Callable[[SqlStorage], Timed]


def benches(places: Places) -> Iterator[Result]:
    sizes = [1_000, 10_000] if places.quick else [10_000, 100_000]
    if places.long:
        sizes.append(1_000_000)
    small = sizes[0]
    for size in sizes[1:]:
        with opened(places.copy(small)) as few, opened(places.copy(size)) as many:
            for name, make in GESTURES.items():
                spec = Spec(f"{name}, {size:,} leads", FLAT, f"the same with {small:,}")
                yield compare(spec, make(many), make(few), rounds=places.rounds)


def desk_of(storage: SqlStorage) -> Desk:
    user = storage.read(lambda reader: reader.user_by_login("bench"))
    assert user is not None
    return Desk(storage, FixedClock(NOW), HANDLERS, user.id)


def move(storage: SqlStorage) -> Timed:
    """Leads go to and fro between two stages, each write durable."""
    desk = desk_of(storage)
    stages = [s.id for s in storage.read(lambda r: r.pipeline()).columns if s.belongs == "lead"]
    cards = storage.read(lambda r: r.leads(reads.sample_ids(storage)))
    ids = itertools.cycle([one.id for one in cards.values() if one.kind == "lead"])
    there = itertools.cycle(stages[1:])
    return repeated(lambda: desk.execute(c.MoveLeads((next(ids),), next(there))), 20)


def add(storage: SqlStorage) -> Timed:
    desk, numbers = desk_of(storage), itertools.count()

    def capture() -> None:
        n = next(numbers)
        draft = LeadDraft(
            name=f"Zora Zimt{n}", company=f"Zimtwerk {n}", emails=(f"z{n}@zimt{n}.example",)
        )
        desk.execute(c.CaptureLeads((draft,)))

    return repeated(capture, 20)


GESTURES: dict[str, Make] = {
    "board page": reads.deep_page,
    "stage counts": reads.heads,
    "search": reads.typing,
    "move": move,
    "add": add,
}
