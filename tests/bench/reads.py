"""What is read all day, against rows that are found by their number."""

from __future__ import annotations

import time
from collections.abc import Iterator

from leaddesk.domain.dedupe import Identity, identity_of
from leaddesk.service.read_models import BoardFilter, Cursor, ListQuery
from leaddesk.storage.store import SqlStorage
from tests.bench.measure import Result, Spec, Timed, compare, repeated, share
from tests.bench.places import Places, opened
from tests.bench.sample import DAY_ENDS, fill, make_team

TYPED = ("logistics berlin", "albeckberg", "anna corhaus", "robotics 17", "note about", "+4930100")
ONE, FIFTY = "one row by its number", "50 rows by their numbers"


def file_benches(places: Places) -> Iterator[Result]:
    with opened(places.filled(places.leads)) as storage:
        yield from benches(storage, places, "")


def server_benches(places: Places) -> Iterator[Result]:
    url = places.server_database()
    with opened(url) as storage:
        make_team(storage)
        fill(storage, places.leads)
        yield from benches(storage, places, ", server")


def benches(storage: SqlStorage, places: Places, where: str) -> Iterator[Result]:
    ids = sample_ids(storage)
    one = by_number(storage, ids[:1])
    fifty = by_number(storage, ids[:50])
    rounds = places.rounds
    yield compare(Spec(f"stage counts{where}", 5, ONE), heads(storage), one, rounds=rounds)
    yield compare(Spec(f"deep page{where}", 2, FIFTY), deep_page(storage), fifty, rounds=rounds)
    yield compare(
        Spec(f"search as you type, p90{where}", 10, FIFTY), typing(storage), fifty, rounds=rounds
    )
    duplicates = Spec(
        f"duplicates of one lead, p90{where}", 5, "two look-ups by mailbox and number",
        goal_on="value",
    )  # fmt: skip
    yield compare(duplicates, similar(storage, ids[:40]), exact(storage, ids[:40]), rounds=rounds)


# --- operations, also for the growth bench -------------------------------------------------------


def sample_ids(storage: SqlStorage) -> list[int]:
    """Two hundred leads from all over the board."""
    ids = storage.read(lambda reader: reader.lead_ids(ListQuery(open_only=True, sort="id")))
    return list(ids[:: max(1, len(ids) // 200)][:200])


def by_number(storage: SqlStorage, ids: list[int]) -> Timed:
    return repeated(lambda: storage.read(lambda reader: reader.list_cards(ids)), 20)


def heads(storage: SqlStorage) -> Timed:
    shown = BoardFilter(day_ends=DAY_ENDS)
    return repeated(lambda: storage.read(lambda reader: reader.board_heads(shown)), 20)


def deep_page(storage: SqlStorage) -> Timed:
    """The page in the middle of a column that is ordered by score: thousands share each score."""
    shown = BoardFilter(sort="score", day_ends=DAY_ENDS)
    column = storage.read(lambda reader: reader.pipeline()).columns[1].id
    first = storage.read(lambda reader: reader.board_page(column, shown))
    assert first.last is not None
    middle = Cursor(first.last.segment, 50, sample_ids(storage)[100])
    return repeated(
        lambda: storage.read(lambda reader: reader.board_page(column, shown, after=middle)), 20
    )


def typing(storage: SqlStorage) -> Timed:
    """The slow tenth of all the searches that somebody causes by typing."""
    typed = [words[:length] for words in TYPED for length in range(1, len(words) + 1)]

    def operation() -> float:
        took = []
        for text in typed:
            begun = time.perf_counter()
            storage.read(lambda reader, text=text: reader.search(text))
            took.append((time.perf_counter() - begun) * 1000)
        return share(took, 0.9)

    return operation


def similar(storage: SqlStorage, ids: list[int]) -> Timed:
    given = _identities(storage, ids)
    return _each(storage, given)


def exact(storage: SqlStorage, ids: list[int]) -> Timed:
    """The same people, but only their mailbox and number are looked for."""
    given = [Identity(emails=one.emails, phones=one.phones) for one in _identities(storage, ids)]
    return _each(storage, given)


def _identities(storage: SqlStorage, ids: list[int]) -> list[Identity]:
    return [identity_of(lead) for lead in storage.read(lambda r: r.leads(ids)).values()]


def _each(storage: SqlStorage, given: list[Identity]) -> Timed:
    def operation() -> float:
        took = []
        for one in given:
            begun = time.perf_counter()
            storage.read(lambda reader, one=one: reader.similar(one))
            took.append((time.perf_counter() - begun) * 1000)
        return share(took, 0.9)

    return operation
