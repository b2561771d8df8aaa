"""The program from its first line to its exit code."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from leaddesk.app.options import Usage, read_options
from leaddesk.base.garbage import collect_seldom


def main(arguments: Sequence[str] | None = None) -> int:
    """Run LeadDesk; `arguments` default to those of the process.

    0 done, 1 a known error, 2 wrong usage, 3 a bug (its report is written).
    """
    _serve_as_child()
    collect_seldom()
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        options = read_options(given)
    except Usage as usage:
        return usage.tell()
    if options.verb is None:
        from leaddesk.app.window_run import run_window

        return run_window(options)
    from leaddesk.app.verb_run import run_verb

    return run_verb(options)


def _serve_as_child() -> None:
    """In a bundle the child processes of `multiprocessing` are this program again."""
    if getattr(sys, "frozen", False):
        import multiprocessing

        multiprocessing.freeze_support()
