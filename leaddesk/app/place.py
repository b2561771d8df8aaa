"""From options to folders and a database."""

from __future__ import annotations

from leaddesk.app.given import Options
from leaddesk.app.opening import Opener, Password, choose_address
from leaddesk.base.clock import Clock, TeamClock
from leaddesk.base.errors import KnownError
from leaddesk.base.paths import Paths, paths_below, usual_paths
from leaddesk.storage.address import ServerAddress


def choose_paths(options: Options) -> Paths:
    """The folders; those of the sample data with `--demo`."""
    paths = usual_paths() if options.data_dir is None else paths_below(options.data_dir)
    return paths.demo() if options.demo else paths


def open_place(options: Options, clock: Clock, password: Password | None) -> Opener:
    """What the options want opened. Raises KnownError for an address that can't be right."""
    if options.demo and options.database is not None:
        raise KnownError(
            "--demo has a database of its own.",
            "Nothing was done. Leave out --demo or --database.",
            code="demo-database",
        )
    paths = choose_paths(options)
    address = choose_address(paths, options.database)
    if isinstance(address, ServerAddress):
        clock = TeamClock(clock)
    return Opener(paths, address, options.as_user, clock, password)
