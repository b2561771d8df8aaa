"""One theme for all tests of widgets; each test starts with the light look, nothing moving."""

from __future__ import annotations

from pathlib import Path

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


@pytest.fixture(scope="session")
def team_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a team and a few leads; tests work on copies."""
    from tests.widgets.office import make_database

    path = tmp_path_factory.mktemp("team") / "team.leaddesk"
    make_database(path)
    return path


@pytest.fixture
def make_office(team_file: Path, tmp_path: Path, theme: Theme):
    """Make a window on a copy of the team's database; several in one test stand on the same."""
    from tests.widgets.office import Office, copy_of

    made = []
    path = copy_of(team_file, tmp_path)

    def make(**values):
        made.append(Office(path, theme, **values))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def office(make_office):
    """A window of usual size, showing the board."""
    return make_office().open()
