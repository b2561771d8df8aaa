"""Jobs for the child process in tests: good ones and those that break a limit."""

from __future__ import annotations

import os
from pathlib import Path

from leaddesk.base.errors import KnownError
from leaddesk.domain.raw import RawRow


def count_to(limit):
    yield from range(limit)


def count_and_note(limit, path):
    """Count, and write down how far it came: the asker sees how far ahead the child runs."""
    for number in range(limit):
        with Path(path).open("a", encoding="utf-8") as note:
            note.write(f"{number}\n")
        yield number, "x" * 50_000


def never_answer():
    while True:
        pass
    yield 0


def eat_memory():
    yield "begun"
    yield len(bytes(2 * 2**30))


def die():
    yield "begun"
    os.abort()


def refuse():
    yield "begun"
    raise KnownError("It is closed.", "Come back tomorrow.", code="closed")


def stumble():
    yield 1 // 0


def shout():
    """Words on standard error must not reach the user's terminal."""
    os.write(2, b"native words")
    yield os.getpid()


def names_of(batch, mark):
    return [f"{mark}{item.line}:{item.cells[0]}" for item in batch if isinstance(item, RawRow)]
