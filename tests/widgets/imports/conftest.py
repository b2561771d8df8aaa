"""An import page on a real file and database, its lanes without threads."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from leaddesk.presentation.presence_model import PresenceModel
from leaddesk.presentation.undo_history import UndoHistory
from leaddesk.widgets.imports.import_page import ImportPage
from leaddesk.widgets.notices import Notices
from leaddesk.widgets.tools import Tools
from tests.presentation.imports.conftest import Shop


def page_of(shop, theme, **given):
    """A page in a host of its own, as the window has it."""
    host = QWidget()
    host.resize(1368, 844)
    notices = Notices(theme, UndoHistory(shop.client, shop.clock), host, shop.clock, shop.dates)
    tools = Tools(
        theme, shop.client, shop.hub, shop.clock, shop.dates, shop.money, notices,
        presence=PresenceModel(shop.client, shop.clock, host),
    )  # fmt: skip
    page = ImportPage(tools, shop.files, **given)
    page.setParent(host)
    page.resize(host.size())
    page.flow._settle.setInterval(0)
    return host, page


@pytest.fixture
def shop(qapp, tmp_path):
    made = Shop(tmp_path)
    yield made
    made.close()


@pytest.fixture
def page(shop, theme, qtbot):
    host, made = page_of(shop, theme, pick_file=lambda _parent: None)
    qtbot.addWidget(host)
    host.show()
    return made
