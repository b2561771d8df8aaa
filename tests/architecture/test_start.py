"""What the first paint may load: nothing that costs more than the window itself."""

from __future__ import annotations

import pytest

from tests.support.child import packages_loaded_by

HEAVY = {
    "numpy", "sklearn", "pyqtgraph", "openpyxl", "phonenumbers", "psycopg", "alembic",
}  # fmt: skip


@pytest.mark.parametrize("module", ["leaddesk.widgets", "leaddesk.presentation"])
def test_the_window_loads_nothing_heavy(module):
    assert packages_loaded_by(f"import {module}") & HEAVY == set()


def test_the_gate_sees_what_a_module_loads():
    assert "sqlite3" in packages_loaded_by("import sqlite3")
    assert "sqlite3" not in packages_loaded_by("pass")
