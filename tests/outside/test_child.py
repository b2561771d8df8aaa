"""The child process: its answers, its limits, and that it is gone afterwards."""

from __future__ import annotations

import multiprocessing
import sys
import threading

import pytest

from leaddesk.base.cancel import CancelToken
from leaddesk.base.errors import BugError, Cancelled, KnownError
from leaddesk.outside.child import Limits, call, stream

JOBS = "tests.outside.child_jobs:"


@pytest.fixture(autouse=True)
def no_child_is_left():
    yield
    assert multiprocessing.active_children() == []


def test_answers_come_in_order_and_end():
    assert list(stream(JOBS + "count_to", (5,))) == [0, 1, 2, 3, 4]


def test_call_takes_the_first_answer():
    assert call(JOBS + "count_to", (5,)) == 0


def test_a_job_without_an_answer_is_a_mistake():
    with pytest.raises(BugError, match="no answer"):
        call(JOBS + "count_to", (0,))


def test_the_child_waits_for_its_asker(tmp_path):
    """A pipe holds some 64 kB: after two answers a thousand times 50 kB must not be on the way."""
    note = tmp_path / "note"
    answers = stream(JOBS + "count_and_note", (1000, str(note)))
    first = next(answers)
    second = next(answers)
    answers.close()
    assert (first[0], second[0]) == (0, 1)
    assert len(note.read_text(encoding="utf-8").splitlines()) < 10


def test_silence_has_an_end():
    with pytest.raises(KnownError) as error:
        call(JOBS + "never_answer", (), limits=Limits(silence=1.0))
    assert error.value.code == "reader-slow"


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps the address-space limit")
def test_memory_has_an_end():
    with pytest.raises(KnownError) as error:
        list(stream(JOBS + "eat_memory", (), limits=Limits(memory=500 * 2**20)))
    assert error.value.code == "reader-memory"


def test_a_dead_child_is_told_in_plain_words():
    answers = stream(JOBS + "die", ())
    assert next(answers) == "begun"
    with pytest.raises(KnownError) as error:
        next(answers)
    assert error.value.code == "reader-died"
    assert "Nothing was changed" in error.value.hint


def test_a_known_error_crosses_whole():
    answers = stream(JOBS + "refuse", ())
    next(answers)
    with pytest.raises(KnownError) as error:
        next(answers)
    assert (error.value.title, error.value.hint, error.value.code) == (
        "It is closed.",
        "Come back tomorrow.",
        "closed",
    )


def test_a_mistake_crosses_with_its_place():
    with pytest.raises(BugError, match="ZeroDivisionError"):
        call(JOBS + "stumble", ())


def test_cancel_ends_a_child_that_never_answers():
    cancel = CancelToken()
    timer = threading.Timer(0.3, cancel.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        call(JOBS + "never_answer", (), cancel=cancel)
    timer.join()


def test_cancel_ends_a_child_between_answers():
    cancel = CancelToken()
    answers = stream(JOBS + "count_to", (1000,), cancel=cancel)
    next(answers)
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(answers)


def test_the_child_is_another_process_and_keeps_quiet(capfd):
    import os

    assert call(JOBS + "shout", ()) != os.getpid()
    assert capfd.readouterr().err == ""
