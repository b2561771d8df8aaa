"""Changes are gathered, own ones told once, too many become "everything"."""

from __future__ import annotations

from dataclasses import dataclass

from leaddesk.domain.change import Change
from leaddesk.presentation.change_hub import MANY, ChangeHub


@dataclass(frozen=True)
class Seen:
    kind: str
    record_id: int
    lead_id: int | None = None


@dataclass(frozen=True)
class Step:
    op_id: str
    changes: tuple[Seen, ...]
    is_batch: bool = False


def hub_with_ears():
    hub, heard = ChangeHub(), []
    hub.changed.connect(heard.append)
    return hub, heard


def test_many_calls_make_one_signal_after_a_moment(qtbot):
    hub, heard = hub_with_ears()
    hub.tell([Change("lead", 1, 1, {}, {}), Change("task", 9, 2, None, {})])
    hub.tell_steps([Step("x", (Seen("stage", 3),))])
    assert heard == []
    qtbot.waitUntil(lambda: heard != [])
    (changed,) = heard
    assert changed.kinds == {"lead", "task", "stage"}
    assert changed.lead_ids == {1, 2}
    assert changed.records == {("lead", 1), ("task", 9), ("stage", 3)}
    assert changed.touches("stage")
    assert not changed.touches("user")


def test_own_steps_come_with_their_outcome_only(qapp):
    hub, heard = hub_with_ears()
    hub.expect("mine")
    hub.tell_steps([Step("mine", (Seen("lead", 1),)), Step("theirs", (Seen("lead", 2),))])
    hub.flush()
    assert heard[0].lead_ids == {2}
    hub.flush()
    assert len(heard) == 1


def test_an_import_of_somebody_else_is_everything(qapp):
    hub, heard = hub_with_ears()
    hub.tell_steps([Step("theirs", (), is_batch=True)])
    hub.flush()
    assert heard[0].everything


def test_too_many_leads_are_everything_but_kinds_are_still_told(qapp):
    hub, heard = hub_with_ears()
    hub.tell(Change("lead", n, n, {}, {}) for n in range(MANY + 1))
    hub.flush()
    assert heard[0].everything
    assert heard[0].kinds == {"lead"}
    assert heard[0].touches("anything")
    hub.tell_all()
    hub.flush()
    assert heard[1].everything
    assert heard[1].lead_ids == frozenset()
