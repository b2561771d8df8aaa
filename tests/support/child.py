"""Running a piece of Python in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run_python(
    code: str, *, seconds: float = 60.0, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `code` in a fresh interpreter in the project's root; text output is captured.

    Qt runs offscreen unless `environment` says otherwise.
    """
    env = {"QT_QPA_PLATFORM": "offscreen", "LANG": "C.UTF-8", **os.environ, **environment}
    return subprocess.run(
        [sys.executable, "-X", "faulthandler", "-c", code],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def modules_loaded_by(code: str) -> frozenset[str]:
    """Return the names in sys.modules after `code` ran in a fresh interpreter."""
    tail = "\nimport json, sys\nprint('\\n' + json.dumps(sorted(sys.modules)))"
    done = run_python(code + tail)
    assert done.returncode == 0, done.stderr
    return frozenset(json.loads(done.stdout.splitlines()[-1]))


def packages_loaded_by(code: str) -> frozenset[str]:
    """Return the top-level packages in sys.modules after `code` ran in a fresh interpreter."""
    return frozenset(name.partition(".")[0] for name in modules_loaded_by(code))
