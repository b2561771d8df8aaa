"""Tours through the window in all the looks that pictures are taken of.

Nothing in them depends on the machine: the clock stands still, the sample is drawn with a fixed
seed, zone and language are given, and all fonts and icons are LeadDesk's own.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
NOON = "2025-11-20T12:42:00+00:00"


@dataclass(frozen=True, slots=True)
class Look:
    """What the window looks like on a tour. `size` is in logical pixels."""

    name: str
    theme: str = "light"
    size: str = "1440x900"
    percent: int = 100
    language: str = "en_GB"


LOOKS = (
    Look("light-1440x900"),
    Look("dark-1440x900", theme="dark"),
    Look("light-1366x768", size="1366x768"),
    Look("dark-1366x768", theme="dark", size="1366x768"),
    Look("light-150-percent", size="1366x768", percent=150),
    Look("german-1366x768", size="1366x768", language="de"),
)
COMPARED = ("light-1440x900", "dark-1366x768", "light-150-percent", "german-1366x768")
"""Those that CI compares with the references."""


def look(name: str) -> Look:
    """Return the look of that name."""
    return next(one for one in LOOKS if one.name == name)


def take_tour(data: Path, out: Path, look: Look) -> list[Path]:
    """Draw one tour on the sample data below `data` into memory, then the import step by step
    ("import-...") and the window's states ("state-..."); returns the pictures."""
    leaddesk = [sys.executable, "-m", "leaddesk", "--data-dir", str(data), "--demo"]
    tour = ["tour", "--out", str(out), "--theme", look.theme, "--size", look.size]
    tour += ["--language", look.language, "--at", NOON]
    env = dict(
        os.environ,
        QT_QPA_PLATFORM="offscreen",
        QT_SCALE_FACTOR=str(look.percent / 100),
        TZ="Europe/Berlin",
        LANG="C.UTF-8",
        LC_ALL="C.UTF-8",
    )
    python = [sys.executable, "-m"]
    how = ["--theme", look.theme, "--size", look.size, "--language", look.language]
    steps = [*python, "tests.visual.import_step", str(data / "import"), str(out), *how]
    states = [*python, "tests.visual.window_states", str(out), *how]
    for words in ([*leaddesk, *tour], steps, states):
        done = subprocess.run(words, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode:
            what = f"{look.name}, {words[2]}"
            raise RuntimeError(f"{what} ended with {done.returncode}: {done.stderr}")
    return sorted(out.glob("*.png"))
