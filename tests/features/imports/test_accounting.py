"""Every record of a file is accounted for, once: also of bad files."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.service.import_job import import_file
from leaddesk.service.import_plan import ImportPlan
from tests.corpus.bad_texts import Bad
from tests.corpus.manifest import MANIFEST
from tests.features.imports.conftest import Imports, check_counts, check_sums, drive
from tests.support.promise import promise

pytestmark = pytest.mark.reliability

READABLE = [bad for bad in MANIFEST if not bad.refused]
QUICK = {bad.name for bad in random.Random(16).sample([b for b in READABLE if not b.slow], 16)}


def named(plan: ImportPlan) -> ImportPlan:
    """The plan of a user who sees that nothing was recognised and calls the first column a name."""
    if any(plan.mapping.fields):
        return plan
    header = plan.mapping.header
    return replace(plan, mapping=ColumnMap(header, ("name",) + ("",) * (len(header) - 1)))


def account(imports: Imports, bad: Bad, folder) -> int:
    """Import the file; how many records it had."""
    path = folder / bad.name
    bad.make(path)
    source, plan = imports.open(path)
    desk = imports.office.desk()
    batch = drive(import_file(desk, source, replace(named(plan), bad_rows="skip")))
    records = bad.rows + sum(bad.problems.values())
    check_counts(batch)
    check_sums(imports)
    assert batch.counts.rows == records == imports.count("import_row")
    # A reader's problem is a rejected row; the mapping may reject more.
    assert batch.counts.rejected >= sum(bad.problems.values())
    assert imports.count() == batch.counts.created + batch.counts.flagged
    return records


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param(bad, id=bad.name, marks=[] if bad.name in QUICK else [pytest.mark.slow])
        for bad in READABLE
    ],
)
def test_every_record_of_a_bad_file_is_accounted_for(on_file: Imports, bad, tmp_path):
    with promise(16) as measured:
        measured.count(records=account(on_file, bad, tmp_path), unaccounted=0)
