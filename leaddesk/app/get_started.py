"""The card "Get started" over the board: who sees it, and where its lines lead."""

from __future__ import annotations

from PySide6.QtCore import QObject

from leaddesk.app.opening import Opened
from leaddesk.app.wiring import Parts
from leaddesk.presentation.get_started_model import GetStartedModel
from leaddesk.widgets.get_started import GetStarted
from leaddesk.widgets.main_window import MainWindow
from leaddesk.widgets.settings.settings_page import SettingsPage

MANAGERS = frozenset({"manager", "admin"})


class GettingStarted(QObject):
    """For those who set a team up; who joins one finds it set up."""

    def __init__(self, parts: Parts, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.model = GetStartedModel(parts.client, parts.hub, parts.settings, self)
        self.card = GetStarted(window.theme, self.model, window.pipeline)
        self.card.asked.connect(self._go)
        window.pipeline.put_above(self.card)
        self.card.stand_after(window.pipeline.bar.switch)
        if window.pages.settings.is_made:
            self._watch(window.settings_page)
        else:
            window.pages.settings_made.connect(self._watch)
        self.model.look()

    def _watch(self, page: SettingsPage) -> None:
        page.section_shown.connect(self._shown)

    def _shown(self, section: str) -> None:
        if section == "stages":
            self.model.tick(frozenset({"stages"}))

    def _go(self, thing: str) -> None:
        window = self._window
        if thing in {"stages", "colleague"}:
            window.show_page("settings")
            window.settings_page.choose("stages" if thing == "stages" else "team")
            window.settings_page.take_focus()
        elif thing == "step" and window.pipeline.view.current_id() is not None:
            window.pipeline.do("plan")
        else:
            window.open_new_lead()


def is_wanted(parts: Parts, opened: Opened) -> bool:
    """Whether this user is to see the card."""
    user, settings = opened.user, parts.settings.settings
    return user is not None and user.role in MANAGERS and not settings.start_closed
