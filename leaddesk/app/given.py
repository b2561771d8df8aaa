"""What the command line asks for, as a value."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """What was asked for. `verb` None opens the window; `args` are the verb's own values."""

    data_dir: Path | None = None
    database: str | None = None
    as_user: str | None = None
    demo: bool = False
    as_json: bool = False
    password_stdin: bool = False
    verb: str | None = None
    args: argparse.Namespace | None = None
