"""What the board shows: the view's filter, the pressed chips, the order; and its chips in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.domain.aging import Need, needs_criteria
from leaddesk.domain.criteria import All, Criteria
from leaddesk.domain.saved_view import OPEN
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.filter_model import asked, joined
from leaddesk.presentation.text import tr, tr_n
from leaddesk.presentation.views_model import MINE, BuiltIn, Look, PageViews, SavedViews
from leaddesk.service.read_models import BoardFilter, BoardSort
from leaddesk.widgets.board.board_bar import BoardBar, need_word
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.widgets.filters.filter_chips import FilterChips
    from leaddesk.widgets.filters.filter_control import FilterControl


def built_in_views() -> tuple[BuiltIn, ...]:
    """Return the views that every board has."""
    return (
        BuiltIn("mine", tr("My open leads"), Look((MINE,))),
        BuiltIn("team", tr("Team pipeline"), Look()),
    )


class BoardFiltering(QObject):
    """Joins the second bar, the chips of the filter and the views with the board's filter.

    `row` is the place of the chips. They, their words and the form are made when a filter is first
    shown or built: most boards begin with that of their view alone.
    """

    changed = Signal()

    def __init__(
        self, tools: Tools, board: BoardModel, saved: SavedViews, bar: BoardBar, host: QWidget
    ) -> None:
        super().__init__(host)
        self._tools, self._board, self._bar, self._host = tools, board, bar, host
        self.views = PageViews("board", saved, built_in_views(), self)
        self.views.set_sort("next_step")
        self.row = QVBoxLayout()
        self._covered = 0
        self._has_chips = False
        self.needs: tuple[Need, ...] = ()
        self._day: date | None = None
        self.views.look_changed.connect(self.apply)
        self.views.tabs_changed.connect(self._show_chips)
        bar.needs_changed.connect(self.show_needs)
        bar.sort_chosen.connect(self.set_sort)
        bar.filter_asked.connect(self.open)
        board.columns_changed.connect(self._show_chips)

    @cached_property
    def form(self) -> FilterControl:
        """What builds a condition."""
        from leaddesk.widgets.filters.filter_control import FilterControl

        return FilterControl(self._tools, self.views.filter, self._host)

    @cached_property
    def chips(self) -> FilterChips:
        """The conditions that are set."""
        from leaddesk.widgets.filters.filter_chips import FilterChips

        chips = FilterChips(self._tools.theme)
        chips.hide()
        chips.setContentsMargins(24, 0, 24 + self._covered, 10)
        chips.edited.connect(lambda key: self.form.open(chips.chip(key), int(key)))
        chips.removed.connect(lambda key: self.views.filter.remove(int(key)))
        chips.cleared.connect(self.clear_parts)
        self.row.addWidget(chips)
        self._has_chips = True
        return chips

    def set_covered(self, width: int) -> None:
        """Something lies over so many pixels at the end of the page."""
        self._covered = width
        self._bar.set_covered(width)
        if self._has_chips:
            self.chips.setContentsMargins(24, 0, 24 + width, 10)

    @property
    def sort(self) -> BoardSort:
        """The order of the columns."""
        return next((s for s in get_args(BoardSort) if s == self.views.look.sort), "next_step")

    @property
    def conditions(self) -> int:
        """How many conditions are set beside those of a built-in view."""
        return len(self._shown()) + len(self.needs)

    def open(self) -> None:
        """Build one more condition, below the button."""
        self.form.open(self._bar.filter_button)

    def set_sort(self, sort: str) -> None:
        """Show the columns in another order."""
        self.views.set_sort(sort)
        self.apply()

    def show_needs(self, needs: tuple[Need, ...], *, asks: bool = True) -> None:
        """Show only leads that need one of these; without `asks` from the next reading on."""
        self.needs = needs
        self._bar.press(needs)
        if asks:
            self.apply()

    def clear_parts(self) -> None:
        """No condition but those of a built-in view."""
        kept = self._hidden()
        self.views.filter.set_parts(part for part in self.views.filter.parts if part in kept)

    def clear(self) -> None:
        """No condition, and no chip pressed."""
        self.needs = ()
        self._bar.press(())
        before = self.views.filter.parts
        self.clear_parts()
        if self.views.filter.parts == before:
            self.apply()

    def tick(self) -> None:
        """A minute has passed; days that the filter speaks of are others after midnight."""
        day = self._tools.dates.day_of(self._tools.clock.now())
        if self._day is not None and day != self._day:
            self.apply()

    def apply(self) -> None:
        """Ask for what the view, the filter and the pressed chips mean together."""
        now = self._tools.clock.now()
        self._day = self._tools.dates.day_of(now)
        parts = self.views.filter.parts
        owner_id = self._tools.client.user_id if MINE in parts else None
        self._bar.set_sort(self.sort)
        self._show_chips()
        shown = replace(
            self._board.filter, owner_id=owner_id, criteria=self.criteria(), sort=self.sort
        )
        unpressed = replace(shown, criteria=self._asked()) if self.needs else None
        self._board.set_filter(shown, unpressed)
        self.changed.emit()

    def criteria(self, *, without: Criteria | None = None) -> Criteria | None:
        """Return what the database is asked for, the owner of `mine` left out; on wish without a
        part."""
        now = self._tools.clock.now()
        found, team, needs = self._asked(without), self._board.team, None
        if self.needs and team is not None:
            needs = needs_criteria(self.needs, team.pipeline, now, self._tools.dates.day_ends(now))
        return joined(part for part in (found, needs) if part is not None)

    def empty_text(self, tell: Callable[[str], None]) -> str:
        """Return why nothing is shown; `tell` gets it again when it is known which condition
        leaves out most."""
        shown, needs = self._shown(), self.needs
        count = self.conditions
        if count == 1:
            from leaddesk.presentation.filter_words import part_words

            words = part_words(shown[0][1], self._board.team) if shown else (need_word(needs[0]),)
            return tr("No leads match: {filter}.", filter=" ".join(words).strip())
        text = tr_n("No leads match this filter.", "No leads match these %n filters.", count)
        self._ask_most(text, tell)
        return text

    # --- inside ------------------------------------------------------------------------------

    def _ask_most(self, text: str, tell: Callable[[str], None]) -> None:
        """Each condition left out by turns: the one without which there are most."""
        from leaddesk.presentation.filter_words import part_words

        now = self._tools.dates.local(self._tools.clock.now())
        parts = [part for _, part in self._shown()]
        words = [" ".join(part_words(part, self._board.team)).strip() for part in parts]
        login = self.views.saved.login
        plain = [found for part in parts if (found := asked([part], login, now)) is not None]
        team, at = self._board.team, self._tools.clock.now()
        if self.needs and team is not None:
            ends = self._tools.dates.day_ends(at)
            needs = needs_criteria(self.needs, team.pipeline, at, ends)
            if needs is not None:
                plain.append(needs)
                words.append(", ".join(need_word(need) for need in self.needs))
        shown: BoardFilter = replace(self._board.filter, criteria=All(tuple(plain)))

        def came(counts: tuple[int, ...]) -> None:
            if max(counts, default=0) > 0 and self._board.filter.criteria == self.criteria():
                most = words[counts.index(max(counts))]
                tell(f"{text} {tr('Most are left out by “{filter}”.', filter=most)}")

        self._tools.client.ask("board.without", lambda reader: reader.without_each(shown), came)

    def _hidden(self) -> tuple[Criteria, ...]:
        """What the name of a built-in view says already is no chip."""
        kept = self.views.kept().parts if self.views.saved.find(self.views.key) is None else ()
        return (OPEN, *kept)

    def _asked(self, without: Criteria | None = None) -> Criteria | None:
        """What the conditions mean now, the chips pressed left out."""
        rest = [p for p in self.views.filter.parts if p not in (MINE, OPEN, without)]
        now = self._tools.dates.local(self._tools.clock.now())
        return asked(rest, self.views.saved.login, now)

    def _shown(self) -> list[tuple[int, Criteria]]:
        hidden = self._hidden()
        return [(n, p) for n, p in enumerate(self.views.filter.parts) if p not in hidden]

    def _show_chips(self) -> None:
        shown = self._shown()
        if shown or self._has_chips:
            from leaddesk.presentation.filter_words import part_words
            from leaddesk.widgets.filters.filter_chips import ChipText

            team = self._board.team
            self.chips.show_chips([ChipText(str(n), *part_words(p, team)) for n, p in shown])
            self.chips.setVisible(bool(shown))
        self._bar.set_conditions(len(shown))
