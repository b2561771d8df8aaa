"""Cells that say whether somebody may be written to or called; what is unclear grants nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

from leaddesk.domain.mapping.choices import parse_consent_word, parse_yes_no
from leaddesk.domain.mapping.dates import Order, parse_date
from leaddesk.domain.mapping.words import fold, split_words

# Words of a header by which a "yes" in the cell means *no*.
_AGAINST = frozenset(
    """out optout optedout unsubscribed unsubscribe unsub blacklisted blocklisted
    blocked not no dnc donotcall abgemeldet werbesperre sperre anrufsperre
    emailsperre keine nicht desinscrit desabonne desinscription pas ne baja
    disiscritto cancellato non descadastrado nao uitgeschreven afgemeld niet geen
    suppressed""".split()
)
_AGREES = re.compile(
    r"\b(?:agree|consent|accept|opt in|einverstanden|stimme zu|willige|zustimm\w*|accepte|consens|"
    r"d'accord|acepto|consiento|acconsento|accetto|aceito|concordo|akkoord|toestemming|ja|yes|oui|si|sim)\b"
)
_REFUSES = re.compile(
    r"\b(?:not|don't|nicht|kein\w*|ne|pas|no|non|nao|niet|geen|decline|refuse|never|nein|nee)\b"
)
_STATUS_CODES = {"0": "", "1": "granted", "2": "denied", "3": "bounced"}


@dataclass(frozen=True, slots=True)
class Permission:
    """`status` is "granted", "denied" or "" (says nothing); `at` an ISO time of the statement."""

    status: str
    at: str = ""
    problem: str = ""
    code: str = ""


_NOTHING = Permission("")


def is_against(header: str) -> bool:
    """Whether a header asks for the refusal: `Email Opt Out`, `Do Not Call`, `Abgemeldet am`."""
    words = split_words(header)
    if words[:1] in (("no",), ("n",)) and len(words) > 2 and words[1].isdecimal():
        return False
    return any(word in _AGAINST for word in words) or "optout" in "".join(words)


def read_permission(
    text: str, against: bool, order: Order | None = None, coded: bool = False
) -> Permission:
    """What one cell says. `against`: the column lists refusals; `coded`: a mailing program's codes.

    The absence of a refusal is no permission: "no" in an opt-out column says nothing.
    """
    text = text.strip().lstrip("'").strip()
    if not text:
        return _NOTHING
    word = _STATUS_CODES.get(text) if coded else None
    if word is None:
        word = parse_consent_word(text)
    if word == "bounced":
        reason = "mail to this address came back; check it before writing"
        return Permission("", "", reason, "bounced")
    if word is not None:
        return Permission("" if against and word == "granted" else word)
    said = parse_yes_no(text)
    if said is not None:
        if against:
            return Permission("denied" if said else "")
        return Permission("granted" if said else "denied")
    return _of_date(text, against, order) or _of_sentence(text, against)


def _of_date(text: str, against: bool, order: Order | None) -> Permission | None:
    """A time stands for "yes, then"; a zero date says nothing; None when it is no date."""
    if not any(sign.isdigit() for sign in text):
        return None
    day = parse_date(text, order)
    if day.iso or day.ambiguous:
        return Permission("denied" if against else "granted", day.iso or "")
    return None if day.problem else _NOTHING


def _of_sentence(text: str, against: bool) -> Permission:
    """The text of a ticked box, or the reason of a refusal."""
    folded = fold(text)
    if against or _REFUSES.search(folded):
        return Permission("denied")
    if _AGREES.search(folded):
        return Permission("granted")
    reason = f"“{text[:40]}” is neither yes nor no; no consent is taken from it"
    return Permission("", "", reason, "consent-unclear")
