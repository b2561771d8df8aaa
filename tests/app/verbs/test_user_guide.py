"""The commands of the user guide are run as they stand there.

Lines of the shell (pipes, files) run in one, as the real program in a child process; the others in
this process, which is ten times quicker.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from leaddesk.app.verbs.table import VERBS
from tests.app.conftest import Program

ROOT = Path(__file__).resolve().parents[3]
GUIDE = ROOT / "docs" / "user-guide.md"
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    blocks = BLOCK.findall(GUIDE.read_text(encoding="utf-8"))
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture
def shell(tmp_path):
    """Runs a line in a shell that finds `leaddesk`: (exit code, standard output, error output)."""
    start = tmp_path / "bin" / "leaddesk"
    start.parent.mkdir()
    start.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m leaddesk --data-dir "$DATA" "$@"\n')
    start.chmod(0o755)
    environment = {
        **os.environ, "PATH": f"{start.parent}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT),
        "DATA": str(tmp_path / "data"),
    }  # fmt: skip

    def run(line: str) -> tuple[int, str, str]:
        done = subprocess.run(
            ["sh", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True,
            timeout=120, check=False,
        )  # fmt: skip
        return done.returncode, done.stdout, done.stderr

    return run


def test_every_command_of_the_guide_works(tmp_path, shell, monkeypatch):
    monkeypatch.chdir(tmp_path)
    program = Program(tmp_path / "data")
    lines = commands()
    assert len(lines) > 30
    for number, line in enumerate(lines):
        if number == 0 or not line.startswith("leaddesk "):
            code, out, err = shell(line)
        else:
            ran = program.run(*shlex.split(line)[1:])
            code, out, err = ran.code, ran.out, ran.err
        assert code == 0, f"{line}\n{out}\n{err}"
        if "--json" in line:
            json.loads(out)


def test_the_guide_shows_only_verbs_that_there_are():
    pattern = re.compile(r"\bleaddesk (?:--\S+ )*([a-z-]+)")
    shown = {found[1] for line in commands() if (found := pattern.search(line))}
    assert shown <= set(VERBS)
