"""Frozen values of the domain to plain rows and back, by the type of each field."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast, get_args, get_origin, get_type_hints

if TYPE_CHECKING:
    # Only named here: the first glance at a file decodes rows before SQLAlchemy is imported.
    from sqlalchemy import CursorResult

    from leaddesk.domain.change import Plain

T = TypeVar("T")
Row = Mapping[Any, Any]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)


def to_micros(at: datetime) -> int:
    """Microseconds since 1970, UTC."""
    return (at - EPOCH) // _TICK


def from_micros(micros: int) -> datetime:
    return EPOCH + timedelta(microseconds=micros)


def to_milli(amount: Decimal) -> int:
    """Thousandths of the unit: exact for every currency of ISO 4217 but the four-digit ones."""
    return int((amount * 1000).to_integral_value(ROUND_HALF_EVEN))


def from_milli(milli: int) -> Decimal:
    """The amount, without needless zeros ("24000", "19.9" as 19.90)."""
    whole, rest = divmod(milli, 1000)
    if rest == 0:
        return Decimal(whole)
    return Decimal(milli).scaleb(-3).quantize(Decimal("0.01") if rest % 10 == 0 else _MILLI)


_MILLI = Decimal("0.001")


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _tuple(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text)) if text != "[]" else ()


def _dict(text: str) -> dict[str, Any]:
    return json.loads(text) if text != "{}" else {}


# Half a character has no bytes; PostgreSQL's texts have no zero.
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """The text with U+FFFD for what no database can hold."""
    return _UNSTORABLE.sub("\ufffd", text)


_Pair = tuple["Callable[[Any], Plain] | None", Callable[[Any], Any] | None]


def _pair_for(hint: Any) -> _Pair:
    inner = [a for a in get_args(hint) if a is not type(None)]
    base = inner[0] if type(None) in get_args(hint) and len(inner) == 1 else hint
    origin = get_origin(base)
    if base is datetime:
        return to_micros, from_micros
    if base is Decimal:
        return to_milli, from_milli
    if base is bool:
        return None, bool  # a bare SQLite connection gives 0 and 1
    if origin is tuple:
        return lambda v: _json(list(v)) if v else "[]", _tuple
    if origin is not None and issubclass(_as_class(origin), Mapping):
        return lambda v: _json(dict(v)) if v else "{}", _dict
    return None, None


def _as_class(origin: Any) -> type:
    return origin if isinstance(origin, type) else object


class Codec(Generic[T]):
    """Encodes and decodes one dataclass; fields that the row lacks keep their default."""

    def __init__(self, cls: type[T]) -> None:
        hints = get_type_hints(cls)
        self.cls = cls
        self.names = tuple(f.name for f in dataclasses.fields(cast(Any, cls)))
        self._known = frozenset(self.names)
        self._values = attrgetter(*self.names)
        pairs = {name: _pair_for(hints[name]) for name in self.names}
        self._encoders = {n: e for n, (e, _) in pairs.items() if e is not None}
        self._decoders = [(n, d) for n, (_, d) in pairs.items() if d is not None]

    def encode(self, record: T) -> dict[str, Plain]:
        """All fields as plain values."""
        row: dict[str, Plain] = dict(zip(self.names, self._values(record), strict=True))
        for name, encode in self._encoders.items():
            value = row[name]
            if value is not None:
                row[name] = encode(value)
        # One look at all of it: a lead has forty texts, and hardly ever anything to replace.
        if _UNSTORABLE.search("".join([v for v in row.values() if v.__class__ is str])):
            return {n: storable(v) if isinstance(v, str) else v for n, v in row.items()}
        return row

    def encode_field(self, name: str, value: object) -> Plain:
        encode = self._encoders.get(name)
        plain = cast("Plain", value) if encode is None or value is None else encode(value)
        return storable(plain) if isinstance(plain, str) else plain

    def decode(self, row: Row) -> T:
        """The value of a row (a mapping with at least this class's required fields)."""
        held = dict(row)
        values = {name: held[name] for name in self.names if name in held}
        for name, decode in self._decoders:
            value = values.get(name)
            if value is not None:
                values[name] = decode(value)
        return self.cls(**values)

    def decode_all(self, result: CursorResult[Any]) -> list[T]:
        """All rows of an answer: what concerns the columns is worked out once."""
        keys = list(result.keys())
        own = [(place, name) for place, name in enumerate(keys) if name in self._known]
        places, names = [place for place, _ in own], [name for _, name in own]
        decoders = [(name, decode) for name, decode in self._decoders if name in names]
        found: list[T] = []
        for row in result.fetchall():
            values = dict(zip(names, [row[place] for place in places], strict=True))
            for name, decode in decoders:
                value = values[name]
                if value is not None:
                    values[name] = decode(value)
            found.append(self.cls(**values))
        return found
