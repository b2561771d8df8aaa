"""`imports` lists the imports; `undo-import BATCH` takes one back as a whole."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import Any, TextIO

from leaddesk.app.verbs.context import Context
from leaddesk.app.verbs.doing import do
from leaddesk.service.import_commands import UndoImport

_COUNTS = ("rows", "created", "updated", "duplicate_in_file", "flagged", "rejected")


def register(subparsers: Any) -> None:
    subparsers.add_parser("imports", help="the imports, newest first")
    undo = subparsers.add_parser("undo-import", help="take an import back, for 30 days")
    undo.add_argument("batch", type=int, metavar="BATCH", help="its number, as import printed it")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`imports`, or `removed`, `restored`, `kept` (touched by somebody since)."""
    if args.verb == "imports":
        found = context.desk.ask(lambda reader: reader.batches())
        return {
            "imports": [
                {
                    "batch": one.id, "file": one.file_name, "at": one.at,
                    "user": one.user or None, "state": one.state,
                    **{name: getattr(one, name) for name in _COUNTS}, "step": one.step_id,
                }
                for one in found
            ]
        }  # fmt: skip
    done = do(context, UndoImport(args.batch))
    taken = done.result
    return {
        "removed": taken.removed, "restored": taken.restored,
        "kept": [{"id": one.id, "reason": one.reason} for one in taken.kept], "step": done.step,
    }  # fmt: skip


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """One line an import."""
    if "imports" not in result:
        kept = len(result["kept"])
        out.write(f"{result['removed']} removed, {result['restored']} restored, {kept} kept\n")
        out.writelines(f"  {one['id']}: {one['reason']}\n" for one in result["kept"])
        return
    for one in result["imports"]:
        at = f"{one['at']:%Y-%m-%d %H:%M}"
        out.write(
            f"{one['batch']}  {at}  {one['file']}  {one['state']}  {one['rows']} rows, "
            f"{one['created']} created, {one['updated']} updated, {one['rejected']} rejected\n"
        )
