"""Sentences kept in English are known again by their templates and said in another language."""

from __future__ import annotations

import ast
import re

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from leaddesk.domain.identity.web import normalise_website
from leaddesk.domain.mapping.numbers import parse_number
from leaddesk.presentation.kept_words import KEPT, tr_kept
from tests.support.source import ROOT


class Backwards(QTranslator):
    """Says every text in brackets."""

    def translate(self, _context, text, _comment=None, _n=-1):
        return f"[{text}]"


def test_in_english_everything_stays_as_it_is(qapp):
    for text in ("This is not a web address", "This is not a web address.", "“12x” is not a number",
                 "owner: “12x” is not a number", "A name.", "", "a: b"):  # fmt: skip
        assert tr_kept(text) == text


class Known(Backwards):
    """Knows the templates alone."""

    def translate(self, _context, text, _comment=None, _n=-1):
        return f"[{text}]" if text in KEPT or text == "Employees" else None


@pytest.fixture
def knows_templates(qapp):
    translator = Known(qapp)
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_values_come_back_in_their_places(knows_templates):
    assert tr_kept("“12x” is not a number") == "[“12x” is not a number]"
    assert tr_kept("employees: “12x” is not a number") == "[Employees]: [“12x” is not a number]"
    assert tr_kept("Nobody knows this: or that") == "Nobody knows this: or that"


def test_what_the_domain_says_is_known(knows_templates):
    for text in (parse_number("zwölf").problem, normalise_website("nothing").problem.text):
        assert tr_kept(text).startswith("["), text


def test_a_list_of_the_domains_sentences_is_complete():
    """Whoever writes a new problem of a value names it in KEPT."""
    templates = {re.sub(r"\{\w+\}", "{}", text) for text in KEPT}
    lacking = []
    for path in sorted((ROOT / "leaddesk" / "domain" / "identity").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            place = {"Problem": 1, "problem": 2}.get(node.func.id)
            if place is None or len(node.args) <= place:
                continue
            words = node.args[place]
            if isinstance(words, ast.Constant) and words.value not in templates:
                lacking.append(words.value)
    assert lacking == []
