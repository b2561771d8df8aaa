"""The real program in a process of its own, drawn into memory."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.support.source import ROOT
from tests.support.waiting import wait_until

#: Runs the window and prints what the hooks say; `BUILT` is code with `program` in it.
RUN = """
import sys, threading
from leaddesk.app.options import read_options
from leaddesk.app.window_run import run_window

def painted():
{painted}

def built(program):
    from PySide6.QtCore import QTimer
{built}

code = run_window(read_options(sys.argv[1:]), on_painted=painted, on_built=built)
left = [t.name for t in threading.enumerate() if t is not threading.main_thread()]
print("code", code, "left", left)
"""


def indent(code: str) -> str:
    return "\n".join(f"    {line}" for line in (code.strip() or "pass").split("\n"))


def run_with(
    data: Path, *, painted: str = "", built: str = "program.frame.close()", options: str = ""
) -> list[str]:
    """Run the window in a fresh process with these hooks; return the lines that it printed."""
    code = RUN.format(painted=indent(painted), built=indent(built))
    done = subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code, "--data-dir", str(data),
         *options.split()],
        cwd=ROOT, env=environment(), capture_output=True, text=True, timeout=90, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()


def leaddesk(*words: object, **changed: str | None) -> subprocess.CompletedProcess[str]:
    """Run the program to its end; an environment variable of None is taken away."""
    return subprocess.run(
        [sys.executable, "-m", "leaddesk", *map(str, words)],
        cwd=ROOT, env=environment(**changed), capture_output=True, text=True, timeout=90,
        check=False, stdin=subprocess.DEVNULL,
    )  # fmt: skip


@contextmanager
def open_window(data: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    """The program with its window open and its database in it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "leaddesk", "--data-dir", str(data), *options],
        cwd=ROOT, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def wait_for_log(
    data: Path, words: str, process: subprocess.Popen[str], *, times: int = 1, below: str = ""
) -> None:
    """Wait until the window's log holds the words so many times."""
    log = data / "logs" / below / "window.log"

    def told() -> bool:
        assert process.poll() is None, process.communicate()[0]
        return log.exists() and log.read_text(encoding="utf-8").count(words) >= times

    wait_until(told, f"'{words}' in the log", seconds=60)


def environment(**changed: str | None) -> dict[str, str]:
    env: dict[str, str | None] = {**os.environ, "QT_QPA_PLATFORM": "offscreen", **changed}
    return {name: value for name, value in env.items() if value is not None}
