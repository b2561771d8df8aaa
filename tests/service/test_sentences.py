"""Every verb that a handler says has its sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import leaddesk.service
from leaddesk.service import commands, sentences
from leaddesk.service.handlers import HANDLERS
from leaddesk.service.sentences import SENTENCES, sentence, told

SERVICE = Path(leaddesk.service.__file__).parent


def test_every_command_has_a_handler():
    verbs = {
        one
        for one in vars(commands).values()
        if isinstance(one, type) and issubclass(one, commands.Command)
    } - {commands.Command}
    assert verbs <= set(HANDLERS)


def test_every_verb_said_has_a_sentence():
    said = set()
    for file in SERVICE.rglob("*.py"):
        for found in re.findall(r"\.say\(([^,)]+)", file.read_text(encoding="utf-8")):
            said |= set(re.findall(r'"(\w+)"', found))
    assert said
    assert said <= set(SENTENCES)


@pytest.mark.parametrize("verb", sorted(SENTENCES))
def test_sentences_have_no_gap_and_tell_one_from_many(verb):
    args = {"name": "Studio Belvedere", "stage": "Contacted", "to": "Ana", "tags": "vip",
            "fields": "city", "kind": "email_out", "reason": "timing", "channel": "email",
            "status": "denied", "file": "fair.csv", "outcome": ""}  # fmt: skip
    one = [sentence(verb, {**args, "n": 1}), told(verb, {**args, "n": 1})]
    many = [sentence(verb, {**args, "n": 3000}), told(verb, {**args, "n": 3000})]

    for text in (*one, *many):
        assert "{" not in text
        assert "…" not in text
        assert not text[0].islower()
        assert not text.endswith(".")
    assert verb == "setup" or all("3,000" in text for text in many)


def test_old_and_strange_steps_stay_readable():
    assert sentence("teleport", {}) == "teleport"
    assert told("teleport", {}) == "teleport"
    assert sentence("move", {}) == "Move 1 lead to …"
    assert sentence("move", {"name": "{x}", "stage": "{0}"}) == "Move {x} to {0}"
    assert told("move", {"n": 2, "stage": "Won"}, "undo") == "Undone: Move 2 leads to Won"
    assert sentences.sentence("move", {"n": 2, "stage": "Won"}, "redo").startswith("Redo: ")


def test_a_name_that_begins_a_sentence_keeps_its_small_letter():
    assert told("move", {"n": 1, "name": "info@solo.example", "stage": "Won"}).startswith("info@")
    assert told("move", {"n": 2, "name": "", "stage": "Won"})[0] == "2"
