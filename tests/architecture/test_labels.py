"""Text that comes from a lead is never painted as markup.

QLabel, tool tips and message boxes guess whether a text is HTML. So a widget gives them
either a text written in our own source, or goes through leaddesk/widgets/labels.py.
"""

from __future__ import annotations

import ast
import textwrap

import pytest

from tests.support.source import ROOT, calls, python_files, shown

MAKES_IT_PLAIN = ROOT / "leaddesk" / "widgets" / "labels.py"


def is_own_text(node: ast.expr) -> bool:
    """Whether the text is written in the source: a literal, tr("..."), or a choice of those."""
    match node:
        case ast.Constant(value=str()):
            return True
        case ast.IfExp(body=body, orelse=orelse):
            return is_own_text(body) and is_own_text(orelse)
        case ast.Call(func=func, args=[first, *_]):
            called = ast.unparse(func).rpartition(".")[2]
            return called in {"tr", "_", "gettext", "translate"} and is_own_text(first)
        case _:
            return False


def guessed_texts(path):
    """Give file, line and call of each text that Qt would guess about."""
    for name, call in calls(path):
        called = name.rpartition(".")[2]
        if called == "QLabel":
            texts = [a for a in call.args if not looks_like_parent(a)]
        elif called == "setToolTip" or ".QMessageBox." in f".{name}":
            texts = call.args[-1:] if called == "setToolTip" else call.args[1:]
            texts = [a for a in texts if not looks_like_flags(a)]
        else:
            continue
        for text in texts:
            if not is_own_text(text):
                yield f"{shown(path)}:{call.lineno}: {ast.unparse(call)}"


def looks_like_parent(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id in {"self", "parent"}


def looks_like_flags(node: ast.expr) -> bool:
    return "QMessageBox." in ast.unparse(node)


def test_no_widget_hands_a_foreign_text_to_a_guesser():
    files = [p for p in python_files("leaddesk/widgets", "leaddesk/app") if p != MAKES_IT_PLAIN]
    assert [found for path in files for found in guessed_texts(path)] == []


@pytest.mark.parametrize(
    ("line", "caught"),
    [
        ("QLabel(lead.name)", True),
        ("QLabel(f'Lead {name}', self)", True),
        ("QtWidgets.QLabel(title, parent)", True),
        ("button.setToolTip(reason)", True),
        ("item.setToolTip(0, reason)", True),
        ("QMessageBox.warning(self, 'Oh', str(error))", True),
        ("QLabel('Owner', self)", False),
        ("QLabel(self.tr('Owner'))", False),
        ("QLabel(self)", False),
        ("button.setToolTip('Undo' if on else 'Nothing to undo')", False),
        ("QMessageBox.warning(self, 'Oh', 'It is gone', QMessageBox.StandardButton.Ok)", False),
        ("PlainLabel(lead.name)", False),
    ],
)
def test_the_lint_sees_what_it_must(line, caught, tmp_path, monkeypatch):
    path = tmp_path / "sample.py"
    path.write_text(textwrap.dedent(line), encoding="utf-8")
    monkeypatch.setattr(f"{__name__}.shown", lambda p: p.name)
    assert bool(list(guessed_texts(path))) == caught
