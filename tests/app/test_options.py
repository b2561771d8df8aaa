"""The command line: where options may stand, what is wrong usage."""

from __future__ import annotations

import json

import pytest

from leaddesk.app.main import main
from leaddesk.app.options import Usage, read_options
from tests.support.child import modules_loaded_by


@pytest.mark.parametrize(
    "words",
    [
        ["--data-dir", "d", "--json", "tour", "--out", "o"],
        ["tour", "--data-dir", "d", "--out", "o", "--json"],
        ["tour", "--out", "o", "--json", "--data-dir=d"],
    ],
)
def test_options_of_the_program_stand_before_or_after_the_verb(words):
    options = read_options(words)
    assert str(options.data_dir) == "d"
    assert options.as_json
    assert options.verb == "tour"
    assert str(options.args.out) == "o"


def test_without_a_verb_the_window_opens():
    options = read_options(["--demo", "--as", "ana"])
    assert options.verb is None
    assert options.demo
    assert options.as_user == "ana"


@pytest.mark.parametrize(
    "words",
    [
        ["fly"], ["--fly"], ["tour"], ["tour", "--out"], ["--json"], ["--data-dir"],
        ["tour", "--out", "o", "--size", "10x10"], ["tour", "--o", "x"],
    ],
)  # fmt: skip
def test_wrong_usage_is_told_and_code_two(words, capsys):
    assert main(words) == 2
    said = capsys.readouterr()
    assert "leaddesk" in said.err
    if "--json" in words:
        assert json.loads(said.out)["error"]["code"] == "usage"
    else:
        assert not said.out


def test_wrong_usage_of_a_verb_with_json_is_one_document(capsys):
    assert main(["tour", "--json"]) == 2
    assert "--out" in json.loads(capsys.readouterr().out)["error"]["title"]


def test_help_lists_the_verbs(capsys):
    assert main(["--help"]) == 0
    said = capsys.readouterr().out
    assert "self-test" in said
    assert "--data-dir" in said


def test_help_of_a_verb(capsys):
    assert main(["tour", "-h"]) == 0
    assert "--size" in capsys.readouterr().out


def test_behind_two_dashes_words_are_the_verbs_own():
    with pytest.raises(Usage):
        read_options(["self-test", "--", "--json"])


def test_reading_options_for_the_window_imports_no_verb():
    loaded = modules_loaded_by("from leaddesk.app.options import read_options; read_options([])")
    assert not [name for name in loaded if name.startswith("leaddesk.app.verbs.tour")]
    assert "PySide6" not in loaded
