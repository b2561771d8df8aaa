"""One import in a process of its own: prints its seconds and the most memory it held (MB).

Arguments: the database, the file.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

T = TypeVar("T")


def to_end(work: Generator[object, None, T]) -> T:
    """Do all slices, one after the other."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: T = end.value
            return result


def main() -> None:
    # The process that reads the file begins by loading this module, and needs none of these.
    from leaddesk.app.fed_source import FedSource
    from leaddesk.base.garbage import collect_seldom
    from leaddesk.outside.tabular.reading import inspect
    from leaddesk.service.import_job import import_file
    from leaddesk.storage.address import parse_address
    from leaddesk.storage.store import open_storage
    from tests.bench.growth import desk_of
    from tests.bench.sample_file import plan

    collect_seldom()  # as the program does
    storage = open_storage(parse_address(sys.argv[1]))
    path = Path(sys.argv[2])
    desk = desk_of(storage)
    begun = time.perf_counter()
    work = import_file(desk, FedSource(path, inspect(path).shape), plan(), resume=False)
    counts = to_end(work).counts
    seconds = time.perf_counter() - begun
    storage.close()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    reader = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = {"seconds": seconds, "peak": peak, "reader": reader, "rows": counts.rows,
            "created": counts.created}  # fmt: skip
    print(json.dumps(told))


if __name__ == "__main__":
    main()
