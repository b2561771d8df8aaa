"""Secrets go to a store that encrypts, or stay in memory; a store that hangs costs 3 s once."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from leaddesk.outside.secrets import SERVICE, Secrets, find_system_store


class Store:
    """A system's store, in memory."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}
        self.reads = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.reads += 1
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.held[service, username]


class BrokenStore(Store):
    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("the bus is gone")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("the store is locked")


class HangingStore(Store):
    """Waits for a window that nobody sees, until the test lets it go."""

    def __init__(self) -> None:
        super().__init__()
        self.release = threading.Event()
        self.calls = 0

    def get_password(self, service: str, username: str) -> str | None:
        self.calls += 1
        self.release.wait(30)
        return None


def test_a_secret_is_stored_read_back_and_forgotten() -> None:
    store = Store()
    assert Secrets(lambda: store).keep("server", "s3cret") == "stored"
    assert store.held == {(SERVICE, "server"): "s3cret"}
    later = Secrets(lambda: store)
    assert later.has_system_store()
    assert later.get("server") == "s3cret"
    assert later.get("server") == "s3cret"
    assert store.reads == 1
    assert later.get("another") is None
    later.forget("server")
    later.forget("server")
    assert later.get("server") is None
    assert store.held == {}


@pytest.mark.parametrize("store", [None, BrokenStore()])
def test_without_a_working_store_a_secret_lives_for_the_session(store: Store | None) -> None:
    secrets = Secrets(lambda: store)
    assert secrets.get("server") is None
    assert secrets.keep("server", "s3cret") == "session"
    assert secrets.get("server") == "s3cret"
    secrets.forget("server")
    assert secrets.get("server") is None


def test_a_search_that_fails_is_no_store() -> None:
    def find() -> Store:
        raise OSError("no bus")

    assert not Secrets(find).has_system_store()


@pytest.fixture
def hanging() -> Iterator[HangingStore]:
    store = HangingStore()
    yield store
    store.release.set()


def test_a_store_that_hangs_is_asked_once(hanging: HangingStore) -> None:
    secrets = Secrets(lambda: hanging, limit=0.05)
    assert secrets.get("server") is None
    assert secrets.get("server") is None
    assert secrets.keep("server", "s3cret") == "session"
    assert hanging.calls == 1


def test_secrets_are_in_no_repr() -> None:
    secrets = Secrets(lambda: None)
    secrets.keep("server", "s3cret")
    assert "s3cret" not in repr(secrets)
    assert "s3cret" not in str(secrets)


class Poor:
    priority = 1.0

    def get_password(self, service: str, username: str) -> str | None: ...


class Rich(Poor):
    priority = 5.0


class Unfit(Poor):
    @property
    def priority(self) -> float:  # type: ignore[override]
        raise RuntimeError("not on this system")


def test_only_allowed_stores_that_work_here_are_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PYTHON_KEYRING_BACKEND", raising=False)
    allowed = [(__name__, name) for name in ("Poor", "Rich", "Unfit", "Missing")]
    module = sys.modules[__name__]
    monkeypatch.setitem(sys.modules, __name__, module)
    assert isinstance(find_system_store([*allowed, ("no.such.module", "X")]), Rich)
    assert find_system_store([]) is None


def test_a_keyring_that_the_user_switched_off_stays_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    assert find_system_store([(__name__, "Rich")]) is None


def test_nothing_is_imported_before_the_first_use() -> None:
    code = "import sys, leaddesk.outside.secrets as s; s.Secrets(); "
    code += "sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
