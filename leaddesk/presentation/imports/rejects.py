"""Rows that an import did not take, as a file to be mended and imported again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from leaddesk.domain.raw import RowProblem
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.imports.files import ImportFiles
from leaddesk.presentation.kept_words import tr_kept
from leaddesk.presentation.text import tr
from leaddesk.service.import_commands import Batch
from leaddesk.service.read_models import ImportRowView


def save_rejects(
    client: DeskClient, files: ImportFiles, batch: Batch, header: tuple[str, ...], path: Path,
    saved: Callable[[int], None], failed: Callable[[Notice], None],
) -> None:  # fmt: skip
    """Write all rows that were rejected or left out; `saved` hears how many."""
    most = max(1, batch.counts.rejected)

    def told(error: BaseException) -> None:
        failed(notice_of(error, tr("saving the rows")))

    def came(rows: tuple[ImportRowView, ...]) -> None:
        bad = [RowProblem(r.line, "rejected", tr_kept(r.reason), r.cells) for r in rows]
        client.fetch("import.rejects", lambda: files.write_rejects(path, header, bad), saved, told)

    client.ask(
        "import.rejected",
        lambda reader: reader.import_rows(batch.id, outcome="rejected", limit=most), came, told,
    )  # fmt: skip
