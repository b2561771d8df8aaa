"""`config export FILE`, `config import FILE` and `config schema`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from leaddesk.app.verbs.context import Context


def register(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "config", help="stages, fields, users, rules and shared views as one JSON file",
        description="Exports or imports the whole configuration. Import changes only what "
        "differs; stages, users and views that the file does not name stay.",
    )  # fmt: skip
    parser.add_argument("act", choices=("export", "import", "schema"))
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help="- prints the export")
    parser.add_argument("--dry-run", action="store_true", help="show what an import would change")


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`changed` of an import, `file` of an export, or the schema itself."""
    from leaddesk.app.configuration.document import read_schema
    from leaddesk.base.errors import KnownError

    if args.act == "schema":
        return read_schema()
    if args.file is None:
        raise KnownError("It is not said which file.", "Nothing was done.", code="usage")
    return _export(args.file, context) if args.act == "export" else _import(args, context)


def show(result: Mapping[str, Any], out: TextIO) -> None:
    """The schema or an exported document as it is; else one line for each change."""
    if "changed" in result:
        for one in result["changed"]:
            fields = f": {', '.join(one['fields'])}" if one["fields"] else ""
            out.write(f"{one['part']}  {one['name']}{fields}\n")
        verb = "would be changed" if result["dry_run"] else "changed"
        out.write(f"{len(result['changed'])} {verb}\n")
    elif "file" in result:
        out.write(f"Written to {result['file']}\n")
    else:
        out.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")


def _export(file: Path, context: Context) -> dict[str, Any]:
    from leaddesk.app.configuration.document import export_document

    document = context.desk.ask(export_document)
    if str(file) == "-":
        return document
    path = file.expanduser().absolute()
    part = path.with_name(f"{path.name}.part")
    try:
        part.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", "utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return {"file": str(path), "stages": len(document["stages"]), "users": len(document["users"])}


def _import(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    from leaddesk.app.configuration.adopt import adopt
    from leaddesk.app.configuration.document import read_document
    from leaddesk.app.verbs.doing import act

    text = (
        context.stdin.read() if str(args.file) == "-"
        else args.file.expanduser().read_text(encoding="utf-8-sig")
    )  # fmt: skip
    document = read_document(text)
    done = act(context, lambda uow: adopt(uow, document), dry_run=args.dry_run)
    return {"changed": done.result, "step": done.step, "dry_run": args.dry_run}
