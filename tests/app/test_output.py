"""Results in print."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum

import pytest

from leaddesk.app.output import print_json, show_result
from leaddesk.service.commands import BulkResult, Failure


class Color(Enum):
    RED = "red"


def printed(value):
    out = io.StringIO()
    print_json(value, out)
    return json.loads(out.getvalue())


def test_json_has_an_agreed_form_for_all_our_values():
    result = {
        "at": datetime(2026, 3, 10, 9, 30, tzinfo=UTC), "day": date(2026, 3, 10),
        "value": Decimal("24000.50"), "tiny": Decimal("1E-7"), "color": Color.RED, "ids": {3, 1, 2},
        "bulk": BulkResult((1,), (Failure(2, "gone"),)), "name": "Jürgen",
    }  # fmt: skip
    assert printed(result) == {
        "at": "2026-03-10T09:30:00+00:00", "day": "2026-03-10", "value": "24000.50",
        "tiny": "0.0000001", "color": "red", "ids": [1, 2, 3],
        "bulk": {"done": [1], "failed": [{"id": 2, "reason": "gone", "hint": ""}], "made": {}},
        "name": "Jürgen",
    }  # fmt: skip


@pytest.mark.parametrize("value", [object(), datetime(2026, 3, 10)])  # noqa: DTZ001
def test_what_has_no_form_is_a_bug(value):
    with pytest.raises(TypeError):
        printed({"x": value})


def test_people_get_lines():
    out = io.StringIO()
    rows = [{"id": 1, "name": "Ana"}, {"id": 2, "name": None}]
    show_result({"total": 2, "ok": True, "ids": [1, 2], "leads": rows, "none": []}, out)
    assert out.getvalue().splitlines() == [
        "total: 2", "ok: yes", "ids: 1, 2", "leads:", "  id: 1  name: Ana", "  id: 2  name: -",
        "none: -",
    ]  # fmt: skip
