"""How a file writes dates and numbers, where its own cells leave it open."""

from __future__ import annotations

from dataclasses import dataclass

from leaddesk.domain.mapping.dates import Order
from leaddesk.domain.mapping.numbers import Decimal


@dataclass(frozen=True, slots=True)
class FileLocale:
    """None means *not known*: what can be read in two ways then stays as given and is asked about.

    `currency` is the ISO code for amounts that name none; `region` the country code by which phone
    numbers without a country are read; `column_orders` are (column index, order) where a column
    has proven its own.
    """

    date_order: Order | None = None
    decimal: Decimal | None = None
    currency: str = ""
    region: str = ""
    column_orders: tuple[tuple[int, Order], ...] = ()
