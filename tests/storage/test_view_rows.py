"""A saved view is the same after its row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.saved_view import SavedView
from leaddesk.storage.view_rows import ViewCodec
from tests.domain.test_criteria import FILTERS

NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=60)
CODEC = ViewCodec()


@given(NAMES, st.none() | FILTERS, st.lists(NAMES, max_size=5), st.none() | st.integers(1, 99))
def test_a_view_comes_back_from_its_row(name, criteria, columns, owner) -> None:
    view = SavedView(
        1, name, "list", "mine", criteria, "-score", tuple(columns), owner, 2, 3, 4
    )  # fmt: skip
    row = CODEC.encode(view)
    assert all(value is None or isinstance(value, (str, int)) for value in row.values())
    assert CODEC.decode(row) == view
