"""How often the interpreter looks for circles among its objects."""

from __future__ import annotations

import gc

_YOUNG = 50_000  # objects between two looks at the newest


def collect_seldom() -> None:
    """Rows hold no circles: with the interpreter's own 700 an import spends a fifth of its time on
    looking for them. One look at so many new objects takes some two milliseconds."""
    gc.set_threshold(_YOUNG)
