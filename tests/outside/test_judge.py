"""Which lines are records, and which are not and why."""

from __future__ import annotations

from leaddesk.domain.raw import NOT_A_RECORD, TOO_MANY_CELLS, RawRow, RowProblem
from leaddesk.outside.tabular.judge import Judge

HEADER = ("Name", "Mail", "Firm")
ANN = ["Ann", "a@x.example", "F"]
BO = ["Bo", "b@x.example", "G"]


def judged(*rows, header=HEADER, **how):
    """The items, each as its cells (a row) or its reason (no record), and their lines."""
    numbered = [(line, list(row)) for line, row in enumerate(rows, start=2)]
    items = list(Judge(header, **how).rows(numbered))
    assert [item.line for item in items] == sorted(item.line for item in items)
    return [
        item.text if isinstance(item, RowProblem) and item.code == NOT_A_RECORD else item
        for item in items
    ]


def test_plain_rows_pass():
    assert judged(ANN, BO) == [RawRow(2, tuple(ANN)), RawRow(3, tuple(BO))]


def test_blank_lines_are_nothing():
    assert judged([], ANN, ["", " "], ["", "", "", ""]) == [RawRow(3, tuple(ANN))]


def test_short_rows_are_filled_and_spare_blanks_cut():
    assert judged(["Ann", "a"], [*ANN, "", " "]) == [
        RawRow(2, ("Ann", "a", "")),
        RawRow(3, tuple(ANN)),
    ]


def test_a_row_with_too_many_cells_is_refused_whole():
    (item,) = judged([*ANN, "Ltd."])
    assert (item.code, item.cells) == (TOO_MANY_CELLS, (*ANN, "Ltd."))
    assert "4 cells" in item.text


def test_a_group_is_told_by_the_heading_below_it():
    assert judged(["East"], list(HEADER), ANN)[:2] == ["The name of a group.", "The heading again."]
    assert judged(["East"], ANN) == [RawRow(2, ("East", "", "")), RawRow(3, tuple(ANN))]


def test_a_merged_line_is_a_group():
    assert judged(["East"], ANN, group_lines=frozenset({2}))[0] == "The name of a group."


def test_totals_are_told_by_word_and_number():
    for total in (["Total", "", "12"], ["Summe:", "1.250,00 €"], ["", "Grand total", "3"],
                  ["TOTAL (3)"], ["Subtotal", "$5"]):  # fmt: skip
        assert judged(ANN, total)[1] == "A line of totals.", total


def test_a_company_called_total_is_a_record():
    for company in (["Total", "info@total.example", "x"], ["Totalenergie", "", "5"],
                    ["Sum Ltd", "s@x.example"], ["Total Care Homes", "", ""]):  # fmt: skip
        assert isinstance(judged(company, ANN)[0], RawRow), company


def test_sums_without_a_word_stand_at_the_end_of_a_group():
    assert judged(ANN, ["", "", "12"], [], BO)[1] == "A line of totals."
    assert judged(ANN, ["", "", "12"])[1] == "A line of totals."
    assert isinstance(judged(ANN, ["", "", "12"], BO)[1], RawRow)
    assert isinstance(judged(ANN, ["", "", "+49 30 1"])[1], RawRow)


def test_what_stands_alone_below_the_table_is_a_footer():
    assert judged(ANN, [], ["Confidential"], ["Copyright"])[1:] == ["A line below the table."] * 2
    assert judged(ANN, ["Bo"])[1] == RawRow(3, ("Bo", "", ""))
    assert judged(ANN, [], ["Cy"], BO)[1] == RawRow(4, ("Cy", "", ""))


def test_sub_items_end_where_a_name_stands_again():
    header = ("Name", "Subitems", "Owner")
    found = judged(
        ["Ann", "", "R"], ["Subitems", "Name", "Owner"], ["", "Call", "R"], ["Bo", "", "R"],
        header=header,
    )  # fmt: skip
    assert found == [
        RawRow(2, ("Ann", "", "R")),
        "The heading of sub-items.",
        "A sub-item.",
        RawRow(5, ("Bo", "", "R")),
    ]


def test_in_our_own_export_everything_is_a_record():
    rows = [["Total", "", "12"], list(HEADER), ["", "", "7"], ["Subitems", "x", ""]]
    assert judged(*rows, own=True) == [
        RawRow(line, tuple(row)) for line, row in enumerate(rows, start=2)
    ]


def test_guards_are_taken_off():
    assert judged(["'=x", "'0301", "''+1"])[0].cells == ("=x", "0301", "'+1")
    assert judged(["'=x", "'0301", "''+1"], own=True)[0].cells == ("=x", "'0301", "'+1")
