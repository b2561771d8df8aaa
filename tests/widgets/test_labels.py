"""Text from data is shown as it is: no markup, no hidden direction marks, no 2 MB layout."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMessageBox, QSpinBox

from leaddesk.widgets.labels import ElidedLabel, PlainLabel, PolishFilter

MARKUP = "ACME <img src='/etc/hostname'> <b>x</b>"


@pytest.fixture
def polished(qapp):
    watcher = PolishFilter(qapp)
    yield watcher
    qapp.removeEventFilter(watcher)
    watcher.deleteLater()


def test_a_plain_label_shows_markup_as_text(theme, qtbot):
    label = PlainLabel(theme, MARKUP)
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == MARKUP


def test_a_plain_label_shows_direction_controls(theme, qtbot):
    label = PlainLabel(theme, "gnp\u202eexe.pdf")
    qtbot.addWidget(label)
    assert label.text() == "gnp‹RLO›exe.pdf"


def test_a_huge_text_is_cut_before_it_is_laid_out(theme, qtbot):
    label = PlainLabel(theme, "x" * 2_000_000)
    qtbot.addWidget(label)
    assert len(label.text()) < 1_000
    block = PlainLabel(theme, "x" * 2_000_000, wrap=True)
    qtbot.addWidget(block)
    assert len(block.text()) <= 20_000


def test_foreign_labels_become_plain_when_polished(polished, qtbot):
    label = QLabel(MARKUP)
    qtbot.addWidget(label)
    label.show()
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_message_boxes_become_plain(polished, qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setText(MARKUP)
    box.show()
    labels = [label for label in box.findChildren(QLabel) if label.text() == MARKUP]
    assert labels
    assert all(label.textFormat() == Qt.TextFormat.PlainText for label in labels)


def test_spin_boxes_get_their_margin(polished, qtbot):
    spin = QSpinBox()
    qtbot.addWidget(spin)
    spin.show()
    assert spin.lineEdit().textMargins().left() == 9


def test_a_label_that_gives_way_tells_the_rest_in_its_tip(theme, qtbot):
    label = ElidedLabel(theme, "Vereinigte Elektrizitätsgesellschaft Nordrhein")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == "Vereinigte Elektrizitätsgesellschaft Nordrhein"
    label.resize(600, 20)
    label.grab()
    assert label.toolTip() == ""


def test_a_label_follows_the_text_size(theme, qapp, qtbot):
    from leaddesk.widgets.theme import Look

    label = PlainLabel(theme, "Pipeline", role="title")
    qtbot.addWidget(label)
    theme.apply(qapp, Look("light", text_scale=1.3, reduce_motion=True))
    assert label.font().pixelSize() == 23
