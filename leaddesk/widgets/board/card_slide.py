"""Cards that slide to their new place when they were dropped, moved by a key or by others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPointF, QRect, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QScrollArea, QWidget

from leaddesk.widgets.board.card_painter import CardState
from leaddesk.widgets.board.column_view import ColumnView
from leaddesk.widgets.theme import Theme

SLIDE_MS: Final = 200
_MOST: Final = 120
"""Of more cards at once nobody sees where each one goes: they stand at their places at once."""


class Shown(Protocol):
    """What stands on the board."""

    @property
    def columns(self) -> tuple[ColumnView, ...]: ...


@dataclass(frozen=True, slots=True)
class Sliding:
    """One card on its way: from and to are cells in the board's pixels, `inside` is what it is
    clipped to."""

    lead_id: int
    begin: QRect
    end: QRect
    inside: QRect
    face: QPixmap

    def at(self, part: float) -> QPointF:
        """Return its upper left corner when `part` (0 to 1) of the way is done."""
        way = self.end.topLeft() - self.begin.topLeft()
        return QPointF(self.begin.topLeft()) + QPointF(way) * part


class CardSlide(QWidget):
    """Lies over the board while cards slide and lets every click through; else it is hidden and
    costs nothing. `note` what is seen, let the rows change, then `play`."""

    def __init__(self, theme: Theme, view: QScrollArea, shown: Shown) -> None:
        super().__init__(view.viewport())
        self._theme, self._view, self._shown = theme, view, shown
        self._noted: dict[int, QRect] | None = None
        self._sliding: tuple[Sliding, ...] = ()
        self._run = QVariantAnimation(self)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.setDuration(SLIDE_MS)
        self._run.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._run.valueChanged.connect(self._step)
        self._run.finished.connect(self.stop)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        theme.changed.connect(self.stop)
        view.viewport().installEventFilter(self)
        view.horizontalScrollBar().valueChanged.connect(self.stop)

    @property
    def is_on(self) -> bool:
        """Whether cards are on their way."""
        return bool(self._sliding)

    def note(self, lifted: Mapping[int, QRect] | None = None) -> None:
        """Remember where cards are seen now. `lifted` are cells, in global pixels, of cards that
        were in the hand; of two notes before a `play` the first one counts."""
        if self._noted is not None or not self._is_wanted():
            return
        part = float(self._run.currentValue() or 0.0)
        under_way = {
            one.lead_id: QRect(one.at(part).toPoint(), one.end.size()) for one in self._sliding
        }
        origin = self._view.viewport().mapToGlobal(QRect().topLeft())
        held = {key: rect.translated(-origin) for key, rect in (lifted or {}).items()}
        self._noted = {**self._places(), **under_way, **held}

    def play(self) -> None:
        """Let the cards slide from where they were noted to where they are now."""
        noted, self._noted = self._noted, None
        if noted is None:
            return
        self.stop()
        if not self._is_wanted():
            return
        found = []
        for column in self._shown.columns:
            places = self._places_of(column)
            inside = self._on_board(column, column.list.viewport().rect())
            for lead_id, place in places.items():
                before = noted.get(lead_id)
                if before is not None and before.topLeft() != place.topLeft():
                    found.append(self._sliding_card(column, lead_id, before, place, inside))
        if 0 < len(found) <= _MOST:
            self._begin(tuple(one for one in found if one is not None))

    def stop(self) -> None:
        """Put all cards at their places at once."""
        self._run.stop()
        if self._sliding:
            self._sliding = ()
            self.hide()
            for column in self._shown.columns:
                column.list.show_away(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """End where the board is resized: the places are other ones."""
        if event.type() == QEvent.Type.Resize and watched is self._view.viewport():
            self.stop()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cards on their way, the ones from other columns on top."""
        painter = QPainter(self)
        part = float(self._run.currentValue() or 0.0)
        for one in self._sliding:
            painter.setClipRect(one.inside)
            painter.drawPixmap(one.at(part), one.face)
        painter.end()

    # --- inside ------------------------------------------------------------------------------

    def _is_wanted(self) -> bool:
        return self._view.isVisible() and not self._theme.look.reduce_motion

    def _begin(self, sliding: tuple[Sliding, ...]) -> None:
        self._sliding = sliding
        away = [one.lead_id for one in sliding]
        for column in self._shown.columns:
            column.list.show_away(away)
            column.list.scrolled.connect(
                self.stop, Qt.ConnectionType(Qt.ConnectionType.UniqueConnection.value)
            )
        self.setGeometry(self._view.viewport().rect())
        self.show()
        self.raise_()
        self._run.start()

    def _step(self) -> None:
        self.update()

    def _places(self) -> dict[int, QRect]:
        found: dict[int, QRect] = {}
        for column in self._shown.columns:
            found |= self._places_of(column)
        return found

    def _places_of(self, column: ColumnView) -> dict[int, QRect]:
        places = column.list.seen_places()
        return {lead_id: self._on_board(column, place) for lead_id, place in places.items()}

    def _on_board(self, column: ColumnView, place: QRect) -> QRect:
        viewport = self._view.viewport()
        return QRect(column.list.viewport().mapTo(viewport, place.topLeft()), place.size())

    def _sliding_card(
        self, column: ColumnView, lead_id: int, begin: QRect, end: QRect, inside: QRect
    ) -> Sliding | None:
        cards = column.list
        card = cards.card_of(lead_id)
        if card is None:
            return None
        is_chosen = lead_id in cards.selected_ids()
        state = CardState(selected=is_chosen, checked=is_chosen and cards.cards.several)
        face = cards.cards.painter.pixmap(
            card, end.size(), state, self.devicePixelRatioF(), right_to_left=self.isRightToLeft()
        )
        stays = begin.left() == end.left()
        clip = inside if stays else self._view.viewport().rect()
        return Sliding(lead_id, begin, end, clip, face)
