"""What is asked all day costs the same at any size, and never reads or sorts a whole table."""

from __future__ import annotations

import pytest

from leaddesk.domain.dedupe import identity_of
from leaddesk.service.read_models import BoardFilter, ListQuery
from leaddesk.storage.readers.lists import MOST_HITS
from tests.bench.sample import DAY_ENDS, NOW
from tests.storage.gates.conftest import Base
from tests.storage.gates.reads import FLAT
from tests.storage.gates.watch import watch

EQUAL = 1.1
"""A page may need one statement more, where it begins among rows of the same key."""
PER_HIT = 40  # steps for looking at one hit of a search
WALKS_IN_ORDER = {"history": "SCAN step"}  # the newest 50 by number: the steps prove that it stops


@pytest.mark.parametrize("name", FLAT)
def test_a_hot_read_costs_the_same_at_any_size(name: str, bases: tuple[Base, Base]) -> None:
    few, many = (watch(base.storage, FLAT[name](base)) for base in bases)
    cheap, dear = sorted((few.steps, many.steps))
    assert 0 < dear <= cheap * EQUAL, (few.steps, many.steps, many.plan)
    allowed = WALKS_IN_ORDER.get(name)
    assert [fault for fault in many.faults() if fault != allowed] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", FLAT)
def test_and_at_a_hundred_thousand(name: str, bases: tuple[Base, Base], big_base: Base) -> None:
    few, many = (watch(base.storage, FLAT[name](base)).steps for base in (bases[0], big_base))
    assert max(few, many) <= min(few, many) * EQUAL


@pytest.mark.parametrize("words", ["berlin", "be", "b", "alb", "robotics berlin", "xyzxyz"])
def test_a_search_looks_at_no_more_than_the_first_hits(
    words: str, bases: tuple[Base, Base]
) -> None:
    found = watch(bases[1].storage, lambda reader: reader.search(words))
    assert found.steps <= MOST_HITS * PER_HIT
    assert "SCAN lead" not in [line[:9] for line in found.plan if "lead_search" not in line]


def test_duplicates_are_looked_up_by_key(bases: tuple[Base, Base]) -> None:
    given = identity_of(bases[1].lead)
    found = watch(bases[1].storage, lambda reader: reader.similar(given))
    assert found.faults() == []


@pytest.mark.parametrize("mine", [False, True])
def test_attention_is_counted_in_one_index(mine: bool, bases: tuple[Base, Base]) -> None:
    base = bases[1]
    shown = BoardFilter(base.rep.id if mine else None, day_ends=DAY_ENDS)
    found = watch(base.storage, lambda reader: reader.attention(shown, NOW))
    about_leads = [line for line in found.plan if " lead" in line]
    assert len(about_leads) == 1
    assert "USING COVERING INDEX ix_board_owner_due" in about_leads[0]


def test_the_gate_sees_what_grows(bases: tuple[Base, Base]) -> None:
    def by_city(reader: object) -> None:
        connection = reader._connection  # type: ignore[attr-defined]
        connection.exec_driver_sql("SELECT id FROM lead ORDER BY city LIMIT 50").fetchall()

    few, many = (watch(base.storage, by_city) for base in bases)
    assert many.steps > few.steps * 5
    assert many.faults() == ["SCAN lead", "USE TEMP B-TREE FOR ORDER BY"]


@pytest.mark.parametrize("sort", ["-created", "name", "-score", "value", "-last_activity", "id"])
def test_all_ids_stand_in_the_order_of_the_pages(sort: str, bases: tuple[Base, Base]) -> None:
    storage, query = bases[0].storage, ListQuery(open_only=True, sort=sort)
    ids = storage.read(lambda reader: reader.lead_ids(query))
    page = storage.read(lambda reader: reader.lead_page(query))
    paged = [row.id for row in page.rows]
    while page.last is not None:
        after = page.last
        page = storage.read(lambda reader, after=after: reader.lead_page(query, after=after))
        paged.extend(row.id for row in page.rows)
    assert tuple(paged) == ids
    assert len(ids) == page.total == len(set(ids))
