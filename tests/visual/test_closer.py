"""Every page and dialog, looked at closely: no text is cut, covered or left untranslated, and
whatever can be worked says its name and role, is met by the Tab key and can be hit."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.visual.tours import ROOT

LOOKS = {
    "plain": "1440x900",
    "long": "1366x768",  # words of a long language: 40 % more
    "mirrored": "1024x640",  # and written from right to left, in the smallest window
    "de": "1024x640",
}


@pytest.mark.parametrize("mode", LOOKS)
def test_nothing_is_cut_covered_nameless_or_out_of_reach(mode, tmp_path):
    tour = [sys.executable, "-m", "tests.visual.closer", mode, LOOKS[mode], str(tmp_path)]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen", TZ="Europe/Berlin")
    done = subprocess.run(tour, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout.splitlines()[-1]) == []
