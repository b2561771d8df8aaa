r"""The text of a filter: `score >= 50 and (owner = "ana" or tags contains "vip")`.

Comparisons `= != < <= > >=`, `in (a, b)`, `not in (a, b)`, `between a and b`, `contains`,
`is set`, `is empty`; joined by `and`, `or`, `not` and brackets, `and` binding tighter. Text stands
in double quotes (\" and \\ inside); one word needs none. Days and instants are ISO 8601; `today`
and `now` may carry an offset (`today - 30d`, `now + 2h`). Keywords are read in any case.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said
from leaddesk.domain.criteria import (
    All,
    Any,
    Condition,
    Criteria,
    Not,
    Op,
    Scalar,
    checked,
    parse_moment,
)
from leaddesk.domain.criteria_json import parse_relative
from leaddesk.domain.fields import FIELDS

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<relative>(?:today|now)\b(?:\s*[+-]\s*\d+\s*[a-z]+\b)?)
    | (?P<text>"(?:[^"\\]|\\.)*")
    | (?P<sign><=|>=|!=|<>|==|[=<>(),])
    | (?P<word>[^\s"<>=!(),]+)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS: dict[str, Op] = {
    "=": "eq", "==": "eq", "!=": "ne", "<>": "ne", "<": "lt", "<=": "le", ">": "gt", ">=": "ge",
}  # fmt: skip
_KEYWORDS = frozenset({"and", "or", "not", "in", "between", "contains", "is"})
_DEPTH = 50


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of the text; `at` counts signs from 1, `kind` is a group of the pattern or end."""

    kind: str
    text: str
    at: int


def parse(text: str, custom: Iterable[str] = ()) -> Criteria:
    """The filter that a text means; an empty text is `All(())`.

    `custom` are the names of the team's own fields. KnownError (code "bad-filter") names the
    position and what was expected there.
    """
    tokens = _tokens(text)
    if len(tokens) == 1:
        return All(())
    reader = _Parser(tokens, frozenset(custom))
    criteria = reader.either()
    reader.expect_end()
    return criteria


def _tokens(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TOKEN.match(text, at)
        if found is None:
            start = at + len(text[at:]) - len(text[at:].lstrip())
            wanted = "a closing quote" if text[start] == '"' else "a field, a value or an operator"
            raise _error(_Token("bad", text[start], start + 1), wanted)
        kind = found.lastgroup or ""
        tokens.append(_Token(kind, found[kind], found.start(kind) + 1))
        at = found.end()
    tokens.append(_Token("end", "", end + 1))
    return tokens


class _Parser:
    """Recursive descent over the tokens; one method for each level of the grammar."""

    def __init__(self, tokens: list[_Token], custom: frozenset[str]) -> None:
        self._tokens = tokens
        self._custom = custom
        self._next = 0
        self._depth = 0

    def expect_end(self) -> None:
        if self._here.kind != "end":
            raise _error(self._here, "and, or, or the end")

    def either(self) -> Criteria:
        parts = [self._both()]
        while self._took("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _both(self) -> Criteria:
        parts = [self._negated()]
        while self._took("and"):
            parts.append(self._negated())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _negated(self) -> Criteria:
        self._depth += 1
        if self._depth > _DEPTH:
            raise _error(self._here, f"at most {_DEPTH} levels")
        try:
            if self._took("not"):
                return Not(self._negated())
            if self._took_sign("("):
                inside = self.either()
                self._expect_sign(")")
                return inside
            return self._condition()
        finally:
            self._depth -= 1

    def _condition(self) -> Criteria:
        token = self._here
        field = self._field()
        negated = self._took("not")
        if negated and not self._at("in", "contains", "between"):
            raise _error(self._here, "in, contains or between")
        condition = self._compared(field)
        try:
            made = checked(condition)
        except KnownError as error:
            raise KnownError(
                said("Position {at}: {title}", at=token.at, title=error.title),
                error.hint,
                code=error.code,
            ) from None
        return Not(made) if negated else made

    def _compared(self, field: str) -> Condition:
        token = self._here
        if token.kind == "sign" and token.text in _SIGNS:
            self._next += 1
            return Condition(field, _SIGNS[token.text], self._value())
        if self._took("contains"):
            return Condition(field, "contains", self._value())
        if self._took("in"):
            return Condition(field, "in", self._values())
        if self._took("between"):
            first = self._value()
            if not self._took("and"):
                raise _error(self._here, "and")
            return Condition(field, "between", (first, self._value()))
        if self._took("is"):
            negated = self._took("not")
            if self._took("set"):
                return Condition(field, "is_empty" if negated else "is_set")
            if self._took("empty"):
                return Condition(field, "is_set" if negated else "is_empty")
            raise _error(self._here, "set or empty")
        raise _error(token, "=, !=, <, <=, >, >=, in, between, contains or is")

    def _field(self) -> str:
        token = self._here
        if token.kind not in {"word", "text"} or (
            token.kind == "word" and token.text.lower() in _KEYWORDS
        ):
            raise _error(token, "a field")
        name = _unquoted(token)
        known = {own.lower(): own for own in (*self._custom, *FIELDS)}
        if name.lower() not in known:
            near = difflib.get_close_matches(name.lower(), known, n=1)
            wanted = f'a field (did you mean "{known[near[0]]}"?)' if near else "a field"
            raise _error(token, wanted)
        self._next += 1
        return known[name.lower()]

    def _values(self) -> tuple[Scalar, ...]:
        self._expect_sign("(")
        values = [self._value()]
        while self._took_sign(","):
            values.append(self._value())
        self._expect_sign(")")
        return tuple(values)

    def _value(self) -> Scalar:
        token = self._here
        if token.kind == "relative":
            relative = parse_relative(token.text)
            if relative is None:
                raise _error(token, "an offset in days or weeks (d, w), after now also hours (h)")
            self._next += 1
            return relative
        if token.kind not in {"word", "text"} or (
            token.kind == "word" and token.text.lower() in _KEYWORDS
        ):
            raise _error(token, "a value")
        self._next += 1
        return _unquoted(token) if token.kind == "text" else _bare(token.text)

    @property
    def _here(self) -> _Token:
        return self._tokens[self._next]

    def _at(self, *words: str) -> bool:
        return self._here.kind == "word" and self._here.text.lower() in words

    def _took(self, word: str) -> bool:
        taken = self._at(word)
        self._next += taken
        return taken

    def _took_sign(self, sign: str) -> bool:
        taken = self._here.kind == "sign" and self._here.text == sign
        self._next += taken
        return taken

    def _expect_sign(self, sign: str) -> None:
        if not self._took_sign(sign):
            raise _error(self._here, f'"{sign}"')


def _unquoted(token: _Token) -> str:
    return re.sub(r"\\(.)", r"\1", token.text[1:-1]) if token.kind == "text" else token.text


def _bare(word: str) -> Scalar:
    """A word without quotes: a date, a number, else the word itself."""
    moment = parse_moment(word)
    if moment is not None:
        return moment
    try:
        number = Decimal(word)
    except InvalidOperation:
        return word
    return number if number.is_finite() else word


def _error(token: _Token, wanted: str) -> KnownError:
    found = f'"{token.text}"' if token.text else said("the end")
    return KnownError(
        said(
            "The filter can't be read at position {at}: {wanted} expected, {found} found.",
            at=token.at,
            wanted=wanted,
            found=found,
        ),
        "Nothing was searched. Correct the filter and try again.",
        code="bad-filter",
    )
