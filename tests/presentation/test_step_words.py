"""Toasts and the history speak the user's language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from leaddesk.domain.change import Step
from leaddesk.presentation.step_words import step_act, step_news
from leaddesk.service.sentences import SENTENCES
from tests.presentation.fakes import NOW

WORDS = {
    "{who} moved to {stage}": "{who} steht jetzt in {stage}",
    "Move {who} to {stage}": "{who} nach {stage} schieben",
    "Undone: {what}": "Rückgängig: {what}",
    "{kind} with {who} done": "{kind} mit {who} erledigt",
    "call": "Anruf",
}


class German(QTranslator):
    """Marks what it has no words for, so that nothing passes it by."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def translate(self, context, source, disambiguation=None, n=-1):
        self.asked.add(source)
        if source == "{n} leads moved to {stage}":
            return "{n} Kontakt ist in {stage}" if n == 1 else "{n} Kontakte sind in {stage}"
        return WORDS.get(source, f"«{source}»")

    def isEmpty(self):
        return False


@pytest.fixture
def german(qapp):
    translator = German()
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def step(verb, mode="do", **args):
    return Step(1, "op", 1, NOW, verb, args, mode)


def test_a_sentence_is_translated_whole_with_its_names_as_they_are(german):
    moved = step("move", n=1, name="Nord {wind}", stage="Won %n", id=7)
    assert step_news(moved) == "Nord {wind} steht jetzt in Won %n"
    back = step("move", "undo", n=1, name="Nordwind", stage="Won", id=7)
    assert step_news(back) == "Rückgängig: Nordwind nach Won schieben"
    done = step("finish_task", n=1, name="Nordwind", kind="call")
    assert step_news(done) == "Anruf mit Nordwind erledigt"


def test_counts_take_the_form_of_the_language(german):
    assert step_news(step("move", n=1, stage="Won")) == "1 Kontakt ist in Won"
    assert step_news(step("move", n=3000, stage="Won")) == "3,000 Kontakte sind in Won"


@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_no_sentence_passes_the_translator_by(german, verb):
    for args in ({"n": 1, "name": "Nordwind"}, {"n": 2}):
        step_act(step(verb, **args))
        step_news(step(verb, **args))
    found = SENTENCES[verb]
    assert {found.does_many, found.did_many} <= german.asked
    if "{who}" in found.did:
        assert {found.does, found.did} <= german.asked


def test_without_a_translation_it_is_english(qapp):
    assert step_news(step("move", n=1, stage="Won")) == "1 lead moved to Won"
    assert step_act(step("move", "undo", n=3, stage="Won")) == "Undo: Move 3 leads to Won"
    assert step_news(step("move", n=1, name="{x}")) == "{x} moved to …"


def test_a_long_name_leaves_the_sentence_readable(qapp):
    moved = step("move", n=1, name="Mega " * 400_000, stage="Won")
    assert step_news(moved) == "Mega " * 12 + "… moved to Won"
    back = step("move", "undo", n=1, name="x" * 300, stage="Won")
    assert step_act(back) == f"Undo: Move {'x' * 60}… to Won"
