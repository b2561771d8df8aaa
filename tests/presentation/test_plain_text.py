"""Text from data becomes one bounded line without hidden direction marks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.presentation.plain_text import LINE_LIMIT, one_line, visible_text

HIDDEN = {chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


# Out of all of Unicode the nine marks would hardly ever be drawn.
@given(st.text(alphabet=[*sorted(HIDDEN), "a", "ä", " "]))
def test_no_direction_control_survives(text):
    assert not HIDDEN & set(visible_text(text))
    assert not HIDDEN & set(one_line(text))


@given(st.text(alphabet="ab \n\r\t\x0b\x0c\x1c\x85\u2028\u2029\u202e", max_size=600))
def test_a_line_has_no_breaks_and_a_bound(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert len(line) <= LINE_LIMIT * len("‹RLO›") + 1


@given(st.text().filter(lambda text: not HIDDEN & set(text)))
def test_other_text_stays_as_it_is(text):
    assert visible_text(text) == text


def test_a_cut_is_shown():
    assert one_line("abcdef", 3) == "abc…"
    assert one_line("abc", 3) == "abc"


def test_marks_name_their_control():
    assert visible_text("gnp\u202eexe.pdf\u2069") == "gnp‹RLO›exe.pdf‹PDI›"
