"""One theme for all tests of widgets; each test starts with the light look, nothing moving."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from leaddesk.widgets.theme import Look, Theme

LIGHT = Look("light", reduce_motion=True)


@pytest.fixture(scope="session")
def shared_theme(qapp: QApplication) -> Theme:
    return Theme(qapp, LIGHT)


@pytest.fixture
def theme(shared_theme: Theme, qapp: QApplication) -> Theme:
    if shared_theme.look != LIGHT or not qapp.styleSheet():
        shared_theme.apply(qapp, LIGHT)
    return shared_theme
