"""The settings file: whole or not at all, a damaged one set aside, nothing else touched."""

from __future__ import annotations

import os
import stat

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.outside.settings_file import LARGEST, load_settings, save_settings


def test_what_is_saved_is_loaded(tmp_path):
    path = tmp_path / "below" / "settings.json"
    assert load_settings(path).document == {}
    save_settings(path, {"theme": "dark", "name": "Zoë"})
    save_settings(path, {"theme": "light", "name": "Zoë"})
    loaded = load_settings(path)
    assert loaded.document == {"theme": "light", "name": "Zoë"}
    assert loaded.notice is None
    assert [p.name for p in path.parent.iterdir()] == ["settings.json"]


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[1, 2]", b"\xff\xfe\x00", b"null", b"[" * 200_000, b" " * (LARGEST + 1)],
)
def test_a_damaged_file_is_set_aside_with_a_notice(tmp_path, content):
    path = tmp_path / "settings.json"
    path.write_bytes(content)
    loaded = load_settings(path)
    assert loaded.document == {}
    assert loaded.notice is not None
    assert loaded.notice.code == "settings-damaged"
    assert not path.exists()
    assert (tmp_path / "settings.json.damaged").read_bytes() == content


def test_a_file_that_cannot_be_read_stays(tmp_path):
    path = tmp_path / "settings.json"
    path.mkdir()
    loaded = load_settings(path)
    assert loaded.notice is not None
    assert loaded.notice.code == "settings-unreadable"
    assert path.is_dir()


def test_a_folder_that_cannot_be_written_leaves_the_old_file_whole(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(KnownError) as caught:
        save_settings(blocked / "settings.json", {"theme": "dark"})
    assert caught.value.code == "settings-not-saved"


def test_a_write_that_fails_half_way_leaves_nothing(tmp_path, monkeypatch):
    path = tmp_path / "settings.json"
    save_settings(path, {"theme": "dark"})

    def full(_handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(KnownError):
        save_settings(path, {"theme": "light"})
    assert load_settings(path).document == {"theme": "dark"}
    assert [p.name for p in tmp_path.iterdir()] == ["settings.json"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX rights")
def test_only_the_user_may_read_it(tmp_path):
    path = tmp_path / "settings.json"
    save_settings(path, {})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
