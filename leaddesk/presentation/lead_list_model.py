"""The leads list as a Qt model: its true length, and only those rows that somebody looks at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QElapsedTimer,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from leaddesk.base.clock import Clock
from leaddesk.domain.lead import Lead
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.change_hub import Changed, ChangeHub
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.list_columns import (
    STANDARD,
    LeadCells,
    column_title,
    edit_text,
    edited_field,
    sort_field,
)
from leaddesk.presentation.list_rows import UNKNOWN, Ids, id_edits, ids_of
from leaddesk.presentation.row_diff import Insert, Move, Remove, Reorder
from leaddesk.service.commands import EditLead
from leaddesk.service.read_models import ListQuery, Reader, TeamView

Index: TypeAlias = QModelIndex | QPersistentModelIndex
CardRole = Qt.ItemDataRole.UserRole + 1
IdRole = Qt.ItemDataRole.UserRole + 2
StageRole = Qt.ItemDataRole.UserRole + 3
FIRST = 50
READ_AGAIN_MS = 1_000
_NOWHERE = QModelIndex()
_FirstAnswer: TypeAlias = tuple[TeamView, tuple[int, ...], int, dict[int, Lead]]


class LeadListModel(QAbstractTableModel):
    """Rows are leads, columns those of `list_columns` by name.

    CardRole gives the row's Card, StageRole its Stage, IdRole its id; all are None (and the text
    is empty) for a row that was not read yet. The view calls `see` with the rows in sight, and
    those are read; `data` itself never asks. Sorting and filtering happen in the database.
    """

    loading_changed = Signal(bool)  # True: the rows belong to an older query
    total_changed = Signal(int)
    checked_changed = Signal()
    edit_failed = Signal(int, str, object)  # id, field, Notice
    load_failed = Signal(object)  # Notice

    def __init__(
        self,
        client: DeskClient,
        hub: ChangeHub,
        clock: Clock,
        words: Callable[[TeamView], CardWords],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._clock, self._make_words = client, clock, words
        self._query = ListQuery()
        self._columns: tuple[str, ...] = STANDARD
        self._ids: Ids = ids_of(())
        self._cells = LeadCells()
        self._leaving: set[int] = set()
        self._checked: set[int] = set()
        self._sight = (0, FIRST)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._asked_at = QElapsedTimer()
        self._again.timeout.connect(self._ask_ids)
        hub.changed.connect(self._on_changed)

    # --- what the view asks ------------------------------------------------------------------

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not (0 <= index.row() < len(self._ids) and 0 <= index.column() < len(self._columns)):
            return None
        lead_id, name = self._ids[index.row()], self._columns[index.column()]
        if role == IdRole:
            return lead_id or None
        if role == Qt.ItemDataRole.CheckStateRole and name == "check":
            is_on = lead_id in self._checked
            return Qt.CheckState.Checked if is_on else Qt.CheckState.Unchecked
        lead = self._cells.leads.get(lead_id)
        if lead is None or not self._cells.is_ready:
            return None
        if role == CardRole:
            return self._cells.card(lead, self._clock.now())
        if role == StageRole:
            return self._cells.stage(lead)
        if role == Qt.ItemDataRole.EditRole:
            return edit_text(name, lead)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._cells.text(name, lead, self._clock.now())
        return None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        is_title = role == Qt.ItemDataRole.DisplayRole and orientation is Qt.Orientation.Horizontal
        if is_title and 0 <= section < len(self._columns):
            return column_title(self._columns[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled
        flags |= Qt.ItemFlag.ItemNeverHasChildren
        if not (0 <= index.row() < len(self._ids) and 0 <= index.column() < len(self._columns)):
            return Qt.ItemFlag.NoItemFlags
        name, lead = self._columns[index.column()], self._cells.leads.get(self._ids[index.row()])
        if name == "check":
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        can_edit = self._client.lock is None and lead is not None
        if can_edit and lead is not None and edit_text(name, lead) is not None:
            return flags | Qt.ItemFlag.ItemIsEditable
        return flags

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Check a row, or save an edited cell; the text shows at once."""
        if not (0 <= index.row() < len(self._ids) and 0 <= index.column() < len(self._columns)):
            return False
        lead_id, name = self._ids[index.row()], self._columns[index.column()]
        if role == Qt.ItemDataRole.CheckStateRole and name == "check":
            self.check([lead_id], on=Qt.CheckState(value) == Qt.CheckState.Checked)
            return True
        lead = self._cells.leads.get(lead_id)
        before = edit_text(name, lead) if lead is not None else None
        if role != Qt.ItemDataRole.EditRole or before is None or before == value:
            return False
        self._save(lead_id, edited_field(name), before, str(value))
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        name = sort_field(self._columns[column]) if 0 <= column < len(self._columns) else ""
        if name:
            sign = "-" if order == Qt.SortOrder.DescendingOrder else ""
            self.set_query(replace(self._query, sort=sign + name))

    # --- what the page says ------------------------------------------------------------------

    @property
    def query(self) -> ListQuery:
        return self._query

    @property
    def columns(self) -> tuple[str, ...]:
        return self._columns

    def set_columns(self, names: Sequence[str]) -> None:
        """Show these columns; they are other columns for every row, so the model is reset."""
        self.beginResetModel()
        self._columns = tuple(names)
        self.endResetModel()

    def set_query(self, query: ListQuery) -> None:
        """Show another list; its first rows come first, then the order of all."""
        self._query = query
        self.loading_changed.emit(True)
        self._client.ask("list.first", _first_rows(query), self._first_came, self._failed)
        self._ask_ids()

    def see(self, first: int, last: int) -> None:
        """Rows `first` to `last` are in sight: read those that are not held."""
        self._sight = (max(0, first), last)
        wanted = self._ids[max(0, first) : last + 1]
        missing = [n for n in wanted if n != UNKNOWN and n not in self._cells.leads]
        if missing:
            self._ask_rows(missing)

    def tick(self) -> None:
        """A minute has passed."""
        self._cells.make_words_again()
        self._tell_rows(*self._sight)

    def id_at(self, row: int) -> int | None:
        """Return the id of the lead in a row, None if it isn't known."""
        return (self._ids[row] or None) if 0 <= row < len(self._ids) else None

    def row_of(self, lead_id: int) -> int | None:
        """Return the row of a lead."""
        try:
            return self._ids.index(lead_id)
        except ValueError:
            return None

    def held(self, lead_ids: Iterable[int]) -> list[Lead]:
        """Return those of the leads that were read and are still held."""
        leads = self._cells.leads
        return [leads[lead_id] for lead_id in lead_ids if lead_id in leads]

    def take_out(self, lead_ids: Iterable[int]) -> None:
        """Rows that are being deleted leave at once; `settle` says that it is done or failed."""
        self._leaving.update(lead_ids)
        self._show(self._ids)
        self.check(self._leaving, on=False)

    def settle(self, lead_ids: Iterable[int]) -> None:
        """What becomes of rows that were taken out is known: the next reading shows it."""
        self._leaving.difference_update(lead_ids)
        self._ask_ids()

    # --- checking rows -----------------------------------------------------------------------

    @property
    def checked(self) -> tuple[int, ...]:
        """Ids of the checked leads in the list's order; a check survives sorting."""
        return tuple(n for n in self._ids if n in self._checked) if self._checked else ()

    def check(self, lead_ids: Iterable[int], *, on: bool = True) -> None:
        """Check or uncheck leads."""
        ids = {n for n in lead_ids if n != UNKNOWN}
        self._checked = self._checked | ids if on else self._checked - ids
        self._tell_rows(0, len(self._ids) - 1)
        self.checked_changed.emit()

    def check_all(self) -> None:
        """Check every lead of the list, read or not."""
        self.check(self._ids)

    # --- inside: asking ----------------------------------------------------------------------

    def _ask_ids(self) -> None:
        query = self._query
        self._asked_at.start()
        self._client.ask(
            "list.ids", lambda reader: ids_of(reader.lead_ids(query)), self._ids_came, self._failed
        )

    def _ask_rows(self, ids: Sequence[int]) -> None:
        self._client.ask(
            "list.rows", lambda reader: reader.leads(ids), self._rows_came, lambda _error: None
        )

    def _on_changed(self, changed: Changed) -> None:
        if not self._cells.is_ready:
            return
        held = self._cells.leads.keys()
        ids = set(held) if changed.everything else held & changed.lead_ids
        first, last = self._sight
        in_sight = [n for n in self._ids[first : last + 1] if n in ids]
        for lead_id in ids.difference(in_sight):
            self._cells.forget(lead_id)
        if in_sight:
            self._ask_rows(in_sight)
        if (changed.everything or changed.lead_ids) and not self._again.isActive():
            # At once, unless others change so much that it would be read again and again.
            self._again.start(max(0, READ_AGAIN_MS - self._asked_at.elapsed()))

    def _save(self, lead_id: int, field: str, before: str, text: str) -> None:
        key = (lead_id, field)
        self._cells.edits[key] = text

        def over() -> None:
            if self._cells.edits.get(key) == text:
                del self._cells.edits[key]
            self._ask_rows([lead_id])

        def failed(error: BaseException) -> None:
            over()
            self._tell_lead(lead_id)
            self.edit_failed.emit(lead_id, field, notice_of(error))

        self._tell_lead(lead_id)
        command = EditLead(lead_id, {field: text}, base={field: before})
        self._client.do(command, lambda _outcome: over(), failed)

    # --- inside: answers ---------------------------------------------------------------------

    def _first_came(self, answer: _FirstAnswer) -> None:
        team, first, total, leads = answer
        self._cells.set_team(team, self._make_words(team))
        self._cells.keep(leads)
        if total == len(first) or total != len(self._ids):
            self._show(ids_of(first, total))
        # Else it is most likely the same list in another order: its rows are moved when all ids
        # are there, and the selection with them.
        self.loading_changed.emit(False)

    def _ids_came(self, ids: Ids) -> None:
        self._show(ids)
        self.see(*self._sight)

    def _rows_came(self, leads: dict[int, Lead]) -> None:
        self._cells.keep(leads)
        self._tell_rows(*self._sight)

    def _failed(self, error: BaseException) -> None:
        self.loading_changed.emit(False)
        self.load_failed.emit(notice_of(error))

    def _show(self, ids: Ids) -> None:
        """Make the rows those of `ids`; rows that stay keep their selection."""
        was = len(self._ids)
        if self._leaving:
            ids = ids_of([n for n in ids if n not in self._leaving])
        for edit in id_edits(self._ids, ids):
            match edit:
                case Remove(first, count):
                    self.beginRemoveRows(_NOWHERE, first, first + count - 1)
                    del self._ids[first : first + count]
                    self.endRemoveRows()
                case Insert(at, rows):
                    self.beginInsertRows(_NOWHERE, at, at + len(rows) - 1)
                    self._ids[at:at] = ids_of([row.id for row in rows])
                    self.endInsertRows()
                case Move(source, target):
                    below = target if target < source else target + 1
                    self.beginMoveRows(_NOWHERE, source, source, _NOWHERE, below)
                    self._ids.insert(target, self._ids.pop(source))
                    self.endMoveRows()
                case Reorder():
                    self._reorder(edit)
        self._ids = ids
        self._tell_rows(*self._sight)
        if len(ids) != was:
            self.total_changed.emit(len(ids))

    def _reorder(self, edit: Reorder) -> None:
        self.layoutAboutToBeChanged.emit()
        target = {source: n for n, source in enumerate(edit.sources, start=edit.first)}
        before = self.persistentIndexList()
        after = [self.index(target.get(i.row(), i.row()), i.column()) for i in before]
        part = ids_of([self._ids[n] for n in edit.sources])
        self._ids[edit.first : edit.first + len(part)] = part
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _tell_rows(self, first: int, last: int) -> None:
        last = min(last, len(self._ids) - 1)
        if 0 <= first <= last:
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))

    def _tell_lead(self, lead_id: int) -> None:
        row = self.row_of(lead_id)
        if row is not None:
            self._tell_rows(row, row)


def _first_rows(query: ListQuery) -> Callable[[Reader], _FirstAnswer]:
    def question(reader: Reader) -> _FirstAnswer:
        page = reader.lead_page(query, limit=FIRST)
        ids = tuple(row.id for row in page.rows)
        return reader.team(), ids, page.total, reader.leads(ids)

    return question
