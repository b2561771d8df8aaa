"""The command line read: the options of the whole program, then the verb's own."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from leaddesk.app.given import Options
from leaddesk.app.verbs.table import VERBS

_ABOUT = "Lead management for small sales teams. Without a verb the window opens."


class Usage(Exception):
    """The command line was wrong (code 2), or asked only to be told something (code 0)."""

    def __init__(self, code: int, text: str, *, as_json: bool) -> None:
        super().__init__(text)
        self.code = code
        self._text = text
        self._as_json = as_json

    def tell(self) -> int:
        """Say it where it belongs and return the exit code."""
        from leaddesk.app.output import reaching

        stream = sys.stdout if self.code == 0 else sys.stderr
        with reaching(stream):
            print(self._text, file=stream)
        if self.code != 0 and self._as_json:
            title = self._text.strip().splitlines()[-1]
            with reaching(sys.stdout):
                print(json.dumps({"error": {"code": "usage", "title": title, "hint": ""}}))
        return self.code


def read_options(arguments: Sequence[str]) -> Options:
    """Read the command line. The options of the whole program may stand before or after the verb.

    Raises Usage. Only the module of the verb in use is imported, without a verb none.
    """
    given = list(arguments)
    end = given.index("--") if "--" in given else len(given)
    as_json = "--json" in given[:end]
    everywhere = _Parser(prog="leaddesk", add_help=False, allow_abbrev=False, as_json=as_json)
    _add_options(everywhere)
    known, rest = everywhere.parse_known_args(given[:end])
    rest += given[end:]
    shared = {
        "data_dir": known.data_dir, "database": known.database, "as_user": known.as_user,
        "demo": known.demo, "as_json": known.as_json, "password_stdin": known.password_stdin,
    }  # fmt: skip
    if not rest:
        if known.as_json:
            raise Usage(2, "leaddesk: --json needs a verb.", as_json=True)
        return Options(**shared)
    verb = next((word for word in rest if not word.startswith("-")), None)
    names = [verb] if verb in VERBS and rest[0] == verb else list(VERBS)
    args = _whole_parser(names, as_json=as_json).parse_args(rest)
    return Options(**shared, verb=args.verb, args=args)


class _Parser(argparse.ArgumentParser):
    """Raises Usage where argparse would end the process."""

    def __init__(self, *values: Any, as_json: bool = False, **named: Any) -> None:
        super().__init__(*values, **named)
        self._as_json = as_json

    def error(self, message: str) -> NoReturn:
        text = f"{self.format_usage()}{self.prog}: {message}"
        raise Usage(2, text, as_json=self._as_json)

    def print_help(self, _file: object = None) -> None:
        raise Usage(0, self.format_help().rstrip(), as_json=self._as_json)


def _add_options(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument_group("options of every verb").add_argument
    add("--data-dir", type=Path, metavar="DIR", help="keep everything below this folder")
    add("--database", metavar="URL", help="a file, or postgresql://user@server/database")
    add("--as", dest="as_user", metavar="USER", help="act as another user (file only)")
    add("--demo", action="store_true", help="work on generated sample data, kept apart")
    add("--json", dest="as_json", action="store_true", help="print one JSON document")
    add(
        "--password-stdin", action="store_true",
        help="the database's password is the first line of standard input",
    )  # fmt: skip


def _whole_parser(names: Sequence[str], *, as_json: bool) -> argparse.ArgumentParser:
    """The parser with these verbs, for use, help and complaints."""
    import importlib

    from leaddesk import __version__

    # With one verb known, the usage line must not list it as the only one there is.
    usage = "leaddesk [options] [VERB ...]"
    parser = _Parser(prog="leaddesk", description=_ABOUT, usage=usage, as_json=as_json)
    parser.add_argument("--version", action="version", version=f"LeadDesk {__version__}")
    _add_options(parser)

    class VerbParser(_Parser):
        def __init__(self, *values: Any, **named: Any) -> None:
            super().__init__(*values, allow_abbrev=False, as_json=as_json, **named)

    verbs = parser.add_subparsers(
        dest="verb", required=True, metavar="VERB", title="verbs", prog="leaddesk",
        parser_class=VerbParser,
    )  # fmt: skip
    for module in dict.fromkeys(VERBS[name] for name in names):
        importlib.import_module(module).register(verbs)
    return parser
