"""The command line in this process: quick, and the same code as the program's."""

from __future__ import annotations

import io
import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from leaddesk.app.options import read_options
from leaddesk.app.verb_run import run_verb


@dataclass(frozen=True, slots=True)
class Ran:
    """What a verb left: its exit code, what it printed, and the one JSON document of `--json`."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Program:
    """LeadDesk on one data folder (and, if named, another database)."""

    def __init__(self, folder: Path, database: str | None = None) -> None:
        self.folder = folder
        self._place = ["--data-dir", str(folder)]
        if database is not None:
            self._place += ["--database", database]

    def run(self, *words: object, stdin: str = "") -> Ran:
        out, err = io.StringIO(), io.StringIO()
        options = read_options([*self._place, *map(str, words)])
        code = run_verb(options, out=out, err=err, stdin=io.StringIO(stdin))
        return Ran(code, out.getvalue(), err.getvalue())

    def ask(self, *words: object, stdin: str = "") -> Any:
        """The JSON of a verb that must succeed."""
        ran = self.run(*words, "--json", stdin=stdin)
        assert ran.code == 0, ran.err
        return ran.json

    def refused(self, *words: object, stdin: str = "") -> Any:
        """The JSON of a verb that must end with a known error, told on standard error too."""
        ran = self.run(*words, "--json", stdin=stdin)
        assert ran.code == 1, ran.out
        assert ran.err.strip()
        return ran.json

    def find(self, company: str, **more: str) -> int:
        """The id of the record of a company."""
        kind = more.get("kind", "lead")
        where = f'company = "{company}" and kind = "{kind}"'
        found = self.ask("leads", "--where", where, "--fields", "id")["leads"]
        assert len(found) == 1, found
        return int(found[0]["id"])


@pytest.fixture(scope="session")
def filled_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with sixty leads, made once; never opened by a test itself."""
    folder = tmp_path_factory.mktemp("filled") / "data"
    Program(folder).ask("demo", "--leads", 60, "--seed", 5)
    return folder


@pytest.fixture
def program(filled_folder: Path, tmp_path: Path) -> Program:
    """LeadDesk with sixty leads, the test's own."""
    shutil.copytree(filled_folder, tmp_path / "data")
    # The copy is another place: it does not know the first one.
    (tmp_path / "data" / "databases.json").unlink()
    return Program(tmp_path / "data")


@pytest.fixture
def empty(tmp_path: Path) -> Program:
    """LeadDesk at its first use."""
    return Program(tmp_path / "new")


@pytest.fixture(params=["sqlite", "postgresql"])
def anywhere(request: pytest.FixtureRequest, tmp_path: Path) -> Program:
    """LeadDesk with thirty leads, on a file and on a server."""
    url = request.getfixturevalue("postgres_url") if request.param == "postgresql" else None
    made = Program(tmp_path / "data", url)
    made.ask("demo", "--leads", 30)
    return made
