"""Pictures of every page on sample data, in both themes and two sizes, to look at.

`python3 dev.py pictures` writes them below pictures/; `--readme` writes the few that README.md
and the user guide show into docs/pictures/.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SIZES = ("1440x900", "1366x768")
THEMES = ("light", "dark")
SHOWN = {
    "board.png": ("light", "pipeline"),
    "lead.png": ("dark", "peek"),
    "list.png": ("light", "leads-open"),
}
"""What the documents show: file name, then theme and stop of the tour."""


def take(data: Path, out: Path, theme: str, size: str) -> None:
    """One tour through a window on the sample data below `data`, drawn into memory."""
    print(f"{theme}, {size}", flush=True)
    leaddesk = [sys.executable, "-m", "leaddesk", "--data-dir", str(data), "--demo"]
    tour = ["tour", "--out", str(out), "--theme", theme, "--size", size]
    env = dict(os.environ, QT_QPA_PLATFORM="offscreen")
    subprocess.run([*leaddesk, *tour], check=True, env=env, cwd=ROOT, stdout=subprocess.DEVNULL)


def take_all(data: Path, folder: Path) -> None:
    """Every page in each theme and size, a folder for each."""
    for theme in THEMES:
        for size in SIZES:
            take(data, folder / f"{theme}-{size}", theme, size)


def take_shown(data: Path, folder: Path, documents: Path) -> None:
    """The pictures of the documents."""
    documents.mkdir(parents=True, exist_ok=True)
    for theme in sorted({theme for theme, _name in SHOWN.values()}):
        take(data, folder / theme, theme, SIZES[0])
    for name, (theme, stop) in SHOWN.items():
        shutil.copyfile(folder / theme / f"{stop}.png", documents / name)
    step = [sys.executable, "-m", "tests.visual.import_step"]
    subprocess.run([*step, str(folder / "import"), str(documents / "import.png")],
                   check=True, cwd=ROOT)  # fmt: skip


def main(arguments: list[str]) -> int:
    """Read the options and take the pictures."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "pictures", metavar="DIR")
    parser.add_argument("--readme", action="store_true", help="only those of the documents")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="leaddesk-pictures-") as scratch:
        data = Path(scratch) / "data"
        if given.readme:
            take_shown(data, Path(scratch) / "tour", ROOT / "docs" / "pictures")
        else:
            take_all(data, given.out.resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
