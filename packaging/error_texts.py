"""The texts of errors and of `said`, as the program puts them together from constants.

Babel sees literals only. A hint is often a constant ("Nothing was changed. ") and a sentence; its
key is the whole, so both are joined here as the interpreter does it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

CALLS = {"KnownError": 2, "Conflict": 2, "Needed": 2, "said": 1}
"""How many of the first arguments are texts."""
_NAMES = ("title", "hint")


@dataclass(slots=True)
class ErrorTexts:
    """The texts that were `found`, and the places of arguments that are neither a constant nor
    `said`: a translator could not know them."""

    found: dict[str, None] = field(default_factory=dict)
    unknown: list[str] = field(default_factory=list)


def error_texts(package: Path, files: list[Path]) -> ErrorTexts:
    """Read the `files` of a `package` of Python."""
    texts = ErrorTexts()
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in files}
    constants = _Constants(package)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            for argument in _texts_of(node):
                _read(argument, path, constants, texts)
    return texts


def _texts_of(call: ast.Call) -> Iterator[ast.expr]:
    assert isinstance(call.func, ast.Name)
    count = CALLS.get(call.func.id, 0)
    yield from call.args[:count]
    if count > 1:
        yield from (keyword.value for keyword in call.keywords if keyword.arg in _NAMES)


def _read(node: ast.expr, path: Path, constants: _Constants, texts: ErrorTexts) -> None:
    if isinstance(node, ast.IfExp):
        _read(node.body, path, constants, texts)
        _read(node.orelse, path, constants, texts)
        return
    text = constants.text(node, path)
    if text is not None:
        if text:
            texts.found[text] = None
    elif not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
        # A call is `said`, which is met by itself, or a function that returns a text.
        texts.unknown.append(f"{path}:{node.lineno}: {ast.unparse(node)}")


class _Constants:
    """Texts of constants, also of imported ones."""

    def __init__(self, package: Path) -> None:
        self._package = package
        self._of: dict[Path, dict[str, tuple[ast.expr, Path]]] = {}

    def text(self, node: ast.expr, path: Path) -> str | None:
        """Return the text of an expression; None if it is none of constants."""
        if isinstance(node, ast.Constant):
            return node.value if isinstance(node.value, str) else None
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.text(node.left, path), self.text(node.right, path)
            return None if left is None or right is None else left + right
        if isinstance(node, ast.Name):
            known = self._names(path).get(node.id)
            return None if known is None else self.text(*known)
        return None

    def _names(self, path: Path) -> dict[str, tuple[ast.expr, Path]]:
        if path not in self._of:
            names = self._of[path] = {}
            for node in ast.parse(path.read_text(encoding="utf-8")).body:
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                    names[node.targets[0].id] = node.value, path
                elif isinstance(node, ast.ImportFrom) and node.module:
                    self._import(node, node.module, names)
        return self._of[path]

    def _import(
        self, node: ast.ImportFrom, module: str, names: dict[str, tuple[ast.expr, Path]]
    ) -> None:
        source = self._package.parent / Path(*module.split(".")).with_suffix(".py")
        if source.is_file():
            for alias in node.names:
                if alias.name.lstrip("_").isupper():
                    known = self._names(source).get(alias.name)
                    if known is not None:
                        names[alias.asname or alias.name] = known
