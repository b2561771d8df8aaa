"""What the tests stand on works here: a server, a screen, a hand, an eye."""

from __future__ import annotations

import sys

import pytest

from leaddesk.app.crash import write_report
from leaddesk.base.clock import SystemClock
from leaddesk.base.paths import paths_below
from tests.support.desktop import HEIGHT, WIDTH, crash_reports
from tests.support.missing import skip_unless_ci
from tests.support.waiting import wait_until

WINDOW = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow, QSystemTrayIcon

app = QApplication([])
window = QMainWindow()
window.setWindowTitle("Support")
line = QLineEdit()
line.editingFinished.connect(lambda: Path(sys.argv[1]).write_text(line.text()))
window.setCentralWidget(line)
window.setGeometry(200, 200, 500, 300)
window.show()
line.setFocus()
app.focusChanged.connect(lambda _old, new: new and Path(sys.argv[1]).write_text("ready"))
assert QSystemTrayIcon.isSystemTrayAvailable()
app.exec()
"""


def test_a_database_per_test_on_one_server(postgres_databases):
    import psycopg

    kind = "one-table"
    filled = []

    def fill(url: str) -> None:
        filled.append(url)
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE lead (name text)")

    names = [postgres_databases.create_filled(kind, fill) for _ in range(2)]
    for name in names:
        with psycopg.connect(postgres_databases.server.url(name)) as connection:
            connection.execute("INSERT INTO lead VALUES ('Ana')")
            assert connection.execute("SELECT count(*) FROM lead").fetchone() == (1,)
        postgres_databases.drop(name)
    assert len(filled) == 1


def test_postgres_can_search_by_trigrams(postgres_url):
    import psycopg

    with psycopg.connect(postgres_url) as connection:
        connection.execute("CREATE EXTENSION pg_trgm")
        assert connection.execute("SELECT similarity('Miller', 'Miler') > 0.3").fetchone() == (
            True,
        )


def test_a_server_of_its_own_may_go_and_come_back(own_postgres_server):
    own_postgres_server.stop()
    own_postgres_server.start()
    assert own_postgres_server.answers()


@pytest.mark.journey
def test_a_window_gets_clicks_and_keys(desktop, tmp_path):
    from PySide6.QtGui import QImage

    typed = tmp_path / "typed"
    program = desktop.open(sys.executable, "-c", WINDOW, str(typed))
    x, y, width, height = desktop.geometry(desktop.wait_for_window("^Support$"))
    desktop.click((x + width // 2, y + height // 2))
    wait_until(typed.exists, "the field has the focus")
    desktop.write("Zoë 7")
    desktop.key("Return")
    wait_until(lambda: typed.read_text() == "Zoë 7", "the text arrived")
    picture = QImage(str(desktop.screenshot(tmp_path / "screen.png")))
    assert (picture.width(), picture.height()) == (WIDTH, HEIGHT)
    assert picture.pixelColor(x + width // 2, y + height // 4) != picture.pixelColor(5, 5)
    assert program.poll() is None, desktop.log()


@pytest.mark.journey
def test_a_notification_is_seen(desktop_with_bus):
    code = """
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection
place = DBusAddress("/org/freedesktop/Notifications", "org.freedesktop.Notifications",
                    "org.freedesktop.Notifications")
body = ("LeadDesk", 0, "", "Call Ana", "now", [], {}, -1)
with open_dbus_connection() as connection:
    connection.send_and_get_reply(new_method_call(place, "Notify", "susssasa{sv}i", body))
"""
    assert desktop_with_bus.open(sys.executable, "-c", code).wait(10) == 0, desktop_with_bus.log()
    assert desktop_with_bus.notifications() == [("Call Ana", "now")]


def test_a_missing_program_skips_here_and_fails_in_ci(monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception):
        skip_unless_ci("no server")
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception):
        skip_unless_ci("no server")


def test_a_reported_bug_is_found_wherever_the_program_kept_its_files(tmp_path):
    usual = paths_below(tmp_path / "data")
    assert crash_reports(tmp_path) == []
    for paths in (usual, usual.demo()):
        assert write_report(paths.reports, ValueError("lost"), SystemClock()) is not None
    assert [text.count("ValueError") > 0 for text in crash_reports(tmp_path)] == [True, True]
