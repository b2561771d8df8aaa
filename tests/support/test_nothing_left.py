"""The watch over every test sees what a test leaves behind."""

from __future__ import annotations

import os
import subprocess
import sys

from tests.support.source import ROOT

SAMPLE = """
import threading
import warnings
from PySide6.QtWidgets import QWidget

kept = []


def test_leaves_a_thread():
    threading.Thread(target=threading.Event().wait, args=(10,), name="lost", daemon=True).start()


def test_leaves_a_window(qapp):
    kept.append(QWidget())


def test_warns():
    warnings.warn("old", DeprecationWarning)


def test_is_tidy(qtbot):
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
"""


def test_threads_windows_and_warnings_fail_the_test_that_left_them(tmp_path):
    sample = tmp_path / "test_sample.py"
    sample.write_text(SAMPLE, encoding="utf-8")
    words = [sys.executable, "-m", "pytest", "-c", str(ROOT / "pyproject.toml"), "-p"]
    words += ["tests.conftest", "-p", "no:cacheprovider", "-p", "no:xdist", str(sample)]
    env = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    done = subprocess.run(
        words, cwd=ROOT, env=env, capture_output=True, text=True, timeout=60, check=False
    )
    assert "threads left running: ['lost']" in done.stdout, done.stdout + done.stderr
    assert "windows left behind: " in done.stdout
    lines = [line.partition(" - ")[0] for line in done.stdout.splitlines()]
    bad = {line.partition("::")[2] for line in lines if line.startswith(("FAILED ", "ERROR "))}
    assert bad == {"test_leaves_a_thread", "test_leaves_a_window", "test_warns"}
