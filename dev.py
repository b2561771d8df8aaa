#!/usr/bin/env python3
"""One command for everything a developer does; standard library only.

`python3 dev.py run` prepares what is missing (a virtual environment in .venv, the locked
packages, the system libraries Qt needs) and opens LeadDesk; `python3 dev.py` lists the verbs.
A marker inside .venv remembers what was installed, so the second start costs nothing.
"""

from __future__ import annotations

# Keep to what Python 3.7 can read: an old Python must get as far as use_right_python().
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TYPE_CHECKING = False  # type checkers read this name as true
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).resolve().parent
VENV, CLEAN_VENV = ROOT / ".venv", ROOT / "build" / "venv"
MARKER = "leaddesk-set-up.json"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST, TOO_NEW = (3, 11), (3, 15)

QT_PACKAGES = (
    "libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0 libxcb-cursor0 "
    "libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"
).split()
# What the tests start, and the Debian package that brings it.
TEST_PROGRAMS = {
    "Xvfb": "xvfb",
    "xauth": "xauth",
    "xdotool": "xdotool",
    "jwm": "jwm",
    "dbus-daemon": "dbus-daemon",
    "dunst": "dunst",
    "at-spi-bus-launcher": "at-spi2-core",
    "gnome-keyring-daemon": "gnome-keyring",
    "postgres": "postgresql",
}
# Imports what the window needs, then loads the X plugin's libraries: Qt itself would abort.
QT_PROBE = """
import ctypes, pathlib, sys
from PySide6 import QtDBus, QtNetwork, QtSvg, QtWidgets
plugin = pathlib.Path(QtWidgets.__file__).parent / "Qt/plugins/platforms/libqxcb.so"
if sys.platform.startswith("linux"):
    ctypes.CDLL(str(plugin))
"""


class Stop(Exception):
    """Nothing more can be done; the text tells the developer why and what to do."""


def child_env() -> dict[str, str]:
    """Return the environment of every child: compiled modules are kept, text is UTF-8."""
    env = dict(os.environ, PYTHONUTF8="1")
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    env.setdefault("LANG", "C.UTF-8")
    return env


def call(*command: object, stdin: int | None = None) -> int:
    """Run a command in the project's folder and return its exit code."""
    words = [str(part) for part in command]
    return subprocess.call(words, cwd=str(ROOT), env=child_env(), stdin=stdin)


def must(what: str, *command: object) -> None:
    """Run a command that has to succeed; `what` names the step."""
    print("dev.py: " + what, flush=True)
    code = call(*command)
    if code:
        shown = " ".join(map(str, command))
        raise Stop(f"{what} failed with exit code {code}: {shown}")


# ------------------------------------------------------------------------- the right Python


def use_right_python() -> None:
    """Go on with a Python that LeadDesk can use, or stop."""
    if OLDEST <= sys.version_info[:2] < TOO_NEW:
        return
    check = f"import sys; sys.exit(not {OLDEST} <= sys.version_info[:2] < {TOO_NEW})"
    for minor in range(TOO_NEW[1] - 1, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and subprocess.call([other, "-c", check], stderr=subprocess.DEVNULL) == 0:
            os.execv(other, [other, str(Path(__file__).resolve()), *sys.argv[1:]])
    first, last = ".".join(map(str, OLDEST)), f"{TOO_NEW[0]}.{TOO_NEW[1] - 1}"
    raise Stop(f"LeadDesk needs Python {first} to {last}; this is {sys.version.split()[0]}.")


# ------------------------------------------------------------- packages of the system (apt)


def admin_prefix() -> list[str] | None:
    """Return what to put before an apt command here, or None when the user may not."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    if not shutil.which("sudo"):
        return None
    if subprocess.call(["sudo", "-n", "true"], stderr=subprocess.DEVNULL) == 0:
        return ["sudo"]
    return ["sudo"] if sys.stdin.isatty() else None


def install_system(packages: Sequence[str], why: str) -> bool:
    """Install system packages where the user may; return whether that was done."""
    line = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    prefix = admin_prefix()
    shown = "sudo " + " ".join(line)
    if prefix is None:
        print(f"dev.py: {why}. On Debian or Ubuntu this brings it:\n  {shown}")
        return False
    if prefix and sys.stdin.isatty():
        answer = input(f"dev.py: {why}. Run this now?\n  {shown}\n[y/N] ")
        if answer.strip().lower() not in ("y", "yes"):
            return False
    print(f"dev.py: {why}; installing: " + " ".join(packages), flush=True)
    if "postgresql" in packages and not prefix:
        no_own_cluster()
    quiet = ["-qq", "-o", "Dpkg::Use-Pty=0"]
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    install = [*apt, *quiet, *line[1:]]
    if call(*install, stdin=subprocess.DEVNULL) == 0:
        return True
    call(*apt, *quiet, "update", stdin=subprocess.DEVNULL)
    return call(*install, stdin=subprocess.DEVNULL) == 0


def no_own_cluster() -> None:
    """Keep Debian from starting a server for everybody: the tests start their own."""
    folder = Path("/etc/postgresql-common/createcluster.d")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "leaddesk-tests.conf").write_text("create_main_cluster = false\n")


def missing_programs() -> list[str]:
    """Return the packages of the programs that tests start and that are not here."""
    there = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/libexec"])
    lacking = {n: p for n, p in TEST_PROGRAMS.items() if not shutil.which(n, path=there)}
    if "postgres" in lacking and any(Path("/usr/lib/postgresql").glob("*/bin/postgres")):
        del lacking["postgres"]
    return sorted(lacking.values())


def need_test_programs() -> None:
    """Install what the tests start. Without it they are skipped, but in CI that is an error."""
    packages = missing_programs() if sys.platform.startswith("linux") else []
    if packages and not install_system(packages, "some tests need more programs"):
        if os.environ.get("CI") == "true":
            raise Stop("In CI every test must run; missing: " + " ".join(packages))
        print("dev.py: going on without; the tests that need them are skipped.")


def need_qt_libraries(python: Path) -> None:
    """Make sure that Qt finds the system libraries it loads."""
    command = [str(python), "-c", QT_PROBE]
    done = subprocess.run(command, stderr=subprocess.PIPE, env=child_env(), check=False)
    if done.returncode == 0:
        return
    reason = done.stderr.decode(errors="replace").strip().splitlines()[-1]
    if not install_system(QT_PACKAGES, f"Qt lacks system libraries ({reason})"):
        raise Stop("Qt can't start without them: " + " ".join(QT_PACKAGES))
    must("looking again for Qt's libraries", *command)


# --------------------------------------------------------------------- virtual environment


def wanted(level: str) -> str:
    """Return what the marker must say: a hash of all that decides what is installed."""
    import tomllib  # not in the old Pythons that use_right_python still has to run on

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    parts = [project["build-system"], project["project"], list(sys.version_info[:2]), str(ROOT)]
    text = json.dumps(parts, sort_keys=True)
    lock = (ROOT / "requirements" / (level + ".txt")).read_bytes()
    return hashlib.sha256(text.encode() + lock).hexdigest()


def marked(venv: Path) -> dict[str, str]:
    """Return the marker's content, empty when there is none."""
    try:
        return dict(json.loads((venv / MARKER).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def python_in(venv: Path) -> Path:
    """Return the interpreter of a virtual environment."""
    return venv / BIN.name / PYTHON.name


def make_venv(venv: Path) -> None:
    """Create an environment, or create it anew when it belongs to another Python or was moved."""
    show = "import sys; print(*sys.version_info[:2])"
    python, what = python_in(venv), "making " + str(venv.relative_to(ROOT))
    if python.exists():
        done = subprocess.run([str(python), "-c", show], stdout=subprocess.PIPE, check=False)
        if done.stdout.decode().split() == [str(n) for n in sys.version_info[:2]]:
            return
    if shutil.which("uv"):
        must(what, "uv", "venv", "-q", "--clear", "--python", sys.executable, venv)
        return
    probe = [sys.executable, "-c", "import ensurepip"]
    able = subprocess.call(probe, stderr=subprocess.DEVNULL) == 0
    if not able and not install_system(["python3-venv"], "this Python can't make environments"):
        raise Stop("A virtual environment needs the package python3-venv.")
    must(what, sys.executable, "-m", "venv", "--clear", venv)


def prepare(level: str, venv: Path = VENV) -> None:
    """Install what a level (`run`, `dev`, `bundle`) needs; a second call costs a hash."""
    state, hash_now, python = marked(venv), wanted(level), python_in(venv)
    # Everything for running is also in the developer's lock.
    if state.get(level) == hash_now or (level == "run" and state.get("dev") == wanted("dev")):
        return
    make_venv(venv)
    lock = ROOT / "requirements" / (level + ".txt")
    if shutil.which("uv"):
        install = ["uv", "pip", "install", "-q", "--compile-bytecode", "--python", python]
    else:
        install = [python, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    must(f"installing packages ({lock.name})", *install, "--require-hashes", "-r", lock)
    must("installing LeadDesk", *install, "--no-deps", "--no-build-isolation", "-e", ROOT)
    need_qt_libraries(python)
    call(python, "-m", "compileall", "-q", ROOT / "leaddesk")
    text = json.dumps(dict(state, **{level: hash_now}))
    (venv / MARKER).write_text(text, encoding="utf-8")


# ------------------------------------------------------------------------------- the verbs


def setup(_arguments: list[str]) -> int:
    """Prepare everything: packages, libraries, programs for the tests"""
    prepare("dev")
    need_test_programs()
    print("dev.py: ready. `python3 dev.py run` opens LeadDesk on sample data.")
    return 0


def opens_window(arguments: Sequence[str]) -> bool:
    """Return whether `leaddesk` with these arguments opens its window: no verb is among them."""
    with_value, words = ("--data-dir", "--database", "--as"), list(arguments)
    while words:
        word = words.pop(0)
        if word in with_value and words:
            words.pop(0)
        elif word in ("-h", "--help", "--version") or not word.startswith("-"):
            return False
    return True


def run(arguments: list[str]) -> int:
    """Open LeadDesk (on sample data, or with the arguments you give)"""
    prepare("run")
    arguments = arguments or ["--demo"]
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    screen = not sys.platform.startswith("linux") or any(map(os.environ.get, screens))
    program = (BIN / "leaddesk").relative_to(ROOT)
    if opens_window(arguments) and not screen:
        raise Stop(
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set).\n"
            f"  on a virtual screen:  xvfb-run -a {program} {' '.join(arguments)}\n"
            f"  without a window:     {program} --help    lists the command line's verbs"
        )
    return call(BIN / "leaddesk", *arguments)


def test(arguments: list[str]) -> int:
    """Run the tests (arguments go to pytest)"""
    prepare_tests()
    workers = [] if arguments or (os.cpu_count() or 1) < 2 else ["-n", "2"]
    pytest = [PYTHON, "-X", "faulthandler", "-m", "pytest"]
    return call(*pytest, *workers, *arguments)


def lint(_arguments: list[str]) -> int:
    """Check style, types and the import contracts"""
    prepare("dev")
    steps = (
        ("ruff check", [BIN / "ruff", "check", "."]),
        ("ruff format", [BIN / "ruff", "format", "--check", "."]),
        ("mypy", [BIN / "mypy"]),
        ("import contracts", [BIN / "lint-imports", "--no-logo"]),
    )
    broken = []
    for name, command in steps:
        print("dev.py: " + name, flush=True)
        if call(*command):
            broken.append(name)
    if broken:
        print("dev.py: not clean: " + ", ".join(broken))
    return 1 if broken else 0


def bench(arguments: list[str]) -> int:
    """Measure speed against its limits, write bench.json"""
    prepare_tests()
    return call(PYTHON, "-m", "tests.bench", *arguments)


def pictures(arguments: list[str]) -> int:
    """Take pictures of every page into pictures/"""
    prepare_tests()
    return call(PYTHON, "-m", "tests.visual", *arguments)


def translate(arguments: list[str]) -> int:
    """Renew and compile the translations (with the code of a language: begin that one)"""
    prepare("dev")
    return call(PYTHON, ROOT / "packaging" / "translations.py", *arguments)


def bundle(arguments: list[str]) -> int:
    """Build the stand-alone program into dist/ (folder, .tar.gz and .deb), and try it"""
    # An environment of its own: what the tests need must not get into the program.
    prepare("bundle", CLEAN_VENV)
    return call(python_in(CLEAN_VENV), ROOT / "packaging" / "build.py", *arguments)


def lock(arguments: list[str]) -> int:
    """Work out the locked packages anew after a change in pyproject.toml (--upgrade: newest)"""
    with tempfile.TemporaryDirectory(prefix="leaddesk-lock-") as folder:
        uv = shutil.which("uv")
        if uv is None:
            must("fetching uv", sys.executable, "-m", "venv", folder)
            tools = Path(folder) / BIN.name
            must("fetching uv", tools / PYTHON.name, "-m", "pip", "install", "-q", "uv")
            uv = str(tools / "uv")
        how = "--universal --generate-hashes --no-header --no-annotate --no-emit-index-url -q"
        work_out = [uv, "pip", "compile", "pyproject.toml", *how.split(), *arguments]
        oldest = ["--python-version", ".".join(map(str, OLDEST))]
        for level, more in (("run", []), ("dev", ["dev"]), ("bundle", ["bundle"])):
            chosen = [part for extra in ["build", *more] for part in ("--extra", extra)]
            out = Path("requirements") / (level + ".txt")
            must("locking " + level, *work_out, *oldest, *chosen, "-o", out)
    return 0


def prepare_tests() -> None:
    """Prepare for tests without a last word."""
    prepare("dev")
    need_test_programs()


def verbs() -> dict[str, Callable[[list[str]], int]]:
    """Return the verbs that this checkout offers."""
    always = {"setup": setup, "run": run, "test": test, "lint": lint, "lock": lock}
    by_script = {
        "bench": (bench, "tests/bench/__main__.py"),
        "pictures": (pictures, "tests/visual/__main__.py"),
        "translate": (translate, "packaging/translations.py"),
        "bundle": (bundle, "packaging/build.py"),
    }
    there = {verb: do for verb, (do, script) in by_script.items() if (ROOT / script).exists()}
    return {**always, **there}


def main(arguments: list[str]) -> int:
    """Do one verb; return its exit code."""
    offered = verbs()
    if not arguments or arguments[0] not in offered:
        print("python3 dev.py VERB [arguments]\n")
        for verb, function in offered.items():
            print(f"  {verb:10} {function.__doc__}")
        return 0 if not arguments or arguments[0] in ("-h", "--help", "help") else 2
    try:
        use_right_python()
        return offered[arguments[0]](arguments[1:])
    except Stop as stop:
        print("dev.py: " + str(stop), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
