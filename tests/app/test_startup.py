"""Steps and their ends."""

from __future__ import annotations

from contextlib import ExitStack

import pytest

from leaddesk.app.screen import has_screen
from leaddesk.app.startup import Startup


def test_ends_run_backwards_even_if_one_fails():
    done = []
    with ExitStack() as ends:
        start = Startup(ends)
        assert start.step("a", lambda: 1, done.append) == 1
        start.step("b", lambda: 2, lambda made: 1 // 0)
        start.step("c", lambda: 3, done.append)
    assert done == [3, 1]
    assert [one.name for one in start.took] == ["a", "b", "c"]


def test_a_step_that_fails_ends_what_was_begun():
    done = []

    def begin():
        with ExitStack() as ends:
            start = Startup(ends)
            start.step("a", lambda: 1, done.append)
            start.step("b", lambda: 1 // 0, done.append)

    with pytest.raises(ZeroDivisionError):
        begin()
    assert done == [1]


@pytest.mark.parametrize(
    ("environment", "platform", "expected"),
    [
        ({}, "linux", False), ({"DISPLAY": ""}, "linux", False), ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True), ({}, "darwin", True),
        ({}, "win32", True),
    ],
)  # fmt: skip
def test_a_screen_is_needed_on_linux_only(environment, platform, expected):
    assert has_screen(environment, platform) is expected
