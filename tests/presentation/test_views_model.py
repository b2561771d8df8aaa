"""Saved views as a page has them."""

from __future__ import annotations

from typing import Any

from leaddesk.domain.change import Change
from leaddesk.domain.saved_view import SavedView
from leaddesk.presentation.change_hub import ChangeHub
from leaddesk.presentation.views_model import BuiltIn, Look, PageViews, SavedViews
from leaddesk.service.desk import Outcome


class Client:
    """Answers at once: commands with `outcome`, questions with the views."""

    user_id = 1

    def __init__(self, outcome: Outcome, views: tuple[SavedView, ...]) -> None:
        self.outcome, self.views = outcome, views

    def do(self, _command, on_done, _on_error):
        on_done(self.outcome)

    def ask(self, _key, _question, deliver):
        deliver(("ana", self.views))


def test_a_view_whose_saving_was_told_only_by_the_retry_is_chosen(qapp):
    """A lost connection hid the answer; the operation had been done."""
    made = Change("view", 7, None, None, {"name": "Warm"})
    client: Any = Client(Outcome(None, None, (made,), repeated=True), (SavedView(7, "Warm"),))
    page = PageViews("board", SavedViews(client, ChangeHub()), [BuiltIn("team", "All", Look())])
    done: list[Any] = []
    page.saved_now.connect(lambda: done.append(page.key))
    page.save_as("Warm", is_shared=False, failed=done.append)
    assert done == ["v7"]
    assert [entry.name for entry in page.entries()] == ["All", "Warm"]
    assert page.is_saved
