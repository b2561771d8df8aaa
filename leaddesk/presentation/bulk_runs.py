"""Verbs over checked leads: a few at once, thousands in slices that can be cancelled."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from leaddesk.base.cancel import CancelToken
from leaddesk.base.errors import KnownError
from leaddesk.base.progress import Progress
from leaddesk.presentation.desk_client import DeskClient, OnError

if TYPE_CHECKING:
    from leaddesk.service.bulk_job import BulkEnd
    from leaddesk.service.commands import BulkResult
    from leaddesk.service.desk import Outcome
    from leaddesk.service.slice_commands import BulkCommand

AT_ONCE = 200
"""More leads than that take seconds: then the act shows how far it is."""


class BulkRuns(QObject):
    """One long act at a time. All methods and signals belong to the window's thread."""

    progressed = Signal(object)  # Progress of the act that runs; None: none runs any more
    ended = Signal(object, object)  # BulkResult, BulkEnd | None: of any act, also of a short one

    def __init__(self, client: DeskClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._token: CancelToken | None = None

    @property
    def is_running(self) -> bool:
        """Whether a long act is under way."""
        return self._token is not None

    def do(
        self,
        command: BulkCommand,
        on_done: Callable[[Outcome], None] | None = None,
        on_error: OnError | None = None,
        *,
        doing: str = "",
    ) -> None:
        """Do it as `DeskClient.do` does. Of a long act `on_done` gets what was done in all, also
        when it was cancelled; `on_error` hears only of one of which nothing was done."""
        if len(command.ids) <= AT_ONCE:
            self._client.do(command, lambda o: self._done(o, on_done), on_error, doing=doing)
            return
        refusal = self._refusal(command)
        if refusal is not None:
            self._fail(refusal, on_error)
            return
        self._run(command, on_done, on_error)

    def cancel(self) -> None:
        """End the long act after its slice under way; what is done stays done."""
        if self._token is not None:
            self._token.cancel()

    # --- inside ------------------------------------------------------------------------------

    def _refusal(self, command: BulkCommand) -> KnownError | None:
        if self._token is not None:
            return KnownError(
                "Another change of many leads is under way.",
                "Nothing was done. Wait for its end, or cancel it.",
                code="busy",
            )
        lock = self._client.lock
        return lock.refuses(command) if lock is not None else None

    def _run(
        self,
        command: BulkCommand,
        on_done: Callable[[Outcome], None] | None,
        on_error: OnError | None,
    ) -> None:
        import uuid

        from leaddesk.service.bulk_job import do_all

        desk, op_id = self._client.desk, uuid.uuid4().hex
        if desk is None:
            return
        token = self._token = CancelToken()

        def ended(end: BulkEnd) -> None:
            self._over()
            self._client.outcome_came.emit(end.outcome)
            self._done(end.outcome, on_done, end)

        def failed(error: BaseException) -> None:
            self._over()
            self._fail(error, on_error)

        self.progressed.emit(Progress(0, len(command.ids)))
        work = do_all(desk, command, op_id=op_id, token=token)
        self._client.run(
            work, on_done=ended, on_error=failed, on_progress=self.progressed.emit, op_id=op_id
        )

    def _over(self) -> None:
        self._token = None
        self.progressed.emit(None)

    def _done(
        self,
        outcome: Outcome,
        on_done: Callable[[Outcome], None] | None,
        end: BulkEnd | None = None,
    ) -> None:
        if on_done is not None:
            on_done(outcome)
        result: BulkResult | None = outcome.result
        if result is not None:  # a repeated one has none
            self.ended.emit(result, end)

    def _fail(self, error: BaseException, on_error: OnError | None) -> None:
        from leaddesk.base.errors import Cancelled
        from leaddesk.presentation.errors import notice_of

        if on_error is not None:
            on_error(error)
        elif not isinstance(error, Cancelled):
            self._client.noticed.emit(notice_of(error))
