"""Saved views: one's own and the team's, taken back and seen by others."""

from __future__ import annotations

from decimal import Decimal
from queue import SimpleQueue

import pytest

from leaddesk.base.errors import Conflict, KnownError
from leaddesk.domain.criteria import All, Condition, Relative
from leaddesk.service import commands as c
from leaddesk.service.sentences import sentence
from leaddesk.storage.address import parse_address
from leaddesk.storage.change_watch import open_watch
from leaddesk.storage.seen import FullReload, Seen

HOT = All(
    (
        Condition("score", "ge", Decimal(50)),
        Condition("created", "ge", Relative("today", -7)),
        Condition("source", "in", ("web", "Messe “Köln”")),
    )
)


def views(office, user=None, storage=None):
    whose = (user or office.ana).id
    return (storage or office.storage).read(lambda reader: reader.saved_views(whose))


def names(office, user=None) -> list[str]:
    return [view.name for view in views(office, user)]


def save(office, name: str, user=None, **rest):
    return office.do(c.SaveView(None, name, **rest), user).result


def test_a_view_is_read_as_it_was_saved(office) -> None:
    saved = save(
        office, "  Hot  this week ", layout="list", scope="mine", criteria=HOT, sort="-score",
        columns=("lead", "score", "Budget code", "score"),
    )  # fmt: skip
    office.restart()
    assert views(office) == (saved,)
    assert saved.name == "Hot this week"
    assert saved.criteria == HOT
    assert saved.columns == ("lead", "score", "Budget code")
    assert (saved.user_id, saved.made_by, saved.is_shared) == (office.ana.id, office.ana.id, False)
    assert views(office, office.ben) == ()


def test_the_usual_order_is_written_out(office) -> None:
    assert save(office, "A").sort == "next_step"
    assert save(office, "B", layout="list").sort == "-created"


def test_own_views_come_first_then_those_of_the_team(office) -> None:
    for name, user, shared in (
        ("Team late", office.maya, True), ("Mine", office.ana, False),
        ("Team new", office.ben, True), ("Mine too", office.ana, False),
    ):  # fmt: skip
        save(office, name, user, is_shared=shared)
    assert names(office) == ["Mine", "Mine too", "Team late", "Team new"]
    assert names(office, office.ben) == ["Team late", "Team new"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"name": "  "}, "needs a name"),
        ({"name": "x" * 61}, "60 letters"),
        ({"name": "hot"}, "There is a view called hot already"),
        ({"name": "A", "layout": "pie"}, "is not a layout"),
        ({"name": "A", "scope": "mars"}, "is not a scope"),
        ({"name": "A", "sort": "-score"}, "A board can't be ordered"),
        ({"name": "A", "layout": "list", "sort": "manual"}, "A list can't be ordered"),
        ({"name": "A", "criteria": Condition("score", "contains", "5")}, "can't be compared"),
    ],
)
def test_what_can_not_be_saved_is_said(office, given, said: str) -> None:
    save(office, "Hot")
    with pytest.raises(KnownError, match=said):
        office.do(c.SaveView(None, **given))
    assert names(office) == ["Hot"]


def test_a_name_is_taken_only_in_its_own_row(office) -> None:
    mine = save(office, "Hot")
    save(office, "Hot", is_shared=True)
    save(office, "Hot", office.ben)
    again = office.do(c.SaveView(mine.id, "HOT", version=mine.version)).result
    assert (again.name, again.version) == ("HOT", 2)
    with pytest.raises(KnownError, match="already"):
        office.do(c.SaveView(mine.id, "Hot", is_shared=True))


def test_only_its_maker_or_a_manager_changes_a_shared_view(office) -> None:
    view = save(office, "Late", is_shared=True)
    for command in (
        c.SaveView(view.id, "Later", is_shared=True), c.RemoveView(view.id),
    ):  # fmt: skip
        with pytest.raises(KnownError, match="Only managers"):
            office.do(command, office.ben)
    office.do(c.SaveView(view.id, "Later", is_shared=True), office.maya)
    back = office.do(c.SaveView(view.id, "Later"), office.maya).result
    assert back.user_id == office.ana.id  # unshared it is its maker's again
    for command in (c.SaveView(view.id, "Hers"), c.RemoveView(view.id)):
        with pytest.raises(KnownError, match="not there any more"):
            office.do(command, office.maya)
    office.do(c.RemoveView(view.id))
    assert names(office) == []


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(office) -> None:
    view = save(office, "Late", is_shared=True)
    office.do(c.SaveView(view.id, "Very late", is_shared=True, version=view.version), office.maya)
    with pytest.raises(Conflict, match="changed meanwhile"):
        office.do(c.SaveView(view.id, "Too late", is_shared=True, version=view.version))
    assert names(office) == ["Very late"]


def test_views_are_taken_back_and_done_again(office) -> None:
    first = office.do(c.SaveView(None, "Hot this week", criteria=HOT, is_shared=True))
    assert first.step is not None
    assert sentence(first.step.verb, first.step.args) == "Save the view Hot this week"
    made = first.result
    office.do(c.SaveView(made.id, "Hot", layout="list", columns=("lead",), is_shared=True))
    changed = views(office)
    office.do(c.RemoveView(made.id))
    assert views(office) == ()
    office.do(c.Undo())
    assert [(v.name, v.layout, v.criteria, v.columns) for v in views(office)] == [
        (v.name, v.layout, v.criteria, v.columns) for v in changed
    ]
    office.do(c.Undo())
    assert [(v.name, v.criteria, v.columns) for v in views(office)] == [("Hot this week", HOT, ())]
    office.do(c.Undo())
    assert views(office) == ()
    for _ in range(2):
        office.do(c.Redo())
    assert [(v.name, v.layout, v.columns) for v in views(office)] == [("Hot", "list", ("lead",))]


def test_the_order_is_that_of_the_hand(office) -> None:
    a, b, d = (save(office, name) for name in "ABD")
    shared = [save(office, name, office.maya, is_shared=True) for name in ("T1", "T2")]
    office.do(c.OrderViews((d.id, a.id, b.id, *(view.id for view in shared))))
    assert names(office) == ["D", "A", "B", "T1", "T2"]
    with pytest.raises(KnownError, match="Only managers"):
        office.do(c.OrderViews((shared[1].id, shared[0].id)))
    office.do(c.OrderViews((shared[1].id,)), office.maya)
    assert names(office) == ["D", "A", "B", "T2", "T1"]
    assert office.do(c.OrderViews((d.id, a.id))).step is None
    office.do(c.Undo())
    assert names(office) == ["A", "B", "D", "T2", "T1"]
    save(office, "E")
    assert names(office)[:4] == ["A", "B", "D", "E"]


def test_another_program_sees_what_was_saved(office) -> None:
    other = office.second_program()
    heard: SimpleQueue[Seen] = SimpleQueue()
    watch = open_watch(parse_address(office.place), heard.put)
    watch.start()
    try:
        assert watch.wait_ready(20)
        outcome = office.do(c.SaveView(None, "Late", is_shared=True))
        seen = heard.get(timeout=20)
    finally:
        assert watch.stop()
    assert not isinstance(seen, FullReload)
    assert [(change.kind, change.record_id) for step in seen for change in step.changes] == [
        ("view", outcome.result.id)
    ]
    assert views(office, office.ben, other) == (outcome.result,)


def test_a_colleague_whose_view_stands_is_not_taken_away(office) -> None:
    added = office.do(c.AddUser("dora", "Dora"), office.maya)
    assert added.step is not None
    save(office, "Hers", added.result)
    with pytest.raises(Conflict):
        office.do(c.Undo(added.step.id), office.maya)
