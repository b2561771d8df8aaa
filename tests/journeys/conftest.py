"""A desktop with an eye on it, and LeadDesk in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.eye import Eye, find_launcher
from tests.journeys.journey import Journey
from tests.support.desktop import Desktop
from tests.support.missing import skip_unless_ci


@pytest.fixture
def journey(desktop_with_bus: Desktop, tmp_path: Path) -> Iterator[Journey]:
    """LeadDesk, not started yet, on a screen of its own."""
    launcher = find_launcher()
    if launcher is None:
        skip_unless_ci("no at-spi-bus-launcher here; `python3 dev.py setup` brings it")
    eye = Eye(desktop_with_bus, launcher)
    try:
        yield Journey(desktop_with_bus, eye, tmp_path / "data")
    finally:
        eye.close()
