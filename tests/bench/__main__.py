"""`python3 dev.py bench`: measure everything, print a table, write bench.json at the root.

Names of areas choose some of them; `--quick` takes small sizes, `--long` adds a million leads.
Exit code 1 if something is over its goal.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator

from tests.bench import beside_import, board, bundle, growth, imports, palette, reads, start
from tests.bench.measure import ROUNDS, Result, table
from tests.bench.places import Places
from tests.support.child import ROOT

AREAS: dict[str, Callable[[Places], Iterator[Result]]] = {
    "start": start.benches,
    "bundle": bundle.benches,
    "reads": reads.file_benches,
    "reads-server": reads.server_benches,
    "board": board.benches,
    "beside": beside_import.benches,
    "import": imports.file_benches,
    "import-server": imports.server_benches,
    "palette": palette.benches,
    "growth": growth.benches,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("areas", nargs="*", metavar="AREA", help=", ".join(AREAS))
    parser.add_argument("--quick", action="store_true", help="small sizes: does it run at all?")
    parser.add_argument("--long", action="store_true", help="growth up to a million leads")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    chosen = parser.parse_args()
    unknown = set(chosen.areas) - set(AREAS)
    if unknown:
        parser.error(f"no such area: {', '.join(sorted(unknown))}")
    places = Places(quick=chosen.quick, long=chosen.long, rounds=chosen.rounds)
    results: list[Result] = []
    try:
        for name in chosen.areas or AREAS:
            begun = time.perf_counter()
            for result in AREAS[name](places):
                results.append(result)
                print(table([result]).splitlines()[1], flush=True)
            print(f"-- {name}: {time.perf_counter() - begun:.0f} s", flush=True)
    finally:
        places.close()
    print("\n" + table(results))
    text = json.dumps([result.as_json() for result in results], indent=1)
    (ROOT / "bench.json").write_text(text + "\n", encoding="utf-8")
    return 0 if all(result.is_within for result in results) else 1


if __name__ == "__main__":
    sys.exit(main())
