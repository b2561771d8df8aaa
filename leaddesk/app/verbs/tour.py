"""`tour`: opens the real window on the present data and saves a picture of all there is to see."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from leaddesk.app.screen import has_screen
from leaddesk.app.verbs.arguments import add_at
from leaddesk.app.verbs.context import Context


def register(subparsers: Any) -> None:
    """Add the verb's parser."""
    parser = subparsers.add_parser(
        "tour", help="save a picture of every page and dialog",
        description="Opens the window on the present data and saves what it shows as PNG files. "
        "Without a screen it is drawn into memory.",
    )  # fmt: skip
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="where they go")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument("--size", type=size, default=(1440, 900), metavar="WIDTHxHEIGHT")
    parser.add_argument("--language", default="", metavar="L", help="for example de")
    add_at(parser)


def size(text: str) -> tuple[int, int]:
    """Read "1440x900"; the smallest window is 1024x640."""
    width, _, height = text.lower().partition("x")
    try:
        found = int(width), int(height)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is not a size like 1440x900") from None
    if not (1024 <= found[0] <= 8192 and 640 <= found[1] <= 8192):
        raise argparse.ArgumentTypeError(f"'{text}' is not between 1024x640 and 8192x8192")
    return found


def run(args: argparse.Namespace, context: Context) -> dict[str, Any]:
    """`pictures: [{name, file}]`, in the order of the tour."""
    if not has_screen(os.environ, sys.platform):
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from leaddesk.app.tour import take_tour

    args.out.mkdir(parents=True, exist_ok=True)
    opener = replace(context.opener, clock=context.clock_at(args.at))
    pictures = take_tour(
        opener, args.out, theme=args.theme, size=args.size, language=args.language,
        is_demo=context.is_demo,
    )  # fmt: skip
    return {"pictures": [{"name": name, "file": str(path)} for name, path in pictures]}
