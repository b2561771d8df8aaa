"""A tour on which somebody looks closely at every stop; prints what was found as JSON.

Run: python -m tests.visual.closer MODE SIZE FOLDER   (MODE: plain, long, mirrored or a language)
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import sys
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QWidget

from leaddesk.app.application import make_application
from leaddesk.app.options import read_options
from leaddesk.app.place import open_place
from leaddesk.app.tour import take_tour
from leaddesk.base.clock import FixedClock
from tests.support import looking
from tests.visual.tours import NOON

CHECKS = (
    looking.cut_texts,
    looking.covered,
    looking.nameless,
    looking.nameless_rows,
    looking.small_targets,
    looking.outside,
    looking.unreached,
)
#: Names of keys are Qt's, as are those of months and days.
_KEYS = frozenset({"ctrl", "shift", "alt", "esc", "enter", "del"})
#: What a text may consist of besides data: numbers, times, signs between parts.
_SIGNS = re.compile(r"[\d\s.,:;·→…()+−%€$£~/#&-]+")


class Closer:
    """Looks; a finding is told at the first stop that has it."""

    def __init__(self, data: Path, *, speaks_pseudo: bool) -> None:
        self._data, self._speaks_pseudo = data, speaks_pseudo
        self._seen: set[tuple[str, str]] = set()
        self._words: frozenset[str] | None = None
        self.found: list[str] = []

    def look(self, stop: str, window: QWidget) -> None:
        """Look at one stop."""
        for check in CHECKS:
            self._tell(stop, check.__name__, check(window))
        if self._speaks_pseudo:
            if self._words is None:
                self._words = words_of(self._data)
            lines = looking.untranslated(window, is_data=self._is_data)
            self._tell(stop, "untranslated", lines)

    def _tell(self, stop: str, what: str, lines: list[str]) -> None:
        for line in lines:
            if (what, line) not in self._seen:
                self._seen.add((what, line))
                self.found.append(f"{stop}: {what}: {line}")

    def _is_data(self, text: str) -> bool:
        """Whether a text consists of what users wrote, and signs."""
        assert self._words is not None
        words = {word for word in _SIGNS.split(text.casefold()) if len(word) > 1}
        return words <= self._words | _KEYS | names_of_days()


def names_of_days() -> frozenset[str]:
    """Return months and days of the week as the tour's language shortens them."""
    locale, short = QLocale("en_GB"), QLocale.FormatType.ShortFormat
    months = {locale.monthName(month, short) for month in range(1, 13)}
    return frozenset(n.casefold() for n in months | {locale.dayName(d, short) for d in range(1, 8)})


def words_of(data: Path) -> frozenset[str]:
    """Return all words of the sample: of its leads, people, stages and rules."""
    found: set[str] = set()
    for file in data.rglob("*.db"):
        base = sqlite3.connect(file)
        names = [r[0] for r in base.execute("SELECT name FROM sqlite_master WHERE type='table'")]
        for name in names:
            if "search" in name:
                continue
            for row in base.execute(f'SELECT * FROM "{name}"'):
                for value in row:
                    if isinstance(value, str):
                        found.update(_SIGNS.split(value.casefold()))
        base.close()
    return frozenset(found)


def main(mode: str, size: str, folder: Path) -> int:
    """Take the tour."""
    data, out = folder / "data", folder / "pictures"
    out.mkdir(parents=True, exist_ok=True)
    options = read_options(["--data-dir", str(data), "--demo"])
    opener = open_place(options, FixedClock(datetime.fromisoformat(NOON)), None)
    app = make_application()
    pseudo = None
    if mode in ("long", "mirrored"):
        pseudo = looking.speak_pseudo(app, mirrored=mode == "mirrored")
    closer = Closer(data, speaks_pseudo=pseudo is not None)
    width, _, height = size.partition("x")
    take_tour(
        opener, out, theme="light", size=(int(width), int(height)),
        language=mode if len(mode) == 2 else "en_GB", is_demo=True, at_stop=closer.look,
    )  # fmt: skip
    print(json.dumps(closer.found))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], Path(sys.argv[3])))
