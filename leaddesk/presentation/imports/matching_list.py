"""The matchings that have a name, as step 2 offers them for the file that is open."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.imports.matchings import (
    NamedMatching,
    change_named,
    named_matching,
    with_matching,
    with_named,
    without_named,
)
from leaddesk.presentation.imports.remembered import read_known, writes_for_all
from leaddesk.presentation.text import tr

Change = Callable[[tuple[NamedMatching, ...]], tuple[NamedMatching, ...]]


class MatchingList(QObject):
    """`changed`: other matchings are there. Those that fit the file best come first."""

    changed = Signal()
    failed = Signal(object)  # Notice

    def __init__(self, client: DeskClient, flow: ImportFlow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client, self._flow = client, flow
        flow.file.opened.connect(self.changed)

    @property
    def matchings(self) -> tuple[NamedMatching, ...]:
        """All of them, what fits the file's heading first."""
        known, decisions = self._flow.file.known, self._flow.decisions
        if known is None or decisions is None:
            return ()
        header = decisions.mapping.header
        return tuple(sorted(known.named, key=lambda one: -one.fits(header)))

    def use(self, matching: NamedMatching) -> None:
        """Match the file's columns by it."""
        if self._flow.decisions is not None:
            self._flow.match(with_matching(self._flow.decisions, matching))

    def save(self, name: str) -> None:
        """Keep the present matching under a name; one that has it is replaced."""
        if self._flow.decisions is not None and name.strip():
            made = named_matching(name, self._flow.decisions)
            self._change(lambda now: with_named(now, made))

    def put_back(self, matching: NamedMatching) -> None:
        """Keep one again that was removed."""
        self._change(lambda now: with_named(now, matching))

    def rename(self, matching: NamedMatching, name: str) -> None:
        """Give it another name."""
        new = " ".join(name.split())
        if new and new != matching.name:
            self._change(
                lambda now: with_named(
                    without_named(now, matching.name), replace(matching, name=new)
                )
            )

    def remove(self, matching: NamedMatching) -> None:
        """Forget it."""
        self._change(lambda now: without_named(now, matching.name))

    # --- inside ------------------------------------------------------------------------------

    def _change(self, change: Change) -> None:
        team, desk = self._flow.file.team, self._client.desk
        if team is None or desk is None:
            return
        user_id = self._client.user_id
        owner = None if writes_for_all(team, user_id) else user_id
        self._client.run(
            change_named(desk, owner, change), on_done=lambda _done: self._ask(),
            on_error=self._failed,
        )  # fmt: skip

    def _ask(self) -> None:
        """Read them again, as they are now."""
        decisions, user_id = self._flow.decisions, self._client.user_id
        if decisions is not None:
            key = decisions.memory_key
            self._client.ask(
                "import.matchings", lambda reader: read_known(reader, key, user_id).named,
                self._came, self._failed,
            )  # fmt: skip

    def _came(self, named: tuple[NamedMatching, ...]) -> None:
        known = self._flow.file.known
        if known is not None:
            self._flow.file.known = replace(known, named=named)
            self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.failed.emit(notice_of(error, tr("saving a matching")))
