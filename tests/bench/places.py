"""Where benches work: filled databases made once, copies of them, and a server."""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

from leaddesk.storage.address import FileAddress, parse_address
from leaddesk.storage.store import SqlStorage, open_storage
from tests.bench.sample import fill, make_team
from tests.support.child import ROOT
from tests.support.postgres import Databases, PostgresServer, running_server


class Places:
    """All of it lies in one folder and is gone at the end."""

    def __init__(self, *, quick: bool, long: bool, rounds: int) -> None:
        self.quick, self.long, self.rounds = quick, long, rounds
        self._ends = ExitStack()
        self._folder = Path(tempfile.mkdtemp(prefix="ldbench-"))
        self._ends.callback(shutil.rmtree, self._folder)
        self._filled: dict[int, Path] = {}
        self._names = itertools.count()
        self._databases: Databases | None = None

    def close(self) -> None:
        self._ends.close()

    @property
    def leads(self) -> int:
        """The size of a database that counts as large."""
        return 5_000 if self.quick else 100_000

    def folder(self) -> Path:
        """An empty folder."""
        made = self._folder / str(next(self._names))
        made.mkdir()
        return made

    def filled(self, leads: int) -> Path:
        """A file with a team and so many leads; only for reading."""
        if leads not in self._filled:
            path = self.folder() / "team.leaddesk"
            with opened(path) as storage:
                make_team(storage)
                if leads:
                    fill(storage, leads)
            self._filled[leads] = path
        return self._filled[leads]

    def copy(self, leads: int) -> Path:
        """The same for writing."""
        return Path(shutil.copy(self.filled(leads), self.folder() / "team.leaddesk"))

    def server_database(self) -> str:
        """The address of an empty database on a server of the bench's own."""
        if self._databases is None:
            servers: Generator[PostgresServer, None, None] = running_server()  # type: ignore[assignment]
            self._databases = Databases(next(servers))
            self._ends.callback(servers.close)
        return self._databases.server.url(self._databases.create())

    def drop(self, url: str) -> None:
        assert self._databases is not None
        self._databases.drop(url.partition("?")[0].rpartition("/")[2])


@contextmanager
def opened(place: Path | str) -> Iterator[SqlStorage]:
    """A file or a server's database, made if there is none."""
    address = FileAddress(place) if isinstance(place, Path) else parse_address(place)
    storage = open_storage(address, create=True)
    try:
        yield storage
    finally:
        storage.close()


def child(module: str, *arguments: object) -> dict[str, Any]:
    """Run a module of the bench in a fresh process; the last line that it prints is JSON."""
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "PYTHONUTF8": "1"}
    env.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(
        [sys.executable, "-m", module, *map(str, arguments)],
        cwd=ROOT, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"{module} failed:\n{done.stdout}\n{done.stderr}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
