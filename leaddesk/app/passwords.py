"""Where the password of a server comes from: the system's store, else a person or a pipe."""

from __future__ import annotations

import getpass
import sys
from functools import cache
from typing import TextIO

from leaddesk.app.given import Options
from leaddesk.app.opening import Password
from leaddesk.outside.secrets import Secrets
from leaddesk.storage.address import ServerAddress, parse_address


def verb_password(options: Options, err: TextIO, stdin: TextIO) -> Password | None:
    """How a verb gets the password; None for a file.

    `--password-stdin` reads it now (the first line). Else the store is asked, then whoever sits
    at the terminal; what is typed is kept in the store only by the window, which can ask first.
    """
    if options.database is None:
        return None
    address = parse_address(options.database)
    if not isinstance(address, ServerAddress):
        return None
    if options.password_stdin:
        secret = stdin.readline().rstrip("\r\n")
        return lambda: secret
    secrets = Secrets()

    @cache  # each new connection asks again
    def ask() -> str | None:
        found = secrets.get(address.text)
        # A server may want none: a socket, or a trusted address.
        if found is not None or address.is_local or not _is_person(stdin):
            return found
        return getpass.getpass(f"Password for {address.text}: ", stream=err) or None

    return ask


def _is_person(stdin: TextIO) -> bool:
    return stdin is sys.stdin and stdin.isatty()


class ServerPassword:
    """The password of the window's server: from the store, once it was typed also from here."""

    def __init__(
        self, place: str, typed: str | None = None, *, secrets: Secrets | None = None
    ) -> None:
        """`place` is the server's address; `typed` came with `--password-stdin`. `secrets` is
        for tests."""
        self.place = place
        self._secrets = secrets or Secrets()
        self._typed = typed
        self._keeps = False

    def __call__(self) -> str | None:
        return self._typed if self._typed is not None else self._secrets.get(self.place)

    def offer(self, typed: str, *, keep: bool) -> None:
        """Use it from now on. With `keep` it goes into the system's store, if there is one, as
        soon as the server has taken it."""
        self._typed, self._keeps = typed, keep

    def taken(self) -> None:
        """The server has let us in. The store may be slow: not for the window's thread."""
        if self._keeps and self._typed is not None:
            self._keeps = False
            self._secrets.keep(self.place, self._typed)

    def __repr__(self) -> str:
        return f"ServerPassword({self.place!r})"


def window_password(options: Options, stdin: TextIO) -> ServerPassword | None:
    """How the window gets the password; None for a file. It asks in a dialog when refused."""
    address = None if options.database is None else parse_address(options.database)
    if not isinstance(address, ServerAddress):
        return None
    typed = stdin.readline().rstrip("\r\n") if options.password_stdin else None
    return ServerPassword(address.text, typed)
