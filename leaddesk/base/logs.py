"""The log: a few rotating files in which no person can be recognised.

Every line passes one filter. It masks e-mail addresses, telephone numbers, quoted values and what
databases quote of a row; code locations stay readable. What a statement was given is never
logged: the engines hide it.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable
from pathlib import Path

_SIZE, _FILES = 1_000_000, 5

_EMAIL = re.compile(r"[\w.+%'-]+@[\w-]+(?:\.[\w-]+)+")
# Not a date or a time; at least seven digits in groups that people write.
_PHONE = re.compile(
    r"(?<![\w.:/-])(?!\d{4}-\d{2}-\d{2})(?:\+|\(|00?|[1-9])(?:[\s().\-/]{0,2}\d){6,16}(?![\w:])"
)
_QUOTED = re.compile(
    r"\"(?:[^\"\\\n]|\\.)*\"|(?<!\w)'(?:[^'\\\n]|\\.)*'(?!\w)|[“„«‘][^“”„«»‘’\n]*[”“»’]"
)
_PASSWORD = re.compile(r"(\w+://[^\s:/@]*):[^\s@]*@")
_DETAIL = re.compile(r"^(DETAIL|CONTEXT|HINT|\[parameters).*$", re.MULTILINE | re.IGNORECASE)
_PLACE = re.compile(r'^\s*(?:\|\s*)*File "(?P<path>[^"]+)", line \d+')


def redact(text: str) -> str:
    """The text without personal data: "<e-mail>", "<phone>" and "<text>" stand in its place.

    Of a traceback the file, the line and the line's source stay, with the home folder as "~".
    """
    lines, is_source = [], False
    for line in text.split("\n"):
        place = _PLACE.match(line)
        if place is not None:
            lines.append(_without_home(line))
        elif is_source and line.startswith("    "):
            lines.append(line)
        else:
            lines.append(_redact_line(line))
        is_source = place is not None
    return _DETAIL.sub(r"\1: <text>", "\n".join(lines))


def _redact_line(line: str) -> str:
    line = _PASSWORD.sub(r"\1:<secret>@", line)
    line = _EMAIL.sub("<e-mail>", line)
    line = _QUOTED.sub("<text>", line)
    return _without_home(_PHONE.sub("<phone>", line))


def _without_home(line: str) -> str:
    home = str(Path.home())
    return line.replace(home, "~") if len(home) > 1 else line


class RedactingFormatter(logging.Formatter):
    """Masks message and traceback; the time, the level and the logger's name are our own."""

    def __init__(self) -> None:
        super().__init__("%(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """One record as a line, a traceback under it."""
        head = f"{self.formatTime(record)} {record.levelname} {record.threadName} {record.name}"
        return f"{head}: {redact(super().format(record))}"


def start_log(folder: Path, name: str) -> Callable[[], None]:
    """Write the log into `folder`/`name`.log from now on; the answer ends it.

    LeadDesk's own lines from level INFO on, those of libraries from WARNING on.
    """
    from logging.handlers import RotatingFileHandler

    handler = RotatingFileHandler(
        folder / f"{name}.log", maxBytes=_SIZE, backupCount=_FILES, encoding="utf-8", delay=True
    )
    handler.setFormatter(RedactingFormatter())
    root, own = logging.getLogger(), logging.getLogger("leaddesk")
    before = own.level
    root.addHandler(handler)
    own.setLevel(logging.INFO)
    # A full disk must not turn each log line into another error on the terminal.
    raise_before, logging.raiseExceptions = logging.raiseExceptions, False

    def end() -> None:
        root.removeHandler(handler)
        own.setLevel(before)
        logging.raiseExceptions = raise_before
        handler.close()

    return end
