"""What rows become: cards, the team, heads of columns. Without SQLAlchemy, so that the first
glance at a file and the readers make the same values."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from leaddesk.domain.people import Team, User
from leaddesk.domain.pipeline import Pipeline, Stage
from leaddesk.service.read_models import CardRow, ColumnHead, TeamView
from leaddesk.storage.codec import Codec, from_milli

USER_CODEC: Final = Codec(User)
TEAM_CODEC: Final = Codec(Team)
STAGE_CODEC: Final = Codec(Stage)
CARD_CODEC: Final = Codec(CardRow)
_NO_COLUMN: Final = 0

Row = Mapping[Any, Any]


def read_card(row: Row) -> CardRow:
    """A card; one without a column (won, converted, in the bin) says column 0."""
    values = dict(row)
    values["column_id"] = values["column_id"] or _NO_COLUMN
    return CARD_CODEC.decode(values)


def read_pipeline(stages: Iterable[Row]) -> Pipeline:
    """The stages, which come in their order."""
    return Pipeline(tuple(STAGE_CODEC.decode(row) for row in stages))


def read_team(
    users: Iterable[Row], teams: Iterable[Row], pipeline: Pipeline, setting: str | None
) -> TeamView:
    """The team; `setting` is the document "team"."""
    base = json.loads(setting or "{}")
    return TeamView(
        tuple(USER_CODEC.decode(row) for row in users),
        tuple(TEAM_CODEC.decode(row) for row in teams),
        pipeline,
        base.get("currency", "EUR"),
        base.get("region", "DE"),
    )


def heads_of(
    pipeline: Pipeline, counted: Iterable[tuple[int | None, str, int, int | None]]
) -> tuple[ColumnHead, ...]:
    """Heads of all columns from parts of their counts: (column, currency, leads, thousandths)."""
    counts = {stage.id: 0 for stage in pipeline.columns}
    sums: dict[int, dict[str, int]] = {stage.id: {} for stage in pipeline.columns}
    for column, currency, n, total in counted:
        if column in counts:
            counts[column] += int(n)
            if total:
                sums[column][currency] = sums[column].get(currency, 0) + int(total)
    return tuple(
        ColumnHead(
            column, n, {currency: from_milli(total) for currency, total in sums[column].items()}
        )
        for column, n in counts.items()
    )
