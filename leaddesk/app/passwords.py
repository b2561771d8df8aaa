"""Where the password of a server comes from: the system's store, else a person or a pipe."""

from __future__ import annotations

import getpass
import sys
from functools import cache
from typing import TextIO

from leaddesk.app.opening import Password
from leaddesk.app.options import Options
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
