"""All that a person decided about an import, as one value that can be kept and compared."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Literal

from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.file_locale import FileLocale
from leaddesk.service.commands import MatchPolicy

Choice = tuple[str, str, str]
"""(field, value in the file, what it means here); an empty meaning leaves the value out."""
Fix = tuple[int, int, str]
"""(line of the file, column index, the corrected cell)."""


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """`product` is the key of a recognised product, or empty. `source`, `source_detail` and
    `consent_email` are given to rows that name none. `left_out` are lines not to be imported,
    `same` lines whose likely duplicate is the same person or firm, as somebody said."""

    mapping: ColumnMap
    locale: FileLocale
    product: str = ""
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

    def to_json(self) -> str:
        """The same text for the same plan: an unfinished import is found again by it."""
        plain = {
            "header": list(self.mapping.header),
            "fields": list(self.mapping.fields),
            "date_order": self.locale.date_order,
            "decimal": self.locale.decimal,
            "currency": self.locale.currency,
            "region": self.locale.region,
            "column_orders": [list(one) for one in self.locale.column_orders],
            "product": self.product,
            "policy": self.policy,
            "owner_id": self.owner_id,
            "source": self.source,
            "source_detail": self.source_detail,
            "consent_email": self.consent_email,
            "choices": [list(one) for one in self.choices],
            "fixes": [list(one) for one in self.fixes],
            "left_out": list(self.left_out),
            "same": list(self.same),
        }
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def give(draft: LeadDraft, plan: ImportPlan) -> LeadDraft:
    """The draft with the values that the plan chose for the file's own words."""
    changes = {
        field: meaning
        for field, value, meaning in plan.choices
        if getattr(draft, field, None) == value
    }
    for field in ("source", "source_detail", "consent_email"):
        if getattr(plan, field) and not (changes.get(field) or getattr(draft, field)):
            changes[field] = getattr(plan, field)
    return replace(draft, **changes) if changes else draft  # type: ignore[arg-type]
