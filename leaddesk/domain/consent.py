"""Whether somebody may be contacted: statements, and which of them counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from leaddesk.domain.activity import Consent
from leaddesk.domain.mapping.choices import parse_consent_word, parse_yes_no

Status = Literal["granted", "denied", "unknown"]
CHANNELS: tuple[Literal["email", "phone"], ...] = ("email", "phone")
_STRICT: dict[str, int] = {"denied": 2, "granted": 1, "unknown": 0, "": 0}


def read_status(text: str) -> Status | None:
    """A statement as people and programs write it ("yes", "opted out", "nein", "granted"); None if
    it says nothing known. Nothing said, or not yet confirmed, is "unknown"; an address that
    bounces counts as refused, so that nobody writes to it unseen.
    """
    said = text.strip().lower()
    if said in {"", "unknown"}:
        return "unknown"
    if said in {"granted", "denied"}:
        return "granted" if said == "granted" else "denied"
    agreed = parse_yes_no(said)
    if agreed is not None:
        return "granted" if agreed else "denied"
    word = parse_consent_word(said)
    if word is None:
        return None
    return {"granted": "granted", "": "unknown"}.get(word, "denied")  # type: ignore[return-value]


def stricter(one: str, other: str) -> str:
    """Of two statements made at the same time the one that allows less; a refusal always wins."""
    return max(one, other, key=lambda status: _STRICT.get(status, 0))


def current(consents: Iterable[Consent]) -> dict[str, str]:
    """Channel -> status: the newest statement counts, of two at the same time the stricter."""
    newest: dict[str, Consent] = {}
    for consent in consents:
        held = newest.get(consent.channel)
        if held is None or (consent.at, _STRICT[consent.status]) > (held.at, _STRICT[held.status]):
            newest[consent.channel] = consent
    return {channel: consent.status for channel, consent in newest.items()}


def may_contact(status: str) -> bool:
    """Nothing is sent by itself to anybody who has not agreed."""
    return status == "granted"
