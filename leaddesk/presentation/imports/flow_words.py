"""What the steps of an import say of their state, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leaddesk.base.progress import Progress
from leaddesk.presentation.imports.mapping_rows import names_somebody
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.import_commands import Counts

if TYPE_CHECKING:
    from leaddesk.presentation.imports.import_flow import ImportFlow


def open_words(flow: ImportFlow) -> str:
    """Why step 2 is not finished, or ""."""
    view = flow.view()
    if view is None or flow.decisions is None:
        return tr("Reading the file…")
    if not names_somebody(flow.decisions.mapping):
        return tr("Match a column with company, name, email or phone")
    left = view.open_columns()
    if left:
        return tr_n("%n column needs a decision", "%n columns need a decision", left)
    return "" if flow.plan() is not None else tr("counting…")


def stop_words(flow: ImportFlow) -> str:
    """Why the rows can't be added now, or ""."""
    if flow.corrections:
        return tr_n("%n correction to check", "%n corrections to check", flow.corrections)
    stopping = flow.counts.stopping if flow.counts is not None else 0
    if stopping and flow.decisions is not None and flow.decisions.bad_rows == "stop":
        return tr_n("%n row can't be taken", "%n rows can't be taken", stopping)
    return ""


def rows_words(flow: ImportFlow) -> str:
    """How many rows the file has, and that its heading is none of them; "" while unknown."""
    rows, looked = flow.file.rows, flow.file.looked
    if rows is None or looked is None:
        return ""
    count = flow.money.number(rows)
    if looked.inspection.shape.header_line:
        one, many = "{count} row below the heading", "{count} rows below the heading"
        return tr_n(one, many, rows, count=count)
    return tr_n("{count} row", "{count} rows", rows, count=count)


def rows_done(flow: ImportFlow, progress: Progress) -> tuple[str, str]:
    """How many rows are done, and of how many. Lines that are no rows (a total, a repeated
    heading) pass through an import, too, and are not counted."""
    total = flow.file.rows or progress.total
    return flow.money.number(min(progress.done, total)), flow.money.number(total)


def done_words(counts: Counts, money: MoneyWords) -> str:
    """What became of the rows, in one line: "443 added, 31 updated, 6 skipped"."""
    n = money.number
    parts = [tr("{n} added", n=n(counts.created + counts.flagged))]
    parts.append(tr("{n} updated", n=n(counts.updated)))
    if counts.duplicate_in_file:
        parts.append(tr("{n} joined with an earlier row", n=n(counts.duplicate_in_file)))
    parts.append(tr("{n} skipped", n=n(counts.rejected)))
    return ", ".join(parts)


def progress_words(step: int) -> str:
    """That an import waits, and in which step (0 to 3)."""
    return tr("Import in progress, step {n}", n=step + 1)
