"""Drafts of imports: kept over a restart with all that was decided, and true to their file."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.raw import Hints
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.draft_shelf import MemoryShelf
from leaddesk.presentation.imports.drafts import MOST, Draft, Drafts, read_drafts, taken_up
from leaddesk.presentation.imports.import_flow import CHECK, CHOOSE, MATCH, ImportFlow
from tests.presentation.imports.fair import fair_list

HEADER = ("Firma", "Datum")
texts = st.text(max_size=12)
lines = st.lists(st.integers(1, 10**6), max_size=4, unique=True).map(lambda n: tuple(sorted(n)))
decided = st.builds(
    Decisions,
    st.just(ColumnMap(HEADER, ("company", "created"))),
    product=texts,
    date_order=st.sampled_from([None, "dmy", "mdy", "ymd"]),
    decimal=st.sampled_from([None, ",", "."]),
    policy=st.sampled_from(["fill", "replace", "newest"]),
    bad_rows=st.sampled_from(["stop", "skip"]),
    owner_id=st.none() | st.integers(1, 10**9),
    source=texts,
    source_detail=texts,
    consent_email=texts,
    choices=st.lists(st.tuples(texts, texts, texts), max_size=3).map(tuple),
    fixes=st.lists(st.tuples(st.integers(1, 99), st.integers(0, 1), texts), max_size=3).map(tuple),
    left_out=lines,
    same=lines,
)
hints = st.builds(
    Hints,
    encoding=st.none() | texts,
    delimiter=st.none() | texts,
    header_line=st.none() | st.integers(0, 99),
    sheet=st.none() | texts,
)
drafts = st.builds(
    Draft, texts, st.text("0123456789abcdef", min_size=1, max_size=8), st.integers(0, 2), decided,
    hints, st.booleans(),
)  # fmt: skip


@given(st.lists(drafts, max_size=3, unique_by=(lambda d: d.sha256, lambda d: d.path)))
def test_what_is_kept_comes_back(made):
    kept = Drafts()
    for draft in made:
        kept = kept.with_draft(draft)
    assert read_drafts(kept.to_json()) == kept


@given(st.text(max_size=80) | st.recursive(st.none() | texts, st.lists).map(json.dumps))
def test_a_document_of_any_kind_does_no_harm(document):
    assert read_drafts(document).kept == ()


def test_what_is_damaged_is_left_out_and_the_rest_stays():
    good = Draft("/a.csv", "aa", 1, Decisions(ColumnMap(HEADER, ("company", ""))))
    plain = json.loads(Drafts((good,), "aa").to_json())
    bad = json.loads(json.dumps(plain["drafts"][0]))
    bad["decisions"]["policy"] = "burn"
    plain["drafts"] = [bad, plain["drafts"][0], {"path": 3}]
    assert read_drafts(json.dumps(plain)) == Drafts((good,), "aa")


def test_only_the_newest_are_kept_and_one_for_each_file():
    base = Draft("/0.csv", "0", 1, Decisions(ColumnMap((), ())))
    kept = Drafts()
    for n in range(MOST + 2):
        kept = kept.with_draft(replace(base, path=f"/{n}.csv", sha256=str(n)))
    assert [one.sha256 for one in kept.kept] == ["6", "5", "4", "3", "2"]
    again = kept.with_draft(replace(base, path="/5.csv", sha256="new"))
    assert [one.sha256 for one in again.kept] == ["new", "6", "4", "3", "2"]
    assert again.without("new").current == ""


def test_of_another_file_single_rows_do_not_count():
    made = Decisions(ColumnMap(HEADER, ("company", "")), fixes=((2, 0, "Kite"),), left_out=(3,))
    draft = Draft("/a.csv", "aa", 2, made)
    assert taken_up(draft, HEADER, "aa") == made
    assert taken_up(draft, HEADER, "bb") == replace(made, fixes=(), left_out=())
    assert taken_up(draft, ("Name",), "aa") is None


# --- in the flow ---------------------------------------------------------------------------------


class Program:
    """A flow that ends and begins again; its shelf stays, as a file on the disk would."""

    def __init__(self, shop, qtbot):
        self.shop, self.qtbot, self.shelf = shop, qtbot, MemoryShelf()
        self.told = []
        self.flow = self.start()

    def start(self):
        self.flow = ImportFlow(
            self.shop.client, self.shop.files, self.shop.money, shelf=self.shelf, settle_ms=0
        )
        self.flow.drafted.told.connect(self.told.append)
        self.flow.resume()
        return self.flow

    def restart(self):
        self.flow.stop_and_keep()
        return self.start()

    def settled(self):
        self.qtbot.waitUntil(lambda: self.flow.is_settled)

    def in_check(self, path):
        self.flow.choose(path)
        self.flow.go(MATCH)
        self.flow.decide(self.flow.decisions.with_choice("stage", "vorgemerkt", "Contacted"))
        self.settled()
        self.flow.go(CHECK)


@pytest.fixture
def program(shop, qtbot):
    return Program(shop, qtbot)


def test_every_correction_survives_a_restart(program):
    path = fair_list(program.shop.folder, rows=24, twins=2, wrong_email=2)
    program.in_check(path)
    flow = program.flow
    flow.correct_cells([(2, 2, "eva@brightwater.example", "eva@")])
    flow.leave_out([5])
    twin = flow.checked.flagged[0].line
    flow.decide(flow.decisions.with_same([twin], same=True))
    flow.check_again()
    before = flow.decisions
    again = program.restart()
    assert again.step == CHECK
    assert again.decisions == before
    program.settled()
    assert again.counts == flow.counts
    assert "3 corrections of single rows are kept" in program.told[-1]


def test_the_rows_that_were_checked_are_not_checked_again(program, shop):
    program.in_check(fair_list(shop.folder))
    (before,) = shop.batches()
    program.restart()
    program.settled()
    assert [batch.id for batch in shop.batches()] == [before.id]


def test_how_the_file_is_read_survives(program, shop):
    program.flow.choose(fair_list(shop.folder))
    program.flow.correct(Hints(encoding="cp850"))
    program.flow.go(MATCH)
    again = program.restart()
    assert again.file.looked.inspection.shape.encoding == "cp850"
    assert again.step == MATCH


def test_a_file_that_changed_keeps_its_matching_and_says_so(program, shop):
    path = fair_list(shop.folder)
    program.in_check(path)
    program.flow.leave_out([5, 6])
    program.flow.set_field(10, "custom:Id")
    fair_list(shop.folder, rows=30)
    again = program.restart()
    assert again.decisions.mapping.fields[10] == "custom:Id"
    assert again.decisions.left_out == ()
    assert again.decisions.choices == (("stage", "vorgemerkt", "Contacted"),)
    said = program.told[-1]
    assert "has changed since you left it" in said
    assert "2 corrections of single rows are not" in said


def test_a_file_with_other_columns_begins_anew(program, shop):
    path = fair_list(shop.folder)
    program.in_check(path)
    path.write_text("Name,Email\nAnna,anna@kite.example\n", encoding="utf-8")
    again = program.restart()
    assert again.step == CHOOSE
    assert again.decisions.mapping.header == ("Name", "Email")
    assert "Its columns are others" in program.told[-1]


def test_a_file_that_is_gone_waits_until_it_is_chosen_where_it_is_now(program, shop):
    path = fair_list(shop.folder)
    program.in_check(path)
    program.flow.leave_out([5])
    moved = path.rename(shop.folder / "moved.csv")
    again = program.restart()
    assert again.file.error.title == "messe-koeln-2025.csv is not where it was."
    assert again.has_draft
    (waiting,) = again.drafted.keeper.drafts.kept
    assert again.drafted.waiting == waiting
    again.choose(moved)
    assert again.step == CHECK
    assert again.decisions.left_out == (5,)
    assert len(again.drafted.keeper.drafts.kept) == 1


def test_a_draft_of_a_file_that_is_gone_can_be_thrown_away(program, shop):
    path = fair_list(shop.folder)
    program.in_check(path)
    path.unlink()
    again = program.restart()
    again.throw_away(again.drafted.waiting)
    assert not again.has_draft
    assert again.file.error is None
    assert program.restart().drafted.keeper.drafts == Drafts()


def test_another_file_does_not_cost_the_first_one(program, shop):
    first = fair_list(shop.folder)
    program.in_check(first)
    program.flow.leave_out([5])
    second = shop.folder / "second.csv"
    second.write_text("Name,Email\nAnna,anna@kite.example\n", encoding="utf-8")
    program.flow.choose(second)
    assert "messe-koeln-2025.csv is kept" in program.told[-1]
    program.flow.go(MATCH)
    program.settled()
    program.flow.go(CHECK)
    program.flow.add_rows()
    assert program.flow.done is not None
    (kept,) = program.flow.drafted.keeper.drafts.kept
    program.flow.go_on(kept)
    assert program.flow.decisions.left_out == (5,)
    program.settled()


def test_nothing_is_open_after_the_end_or_after_cancel(program, shop):
    program.in_check(fair_list(shop.folder))
    program.flow.add_rows()
    assert program.flow.done is not None
    assert program.restart().file.path is None
    program.in_check(fair_list(shop.folder, rows=30))
    program.flow.leave()
    assert program.restart().file.path is None


def test_a_file_that_changes_while_it_is_matched_is_read_anew(program, shop):
    path = fair_list(shop.folder)
    program.in_check(path)
    program.flow.leave_out([5])
    fair_list(shop.folder, rows=30)
    program.flow.check_again()
    assert program.flow.problem.code == "file-changed"
    program.flow.read_anew()
    assert program.flow.step == CHECK
    program.settled()
    assert program.flow.counts.rows == 30
    assert program.flow.problem is None


def test_a_row_far_down_is_shown_as_a_card(program, shop):
    path = fair_list(shop.folder, rows=120, unknown_stage=False)
    program.flow.choose(path)
    program.flow.go(MATCH)
    walk = program.flow.walk
    walk.show(99)
    wanted = path.read_text("cp1252").splitlines()[100].split(";")[2]
    assert walk.preview.lead.email == wanted
    walk.show(10**9)
    assert walk.at == 119
