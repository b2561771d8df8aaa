"""Promise 24, in part: no password anywhere, no person in what may be sent to others.

Logs and reports of bugs are what people attach to a question; the database is where people belong.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from leaddesk.app.options import read_options
from leaddesk.app.place import open_place
from leaddesk.app.verbs import leads
from leaddesk.base.clock import SystemClock
from leaddesk.domain.draft import LeadDraft
from leaddesk.service.commands import CaptureLeads, EditLead
from tests.support.bait import Bait
from tests.support.child import ROOT
from tests.support.hostile import strings
from tests.support.program import Told, open_window, run
from tests.support.promise import promise

pytestmark = pytest.mark.reliability

PASSWORD = "Quelle-77-geheim"
PERSON = (
    "Zorana",
    "Quellwasser",
    "zorana.quellwasser@brunnenhof.example",
    "98765432",
    "98 765 432",
)
DRAFT = {
    "name": "Zorana Quellwasser", "email": "zorana.quellwasser@brunnenhof.example",
    "phone": "+49 151 98 765 432", "company": "Quellwasser GmbH",
}  # fmt: skip


def traces(folder: Path, words: tuple[str, ...], *, in_databases: bool) -> list[str]:
    """Which files below a folder hold one of the words, in any usual encoding."""
    found = []
    for path in sorted(folder.rglob("*")):
        is_database = ".db" in path.name
        if not path.is_file() or (is_database and not in_databases):
            continue
        whole = path.read_bytes()
        found += [
            f"{path.name}: {word}"
            for word in words
            if any(word.encode(coding) in whole for coding in ("utf-8", "utf-16-le"))
        ]
    return found


def test_logs_and_reports_name_nobody(tmp_path: Path, qapp, monkeypatch) -> None:
    text = json.dumps(DRAFT)
    with promise(24) as measured:
        assert run(tmp_path, "capture", "-", stdin=text).code == 0
        told = [
            run(tmp_path, "capture", "-", stdin=text[:-1]),
            run(tmp_path, "capture", "-", stdin=json.dumps({**DRAFT, "Zorana": "x"})),
            run(tmp_path, "capture", "-", "--owner", "Zorana Quellwasser", stdin=text),
            run(tmp_path, "leads", "--where", 'owner = "Zorana Quellwasser" and'),
            run(tmp_path, "lead", "98765432"),
            run(tmp_path, "edit", "1", "email=zorana.quellwasser@brunnenhof.example"),
        ]
        assert {one.code for one in told} == {1}
        with monkeypatch.context() as patch:
            patch.setattr(leads, "run", stumble)
            assert run(tmp_path, "leads").code == 3
        with open_window(qapp, tmp_path, log=True) as live:
            live.wait(lambda: live.cards, "the board")
            client, failed = live.program.parts.client, []
            again = LeadDraft(name=DRAFT["name"], emails=(DRAFT["email"],))
            client.do(CaptureLeads((again,), owner_id=-1), None, failed.append)
            client.do(EditLead(98765432, {"name": DRAFT["name"]}), None, failed.append)
            client.ask("x", lambda _reader: stumble(None, None), print, failed.append)
            live.wait(lambda: len(failed) == 3, "three refusals")
        reports = list((tmp_path / "logs" / "reports").iterdir())
        assert len(reports) >= 2
        assert (tmp_path / "logs" / "window.log").stat().st_size
        found = traces(tmp_path, PERSON, in_databases=False)
        measured.count(acts=11, reports=len(reports), traces=len(found))
    assert found == []
    assert traces(tmp_path, PERSON, in_databases=True), "the guard: where they belong, they are"


def stumble(_args: object, _context: object) -> None:
    """A bug over somebody's data."""
    person = DRAFT["name"], DRAFT["email"], DRAFT["phone"]
    try:
        {}[person]
    except KeyError as error:
        raise ValueError(f"{person!r} of '{DRAFT['company']}'") from error


def test_a_password_is_nowhere(tmp_path: Path) -> None:
    place = "postgresql://sales@127.0.0.1:1/leads?sslmode=disable"
    with promise(24) as measured:
        told = [
            run(tmp_path, "leads", database=place.replace("sales@", f"sales:{PASSWORD}@")),
            run(tmp_path, "leads", database=f"{place}&password={PASSWORD}"),
            run(tmp_path, "--password-stdin", "leads", database=place, stdin=f"{PASSWORD}\n"),
        ]
        assert [one.code for one in told] == [1, 1, 1]
        assert all(one.err.count("\n") == 1 for one in told)
        words = ["--data-dir", str(tmp_path), "--database", place, "--password-stdin", "leads"]
        opener = open_place(read_options(words), SystemClock(), lambda: PASSWORD)
        shown = [*(part for one in told for part in (one.out, one.err)), repr(opener)]
        found = [one for one in shown if PASSWORD in one]
        found += traces(tmp_path, (PASSWORD,), in_databases=True)
        measured.count(acts=3, traces=len(found))
    assert found == []


def test_any_text_goes_in_by_a_pipe(tmp_path: Path) -> None:
    """Half letters and zero bytes too: each is taken or refused, with one account per draft."""
    texts = (*strings(Bait(tmp_path)), "half \ud800 letter", "zero \0 byte", "\udfff")
    drafts = [
        {"name": text[:100_000], "company": text[:100_000], "note": text, "tags": [text[:200]],
         "email": f"n{number}@brunnenhof.example", "source_detail": text[:1000]}
        for number, text in enumerate(texts)
    ]  # fmt: skip
    told = pipe(tmp_path, "capture", "-", stdin=json.dumps(drafts))
    assert told.code == 0, told.err
    assert len(told.result) == len(texts)
    told = pipe(tmp_path, "leads")
    assert told.code == 0, told.err
    assert told.result["total"] >= len(texts) - 5
    assert told.err == ""
    assert "\x1b" not in pipe(tmp_path, "leads").out


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are text there")
def test_arguments_that_are_no_text_are_no_bug(tmp_path: Path) -> None:
    assert run(tmp_path, "demo", "--leads", "30").code == 0
    number = str(run(tmp_path, "leads", "--limit", "1").result["leads"][0]["id"])
    bad = b"bad\xff byte".decode("utf-8", "surrogateescape")
    codes = [
        run(tmp_path, *words).code
        for words in (
            ("log", number, "--kind", "note", "--note", bad),
            ("edit", number, f"company={bad}", f"tags={bad}"),
            ("task", number, "--due", "2027-01-01T09:00Z", "--kind", "call", "--title", bad),
            ("leads", "--where", f'company contains "{bad}"'),
            ("move", number, bad),
            ("--as", bad, "leads"),
        )
    ]
    assert codes == [0, 0, 0, 1, 1, 1]
    told = run(tmp_path, "lead", number)
    assert "bad\ufffd byte" in told.out
    assert bad not in told.out


def pipe(folder: Path, *words: str, stdin: str = "") -> Told:
    """The program in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "leaddesk", "--data-dir", str(folder), "--json", *words],
        cwd=ROOT, input=stdin.encode(), capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    return Told(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))
