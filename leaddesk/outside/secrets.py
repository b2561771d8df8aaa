"""Passwords in the system's own store, else in memory until the program ends.

Never in a settings file, an address, a log or a `repr`. Only stores that encrypt are used; a
plain-text store that some package brought along is passed over.
"""

from __future__ import annotations

import importlib
import os
import queue
import threading
from collections.abc import Callable, Sequence
from typing import Any, Literal, Protocol, TypeVar, cast

T = TypeVar("T")
Kept = Literal["stored", "session"]

SERVICE = "LeadDesk"
_LIMIT = 3.0  # seconds; a locked store may wait for ever for a window that nobody sees
_ALLOWED = (
    ("keyring.backends.Windows", "WinVaultKeyring"),
    ("keyring.backends.macOS", "Keyring"),
    ("keyring.backends.SecretService", "Keyring"),
    ("keyring.backends.kwallet", "DBusKeyring"),
)
_SWITCHED_OFF = ("keyring.backends.null.Keyring", "keyring.backends.fail.Keyring")


class SecretStore(Protocol):
    """What a system's store can do; the shape of a keyring back end."""

    def get_password(self, service: str, username: str) -> str | None: ...

    def set_password(self, service: str, username: str, password: str) -> None: ...

    def delete_password(self, service: str, username: str) -> None: ...


class Secrets:
    """Reads and keeps secrets by name, for example "postgresql://ann@crm.example.org/leads".

    Every call answers within about 3 s; a store that does not is left alone for the rest of
    the session. For a worker thread, not for the one that paints.
    """

    def __init__(
        self,
        find_store: Callable[[], SecretStore | None] | None = None,
        *,
        limit: float = _LIMIT,
    ) -> None:
        """`find_store` runs at the first use, on a thread of its own, within `limit` seconds."""
        self._find_store = find_store or find_system_store
        self._limit = limit
        self._memory: dict[str, str] = {}
        self._store: SecretStore | None = None
        self._searched = False
        self._lock = threading.Lock()

    def get(self, name: str) -> str | None:
        """The secret, or None: then ask for it and call `keep`."""
        with self._lock:
            if name in self._memory:
                return self._memory[name]
            store = self._open()
            if store is None:
                return None
            found, value = self._limited(lambda: store.get_password(SERVICE, name))
            if not found or value is None:
                return None
            # Read once: each new connection asks, and the store may be slow.
            self._memory[name] = value
            return value

    def keep(self, name: str, secret: str) -> Kept:
        """Remember a secret; "session" means that it is gone when the program ends."""
        with self._lock:
            self._memory[name] = secret
            store = self._open()
            if store is None:
                return "session"
            done, _ = self._limited(lambda: store.set_password(SERVICE, name, secret))
            return "stored" if done else "session"

    def forget(self, name: str) -> None:
        """Remove a secret everywhere; one that is not there is no error."""
        with self._lock:
            self._memory.pop(name, None)
            store = self._open()
            if store is not None:
                self._limited(lambda: store.delete_password(SERVICE, name))

    def has_system_store(self) -> bool:
        """Whether secrets outlive the program on this computer."""
        with self._lock:
            return self._open() is not None

    def _open(self) -> SecretStore | None:
        if not self._searched:
            self._searched = True
            _, self._store = self._limited(self._find_store)
        return self._store

    def _limited(self, call: Callable[[], T]) -> tuple[bool, T | None]:
        """Whether the call came back well in time, and its answer."""
        answers: queue.SimpleQueue[tuple[bool, T | None]] = queue.SimpleQueue()

        def work() -> None:
            try:
                answers.put((True, call()))
            except Exception:  # noqa: BLE001 - back ends raise what their bus raises
                answers.put((False, None))

        # A daemon: a store that hangs must not keep the program from ending.
        threading.Thread(target=work, name="secrets", daemon=True).start()
        try:
            return answers.get(timeout=self._limit)
        except queue.Empty:
            self._store = None
            return False, None


def find_system_store(allowed: Sequence[tuple[str, str]] = _ALLOWED) -> SecretStore | None:
    """The best allowed store that works here, or None. Costs 0.1 s and may talk to a bus."""
    if os.environ.get("PYTHON_KEYRING_BACKEND") in _SWITCHED_OFF:
        return None
    best: tuple[float, Any] | None = None
    for module_name, class_name in allowed:
        try:
            backend = getattr(importlib.import_module(module_name), class_name)
            # Raises where the system lacks what it needs.
            rank = float(backend.priority)
        except Exception:  # noqa: BLE001, S112 - not for this system; the next one may be
            continue
        if best is None or rank > best[0]:
            best = (rank, backend)
    return None if best is None else cast("SecretStore", best[1]())
