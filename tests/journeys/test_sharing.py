"""The user guide's way to a shared PostgreSQL database, taken as it stands there by two people."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.postgres import PostgresServer

pytestmark = pytest.mark.journey
GUIDE = Path(__file__).resolve().parents[2] / "docs" / "user-guide.md"


@pytest.fixture
def shared(own_postgres_server: PostgresServer) -> PostgresServer:
    """A server on which the guide's statements were run; its own, for roles outlive databases."""
    block = re.search(r"^```sql\n(.*?)^```$", GUIDE.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    assert block is not None
    for statement in block[1].splitlines():
        own_postgres_server.execute(statement)
    return own_postgres_server


def verb(server: PostgresServer, login: str, folder: Path, *words: str, given: str = "") -> Any:
    """What a verb says to somebody who logs in under this name, on a computer of their own."""
    url = server.url("leaddesk").replace("leaddesk@", f"{login}@", 1)
    done = subprocess.run(
        [sys.executable, "-m", "leaddesk", "--data-dir", str(folder / login), "--database", url,
         "--json", *words],
        input=given, capture_output=True, text=True, check=False, timeout=60, env=dict(os.environ),
    )  # fmt: skip
    assert done.returncode == 0, f"{login}: {words}\n{done.stdout}\n{done.stderr}"
    return json.loads(done.stdout)


def test_two_people_share_a_server_as_the_guide_says(
    shared: PostgresServer, tmp_path: Path
) -> None:
    lead = json.dumps({"company": "Nordwind Logistics", "email": "anna@nordwind.example"})
    (made,) = verb(shared, "priya", tmp_path, "capture", "-", given=lead)
    moved = verb(shared, "omar", tmp_path, "move", str(made["id"]), "Contacted")
    assert moved["stage"] == "Contacted"
    steps = verb(shared, "priya", tmp_path, "history", str(made["id"]))["steps"]
    assert {step["user"] for step in steps} == {"priya", "omar"}
    (seen,) = verb(shared, "priya", tmp_path, "leads")["leads"]
    assert seen["stage"] == "Contacted"
