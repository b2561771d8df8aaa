"""What the list shows: the view's filter and order, asked of the database, and said in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from leaddesk.domain.aging import Need, needs_criteria
from leaddesk.domain.criteria import All, Condition, Criteria, scalars
from leaddesk.domain.saved_view import OPEN
from leaddesk.presentation.filter_model import asked, joined
from leaddesk.presentation.filter_words import part_words
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.views_model import MINE, BuiltIn, Look, PageViews, SavedViews
from leaddesk.service.read_models import ListQuery
from leaddesk.widgets.board.board_bar import need_word
from leaddesk.widgets.filters.filter_chips import ChipText
from leaddesk.widgets.filters.filter_control import FilterControl

if TYPE_CHECKING:
    from collections.abc import Callable

    from leaddesk.presentation.board_model import BoardModel
    from leaddesk.service.read_models import BatchView
    from leaddesk.widgets.leads.list_bar import ListBar
    from leaddesk.widgets.tools import Tools

_NEEDS: Final = "needs"
_NEWEST: Final = "-created"
_DUE: Final = "next_step"


def built_in_views() -> tuple[BuiltIn, ...]:
    """Return the views that every list has: what is worked on by what is due, the rest by age."""
    nobody = Condition("owner", "is_empty")
    return (
        BuiltIn("open", tr("All open"), Look((OPEN,), _DUE)),
        BuiltIn("mine", tr("My leads"), Look((MINE, OPEN), _DUE)),
        BuiltIn("unassigned", tr("Unassigned"), Look((nobody, OPEN), _NEWEST)),
        BuiltIn("all", tr("Everything"), Look(sort=_NEWEST)),
    )


class ListFiltering(QObject):
    """Joins the bar with the views of the list; `changed`: `query` is another one."""

    changed = Signal()

    def __init__(
        self, tools: Tools, board: BoardModel, saved: SavedViews, bar: ListBar, host: QWidget
    ) -> None:
        super().__init__(host)
        self._tools, self._board, self._bar = tools, board, bar
        self.views = PageViews("list", saved, built_in_views(), self)
        self.form = FilterControl(tools, self.views.filter, host)
        self.needs: tuple[Need, ...] = ()
        self._imports: dict[Decimal, str] = {}
        self._day: date | None = None
        self.views.look_changed.connect(self._changed)
        saved.changed.connect(self._login_known)
        self._login = saved.login
        bar.filter_asked.connect(self.open)
        bar.chips.edited.connect(self._edit)
        bar.chips.removed.connect(self._remove)
        bar.chips.cleared.connect(self.clear)
        board.columns_changed.connect(self.show_chips)
        self.show_chips()

    @property
    def query(self) -> ListQuery:
        """What the database is asked for."""
        parts = self.views.filter.parts
        criteria = joined(self._asked_parts())
        self._day = self._tools.dates.day_of(self._tools.clock.now())
        return ListQuery(criteria, self.views.look.sort or _NEWEST, open_only=OPEN in parts)

    @property
    def is_filtered(self) -> bool:
        """Whether anything but the view keeps leads out."""
        return bool(self.needs) or self.views.is_changed

    def open(self) -> None:
        """Build one more condition, below the button."""
        self.form.open(self._bar.filter_button)

    def clear(self) -> None:
        """No condition at all."""
        self.needs = ()
        if self.views.filter.parts:
            self.views.filter.clear()
        else:
            self._changed()

    def show_import(self, batch_id: int, file_name: str) -> None:
        """Show the leads that an import has made, until the chip that says so is removed."""
        number = Decimal(batch_id)
        self._imports[number] = file_name
        self.needs = ()
        self.views.take("all", replace(self.views.look, parts=(Condition("import", "eq", number),)))

    def tick(self) -> None:
        """A minute has passed; days that the filter speaks of are others after midnight."""
        day = self._tools.dates.day_of(self._tools.clock.now())
        if self._day is not None and day != self._day:
            self.changed.emit()

    def empty_text(self, tell: Callable[[str], None]) -> str:
        """Return why the list is empty; `tell` gets it again when it is known which condition
        leaves out most."""
        conditions = self._conditions()
        if not conditions:
            return tr("No leads here yet.")
        if len(conditions) == 1:
            return tr("No leads match: {filter}.", filter=conditions[0][0])
        text = tr_n(
            "No leads match this filter.", "No leads match these %n filters.", len(conditions)
        )
        query = replace(self.query, criteria=All(tuple(part for _, part in conditions)))
        shown = self.query

        def came(counts: tuple[int, ...]) -> None:
            if max(counts, default=0) > 0 and shown == self.query:
                most = conditions[counts.index(max(counts))][0]
                tell(f"{text} {tr('Most are left out by “{filter}”.', filter=most)}")

        self._tools.client.ask("list.without", lambda reader: reader.without_each(query), came)
        return text

    def show_chips(self) -> None:
        """Say the conditions."""
        texts = [
            ChipText(str(n), *self._words(part)) for n, part in enumerate(self.views.filter.parts)
        ]
        if self.needs:
            texts.append(ChipText(_NEEDS, tr("Attention"), self._needs_words()))
        self._bar.chips.show_chips(texts)

    # --- inside ------------------------------------------------------------------------------

    def _changed(self) -> None:
        self.show_chips()
        self.changed.emit()

    def _login_known(self) -> None:
        """What was asked for `me` before it was known who that is, is asked again."""
        if self._login != self.views.saved.login:
            self._login = self.views.saved.login
            if self._day is not None and MINE in self.views.filter.parts:
                self.changed.emit()

    def _edit(self, key: str) -> None:
        if key != _NEEDS:
            self.form.open(self._bar.chips.chip(key), int(key))

    def _remove(self, key: str) -> None:
        if key == _NEEDS:
            self.needs = ()
            self._changed()
        else:
            self.views.filter.remove(int(key))

    def _needs_words(self) -> str:
        return ", ".join(need_word(need) for need in self.needs)

    def _words(self, part: Criteria) -> tuple[str, str]:
        if isinstance(part, Condition) and part.field == "import":
            for number in scalars(part.value):
                if isinstance(number, Decimal) and (name := self._import_name(number)):
                    return tr("New from the import of"), name
        return part_words(part, self._board.team)

    def _import_name(self, number: Decimal) -> str:
        """The file of an import; "" while it is not known. A view that was saved has its number."""
        if number not in self._imports:
            self._imports[number] = ""
            self._tools.client.ask("list.imports", lambda reader: reader.batches(), self._named)
        return self._imports[number]

    def _named(self, batches: tuple[BatchView, ...]) -> None:
        self._imports |= {Decimal(batch.id): batch.file_name for batch in batches}
        self.show_chips()

    def _conditions(self) -> list[tuple[str, Criteria]]:
        """Words and meaning of all parts but OPEN, which is asked apart."""
        found = [
            (" ".join(self._words(part)).strip(), meant)
            for part in self.views.filter.parts
            if part != OPEN and (meant := self._meant(part)) is not None
        ]
        needs = self._meant_needs()
        return found if needs is None else [*found, (self._needs_words(), needs)]

    def _asked_parts(self) -> list[Criteria]:
        return [part for _, part in self._conditions()]

    def _meant(self, part: Criteria) -> Criteria | None:
        now = self._tools.dates.local(self._tools.clock.now())
        return asked([part], self.views.saved.login, now)

    def _meant_needs(self) -> Criteria | None:
        team, now = self._board.team, self._tools.clock.now()
        if not self.needs or team is None:
            return None
        return needs_criteria(self.needs, team.pipeline, now, self._tools.dates.day_ends(now))
