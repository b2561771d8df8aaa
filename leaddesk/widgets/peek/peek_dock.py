"""Where the peek stands: beside the page, or over it in a narrow window; its width is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.widgets.peek.peek_panel import PeekPanel

NARROWEST, WIDEST = 340, 520
GRIP = 5


class PeekGrip(QWidget):
    """The edge by which the panel is made wider."""

    dragged = Signal(int)  # global x

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(GRIP)
        self.setCursor(Qt.CursorShape.SplitHCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell where the edge is pulled to."""
        self.dragged.emit(event.globalPosition().toPoint().x())


class PeekDock(QFrame):
    """Opens and closes; `is_open` also while a page without a peek is shown."""

    closed = Signal()
    walk_asked = Signal(int)
    move_asked = Signal(int, int)
    commanded = Signal(str)
    width_changed = Signal()  # pulled, or by another size of the letters

    def __init__(self, tools: Tools, settings: SettingsModel) -> None:
        super().__init__()
        self._tools, self._settings = tools, settings
        self._is_open = False
        self._is_allowed = True
        self._overlays = False
        self.setProperty("panel", "side")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self._panel: PeekPanel | None = None
        grip = PeekGrip()
        grip.dragged.connect(self._pull)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(grip)
        tools.theme.changed.connect(self.width_changed)
        self._column = QVBoxLayout()
        self._column.setContentsMargins(0, 0, 0, 0)
        row.addLayout(self._column, 1)
        self.hide()

    @property
    def panel(self) -> PeekPanel:
        """What it shows; the first to ask has it made."""
        if self._panel is None:
            from leaddesk.widgets.peek.peek_panel import PeekPanel

            self._panel = PeekPanel(self._tools)
            self._panel.closed.connect(self.close_it)
            self._panel.walk_asked.connect(self.walk_asked)
            self._panel.move_asked.connect(self.move_asked)
            self._panel.commanded.connect(self.commanded)
            self._column.addWidget(self._panel)
        return self._panel

    @property
    def is_open(self) -> bool:
        return self._is_open

    @property
    def is_shown(self) -> bool:
        """Whether it takes room of the page now."""
        return self._is_open and self._is_allowed and not self._overlays

    @property
    def is_on_page(self) -> bool:
        """Whether it shows a lead beside the present page, or over it."""
        return self._is_open and self._is_allowed

    @property
    def lead_id(self) -> int | None:
        """The lead that it shows."""
        return self.panel.model.lead_id if self._is_open else None

    def show_lead(self, lead_id: int) -> None:
        """Open on a lead."""
        self._is_open = True
        self.panel.show_lead(lead_id)
        self._show()

    def set_place(self, text: str) -> None:
        """Say where the lead stands ("2 of 8 in Contacted")."""
        if self._panel is not None:
            self._panel.head.place.setText(text)

    def act(self, command: str, lead_id: int) -> None:
        """Do a command of the board on the shown lead."""
        self.panel.act(command, lead_id)

    def close_it(self) -> None:
        """Close; the owner hears `closed`."""
        if self._is_open:
            self._is_open = False
            self.hide()
            self.panel.model.close()
            self.closed.emit()

    def set_allowed(self, allowed: bool) -> None:
        """Hide it on pages that have none."""
        self._is_allowed = allowed
        self._show()

    def take_focus(self) -> None:
        """Put the focus on the first button."""
        self.panel.head.up.setFocus(Qt.FocusReason.TabFocusReason)

    def place(self, content: QWidget, row: QHBoxLayout, *, overlays: bool) -> None:
        """Stand beside the page (`row` lays both out) or over it."""
        if overlays != self._overlays:
            self._overlays = overlays
            if overlays:
                row.removeWidget(self)
                self.setParent(content)
            else:
                row.addWidget(self)
            self._show()
        width = self._width()
        if self.width() != width or self.maximumWidth() != width:
            self.setFixedWidth(width)
        if overlays:
            x = 0 if self.isRightToLeft() else content.width() - width
            self.setGeometry(QRect(x, 0, width, content.height()))
            self.raise_()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hear the keys of a lead, where nothing inside has taken them."""
        match self._tools.keys.at("peek", event.keyCombination()):
            case None:
                super().keyPressEvent(event)
            case "next" | "previous" as command:
                self.walk_asked.emit(1 if command == "next" else -1)
            case str(command):
                self.commanded.emit(command)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the panel; over a page it has an edge that shows on any ground."""
        super().paintEvent(event)
        if self._overlays:
            painter = QPainter(self)
            color = self._tools.theme.colors.line_strong
            painter.fillRect(QRectF(0, 0, 1, self.height()), color)
            painter.end()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the direction of the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.update()

    def _width(self) -> int:
        """In pixels: bigger letters need more of them than the settings say."""
        px = self._tools.theme.look.px
        return px(max(NARROWEST, min(WIDEST, self._settings.settings.peek_width)))

    def _pull(self, x: int) -> None:
        right = self.mapToGlobal(self.rect().topRight()).x()
        wide = round((right - x) / self._tools.theme.look.text_scale)
        self._settings.change(peek_width=max(NARROWEST, min(WIDEST, wide)))
        self.width_changed.emit()

    def _show(self) -> None:
        self.setVisible(self._is_open and self._is_allowed)
