"""The columns of a card, as a query."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from leaddesk.storage import rows
from leaddesk.storage.shapes import CARD_CODEC

CARD_COLUMNS = tuple(rows.lead.c[name] for name in CARD_CODEC.names)


def select_cards() -> Select[Any]:
    return select(*CARD_COLUMNS)
