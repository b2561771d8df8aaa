"""The stages of a new pipeline in the user's language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from leaddesk.base.resources import resource
from leaddesk.domain.pipeline import TEMPLATES, template_plans
from leaddesk.presentation.stage_words import stage_names


@pytest.fixture
def german(qapp):
    translator = QTranslator()
    assert translator.load(str(resource("locale") / "leaddesk_de.qm"))
    QCoreApplication.installTranslator(translator)
    yield
    QCoreApplication.removeTranslator(translator)


def test_every_stage_of_every_template_has_its_word():
    wanted = {plan.name for plans in TEMPLATES.values() for plan in plans}
    assert {name for name, _word in stage_names()} == wanted


@pytest.mark.parametrize("template", TEMPLATES)
def test_in_german_no_two_are_alike(german, template):
    names = [plan.name for plan in template_plans(template, stage_names())]
    assert len(set(names)) == len(names)
    assert {"Neu", "Verhandlung", "Gewonnen"} <= set(names)
