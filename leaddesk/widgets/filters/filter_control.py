"""Opens the form of a page's filter and puts what it says into the page's FilterModel."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from leaddesk.domain.criteria import Criteria
from leaddesk.domain.saved_view import OPEN
from leaddesk.presentation.filter_fields import FilterRow, field_choices, rows_of
from leaddesk.presentation.filter_model import FilterModel
from leaddesk.presentation.text import tr
from leaddesk.presentation.views_model import MINE
from leaddesk.service.read_models import Reader, TeamView
from leaddesk.widgets.controls import Popover
from leaddesk.widgets.controls.refit import host_of, refit
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.widgets.filters.filter_form import FilterForm

_CUSTOM_FIELDS = "custom_fields"


class FilterControl(QObject):
    """One for each page. `open` asks for the team and its own fields first."""

    def __init__(self, tools: Tools, filter: FilterModel, host: QWidget) -> None:
        super().__init__(host)
        self._tools, self._filter, self._host = tools, filter, host
        self.popover: Popover | None = None
        self.form: FilterForm | None = None

    def open(self, anchor: QWidget, number: int | None = None) -> None:
        """Build one more part, or change the part with this number; below `anchor`."""
        if self.popover is not None:
            return
        rows: tuple[FilterRow, ...] = ()
        if number is not None:
            part = self._filter.parts[number]
            rows = () if part == OPEN else rows_of(part)
            if not rows:
                return  # made elsewhere: it can be removed, not changed here

        def question(reader: Reader) -> tuple[TeamView, tuple[str, ...]]:
            custom = json.loads(reader.setting(_CUSTOM_FIELDS) or "[]")
            return reader.team(), tuple(str(name) for name in custom)

        def came(answer: tuple[TeamView, tuple[str, ...]]) -> None:
            if self.popover is None and anchor.isVisible():
                self._open(anchor, number, *answer, rows)

        self._tools.client.ask("filter.form", question, came)

    # --- inside ------------------------------------------------------------------------------

    def _open(
        self,
        anchor: QWidget,
        number: int | None,
        team: TeamView,
        custom: tuple[str, ...],
        rows: tuple[FilterRow, ...],
    ) -> None:
        from leaddesk.widgets.filters.filter_form import FilterForm

        form = FilterForm(self._tools, team, field_choices(custom), rows)
        popover = Popover(self._tools.theme, host_of(self._host), tr("Filter"), form)
        self.popover, self.form = popover, form

        def accepted(part: Criteria) -> None:
            popover.close_it()
            self._take(number, part)

        form.accepted.connect(accepted)
        form.left.connect(popover.close_it)
        popover.closed.connect(self._closed)
        popover.open_at(anchor)
        form.take_focus()

        form.changed_size.connect(lambda: refit(popover, form))

    def _take(self, number: int | None, part: Criteria) -> None:
        parts = list(self._filter.parts)
        if number is not None and number < len(parts):
            parts[number] = part
        else:
            parts.append(part)
        # Who asks for other owners does not mean "and also mine".
        if MINE in parts and part != MINE and _is_on_owner(part):
            parts.remove(MINE)
        self._filter.set_parts(parts)

    def _closed(self) -> None:
        popover, self.popover, self.form = self.popover, None, None
        if popover is not None:
            popover.deleteLater()


def _is_on_owner(part: Criteria) -> bool:
    return all(row.field == "owner" for row in rows_of(part) or (FilterRow(),))
