"""Promise 5: every bad file gets its right message, no traceback, and is not changed."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import sqlite3
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from leaddesk.base.clock import SystemClock
from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress
from leaddesk.storage.backup import BackupShelf
from leaddesk.storage.engine import Database
from leaddesk.storage.open_check import check_file, find_damage
from leaddesk.storage.repair import repair
from tests.storage.small import damage, make_file, ordinary_user, page_of, public_folder, tell
from tests.support.child import run_python
from tests.support.promise import promise

pytestmark = pytest.mark.reliability


@dataclass(frozen=True)
class Case:
    """A way in which a file can be bad, and the codes of the messages that are right for it."""

    name: str
    spoil: Callable[[Path], None]
    codes: frozenset[str]


def truncate_to(share: float) -> Callable[[Path], None]:
    def spoil(path: Path) -> None:
        os.truncate(path, int(path.stat().st_size * share))

    return spoil


def overwrite(at: int, length: int) -> Callable[[Path], None]:
    return lambda path: damage(path, at, length)


def become(content: bytes) -> Callable[[Path], None]:
    return lambda path: path.write_bytes(content) and None


def become_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def become_foreign(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE song (a)")


def become_dangling(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere.db"))


def require(version: str) -> Callable[[Path], None]:
    return lambda path: tell(path, f"INSERT INTO meta VALUES ('min_app_version', '{version}')")


def damage_middle(path: Path) -> None:
    damage(path, page_of(path, "lead", share=0.5))


def codes(*names: str) -> frozenset[str]:
    return frozenset(names)


CASES = (
    Case("vanished", Path.unlink, codes("missing")),
    Case("dangling link", become_dangling, codes("missing")),
    Case("folder", become_folder, codes("is-folder")),
    Case("zero length", become(b""), codes("empty-file")),
    Case("one byte", become(b"S"), codes("not-a-database", "not-leaddesk")),
    Case("a part of the header", truncate_to(0.0005), codes("damaged")),
    Case("CSV", become(b"name,mail\nAnn,ann@example.org\n" * 300), codes("not-a-database")),
    Case("XLSX", become(b"PK\x03\x04" + bytes(range(256)) * 40), codes("not-a-database")),
    Case("zeros", become(bytes(65536)), codes("not-a-database")),
    Case("random", become(random.Random(1).randbytes(65536)), codes("not-a-database")),
    Case("foreign database", become_foreign, codes("not-leaddesk")),
    Case("header magic gone", overwrite(0, 16), codes("not-a-database")),
    Case("page size wrong", overwrite(16, 2), codes("not-a-database")),
    Case("format number wrong", overwrite(18, 2), codes("not-a-database", "cannot-open")),
    Case("application id gone", overwrite(68, 4), codes("not-leaddesk")),
    Case("first page gone", overwrite(0, 4096), codes("not-a-database")),
    Case("schema page gone", overwrite(100, 3996), codes("damaged")),
    Case("second page gone", overwrite(4096, 4096), codes("damaged")),
    Case("middle page gone", damage_middle, codes("damaged")),
    Case("cut to three quarters", truncate_to(0.75), codes("damaged")),
    Case("cut to half", truncate_to(0.5), codes("damaged")),
    Case("cut in a page", truncate_to(0.501), codes("damaged")),
    Case("cut to one page", lambda path: os.truncate(path, 4096), codes("damaged")),
    Case("newer program", require("99.0"), codes("newer")),
    Case("newer by one", require("1.0.1"), codes("newer")),
)


def told_about(path: Path) -> KnownError | None:
    """What the user hears from opening, the check in the background, and a backup."""
    try:
        opening = check_file(path, app_version="1.0")
    except KnownError as error:
        return error
    if opening.notice is not None:
        return opening.notice
    if not find_damage(path):
        return None
    shelf = BackupShelf(path.with_name("backups"), "leads", SystemClock())
    with pytest.raises(KnownError) as raised:
        shelf.take(path)
    assert shelf.backups() == ()
    return raised.value


def content(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def test_every_bad_file_is_named_and_left_alone(tmp_path: Path) -> None:
    sound = make_file(tmp_path / "sound.db", leads=2000)
    assert told_about(sound) is None
    wrong = []
    with promise(5) as measured:
        for case in CASES:
            path = tmp_path / "leads.db"
            shutil.copyfile(sound, path)
            case.spoil(path)
            before = content(path)
            told = told_about(path)
            if told is None or told.code not in case.codes or not told.hint:
                wrong.append((case.name, told))
            if content(path) != before:
                wrong.append((case.name, None))
            shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
        measured.count(cases=len(CASES), wrong=len(wrong))
    assert wrong == []


@pytest.mark.parametrize(
    "trials", [pytest.param(60, id="fast"), pytest.param(1000, id="full", marks=pytest.mark.slow)]
)
def test_random_damage_is_never_a_crash_and_never_written_to(tmp_path: Path, trials: int) -> None:
    """Not all of it can be seen (pages carry no checksums), but what is said is known."""
    sound = make_file(tmp_path / "sound.db", leads=500).read_bytes()
    seed = 20260310
    rng = random.Random(seed)
    path = tmp_path / "leads.db"
    seen = 0
    with promise(5, seed=seed) as measured:
        for _ in range(trials):
            place = rng.randrange(len(sound) - 16)
            spoiled = sound[:place] + rng.randbytes(16) + sound[place + 16 :]
            path.write_bytes(spoiled)
            seen += told_about(path) is not None
            assert path.read_bytes() == spoiled, place
        measured.count(damages=trials, seen=seen)
    assert 0 < seen < trials


@pytest.mark.parametrize(
    "trials", [pytest.param(15, id="fast"), pytest.param(300, id="full", marks=pytest.mark.slow)]
)
def test_whatever_the_damage_the_repair_ends_well_or_says_so(tmp_path: Path, trials: int) -> None:
    """With a good backup at hand there is always a sound file at the end."""
    sound = make_file(tmp_path / "sound.db", leads=500)
    clock = SystemClock()
    shelf = BackupShelf(tmp_path / "backups", "leads", clock)
    shelf.take(sound)
    plain = sound.read_bytes()
    seed = 42
    rng = random.Random(seed)
    cures: Counter[str] = Counter()
    with promise(5, seed=seed) as measured:
        for trial in range(trials):
            (folder := tmp_path / str(trial)).mkdir()
            path = folder / "leads.db"
            spoiled = bytearray(plain)
            for _ in range(rng.randrange(1, 6)):
                place = rng.randrange(len(plain) - 600)
                spoiled[place : place + 600] = rng.randbytes(600)
            path.write_bytes(spoiled)
            result = repair(path, shelf, clock)
            assert result.path is not None, trial
            assert find_damage(result.path) == (), trial
            assert path.read_bytes() == spoiled
            cures[result.cure] += 1
        measured.count(damages=trials, **cures)


def add_lead(connection: Connection) -> None:
    connection.execute(text("INSERT INTO lead (name) VALUES ('Nordwind')"))


def test_a_read_only_file_and_folder_can_be_read_and_say_why_not_written() -> None:
    with public_folder() as folder, promise(5) as measured:
        path = make_file(folder / "leads.db", leads=3)
        before = path.read_bytes()
        for file_mode, folder_mode, code in (
            (0o444, 0o777, "read-only"),
            (0o666, 0o555, "folder-read-only"),
            (0o444, 0o555, "read-only"),
        ):
            path.chmod(file_mode)
            folder.chmod(folder_mode)
            with ordinary_user(), closing(Database(FileAddress(path), shared=True)) as database:
                with pytest.raises(KnownError) as raised:
                    database.run_write(add_lead)
                assert raised.value.code == code
                with database.read() as connection:
                    assert connection.scalar(text("SELECT count(*) FROM lead")) == 3
        folder.chmod(0o000)
        with ordinary_user(), pytest.raises(KnownError) as raised:
            check_file(path, app_version="1.0")
        assert raised.value.code == "cannot-open"
        folder.chmod(0o777)
        assert path.read_bytes() == before
        measured.count(cases=4, wrong=0)


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 1 MB; only root may make one."""
    place = tmp_path / "tiny"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("no right to mount; the limit on a file's size covers the same")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def fill_disk(ballast: Path) -> None:
    with contextlib.suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


@pytest.mark.parametrize("shared", [False, True], ids=["wal", "delete"])
def test_a_full_disk_saves_nothing_and_heals_with_room(tiny_disk: Path, shared: bool) -> None:
    path = make_file(tiny_disk / "leads.db", leads=100)
    ballast = tiny_disk / "ballast"
    with (
        promise(5) as measured,
        closing(Database(FileAddress(path), shared=shared)) as database,
    ):
        database.run_write(add_lead)
        fill_disk(ballast)

        def add_many(connection: Connection) -> None:
            for _ in range(2000):
                add_lead(connection)

        with pytest.raises(KnownError) as raised:
            database.run_write(add_many)
        assert raised.value.code in {"disk-full", "disk-error"}
        with database.read() as connection:
            assert connection.scalar(text("SELECT count(*) FROM lead")) == 101
        with pytest.raises(KnownError) as raised:
            BackupShelf(tiny_disk / "backups", "leads", SystemClock()).take(path)
        assert raised.value.code == "disk-full"
        ballast.unlink()
        database.run_write(add_many)
        with database.read() as connection:
            assert connection.scalar(text("SELECT count(*) FROM lead")) == 2101
        measured.count(cases=2, wrong=0)
    assert find_damage(path) == ()


def test_a_limit_on_the_file_s_size_is_a_known_error_too(tmp_path: Path) -> None:
    """The full disk of those who may not mount one."""
    path = make_file(tmp_path / "leads.db", leads=100)
    code = f"""
import resource, signal
from pathlib import Path
from sqlalchemy import text
from leaddesk.base.errors import KnownError
from leaddesk.storage.address import FileAddress
from leaddesk.storage.engine import Database
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
database = Database(FileAddress(Path({str(path)!r})), shared=True)
try:
    database.run_write(lambda c: c.execute(
        text("INSERT INTO lead (name) VALUES (hex(zeroblob(100000)))")))
except KnownError as error:
    print(error.code)
with database.read() as connection:
    print(connection.scalar(text("SELECT count(*) FROM lead")))
database.close()
"""
    done = run_python(code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["disk-error", "100"]
    assert find_damage(path) == ()
