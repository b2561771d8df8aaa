"""Every file can be read at one sitting, says what it is, and knows no machine."""

from __future__ import annotations

import ast
import re

import pytest

from tests.support.source import calls, python_files, shown, text_files, tree

LONGEST = 400
NAMES_THAT_SAY_NOTHING = {
    "util", "utils", "helper", "helpers", "common", "manager", "managers", "core", "misc",
}  # fmt: skip
# Written with brackets so that this file does not find itself.
MACHINE = re.compile(
    r"(?<![\w.*/-])/(wor[k]|roo[t]|User[s]|hom[e]/\w+)/\w"
    r"|pyp[i]\.org|pythonhoste[d]\.org|npmj[s]\.|de[b]\.debian|\.\./share[d]\b"
)
LATER = re.compile(r"\b(TOD[O]|FIXM[E]|XX[X])\b")


@pytest.mark.parametrize("path", python_files(), ids=shown)
def test_no_file_is_longer_than_one_can_hold_in_mind(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{lines} lines; find the second thing this file does"


def test_no_module_has_a_name_that_says_nothing():
    named = {p: {p.stem, *(part for part in p.parts)} for p in python_files("leaddesk")}
    assert [shown(p) for p, words in named.items() if words & NAMES_THAT_SAY_NOTHING] == []


SLEEPS = {
    "time.sleep", "sleep", "QThread.sleep", "QThread.msleep", "QtTest.QTest.qSleep",
    "QTest.qSleep", "QTest.qWait", "qtbot.wait",
}  # fmt: skip


def test_nothing_sleeps():
    """Ruff bans some of it too, but not in the folders that may import QtWidgets."""
    found = [
        f"{shown(path)}:{call.lineno}"
        for path in python_files()
        for name, call in calls(path)
        if name in SLEEPS
    ]
    assert found == []


def test_qt_widgets_are_imported_by_widgets_and_the_start_only():
    allowed = set(python_files("leaddesk/widgets", "leaddesk/app"))
    found = []
    for path in set(python_files("leaddesk")) - allowed:
        for node in ast.walk(tree(path)):
            words = ast.unparse(node) if isinstance(node, ast.Import | ast.ImportFrom) else ""
            if "QtWidgets" in words:
                found.append(f"{shown(path)}: {words}")
    assert found == []


def test_no_file_knows_a_machine_or_a_registry():
    found = [
        f"{shown(path)}:{number}: {line.strip()}"
        for path in text_files()
        for number, line in enumerate(
            path.read_text(encoding="utf-8", errors="replace").split("\n"), 1
        )
        if MACHINE.search(line)
    ]
    assert found == []


def test_nothing_is_put_off():
    found = [
        shown(path) for path in python_files() if LATER.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
