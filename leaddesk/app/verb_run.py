"""One verb of the command line: done, told, and turned into an exit code."""

from __future__ import annotations

import contextlib
import importlib
import sys
from typing import Any, TextIO

from leaddesk.app.crash import write_report
from leaddesk.app.given import Options
from leaddesk.app.output import print_json, reaching, show_result
from leaddesk.app.passwords import verb_password
from leaddesk.app.place import open_place
from leaddesk.app.verbs.context import Context, VerbFailed
from leaddesk.app.verbs.table import VERBS
from leaddesk.base.clock import SystemClock
from leaddesk.base.errors import Cancelled, KnownError
from leaddesk.base.logs import start_log

DONE, KNOWN, USAGE, BUG, STOPPED = 0, 1, 2, 3, 130


def run_verb(
    options: Options,
    *,
    out: TextIO | None = None,
    err: TextIO | None = None,
    stdin: TextIO | None = None,
) -> int:
    """Do the verb and return the exit code; the streams default to those of the process."""
    out, err, stdin = out or sys.stdout, err or sys.stderr, stdin or sys.stdin
    try:
        return _run(options, out, err, stdin)
    except KeyboardInterrupt:
        with reaching(err):
            print("Stopped. What was not finished was not saved.", file=err)
        return STOPPED


def _run(options: Options, out: TextIO, err: TextIO, stdin: TextIO) -> int:
    with contextlib.ExitStack() as stack:
        try:
            opener = open_place(options, SystemClock(), verb_password(options, err, stdin))
            opener.make_folders()
            stack.callback(start_log(opener.paths.logs, "commands"))
            context = Context(
                opener, out=out, err=err, stdin=stdin,
                as_json=options.as_json, is_demo=options.demo and options.verb != "demo",
            )  # fmt: skip
            stack.callback(context.close)
            verb = importlib.import_module(VERBS[str(options.verb)])
            result = verb.run(options.args, context)
            context.say_notice()
        except (KnownError, Cancelled, OSError) as error:
            return _tell_known(_known(error), options, out, err)
        except Exception as error:  # noqa: BLE001 - every bug ends in a report and exit code 3
            return _tell_bug(error, options, out, err)
        with reaching(out):
            if options.as_json:
                print_json(result, out)
            else:
                getattr(verb, "show", show_result)(result, out)
        return DONE


def _known(error: KnownError | Cancelled | OSError) -> KnownError:
    if isinstance(error, KnownError):
        return error
    if isinstance(error, Cancelled):
        return KnownError("Stopped.", "What was not finished was not saved.", code="cancelled")
    what = error.strerror or type(error).__name__
    return KnownError(
        f"{error.filename}: {what}." if error.filename else f"{what}.",
        "Nothing was changed. Check that the file or folder is there and that you may use it.",
        code="file",
    )


def _tell_known(error: KnownError, options: Options, out: TextIO, err: TextIO) -> int:
    with reaching(err):
        print(str(error), file=err)
    if options.as_json:
        result: dict[str, Any] = dict(error.result) if isinstance(error, VerbFailed) else {}
        told: dict[str, Any] = {"code": error.code, "title": error.title, "hint": error.hint}
        if fields := getattr(error, "fields", None):
            told["fields"] = list(fields)
        with reaching(out):
            print_json({**result, "error": told}, out)
    # A verb may find only in its own words that the command line was wrong.
    return USAGE if error.code == "usage" else KNOWN


def _tell_bug(error: Exception, options: Options, out: TextIO, err: TextIO) -> int:
    from leaddesk.app.place import choose_paths

    path = write_report(choose_paths(options).reports, error, SystemClock(), doing=options.verb)
    place = "" if path is None else f" The report is in {path}"
    with reaching(err):
        print(f"Something went wrong in LeadDesk itself. Nothing of it was saved.{place}", file=err)
    if options.as_json:
        told = {"code": "bug", "title": "Something went wrong.", "report": str(path or "")}
        with reaching(out):
            print_json({"error": told}, out)
    return BUG
