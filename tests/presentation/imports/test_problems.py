"""Rows to look at: each in the group of its repair, nothing twice, nothing lost."""

from __future__ import annotations

from PySide6.QtCore import Qt

from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.problem_rows_model import FIRST_CELL, WHY, ProblemRowsModel
from leaddesk.presentation.imports.problems import CheckedRows, group_rows, problem_cells
from leaddesk.service.import_commands import Counts
from leaddesk.service.read_models import ImportRowView

HEADER = ("Name", "E-Mail", "Date")
DECISIONS = Decisions(ColumnMap(HEADER, ("name", "email", "created")))


def view(line, outcome="created", *, problems=(), reason="", stops=False):
    cells = (f"Anna {line}", f"anna{line}@", "11/12/25")
    return ImportRowView(line, outcome, reason, None, cells, tuple(problems), stops)


UNCLEAR = ("Date", "11/12/25", "day first or month first?", "date-ambiguous")
AGAIN = ("", "", "created: “11/12/25” can be read in two ways", "value")


def mail(line):
    return ("", "", f"anna{line}@: there must be something after the @", "value")


def keys(checked, counts):
    return [(g.key, g.count) for g in group_rows(checked, counts, DECISIONS)]


def test_a_cell_is_told_once_though_two_readers_name_it():
    checked = CheckedRows(troubled=(view(2, problems=(UNCLEAR, AGAIN)),))
    assert keys(checked, Counts(1, created=1)) == [("date-ambiguous", 1)]


def test_a_row_stands_in_each_group_that_it_needs():
    both = view(2, problems=(UNCLEAR, mail(2)))
    checked = CheckedRows(troubled=(both, view(3, problems=(mail(3),))))
    found = keys(checked, Counts(2, created=2))
    assert found == [("date-ambiguous", 1), ("field:email", 2)]


def test_refused_rows_stop_and_lines_left_out_or_skipped_do_not():
    rejected = (
        view(2, "rejected", reason="nobody", stops=True),
        view(3, "rejected", reason="left out by you"),
        view(9, "rejected", reason="a line of totals"),
    )
    decisions = DECISIONS.with_left_out([3], left_out=True)
    groups = group_rows(
        CheckedRows(rejected=rejected), Counts(3, rejected=3, stopping=1), decisions
    )
    assert [(g.key, [r.line for r in g.rows]) for g in groups] == [
        ("rejected", [2]), ("left_out", [3]), ("no_record", [9]),
    ]  # fmt: skip


def test_more_rows_than_are_shown_are_counted():
    checked = CheckedRows(updated=(view(2, "updated"),))
    (group,) = group_rows(checked, Counts(400, updated=400), DECISIONS)
    assert (group.count, group.more) == (400, True)


def test_the_problem_of_the_group_is_named_first():
    row = view(2, problems=(UNCLEAR, mail(2)))
    assert list(problem_cells(row, DECISIONS)) == [2, 1]
    assert list(problem_cells(row, DECISIONS, "field:email")) == [1, 2]


def test_the_cell_to_look_at_is_one_of_the_group():
    row, plain = view(2, problems=(UNCLEAR, mail(2))), view(3, "updated")
    checked = CheckedRows(troubled=(row,), updated=(plain,))
    model, first = ProblemRowsModel(), {}
    for group in group_rows(checked, Counts(2, created=1, updated=1), DECISIONS):
        model.show_group(group, DECISIONS)
        first[group.key] = model.first_wrong()
    assert first["field:email"] == 1
    assert first["updated"] is None
    model.show_group(None, DECISIONS)
    assert model.first_wrong() is None


def test_the_grid_tells_corrections_and_does_not_make_them(qtmodeltester):
    model, told = ProblemRowsModel(), []
    model.cells_corrected.connect(told.append)
    checked = CheckedRows(troubled=(view(2, problems=(mail(2),)),))
    (group,) = group_rows(checked, Counts(1, created=1), DECISIONS)
    model.show_group(group, DECISIONS)
    qtmodeltester.check(model)
    cell = model.index(0, FIRST_CELL + 1)
    assert model.is_wrong(0, 1)
    assert "after the @" in model.index(0, WHY).data()
    told.clear()
    assert model.setData(cell, "anna@kite.example")
    assert told == [[(2, 1, "anna@kite.example", "anna2@")]]
    assert cell.data() == "anna2@"
    model.show_group(group, DECISIONS.with_fixes([(2, 1, "anna@kite.example", "anna2@")]))
    assert cell.data() == "anna@kite.example"


def test_a_row_with_too_many_cells_is_not_corrected_in_the_grid():
    model = ProblemRowsModel()
    broken = ImportRowView(
        4, "rejected", "4 cells for 3 columns", None, ("a", "b", "c", "d"), (), True
    )
    (group,) = group_rows(
        CheckedRows(rejected=(broken,)), Counts(1, rejected=1, stopping=1), DECISIONS
    )
    model.show_group(group, DECISIONS)

    assert not model.flags(model.index(0, FIRST_CELL)) & Qt.ItemFlag.ItemIsEditable


def test_only_the_cells_of_the_group_are_those_that_it_empties():
    both = view(2, problems=(UNCLEAR, mail(2)))
    (first, second) = group_rows(CheckedRows(troubled=(both,)), Counts(1, created=1), DECISIONS)
    model = ProblemRowsModel()
    for group in (first, second):
        model.show_group(group, DECISIONS)
        (cell,) = model.wrong_cells()
        wanted = 1 if group.key == "field:email" else 2
        assert cell == (0, FIRST_CELL + wanted)
    assert {first.key, second.key} == {"date-ambiguous", "field:email"}
