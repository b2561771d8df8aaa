"""Readers of cells with counts and amounts of money."""

from __future__ import annotations

from leaddesk.domain.mapping.cells import clean
from leaddesk.domain.mapping.numbers import CURRENCIES, currency_code, parse_number
from leaddesk.domain.mapping.row import CellProblem, Reader, Row, Setting
from leaddesk.domain.mapping.words import fold, split_words

_EMPLOYEE_WORDS = frozenset(
    "employees employee people staff mitarbeiter mitarbeitende "
    "employes salaries empleados dipendenti "
    "funcionarios medewerkers personen persons personnes personas beschaftigte ma fte".split()
)


def employees_reader(setting: Setting) -> Reader:
    column, decimal = setting.column, setting.decimal

    def read(row: Row, text: str) -> None:
        if not (text := clean(text)):
            return
        if text.isdecimal() and text[0] != "0":
            row.values["employees"] = text
            return
        bare = " ".join(
            word for word in text.split() if fold(word).strip(".") not in _EMPLOYEE_WORDS
        )
        # A count has no fraction: three digits behind a mark are thousands in every language.
        number = parse_number(bare, None if decimal_is_group(bare) else decimal)
        if number.plain is None:
            row.values["employees"] = text
            row.problems.append(CellProblem(column, text, number.problem, "number"))
        else:
            row.values["employees"] = number.plain.partition(".")[0]

    return read


def decimal_is_group(text: str) -> bool:
    """`1.250` and `1,250` of a count: exactly three digits behind the only mark."""
    tail = text.replace(",", ".").rpartition(".")[2]
    return text.replace(",", ".").count(".") == 1 and len(tail) == 3 and tail.isdecimal()


def money_reader(setting: Setting) -> Reader:
    name, column, decimal = setting.field, setting.column, setting.decimal
    stated = header_currency(column)

    def read(row: Row, text: str) -> None:
        if not (text := clean(text)):
            return
        number = parse_number(text, decimal)
        if number.plain is None:
            row.values[name] = text
            row.problems.append(CellProblem(column, text, number.problem, "number"))
            return
        row.values[name] = number.plain
        if name == "value" and (code := number.currency or stated):
            row.values.setdefault("currency", code)
        if number.ambiguous:
            reason = (
                f"“{text}” was read as {number.plain}: is the mark for thousands or for decimals?"
            )
            row.problems.append(CellProblem(column, text, reason, "number-ambiguous"))

    return read


def header_currency(column: str) -> str:
    """The currency a header names: `Amount (EUR)`, `Umsatz in €`."""
    for sign in ("€", "£", "$"):
        if sign in column:
            return currency_code(sign)
    codes = [word.upper() for word in split_words(column) if len(word) == 3]
    return next((code for code in codes if code in CURRENCIES and code not in ("ALL", "TOP")), "")


def budget_reader(setting: Setting) -> Reader:
    decimal = setting.decimal

    def read(row: Row, text: str) -> None:
        if text := clean(text):
            number = parse_number(text, decimal)
            # A range or words ("under 5k") are the signal itself and stay as they were said.
            plain = (
                number.plain if number.plain and not number.note and not number.currency else None
            )
            row.values["budget"] = plain or text

    return read


def currency_reader(_setting: Setting) -> Reader:
    def read(row: Row, text: str) -> None:
        if text := clean(text):
            row.values["currency"] = currency_code(text) or text

    return read
