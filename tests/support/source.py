"""The project's own files, as the architecture tests read them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("leaddesk", "tests", "packaging", "resources", "requirements", "docs", ".ci")
TEXT = {
    ".py", ".md", ".txt", ".toml", ".cfg", ".ini", ".json", ".yml", ".yaml", ".qss", ".svg",
    ".sh", ".spec", ".desktop", ".xml", ".csv", ".html", "",
}  # fmt: skip


@cache
def text_files() -> tuple[Path, ...]:
    """Return all text files of the project, made or committed by us, sorted."""
    found = [path for path in ROOT.iterdir() if path.is_file() and path.name != "bench.json"]
    for folder in OURS:
        found += [path for path in (ROOT / folder).rglob("*") if path.is_file()]
    return tuple(sorted(p for p in found if p.suffix in TEXT and "__pycache__" not in p.parts))


def python_files(*folders: str) -> tuple[Path, ...]:
    """Return the Python files under these folders of the project; all of ours without any."""
    files = [path for path in text_files() if path.suffix == ".py"]
    roots = [ROOT / folder for folder in folders]
    return tuple(p for p in files if not roots or any(p.is_relative_to(r) for r in roots))


def shown(path: Path) -> str:
    """Return the path as the project writes it: from its root, with slashes."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """Return the parsed file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Give every call in the file with the dotted name of what is called, as written there."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node
