"""Where the bundled program starts: as LeadDesk, or as a child that reads a file for it."""

from __future__ import annotations

import multiprocessing
import os
import sys


def _give_back_library_path() -> None:
    """The bundle's libraries are for this process: a browser opened from it must not get them."""
    if sys.platform.startswith("linux"):
        before = os.environ.pop("LD_LIBRARY_PATH_ORIG", "")
        if before:
            os.environ["LD_LIBRARY_PATH"] = before
        else:
            os.environ.pop("LD_LIBRARY_PATH", None)


if __name__ == "__main__":
    multiprocessing.freeze_support()
    _give_back_library_path()

    from leaddesk.app.main import main

    sys.exit(main())
