"""The bundled program, built anew and used: its parts, its command line, its children, its window.

LEADDESK_BUNDLE=folder tries one that is built already.
"""

from __future__ import annotations

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from tests.support.child import ROOT, run_python
from tests.support.waiting import wait_until

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into a Linux bundle"),
]
LARGEST = 240_000_000
PEOPLE = "Company;First name;Last name;E-mail\nBerg GmbH;Ana;Berg;ana@berg.example\n"
#: Loaded only where a developer has them (pygments, pytz), or other names of modules that are held.
NOT_HELD = ("pygments", "pytz", "requests.packages", "signature_bootstrap", "struct", "zipp.compat")
#: Uses much of the program from its source, to hear which modules it loads.
USE_ALL = """
import sys
before = set(sys.modules)
import io, pathlib, tempfile
from leaddesk.app.options import read_options
from leaddesk.app.verb_run import run_verb
with tempfile.TemporaryDirectory() as folder:
    people = pathlib.Path(folder, "people.csv")
    people.write_text(PEOPLE, encoding="utf-8")
    out = str(pathlib.Path(folder, "out"))
    for words in (
        ["demo"], ["import", str(people)], ["leads"], ["duplicates"], ["history"], ["doctor"],
        ["export", "--format", "xlsx", out], ["self-test"], ["config", "export"],
        ["tour", "--out", out, "--theme", "light", "--size", "1440x900"],
    ):
        options = read_options(["--data-dir", folder, "--json", *words])
        run_verb(options, out=io.StringIO(), err=io.StringIO(), stdin=io.StringIO())
import leaddesk.outside.tabular.job, leaddesk.service.import_worker
import json
# Those of files; what libraries make up as they run, and the start script, is not to be held.
specs = [(name, getattr(module, "__spec__", None)) for name, module in sys.modules.items()]
names = [name for name, spec in specs if spec and spec.has_location and name not in before]
print(chr(10) + json.dumps(names))
"""


@pytest.fixture(scope="session")
def bundle() -> Path:
    if built := os.environ.get("LEADDESK_BUNDLE"):
        return Path(built)
    command = [sys.executable, str(ROOT / "dev.py"), "bundle", "--folder-only"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return ROOT / "dist" / "leaddesk"


@pytest.fixture
def run(bundle, tmp_path):
    """Run a verb of the bundle with nothing of this machine's Python in reach."""
    env = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "LANG": "C.UTF-8"}

    def ask(*words: object) -> dict:
        command = [str(bundle / "leaddesk"), "--data-dir", str(tmp_path / "data"), "--json"]
        done = subprocess.run(
            [*command, *map(str, words)], env=env, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    return ask


def test_it_proves_itself(run):
    told = run("self-test")
    assert told["failed"] == 0
    assert len(told["checks"]) >= 17


def test_it_reads_a_file_in_children_and_writes_one(run, tmp_path):
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    assert run("import", people)["created"] == 1
    run("export", "--format", "xlsx", tmp_path / "out")
    assert run("import", tmp_path / "out" / "leads.xlsx", "--dry-run")["rows"] == 1


def test_its_window_opens_on_sample_data(bundle, desktop, tmp_path):
    program = desktop.open(bundle / "leaddesk", "--data-dir", tmp_path / "data", "--demo")
    desktop.wait_for_window("LeadDesk")
    picture = tmp_path / "window.png"

    def is_filled() -> bool:
        image = QImage(str(desktop.screenshot(picture)))
        points = [(x, y) for x in range(100, 1000, 5) for y in range(150, 700, 5)]
        return len({image.pixel(x, y) for x, y in points}) > 100

    wait_until(is_filled, "cards on the board", seconds=60)
    desktop.xdo("mousemove", 400, 300)
    os.killpg(program.pid, signal.SIGTERM)
    assert program.wait(timeout=20) == 0, desktop.log()


def test_every_module_that_the_program_loads_is_in_it(bundle):
    """What libraries load by names of their own is found here, not by a user."""
    if os.environ.get("LEADDESK_BUNDLE"):
        pytest.skip("the lists of this build are not those of that bundle")
    held = held_modules(bundle)
    done = run_python(USE_ALL.replace("PEOPLE", repr(PEOPLE)), seconds=300)
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert {"xlsxwriter", "python_calamine", "phonenumbers.geocoder", "alembic.op"} <= loaded
    missing = {name for name in loaded - held if not name.startswith(NOT_HELD)}
    assert missing == set()


def held_modules(bundle: Path) -> set[str]:
    """The names of all modules that the bundle can import."""
    lists = ROOT / "build" / "pyinstaller" / "leaddesk" / "PYZ-00.toc"
    held = {name for name, _, _ in ast.literal_eval(lists.read_text(encoding="utf-8"))[1]}
    internal = bundle / "_internal"
    with zipfile.ZipFile(internal / "base_library.zip") as library:
        held |= {as_module(Path(name)) for name in library.namelist()}
    held |= {as_module(path.relative_to(internal)) for path in internal.rglob("*.pyc")}
    for path in internal.rglob("*.so"):
        inside = path.relative_to(internal)
        held.add(as_module(Path(path.name) if "lib-dynload" in inside.parts else inside))
    return held


def as_module(path: Path) -> str:
    """Of alembic/op.pyc: alembic.op."""
    parts = [*path.parts[:-1], path.name.split(".")[0]]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def test_no_library_in_it_lacks_another(bundle):
    lacking = {}
    internal = bundle / "_internal"
    for path in internal.rglob("*.so*"):
        if path.is_symlink():
            continue
        env = {**os.environ, "LD_LIBRARY_PATH": str(internal)}
        done = subprocess.run(["ldd", path], env=env, capture_output=True, text=True, check=False)
        missing = re.findall(r"(\S+) => not found", done.stdout)
        if missing:
            lacking[path.name] = missing
    assert lacking == {}


def test_it_says_whose_work_it_carries(bundle):
    text = (bundle / "licences" / "THIRD-PARTY.txt").read_text(encoding="utf-8")
    for name in ("PySide6", "SQLAlchemy", "psycopg", "phonenumbers", "PyInstaller", "Inter"):
        assert name in text
    for name in ("LGPL-3.0.txt", "GPL-3.0.txt", "LeadDesk.txt", "SQLAlchemy"):
        assert (bundle / "licences" / name).exists()
    internal = bundle / "_internal"
    # Under the LGPL: as files that may be exchanged.
    assert list((internal / "nameparser").glob("*.py*"))
    assert list((internal / "psycopg").glob("*.py*"))


def test_it_knows_nothing_of_the_machine_it_was_built_on(bundle):
    for pattern in ("direct_url.json", "RECORD", "INSTALLER", "*.egg-link"):
        assert not list(bundle.rglob(pattern))
    here = str(ROOT).encode()
    texts = [p for p in bundle.rglob("*") if p.suffix in {".txt", ".json", ".toml", ""}]
    small = [p for p in texts if p.is_file() and p.stat().st_size < 1_000_000]
    assert [p for p in small if here in p.read_bytes()] == []


def test_it_is_not_larger_than_it_was(bundle):
    files = [path for path in bundle.rglob("*") if path.is_file() and not path.is_symlink()]
    assert sum(path.stat().st_size for path in files) < LARGEST


@pytest.mark.skipif(not shutil.which("dpkg-shlibdeps"), reason="only Debian makes this package")
def test_the_package_depends_on_what_its_libraries_load(bundle, tmp_path):
    from tests.packaging.conftest import script

    needed = {line.split()[0] for line in script("debian").needed_packages(bundle, tmp_path)}
    assert {"libc6", "libgl1", "libegl1", "libx11-xcb1", "libfontconfig1", "libdbus-1-3"} <= needed
    assert not {"libssl3", "libxcb-cursor0", "libpython3.11"} & needed
