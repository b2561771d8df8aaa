"""Where a database file lies: a disk of this computer, an office share, or a folder that a
service copies between computers.

SQLite is safe on the first; on the second with few liberties, if the share's locks are on; never
on the third, where two computers overwrite each other's file.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

Kind = Literal["local", "network"]

_NETWORK = frozenset(
    """9p afs afpfs beegfs ceph cifs coda davfs fuse gfs gfs2 glusterfs gpfs lustre moosefs ncpfs
    nfs nfs4 ocfs2 orangefs prl_fs smb smb2 smb3 smbfs vboxsf virtiofs vmhgfs""".split()
)
# Layers over a disk of this computer; every other file system in user space counts as a share.
_LOCAL_LAYERS = frozenset(
    """fuse.bindfs fuse.cryfs fuse.encfs fuse.fuse-overlayfs fuse.gocryptfs fuse.lxcfs
    fuse.mergerfs fuse.overlayfs fuse.securefs fuse.snapfuse fuse.veracrypt""".split()
)
_CLOUD_SYSTEMS = {
    "fuse.rclone": "rclone",
    "fuse.google-drive-ocamlfuse": "Google Drive",
    "fuse.onedriver": "OneDrive",
    "fuse.pcloud": "pCloud",
}
_LOCKS_OFF = re.compile(r"(?:^|,)(nolock|nobrl|local_lock=(?:all|posix))(?:,|$)")

_CLOUD_NAMES = tuple(
    (service, re.compile(pattern, re.IGNORECASE))
    for service, pattern in (
        ("Dropbox", r"dropbox(?: \(.+\)|-.+)?"),
        ("OneDrive", r"onedrive(?: ?- ?.+)?"),
        ("Google Drive", r"google ?drive(?:-.+)?|googledrivefs|my drive"),
        ("iCloud", r"icloud ?drive|com~apple~clouddocs"),
        ("Nextcloud", r"nextcloud\d*"),
        ("ownCloud", r"owncloud"),
        ("pCloud", r"pcloud ?drive"),
        ("MEGA", r"megasync(?: downloads)?"),
        ("Box", r"box sync"),
        ("a cloud service", r"cloudstorage"),
    )
)
# What a service leaves in the root of the folder that it copies.
_CLOUD_MARKS = (
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".849C9593-D756-4E56-8D6E-42412F2A707B", "OneDrive"),
    (".tmp.drivedownload", "Google Drive"),
    (".nextcloudsync.log", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".stfolder", "Syncthing"),
)
_ONEDRIVE_ROOTS = ("OneDrive", "OneDriveConsumer", "OneDriveCommercial")
_REMOTE_DRIVE = 4  # DRIVE_REMOTE of Windows


@dataclass(frozen=True, slots=True)
class FilePlace:
    """`system` names the file system as the computer does ("ext4", "cifs"), "" if unknown."""

    kind: Kind
    system: str = ""

    @property
    def is_shared(self) -> bool:
        """Whether other computers may write the same file."""
        return self.kind == "network"


def place_of(
    path: Path,
    *,
    platform: str = sys.platform,
    mounts: Callable[[], str] | None = None,
    drive_type: Callable[[str], int] | None = None,
    environment: Mapping[str, str] = os.environ,
) -> FilePlace:
    """The place of a file, which need not exist. The keywords are for tests.

    Raises KnownError "cloud-folder" where a service copies it between computers, and "no-locks"
    on a share that was mounted with its locks off: there the file must not be opened.
    """
    text = os.path.realpath(path) if platform == sys.platform else str(path)
    _refuse_cloud(path, text, environment)
    if platform == "win32":
        return _on_windows(text, drive_type or _ask_drive_type)
    if platform.startswith("linux"):
        return _on_linux(path, text, (mounts or read_mounts)())
    return FilePlace("local")


def read_mounts() -> str:
    """The table of mounts of this process; "" where the system has none to read."""
    try:
        return Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _on_linux(path: Path, text: str, table: str) -> FilePlace:
    system, options = _mount_of(text, table)
    if system in _CLOUD_SYSTEMS:
        raise _cloud_error(path, _CLOUD_SYSTEMS[system])
    layered = system.startswith("fuse.") and system not in _LOCAL_LAYERS
    if system not in _NETWORK and not layered:
        return FilePlace("local", system)
    if found := _LOCKS_OFF.search(options):
        raise KnownError(
            said(
                "The network folder of {path} is mounted with its locks off ({group}).",
                path=path,
                group=found.group(1),
            ),
            "The file was not opened and not changed: without locks two computers would destroy "
            "it. Ask whoever set up the folder to mount it without that option.",
            code="no-locks",
        )
    return FilePlace("network", system)


def _mount_of(text: str, table: str) -> tuple[str, str]:
    """(type, options) of the mount that holds a path; of two on one point the later is seen."""
    best, system, options = -1, "", ""
    for line in table.splitlines():
        front, _, back = line.partition(" - ")
        fields, tail = front.split(" "), back.split(" ")
        if len(fields) < 6 or len(tail) < 3:
            continue
        point = _unescaped(fields[4]).rstrip("/")
        if len(point) >= best and (text == point or text.startswith(point + "/")):
            best, system, options = len(point), tail[0], f"{fields[5]},{tail[2]}"
    return system, options


def _unescaped(point: str) -> str:
    """Blanks and the like stand as octal numbers in the table."""
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found.group(1), 8)), point)


def _on_windows(text: str, drive_type: Callable[[str], int]) -> FilePlace:
    plain = text.replace("/", "\\")
    if plain.upper().startswith("\\\\?\\UNC\\"):
        return FilePlace("network", "unc")
    plain = plain.removeprefix("\\\\?\\")
    if plain.startswith("\\\\"):
        return FilePlace("network", "unc")
    drive = plain[:2] + "\\"
    if drive[1:2] == ":" and drive_type(drive) == _REMOTE_DRIVE:
        return FilePlace("network", "drive")
    return FilePlace("local")


def _ask_drive_type(root: str) -> int:
    """What Windows says of a drive such as C:, with its backslash; 0 is unknown."""
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(root))
    return 0


def _refuse_cloud(path: Path, text: str, environment: Mapping[str, str]) -> None:
    folders = text.replace("\\", "/").split("/")[:-1]
    for name in _ONEDRIVE_ROOTS:
        root = environment.get(name, "").replace("\\", "/").rstrip("/").casefold()
        if root and f"{'/'.join(folders)}/".casefold().startswith(f"{root}/"):
            raise _cloud_error(path, "OneDrive")
    for service, pattern in _CLOUD_NAMES:
        if any(map(pattern.fullmatch, folders)):
            raise _cloud_error(path, service)
    for above in Path(text).parents:
        for mark, service in _CLOUD_MARKS:
            if os.path.lexists(above / mark):
                raise _cloud_error(path, service)


def _cloud_error(path: Path, service: str) -> KnownError:
    return KnownError(
        said(
            "{path} lies in a folder that {service} copies between computers.",
            path=path,
            service=service,
        ),
        "It was not opened and not changed: two computers would overwrite each other's leads. "
        "Move it to a folder of this computer or to an office share, or use a team server.",
        code="cloud-folder",
    )
