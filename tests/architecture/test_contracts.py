"""The import contracts of pyproject.toml hold."""

from __future__ import annotations

from importlinter.cli import lint_imports

from tests.support.source import ROOT


def test_every_import_contract_is_kept(capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    code = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True, no_logo=True)
    assert code == 0, capsys.readouterr().out
