"""All that a person decides about one file, and the plan that follows from it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from leaddesk.domain.mapping.dates import Order
from leaddesk.domain.mapping.fields import ColumnMap, is_field
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.domain.mapping.numbers import Decimal
from leaddesk.service.commands import MatchPolicy
from leaddesk.service.import_plan import Choice, Fix, ImportPlan

MEMORY = "import-mapping:"
"""Settings under this and `header_mark` hold a remembered matching (`to_memory`)."""
ORDERS: tuple[Order, ...] = ("dmy", "mdy", "ymd")
DECIMALS: tuple[Decimal, ...] = (",", ".")


@dataclass(frozen=True, slots=True)
class Decisions:
    """`date_order` and `decimal` None: as the file proves. `choices` as in ImportPlan, at most
    one for each value; `fixes` at most one for each cell."""

    mapping: ColumnMap
    product: str = ""
    date_order: Order | None = None
    decimal: Decimal | None = None
    policy: MatchPolicy = "fill"
    bad_rows: Literal["stop", "skip"] = "stop"
    owner_id: int | None = None
    source: str = ""
    source_detail: str = ""
    consent_email: str = ""
    choices: tuple[Choice, ...] = ()
    fixes: tuple[Fix, ...] = ()
    left_out: tuple[int, ...] = ()
    same: tuple[int, ...] = ()

    def plan(self, proven: FileLocale) -> ImportPlan:
        """The plan; `proven` is what the file's own cells show."""
        locale = replace(
            proven,
            date_order=self.date_order or proven.date_order,
            decimal=self.decimal or proven.decimal,
        )
        return ImportPlan(
            mapping=self.mapping, locale=locale, product=self.product, policy=self.policy,
            bad_rows=self.bad_rows, owner_id=self.owner_id, source=self.source,
            source_detail=self.source_detail, consent_email=self.consent_email,
            choices=self.choices, fixes=self.fixes, left_out=self.left_out,
            same=self.same,
        )  # fmt: skip

    def with_field(self, index: int, field: str) -> Decisions:
        """Another field for one column."""
        return replace(self, mapping=self.mapping.with_field(index, field))

    def with_choice(self, field: str, value: str, meaning: str | None) -> Decisions:
        """What a value of the file means here: "" leaves it out, None takes the choice back."""
        others = tuple(one for one in self.choices if one[:2] != (field, value))
        made = () if meaning is None else ((field, value, meaning),)
        return replace(self, choices=others + made)

    def with_fixes(self, cells: Iterable[tuple[int, int, str, str]]) -> Decisions:
        """Other texts for cells, each (line, column, text, text in the file); the text in the file
        takes the fix back."""
        made = {one[:2]: one for one in self.fixes}
        for line, column, text, given in cells:
            made.pop((line, column), None)
            if text != given:
                made[line, column] = (line, column, text)
        return replace(self, fixes=tuple(sorted(made.values())))

    def with_left_out(self, lines: Iterable[int], *, left_out: bool) -> Decisions:
        """Leave lines of the file out, or take them in again."""
        now = set(self.left_out)
        changed = now | set(lines) if left_out else now - set(lines)
        return replace(self, left_out=tuple(sorted(changed)))

    def with_same(self, lines: Iterable[int], *, same: bool) -> Decisions:
        """Take the likely duplicates of lines for the same, or add the lines as new after all."""
        now = set(self.same)
        return replace(self, same=tuple(sorted(now | set(lines) if same else now - set(lines))))

    def to_memory(self) -> str:
        """What is worth keeping for the next file with this heading, as JSON."""
        plain = {
            "fields": list(self.mapping.fields),
            "date_order": self.date_order,
            "decimal": self.decimal,
            "policy": self.policy,
            "choices": [list(one) for one in self.choices],
        }
        return json.dumps(plain, ensure_ascii=False)

    def remembered(self, document: str | None) -> Decisions:
        """The same with a remembered matching; unchanged where that does not fit any more."""
        plain = _read(document)
        fields = plain.get("fields")
        if not isinstance(fields, list) or len(fields) != len(self.mapping.header):
            return self
        if not all(isinstance(one, str) and is_field(one) for one in fields):
            return self
        order, decimal, policy = (plain.get(k) for k in ("date_order", "decimal", "policy"))
        choices = tuple(
            (str(one[0]), str(one[1]), str(one[2]))
            for one in plain.get("choices", ())
            if isinstance(one, list) and len(one) == 3
        )
        return replace(
            self,
            mapping=ColumnMap(self.mapping.header, tuple(fields)),
            date_order=order if order in ORDERS else None,
            decimal=decimal if decimal in DECIMALS else None,
            policy=policy if policy in ("fill", "replace", "newest") else "fill",
            choices=choices,
        )

    @property
    def memory_key(self) -> str:
        """The setting under which the matching of this heading is kept."""
        names = "\x1f".join(name.strip().casefold() for name in self.mapping.header)
        return MEMORY + hashlib.sha256(names.encode("utf-8", "replace")).hexdigest()[:24]


def _read(document: str | None) -> dict[str, Any]:
    try:
        plain = json.loads(document or "{}")
    except ValueError:
        return {}
    return plain if isinstance(plain, dict) else {}
