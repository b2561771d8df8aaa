"""`self-test`: proves that this installation or bundle can do its work."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, TextIO

from leaddesk.app.output import reaching
from leaddesk.app.self_test import run_checks
from leaddesk.app.verbs.context import Context, VerbFailed


def register(subparsers: Any) -> None:
    """Add the verb's parser."""
    subparsers.add_parser(
        "self-test", help="prove that this installation works",
        description="Tries the database, migrations, Qt, icons, fonts, translations, the password "
        "store, time zones, the lists of names and numbers, and reading tables in a child "
        "process. Exit code 1 if something is broken.",
    )  # fmt: skip


def run(_args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`checks: [{name, result, note}]`; "absent" is what LeadDesk can do without."""

    def database() -> str:
        count = context.desk.ask(lambda reader: reader.count())
        return f"{context.address.text}: {count} leads and opportunities"

    checks = run_checks(database, context.paths.temporary)
    result = {
        "checks": [{"name": c.name, "result": c.result, "note": c.note} for c in checks],
        "failed": sum(check.result == "failed" for check in checks),
    }
    if result["failed"]:
        broken = ", ".join(check.name for check in checks if check.result == "failed")
        if not context.as_json:
            with reaching(context.out):
                show(result, context.out)
        raise VerbFailed(
            f"This installation is not whole: {broken}.",
            "Your data was not touched. Install LeadDesk again, or mend what the notes name.",
            result=result, code="self-test",
        )  # fmt: skip
    return result


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """One line for each check."""
    out.writelines(f"{c['result']:7} {c['name']:18} {c['note']}\n" for c in result["checks"])
