"""Backups in the settings: one is made, the data are checked, and one is brought back."""

from __future__ import annotations

from tests.app.programs import leaddesk, run_with

WALK = """
form, said, waits = program.content.settings_page.form("source"), [], QTimer(program.frame)
def desk():
    return program.connection._opened.desk if program.connection._opened else None
def leads():
    return desk().ask(lambda reader: reader.count())
def add(name):
    from leaddesk.domain.draft import LeadDraft
    from leaddesk.service.commands import CaptureLeads
    desk().execute(CaptureLeads((LeadDraft(name=name),)))
def look():
    text = form.answer._text.text()
    if not said and desk() is not None and form.back_up.isEnabled():
        add("Ida Holm"); said.append("begun"); form.back_up.click()
    elif said == ["begun"] and "is made" in text and form.restorers:
        said.append("made"); add("Anna Meier"); form.verify.click()
    elif said[-1:] == ["made"] and "whole" in text:
        said.append(f"checked {leads()}"); form.restore_asked.emit(form._state.backups[0].path)
    elif len(said) == 3 and "is back" in text and desk() is not None:
        waits.stop(); print(*said, "back", leads(), program.content.board.team is not None)
        program.frame.close()
    elif "ould not" in text or "can't" in text:
        waits.stop(); print(text); program.frame.close()
waits.timeout.connect(look)
waits.start(50)
"""


def test_a_backup_is_made_and_brought_back_while_the_window_is_open(tmp_path):
    made = leaddesk("--data-dir", tmp_path, "leads")
    assert made.returncode == 0, made.stderr
    lines = run_with(tmp_path, built=WALK)
    assert lines[0] == "begun made checked 2 back 1 True"
    assert lines[-1] == "code 0 left []"
    assert len(list(tmp_path.glob("leaddesk.before-restore-*.db"))) == 1, "nothing is lost"
    assert not list(tmp_path.glob("leaddesk.restored-*"))


REOPEN = """
connection, said, waits = program.connection, [], QTimer(program.frame)
path = connection._opener.address.path
aside = path.with_name("aside")
def break_it():
    path.replace(aside)
    path.write_bytes(b"no database at all" * 100)
def look():
    if not said and connection._shown is not None:
        said.append("open")
        connection.switch(break_it, lambda _: said.append("done"), lambda _: said.append("failed"))
    elif said == ["open", "failed"]:
        aside.replace(path)
        said.append("again"); connection.begin()
    elif said[-1] == "again" and connection._opened is not None and not connection._is_trying:
        count = program.parts.client.desk.ask(lambda reader: reader.count())
        waits.stop(); print(*said, count); program.frame.close()
waits.timeout.connect(look)
waits.start(50)
QTimer.singleShot(30_000, program.frame.close)
"""


def test_what_could_not_be_opened_after_a_switch_is_tried_again(tmp_path):
    assert leaddesk("--data-dir", tmp_path, "leads").returncode == 0
    lines = run_with(tmp_path, built=REOPEN)
    assert lines[0] == "open failed again 0"
    assert lines[-1] == "code 0 left []"
