"""The two commands of README.md: what they read, what they say, what they refuse."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib

import pytest

from leaddesk.base.errors import BugError
from leaddesk.base.resources import resource
from tests.support.source import ROOT

SCREENS = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


def dev(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run dev.py without a screen."""
    return subprocess.run(
        [sys.executable, "dev.py", *arguments],
        cwd=ROOT,
        env={k: v for k, v in os.environ.items() if k not in SCREENS},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked(level: str) -> set[str]:
    lock = (ROOT / "requirements" / f"{level}.txt").read_text(encoding="utf-8")
    return {normal(name) for name in re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)}


def asked_for(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"]]
    for extra in extras:
        lines += project["optional-dependencies"][extra]
    return {normal(re.split(r"[\[<>=;~! ]", line, maxsplit=1)[0]) for line in lines}


def test_an_old_python_can_read_dev_py_and_be_told():
    ast.parse((ROOT / "dev.py").read_text(encoding="utf-8"), feature_version=(3, 7))


def test_without_a_verb_the_verbs_are_listed():
    said = dev()
    assert said.returncode == 0
    assert {"setup", "run", "test", "lint"} <= set(said.stdout.split())


def test_an_unknown_verb_is_wrong_usage():
    assert dev("fly").returncode == 2


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a screen is given")
def test_without_a_screen_run_says_what_to_do():
    said = dev("run", "--data-dir", "somewhere")
    assert said.returncode == 1
    assert "no screen" in said.stderr
    assert "xvfb-run -a .venv/bin/leaddesk --data-dir somewhere" in said.stderr


@pytest.mark.parametrize(("level", "extras"), [("run", ["build"]), ("dev", ["build", "dev"])])
def test_each_lock_holds_what_pyproject_asks_for(level, extras):
    assert asked_for(*extras) - locked(level) == set(), "`python3 dev.py lock` makes them agree"


# Users have it anyway: on Linux it is how keyring speaks to the password store. The journeys
# speak to the accessibility bus with it.
THROUGH_KEYRING = {"jeepney"}


def test_users_get_no_tool_of_developers():
    assert locked("run") & (asked_for("dev") - asked_for()) <= THROUGH_KEYRING


def test_resources_are_found():
    assert resource("icons").is_dir()
    with pytest.raises(BugError, match=r"icons/no-such\.svg"):
        resource("icons", "no-such.svg")
