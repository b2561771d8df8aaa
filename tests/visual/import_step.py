"""The import's second step as a picture: a file of another program, matched with LeadDesk's fields.

Run: python -m tests.visual.import_step DATA-FOLDER FILE.png
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from leaddesk.app.application import make_application
from leaddesk.app.import_place import ImportPlace
from tests.corpus.crm_exports import salesforce_leads
from tests.support.program import open_window


def main(data: Path, target: Path) -> int:
    """Open the window, choose the file, go to the second step, save what it shows."""
    data.mkdir(parents=True, exist_ok=True)
    app = make_application()
    with open_window(app, data) as live:
        live.wait(lambda: live.window.board.team is not None, "the database is open")
        live.window.show_import()
        place = live.window.findChild(ImportPlace)
        assert place is not None
        flow = place.page.flow
        place.choose(salesforce_leads(data))
        live.wait(
            lambda: flow.decisions is not None and flow.file.profile is not None, "it is read"
        )
        flow.go(1)
        live.wait(
            lambda: flow.counts is not None and flow.walk.preview is not None, "it is counted"
        )
        live.settle()
        live.wait(lambda: not flow.rehearsal.is_busy, "all rows are counted")
        live.settle()
        assert live.window.grab().save(str(target), "PNG")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2])))
