"""Rows of the lead table as cards."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from leaddesk.service.read_models import CardRow
from leaddesk.storage import rows
from leaddesk.storage.codec import Codec

CARD_CODEC = Codec(CardRow)
CARD_COLUMNS = tuple(rows.lead.c[name] for name in CARD_CODEC.names)
NO_COLUMN = 0


def select_cards() -> Select[Any]:
    return select(*CARD_COLUMNS)


def read_card(row: Any) -> CardRow:
    """A card; one without a column (won, converted, in the bin) says column 0."""
    values = dict(row)
    values["column_id"] = values["column_id"] or NO_COLUMN
    return CARD_CODEC.decode(values)
