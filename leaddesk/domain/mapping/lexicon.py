"""From the words of a header to the meanings it may have, each with a score from 0 to 1."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from leaddesk.domain.mapping.not_imported import NOT_IMPORTED
from leaddesk.domain.mapping.process_vocabulary import PROCESS_WORDS
from leaddesk.domain.mapping.sales_vocabulary import SALES_WORDS
from leaddesk.domain.mapping.vocabulary import COMPANY_WORDS, PERSON_WORDS
from leaddesk.domain.mapping.words import HeaderWords, glue, header_words, is_qualifier

WEAK = 0.65
SKIP = "skip:"

_ENTITIES: dict[str, str] = {
    "person": "person contact lead attendee customer client kunde kontakt personne persona pessoa "
    "persoon contacto contato contatto prospect participant subscriber teilnehmer interessent user "
    "ansprechpartner buyer contactpersoon klant deelnemer",
    "company": "organization organisation company account firma unternehmen entreprise societe "
    "empresa azienda bedrijf organisatie organizacion organizacao organizzazione compte cuenta "
    "employer firmen unternehmens hq headquarters",
    "deal": "deal opportunity geschaft transaction affaire negocio trattativa trato oportunidad "
    "opportunita verkaufschance oportunidade auftrag",
    "activity": "activity aktivitat activite actividad attivita atividade activiteit",
    "note": "note notiz nota notitie",
    "owner": "owner besitzer inhaber proprietaire propietario proprietario eigenaar kontaktinhaber "
    "assigned",
    "product": "product produkt produit producto prodotto produto item",
}
_ENTITY_OF = {word: entity for entity, words in _ENTITIES.items() for word in words.split()}

# What an attribute means when it belongs to that entity, where it differs from a person's.
_ATTRIBUTES: dict[str, dict[str, tuple[str, float]]] = {
    "person": {"title": ("title", 0.97), "owner": ("owner", 0.97)},
    "company": {
        "name": ("company", 0.98),
        "given_name": ("company", 0.9),
        "title": ("company", 0.5),
        "linkedin": (f"{SKIP}other", 1.0),
        "phone": ("phone", 0.8),
        "email": ("email", 0.8),
        "note": ("note", 0.9),
        "stage": (f"{SKIP}other", 0.7),
        "tags": ("tags", 0.8),
        "created": (f"{SKIP}other", 0.8),
    },
    "deal": {
        "name": ("deal_name", 1.0),
        "title": ("deal_name", 1.0),
        "interest": ("deal_name", 0.9),
        "company": ("company", 0.95),
        "annual_revenue": ("value", 0.95),
    },
    "activity": {
        "name": ("activity_subject", 1.0),
        "title": ("activity_subject", 1.0),
        "interest": ("activity_subject", 1.0),
        "note": ("activity_note", 1.0),
        "created": ("activity_at", 0.95),
        "task_due": ("task_due", 1.0),
        "task_done": ("task_done", 1.0),
        "stage": ("task_done", 0.8),
        "owner": (f"{SKIP}other", 0.9),
    },
    "note": {"note": ("note", 1.0), "created": (f"{SKIP}other", 0.9)},
    "owner": {"name": ("owner", 0.97), "email": ("owner", 0.95), "phone": (f"{SKIP}other", 0.9)},
    "product": {"name": ("interest", 0.9), "value": ("value", 0.7)},
}

# Words that turn a phrase into something else when they are not part of it ("Email Status").
_KILLERS = frozenset(
    """id ids status type typ label verified valid score hash count quality confidence source
    format last date time datum owner number nr nummer domain opt out unsubscribed blacklisted
    bounced stage note notes first year letzte letzter dernier derniere ultimo ultima laatste
    tipo soort art etat estado stato fecha data quelle fuente fonte bron anzahl nombre numero
    provider catch all level error reason grund motif motivo reden""".split()
)


@lru_cache(maxsize=1)
def lexicon() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Glued phrase to the concepts it may mean; a concept is a field or `skip:KIND`."""
    found: dict[str, dict[str, float]] = {}
    tables: list[tuple[str, str]] = []
    for words in (PERSON_WORDS, COMPANY_WORDS, SALES_WORDS, PROCESS_WORDS):
        tables.extend(words.items())
    tables.extend((f"{SKIP}{kind}", entry[1]) for kind, entry in NOT_IMPORTED.items())
    for concept, text in tables:
        for raw in text.split(","):
            phrase = " ".join(raw.split())
            weight = WEAK if phrase.endswith("~") else 1.0
            key = glue(phrase.rstrip("~"))
            if key:
                entry = found.setdefault(key, {})
                entry[concept] = max(entry.get(concept, 0.0), weight)
    return {key: tuple(entry.items()) for key, entry in found.items()}


def _exact(words: tuple[str, ...]) -> dict[str, float]:
    return dict(lexicon().get("".join(words), ()))


def _of_entity(words: tuple[str, ...]) -> dict[str, float]:
    """`Organization - Name`, `Deal - Value`, `Montant transaction`: an entity and its attribute."""
    for entity_word, rest in ((words[0], words[1:]), (words[-1], words[:-1])):
        entity = _ENTITY_OF.get(entity_word)
        if entity is None or not rest:
            continue
        plain = _exact(rest) or _without_qualifiers(rest)
        if not plain:
            if entity == "activity" and rest[-1] in ("type", "typ", "tipo", "kind"):
                return {"activity_kind": 1.0}
            if entity == "note" and rest[-1] in ("content", "text", "inhalt", "contenu"):
                return {"note": 1.0}
            continue
        if entity == "person" and "name" in plain:
            plain = {"name": 1.0}  # "Nom du prospect" is the whole name, "Nom" alone may not be
        scores: dict[str, float] = {}
        for concept, weight in plain.items():
            factor = 0.97 if entity in ("person", "deal") else 0.85
            target, share = _ATTRIBUTES[entity].get(concept, (concept, factor))
            # An entity makes a vague attribute clear: "Person - Name" is no longer only `name`.
            scores[target] = max(scores.get(target, 0.0), share * max(weight, 0.9))
        return scores
    return {}


def _without_qualifiers(words: tuple[str, ...]) -> dict[str, float]:
    kept = tuple(word for word in words if not is_qualifier(word))
    if not kept or len(kept) == len(words):
        return {}
    return {concept: weight * 0.93 for concept, weight in _exact(kept).items()}


def _by_parts(words: tuple[str, ...]) -> dict[str, float]:
    """Known phrases inside a longer header; the more of it they cover the better."""
    if words[-1] in ("id", "ids", "guid", "uuid"):
        return {f"{SKIP}id": 0.9}
    index = lexicon()
    total = sum(1 for word in words if not is_qualifier(word)) or len(words)
    scores: dict[str, float] = {}
    for length in range(min(5, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            part = words[start : start + length]
            if length == 1 and len(part[0]) < 3:
                continue
            rest = words[:start] + words[start + length :]
            cover = min(1.0, length / total)
            factor = 0.3 + 0.6 * cover
            if any(word in _KILLERS for word in rest):
                factor *= 0.45
            for concept, weight in index.get("".join(part), ()):
                scores[concept] = max(scores.get(concept, 0.0), weight * factor)
    return scores


def _by_ending(glued: str) -> dict[str, float]:
    """German and Dutch compounds: `Firmentelefonnummer` ends in `telefonnummer`."""
    index = lexicon()
    for start in range(1, len(glued) - 4):
        entry = index.get(glued[start:])
        if entry:
            return {concept: weight * 0.6 for concept, weight in entry}
    return {}


def _by_likeness(glued: str) -> dict[str, float]:
    """Slips of the pen: `Comapny Name`."""
    if len(glued) < 6:
        return {}
    from rapidfuzz import fuzz, process

    hit = process.extractOne(glued, lexicon().keys(), scorer=fuzz.ratio, score_cutoff=86)
    if hit is None:
        return {}
    return {concept: weight * 0.75 for concept, weight in lexicon()[hit[0]]}


def header_scores(header: str | HeaderWords) -> dict[str, float]:
    """{concept: score} of one header; empty when its words are unknown."""
    parts = header_words(header) if isinstance(header, str) else header
    if not parts.words:
        return {}
    scores = _exact(parts.every) or _exact(parts.words)
    if scores:
        return scores
    if len(parts.words) > 1:
        scores = _of_entity(parts.words) or _without_qualifiers(parts.words)
        if scores:
            return scores
        scores = _by_parts(parts.words)
        if scores and max(scores.values()) >= 0.4:
            return scores
    return _by_likeness(parts.glued) or _by_ending(parts.glued) or scores
