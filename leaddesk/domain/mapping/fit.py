"""Whether the cells of a column can be what its header promises: from -1 (never) to 1 (surely)."""

from __future__ import annotations

from collections.abc import Callable

from leaddesk.domain.mapping.evidence import Evidence

Fit = Callable[[Evidence], float]


def _needs(*kinds: str, least: float = 0.3) -> Fit:
    """These kinds are required: their share counts for, their absence against."""

    def fit(seen: Evidence) -> float:
        share = seen.share(*kinds)
        if share >= least:
            return min(1.0, share)
        return -1.0 if share < least / 2 else -0.4

    return fit


def _hopes(*kinds: str, against: tuple[str, ...] = (), weight: float = 1.0) -> Fit:
    """These kinds speak for it; those of `against` speak against it."""

    def fit(seen: Evidence) -> float:
        return weight * seen.share(*kinds) - min(1.0, 1.2 * seen.share(*against))

    return fit


_NOT_WORDS = ("email", "url", "phone", "date", "number", "long")


def _date(seen: Evidence) -> float:
    share = seen.share("date", "serial")
    if share >= 0.5:
        return share
    # Epoch seconds and compact dates are long integers; zero dates count as blank.
    if seen.share("integer") > 0.8 and seen.largest > 19_000_000:
        return 0.4
    return -1.0 if share < 0.2 else -0.3


def _name(seen: Evidence) -> float:
    wrong = (
        seen.share(*_NOT_WORDS, "yesno")
        + 0.8 * seen.share("suffix")
        + 0.5 * seen.share("salutation")
    )
    likely = (
        0.6 * seen.share("fullname") + 0.4 * seen.share("knownname") + 0.2 * seen.share("oneword")
    )
    return likely - min(1.0, 1.2 * wrong) - (0.6 if seen.share("stage", "country") > 0.6 else 0.0)


def _company(seen: Evidence) -> float:
    wrong = seen.share(*_NOT_WORDS) + 0.7 * seen.share("knownname")
    return min(1.0, 1.5 * seen.share("suffix")) - min(1.0, 1.2 * wrong)


def _phone(seen: Evidence) -> float:
    if seen.share("phone", "digits") >= 0.4:
        return min(1.0, seen.share("phone") + 0.6 * seen.share("digits"))
    return -1.0


def _consent(seen: Evidence) -> float:
    share = seen.share("yesno", "consentword", "date", "consent")
    return share if share > 0.4 else -0.2


def _stage(seen: Evidence) -> float:
    if seen.share("consentword") > 0.5 and seen.share("stage") < 0.9:
        return -0.8
    return 0.8 * seen.share("stage") - min(1.0, seen.share(*_NOT_WORDS, "yesno", "country"))


def _status_of_consent(seen: Evidence) -> float:
    return seen.share("consentword", "consent")


def _text(seen: Evidence) -> float:
    return 0.4 - min(1.0, seen.share("email", "phone", "date", "url"))


def _id(seen: Evidence) -> float:
    wrong = seen.share("fullname", "email", "date", "suffix", "money", "oneword")
    return 0.6 * seen.share("id", "integer") - wrong


FITS: dict[str, Fit] = {
    "name": _name,
    "given_name": _hopes("oneword", "givenname", against=(*_NOT_WORDS, "suffix", "salutation")),
    "middle_name": _hopes("oneword", against=_NOT_WORDS),
    "family_name": _hopes("oneword", "fullname", against=(*_NOT_WORDS, "salutation")),
    "title": _hopes("title", against=(*_NOT_WORDS, "salutation", "yesno")),
    "email": _needs("email"),
    "phone": _phone,
    "company": _company,
    "website": _needs("url"),
    "linkedin": _needs("linkedin", "url"),
    "employees": _needs("number", "range"),
    "industry": _hopes("industry", against=(*_NOT_WORDS, "yesno")),
    "annual_revenue": _needs("number", "range"),
    "country": _hopes("country", against=("email", "phone", "date", "number", "stage", "long")),
    "region": _hopes("country", against=("email", "phone", "date", "number", "stage"), weight=0.2),
    "city": _hopes("oneword", against=("email", "phone", "date", "number", "country"), weight=0.4),
    "language": _hopes("language", against=("email", "phone", "date", "number")),
    "time_zone": _hopes("zone", against=("email", "phone", "date")),
    "source": _hopes("source", against=("email", "phone", "date", "number")),
    "campaign": _hopes(against=("email", "date")),
    "lead_type": _hopes("leadtype", against=("email", "phone", "date", "number")),
    "interest": _hopes(against=("email", "phone", "date", "number", "url")),
    "timeline": _hopes(against=("email", "phone", "url")),
    "budget": _hopes("number", "range", "money", against=("email", "url", "date"), weight=0.5),
    "value": _needs("number", "range"),
    "currency": _needs("currency"),
    "close_date": _date,
    "created": _date,
    "opt_in_at": _date,
    "activity_at": _date,
    "task_due": _date,
    "stage": _stage,
    "owner": _hopes("fullname", "email", against=("date", "phone", "url", "integer"), weight=0.5),
    "tags": _hopes(against=("email", "phone", "date")),
    "note": _text,
    "deal_name": _hopes(against=("email", "phone", "date", "number")),
    "consent_email": _consent,
    "consent_phone": _consent,
    "task_done": _hopes("yesno", "stage", against=("email", "phone")),
    "activity_subject": _hopes(against=("email", "date", "number")),
    "task_subject": _hopes(against=("email", "date", "number")),
    "skip:id": _id,
    "skip:salutation": _hopes("salutation", against=("email", "phone", "fullname", "title")),
}

# Kinds so telling that the cells alone may name the field of a column with unknown words.
ALONE: tuple[tuple[str, Callable[[Evidence], float]], ...] = (
    ("email", lambda seen: seen.share("email")),
    ("linkedin", lambda seen: seen.share("linkedin")),
    ("phone", lambda seen: seen.share("phone") + 0.3 * seen.share("digits")),
    ("website", lambda seen: seen.share("url") - seen.share("linkedin", "social")),
    ("name", lambda seen: 0.45 * seen.share("fullname") + 0.6 * seen.share("knownname")),
    ("company", lambda seen: 1.4 * seen.share("suffix") - seen.share("title", "knownname")),
    ("country", lambda seen: seen.share("country") - 0.5 * seen.share("yesno", "language")),
    ("title", lambda seen: seen.share("title") - seen.share("suffix", "long")),
    ("given_name", lambda seen: seen.share("givenname") - seen.share("knownname") - 0.2),
    ("stage", lambda seen: seen.share("stage") - seen.share("yesno", "consentword") - 0.1),
    ("employees", lambda seen: seen.share("range") - seen.share("money", "date") - 0.1),
    ("industry", lambda seen: seen.share("industry") - seen.share("title")),
    ("note", lambda seen: seen.share("long") - 0.1),
    ("skip:salutation", lambda seen: seen.share("salutation")),
)


def value_fit(concept: str, seen: Evidence) -> float:
    """How well the cells suit a concept; 0 when nothing is filled or nothing is known."""
    if not seen.filled:
        return 0.0
    fit = FITS.get(concept)
    if fit is None:
        return 0.0
    return max(-1.0, min(1.0, fit(seen)))


def status_of_consent(seen: Evidence) -> bool:
    """A `Status` column of a mailing program: subscribed, unsubscribed, bounced."""
    return seen.filled > 0 and _status_of_consent(seen) >= 0.7 and seen.share("consentword") > 0.4
