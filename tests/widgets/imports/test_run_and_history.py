"""What is seen while an import runs, and of those that are over."""

from __future__ import annotations

from leaddesk.base.progress import Progress
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.widgets.labels import ElidedLabel
from tests.presentation.imports.fair import fair_list
from tests.widgets.imports.test_import_page import in_step_2


def test_a_paused_import_says_that_it_waits_and_where(page, shop, qtbot):
    in_step_2(page, qtbot, fair_list(shop.folder, unknown_stage=False))
    run, rehearsal = page.run_step, page.flow.rehearsal
    rehearsal.state, rehearsal.progress = RehearsalState.RUNNING, Progress(12, 24)
    page.flow.step = 3
    page.flow.step_changed.emit()
    assert (run.title.text(), run.words.text()) == ("Checking the rows…", "12 of 24")
    rehearsal.state = RehearsalState.PAUSED
    rehearsal.changed.emit()
    assert (run.title.text(), run.words.text()) == ("The check is paused", "Row 12 of 24")
    assert (run.pause.text(), run.line.accessibleName()) == ("Go on", "The check is paused")


def test_the_counts_of_undone_and_other_imports_are_in_line(page, shop, qtbot):
    for rows in (24, 30):
        in_step_2(page, qtbot, fair_list(shop.folder, rows=rows, unknown_stage=False))
        page.footer.next.click()
        page.footer.next.click()
        page.run_step.again.click()
    page.head.to_history.click()
    page.history.undo(page.history.history.rows[0].id)
    assert [row.can_undo for row in page.history.history.rows] == [False, True]
    said = {row.summary for row in page.history.history.rows}

    def shown():
        labels = page.history.findChildren(ElidedLabel)
        return [label for label in labels if label.isVisible() and label.text() in said]

    def begins():
        return {label.mapTo(page, label.rect().topLeft()).x() for label in shown()}

    # The rows have their places when the layout was done anew.
    qtbot.waitUntil(lambda: len(shown()) == 2 and len(begins()) == 1)
