"""Settings apply at once, are written a moment later, and survive odd documents."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.presentation.settings_model import (
    SettingsModel,
    UserSettings,
    document_of,
    settings_from,
)


def test_a_change_applies_at_once_and_is_written_once(qtbot):
    written, heard = [], []
    model = SettingsModel({"future": 1}, written.append)
    model.changed.connect(lambda now, before: heard.append((now.theme, before.theme)))
    model.change(theme="dark")
    model.change(peek_width=400)
    model.change(peek_width=420)
    assert (model.settings.theme, model.settings.peek_width) == ("dark", 420)
    assert heard[0] == ("dark", "system")
    assert written == []
    qtbot.waitUntil(lambda: written != [])
    assert len(written) == 1
    assert (written[0]["theme"], written[0]["future"]) == ("dark", 1)
    model.save_now()
    assert len(written) == 1


def test_what_does_not_change_anything_is_not_told(qapp):
    model = SettingsModel({}, pytest.fail)
    model.changed.connect(lambda *_: pytest.fail("told"))
    model.change(theme="system", text_percent=100)
    with pytest.raises(TypeError):
        model.change(no_such_setting=1)


def test_values_out_of_range_are_brought_in_and_wrong_ones_ignored():
    found = settings_from(
        {
            "text_percent": 900, "theme": "pink", "reduce_motion": 1, "peek_width": "wide",
            "list_columns": ["lead", "value"], "column_widths": {"lead": 200, "value": -3},
            "open_lead": 7,
        }
    )  # fmt: skip
    assert found == UserSettings(
        text_percent=130, list_columns=("lead", "value"), column_widths={"lead": 200},
        open_lead=7,
    )  # fmt: skip


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
settings_names = st.sampled_from(list(document_of(UserSettings(), {})))


@given(st.dictionaries(settings_names, values))
def test_any_document_gives_settings_that_read_back_the_same(document):
    found = settings_from(document)
    stored = json.loads(json.dumps(document_of(found, document)))
    assert settings_from(stored) == found
