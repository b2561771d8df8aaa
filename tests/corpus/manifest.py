"""All bad files of the corpus in one list."""

from __future__ import annotations

from tests.corpus.bad_books import BOOKS
from tests.corpus.bad_texts import TEXTS, Bad

MANIFEST: tuple[Bad, ...] = (*TEXTS, *BOOKS)
