"""The line of the peek that says who else writes in the lead; and this window's own word."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from leaddesk.presentation.editing import NOBODY, Editing
from leaddesk.presentation.peek_model import PeekModel
from leaddesk.presentation.presence_model import PresenceModel
from leaddesk.widgets.controls import Avatar
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.peek.composer import Composer
from leaddesk.widgets.peek.details import Details
from leaddesk.widgets.theme import Theme


class EditingLine(QWidget):
    """A small disc and a sentence; hidden while nobody else writes in the lead."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown = NOBODY
        self.avatar = Avatar(theme, 20)
        self.words = PlainLabel(theme, role="small", tone="text2", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_editing(self, editing: Editing) -> None:
        """Show who writes; hide for nobody."""
        if editing == self._shown:
            return
        self._shown = editing
        if editing.text:
            self.avatar.set_person(
                editing.name, editing.initials, editing.color_index, present=True
            )
        self.words.setText(editing.text)
        self.setAccessibleName(editing.text)
        self.setVisible(bool(editing.text))


class EditingBothWays(QObject):
    """Keeps the line true, and tells the others while a detail is being written in or the composer
    holds text; that a lead is open alone is nobody's business."""

    def __init__(
        self,
        presence: PresenceModel,
        model: PeekModel,
        details: Details,
        composer: Composer,
        line: EditingLine,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._presence, self._model = presence, model
        self._details, self._composer, self._line = details, composer, line
        presence.changed.connect(self._others_changed)
        model.changed.connect(self._show)
        model.changed.connect(self._say)
        model.closed.connect(self._show)
        model.closed.connect(self._say)
        details.written_in.connect(self._say)
        composer.text.textChanged.connect(self._say)

    def _others_changed(self, lead_ids: AbstractSet[int]) -> None:
        if self._model.lead_id in lead_ids:
            self._show()

    def _show(self) -> None:
        view, team = self._model.view, self._model.team
        if view is None or team is None:
            self._line.show_editing(NOBODY)
        else:
            self._line.show_editing(self._presence.editing(view.id, team.users))

    def _say(self) -> None:
        writes = self._composer.has_text or self._details.is_written_in
        self._presence.set_editing(self._model.lead_id if writes else None)
