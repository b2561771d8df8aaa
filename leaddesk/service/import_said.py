"""What a row says of a lead that we know, as text: kept with the row's account until the promote
tells it to the lead as it stands then."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from leaddesk.domain.dedupe import Identity
from leaddesk.domain.scoring import ScoreResult
from leaddesk.service.intake import Prepared
from leaddesk.service.intake_extras import Extras, PlannedActivity

_UNSCORED = ScoreResult(0, 0, 0, "low", "", ())


def write_said(prepared: Prepared, *, recycle: bool) -> str:
    """What `intake_match.merge_into` reads of a prepared draft."""
    plain = {
        "kind": prepared.kind,
        "values": {name: _plain(value) for name, value in prepared.values.items()},
        "created": prepared.created_at.isoformat(),
        "stage": prepared.stage_id,
        "stage_given": prepared.stage_given,
        "recycle": recycle,
    }
    return json.dumps(plain, ensure_ascii=False)


def read_said(text: str) -> tuple[Prepared, bool]:
    """The draft, with only what a merge reads, and whether the lead is brought back by it."""
    plain = json.loads(text)
    created = datetime.fromisoformat(plain["created"])
    said = Prepared(
        kind=plain["kind"],
        values={name: _value(told) for name, told in plain["values"].items()},
        identity=Identity(),
        keys=(),
        created_at=created,
        stage_id=plain["stage"],
        stage_given=plain["stage_given"],
        owner_id=None,
        problems=(),
        reject="",
        fingerprint="",
        extras=Extras(PlannedActivity("import", created)),
        score=_UNSCORED,
        score_document="",
    )
    return said, bool(plain["recycle"])


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, tuple):
        return {"many": list(value)}
    if isinstance(value, Mapping):
        return {"named": dict(value)}
    return value


def _value(told: Any) -> object:
    if not isinstance(told, dict):
        return told
    if "decimal" in told:
        return Decimal(told["decimal"])
    return tuple(told["many"]) if "many" in told else dict(told["named"])
