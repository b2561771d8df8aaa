"""The table of saved views, and how a view becomes a row of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, Integer, Table

from leaddesk.domain.criteria_json import from_json, to_json
from leaddesk.domain.saved_view import SavedView
from leaddesk.storage.codec import Codec, storable
from leaddesk.storage.rows import id_column, metadata, reference, version, words

saved_view = Table(
    "saved_view",
    metadata,
    id_column(),
    words("name"),
    words("layout", "board"),
    words("scope", "team"),
    words("criteria"),  # JSON of a filter, "" for none
    words("sort"),
    words("columns", "[]"),
    reference("user_id", "app_user"),  # NULL: the team's
    reference("made_by", "app_user"),
    Column("position", Integer, nullable=False, server_default="0"),
    version(),
)


class ViewCodec(Codec[SavedView]):
    """A filter stands as JSON text in its row."""

    def __init__(self) -> None:
        super().__init__(SavedView)

    def encode(self, record: SavedView) -> dict[str, Any]:
        row = super().encode(record)
        held = record.criteria
        text = "" if held is None else json.dumps(to_json(held), ensure_ascii=False)
        return {**row, "criteria": storable(text)}

    def decode(self, row: Mapping[Any, Any]) -> SavedView:
        """KnownError "bad-filter" where the filter is not one."""
        text = row.get("criteria") or ""
        criteria = from_json(json.loads(text)) if text else None
        return super().decode({**row, "criteria": criteria})
