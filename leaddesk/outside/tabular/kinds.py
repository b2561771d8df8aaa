"""What a file is, told by its content; files that can't be read are refused by name.

The name's ending is not asked: an HTML page called `.xls` is common.
"""

from __future__ import annotations

import re
import stat
import zipfile
from pathlib import Path
from typing import Literal

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.outside.tabular.encoding import wide_codec

Family = Literal["text", "vcard", "xlsx", "ods"]

_HEAD = 64 * 1024
_OLE_SCAN = 64 * 2**20
_AS_XLSX = "Open it in its own program, save the table as XLSX or CSV, and import that file."
_NOTHING = "Nothing was changed. "

# Magic bytes at the start → code, what the file is.
_MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "file-pdf", said("a PDF document")),
    (b"\x89PNG", "file-picture", said("a picture")),
    (b"\xff\xd8\xff", "file-picture", said("a picture")),
    (b"GIF8", "file-picture", said("a picture")),
    (b"II*\x00", "file-picture", said("a picture")),
    (b"MM\x00*", "file-picture", said("a picture")),
    (b"\x7fELF", "file-program", said("a program")),
    (b"\xcf\xfa\xed\xfe", "file-program", said("a program")),
    (b"\xca\xfe\xba\xbe", "file-program", said("a program")),
    (b"#!", "file-program", said("a program")),
    (b"\x1f\x8b", "file-archive", said("a compressed archive")),
    (b"7z\xbc\xaf", "file-archive", said("a compressed archive")),
    (b"Rar!", "file-archive", said("a compressed archive")),
    (b"BZh", "file-archive", said("a compressed archive")),
    (b"\xfd7zXZ", "file-archive", said("a compressed archive")),
    (b"SQLite format 3\x00", "file-database", said("a database")),
    (b"{\\rtf", "file-document", said("a text document")),
)
# What refused texts look like after the first blanks, in lower case.
_TEXT_STARTS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (
        ("<!doctype html", "<html", "<table", "<head", "<meta", "<body"),
        "file-html",
        said("a web page"),
    ),
    (("mime-version:",), "file-html", said("a saved web page")),
    (("<?xml", "<workbook"), "file-xml", said("an XML file")),
    (('{"', '[{"', "{'"), "file-json", said("a JSON file")),
)


def family_of(path: Path) -> Family:
    """Which reader takes the file. Raises KnownError with a code per kind for all others."""
    head = _head(path)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_family(path)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        raise _ole_error(path)
    for magic, code, what in _MAGIC:
        if head.startswith(magic):
            raise _refused(code, what)
    if _is_picture_container(head):
        raise _refused("file-picture", said("a picture"))
    if head.startswith(b"MZ") and b"\x00" in head[:64]:
        raise _refused("file-program", said("a program"))
    return _text_family(head)


def _head(path: Path) -> bytes:
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise KnownError(
                "This is a folder, not a file.", "Choose the file inside it.", code="file-is-folder"
            )
        if not stat.S_ISREG(mode):
            raise KnownError(
                "This is not an ordinary file.", "Choose a file on a disk.", code="file-not-regular"
            )
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except FileNotFoundError as error:
        raise KnownError(
            "The file is not there any more.",
            "It was moved, renamed or deleted. Choose it again.",
            code="file-missing",
        ) from error
    except PermissionError as error:
        raise KnownError(
            "LeadDesk may not read this file.",
            "Close it in other programs and check that you may open it, then try again.",
            code="file-denied",
        ) from error
    except OSError as error:
        raise KnownError(
            "The file can't be read from its disk.",
            "Check the drive or the network connection, then try again.",
            code="file-unreadable",
        ) from error
    if not head.strip(b" \t\r\n\xef\xbb\xbf\xff\xfe\x00"):
        raise KnownError(
            "The file is empty.",
            "Export it again, or choose another file.",
            code="file-empty",
        )
    return head


def _refused(code: str, what: str) -> KnownError:
    hints = {
        "file-program": said("Choose a table: CSV, XLSX, ODS or vCard."),
        "file-archive": said("Unpack it first, then import the table that is inside."),
        "file-picture": said("Choose the table that it shows: CSV, XLSX, ODS or vCard."),
        "file-pdf": said("Ask for the table as CSV or XLSX and import that."),
        "file-database": said("Export its table as CSV and import that."),
    }
    return KnownError(
        said("This is {what}, not a table that LeadDesk reads.", what=what),
        said("Nothing was changed. {hint}", hint=hints.get(code, said(_AS_XLSX))),
        code=code,
    )


def _zip_family(path: Path) -> Family:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            mimetype = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        raise KnownError(
            "The workbook is damaged: its end is missing or unreadable.",
            _NOTHING + "Copy or download it again. " + _AS_XLSX,
            code="file-damaged",
        ) from error
    except zipfile.LargeZipFile as error:  # pragma: no cover - reading never raises it
        raise _refused("file-archive", said("a compressed archive")) from error
    if b"opendocument.spreadsheet" in mimetype:
        return "ods"
    lower = {name.lower().replace("\\", "/") for name in names}
    if "xl/workbook.xml" in lower:
        return "xlsx"
    if "xl/workbook.bin" in lower:
        raise _refused("file-xlsb", said("an Excel workbook in the binary form (XLSB)"))
    if "word/document.xml" in lower or b"opendocument" in mimetype:
        raise _refused("file-document", said("a text document"))
    if any(name.endswith(".iwa") for name in lower):
        raise _refused("file-numbers", said("an Apple Numbers document"))
    if "[content_types].xml" in lower and any(name.startswith("xl/") for name in lower):
        raise KnownError(
            "The workbook is damaged: its list of sheets is missing.",
            _NOTHING + _AS_XLSX,
            code="file-damaged",
        )
    raise _refused("file-archive", said("a compressed archive"))


def _ole_error(path: Path) -> KnownError:
    """Old Office files and protected new ones share one container; their parts' names differ."""
    with path.open("rb") as file:
        content = file.read(_OLE_SCAN)
    if "EncryptedPackage".encode("utf-16-le") in content:
        return KnownError(
            "The workbook is protected by a password.",
            _NOTHING + "Open it in Excel, save it without a password, and import that file.",
            code="file-password",
        )
    if "WordDocument".encode("utf-16-le") in content:
        return _refused("file-document", said("a text document"))
    if "__substg1.0_".encode("utf-16-le") in content:
        return _refused("file-mail", said("a saved e-mail"))
    return KnownError(
        "This is a workbook in the old Excel format (XLS).",
        _NOTHING + "Open it in Excel or LibreOffice, save it as XLSX, and import that file.",
        code="file-old-excel",
    )


def _is_picture_container(head: bytes) -> bool:
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return True
    if head.startswith(b"BM") and len(head) > 10 and head[6:10] == b"\x00\x00\x00\x00":
        return True
    return head[4:8] == b"ftyp"


def _text_family(head: bytes) -> Family:
    if head.startswith(b'\xef\xbb\xbf"'):
        return "text"  # our own exports begin so, whatever their cells hold
    if head.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        text = head[: len(head) // 4 * 4].decode("utf-32", "replace")
    elif head.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = head[: len(head) // 2 * 2].decode("utf-16", "replace")
    else:
        text = head.decode("latin-1").removeprefix("\xef\xbb\xbf")
    if wide_codec(head):
        text = text.replace("\x00", "")
    start = text.lstrip("\ufeff \t\r\n")[:2000].lower()
    if re.match(r"begin\s*:\s*vcard", start):
        return "vcard"
    for starts, code, what in _TEXT_STARTS:
        if start.startswith(starts):
            raise _refused(code, what)
    if start.startswith("<!--") and ("<html" in start or "<table" in start):
        raise _refused("file-html", said("a web page"))
    controls = sum(
        1 for letter in text[:8192] if letter < " " and letter not in "\t\r\n\x0b\x0c\x1a"
    )
    nulls = text[:8192].count("\x00")
    if controls - nulls > max(8, len(text[:8192]) // 20) or nulls > len(text[:8192]) // 4:
        raise _refused("file-binary", said("a file in a form of its own"))
    return "text"
