"""Where files lie."""

from __future__ import annotations

from pathlib import Path

from leaddesk.base.paths import paths_below, usual_paths


def test_a_data_folder_holds_everything(tmp_path):
    paths = paths_below(tmp_path / "x")
    paths.make()
    for path in (paths.database, paths.settings, paths.logs, paths.backups, paths.temporary,
                 paths.reports, paths.known_databases):  # fmt: skip
        assert path.is_relative_to(tmp_path / "x")
    assert paths.logs.is_dir()
    assert paths.database == tmp_path / "x" / "leaddesk.db"
    assert not paths.database.exists()


def test_a_relative_folder_becomes_absolute(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert paths_below(Path("here")).data == tmp_path / "here"


def test_the_demo_shares_no_folder_with_the_real_data(tmp_path):
    for paths in (paths_below(tmp_path), usual_paths()):
        demo = paths.demo()
        assert demo.database.is_relative_to(paths.data)
        real = {paths.database, paths.settings, paths.logs, paths.backups, paths.temporary}
        own = {demo.database, demo.settings, demo.logs, demo.backups, demo.temporary}
        assert not real & own


def test_folders_are_the_users_alone(tmp_path):
    paths = paths_below(tmp_path / "new")
    paths.make()
    assert paths.data.stat().st_mode & 0o077 == 0
