"""The file of an import: looked at, looked through, and what is known of its heading."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from leaddesk.base.cancel import CancelToken
from leaddesk.domain.mapping.fields import ColumnMap
from leaddesk.domain.mapping.profile import FileProfile
from leaddesk.domain.raw import Hints
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import Notice, notice_of
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.files import ImportFiles, Looked
from leaddesk.presentation.imports.remembered import Known, read_known
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import TeamView


class FileLook(QObject):
    """`changed`: another file, or news of it. `opened`: it can be matched (`looked`, `team` and
    `known` are there). `surveyed`: `profile` is that of the mapping asked for last.
    `failed`: `error` says why it can't be read; it is told by `changed` after that."""

    changed = Signal()
    opened = Signal()
    failed = Signal()
    surveyed = Signal()

    def __init__(
        self, client: DeskClient, files: ImportFiles, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._client, self._files = client, files
        self._token = CancelToken()
        self._forget()

    def _forget(self) -> None:
        self.path: Path | None = None
        self.hints = Hints()
        self.is_looking = self.is_surveying = False
        self.error: Notice | None = None
        self.looked: Looked | None = None
        self.team: TeamView | None = None
        self.known: Known | None = None
        self.profile: FileProfile | None = None

    @property
    def rows(self) -> int | None:
        """How many rows the file has, None while nobody has counted."""
        if self.profile is not None:
            return self.profile.rows
        return self.looked.inspection.shape.rows if self.looked is not None else None

    def open(self, path: Path, hints: Hints | None = None) -> None:
        """Look at a file; `hints` is what somebody said earlier about how to read it."""
        self.close()
        self.path = path
        self.hints = hints or Hints()
        self._look()

    def correct(self, hints: Hints) -> None:
        """Look again, with what a person knows better."""
        self.hints = hints
        self._look()

    def close(self) -> None:
        """Forget the file; a look at it is broken off."""
        self._token.cancel()
        self._forget()

    def survey(self, mapping: ColumnMap) -> None:
        """Look all rows through under a mapping; the old profile stays until the new one came."""
        path, looked, team = self.path, self.looked, self.team
        if path is None or looked is None or team is None:
            return
        token, shape = self._new_token(), looked.inspection.shape
        region, currency = team.region, team.currency
        self.is_surveying = True
        self._client.fetch(
            "import.survey",
            lambda: self._files.survey(path, shape, mapping, region, currency, token),
            self._surveyed, self._failed,
        )  # fmt: skip

    # --- inside ------------------------------------------------------------------------------

    def _look(self) -> None:
        path, hints = self.path, self.hints
        if path is None:
            return
        token = self._new_token()
        self.is_looking, self.error = True, None
        self.changed.emit()
        self._client.fetch(
            "import.look", lambda: self._files.look(path, hints, token), self._looked, self._failed
        )

    def _looked(self, looked: Looked) -> None:
        self.looked, self.profile = looked, None
        key = Decisions(looked.mapping.column_map()).memory_key
        user_id = self._client.user_id
        self._client.ask(
            "import.known", lambda reader: read_known(reader, key, user_id), self._known,
            self._failed,
        )  # fmt: skip

    def _known(self, known: Known) -> None:
        self.is_looking = False
        self.team, self.known = known.team, known
        self.opened.emit()
        self.changed.emit()

    def _surveyed(self, profile: FileProfile) -> None:
        self.is_surveying, self.profile = False, profile
        self.surveyed.emit()
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.is_looking = self.is_surveying = False
        self.error = notice_of(error, tr("reading the file"))
        self.failed.emit()
        self.changed.emit()

    def _new_token(self) -> CancelToken:
        self._token.cancel()
        self._token = CancelToken()
        return self._token
