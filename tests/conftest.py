"""What holds for every test: no screen, no user's own files, nothing left behind."""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support.waiting import wait_until

pytest_plugins = ["tests.support.postgres", "tests.support.desktop"]

# Before anything imports Qt. Tests of a real window use the `desktop` fixture instead.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# The machine's own keyring is not ours to fill; a test that wants one names its back end.
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"

# Time limits per example say more about a busy machine than about the code.
settings.register_profile("default", deadline=None)
settings.register_profile(
    "ci",
    deadline=None,
    max_examples=60,
    derandomize=True,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("slow", deadline=None, max_examples=2_000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") == "true" else "default")
)


@pytest.fixture(scope="session", autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the tests a home of their own, so that none can touch the user's data."""
    home = tmp_path_factory.mktemp("home")
    folders = {
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_STATE_HOME": "state",
        "XDG_CACHE_HOME": "cache",
    }
    with pytest.MonkeyPatch.context() as patch:
        for name, folder in folders.items():
            (home / folder).mkdir()
            patch.setenv(name, str(home / folder))
        yield


def alive_threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.is_alive()}


def top_level_widgets() -> set[object]:
    """Return the windows that exist now; tool tips are Qt's own and live on."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        return set()
    return {w for w in widgets.QApplication.topLevelWidgets() if type(w).__name__ != "QTipLabel"}


def windows_left(before: set[object]) -> set[object]:
    """Return the windows that are new since `before` and that nothing is about to delete."""
    if not top_level_widgets() - before:
        return set()
    from PySide6.QtCore import QCoreApplication, QEvent

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return top_level_widgets() - before


@pytest.fixture(scope="session", autouse=True)
def no_garbage_turns() -> None:
    """Circles are taken apart after each test, in the thread that runs it: if a thread of a test
    did it, parts of a window would be deleted there, as `leaddesk/app/garbage_turns.py` tells."""
    gc.disable()


def take_circles_apart() -> None:
    """What a test left in circles goes; what is still there is not looked through again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_behind(own_home: None) -> Iterator[None]:
    """Fail a test that leaves a thread running or a window open."""
    threads, windows = alive_threads(), top_level_widgets()
    yield
    take_circles_apart()
    left = windows_left(windows)
    assert not left, f"windows left behind: {left}"
    try:
        wait_until(lambda: not alive_threads() - threads, "all threads ended", seconds=3)
    except AssertionError:
        names = sorted(thread.name for thread in alive_threads() - threads)
        pytest.fail(f"threads left running: {names}", pytrace=False)
