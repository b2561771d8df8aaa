"""A step in the user's language: what it does, and what it did."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from leaddesk.domain.change import Step
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import CONTEXT, user_locale
from leaddesk.service.sentences import Args, Places, sentence, told

NAME_LIMIT = 60
"""Letters of a name in a sentence."""


def step_act(step: Step) -> str:
    """Return the act in one line, for the history: "Undo: Move 3 leads to Contacted"."""
    return one_line(sentence(step.verb, _shortened(step), step.mode, _translated))


def step_news(step: Step) -> str:
    """Return the news in one line, for a toast: "Studio Belvedere moved to Contacted"."""
    return one_line(told(step.verb, _shortened(step), step.mode, _translated))


def _shortened(step: Step) -> Args:
    """What the step tells, with a name that leaves the sentence around it readable."""
    name = step.args.get("name")
    return {**step.args, "name": one_line(name, NAME_LIMIT)} if isinstance(name, str) else step.args


def _translated(one: str, many: str, n: int, places: Places) -> str:
    """As `tr` and `tr_n`: the key is the English text, of counted things the form for many."""
    if not many:
        return QCoreApplication.translate(CONTEXT, one).format_map(places)
    found = QCoreApplication.translate(CONTEXT, many, None, n)
    if n == 1 and found == many:
        found = one
    return found.format_map(Places(places, n=user_locale().toString(n)))
