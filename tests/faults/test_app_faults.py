"""Promise 5 in the whole program: a bad database is told in words and left as it is.

Each fault is met twice: by verbs of the command line, and by the window, which lives on and fills
its board once the fault is gone and somebody pressed Retry.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.draft import LeadDraft
from leaddesk.service.commands import Captured, CaptureLeads
from leaddesk.storage import engine
from leaddesk.storage.engine import Database
from leaddesk.storage.open_check import find_damage
from leaddesk.storage.sqlite_driver import open_file
from tests.storage.small import ordinary_user, public_folder, tell
from tests.support.child import ROOT, run_python
from tests.support.program import Live, Told, open_window, run
from tests.support.promise import promise

pytestmark = pytest.mark.reliability

LEADS = 60
DRAFT = json.dumps({"name": "Vera Brandt", "email": "vera.brandt@nordwind.example"})
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 40

Spoil = Callable[[Path, ExitStack], object]


@dataclass(frozen=True)
class Fault:
    """How a database gets into trouble, and the right messages for reading and for writing.

    "" means that it must work. `spoil` leaves on the stack how the fault is ended.
    """

    name: str
    spoil: Spoil
    read: str
    write: str


def mode(file: int, folder: int) -> Spoil:
    def spoil(path: Path, mending: ExitStack) -> None:
        path.chmod(file)
        path.parent.chmod(folder)
        mending.callback(path.parent.chmod, 0o777)
        mending.callback(path.chmod, 0o666)

    return spoil


def content(made: Callable[[bytes], bytes]) -> Spoil:
    def spoil(path: Path, mending: ExitStack) -> None:
        before = path.read_bytes()
        path.write_bytes(made(before))
        mending.callback(path.write_bytes, before)

    return spoil


def become_folder(path: Path, mending: ExitStack) -> None:
    aside = path.with_name("aside")
    path.rename(aside)
    path.mkdir()
    mending.callback(aside.rename, path)
    mending.callback(path.rmdir)


def vanish(path: Path, mending: ExitStack) -> None:
    aside = path.with_name("aside")
    path.rename(aside)
    mending.callback(aside.rename, path)


def make_newer(path: Path, mending: ExitStack) -> None:
    tell(path, "REPLACE INTO meta VALUES ('min_app_version', '99.0')")
    mending.callback(tell, path, "DELETE FROM meta WHERE key = 'min_app_version'")


HOLDER = """
import sys
from pathlib import Path
from leaddesk.storage.sqlite_driver import open_file
connection = open_file(Path(sys.argv[1]), "rw")
connection.execute(f"PRAGMA journal_mode={sys.argv[2]}").fetchall()
connection.execute("BEGIN EXCLUSIVE")
connection.execute("INSERT INTO meta VALUES ('held', 'x')")
print("held", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
connection.execute("PRAGMA journal_mode=WAL").fetchall()
connection.close()
"""


def lock(journal: str) -> Spoil:
    def spoil(path: Path, mending: ExitStack) -> None:
        holder = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(path), journal],
            cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

        def let_go() -> None:
            holder.communicate("", timeout=30)
            assert holder.returncode == 0

        mending.callback(let_go)
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"

    return spoil


def overwritten(at: int, length: int) -> Callable[[bytes], bytes]:
    return lambda whole: whole[:at] + b"\xa5" * length + whole[at + length :]


FAULTS = (
    Fault("read-only file", mode(0o444, 0o777), "", "read-only"),
    Fault("read-only folder", mode(0o666, 0o555), "folder-read-only", "folder-read-only"),
    Fault("file out of reach", mode(0o000, 0o777), "cannot-open", "cannot-open"),
    Fault("cut to half", content(lambda whole: whole[: len(whole) // 2]), "damaged", "damaged"),
    Fault("cut to a page", content(lambda whole: whole[:4096]), "damaged", "damaged"),
    Fault("header gone", content(overwritten(0, 100)), "not-a-database", "not-a-database"),
    Fault("schema gone", content(overwritten(100, 3996)), "damaged", "damaged"),
    Fault("held, waiting readers", lock("DELETE"), "locked", "locked"),
    Fault("held, free readers", lock("WAL"), "", "locked"),
    Fault("newer schema", make_newer, "", "read-only"),
    Fault("zero length", content(lambda _: b""), "empty-file", "empty-file"),
    Fault("a text", content(lambda _: b"name\nAnn\n" * 900), "not-a-database", "not-a-database"),
    Fault("a picture", content(lambda _: PNG), "not-a-database", "not-a-database"),
    Fault("a folder", become_folder, "is-folder", "is-folder"),
    Fault("vanished", vanish, "missing", "missing"),
)


@pytest.fixture
def short_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds for a lock and sixty for a write are right for people, not for a table."""
    monkeypatch.setattr(engine, "_BUSY_TIMEOUT", 0.2)
    monkeypatch.setitem(open_file.__kwdefaults__, "timeout", 0.2)
    monkeypatch.setitem(Database.run_write.__kwdefaults__, "deadline", 0.5)
    monkeypatch.setitem(Database.migrate.__kwdefaults__, "deadline", 0.5)


@dataclass(frozen=True)
class Place:
    """A sound database that was opened before, beside the folder of settings and logs."""

    home: Path
    database: Path

    def verb(self, *words: str, stdin: str = "") -> Told:
        return run(self.home, *words, stdin=stdin, database=self.database)

    def state(self) -> dict[str, object]:
        """All that lies in the folder of the database, with what it holds.

        Another process looks: closing the file here would drop the locks that SQLite holds.
        """
        with as_owner():
            done = subprocess.run(
                [sys.executable, "-S", "-c", LOOK, str(self.database.parent)],
                capture_output=True, text=True, check=True,
            )  # fmt: skip
        found: dict[str, object] = json.loads(done.stdout)
        return found


# Left out is what whoever reads the file makes beside it: an index and an empty log. Who is not
# root can't read a file whose rights are gone, but sees whether it changed.
LOOK = """
import hashlib, json, os, sys
found = {}
for entry in os.scandir(sys.argv[1]):
    stat = entry.stat()
    if entry.name.endswith("-shm") or (entry.name.endswith("-wal") and not stat.st_size):
        continue
    seen = [stat.st_size, stat.st_mtime_ns]
    if entry.is_file() and os.access(entry.path, os.R_OK):
        with open(entry.path, "rb") as file:
            seen = hashlib.sha256(file.read()).hexdigest()
    found[entry.name] = seen
print(json.dumps(found))
"""


@contextmanager
def as_owner() -> Iterator[None]:
    """For a moment who started the tests; others must not mend what the test's user can't."""
    user = os.geteuid()
    os.seteuid(os.getuid())
    try:
        yield
    finally:
        os.seteuid(user)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("sample")
    assert run(folder, "demo", "--leads", str(LEADS - 1)).code == 0
    # Once with all rights: an ordinary user may be kept out of the interpreter's own files, which
    # the first capture imports.
    first = json.dumps({"email": "jo@harbormills.example"})
    assert run(folder, "capture", "-", stdin=first).code == 0
    return (folder / "leaddesk.db").read_bytes()


@pytest.fixture
def place(sample: bytes) -> Iterator[Place]:
    with public_folder() as folder:
        (data := folder / "data").mkdir()
        data.chmod(0o777)
        (home := folder / "home").mkdir()
        home.chmod(0o777)
        database = data / "team.leaddesk"
        database.write_bytes(sample)
        database.chmod(0o666)
        made = Place(home, database)
        with ordinary_user():
            assert made.verb("leads").result["total"] == LEADS
        yield made
        data.chmod(0o777)


def is_right(told: Told, code: str) -> bool:
    """One line for people on standard error, one document on standard output, no traceback."""
    if not code:
        return told.code == 0 and "Traceback" not in told.err
    error = told.result["error"]
    return (
        told.code == 1
        and told.err.count("\n") == 1
        and "Traceback" not in told.err
        and error["code"] == code
        and error["title"].endswith((".", ")"))
        and error["hint"] != ""
    )


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_verbs_tell_a_bad_database_in_a_line_and_leave_it_alone(fault: Fault, place: Place) -> None:
    with promise(5) as measured, ExitStack() as mending:
        fault.spoil(place.database, mending)
        before = place.state()
        with ordinary_user():
            read = place.verb("leads")
            write = place.verb("capture", "-", stdin=DRAFT)
        print(read.err, write.err)
        assert is_right(read, fault.read), read
        assert is_right(write, fault.write), write
        assert place.state() == before
        measured.count(cases=2, wrong=0)


@pytest.mark.usefixtures("short_patience")
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_the_window_lives_and_fills_after_retry(fault: Fault, place: Place, qapp) -> None:
    with promise(5) as measured, ExitStack() as mending, ordinary_user():
        with as_owner():
            fault.spoil(place.database, mending)
        before = place.state()
        with open_window(qapp, place.home, place.database) as live:
            is_read = not fault.read
            live.wait(lambda: live.cards or not is_read, "the cards of a file that can be read")
            has_notice = not is_read or fault.write == "read-only"
            if has_notice:
                live.wait(lambda: live.notice, "a notice")
                print(live.notice)
                live.retry()
            live.settle()
            if is_read and has_notice:
                assert live.window.bar.saved.text == "Read only"
                assert not live.window.bar.new.isEnabled()
            assert bool(live.notice) == has_notice
            assert bool(live.cards) == is_read
            assert place.state() == before
            with as_owner():
                mending.close()
            if has_notice:
                live.retry()
            live.wait(lambda: live.cards and not live.notice, "a full board without a notice")
            assert live.window.bar.saved.text == "Saved"
            assert capture(live)[0].outcome == "created"
        measured.count(cases=1, wrong=0)


def capture(live: Live) -> tuple[Captured, ...]:
    """Add a lead through the window's client; what its asker heard, raised if it is an error."""
    heard: list[tuple[Captured, ...]] = []
    draft = LeadDraft(name="Vera Brandt", emails=("vera.brandt@nordwind.example",))
    failed: list[BaseException] = []
    live.program.parts.client.do(
        CaptureLeads((draft,)), lambda outcome: heard.append(outcome.result), failed.append
    )
    live.wait(lambda: heard or failed, "the lead is saved, or not")
    if failed:
        raise failed[0]
    return heard[0]


def damage_within(path: Path, word: bytes) -> Spoil:
    """Overwrite the page in the middle of those that hold `word`; the file still opens."""
    whole = path.read_bytes()
    pages = [at for at in range(4096, len(whole), 4096) if word in whole[at : at + 4096]]
    return content(overwritten(pages[len(pages) // 2], 4096))


def test_damage_that_no_question_meets_is_found_and_stops_writing(place: Place, qapp) -> None:
    with promise(5) as measured, ExitStack() as mending:
        # Pages of activities: the board asks for none of them.
        damage_within(place.database, b"mail")(place.database, mending)
        before = place.state()
        with open_window(qapp, place.home, place.database) as live:
            live.wait(lambda: live.cards, "the board")
            live.wait(lambda: live.notice, "the check's notice")
            assert "damaged" in live.notice
            with pytest.raises(KnownError) as raised:
                capture(live)
            assert raised.value.code == "read-only"
            live.retry()
            live.settle()
            assert "damaged" in live.notice
            assert place.state() == before
            mending.close()
            live.retry()
            live.wait(lambda: not live.notice, "the notice gone")
            assert capture(live)[0].outcome == "created"
        measured.count(cases=1, wrong=0)


FULL = """
import resource
from pathlib import Path
from PySide6.QtWidgets import QApplication
from leaddesk.base.errors import KnownError
from tests.faults.test_app_faults import DRAFT, capture
from tests.support.program import open_window, run

def limit(size):
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

home = Path(PLACE)
app = QApplication([])
new = home / "new"
limit(20_000)
told = run(new, "leads")
print(told.code, told.err.strip(), (new / "leaddesk.db").exists(), sep="|")
limit(50_000)
told = run(home, "leads")
print(told.code, told.err.strip(), told.result["total"], sep="|")
told = run(home, "capture", "-", stdin=DRAFT)
print(told.code, told.err.strip(), told.result["error"]["code"], sep="|")
with open_window(app, home) as live:
    live.wait(lambda: live.cards, "the board")
    try:
        capture(live)
    except KnownError as error:
        print(1, error, error.code, sep="|")
    limit(resource.RLIM_INFINITY)
    print(0, live.notice, capture(live)[0].outcome, sep="|")
"""


def test_a_full_disk_is_told_and_nothing_is_half_made(sample: bytes, tmp_path: Path) -> None:
    """A limit on the size of files stands for a disk without room; see FULL for the steps."""
    path = tmp_path / "leaddesk.db"
    path.write_bytes(sample)
    with promise(5) as measured:
        done = run_python(FULL.replace("PLACE", repr(str(tmp_path))))
        assert done.returncode == 0, done.stderr
        first, read, verb, window, later = (
            line.split("|") for line in done.stdout.splitlines() if "|" in line
        )
        assert (first[0], first[2]) == ("1", "False"), "no half-made file at the first start"
        assert read == ["0", "", str(LEADS)]
        for told in (verb, window):
            assert told[0] == "1"
            assert told[2] in {"disk-full", "disk-error"}
            assert "Nothing of this change was saved" in told[1]
        assert later == ["0", "", "created"]
        assert "Traceback" not in done.stdout
        measured.count(cases=5, wrong=0)
    assert find_damage(path) == ()
    assert run(tmp_path, "leads").result["total"] == LEADS + 1
