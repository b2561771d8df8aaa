"""Where a database is: a file, or a place on a PostgreSQL server. Never holds a password."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

_SERVER_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_PASSWORD_KEYS = ("password", "passfile", "sslpassword", "service")
_SCHEME = re.compile(r"^([A-Za-z][A-Za-z0-9+.-]+):/")  # two letters or more: C:\ is a path


@dataclass(frozen=True, slots=True)
class FileAddress:
    """A database file. `path` is absolute, with ~ expanded; it need not exist."""

    path: Path

    @property
    def text(self) -> str:
        return str(self.path)


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """A database on a PostgreSQL server.

    `host` is a name, an address, or the folder of a Unix socket ("" is libpq's own default
    socket). `root_certificate` is a file, or "system" for the computer's own list.
    """

    host: str
    port: int
    database: str
    user: str
    sslmode: str = "verify-full"
    root_certificate: str = "system"

    @property
    def is_local(self) -> bool:
        """True where nothing travels over a network: a Unix socket or this computer."""
        return _is_local(self.host)

    @property
    def is_weak(self) -> bool:
        """True if the server's identity is not checked: the window shows this in red."""
        return not self.is_local and self.sslmode != "verify-full"

    @property
    def text(self) -> str:
        """The address as the user may type it again; also the name of its secret."""
        user = f"{quote(self.user, safe='')}@" if self.user else ""
        socket = self.host.startswith("/")
        host = "" if socket else (f"[{self.host}]" if ":" in self.host else self.host)
        query = [f"host={quote(self.host)}"] if socket else []
        if self.sslmode != _default_sslmode(self.host):
            query.append(f"sslmode={self.sslmode}")
        if self.root_certificate != "system":
            query.append(f"sslrootcert={quote(self.root_certificate)}")
        # A socket has no host in front of which a port could stand.
        if socket and self.port != 5432:
            query.append(f"port={self.port}")
        port = f":{self.port}" if not socket and self.port != 5432 else ""
        tail = f"?{'&'.join(query)}" if query else ""
        return f"postgresql://{user}{host}{port}/{quote(self.database, safe='')}{tail}"


DatabaseAddress = FileAddress | ServerAddress


def parse_address(text: str) -> DatabaseAddress:
    """Read what stands behind `--database` or in the settings: a path or a PostgreSQL URL.

    Raises KnownError for a URL with a password (it would show in process lists and
    histories), for another kind of database, and for parameters LeadDesk does not know.
    """
    text = text.strip()
    if not text:
        raise KnownError(
            "No database was named.",
            "Give the path of a file or a postgresql:// address.",
            code="bad-address",
        )
    scheme = _SCHEME.match(text)
    if scheme is None:
        return FileAddress(Path(text).expanduser().absolute())
    name = scheme.group(1).lower()
    if name == "sqlite":
        return FileAddress(Path(text.removeprefix("sqlite:///")).expanduser().absolute())
    if name not in _SERVER_SCHEMES:
        raise KnownError(
            said("LeadDesk does not know databases of the kind '{name}'.", name=name),
            "Give the path of a file or a postgresql:// address.",
            code="bad-address",
        )
    return _parse_server(text)


def _parse_server(text: str) -> ServerAddress:
    try:
        parts = urlsplit(text)
        port = parts.port
        pairs = parse_qsl(parts.query, keep_blank_values=True, strict_parsing=bool(parts.query))
    except ValueError as error:
        raise _bad(f"This address cannot be read: {error}.") from error
    options = dict(pairs)
    if parts.password is not None or any(key in options for key in _PASSWORD_KEYS):
        raise KnownError(
            "The address of the database holds a password.",
            "Others could read it in the list of running programs. Leave it out: LeadDesk "
            "takes it from the system's password store or asks for it.",
            code="password-in-address",
        )
    host = unquote(options.pop("host", "")) or (parts.hostname or "")
    try:
        port = int(options.pop("port", 5432 if port is None else port))
    except ValueError as error:
        raise _bad(said("The port is not a number.")) from error
    if not 0 < port < 65536:
        raise _bad(said("There is no port {port}.", port=port))
    sslmode = options.pop("sslmode", _default_sslmode(host))
    if sslmode not in _SSL_MODES:
        raise _bad(
            said(
                "There is no sslmode '{sslmode}'; known are {modes}.",
                sslmode=sslmode,
                modes=", ".join(_SSL_MODES),
            )
        )
    root = options.pop("sslrootcert", "system")
    database = unquote(parts.path.removeprefix("/"))
    if not database:
        raise _bad(said("The address does not say which database on the server."))
    if options:
        raise _bad(
            said(
                "LeadDesk does not know '{option}' in the address of a database.",
                option=min(options),
            )
        )
    return ServerAddress(host, port, database, unquote(parts.username or ""), sslmode, root)


def _bad(title: str) -> KnownError:
    return KnownError(
        title,
        "It should look like postgresql://user@server/database.",
        code="bad-address",
    )


def _is_local(host: str) -> bool:
    return not host or host.startswith("/") or host.lower() in _LOOPBACK


def _default_sslmode(host: str) -> str:
    """Full checking of the server, except where no wire leaves this computer."""
    return "prefer" if _is_local(host) else "verify-full"
