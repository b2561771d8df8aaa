"""One column of the board as a Qt model: a sliding window of at most 400 cards."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.board_questions import Window
from leaddesk.presentation.card import Card, CardTips
from leaddesk.presentation.paged_rows import PAGE, Overlay, Page, PagedRows
from leaddesk.presentation.row_diff import Edit, Insert, Move, Remove, Reorder, Update, play
from leaddesk.presentation.text import tr
from leaddesk.service.read_models import CardRow, Cursor

Index: TypeAlias = QModelIndex | QPersistentModelIndex
MIME = "application/x-leaddesk-cards"
CardRole = Qt.ItemDataRole.UserRole + 1
IdRole = Qt.ItemDataRole.UserRole + 2
TipsRole = Qt.ItemDataRole.UserRole + 3
_NOWHERE = QModelIndex()


class ColumnModel(QAbstractListModel):
    """Cards of one column, in the board's order.

    Roles: CardRole a Card, IdRole the lead's id, TipsRole what its parts mean (CardTips),
    DisplayRole the card's headline, AccessibleTextRole what is said aloud,
    AccessibleDescriptionRole its position ("2 of 8"). `data` looks up; a card's words are made the
    first time it is looked at and kept until its row, the minute or the words change. The model is
    never reset: rows are inserted, removed, moved and updated.
    """

    page_wanted = Signal(bool)  # True: the next page, False: the one before
    cards_dropped = Signal(list, object)  # ids, id of the card below the drop or None

    def __init__(
        self,
        stage: Stage,
        words: Callable[[CardRow], Card],
        place: Callable[[CardRow, Sequence[CardRow]], int],
        tips: Callable[[CardRow], CardTips],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.stage = stage
        self._words = words
        self._tips = tips
        self._paged = PagedRows(place)
        self._total = 0
        self._rows: list[CardRow] = []
        self._cards: dict[int, Card] = {}
        self._generation = 0
        self._is_fetching = False

    # --- what the view asks ------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        number = index.row()
        if not 0 <= number < len(self._rows):
            return None
        row = self._rows[number]
        if role == IdRole:
            return row.id
        if role == CardRole:
            return self._card(row)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._card(row).headline()
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._card(row).accessible_text
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.position_text(number)
        return self._tips(row) if role == TipsRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled  # between the cards and below the last
        return (
            Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsDragEnabled
            | Qt.ItemFlag.ItemNeverHasChildren
        )

    def row_of(self, lead_id: int) -> int | None:
        """Return the row in which a lead's card stands, None if it isn't held."""
        return next((n for n, row in enumerate(self._rows) if row.id == lead_id), None)

    def set_total(self, count: int) -> None:
        """How many cards the whole column has, held or not."""
        self._total = count

    def position_text(self, number: int) -> str:
        """Return where a row stands in the whole column: "2 of 8"."""
        at = self.rows_before + number + 1
        return tr("{position} of {count}", position=at, count=max(self._total, at))

    def lead_at(self, number: int) -> CardRow | None:
        """Return a row's lead as data."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def leads(self) -> Sequence[CardRow]:
        """Return the held leads in their order."""
        return tuple(self._rows)

    @property
    def rows_before(self) -> int:
        """How many cards stand before the window."""
        return self._paged.skipped

    # --- pages -------------------------------------------------------------------------------

    @property
    def at_start(self) -> bool:
        return self._paged.at_start

    @property
    def at_end(self) -> bool:
        return self._paged.at_end

    def canFetchMore(self, parent: Index = _NOWHERE) -> bool:
        return not parent.isValid() and self._paged.last is not None and not self._is_fetching

    def fetchMore(self, parent: Index = _NOWHERE) -> None:
        """Ask for the next page; a view may call it well before its end is reached."""
        if self.canFetchMore(parent):
            self._is_fetching = True
            self.page_wanted.emit(True)

    def fetch_before(self) -> None:
        """Ask for the page before the window; for a view near its upper end."""
        if self._paged.first is not None and not self._is_fetching:
            self._is_fetching = True
            self.page_wanted.emit(False)

    def window(self) -> Window:
        """Return what is held, to ask for it again."""
        return Window(
            self.stage.id,
            self._generation,
            self._paged.first,
            max(PAGE, self._paged.held),
            frozenset(self._paged.page_ids()),
        )

    def cursor(self, *, next_page: bool) -> Cursor | None:
        """Return from where the next page, or the one before, is asked for."""
        return self._paged.last if next_page else self._paged.first

    # --- what the board tells ----------------------------------------------------------------

    def is_still(self, generation: int) -> bool:
        """Whether the window is the one for which something was asked."""
        return generation == self._generation

    def show(self, pages: Iterable[Page[CardRow]], overlay: Overlay[CardRow]) -> None:
        """Show these pages in place of the held ones, and pending moves over them."""
        self._generation += 1
        self._is_fetching = False
        self._apply(self._paged.replace(pages, overlay))

    def add_page(self, page: Page[CardRow], *, at_end: bool) -> None:
        """Add the page that was asked for."""
        self._generation += 1
        self._is_fetching = False
        self._apply(self._paged.append(page) if at_end else self._paged.prepend(page))

    def give_up_page(self) -> None:
        """The page did not come, or for another window; it may be asked for again."""
        self._is_fetching = False

    def cover(self, overlay: Overlay[CardRow]) -> None:
        """Show pending moves over what is stored."""
        self._apply(self._paged.cover(overlay))

    def make_words_again(self, lead_ids: Iterable[int] | None = None) -> None:
        """The minute changed (None: all cards), or how these leads' cards read."""
        if lead_ids is None:
            self._cards.clear()
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        for lead_id in lead_ids:
            self._cards.pop(lead_id, None)
            number = self.row_of(lead_id)
            if number is not None:
                self.dataChanged.emit(self.index(number), self.index(number))

    # --- drag and drop -----------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return cards_mime(self._rows[index.row()].id for index in indexes)

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def canDropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        del row, column
        return (
            action == Qt.DropAction.MoveAction and not parent.isValid() and bool(dropped_ids(data))
        )

    def dropMimeData(
        self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index
    ) -> bool:
        """Signal the drop. The rows move when the board shows the pending move, so nothing is
        left for the view to remove."""
        if self.canDropMimeData(data, action, row, column, parent):
            below = self._rows[row].id if 0 <= row < len(self._rows) else None
            self.cards_dropped.emit(dropped_ids(data), below)
            return True
        return False

    # --- inside ------------------------------------------------------------------------------

    def _card(self, row: CardRow) -> Card:
        card = self._cards.get(row.id)
        if card is None:
            card = self._cards[row.id] = self._words(row)
        return card

    def _apply(self, edits: Sequence[Edit[CardRow]]) -> None:
        for edit in edits:
            match edit:
                case Remove(first, count):
                    for row in self._rows[first : first + count]:
                        self._cards.pop(row.id, None)
                    self.beginRemoveRows(_NOWHERE, first, first + count - 1)
                    play(self._rows, edit)
                    self.endRemoveRows()
                case Insert(at, rows):
                    self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
                    play(self._rows, edit)
                    self.endInsertRows()
                case Move(source, target):
                    below = target if target < source else target + 1
                    self.beginMoveRows(_NOWHERE, source, source, _NOWHERE, below)
                    play(self._rows, edit)
                    self.endMoveRows()
                case Reorder():
                    self._reorder(edit)
                case Update(first, rows):
                    for row in rows:
                        self._cards.pop(row.id, None)
                    play(self._rows, edit)
                    self.dataChanged.emit(self.index(first), self.index(first + len(rows) - 1))

    def _reorder(self, edit: Reorder) -> None:
        """Another order of the same rows; selection and focus stay with their cards."""
        self.layoutAboutToBeChanged.emit()
        target = {source: n for n, source in enumerate(edit.sources, start=edit.first)}
        before = self.persistentIndexList()
        after = [self.index(target.get(index.row(), index.row())) for index in before]
        play(self._rows, edit)
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()


def cards_mime(lead_ids: Iterable[int]) -> QMimeData:
    """Return the cards' ids as what is dragged."""
    data = QMimeData()
    data.setData(MIME, json.dumps(list(lead_ids)).encode())
    return data


def dropped_ids(data: QMimeData) -> list[int]:
    """Return the ids in what was dragged; none if it is something else."""
    if not data.hasFormat(MIME):
        return []
    try:
        found = json.loads(bytes(data.data(MIME).data()))
    except ValueError:
        return []
    return [n for n in found if isinstance(n, int)] if isinstance(found, list) else []
