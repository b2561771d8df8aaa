"""Why a lead is given up or a deal is lost."""

from __future__ import annotations

REASONS: tuple[str, ...] = (
    "no fit", "no budget", "no authority", "no need", "timing", "chose competitor",
    "unresponsive", "invalid data", "duplicate", "other",
)  # fmt: skip


def asked_with(reason: str) -> str:
    """The field that must be answered together with a reason: a date for *timing*, a note (which
    one) for *chose competitor*; "" for the others."""
    return {"timing": "until", "chose competitor": "reason_note"}.get(reason, "")
