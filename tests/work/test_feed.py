"""A feed gives all items in order, never keeps its asker waiting, and ends clean."""

from __future__ import annotations

import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.work.feed import feed


def came(generator):
    return [item for item in generator if item is not None]


@given(st.lists(st.integers(), max_size=40), st.integers(1, 5))
def test_all_items_come_in_their_order(items, capacity):
    assert came(feed(iter(items), capacity)) == items


def test_none_comes_while_the_source_is_slow():
    go = threading.Event()

    def slow():
        yield 1
        go.wait(10)
        yield 2

    fed = feed(slow())
    first = next(item for item in fed if item is not None)
    assert first == 1
    assert next(fed) is None
    go.set()
    assert came(fed) == [2]


def test_the_source_is_pulled_no_further_than_the_capacity():
    pulled, full = [], threading.Event()

    def source():
        for n in range(100):
            pulled.append(n)
            if n == 4:
                full.set()
            yield n

    fed = feed(source(), 3)
    assert next(item for item in fed if item is not None) == 0
    assert full.wait(10)  # one taken, three held, one in the thread's hand
    assert next(item for item in fed if item is not None) == 1
    assert len(pulled) <= 6
    fed.close()


def test_an_error_comes_after_what_was_there_before_it():
    def broken():
        yield 1
        raise ValueError("the disk is gone")

    fed = feed(broken())
    assert next(item for item in fed if item is not None) == 1
    with pytest.raises(ValueError, match="the disk is gone"):
        came(fed)


def test_leaving_wakes_and_closes_a_waiting_source():
    wake, closed = threading.Event(), []

    def waiting():
        try:
            yield 1
            wake.wait(10)
        finally:
            closed.append(threading.current_thread().name)

    fed = feed(waiting(), stop=wake.set)
    assert next(item for item in fed if item is not None) == 1
    fed.close()
    assert closed == ["feed"]


def test_leaving_a_full_feed_ends_its_thread():
    fed = feed(iter(range(1000)), 1)
    assert next(item for item in fed if item is not None) == 0
    fed.close()
    assert not [t for t in threading.enumerate() if t.name == "feed"]


def test_a_feed_that_is_never_asked_starts_no_thread():
    before = threading.active_count()
    feed(iter([1])).close()
    assert threading.active_count() == before
