"""One column of the board: head, cards, quick add, foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from leaddesk.presentation.board_heads import HeadView
from leaddesk.presentation.column_model import ColumnModel
from leaddesk.presentation.paged_rows import LARGEST
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.board.card_list import CardList
from leaddesk.widgets.board.card_painter import CardPainter
from leaddesk.widgets.board.column_parts import ColumnFooter, ColumnHead, ColumnHeader
from leaddesk.widgets.controls import Button
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.widgets.board.quick_add import QuickAdd


class ColumnView(QFrame):
    """A well with the cards of a stage. Head and foot stay put while the cards scroll."""

    list_asked = Signal()  # more leads than a column holds: all of them as a list

    def __init__(
        self,
        tools: Tools,
        model: ColumnModel,
        painter: CardPainter,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme = tools.theme
        self.model = model
        self.head: HeadView | None = None
        self._preview = ""
        self.setProperty("panel", "well")
        name = model.stage.name
        head = ColumnHead(name, model.stage.color - 1, "")
        self.header = ColumnHeader(tools.theme, head, tr("Add lead to {stage}", stage=name))
        self.list = CardList(tools.theme, model, tools.keys, painter)
        self.list.setAccessibleName(name)
        self._tools = tools
        self._quick_add: QuickAdd | None = None
        self.all = Button(tools.theme, "", kind="quiet", icon="list")
        self.all.hide()
        self.footer = ColumnFooter(tools.theme, tr("Add lead"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        cards = QVBoxLayout()
        cards.setContentsMargins(4, 0, 0, 0)
        cards.addWidget(self.list)
        column.addLayout(cards, 1)
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.footer)
        self._column = column
        self.header.add_asked.connect(self.start_adding)
        self.footer.add_asked.connect(self.start_adding)
        hold(tools.client, *self.header.findChildren(Button), *self.footer.findChildren(Button))
        self.all.clicked.connect(self.list_asked)
        self.list.scrolled.connect(self._say_more)

    @property
    def quick_add(self) -> QuickAdd:
        """The line for a new lead; the first to ask has it made."""
        if self._quick_add is None:
            from leaddesk.widgets.board.quick_add import QuickAdd

            self._quick_add = QuickAdd(self._tools, self.model.stage)
            self._quick_add.hide()
            self._quick_add.finished.connect(self._stop_adding)
            self._column.insertWidget(self._column.indexOf(self.footer), self._quick_add)
        return self._quick_add

    @property
    def is_adding(self) -> bool:
        """Whether the line for a new lead is open."""
        return self._quick_add is not None and self._quick_add.isVisible()

    def set_head(self, head: HeadView) -> None:
        """Show count and sums."""
        self.head = head
        self._show_head()
        self.list.setAccessibleName(head.accessible_text)
        self.all.setText(tr("Show all {count} as list", count=head.count_text))
        self.all.setAccessibleName(self.all.text())
        self.all.setVisible(head.count > LARGEST)
        self._say_more()

    def set_preview(self, text: str) -> None:
        """Show what dragged cards would add ("+€22,000"), or nothing."""
        if text != self._preview:
            self._preview = text
            self._show_head()

    def start_adding(self) -> None:
        """Open the quick add at the foot of the cards."""
        self.footer.hide()
        self.quick_add.show()
        self.quick_add.begin()

    def _stop_adding(self) -> None:
        self.quick_add.hide()
        self.footer.show()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_head(self) -> None:
        head = self.head
        if head is not None:
            self.header.set_head(
                ColumnHead(
                    head.name,
                    head.color - 1,
                    head.count_text,
                    head.sum_text,
                    head.weighted_text,
                    self._preview,
                    head.accessible_text,
                )
            )

    def _say_more(self) -> None:
        if self.head is None:
            return
        held = self.model.rows_before + self.model.rowCount()
        below = max(0, self.head.count - held) + self.list.rows_below()
        self.footer.set_more(tr_n("%n more below", "%n more below", below) if below > 0 else "")
