"""Results of verbs in print: one JSON document, or lines for people."""

from __future__ import annotations

import contextlib
import errno
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, TextIO


@contextlib.contextmanager
def reaching(stream: TextIO) -> Iterator[None]:
    """Write to the stream inside; it is flushed at the end.

    A reader that has had enough (`| head -1`) is no error: what it does not want goes nowhere,
    then and later, and what the program did before stays done.
    """
    try:
        yield
        stream.flush()
    except OSError as error:
        # Windows has no error of its own for a pipe that nobody reads.
        is_windows_pipe = os.name == "nt" and error.errno == errno.EINVAL
        if not isinstance(error, BrokenPipeError) and not is_windows_pipe:
            raise
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            # The interpreter's last flush must not complain either.
            os.dup2(nowhere, stream.fileno())
        finally:
            os.close(nowhere)


def print_json(result: object, out: TextIO) -> None:
    """Write the result as one JSON document: times in ISO 8601 with offset, money as strings."""
    json.dump(result, out, default=plain, ensure_ascii=False, indent=2)
    out.write("\n")


def plain(value: object) -> object:
    """What JSON lacks, as what it has; TypeError for what has no agreed form."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise TypeError("a time without a zone can't be printed")
        return value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no form in JSON")


def show_result(result: object, out: TextIO) -> None:
    """Write any result as lines for people: "key: value", the items of lists one a line."""
    out.writelines(f"{line}\n" for line in _lines(result, ""))


def _lines(value: object, indent: str) -> list[str]:
    if isinstance(value, Mapping):
        return [line for key, part in value.items() for line in _named(str(key), part, indent)]
    if _is_list(value):
        assert isinstance(value, Sequence)
        return [line for item in value for line in _item(item, indent)]
    return [indent + _word(value)]


def _named(key: str, part: object, indent: str) -> list[str]:
    if (_is_list(part) or isinstance(part, Mapping)) and not _fits_a_line(part):
        return [f"{indent}{key}:", *_lines(part, indent + "  ")]
    return [f"{indent}{key}: {_word(part)}"]


def _item(item: object, indent: str) -> list[str]:
    if isinstance(item, Mapping):
        return [indent + "  ".join(f"{key}: {_word(part)}" for key, part in item.items())]
    return _lines(item, indent)


def _fits_a_line(part: Any) -> bool:
    return not part or (_is_list(part) and all(isinstance(one, str | int) for one in part))


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _word(value: object) -> str:
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if _is_list(value):
        assert isinstance(value, Sequence)
        return ", ".join(_word(one) for one in value) or "-"
    if isinstance(value, Mapping):
        return "  ".join(f"{key}: {_word(part)}" for key, part in value.items()) or "-"
    if isinstance(value, str | int | float):
        return str(value)
    return _word(plain(value))
