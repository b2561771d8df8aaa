"""Amounts in words: the lead's own currency, the locale's way of writing."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from PySide6.QtCore import QLocale

from leaddesk.presentation.text import tr, user_locale

# Qt knows the sign of the locale's own currency only. A dollar abroad says whose it is.
_SIGNS = {
    "EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "CNY": "CN¥", "INR": "₹", "KRW": "₩",
    "ILS": "₪", "UAH": "₴", "VND": "₫", "NGN": "₦", "PHP": "₱", "BRL": "R$", "AUD": "A$",
    "CAD": "CA$", "NZD": "NZ$", "HKD": "HK$", "MXN": "MX$", "TWD": "NT$", "SGD": "S$",
}  # fmt: skip
_STEPS = ((Decimal(1_000_000_000), "{amount}bn"), (Decimal(1_000_000), "{amount}m"))


class MoneyWords:
    """Writes amounts for one locale."""

    def __init__(self, locale: QLocale | None = None) -> None:
        self._locale = locale or user_locale()
        own = self._locale.currencySymbol(QLocale.CurrencySymbolFormat.CurrencyIsoCode)
        self._signs = dict(_SIGNS)
        if own:
            self._signs[own] = self._locale.currencySymbol()

    def sign(self, currency: str) -> str:
        """Return the currency's sign, its code where none is usual, "" for no currency."""
        return self._signs.get(currency, currency)

    def whole(self, value: Decimal | None, currency: str, *, about: bool = False) -> str:
        """Return the amount in whole units ("€24,000"), "" for None.

        `about` marks a converted amount with "~".
        """
        if value is None:
            return ""
        units = int(value.to_integral_value(ROUND_HALF_UP))
        return ("~" if about else "") + self._write(units, currency)

    def number(self, n: int) -> str:
        """Return a count with the locale's grouping ("18,240")."""
        return self._locale.toString(n)

    def exact(self, value: Decimal | None, currency: str) -> str:
        """Return the amount with its cents where it has any."""
        if value is None or value == value.to_integral_value():
            return self.whole(value, currency)
        if not currency:
            return self._locale.toString(float(value), "f", 2)
        text = self._locale.toCurrencyString(float(value), self._sign(currency), 2)
        return text.rstrip("\u00a0")

    def compact(self, value: Decimal, currency: str, *, about: bool = False) -> str:
        """Return a short form for tiles: three figures from a million on ("€1.31m")."""
        for unit, pattern in _STEPS:
            if abs(value) >= unit:
                figures = value / unit
                decimals = 2 if abs(figures) < 10 else 1 if abs(figures) < 100 else 0
                number = self._locale.toString(float(figures), "f", decimals)
                money = self._write(0, currency)
                zero = self._locale.toString(0)
                amount = tr(pattern, amount=number)
                return ("~" if about else "") + money.replace(zero, amount, 1)
        return self.whole(value, currency, about=about)

    def sums(self, sums: Mapping[str, Decimal], team_currency: str) -> str:
        """Return the sums of several currencies, the team's first ("€86,400 + $1,200")."""
        order = sorted(sums, key=lambda code: (code != team_currency, code))
        return " + ".join(self.whole(sums[code], code) for code in order if sums[code])

    def _write(self, units: int, currency: str) -> str:
        if not currency:
            return self._locale.toString(units)
        return self._locale.toCurrencyString(units, self._sign(currency)).rstrip("\u00a0")

    def _sign(self, currency: str) -> str:
        # A code, unlike a sign, needs its distance.
        sign = self.sign(currency)
        return f"{sign}\u00a0" if sign.isalpha() else sign
