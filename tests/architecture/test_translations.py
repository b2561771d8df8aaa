"""All that LeadDesk says can be said in every language it is delivered in."""

from __future__ import annotations

import importlib.util
import re
import sys

import pytest

from tests.support.source import ROOT

SCRIPT = ROOT / "packaging" / "translations.py"


def load():
    """Import the script; `packaging` is a folder of tools, not of the program."""
    spec = importlib.util.spec_from_file_location("leaddesk_translations", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


translations = load()
LANGUAGES = translations.LANGUAGES
RENEW = "run: python3 dev.py translate"


def places(text: str) -> set[str]:
    """Return the places of a text that values are put into, and %n."""
    return set(re.findall(r"(?<!\{)\{(\w+)", text)) | set(re.findall(r"%n", text))


@pytest.fixture(params=LANGUAGES, scope="module")
def catalog(request):
    return translations.renewed(request.param)


def test_every_text_is_translated(catalog):
    assert translations.lacking(catalog) == []


def test_the_files_hold_todays_texts(catalog):
    language = str(catalog.locale)
    path = translations.LOCALE / f"leaddesk_{language}.po"
    is_new = path.read_bytes() == translations.as_po(catalog)
    assert is_new, RENEW
    is_compiled = path.with_suffix(".qm").read_bytes() == translations.compiled(catalog)
    assert is_compiled, RENEW


def test_no_value_is_lost_on_the_way(catalog):
    for message in catalog:
        if not message.id:
            continue
        ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
        wanted = places(ids[-1])
        for form in translations.forms(message):
            # One thing may be said without its number.
            assert places(form) | {"%n", "n"} >= wanted, message.id
            assert places(form) <= wanted | places(ids[0]), message.id


def test_what_is_never_said_is_not_found():
    assert "Nobody ever wrote this" not in translations.texts()
    assert "Pipeline" in translations.texts()
