"""Whether this installation or bundle can do its work: each part tried for real, nothing kept."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from leaddesk.base.clock import SystemClock
from leaddesk.base.errors import KnownError
from leaddesk.base.logs import redact

Result = Literal["ok", "absent", "failed"]


class Absent(Exception):
    """This computer lacks something that LeadDesk can do without; the text says what."""


@dataclass(frozen=True, slots=True)
class Check:
    """One part. "absent" is no failure; `note` says what was found, or what went wrong."""

    name: str
    result: Result
    note: str


def run_checks(database: Callable[[], str], temporary: Path) -> tuple[Check, ...]:
    """Try every part. `database` opens the present database and describes it."""
    temporary.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix="self-test-", dir=temporary) as made:
        folder = Path(made)
        parts: Sequence[tuple[str, Callable[[], str]]] = (
            ("database", database),
            ("migrations", lambda: _migrations(folder)),
            ("sqlite", _sqlite),
            ("postgresql driver", _postgresql),
            ("qt plugins", _qt_plugins),
            ("icons", _icons),
            ("fonts", _fonts),
            ("keyring", _keyring),
            ("time zones", _time_zones),
            ("table reader", lambda: _tabular(folder)),
            ("table writer", lambda: _writer(folder)),
            ("telephone numbers", _phones),
        )
        return tuple(_try(name, part) for name, part in parts)


def _try(name: str, part: Callable[[], str]) -> Check:
    try:
        return Check(name, "ok", part())
    except Absent as absent:
        return Check(name, "absent", str(absent))
    except KnownError as error:
        return Check(name, "failed", str(error))
    except Exception as error:  # noqa: BLE001 - a missing part may fail in any way
        last = traceback.format_exception_only(error)[-1].strip()
        return Check(name, "failed", redact(last))


def _migrations(folder: Path) -> str:
    from leaddesk import __version__
    from leaddesk.storage.open_check import check_file, find_damage
    from leaddesk.storage.revisions import newest_revision
    from leaddesk.storage.upgrade import create_file

    path = folder / "new.db"
    create_file(path, app_version=__version__)
    revision = check_file(path, app_version=__version__).revision
    problems = find_damage(path)
    if revision != newest_revision() or problems:
        raise ValueError(f"revision {revision} of {newest_revision()}; {len(problems)} problems")
    return f"revision {revision}"


def _sqlite() -> str:
    from leaddesk.storage.sqlite_driver import choose_driver, is_fixed

    driver = choose_driver()
    version = str(driver.sqlite_version)
    wal = "with WAL" if is_fixed(driver.sqlite_version_info) else "without WAL"
    return f"SQLite {version}, {wal}"


def _postgresql() -> str:
    from leaddesk.storage.engine import server_driver

    return server_driver()


def _qt_plugins() -> str:
    """The platform's own plugin and the image formats that the window needs are there."""
    from PySide6.QtCore import QLibraryInfo
    from PySide6.QtGui import QImageReader

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforms"
    found = {file.stem.removeprefix("lib").removesuffix("d") for file in folder.glob("*q*")}
    wanted = {"linux": "qxcb", "win32": "qwindows", "darwin": "qcocoa"}.get(sys.platform, "qxcb")
    if wanted not in found:
        raise FileNotFoundError(f"no {wanted} among the platform plugins")
    if wanted == "qxcb":
        import ctypes

        # Finds the system libraries that are missing before Qt aborts for the lack of them.
        ctypes.CDLL(str(folder / "libqxcb.so"))
    formats = {bytes(one.data()).decode() for one in QImageReader.supportedImageFormats()}
    if "png" not in formats:
        raise FileNotFoundError("Qt can't read PNG")
    return f"{wanted}; {len(formats)} image formats"


def _icons() -> str:
    from PySide6.QtCore import QByteArray
    from PySide6.QtSvg import QSvgRenderer

    from leaddesk.base.resources import resource

    files = sorted(resource("icons").glob("*.svg"))
    bad = [f.stem for f in files if not QSvgRenderer(QByteArray(f.read_bytes())).isValid()]
    if bad or not files:
        raise ValueError(f"{len(files)} icons, broken: {', '.join(bad) or '-'}")
    return f"{len(files)} icons"


def _fonts() -> str:
    from PySide6.QtGui import QRawFont

    from leaddesk.base.resources import resource

    files = sorted(resource("fonts").glob("*.ttf"))
    names = {QRawFont(str(file), 13.0).familyName() for file in files}
    if len(files) < 4 or "Inter" not in names:
        raise ValueError(f"{len(files)} font files with the families {sorted(names)}")
    return f"{len(files)} files of Inter"


def _keyring() -> str:
    from leaddesk.outside.secrets import Secrets

    if not Secrets().has_system_store():
        raise Absent("no password store answers; passwords are asked for in each session")
    return "the system's password store answers"


def _time_zones() -> str:
    from zoneinfo import ZoneInfo, available_timezones

    from leaddesk.presentation.dates import local_zone

    for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata"):
        ZoneInfo(name)
    here = SystemClock().now().astimezone(local_zone()).tzname()
    return f"{len(available_timezones())} zones, here {here}"


def _tabular(folder: Path) -> str:
    """A file is read in a child process: in a bundle that is this program started again."""
    from leaddesk.outside.tabular.reading import inspect, read_rows

    path = folder / "people.csv"
    path.write_text("name;email\nAna Berg;ana@example.com\n", encoding="utf-8")
    shape = inspect(path).shape
    rows = list(read_rows(path, shape))
    if len(rows) != 1:
        raise ValueError(f"one row became {len(rows)}")
    return f"a file of {shape.encoding} read in a child process"


def _writer(folder: Path) -> str:
    import python_calamine
    import xlsxwriter

    path = folder / "people.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        book.add_worksheet("People").write_string(0, 0, "Ana")
    sheet = python_calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    if sheet.to_python() != [["Ana"]]:
        raise ValueError("a written workbook reads differently")
    return "XLSX written and read"


def _phones() -> str:
    import phonenumbers

    if not phonenumbers.is_valid_number(phonenumbers.parse("+4930901820")):
        raise ValueError("a valid number was refused")
    return f"phonenumbers {phonenumbers.__version__}"
