"""Rules as documents."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest

from leaddesk.base.errors import KnownError
from leaddesk.domain.criteria import ALWAYS
from leaddesk.domain.scoring import score
from leaddesk.domain.scoring_defaults import default_rules
from leaddesk.service.rules import (
    routing_rules,
    score_document,
    scoring_document,
    scoring_rules,
    sla_policies,
    team_setting,
)


def test_scoring_rules_come_back_from_their_document():
    rules = default_rules()
    again = scoring_rules(scoring_document(rules))
    assert again == rules
    assert scoring_document(again) == scoring_document(rules)
    assert scoring_rules(None) == rules


def test_routing_and_response_rules_are_read():
    text = json.dumps({"rules": [{"name": "All", "team_id": 3, "strategy": "least_open"}]})
    [rule] = routing_rules(text, 9)
    assert (rule.when, rule.team_id, rule.strategy) == (ALWAYS, 3, "least_open")
    assert routing_rules(None, 9)[0].team_id == 9
    text = json.dumps({"policies": [{"name": "Hot", "first_response": 7, "bands": ["hot"]}]})
    [policy] = sla_policies(text)
    assert (policy.first_response, policy.bands) == (timedelta(minutes=7), ("hot",))
    assert team_setting('{"currency": "CHF"}')["currency"] == "CHF"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"fit": 3}', '{"fit": [{"name": "x"}]}'])
def test_a_broken_document_is_a_known_error(text):
    with pytest.raises(KnownError):
        scoring_rules(text)
    with pytest.raises(KnownError):
        routing_rules(text, 1)
    with pytest.raises(KnownError):
        sla_policies(text)


def test_a_stored_score_tells_why():
    now = datetime(2026, 3, 10, tzinfo=UTC)
    rules = default_rules()
    result = score({"company": "Acme"}.get, (), rules, now)
    plain = json.loads(score_document(result, rules, now, "turn of Ana"))
    assert plain["reasons"] == [
        {"rule": "Company is known", "points": 6, "part": "fit", "since": None}
    ]
    assert (plain["routed"], plain["fit_cap"], plain["at"]) == ("turn of Ana", 50, now.isoformat())
