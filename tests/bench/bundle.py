"""The bundled program against the same from its source, both looked at from outside.

Measured where `python3 dev.py bundle` has built it; else there is nothing to measure.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.bench.measure import Result, Spec, compare
from tests.bench.places import Places
from tests.support.child import ROOT
from tests.support.desktop import Desktop

PROGRAM = ROOT / "dist" / "leaddesk" / "leaddesk"
LIMIT = "the same from its source"


def benches(places: Places) -> Iterator[Result]:
    if not PROGRAM.exists():
        return
    path = places.copy(places.leads)
    desktop = Desktop(places.folder())
    try:
        desktop.start_screen()
        source = [sys.executable, "-m", "leaddesk"]

        def took(program: list[str], what: str) -> float:
            options = ["--data-dir", str(places.folder()), "--database", str(path), "--as", "rep1"]
            return seen(desktop, [*program, *options])[what] * 1000

        for what, name in (("painted", "first paint"), ("filled", "start to a filled board")):
            yield compare(
                Spec(f"bundle: {name}", 1.3, LIMIT),
                lambda what=what: took([str(PROGRAM)], what),  # type: ignore[misc]
                lambda what=what: took(source, what),  # type: ignore[misc]
                rounds=places.rounds,
            )
    finally:
        desktop.close()


def seen(desktop: Desktop, command: list[str]) -> dict[str, float]:
    """Seconds from the start of a program to what somebody sees of it."""
    env = {**os.environ, **desktop.env, "PYTHONUTF8": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.seen_window", *command],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} was not seen:\n{done.stdout}\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
