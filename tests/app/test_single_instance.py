"""One window for each folder."""

from __future__ import annotations

import os

import pytest

from leaddesk.app.single_instance import socket_name, take_place
from leaddesk.base.errors import KnownError
from tests.support.child import run_python


def test_a_place_is_taken_once_and_given_back(tmp_path):
    first = take_place(tmp_path)
    assert first is not None
    assert take_place(tmp_path) is None
    first.unlock()
    again = take_place(tmp_path)
    assert again is not None
    again.unlock()


def test_the_place_of_a_dead_process_is_free(tmp_path):
    code = f"""
import os, pathlib
from leaddesk.app.single_instance import take_place
lock = take_place(pathlib.Path({str(tmp_path)!r}))
print(lock is not None, flush=True)
os.kill(os.getpid(), 9)
"""
    assert run_python(code).stdout == "True\n"
    assert (tmp_path / "window.lock").exists()
    lock = take_place(tmp_path)
    assert lock is not None
    lock.unlock()


def test_other_folders_are_other_places(tmp_path):
    assert socket_name(tmp_path) != socket_name(tmp_path / "other")
    assert socket_name(tmp_path) == socket_name(tmp_path / "." / "x" / "..")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(KnownError):
        take_place(tmp_path)
