"""The program that a file comes from, by what its columns are called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from leaddesk.domain.mapping.known_products import KNOWN
from leaddesk.domain.mapping.product import Product, Signs
from leaddesk.domain.mapping.words import header_words

__all__ = ["PRODUCTS", "Product", "recognise"]

PRODUCTS: Mapping[str, Product] = {signs.product.key: signs.product for signs in KNOWN}


def recognise(header: Sequence[str]) -> Product | None:
    """The program whose export has such columns, whatever their order; None when none is clear."""
    parts = [header_words(text) for text in header]
    there = {part.glued for part in parts} | {"".join(part.every) for part in parts}
    if any("?" in text for text in header) and not there & {"recordid", "leadstatus"}:
        questions = sum(1 for part in parts if part.question)
        forms = [signs for signs in KNOWN if "questions" in signs.product.quirks]
        for signs in forms:
            if _points(signs, there) >= signs.least:
                return signs.product
        if questions >= 2 or questions * 2 >= len(parts):
            return PRODUCTS["google_forms"]
    best: tuple[float, Product] | None = None
    for signs in KNOWN:
        if "questions" in signs.product.quirks and signs.product.key != "meta":
            continue
        points = _points(signs, there)
        if points < signs.least:
            continue
        share = points / len(signs.groups) + 0.05 * points
        if best is None or share > best[0]:
            best = (share, signs.product)
    if best is not None:
        return best[1]
    for signs in KNOWN:
        if "questions" in signs.product.quirks and _points(signs, there) >= signs.least:
            return signs.product
    return None


def _points(signs: Signs, there: set[str]) -> int:
    if there & signs.without:
        return 0
    return sum(1 for group in signs.groups if group & there)
