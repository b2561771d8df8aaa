"""duplicates: pairs with their reasons."""

from __future__ import annotations

import json


def test_the_same_person_under_two_addresses_is_a_pair(anywhere):
    first = {"name": "Jonas Weidner", "company": "Weidner Bau GmbH", "email": "j@weidner.example"}
    again = {"name": "Jonas Weidener", "company": "Weidner Bau", "email": "jonas@bau.example"}
    made = anywhere.ask("capture", "-", stdin=json.dumps([first, again]))
    assert [one["outcome"] for one in made] == ["created", "flagged"]
    pairs = anywhere.ask("duplicates")["pairs"]
    assert [(pair["a"], pair["b"]) for pair in pairs] == [(made[0]["id"], made[1]["id"])]
    assert pairs[0]["score"] >= 0.8
    assert not pairs[0]["certain"]
    assert pairs[0]["reasons"]
    assert anywhere.ask("duplicates", "--min", "0.999")["pairs"] == []
    where = ("--where", 'company = "Polar Outdoor"')
    assert anywhere.ask("duplicates", *where)["pairs"] == []


def test_a_likeness_is_between_nothing_and_all(program):
    assert program.run("duplicates", "--min", "80").code == 2
