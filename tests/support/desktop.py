"""A desktop of the tests' own: a virtual screen, a window manager with a tray, a mouse, keys.

With a bus it has a notification service too. The real program runs on it as a user sees it.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.support.missing import skip_unless_ci
from tests.support.waiting import wait_until

WIDTH, HEIGHT = 1440, 900
PROGRAMS = ("Xvfb", "jwm", "xdotool")
BUS_PROGRAMS = ("dbus-daemon", "dunst", "dunstctl")
JWM = """<?xml version="1.0"?>
<JWM>
  <Tray x="0" y="-1" height="28" autohide="off"><TaskList maxwidth="256"/><Dock/></Tray>
  <FocusModel>click</FocusModel>
  <Desktops width="1" height="1"/>
  <Key mask="A" key="F4">close</Key>
</JWM>
"""
DUNST = """[global]
origin = top-right
offset = 10x40
width = 320
mouse_left_click = do_action, close_current
"""
GRAB = """
import sys
from PySide6.QtWidgets import QApplication
app = QApplication([])
assert app.primaryScreen().grabWindow(0).save(sys.argv[1]), sys.argv[1]
"""

Point = tuple[int, int]


class Desktop:
    """A running desktop; `env` is what a program needs to appear on it.

    Points are in pixels from the screen's upper left corner. Close it in any case: a set-up
    that failed half-way has already started processes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        home = folder / "home"
        self.env = {
            "PATH": os.environ["PATH"] + os.pathsep + "/usr/sbin",
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "LANG": "C.UTF-8",
            "QT_QPA_PLATFORM": "xcb",
            "NO_AT_BRIDGE": "1",
        }
        for name in (
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_STATE_HOME",
            "XDG_CACHE_HOME",
        ):
            Path(self.env[name]).mkdir(parents=True, exist_ok=True)
        (folder / "run").mkdir(mode=0o700)
        self._processes: list[subprocess.Popen[bytes]] = []

    # ------------------------------------------------------------------ start and end

    def start_screen(self) -> None:
        """Start the screen alone; windows lie where they want to, without a frame."""
        screen = ["-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp", "-ac", "-noreset"]
        self.env["DISPLAY"] = ":" + self._start_and_read(["Xvfb", *screen, "-displayfd"])

    def start(self, *, bus: bool = False) -> None:
        """Start the screen and the window manager, and with `bus` what shows notifications."""
        self.start_screen()
        if bus:
            config = Path(self.env["XDG_CONFIG_HOME"]) / "dunst" / "dunstrc"
            config.parent.mkdir()
            config.write_text(DUNST, encoding="utf-8")
            words = ["dbus-daemon", "--session", "--nofork", "--print-address"]
            self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_and_read(words)
            self.open("dunst")
            wait_until(lambda: self._said("dunstctl", "count"), "dunst answers")
        (Path(self.env["HOME"]) / ".jwmrc").write_text(JWM, encoding="utf-8")
        self.open("jwm")
        wait_until(lambda: self._said("xdotool", "get_num_desktops"), "the window manager is there")

    def open(self, *command: str | Path, **environment: str) -> subprocess.Popen[bytes]:
        """Start a program on this desktop; it is ended with the desktop at the latest."""
        words = [str(word) for word in command]
        name = f"{len(self._processes):02}-{Path(words[0]).name}.log"
        with (self.folder / name).open("wb") as log:
            process = subprocess.Popen(
                words,
                env={**self.env, **environment},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._processes.append(process)
        return process

    def _start_and_read(self, words: Sequence[str]) -> str:
        """Start a program whose last option names a pipe; return the line that it writes there."""
        reader, writer = os.pipe()
        last = f"{words[-1]}={writer}" if words[-1].startswith("--") else None
        given = [*words[:-1], last] if last else [*words, str(writer)]
        log = (self.folder / f"{len(self._processes):02}-{words[0]}.log").open("wb")
        with log, os.fdopen(reader, "rb") as pipe:
            try:
                process = subprocess.Popen(
                    given,
                    env=self.env,
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    pass_fds=(writer,),
                    start_new_session=True,
                )
            finally:
                os.close(writer)
            self._processes.append(process)
            line = pipe.readline().decode().strip()  # to the line's end, else Xvfb dies
        assert line, f"{words[0]} did not start; see {log.name}"
        return line

    def close(self) -> None:
        """End every process, the last one first."""
        while self._processes:
            process = self._processes.pop()
            end_group(process)

    # ------------------------------------------------------------------------ the hand

    def xdo(self, *words: object) -> str:
        """Run xdotool and return what it says."""
        done = subprocess.run(
            ["xdotool", *map(str, words)], env=self.env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"xdotool {words}: {done.stderr}"
        return done.stdout.strip()

    def move(self, point: Point) -> None:
        self.xdo("mousemove", *point)

    def click(self, point: Point, *, button: int = 1, times: int = 1) -> None:
        """Click at a point; `times=2` is a double click."""
        self.xdo("mousemove", *point, "click", "--repeat", times, "--delay", 60, button)

    def drag(self, start: Point, end: Point, *, steps: int = 8) -> None:
        """Drag as a hand does: the pace is the hand's, not a wait for the program."""
        words: list[object] = ["mousemove", *start, "mousedown", 1]
        for i in range(1, steps + 1):
            x = start[0] + (end[0] - start[0]) * i // steps
            y = start[1] + (end[1] - start[1]) * i // steps
            words += ["mousemove", x, y, "sleep", 0.03]
        self.xdo(*words, "mousemove", end[0] + 1, end[1], "sleep", 0.1, "mouseup", 1)

    def write(self, text: str) -> None:
        """Type a text into what has the focus."""
        self.xdo("type", "--delay", 12, "--", text)

    def key(self, *keys: str) -> None:
        """Press keys one after the other, for example `key("ctrl+z", "Return")`."""
        self.xdo("key", "--delay", 30, *keys)

    # ------------------------------------------------------------------------- the eye

    def windows(self, title: str) -> list[str]:
        """Return the ids of visible windows whose title matches (a regular expression)."""
        said = self._said("xdotool", "search", "--onlyvisible", "--name", title)
        return said.split()

    def wait_for_window(self, title: str, *, seconds: float = 20.0) -> str:
        """Return the id of the first visible window with that title."""
        return wait_until(lambda: self.windows(title), f"a window {title!r}", seconds=seconds)[0]

    def geometry(self, window: str) -> tuple[int, int, int, int]:
        """Return x, y, width and height of a window."""
        said = self.xdo("getwindowgeometry", "--shell", window)
        values = dict(line.split("=", 1) for line in said.splitlines())
        return int(values["X"]), int(values["Y"]), int(values["WIDTH"]), int(values["HEIGHT"])

    def screenshot(self, path: Path) -> Path:
        """Save what the whole screen shows as a PNG."""
        words = [sys.executable, "-c", GRAB, str(path)]
        done = subprocess.run(words, env=self.env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return path

    def notifications(self) -> list[tuple[str, str]]:
        """Return (summary, body) of each notification so far; closes those that still show."""
        subprocess.run(["dunstctl", "close-all"], env=self.env, check=True)
        wait_until(
            lambda: "displayed: 0" in self._said("dunstctl", "count"), "all notifications closed"
        )
        history = json.loads(self._said("dunstctl", "history"))["data"]
        return [
            (entry["summary"]["data"], entry["body"]["data"])
            for entry in reversed([entry for group in history for entry in group])
        ]

    def log(self) -> str:
        """What the programs on this desktop have printed, for a failing test."""
        return "\n".join(
            f"--- {path.name}\n{path.read_text(encoding='utf-8', errors='replace')}"
            for path in sorted(self.folder.glob("*.log"))
        )

    def _said(self, *words: str) -> str:
        done = subprocess.run(words, env=self.env, capture_output=True, text=True, check=False)
        return done.stdout if done.returncode == 0 else ""


def end_group(process: subprocess.Popen[bytes]) -> None:
    """End a program and what it started: politely, then for certain."""
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
        except ProcessLookupError:
            break
        try:
            process.wait(timeout=5)
        except subprocess.TimeoutExpired:
            continue
        break
    process.wait()


def running_desktop(folder: Path, *, bus: bool) -> Iterator[Desktop]:
    """Start a desktop, hand it out, end it."""
    path = os.environ["PATH"] + os.pathsep + "/usr/sbin"
    needed = [*PROGRAMS, *(BUS_PROGRAMS if bus else ())]
    missing = [name for name in needed if not shutil.which(name, path=path)]
    if missing:
        skip_unless_ci(f"no {', '.join(missing)} here; `python3 dev.py setup` brings them")
    desktop = Desktop(folder)
    try:
        desktop.start(bus=bus)
        yield desktop
    finally:
        desktop.close()


def crash_reports(folder: Path) -> list[str]:
    """What the program reported of its bugs, in all its folders below this one."""
    found = sorted(folder.rglob("logs/**/reports/*"))
    return [path.read_text(encoding="utf-8") for path in found if path.is_file()]


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A virtual screen with a window manager and a tray (XEmbed), without a bus. No program on it
    may meet a bug, whatever the test looks at."""
    folder = tmp_path / "desktop"
    folder.mkdir()
    yield from running_desktop(folder, bus=False)
    assert crash_reports(tmp_path) == []


@pytest.fixture
def desktop_with_bus(tmp_path: Path) -> Iterator[Desktop]:
    """The same with a session bus and a service that shows notifications (dunst)."""
    folder = tmp_path / "desktop"
    folder.mkdir()
    yield from running_desktop(folder, bus=True)
    assert crash_reports(tmp_path) == []
