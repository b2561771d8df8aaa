"""What each column of a file means, by the words of its header and by its cells together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from leaddesk.domain.mapping.evidence import Evidence, gather
from leaddesk.domain.mapping.fields import (
    SINGLE_FIELDS,
    ColumnGuess,
    ColumnMap,
    column_map,
)
from leaddesk.domain.mapping.fit import ALONE, status_of_consent, value_fit
from leaddesk.domain.mapping.lexicon import SKIP, header_scores
from leaddesk.domain.mapping.not_imported import NOT_IMPORTED
from leaddesk.domain.mapping.products import PRODUCTS, Product, recognise
from leaddesk.domain.mapping.words import HeaderWords, column_names, header_words

ACCEPT = 0.42
_ONCE = frozenset(SINGLE_FIELDS) | {
    "middle_name", "opt_in_at", "deal_name", "activity_kind", "activity_at", "activity_subject",
    "task_kind", "task_due", "task_subject", "task_done",
}  # fmt: skip
_FURTHER = {"email": "emails", "phone": "phones"}


@dataclass(frozen=True, slots=True)
class Mapping:
    """The guesses for all columns of a file, and the program it seems to come from."""

    columns: tuple[ColumnGuess, ...]
    header: tuple[str, ...]
    product: Product | None = None

    def column_map(self) -> ColumnMap:
        return column_map(self.header, self.columns)

    def field_of(self, column: str) -> str:
        """The field guessed for a column named so; KeyError when there is none."""
        for guess in self.columns:
            if guess.column == column:
                return guess.field
        raise KeyError(column)


@dataclass(slots=True)
class _Column:
    index: int
    name: str
    words: HeaderWords
    seen: Evidence
    scores: dict[str, float]
    reasons: dict[str, str]


def guess_mapping(
    header: Sequence[str], samples: Sequence[Sequence[str]], *, product: str | None = None
) -> Mapping:
    """One guess per column of `header`; `samples` are rows as they stand in the file.

    `product` is the key of a known program (`products.PRODUCTS`) when the user names it; else it
    is recognised. Columns that are not imported stay listed, with the reason.
    """
    known = PRODUCTS.get(product) if product else recognise(header)
    columns = [
        _read_column(index, name, text, samples, known)
        for index, (name, text) in enumerate(zip(column_names(header), header, strict=True))
    ]
    _look_around(columns)
    chosen = _assign(columns)
    guesses = tuple(
        _told(column, *chosen[column.index], columns, chosen, known) for column in columns
    )
    return Mapping(guesses, tuple(header), known)


def _read_column(
    index: int, name: str, text: str, samples: Sequence[Sequence[str]], known: Product | None
) -> _Column:
    words = header_words(text)
    seen = gather(row[index] for row in samples if index < len(row))
    column = _Column(index, name, words, seen, {}, {})
    by_header = header_scores(words)
    preset = _preset(known, words)
    if preset is not None:
        by_header = {preset or f"{SKIP}preset": 1.15}
    for concept, score in by_header.items():
        fit = value_fit(concept, seen)
        total = 0.78 * score + (0.22 * fit if fit > 0 else 0.75 * fit)
        if not seen.filled and samples:
            total -= 0.05
        column.scores[concept] = total + 0.03 * seen.fill_share - 0.01 * min(9, words.ordinal)
        told = "the header says so"
        if seen.filled and fit > 0.3:
            told = "header and values agree"
        elif preset is not None and known is not None:
            told = f"as {known.title} writes it"
        column.reasons[concept] = told
    if status_of_consent(seen) and "stage" in column.scores:
        column.scores["consent_email"] = column.scores.pop("stage") + 0.8
        column.reasons["consent_email"] = "its values tell who may be written to"
    _add_from_values(column)
    return column


def _preset(known: Product | None, words: HeaderWords) -> str | None:
    """The field a known program's column has; "" means not imported, None that nothing is known."""
    if known is None:
        return None
    return known.columns.get(words.glued)


def _add_from_values(column: _Column) -> None:
    seen = column.seen
    if not seen.filled:
        return
    blocked = any(c.startswith(SKIP) and s >= 0.6 for c, s in column.scores.items())
    owned = column.scores.get("owner", 0.0) >= 0.5 or "row_state" in column.scores
    known = any(score >= 0.62 for score in column.scores.values())
    if blocked or owned or known:
        return
    for concept, measure in ALONE:
        strength = measure(seen)
        if strength < 0.6:
            continue
        score = min(0.62, 0.62 * strength)
        if seen.filled < 2:
            score -= 0.08
        if score > column.scores.get(concept, 0.0):
            column.scores[concept] = score
            column.reasons[concept] = "its values look like it"


def _strong(columns: Sequence[_Column], concept: str, least: float = 0.66) -> list[_Column]:
    return [column for column in columns if column.scores.get(concept, 0.0) >= least]


def _raise(column: _Column, concept: str, score: float, why: str) -> None:
    if score > column.scores.get(concept, 0.0):
        column.scores[concept] = score
        column.reasons[concept] = why


def _look_around(columns: Sequence[_Column]) -> None:
    """Words with several meanings, decided by what the other columns are."""
    given, family = _strong(columns, "given_name"), _strong(columns, "family_name")
    for column in columns:
        word, seen = column.words.glued, column.seen
        if word in ("name", "nom", "naam") and given and not family:
            if seen.share("fullname") < 0.6 or not seen.filled:
                _raise(column, "family_name", 0.9, "it stands beside the given name")
        elif word in ("nome", "nombre", "nombres") and family and not given:
            _raise(column, "given_name", 0.9, "it stands beside the family name")
        elif word in ("title", "titel", "titre") and seen.share("salutation") < 0.5:
            others = [c for c in _strong(columns, "title") if c.index != column.index]
            if any(c.words.glued != word for c in others):
                _raise(column, f"{SKIP}salutation", 0.7, "another column has the job title")
        elif word in ("umsatz", "omzet", "revenue", "ca"):
            others = [c for c in columns if c.index != column.index]
            if seen.largest >= 1_000_000 or _strong(others, "value"):
                _raise(column, "annual_revenue", 0.85, "the amounts are those of a company")
            elif _strong(others, "close_date") or _strong(others, "annual_revenue") or seen.filled:
                _raise(column, "value", 0.8, "the amounts are those of a sale")
    _look_at_values(columns)


def _look_at_values(columns: Sequence[_Column]) -> None:
    """Names of companies under `Name`, forms of address under `Title`."""
    for column in columns:
        seen = column.seen
        alone = "name" in column.scores and not _strong(columns, "company", 0.6)
        if alone and seen.share("suffix") >= 0.4 and seen.share("knownname") < 0.3:
            _raise(column, "company", 0.75, "its values are names of companies")
        if seen.share("salutation") >= 0.6 and ("title" in column.scores or not column.scores):
            _raise(column, f"{SKIP}salutation", 0.9, "its values are forms of address")


def _assign(columns: Sequence[_Column]) -> dict[int, tuple[str, float]]:
    """Best pairs first; a field that takes one column is given once."""
    offers = sorted(
        ((score, -column.index, concept, column)
         for column in columns for concept, score in column.scores.items() if score >= ACCEPT),
        key=lambda offer: (-offer[0], -offer[1], offer[2]),
    )  # fmt: skip
    chosen: dict[int, tuple[str, float]] = {}
    taken: dict[str, int] = {}
    for score, _, concept, column in offers:
        if column.index in chosen:
            continue
        if concept in _ONCE and concept in taken:
            further = _FURTHER.get(concept)
            if further is not None:
                chosen[column.index] = (further, score)
            continue
        if concept in _ONCE:
            taken[concept] = column.index
        chosen[column.index] = (concept, score)
    return {column.index: chosen.get(column.index, ("", 0.0)) for column in columns}


def _told(
    column: _Column, concept: str, score: float, columns: Sequence[_Column],
    chosen: dict[int, tuple[str, float]], known: Product | None,
) -> ColumnGuess:  # fmt: skip
    confidence = round(max(0.0, min(1.0, score)), 2)
    if concept.startswith(SKIP):
        kind = concept.removeprefix(SKIP)
        why = f"{known.title} needs it, LeadDesk doesn't" if kind == "preset" and known else ""
        why = why or NOT_IMPORTED.get(kind, ("not needed", ""))[0]
        return ColumnGuess(column.index, column.name, "", confidence, why)
    if concept:
        base = {"emails": "email", "phones": "phone"}.get(concept, concept)
        why = column.reasons.get(concept) or column.reasons.get(base, "its values look like it")
        if base != concept:
            why = f"a further one: {why}"
        return ColumnGuess(column.index, column.name, concept, confidence, why)
    asked = known is not None and "questions" in known.quirks and bool(column.words.words)
    if asked and (not column.scores or column.words.question):
        why = "a question of the form, kept in the note with its answer"
        return ColumnGuess(column.index, column.name, "note", 0.5, why)
    wanted = max(column.scores, key=lambda key: column.scores[key], default="")
    if wanted.startswith(SKIP):
        why = NOT_IMPORTED.get(wanted.removeprefix(SKIP), ("not needed", ""))[0]
        return ColumnGuess(column.index, column.name, "", 0.3, why)
    for other in columns:
        if wanted and chosen[other.index][0] == wanted:
            why = f"“{other.name}” was the better column for it"
            return ColumnGuess(column.index, column.name, "", 0.0, why)
    if not column.words.words:
        why = "it has no heading" if column.seen.filled else "it is empty"
    else:
        why = "its meaning is not clear" if column.seen.filled else "it is empty and not known"
    return ColumnGuess(column.index, column.name, "", 0.0, why)
