"""`python3 dev.py bundle`: icons, the one-folder program, its licences, a trial, the packages.

What it makes lies in dist/: the folder leaddesk, a .tar.gz and, on Debian and its kin, a .deb;
bundle.json tells the sizes. It runs in an environment of its own (requirements/bundle.txt).
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
from pathlib import Path

import contents
import debian
import icons
import notices

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
MADE, DIST = ROOT / "build", ROOT / "dist"
BUNDLE = DIST / "leaddesk"


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py bundle", description=__doc__)
    parser.add_argument("--folder-only", action="store_true", help="no .tar.gz and no .deb")
    chosen = parser.parse_args()
    begun = time.monotonic()
    os.environ["SOURCE_DATE_EPOCH"] = str(_source_time())
    version = notices.version(ROOT)
    _say("drawing the icons")
    icons.make_icons(MADE / "icons")
    _say("collecting the program")
    _collect()
    _say("adding the licences")
    notices.write_notices(contents.PACKAGE, BUNDLE / "licences", _system_libraries())
    shutil.copyfile(ROOT / "LICENSE", BUNDLE / "licences" / "LeadDesk.txt")
    _say("trying it")
    _try()
    sizes = {"folder": _size(BUNDLE)}
    if not chosen.folder_only:
        for package in _pack(version):
            sizes[package.name] = package.stat().st_size
    told = {"version": version, "bytes": sizes, "seconds": round(time.monotonic() - begun, 1)}
    (DIST / "bundle.json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for name, size in sizes.items():
        print(f"  {size / 1e6:7.1f} MB  {name}")
    return 0


def _say(what: str) -> None:
    print("bundle: " + what, flush=True)


def _source_time() -> int:
    """When the source last changed: the same source makes the same files."""
    command = ["git", "log", "-1", "--format=%ct"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    return int(done.stdout) if done.returncode == 0 and done.stdout.strip() else 315_532_800


def _collect() -> None:
    shutil.rmtree(BUNDLE, ignore_errors=True)
    command = [
        sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN",
        "--distpath", str(DIST), "--workpath", str(MADE / "pyinstaller"),
        str(HERE / "leaddesk.spec"),
    ]  # fmt: skip
    # Sets and dictionaries in the same order: the same source makes the same modules.
    subprocess.run(command, cwd=ROOT, check=True, env={**os.environ, "PYTHONHASHSEED": "1"})
    if shutil.which("strip"):
        for pattern in contents.STRIPPED:
            for library in (BUNDLE / "_internal").glob(pattern):
                subprocess.run(["strip", "--strip-unneeded", str(library)], check=True)
    (BUNDLE / "README.txt").write_bytes((HERE / "linux" / "README.txt").read_bytes())


def _system_libraries() -> list[Path]:
    """The build machine's own libraries that went into the bundle."""
    found = MADE / "pyinstaller" / "leaddesk" / "Analysis-00.toc"
    text = found.read_text(encoding="utf-8")
    places = {part for part in text.split("'") if part.startswith(("/lib/", "/usr/lib/"))}
    there = {path.name for path in (BUNDLE / "_internal").iterdir()}
    return sorted(Path(place) for place in places if Path(place).name in there)


def _try() -> None:
    """The bundle proves itself with nothing of this machine's Python in reach."""
    with tempfile.TemporaryDirectory(prefix="leaddesk-bundle-") as folder:
        env = {"PATH": "/usr/bin:/bin", "HOME": folder, "LANG": "C.UTF-8"}
        if sys.platform == "win32":
            env = {"SYSTEMROOT": os.environ["SYSTEMROOT"], "TEMP": folder}
        subprocess.run([str(program()), "--data-dir", folder, "self-test"], check=True, env=env)


def program() -> Path:
    """The executable with a command line."""
    names = {"win32": "leaddesk-cli.exe"}
    return BUNDLE / names.get(sys.platform, "leaddesk")


def _pack(version: str) -> list[Path]:
    machine = platform.machine().lower()
    _say("packing")
    packed = DIST / f"leaddesk-{version}-{sys.platform}-{machine}.tar.gz"
    with tarfile.open(packed, "w:gz", compresslevel=6) as archive:
        archive.add(BUNDLE, f"leaddesk-{version}", filter=_anonymous)
    if not shutil.which("dpkg-shlibdeps"):
        _say("no .deb: dpkg-shlibdeps is missing (Debian's package dpkg-dev)")
        return [packed]
    return [packed, debian.make_package(BUNDLE, MADE / "icons", version, DIST)]


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Without the builder's user and the time of the build."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = int(os.environ["SOURCE_DATE_EPOCH"])
    return entry


def _size(folder: Path) -> int:
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


if __name__ == "__main__":
    sys.exit(main())
