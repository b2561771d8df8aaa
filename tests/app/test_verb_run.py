"""Verbs run to an exit code: what goes to which stream."""

from __future__ import annotations

import io
import json
import sys
import types

import pytest

from leaddesk.app import options as options_module
from leaddesk.app import verb_run
from leaddesk.app.options import read_options
from leaddesk.app.verbs.context import VerbFailed
from leaddesk.base.errors import Cancelled, KnownError, Needed


@pytest.fixture
def verb(monkeypatch, tmp_path):
    """Runs a function as the verb `try`; returns code, standard output and error."""

    def run_as_verb(do, *words):
        module = types.ModuleType("made_up_verb")
        module.register = lambda subparsers: subparsers.add_parser("try")
        module.run = lambda _args, context: do(context)
        monkeypatch.setitem(sys.modules, "made_up_verb", module)
        table = {"try": "made_up_verb"}
        monkeypatch.setattr(options_module, "VERBS", table)
        monkeypatch.setattr(verb_run, "VERBS", table)
        out, err = io.StringIO(), io.StringIO()
        given = read_options(["try", "--data-dir", str(tmp_path), *words])
        code = verb_run.run_verb(given, out=out, err=err, stdin=io.StringIO("in"))
        return code, out.getvalue(), err.getvalue()

    return run_as_verb


def fail(error):
    raise error


def test_done(verb):
    def do(context):
        context.say("working")
        return {"leads": context.desk.ask(lambda reader: reader.count())}

    assert verb(do, "--json") == (0, '{\n  "leads": 0\n}\n', "working\n")
    assert verb(do)[1] == "leads: 0\n"


def test_a_known_error_is_one_line_and_one_document(verb):
    error = Needed("A reason is missing.", "Give --reason.", fields=("reason",))
    code, out, err = verb(lambda _context: fail(error), "--json")
    assert code == 1
    assert err == "A reason is missing. Give --reason.\n"
    assert json.loads(out)["error"]["fields"] == ["reason"]
    assert verb(lambda _context: fail(error))[1] == ""


def test_a_verb_that_fails_may_still_have_a_result(verb):
    error = VerbFailed("One row was refused.", result={"problems": [{"line": 3}]})
    code, out, _ = verb(lambda _context: fail(error), "--json")
    assert code == 1
    assert json.loads(out)["problems"] == [{"line": 3}]


@pytest.mark.parametrize("error", [FileNotFoundError(2, "No such file", "x.csv"), Cancelled()])
def test_files_and_stops_are_known_errors(verb, error):
    assert verb(lambda _context: fail(error))[0] == 1


def test_a_bug_is_code_three_with_a_report(verb, tmp_path):
    code, out, err = verb(lambda _context: fail(ZeroDivisionError("x")), "--json")
    assert code == 3
    (report,) = (tmp_path / "logs" / "reports").iterdir()
    assert str(report) in err
    assert json.loads(out)["error"]["report"] == str(report)
    assert "While: try" in report.read_text(encoding="utf-8")


def test_ctrl_c_is_told(verb):
    code, out, err = verb(lambda _context: fail(KeyboardInterrupt()))
    assert (code, out) == (130, "")
    assert "Stopped" in err


def test_the_database_opens_at_its_first_use_only(verb, tmp_path):
    assert verb(lambda _context: {})[0] == 0
    assert not (tmp_path / "leaddesk.db").exists()


def test_another_now(verb):
    def do(context):
        early = context.desk_at("2026-03-10T09:30+01:00").clock.now()
        with pytest.raises(KnownError):
            context.desk_at("soon")
        return {"at": early}

    assert json.loads(verb(do, "--json")[1]) == {"at": "2026-03-10T09:30:00+01:00"}


def test_long_work_is_done_to_its_end(verb):
    def work():
        from leaddesk.base.progress import Progress

        yield Progress(1, 2)
        return 7

    assert verb(lambda context: {"n": context.finish(work())})[1] == "n: 7\n"


def test_a_password_in_the_address_is_refused_and_not_repeated(verb):
    code, out, err = verb(
        lambda context: {"n": context.desk}, "--database", "postgresql://ana:geheim@db/x", "--json"
    )
    assert code == 1
    assert "geheim" not in out + err
