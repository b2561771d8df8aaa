"""Promise 16: whatever the file, the manifest says what comes of it, within time and memory."""

from __future__ import annotations

import sys
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.raw import RawRow
from leaddesk.outside.tabular.reading import inspect, read_rows
from tests.corpus.bad_texts import Bad
from tests.corpus.manifest import MANIFEST
from tests.support.promise import promise

pytestmark = pytest.mark.reliability

SECONDS = 20
MEGABYTES = 700


def outcome(path):
    """(header, rows, problems by code) of the file, or the code of the refusal."""
    try:
        found = inspect(path)
        items = list(read_rows(path, found.shape))
    except KnownError as error:
        return error.code if error.title and error.hint else "says nothing"
    if found.shape.rows is not None:
        assert found.shape.rows == len(items)
    rows = [item for item in items if isinstance(item, RawRow)]
    assert all(len(row.cells) == len(found.shape.header) for row in rows)
    assert list(found.sample) == rows[: len(found.sample)]
    lines = [item.line for item in items]
    assert lines == sorted(lines)
    problems = Counter(item.code for item in items if not isinstance(item, RawRow))
    return found.shape.header, rows, problems


def largest_child():
    """The largest memory that any child of this process ever had, in MB."""
    import resource

    size = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return size / (2**20 if sys.platform == "darwin" else 2**10)


def check(bad: Bad, path):
    bad.make(path)
    start = time.monotonic()
    found = outcome(path)
    assert time.monotonic() - start < SECONDS
    if bad.refused:
        assert found in bad.refused
        return
    assert not isinstance(found, str), f"refused as {found}"
    header, rows, problems = found
    assert (len(rows), dict(problems)) == (bad.rows, bad.problems)
    if bad.header:
        assert header == bad.header
    if bad.cells:
        assert rows[0].cells[: len(bad.cells)] == bad.cells


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(bad, id=bad.name, marks=[pytest.mark.slow] if bad.slow else [])
        for bad in MANIFEST
    ],
)
def test_a_bad_file_comes_to_what_the_manifest_says(bad, tmp_path):
    if bad.name == "a_pipe" and sys.platform == "win32":
        pytest.skip("Windows has no such files")
    check(bad, tmp_path / bad.name)


WORKBOOKS = [bad for bad in MANIFEST if bad.name.endswith((".xlsx", ".ods"))]
"""The kinds of files that can be far larger than they look."""


def read_all(names, folder):
    """Check some files in a process of their own; the largest memory of a child, in MB."""
    for bad in MANIFEST:
        if bad.name in names:
            check(bad, Path(folder) / bad.name)
    return largest_child()


def test_the_corpus_is_large_and_no_child_grew_too_big(tmp_path):
    """In a process of its own: the system counts the children of all tests of this one."""
    assert len(MANIFEST) >= 60
    names = {bad.name for bad in WORKBOOKS}
    with promise(16) as measured:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own:
            largest = own.submit(read_all, names, str(tmp_path)).result()
        measured.count(files=len(MANIFEST), workbooks=len(names), megabytes=round(largest))
        assert sys.platform == "win32" or 0 < largest < MEGABYTES
