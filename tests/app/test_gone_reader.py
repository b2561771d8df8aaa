"""`leaddesk ... | head -1`: a reader that has had enough ends nothing and hears no complaint."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.app.programs import environment
from tests.support.source import ROOT


def run_unheard(*words, stderr=subprocess.PIPE):
    """Run the program; whoever should read its standard output has gone already."""
    reader, writer = os.pipe()
    os.close(reader)
    try:
        return subprocess.run(
            [sys.executable, "-m", "leaddesk", *map(str, words)],
            cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=writer,
            stderr=writer if stderr is None else stderr, text=True, timeout=90, check=False,
        )  # fmt: skip
    finally:
        os.close(writer)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["leads", "--help"], 0),
        (["leads"], 0),
        (["leads", "--json"], 0),
        (["self-test"], 0),
    ],
)
def test_it_ends_quietly_with_the_code_it_earned(program, words, code):
    ran = run_unheard("--data-dir", program.folder, *words)
    assert (ran.returncode, ran.stderr) == (code, "")


def test_what_is_wrong_is_still_told_on_the_other_stream(program):
    ran = run_unheard("--data-dir", program.folder, "lead", "999999999", "--json")
    assert ran.returncode == 1
    assert len(ran.stderr.splitlines()) == 1
    ran = run_unheard("nonsense", "--json")
    assert ran.returncode == 2
    assert "nonsense" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_change_is_done_also_when_nobody_hears_of_it(program):
    lead = program.ask("leads", "--limit", 1, "--fields", "id")["leads"][0]["id"]
    ran = run_unheard(
        "--data-dir", program.folder, "edit", lead, "title=Head of Quiet", stderr=None
    )
    assert ran.returncode == 0
    assert program.ask("lead", lead)["title"] == "Head of Quiet"
