"""Rows of a file, prepared in a child process and handed over by a thread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from leaddesk.base.cancel import CancelToken
from leaddesk.outside.import_source import FileSource
from leaddesk.service.import_commands import PreparedRow
from leaddesk.service.import_job import PART, SLICE
from leaddesk.service.import_plan import ImportPlan
from leaddesk.service.intake import IntakeContext
from leaddesk.work.feed import feed

WAITING = 2 * SLICE // PART
"""Parts that the reader may be ahead of the writer: enough to keep both busy."""


class FedSource(FileSource):
    """See import_job.RowSource. The reader goes on while rows are staged, and whoever stages them
    never waits for the file."""

    def prepared(
        self, plan: ImportPlan, ctx: IntakeContext, *, size: int, skip: int
    ) -> Iterator[Sequence[PreparedRow] | None]:
        """See import_job.RowSource; each call reads on its own and ends its reader alone."""
        token = CancelToken()
        source = FileSource(self._path, self._shape, cancel=token)
        parts = source.prepared(plan, ctx, size=size, skip=skip)
        return feed(parts, WAITING, stop=token.cancel)
