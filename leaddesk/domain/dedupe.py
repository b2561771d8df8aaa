"""Is this somebody we know? Certain, similar or new, and why.

The rules, in order: the same e-mail address is certain, then the same telephone number; else name
together with company or domain gives a likeness. A mailbox or number that belongs to several
people (info@, a switchboard, anything seen under several names) is never certain between
different names: those are asked about.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import combinations
from types import ModuleType

from leaddesk.domain.dedupe_keys import Identity, MatchKey, identity_of, match_keys
from leaddesk.domain.identity.company import company_key
from leaddesk.domain.identity.email import email_key, is_role_address
from leaddesk.domain.identity.person import name_words, person_key
from leaddesk.domain.identity.phone import is_doubtful, phone_key
from leaddesk.domain.identity.text import fold

__all__ = [
    "SIMILAR", "Decision", "Identity", "Match", "MatchKey", "compare", "decide", "identity_of",
    "match_keys",
    "name_likeness", "shared_values",
]  # fmt: skip

SIMILAR = 0.80
"""From this score on a pair is put before a person."""

SAME_NAME = 0.80
"""From this likeness on two names are taken for the same person's."""

_SHARED_MAILBOX, _SHARED_NUMBER = 0.85, 0.82  # above SIMILAR: such pairs are asked about
_NAME_WEIGHT, _ORG_WEIGHT = 0.6, 0.4
_NAME_FLOOR, _ORG_FLOOR = 0.70, 0.75  # below, a likeness is chance and counts nothing
_UNLIKE = 0.5  # of two words that are more than a slip apart
_HALF = 0.75  # the least likeness of each half of a name
_NAMELESS = 0.85  # the same company twice, no person named in either


@dataclass(frozen=True, slots=True)
class Match:
    """How alike two records are: score 0..1; `certain` may be joined without asking.

    `reasons` are short sentences in the order of their weight, the same for (a, b) and (b, a).
    """

    score: float
    certain: bool
    reasons: tuple[str, ...]

    @property
    def is_similar(self) -> bool:
        """Worth a person's look, not certain."""
        return not self.certain and self.score >= SIMILAR


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do with an incoming record: `best` is whom it matches, None if it is new.

    `others` are further matches (certain or similar), best first.
    """

    best: Identity | None
    match: Match
    others: tuple[tuple[Identity, Match], ...] = ()

    @property
    def is_same(self) -> bool:
        return self.best is not None and self.match.certain

    @property
    def is_similar(self) -> bool:
        return self.best is not None and not self.match.certain


NO_MATCH = Match(0.0, False, ())


def compare(a: Identity, b: Identity, shared: frozenset[MatchKey] = frozenset()) -> Match:
    """How alike two records are. Symmetric; `shared` are mailboxes and numbers known to be
    carried by several people (`shared_values`)."""
    names = name_likeness(a, b)
    by_mail = _same_mailbox(a, b, names, shared)
    if by_mail is not None and by_mail.certain:
        return by_mail
    by_phone = _same_number(a, b, names)
    if by_phone is not None and by_phone.certain:
        return by_phone
    found = [m for m in (by_mail, by_phone, _likeness(a, b, names)) if m is not None]
    best = max(found, key=lambda m: m.score)
    reasons = dict.fromkeys(r for m in sorted(found, key=lambda m: -m.score) for r in m.reasons)
    return Match(best.score, False, tuple(reasons))


def decide(incoming: Identity, candidates: Iterable[Identity]) -> Decision:
    """The best match among the candidates, whatever their order.

    Certain before similar, an e-mail before a number, then the higher score, then the older
    record (lower id). A candidate with the incoming record's own id is passed over.
    """
    sharing: list[Identity] = []
    alike: list[Identity] = []
    lines = set(_lines(incoming))
    for one in candidates:
        if one.record_id is not None and one.record_id == incoming.record_id:
            continue
        if not lines.isdisjoint(_lines(one)):
            sharing.append(one)
        elif _may_be_alike(incoming, one):
            alike.append(one)
    shared = shared_values(sharing) if len(sharing) > 1 else frozenset()
    ranked = sorted(
        ((c, compare(incoming, c, shared)) for c in (*sharing, *alike)),
        key=lambda pair: _rank(*pair),
    )
    worth = [(c, m) for c, m in ranked if m.certain or m.is_similar]
    if not worth:
        return Decision(None, NO_MATCH)
    return Decision(worth[0][0], worth[0][1], tuple(worth[1:]))


def _may_be_alike(a: Identity, b: Identity) -> bool:
    """Whether two who share no address or number can come to SIMILAR: most can't, by their names
    alone."""
    names = name_likeness(a, b)
    return names is None or names >= _NAME_FLOOR


def shared_values(records: Iterable[Identity]) -> frozenset[MatchKey]:
    """Mailboxes and numbers that several differently named people among these carry."""
    carriers: dict[MatchKey, list[Identity]] = {}
    for record in records:
        if record.full_name:
            for key in _exact_keys(record):
                carriers.setdefault(key, []).append(record)
    return frozenset(
        key
        for key, people in carriers.items()
        if any(_differ(name_likeness(a, b)) for a, b in combinations(people[:20], 2))
    )


def name_likeness(a: Identity, b: Identity) -> float | None:
    """How alike two people's names are, 0..1; None if one of them has no name.

    Order, case and accents don't count; an initial or a short form of the given name is nearly
    the name; another given name with the same family name is another person.
    """
    if not a.full_name or not b.full_name:
        return None
    if person_key(a.full_name) == person_key(b.full_name):
        return 1.0
    mine, theirs = name_words(a.full_name), name_words(b.full_name)
    if not mine or not theirs:
        return 0.0
    if len(mine) == 1 or len(theirs) == 1:
        return _one_word(mine, theirs)
    straight = _by_parts(mine, theirs)
    if straight > 0.97:
        return round(straight, 4)
    crossed = _by_parts(mine, (*theirs[1:], theirs[0])) - 0.03
    crossed = max(crossed, _by_parts((*mine[1:], mine[0]), theirs) - 0.03)
    return round(max(straight, crossed, 0.0), 4)


def _by_parts(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """One half of a name doesn't make up for the other: then it stays below every threshold."""
    long = len(mine) > 2 or len(theirs) > 2
    given = _given(mine[0], theirs[0])
    if long and given < 1.0:
        given = max(given, _given("".join(mine[:-1]), "".join(theirs[:-1])))
    if given < _HALF:
        return 0.8 * given
    family = _word(mine[-1], theirs[-1])
    if long and family < 1.0:
        family = max(family, _family(mine[1:], theirs[1:]))
    if family < _HALF:
        return 0.8 * family
    return 0.45 * given + 0.55 * family


def _family(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """Family names of several words: a part that one of them leaves out counts little."""
    if mine == theirs:
        return 1.0
    smaller, larger = sorted((set(mine), set(theirs)), key=lambda s: (len(s), sorted(s)))
    if smaller <= larger and any(len(w) > 3 for w in smaller):
        return 0.92
    return _word(" ".join(mine), " ".join(theirs))


def _given(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if one.startswith(other) or other.startswith(one):
        return 0.88 if min(len(one), len(other)) == 1 else 0.92
    return _spelled_alike(one, other)


def _one_word(mine: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """A name of one word against another's words: as likely as not the same person."""
    alone, whole = sorted((mine, theirs), key=lambda w: (len(w), w))
    best = max(_word(alone[0], word) for word in (whole[0], whole[-1]))
    return round(best if len(whole) == 1 else 0.85 * best, 4)


def _word(one: str, other: str) -> float:
    return 1.0 if one == other else _spelled_alike(one, other)


@lru_cache(maxsize=65536)
def _spelled_alike(one: str, other: str) -> float:
    short, long = sorted((one, other), key=lambda w: (len(w), w))
    distance = _rapidfuzz()
    # Jaro-Winkler flatters common beginnings (Anna, Andreas): more than a slip is not the same.
    allowed = 1 if len(short) <= 5 else 2
    if len(short) <= 2 or int(distance.OSA.distance(short, long, score_cutoff=2)) > allowed:
        return _UNLIKE
    return float(distance.JaroWinkler.similarity(short, long))


@cache
def _rapidfuzz() -> ModuleType:
    """30 ms to import: at the first comparison, not at start."""
    from rapidfuzz import distance

    return distance


def _differ(names: float | None) -> bool:
    return names is not None and names < SAME_NAME


def _same_mailbox(
    a: Identity, b: Identity, names: float | None, shared: frozenset[MatchKey]
) -> Match | None:
    common = sorted(set(map(email_key, a.emails)) & set(map(email_key, b.emails)))
    if not common:
        return None
    for address in common:
        of_many = is_role_address(address) or MatchKey("email", address) in shared
        strangers = _differ(names) and (of_many or not _one_part_agrees(a, b))
        if not strangers and not (of_many and names is None and _companies_differ(a, b)):
            return Match(1.0, True, (f"same e-mail address {address}",))
    reason = f"same mailbox {common[0]}, different names"
    return Match(_SHARED_MAILBOX, False, (reason,))


def _same_number(a: Identity, b: Identity, names: float | None) -> Match | None:
    common = sorted({phone_key(p) for p in a.phones} & {phone_key(p) for p in b.phones})
    if not common:
        return None
    if _differ(names):
        return Match(_SHARED_NUMBER, False, (f"same number {common[0]}, different names",))
    if names is None and _companies_differ(a, b):
        return Match(_SHARED_NUMBER, False, (f"same number {common[0]}, different companies",))
    if names is None and all(map(is_doubtful, common)):
        # "4711" is the extension of many.
        return Match(_SHARED_NUMBER, False, (f"same number {common[0]}, perhaps no real one",))
    return Match(0.98, True, (f"same telephone number {common[0]}",))


def _one_part_agrees(a: Identity, b: Identity) -> bool:
    """On a personal mailbox one common part of the name is enough: people marry and shorten."""
    mine, theirs = name_words(a.full_name), name_words(b.full_name)
    return any(
        _given(one, other) >= 0.85
        for one in mine
        for other in theirs
        if len(one) > 1 or len(other) > 1 or one == other
    )


def _companies_differ(a: Identity, b: Identity) -> bool:
    if not (a.company and b.company):
        return False
    return _company_likeness(a, b) < _ORG_FLOOR and not (a.domain and a.domain == b.domain)


def _company_likeness(a: Identity, b: Identity) -> float:
    mine, theirs = sorted((company_key(a.company), company_key(b.company)))
    if not mine or not theirs:
        return 0.0
    if mine == theirs:
        return 1.0
    joined_mine, joined_theirs = mine.replace(" ", ""), theirs.replace(" ", "")
    if joined_mine == joined_theirs:
        return 0.98
    short, long = sorted(
        (set(mine.split()), set(theirs.split())), key=lambda s: (len(s), sorted(s))
    )
    if short <= long and sum(map(len, short)) > 3:
        return 0.9  # "Acme" and "Acme Deutschland"
    likeness = float(_rapidfuzz().DamerauLevenshtein.normalized_similarity(mine, theirs))
    return likeness if len(joined_mine) > 4 else min(likeness, 0.7)


def _likeness(a: Identity, b: Identity, names: float | None) -> Match:
    company = _company_likeness(a, b) if a.company and b.company else 0.0
    same_domain = bool(a.domain) and fold(a.domain) == fold(b.domain)
    org = max(company if company >= _ORG_FLOOR else 0.0, 1.0 if same_domain else 0.0)
    reasons: list[str] = []
    if names is not None and names >= _NAME_FLOOR:
        reasons.append("same name" if names == 1.0 else f"similar names ({names:.0%})")
    if same_domain:
        reasons.append(f"same domain {fold(a.domain)}")
    if company >= _ORG_FLOOR:
        reasons.append("same company" if company == 1.0 else f"similar companies ({company:.0%})")
    if names is None:
        nameless = not a.full_name and not b.full_name
        return Match(round((_NAMELESS if nameless else 0.5) * org, 4), False, tuple(reasons))
    if names < _NAME_FLOOR:
        return Match(round(_ORG_WEIGHT * org, 4), False, tuple(reasons))
    return Match(round(_NAME_WEIGHT * names + _ORG_WEIGHT * org, 4), False, tuple(reasons))


def _lines(record: Identity) -> list[str]:
    """Its mailboxes and numbers in the form that is compared."""
    return [*map(email_key, record.emails), *map(phone_key, record.phones)]


def _exact_keys(record: Identity) -> list[MatchKey]:
    mails = [MatchKey("email", email_key(e)) for e in record.emails]
    return mails + [MatchKey("phone", phone_key(p)) for p in record.phones]


def _rank(candidate: Identity, match: Match) -> tuple[bool, float, bool, int, str]:
    known = candidate.record_id is not None
    order = "" if known else person_key(candidate.full_name) + repr(candidate)
    return (not match.certain, -match.score, not known, candidate.record_id or 0, order)
