"""Disks, shares and folders of cloud services: told apart by what the system says of them."""

from __future__ import annotations

import sys
from pathlib import Path, PureWindowsPath

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.storage import file_place
from leaddesk.storage.address import FileAddress
from leaddesk.storage.file_place import place_of
from leaddesk.storage.store import open_storage

TABLE = r"""
21 1 254:0 / / rw,relatime - {root} /dev/vda1 rw,errors=remount-ro
22 21 0:20 / /dev/shm rw - tmpfs tmpfs rw
30 21 0:40 / /mnt/office rw,relatime shared:1 - {kind} //server/office rw,{options}
31 30 254:1 / /mnt/office/own rw - ext4 /dev/vdb rw
32 21 0:41 / /mnt/two\040words rw master:2 - nfs4 server:/x rw,vers=4.2,local_lock=none
33 21 0:42 / /mnt/over rw - ext4 /dev/vdc rw
34 21 0:43 / /mnt/over rw - cifs //server/y rw
short line
"""
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="mounts of Linux")


def on(path: str, kind: str = "cifs", options: str = "vers=3.1.1", root: str = "ext4") -> str:
    table = TABLE.replace("\\\\", "\\").format(kind=kind, options=options, root=root)
    found = place_of(Path(path), platform="linux", mounts=lambda: table, environment={})
    return found.kind


@LINUX
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/people/ana/leaddesk.db", "local"),
        ("/dev/shm/leaddesk.db", "local"),
        ("/mnt/office/leads/leaddesk.db", "network"),
        ("/mnt/officers/leaddesk.db", "local"),
        ("/mnt/office/own/leaddesk.db", "local"),
        ("/mnt/two words/leaddesk.db", "network"),
        ("/mnt/over/leaddesk.db", "network"),
    ],
)
def test_the_mount_of_a_file_tells_where_it_lies(path, kind):
    assert on(path) == kind


@LINUX
@pytest.mark.parametrize(
    "kind",
    ["nfs", "nfs4", "cifs", "smb3", "9p", "virtiofs", "fuse", "fuse.sshfs", "fuse.gvfsd-fuse"],
)
def test_shares(kind):
    assert on("/mnt/office/leaddesk.db", kind) == "network"


@LINUX
@pytest.mark.parametrize(
    "kind", ["ext4", "btrfs", "xfs", "zfs", "overlay", "tmpfs", "fuseblk", "fuse.fuse-overlayfs"]
)
def test_disks_and_containers(kind):
    assert on("/mnt/office/leaddesk.db", kind) == "local"
    assert on("/people/ana/leaddesk.db", root=kind) == "local"


@LINUX
def test_a_container_on_9p_works_in_shared_mode():
    assert on("/people/ana/leaddesk.db", root="9p") == "network"


@LINUX
@pytest.mark.parametrize(
    "options", ["nolock", "vers=3,nobrl,soft", "local_lock=all", "local_lock=posix"]
)
def test_a_share_with_its_locks_off_is_refused(options):
    with pytest.raises(KnownError) as caught:
        on("/mnt/office/leaddesk.db", options=options)
    assert caught.value.code == "no-locks"
    assert on("/mnt/office/leaddesk.db", options="local_lock=flock") == "network"


@LINUX
@pytest.mark.parametrize(
    "path",
    [
        "/people/ana/Dropbox/leaddesk.db",
        "/people/ana/Dropbox (Acme)/crm/leaddesk.db",
        "/people/ana/OneDrive - Acme GmbH/leaddesk.db",
        "/people/ana/Google Drive/leaddesk.db",
        "/people/ana/Nextcloud/leads/leaddesk.db",
        "/people/ana/Library/Mobile Documents/com~apple~CloudDocs/leaddesk.db",
        "/people/ana/Library/CloudStorage/Other-x/leaddesk.db",
    ],
)
def test_a_folder_of_a_cloud_service_is_refused_by_its_name(path):
    with pytest.raises(KnownError) as caught:
        on(path)
    assert caught.value.code == "cloud-folder"
    assert path in caught.value.title


@LINUX
@pytest.mark.parametrize(
    "path", ["/people/ana/dropboxes/x.db", "/people/ana/my onedrive/x.db", "/people/ana/Dropbox.db"]
)
def test_names_that_only_resemble_one_are_not(path):
    assert on(path) == "local"


def test_a_mount_of_a_cloud_service_is_refused():
    with pytest.raises(KnownError) as caught:
        on("/mnt/office/leaddesk.db", "fuse.rclone")
    assert caught.value.code == "cloud-folder"


@pytest.mark.parametrize("mark", [".dropbox", ".nextcloudsync.log", ".stfolder"])
def test_a_folder_of_a_cloud_service_is_known_by_what_it_left_there(tmp_path, mark):
    (tmp_path / mark).touch()
    (tmp_path / "crm").mkdir()
    with pytest.raises(KnownError) as caught:
        open_storage(FileAddress(tmp_path / "crm" / "leaddesk.db"), create=True)
    assert caught.value.code == "cloud-folder"
    assert list((tmp_path / "crm").iterdir()) == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (r"\\server\office\leaddesk.db", "network"),
        ("//server/office/leaddesk.db", "network"),
        (r"\\?\UNC\server\office\leaddesk.db", "network"),
        (r"\\?\C:\people\ana\leaddesk.db", "local"),
        (r"Z:\office\leaddesk.db", "network"),
        (r"C:\people\ana\AppData\leaddesk.db", "local"),
    ],
)
def test_windows_paths(path, kind):
    asked = {"Z:\\": 4, "C:\\": 3}
    found = place_of(
        PureWindowsPath(path), platform="win32", drive_type=asked.__getitem__, environment={}
    )
    assert found.kind == kind


@pytest.mark.parametrize("root", [r"D:\Firma", r"d:/firma/"])
def test_windows_names_the_folder_of_onedrive(root):
    with pytest.raises(KnownError) as caught:
        place_of(
            PureWindowsPath(r"D:\Firma\crm\leaddesk.db"), platform="win32",
            drive_type=lambda _root: 3, environment={"OneDriveCommercial": root},
        )  # fmt: skip
    assert "OneDrive" in caught.value.title


@LINUX
def test_this_computer_is_not_misjudged(tmp_path):
    place_of(tmp_path / "leaddesk.db")  # whatever it is, it opens
    assert place_of(Path("/dev/shm/leaddesk.db")).kind == "local"


@pytest.fixture
def office_share(tmp_path, monkeypatch) -> Path:
    """A folder that the system calls a share."""
    folder = tmp_path / "office"
    folder.mkdir()
    line = f"30 1 0:40 / {folder} rw - cifs //server/office rw,vers=3.1.1\n"
    monkeypatch.setattr(file_place, "read_mounts", lambda: line)
    return folder


@LINUX
def test_on_a_share_the_file_is_opened_with_few_liberties(office_share):
    storage = open_storage(FileAddress(office_share / "leaddesk.db"), create=True)
    try:
        assert storage.database.shared
        with storage.database.read() as connection:
            asked = ("journal_mode", "synchronous", "mmap_size", "cache_size", "locking_mode")
            found = [connection.exec_driver_sql(f"PRAGMA {one}").scalar() for one in asked]
        assert found == ["delete", 2, 0, -16000, "normal"]
        assert [one.name for one in office_share.iterdir()] == ["leaddesk.db"]
    finally:
        storage.close()
