"""The window from start to end, in a process of its own: what it loads, survives and leaves."""

from __future__ import annotations

import json
import signal
import sqlite3
import sys
from contextlib import closing

import pytest

from tests.app.programs import leaddesk, open_window, run_with, wait_for_log
from tests.support.child import packages_loaded_by

HEAVY = {
    "numpy", "sklearn", "pyqtgraph", "openpyxl", "phonenumbers", "psycopg", "alembic",
    "sqlalchemy", "babel", "keyring", "python_calamine",
}  # fmt: skip
MODULES = "import json; print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})))"
CONNECTED = """
def show(opened):
    {}
    QTimer.singleShot(0, program.frame.close)
program.connection.connected.connect(show)
"""


def connected(code: str) -> str:
    return CONNECTED.format(code)


def set_up(folder) -> None:
    """A team made by the command line: the window has nothing to ask then."""
    made = leaddesk("--data-dir", folder, "leads")
    assert made.returncode == 0, made.stderr


def test_at_the_first_paint_nothing_heavy_is_loaded(tmp_path):
    lines = run_with(tmp_path, painted=MODULES)
    assert set(json.loads(lines[0])) & HEAVY == set()


#: Pages that are not shown, verbs before the first one, the matching of leads; the parts of a
#: board that are seen when somebody does something. What shows that it takes long is not here:
#: a slow machine needs it.
LATER = {
    "leaddesk.service.commands", "leaddesk.service.handlers", "leaddesk.domain.dedupe",
    "leaddesk.domain.mapping", "leaddesk.storage.store", "leaddesk.storage.rows",
    "leaddesk.widgets.leads.leads_page", "leaddesk.widgets.data.data_page",
    "leaddesk.widgets.settings.settings_page", "leaddesk.widgets.peek.peek_panel",
    "leaddesk.widgets.new_lead", "leaddesk.widgets.imports.import_page",
    "leaddesk.app.data_source", "leaddesk.app.import_drafts", "leaddesk.app.import_place",
    "leaddesk.app.passwords", "leaddesk.domain.criteria_days", "leaddesk.domain.lead",
    "leaddesk.presentation.bin_words", "leaddesk.presentation.criteria_words",
    "leaddesk.presentation.edit_lock", "leaddesk.presentation.filter_fields",
    "leaddesk.presentation.filter_words", "leaddesk.presentation.first_run_model",
    "leaddesk.presentation.imports", "leaddesk.presentation.message_book",
    "leaddesk.presentation.step_words", "leaddesk.presentation.unsaved_words",
    "leaddesk.widgets.board.assigning", "leaddesk.widgets.board.board_menu",
    "leaddesk.widgets.board.card_slide", "leaddesk.widgets.board.card_tips",
    "leaddesk.widgets.board.drag_parts", "leaddesk.widgets.board.drop_bar",
    "leaddesk.widgets.board.move_question",
    "leaddesk.widgets.file_drop", "leaddesk.widgets.filters",
    "leaddesk.widgets.key_list", "leaddesk.widgets.lead_acts",
    "leaddesk.widgets.news.news_panel", "leaddesk.widgets.window_areas",
    "leaddesk.widgets.window_imports",
}  # fmt: skip
MOST_MODULES = 150
"""Of LeadDesk's own at the first board: each costs a start half a millisecond."""


def test_when_the_first_board_is_there_nothing_is_loaded_that_it_does_not_need(tmp_path):
    set_up(tmp_path)
    built = """
def shown():
    import json
    print(json.dumps(sorted(sys.modules)))
    program.frame.close()
def glanced(first):
    print(len(first.pages) == len(program.content.board.columns) > 0)
    QTimer.singleShot(0, program.frame, shown)
program.connection.glanced.connect(glanced)
"""
    is_shown, names = run_with(tmp_path, built=built)[:2]
    assert is_shown == "True"
    loaded = set(json.loads(names))
    assert {name.partition(".")[0] for name in loaded} & HEAVY == set()
    assert loaded & LATER == set()
    own = [name for name in loaded if name.partition(".")[0] == "leaddesk"]
    assert len(own) <= MOST_MODULES
    assert {"leaddesk.storage.glance", "leaddesk.widgets.board.board_view"} <= loaded


def test_the_gate_would_see_it():
    assert "sqlalchemy" in packages_loaded_by("import leaddesk.storage.store")


def test_a_database_of_the_present_revision_opens_without_alembic(tmp_path):
    set_up(tmp_path)
    lines = run_with(tmp_path, built=connected(MODULES))
    loaded = set(json.loads(lines[0]))
    assert "sqlalchemy" in loaded
    assert loaded & {"alembic", "psycopg", "phonenumbers", "babel", "numpy"} == set()


FINISH = """
    if not opened.first_use:
        print(opened.user.role, opened.user.name, opened.user.email)
        QTimer.singleShot(0, program.frame.close)
        return
    page = program.welcome.page
    page.you.name.setText("Ida Holm")
    page.you.email.setText("ida@holm.com")
    program.welcome.done.connect(lambda opened, _answers: show(opened))
    for _ in page.model.steps:
        page.go_on()
"""
FIRST_RUN = f"""
def show(opened):{FINISH}
program.connection.connected.connect(show)
"""


def stages_in(folder) -> int:
    with closing(sqlite3.connect(folder / "leaddesk.db")) as database:
        return int(database.execute("SELECT count(*) FROM stage").fetchone()[0])


def test_the_first_start_makes_a_team_and_the_end_leaves_no_thread(tmp_path):
    lines = run_with(tmp_path, built=FIRST_RUN)
    assert lines[0] == "admin Ida Holm ida@holm.com"
    assert lines[-1] == "code 0 left []"
    assert (tmp_path / "leaddesk.db").exists()
    assert not list(tmp_path.glob("*-wal"))
    assert stages_in(tmp_path) >= 5


def test_a_welcome_that_is_left_writes_nothing_and_comes_again(tmp_path):
    look = "print(opened.first_use, program.welcome is not None)"
    for _ in range(2):
        assert run_with(tmp_path, built=connected(look))[0] == "team True"
        assert stages_in(tmp_path) == 0
    set_up(tmp_path)
    assert run_with(tmp_path, built=connected("print(opened.first_use == '')"))[0] == "True"


SEEN = """
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication
class Shown(QObject):
    def eventFilter(self, what, event):
        if event.type() == QEvent.Type.Show and what.isWidgetType() and what.isWindow():
            print("a window of its own:", type(what).__name__)
        return False
watch = program.watch = Shown()
QApplication.instance().installEventFilter(watch)
print("bare", program.frame.is_first, program.content.central.isHidden())
def show(opened):
    print(opened.first_use, program.content.central.isVisible())
    program.content.show_page("data")
    QTimer.singleShot(0, program.frame.close)
program.connection.connected.connect(show)
"""


def test_a_new_user_does_not_see_the_board_flash_up_before_the_welcome(tmp_path):
    for _ in range(2):  # whoever leaves the welcome is as new as before
        lines = run_with(tmp_path, built=SEEN)
        assert lines[:-1] == ["bare True True", "team False"]
    set_up(tmp_path)
    assert run_with(tmp_path, built=SEEN)[1:-1] == [" True"]
    assert run_with(tmp_path, built=SEEN)[:-1] == ["bare False False", " True"]


def test_closing_before_the_database_is_open_leaves_nothing(tmp_path):
    assert run_with(tmp_path)[-1] == "code 0 left []"


def test_the_demo_shows_leads_in_folders_of_its_own(tmp_path):
    look = "print(opened.desk.ask(lambda reader: reader.count()) > 300)"
    assert run_with(tmp_path, built=connected(look), options="--demo")[0] == "True"
    assert (tmp_path / "demo" / "leaddesk.db").exists()
    assert not (tmp_path / "leaddesk.db").exists()


def test_sample_data_goes_in_and_out_by_the_settings_page(tmp_path):
    set_up(tmp_path)
    built = """
page, counts, waits = program.content.settings_page, [], QTimer(program.frame)
sample = page.form("sample")
def look():
    state = (sample.add.isHidden(), sample.remove.isHidden())
    def count():
        return program.connection._opened.desk.ask(lambda reader: reader.count())
    if not counts and state == (False, True) and program.connection._opened:
        counts.append(count()); sample.add.click()
    elif len(counts) == 1 and state == (True, False):
        counts.append(count()); sample.remove.click(); sample.sure.click()
    elif len(counts) == 2 and state == (False, True) and not count():
        waits.stop(); print(counts[0], counts[1] >= 30, count()); program.frame.close()
waits.timeout.connect(look)
program.connection.connected.connect(lambda _: waits.start(20))
"""
    assert run_with(tmp_path, built=built)[0] == "0 True 0"


def test_a_file_that_cannot_be_opened_is_a_notice_and_retry_opens_it(tmp_path):
    (tmp_path / "leaddesk.db").write_bytes(b"")
    built = """
    def failed(error):
        print(error.code, not program.content.trouble.isHidden())
        import pathlib; pathlib.Path(sys.argv[2], "leaddesk.db").unlink()
        program.content.retry.click()
    def show(opened):
        print(opened.first_use, not program.content.trouble.isHidden())
        QTimer.singleShot(0, program.frame.close)
    program.connection.failed.connect(failed)
    program.connection.connected.connect(show)
    """
    lines = run_with(tmp_path, built="\n".join(line[4:] for line in built.split("\n")))
    assert lines == ["empty-file True", "team False", "code 0 left []"]


def test_a_database_that_was_there_and_is_gone_is_not_made_anew(tmp_path):
    run_with(tmp_path, built=connected("pass"))
    (tmp_path / "leaddesk.db").unlink()
    built = """
def failed(error):
    print(error.code)
    QTimer.singleShot(0, program.frame.close)
program.connection.failed.connect(failed)
"""
    assert run_with(tmp_path, built=built)[0] == "missing"
    assert not (tmp_path / "leaddesk.db").exists()


def test_a_bug_in_a_slot_is_shown_and_reported_and_the_program_lives_on(tmp_path):
    built = """
def stumble():
    QTimer.singleShot(50, look)
    raise LookupError("Anna Lindqvist")
def look():
    from leaddesk.app.dialogs import BugDialog
    dialogs = [d for d in program.frame.findChildren(BugDialog) if d.isVisible()]
    if not dialogs:
        QTimer.singleShot(50, look)
        return
    print(len(dialogs), dialogs[0].isVisible())
    dialogs[0].close()
    program.frame.close()
QTimer.singleShot(0, stumble)
"""
    lines = run_with(tmp_path, built=built)
    assert lines[0] == "1 True"
    (report,) = (tmp_path / "logs" / "reports").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "LookupError" in text
    assert "in stumble" in text


def test_what_the_window_remembers_is_there_again(tmp_path):
    change = """
from leaddesk.widgets.window_place import place_text
program.parts.settings.change(theme="dark")
print(place_text(program.frame))
program.frame.close()
"""
    place = run_with(tmp_path, built=change)[0]
    settings = json.loads((tmp_path / "settings.json").read_text(encoding="utf-8"))
    assert settings["window"] == place, "of the window, not of what is in it"
    look = "print(program.theme.scheme)\nprogram.frame.close()"
    assert run_with(tmp_path, built=look)[0] == "dark"


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_system_ends_it_politely(tmp_path, number):
    with open_window(tmp_path) as process:
        wait_for_log(tmp_path, "built;", process)
        process.send_signal(number)
        said, _ = process.communicate(timeout=30)
        assert process.returncode == 0, said


def test_after_a_kill_it_starts_again_with_everything(tmp_path):
    count = "print(opened.desk.ask(lambda reader: reader.count()))"
    before = run_with(tmp_path, built=connected(count), options="--demo")[0]
    with open_window(tmp_path, "--demo") as process:
        wait_for_log(tmp_path, "built;", process, times=2, below="demo")
        process.kill()
        process.wait(10)
    assert run_with(tmp_path, built=connected(count), options="--demo")[0] == before


def test_a_second_start_raises_the_first_and_ends(tmp_path):
    with open_window(tmp_path) as process:
        wait_for_log(tmp_path, "built;", process)
        second = leaddesk("--data-dir", tmp_path)
        assert second.returncode == 0, second.stderr
        assert process.poll() is None
        other = leaddesk("--data-dir", tmp_path / "other", "self-test", "--json")
        assert other.returncode == 0, other.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a screen is given")
def test_without_a_screen_it_says_what_to_do(tmp_path):
    said = leaddesk(
        "--data-dir", tmp_path / "none", DISPLAY=None, WAYLAND_DISPLAY=None, QT_QPA_PLATFORM=None
    )
    assert said.returncode == 1
    assert "no screen" in said.stderr
    assert "xvfb-run" in said.stderr
    assert not (tmp_path / "none").exists()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere a screen is given")
@pytest.mark.parametrize(
    ("named", "said"),
    [
        ({"DISPLAY": ":77", "WAYLAND_DISPLAY": None, "QT_QPA_PLATFORM": None}, ":77"),
        ({"DISPLAY": None, "WAYLAND_DISPLAY": "gone-0", "QT_QPA_PLATFORM": None}, "wl_display"),
        ({"QT_QPA_PLATFORM": "nosuch"}, "nosuch"),
    ],
)
def test_a_screen_that_cannot_be_reached_is_told_and_does_not_abort(tmp_path, named, said):
    ran = leaddesk("--data-dir", tmp_path / "none", **named)
    assert ran.returncode == 1, ran.stderr
    assert "could not reach the screen" in ran.stderr
    assert said in ran.stderr
    assert "leaddesk --help" in ran.stderr
    assert not (tmp_path / "none").exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").touch()
    said = leaddesk("--data-dir", tmp_path / "file" / "below")
    assert said.returncode == 1
    assert "--data-dir" in said.stderr
