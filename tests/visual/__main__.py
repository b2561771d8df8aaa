"""Pictures of every page and dialog on sample data, in all looks, to look at.

`python3 dev.py pictures` writes them below pictures/; `--readme` writes the few that README.md
and the user guide show into docs/pictures/; `--references` renews those that tests compare with.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from pathlib import Path

from tests.visual.compare import keep
from tests.visual.tours import COMPARED, LOOKS, ROOT, look, take_tour

SHOWN = {
    "board.png": ("light-1440x900", "pipeline"),
    "lead.png": ("dark-1440x900", "peek"),
    "list.png": ("light-1440x900", "leads-open"),
    "import.png": ("light-1440x900", "import-2-match"),
}
"""What the documents show: file name, then look and stop of the tour."""
REFERENCES = ROOT / "tests" / "visual" / "references"


def take(name: str, scratch: Path, folder: Path) -> list[Path]:
    """One tour on sample data of its own: what a tour does must not show in the next one."""
    print(name, flush=True)
    return take_tour(scratch / "data" / name, folder / name, look(name))


def take_shown(scratch: Path, documents: Path) -> None:
    """The pictures of the documents."""
    documents.mkdir(parents=True, exist_ok=True)
    for name in sorted({name for name, _stop in SHOWN.values()}):
        take(name, scratch, scratch)
    for file, (name, stop) in SHOWN.items():
        shutil.copyfile(scratch / name / f"{stop}.png", documents / file)


def renew_references(scratch: Path) -> None:
    """Make today's pictures those that later ones are compared with."""
    for name in COMPARED:
        shutil.rmtree(REFERENCES / name, ignore_errors=True)
        for picture in take(name, scratch, scratch / "pictures"):
            keep(picture, REFERENCES / name / picture.name)


def main(arguments: list[str]) -> int:
    """Read the options and take the pictures."""
    parser = argparse.ArgumentParser(prog="dev.py pictures", description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "pictures", metavar="DIR")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--readme", action="store_true", help="only those of the documents")
    what.add_argument("--references", action="store_true", help="only those of the tests")
    given = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="leaddesk-pictures-") as place:
        scratch = Path(place)
        if given.readme:
            take_shown(scratch, ROOT / "docs" / "pictures")
        elif given.references:
            renew_references(scratch)
        else:
            for one in LOOKS:
                take(one.name, scratch, given.out.resolve())
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
