"""A server that wants a password: the window asks for it, and keeps what was right."""

from __future__ import annotations

import pytest

from leaddesk.app.dialogs import PasswordDialog
from leaddesk.app.passwords import ServerPassword
from leaddesk.outside.secrets import SERVICE, Secrets
from tests.outside.test_secrets import Store
from tests.support.postgres import PostgresServer
from tests.support.program import Live, open_window, run

RIGHT, WRONG = "kühl & 1 Stück", "sommer"


@pytest.fixture
def guarded(own_postgres_server: PostgresServer) -> str:
    """The address of a database on a server that lets nobody in without the password."""
    server = own_postgres_server
    server.execute(f"CREATE ROLE sales LOGIN PASSWORD '{RIGHT}'")
    server.execute("CREATE DATABASE office OWNER sales")
    rules = "local all sales scram-sha-256\nlocal all all trust\n"
    (server.data / "pg_hba.conf").write_text(rules, encoding="utf-8")
    server.execute("SELECT pg_reload_conf()")
    return server.url("office").replace("leaddesk@", "sales@", 1)


def asked(live: Live) -> PasswordDialog:
    """The dialog, as soon as it is there."""

    def look() -> PasswordDialog | None:
        found = live.program.frame.findChildren(PasswordDialog)
        return next((one for one in found if one.isVisible()), None)

    live.wait(look, "the window asks for the password")
    dialog = look()
    assert dialog is not None
    return dialog


def said(dialog: PasswordDialog) -> str:
    from leaddesk.widgets.labels import PlainLabel

    return " ".join(one.text() for one in dialog.findChildren(PlainLabel))


def answer(dialog: PasswordDialog, typed: str, *, keep: bool = True) -> None:
    dialog.field.setText(typed)
    dialog.keep.setChecked(keep)
    dialog.accept()


def is_open(live: Live) -> bool:
    return live.program.connection._shown is not None and live.notice == ""


@pytest.mark.parametrize("keep", [True, False])
def test_it_asks_until_it_is_right_and_keeps_only_that(qapp, tmp_path, guarded, keep):
    store = Store()
    password = ServerPassword(guarded, secrets=Secrets(lambda: store))
    with open_window(qapp, tmp_path / "data", guarded, password=password) as live:
        first = asked(live)
        assert "asks user 'sales' for a password" in said(first)
        assert "sales@" in said(first)
        answer(first, WRONG, keep=keep)
        second = asked(live)
        assert (
            "The server refused user 'sales'. Nothing was changed. "
            "Check the password or ask whoever set up the server."
        ) in said(second)
        assert store.held == {}
        answer(second, RIGHT, keep=keep)
        live.wait(lambda: is_open(live), "the database is open")
        if keep:
            live.wait(lambda: store.held, "the password is kept")
        live.settle()
    assert store.held == ({(SERVICE, guarded): RIGHT} if keep else {})


def test_not_now_leaves_the_window_with_a_banner_and_retry_asks_again(qapp, tmp_path, guarded):
    password = ServerPassword(guarded, secrets=Secrets(lambda: None))
    with open_window(qapp, tmp_path / "data", guarded, password=password) as live:
        asked(live).reject()
        live.wait(lambda: "password" in live.notice, "the banner says what is missing")
        live.retry()
        answer(asked(live), RIGHT)
        live.wait(lambda: is_open(live), "the database is open")


def test_one_that_the_store_holds_opens_without_a_question(qapp, tmp_path, guarded):
    store = Store()
    store.held[SERVICE, guarded] = RIGHT
    password = ServerPassword(guarded, secrets=Secrets(lambda: store))
    with open_window(qapp, tmp_path / "data", guarded, password=password) as live:
        live.wait(lambda: is_open(live), "the database is open")
        assert live.program.frame.findChildren(PasswordDialog) == []


def test_one_that_was_changed_while_the_window_is_open_is_asked_for(
    qapp, tmp_path, guarded, own_postgres_server
):
    password = ServerPassword(guarded, RIGHT, secrets=Secrets(lambda: None))
    with open_window(qapp, tmp_path / "data", guarded, password=password) as live:
        live.wait(lambda: is_open(live), "the database is open")
        own_postgres_server.execute("ALTER ROLE sales PASSWORD 'new'")
        own_postgres_server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'sales'"
        )
        answer(asked(live), "new")
        live.wait(lambda: is_open(live), "the connection is back")


def test_the_command_line_says_which_it_is(tmp_path, guarded):
    needed = run(tmp_path, "leads", database=guarded)
    assert needed.result["error"]["code"] == "password-needed"
    assert "--password-stdin" in needed.err
    wrong = run(tmp_path, "--password-stdin", "leads", database=guarded, stdin=f"{WRONG}\n")
    assert wrong.result["error"]["code"] == "wrong-password"
    assert "refused user 'sales'" in wrong.err
    right = run(tmp_path, "--password-stdin", "leads", database=guarded, stdin=f"{RIGHT}\n")
    assert right.code == 0
