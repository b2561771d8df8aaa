"""Whether this installation or bundle can do its work: each part tried for real, nothing kept.

A part must fail here if a file or a module of it is missing: a bundle is proved by this alone.
"""

from __future__ import annotations

import re
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from leaddesk.app import self_test_qt
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
    """Try every part. `database` opens the present database and describes it.

    What is drawn is drawn into memory unless QT_QPA_PLATFORM says otherwise; no screen is needed.
    """
    temporary.mkdir(parents=True, exist_ok=True)
    qt = self_test_qt.Qt()
    with TemporaryDirectory(prefix="self-test-", dir=temporary) as made:
        folder = Path(made)
        parts: Sequence[tuple[str, Callable[[], str]]] = (
            ("database", database),
            ("migrations", lambda: _migrations(folder)),
            ("sqlite", _sqlite),
            ("postgresql driver", _postgresql),
            ("qt plugins", qt.plugins),
            ("window", qt.window),
            ("icons", qt.icons),
            ("fonts", qt.fonts),
            ("translations", qt.translations),
            ("keyring", _keyring),
            ("time zones", _time_zones),
            ("table reader", lambda: _tabular(folder)),
            ("table writer", lambda: _writer(folder)),
            ("telephone numbers", _phones),
            ("names and places", _names),
            ("settings document", _document),
            ("licences", _licences),
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


def _keyring() -> str:
    from leaddesk.outside.secrets import Secrets

    if sys.platform == "linux":
        import secretstorage  # noqa: F401 - what talks to the store is there

    if not Secrets().has_system_store():
        raise Absent("no password store answers; passwords are asked for in each session")
    return "the system's password store answers"


def _time_zones() -> str:
    from importlib.resources import files
    from zoneinfo import ZoneInfo, available_timezones

    from leaddesk.presentation.dates import local_zone

    for name in ("Europe/Berlin", "America/New_York", "Asia/Kolkata"):
        ZoneInfo(name)
    # The system's own are used first; where there are none these must be there.
    if not (files("tzdata") / "zoneinfo" / "Europe" / "Berlin").is_file():
        raise FileNotFoundError("the library tzdata has no zones")
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
    """Numbers of every country, where they belong to, and the places' names."""
    import phonenumbers

    from leaddesk.domain.identity.phone_place import region_of_phone, time_zones_of_phone

    if not phonenumbers.is_valid_number(phonenumbers.parse("+4930901820")):
        raise ValueError("a valid number was refused")
    place, zones = region_of_phone("+4930901820"), time_zones_of_phone("+4930901820")
    if place != "Berlin" or zones != ("Europe/Berlin",):
        raise ValueError(f"a number of Berlin is in {place!r}, {zones}")
    return f"phonenumbers {phonenumbers.__version__}"


def _names() -> str:
    """The lists and tables of names, countries, companies and mail providers."""
    from leaddesk.domain.identity.company import legal_form
    from leaddesk.domain.identity.country import normalise_country
    from leaddesk.domain.identity.email import normalise_email
    from leaddesk.domain.identity.mail_words import free_mail_domains
    from leaddesk.domain.identity.person import split_name
    from leaddesk.domain.identity.web import registrable_domain

    found = {
        "person": split_name("Dr. Ana María de la Cruz").family,
        "country": normalise_country("Deutschland").value,
        "company": bool(legal_form("Berg GmbH")),
        "mailbox": normalise_email("Ana@Example.com").value,
        "domain": registrable_domain("mail.berg.co.uk"),
        "provider": "gmail.com" in free_mail_domains(),
    }
    wanted = {
        "person": "de la Cruz", "country": "DE", "company": True, "mailbox": "ana@example.com",
        "domain": "berg.co.uk", "provider": True,
    }  # fmt: skip
    wrong = {part: said for part, said in found.items() if said != wanted[part]}
    if wrong:
        raise ValueError(f"wrong: {wrong}")
    return ", ".join(wanted)


def _document() -> str:
    """The schema that a document of settings is held to can itself be used."""
    import jsonschema

    from leaddesk.app.configuration.document import read_schema

    schema = read_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return f"a schema with {len(schema['properties'])} parts"


def _licences() -> str:
    """Every library that LeadDesk is made of tells its version and its licence."""
    from importlib.metadata import PackageNotFoundError, distribution, requires

    try:
        wishes = requires("leaddesk") or []
    except PackageNotFoundError:
        raise Absent("run from its source without an installation") from None
    here = [wish for wish in wishes if "extra ==" not in wish]
    names = [re.split(r"[^\w.-]", wish, maxsplit=1)[0] for wish in here]
    if sys.platform != "linux":
        names = [name for name in names if name != "pysqlite3"]
    for name in names:
        distribution(name)
    return f"{len(names)} libraries"
