"""What the palette offers and how a text finds it: prefixes, words, letters that were missed."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from leaddesk.presentation.card import Band

Part: TypeAlias = Literal["all", "commands", "stages", "people"]
Span: TypeAlias = tuple[int, int]
"""First letter and number of letters."""

PREFIXES: Final[dict[str, Part]] = {">": "commands", "#": "stages", "@": "people"}
_FROM_LETTERS: Final = 4  # of a word that may hold a wrong letter; two from twice as many


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that can be run. `text` and `about` are ready to show, the matches in both marked.

    `also` holds words that find it unseen, `completes` what Tab writes. `dot` is a stage's place
    in the order of colours, `peek` shows a lead beside the page that is there.
    """

    id: str
    text: str
    run: Callable[[], object] = field(compare=False)
    about: str = ""
    also: str = ""
    icon: str = ""
    key: str = ""
    completes: str = ""
    dot: int | None = None
    initials: str = ""
    avatar: int = 0
    score: int | None = None
    band: Band = "none"
    is_on: bool = False
    peek: Callable[[], object] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Section:
    """Entries under a title; `most` of them are shown while nothing narrows them."""

    title: str
    entries: tuple[Entry, ...]
    most: int = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed: which part is looked through, for which words."""

    part: Part
    words: str


def asked_of(text: str) -> Asked:
    """Read a prefix off the text."""
    text = text.strip()
    part = PREFIXES.get(text[:1])
    return Asked("all", text) if part is None else Asked(part, text[1:].strip())


def narrowed(sections: Iterable[Section], words: str, *, whole: bool) -> tuple[Section, ...]:
    """Return the sections with what the words find, best first, empty ones left out. `whole`
    shows all of each. If nothing is found, a wrong or a missed letter is forgiven."""
    offered = list(sections)
    found = [_found(section, words, _rank) for section in offered]
    if words and not any(section.entries for section in found):
        found = [_found(section, words, _rank_forgiving) for section in offered]
    cut = (
        section if whole else Section(section.title, section.entries[: section.most], section.most)
        for section in found
    )
    return tuple(section for section in cut if section.entries)


def spans(text: str, words: str) -> tuple[Span, ...]:
    """Return where the words are found in a text, for the eye: first where a word begins, else
    anywhere. They do not overlap and come in their order."""
    folded = fold(text)
    marked = [False] * len(folded)
    for word in fold(words).split():
        at = next((n for n in _beginnings(folded) if folded.startswith(word, n)), -1)
        at = folded.find(word) if at < 0 else at
        if at >= 0:
            marked[at : at + len(word)] = [True] * len(word)
    found: list[Span] = []
    start = -1
    for number, on in enumerate([*marked, False]):
        if on and start < 0:
            start = number
        elif not on and start >= 0:
            found.append((start, number - start))
            start = -1
    return tuple(found)


@lru_cache(maxsize=2_000)
def fold(text: str) -> str:
    """Return the text in small letters without accents, letter for letter: "Lucía" as "lucia"."""
    return "".join(
        (unicodedata.normalize("NFKD", letter)[0].lower() or letter)[0] for letter in text
    )


# --- inside --------------------------------------------------------------------------------------


def _found(section: Section, words: str, rank: Callable[[Entry, Sequence[str]], int]) -> Section:
    asked = fold(words).split()
    if not asked:
        return section
    ranked = [(rank(entry, asked), entry) for entry in section.entries]
    best = sorted((pair for pair in ranked if pair[0] >= 0), key=lambda pair: pair[0])
    return Section(section.title, tuple(entry for _, entry in best), section.most)


def _rank(entry: Entry, asked: Sequence[str]) -> int:
    """0: begins with the words, 1: words of it begin so, 2: with unseen words; -1: not found."""
    text = fold(entry.text)
    if text.startswith(" ".join(asked)):
        return 0
    for rank, searched in ((1, text), (2, f"{text} {fold(entry.about)} {fold(entry.also)}")):
        if all(
            any(searched.startswith(word, at) for at in _beginnings(searched)) for word in asked
        ):
            return rank
    return -1


def _rank_forgiving(entry: Entry, asked: Sequence[str]) -> int:
    """The number of letters that must be forgiven; -1: too many."""
    from rapidfuzz.distance import OSA  # only when nothing was found: most never need it

    has = f"{fold(entry.text)} {fold(entry.also)}".split()
    missed = 0
    for word in asked:
        allowed = len(word) // _FROM_LETTERS
        nearest = min(
            (
                OSA.distance(word, one[: len(word) + more], score_cutoff=allowed)
                for one in has
                for more in (-1, 0, 1)
            ),
            default=allowed + 1,
        )
        if nearest > allowed:
            return -1
        missed += nearest
    return missed


@lru_cache(maxsize=2_000)
def _beginnings(text: str) -> tuple[int, ...]:
    """Where words begin: after anything that is no letter and no figure."""
    return tuple(
        at for at, letter in enumerate(text) if letter.isalnum() and not text[at - 1 : at].isalnum()
    )
