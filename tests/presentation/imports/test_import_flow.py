"""An import from the file to the board and back, as the screen drives it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.raw import Hints
from leaddesk.presentation.imports.flow_words import open_words, stop_words
from leaddesk.presentation.imports.import_flow import CHECK, MATCH, RUN
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.service.commands import CaptureLeads
from tests.corpus.formats import FORMATS
from tests.presentation.imports.fair import HEADER, fair_list


def matched(shop, qtbot, path):
    """A flow that stands in step 2 with its counts."""
    flow = shop.flow()
    flow.choose(path)
    assert flow.file.error is None, flow.file.error
    flow.go(MATCH)
    qtbot.waitUntil(lambda: flow.is_settled)
    return flow


def choose_stage(flow, value="vorgemerkt", stage="Contacted"):
    flow.decide(flow.decisions.with_choice("stage", value, stage))


def test_a_list_from_a_fair_becomes_leads_and_goes_again(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder))
    shape = flow.file.looked.inspection.shape
    assert (shape.delimiter, shape.encoding, shape.header) == (";", "cp1252", HEADER)
    assert open_words(flow) == "1 column needs a decision"
    choose_stage(flow)
    qtbot.waitUntil(lambda: flow.is_settled)
    assert open_words(flow) == ""
    assert (flow.counts.rows, flow.counts.created) == (24, 24)
    assert shop.count() == 0  # the rehearsal shows nothing on the board
    flow.go(CHECK)
    flow.add_rows()
    assert flow.done.counts.created == 24
    assert shop.count() == 24
    (view,) = shop.batches()
    assert (view.state, view.created) == ("promoted", 24)


def test_rows_results_say_what_became_of_each_column(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder, unclear=6))
    view = flow.view()
    said = {name: view.result(n) for n, name in enumerate(HEADER)}
    assert said["Firma"].text == "24 of 24 filled"
    assert said["Bemerkung"].text == "Added to the timeline"
    assert said["Umsatz €"].text == "Comma decimals, EUR"
    assert said["Quelle"].text == "3 values matched"
    assert (said["Status"].kind, said["Status"].text) == ("bad", "Choose a stage for 1 value")
    assert said["ID_intern"].text == "Stays in the file"


def test_unclear_dates_are_asked_once_for_the_file(shop, qtbot):
    path = shop.folder / "dates.csv"
    path.write_text("Name,Created\nAnna Meier,03/04/2025\nBob Stein,05/06/2025\n")
    flow = matched(shop, qtbot, path)
    assert flow.view().result(1).text == "2 dates are unclear"
    assert [group.key for group in flow.groups()] == ["date-ambiguous"]
    flow.decide(replace(flow.decisions, date_order="mdy"))
    qtbot.waitUntil(lambda: flow.is_settled)
    assert flow.view().result(1).text == "Month first"
    assert flow.groups() == ()


def test_a_change_of_match_starts_the_counting_again(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder))
    flow.set_field(2, "")
    assert flow.counts is None
    assert flow.rehearsal.state is RehearsalState.IDLE
    qtbot.waitUntil(lambda: flow.is_settled)
    assert flow.counts.rows == 24
    assert [b.state for b in shop.batches()] == ["staged"]  # the first one was thrown away


def test_known_leads_are_counted_as_updated(shop, qtbot):
    path = fair_list(shop.folder)
    line = path.read_text(encoding="cp1252").splitlines()[1].split(";")
    draft = LeadDraft(name=line[1], company=line[0], emails=(line[2],))
    shop.desk.execute(CaptureLeads((draft,)))
    flow = matched(shop, qtbot, path)
    assert (flow.counts.created, flow.counts.updated) == (23, 1)
    assert flow.view().result(2).text == "1 already in LeadDesk"


def test_rows_that_name_nobody_stop_it_until_they_are_left_out_or_mended(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder, nobody=2, unknown_stage=False))
    flow.go(CHECK)
    assert stop_words(flow) == "2 rows can't be taken"
    (group,) = [g for g in flow.groups() if g.key == "rejected"]
    assert group.count == 2
    first, second = group.rows
    flow.correct_cells([(first.line, 1, "Clara Voss", first.cells[1])])
    flow.leave_out([second.line])
    assert stop_words(flow) == "2 corrections to check"
    flow.check_again()
    assert stop_words(flow) == ""
    assert flow.counts.created == 23
    flow.add_rows()
    assert flow.done is not None
    found = shop.desk.ask(lambda reader: reader.search("Clara Voss"))
    assert [card.name for card in found] == ["Clara Voss"]


def test_the_good_rows_by_choice_and_the_bad_ones_as_a_file(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder, nobody=2, unknown_stage=False))
    flow.go(CHECK)
    flow.decide(replace(flow.decisions, bad_rows="skip"))
    assert flow.is_settled  # this is no reason to count again
    assert stop_words(flow) == ""
    flow.add_rows()
    assert (flow.done.counts.created, flow.done.counts.rejected) == (22, 2)
    saved = []
    flow.save_rejects(shop.folder / "bad.csv", saved.append, pytest.fail)
    assert saved == [2]
    assert "LeadDesk reason" in (shop.folder / "bad.csv").read_text(encoding="utf-8-sig")


def test_all_or_nothing_goes_back_to_the_rows_and_says_why(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder, nobody=1, unknown_stage=False))
    flow.go(CHECK)
    flow.add_rows()
    assert flow.step == CHECK
    assert flow.problem.code == "bad-rows"
    assert shop.count() == 0


def test_the_matching_is_remembered_for_the_next_file(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder))
    flow.set_field(10, "custom:Id")
    choose_stage(flow)
    qtbot.waitUntil(lambda: flow.is_settled)
    flow.go(CHECK)
    flow.leave()
    again = matched(shop, qtbot, fair_list(shop.folder, rows=30))
    assert again.is_remembered
    assert again.decisions.mapping.fields[10] == "custom:Id"
    assert open_words(again) == ""


def test_a_matching_is_not_kept_against_ones_will(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder))
    flow.remember = False
    flow.go(CHECK)
    again = matched(shop, qtbot, fair_list(shop.folder))
    assert not again.is_remembered


def test_leaving_throws_the_rehearsal_away(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder))
    flow.leave()
    assert not flow.has_draft
    assert shop.batches() == ()


def test_a_file_that_is_no_table_is_told_in_its_own_words(shop):
    path = shop.folder / "brochure.csv"
    path.write_bytes(b"%PDF-1.7 nothing here")
    flow = shop.flow()
    flow.choose(path)
    assert flow.file.error.title == "This is a PDF document, not a table that LeadDesk reads."
    assert flow.file.looked is None


def test_a_correction_of_the_reading_keeps_the_file_when_it_is_wrong(shop):
    flow = shop.flow()
    flow.choose(fair_list(shop.folder))
    flow.correct(Hints(header_line=900))
    assert "900" in flow.file.error.title
    assert flow.file.looked.inspection.shape.header == HEADER
    flow.correct(Hints(delimiter=","))
    assert flow.file.error is None
    assert len(flow.file.looked.inspection.shape.header) < len(HEADER)


def test_a_paused_rehearsal_waits_and_a_cancelled_one_leaves_nothing(slow_shop, qtbot):
    flow = slow_shop.flow()
    flow.choose(fair_list(slow_shop.folder, rows=900, unknown_stage=False))
    readers, writer = slow_shop.lanes.readers, slow_shop.lanes.writer
    readers.run_all()
    flow.go(MATCH)
    qtbot.waitUntil(lambda: flow.rehearsal.is_busy)
    while not (flow.rehearsal.progress and flow.rehearsal.progress.done):
        assert writer.step()
    flow.go(CHECK)
    flow.add_rows()
    assert flow.step == RUN
    flow.rehearsal.pause()
    writer.run_all()
    assert flow.rehearsal.state is RehearsalState.PAUSED
    assert 0 < flow.rehearsal.progress.done < 900
    flow.leave()
    writer.run_all()
    assert slow_shop.batches() == ()
    assert slow_shop.count() == 0


def test_add_rows_waits_for_the_last_row(slow_shop, qtbot):
    flow = slow_shop.flow()
    flow.choose(fair_list(slow_shop.folder, rows=450, unknown_stage=False))
    slow_shop.lanes.readers.run_all()
    flow.go(MATCH)
    qtbot.waitUntil(lambda: flow.rehearsal.is_busy)
    flow.add_rows()
    slow_shop.lanes.writer.run_all()
    assert flow.done.counts.rows == 450
    assert slow_shop.count() == 450 - flow.done.counts.updated - flow.done.counts.duplicate_in_file


def test_the_preview_is_the_lead_that_the_row_becomes(shop, qtbot):
    flow = matched(shop, qtbot, fair_list(shop.folder))
    flow.walk.show(1)
    lead = flow.walk.preview.lead
    assert (lead.company, lead.name) == ("Kite Print AAB", "Tom Harker")
    assert lead.sla_due is not None
    flow.walk.show(99)
    assert flow.walk.at == 23  # the last row; there is none behind it
    flow.walk.show(-1)
    assert flow.walk.at == 0


SOME = ("hubspot_contacts_german", "monday_board", "office_list", "second_sheet", "vcard40")


@pytest.mark.parametrize("name", SOME)
def test_a_known_export_is_counted_to_its_last_row(shop, qtbot, name):
    made = FORMATS[name]
    flow = matched(shop, qtbot, made.make(shop.folder))
    assert flow.counts.rows == made.records + made.others
    counts = flow.counts
    parts = (counts.created, counts.updated, counts.duplicate_in_file, counts.flagged)
    assert sum(parts) + counts.rejected == counts.rows
