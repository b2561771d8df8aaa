"""Promise 26: after a kill in the middle of writing, the board is there within seconds, whole.

The file is checked to its end beside that; damage that it finds is told and stops the writing.
"""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from leaddesk.storage.open_check import find_damage
from tests.support.child import ROOT, run_python
from tests.support.program import run
from tests.support.promise import promise

pytestmark = pytest.mark.reliability

LIMIT, CHECK_LIMIT = 5.0, 30.0
"""Seconds from the start of the process to a filled board, and to the end of the full check, which
reads every page beside it (4 s alone for the 350 MB of 100,000 leads)."""

# Writes without a pause, so that the kill comes in the middle of a transaction or of a
# checkpoint; says how many steps it has saved.
WRITER = """
import sys
from pathlib import Path
from leaddesk.app.opening import Opener
from leaddesk.app.place import choose_address
from leaddesk.base.clock import SystemClock
from leaddesk.base.paths import paths_below
from leaddesk.domain.draft import LeadDraft
from leaddesk.service.commands import CaptureLeads
paths = paths_below(Path(sys.argv[1]))
opened = Opener(paths, choose_address(paths, None), None, SystemClock()).open()
number = 0
while True:
    drafts = tuple(
        LeadDraft(name=f"Writer {n}", emails=(f"w{n}@nordwind{sys.argv[2]}x{n}.example",))
        for n in range(number, number + 50)
    )
    opened.desk.execute(CaptureLeads(drafts))
    number += 50
    print(number, flush=True)
"""

# The window as a user starts it; times by the monotonic clock, which all processes share.
STARTER = """
import json, sys, time
from pathlib import Path
from leaddesk.app.options import Options
from leaddesk.app.window_run import run_window
told = {}
def built(program):
    from PySide6.QtCore import QTimer
    board, frame = program.content.board, program.frame
    def look():
        if "filled" not in told and any(column.rowCount() for column in board.columns):
            frame.repaint()
            told["filled"] = time.monotonic()
        if {"filled", "checked"} <= told.keys():
            told["notice"] = program.content.trouble.isVisible()
            frame.close()
    def checked(sound):
        told["checked"], told["sound"] = time.monotonic(), sound
        look()
    program.connection.checked.connect(checked)
    board.heads_changed.connect(lambda: QTimer.singleShot(0, frame, look))
code = run_window(Options(data_dir=Path(PLACE)), on_built=built)
print(json.dumps({"code": code, **told}))
"""


def killed_while_writing(folder: Path, name: str, after: int) -> int:
    """Kill a writer -9 once it has saved `after` leads; how many it had told of."""
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder), name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    told = 0
    for line in writer.stdout:
        told = int(line)
        if told >= after:
            writer.send_signal(signal.SIGKILL)
            break
    rest = writer.communicate(timeout=30)[0].split()
    return int(rest[-1]) if rest else told


def start(folder: Path) -> dict[str, float]:
    begun = time.monotonic()
    done = run_python(STARTER.replace("PLACE", repr(str(folder))), seconds=120)
    assert done.returncode == 0, done.stderr
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    assert told["code"] == 0
    return {**told, "filled": told["filled"] - begun, "checked": told["checked"] - begun}


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
@pytest.mark.parametrize(
    ("leads", "kills"),
    [
        pytest.param(20_000, 2, id="fast"),
        pytest.param(100_000, 5, id="full", marks=pytest.mark.slow),
    ],
)
def test_after_a_kill_the_board_is_there_in_seconds(tmp_path: Path, leads: int, kills: int) -> None:
    assert run(tmp_path, "demo", "--leads", str(leads)).code == 0
    path = tmp_path / "leaddesk.db"
    with promise(26) as measured:
        slowest = {"filled": 0.0, "checked": 0.0}
        for kill in range(1, kills + 1):
            before = run(tmp_path, "leads", "--limit", "0").result["total"]
            saved = killed_while_writing(tmp_path, f"n{kill}", 100 * kill)
            assert path.with_name("leaddesk.db-wal").stat().st_size, "the newest lies in the log"
            told = start(tmp_path)
            assert told["sound"]
            assert not told["notice"]
            slowest = {name: max(slowest[name], told[name]) for name in slowest}
            # All that was told as saved; of the transaction in flight all or nothing.
            new = run(tmp_path, "leads", "--limit", "0").result["total"] - before
            assert new in {saved, saved + 50}
        assert find_damage(path) == ()
        measured.count(leads=leads, kills=kills, **{k: round(v, 2) for k, v in slowest.items()})
        assert slowest["filled"] < LIMIT
        assert slowest["checked"] < CHECK_LIMIT
