"""Popovers as child widgets of the window: same behaviour on every platform, Wayland included."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPoint,
    QPropertyAnimation,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QAccessible, QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from shiboken6 import isValid

from leaddesk.widgets.controls.spoken import speak_as
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.theme.strokes import rounded

_GAP = 6
_EDGE = 8
_RADIUS = 12
_SLIDE = 4


class OverlayLayer(QWidget):
    """Covers a window while a popover is open, and takes the click that closes it."""

    pressed = Signal()

    def __init__(self, host: QWidget) -> None:
        """`host` is the window (or the part of it) that popovers may cover."""
        super().__init__(host)
        self._host = host
        self._scrim = 0.0
        self.hide()
        host.installEventFilter(self)

    def cover(self, scrim: float = 0.0) -> None:
        """Cover the host, darkened by `scrim` (0 to 1; the palette uses 0.45)."""
        self._scrim = scrim
        self._fit()
        self.show()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the host's size."""
        if event.type() == QEvent.Type.Resize and watched is self._host:
            self._fit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Say `pressed`; nothing below feels this click."""
        event.accept()
        self.pressed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Darken the host where a scrim is asked for."""
        if self._scrim > 0:
            painter = QPainter(self)
            painter.fillRect(self.rect(), QColor.fromRgbF(0, 0, 0, self._scrim))
            painter.end()

    def _fit(self) -> None:
        self.setGeometry(self._host.rect())


class Popover(QWidget):
    """A floating panel with its own content. Focus stays inside, Esc or a click beside closes.

    The focus goes back to where it was. `closed` is said after each close.
    """

    closed = Signal()

    def __init__(self, theme: Theme, host: QWidget, title: str, content: QWidget) -> None:
        """`title` is the spoken name; `content` becomes a child and sets the size."""
        self._layer = OverlayLayer(host)
        super().__init__(self._layer)
        self._theme = theme
        self._host = host
        self._content = content
        self._focus_before: QWidget | None = None
        self._anchor = QRect()
        self.setAccessibleName(title)
        speak_as(self, QAccessible.Role.Dialog)
        left, top, right, bottom = shadow_reach(2)
        column = QVBoxLayout(self)
        column.setContentsMargins(left + 1, top + 1, right + 1, bottom + 1)
        column.addWidget(content)
        self._move = QPropertyAnimation(self, b"pos", self)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._layer.pressed.connect(self.close_it)
        self._layer.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def open_at(self, anchor: QWidget | QRect, *, scrim: float = 0.0) -> None:
        """Open below `anchor` (a widget, or a rectangle in the host's pixels), else above it."""
        if isinstance(anchor, QWidget):
            anchor = QRect(anchor.mapTo(self._host, QPoint(0, 0)), anchor.size())
        self._anchor = anchor
        # While the window is not active only it knows which of its widgets has the focus.
        self._focus_before = QApplication.focusWidget() or self._host.window().focusWidget()
        self._layer.cover(scrim)
        place = self._place()
        self.show()
        self.raise_()
        self._slide(place)
        self.take_focus()

    def take_focus(self) -> None:
        """Put the focus on what the content names as its proxy, else on its first input."""
        ring = self._ring()
        named = self._content.focusProxy()
        target = named if named in ring else ring[0] if ring else self
        if target is self:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        target.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_it(self) -> None:
        """Close, give the focus back, and say `closed`."""
        if not self.isVisible():
            return
        self._move.stop()
        self.hide()
        self._layer.hide()
        before = self._focus_before
        self._focus_before = None
        # What had the focus may be gone: a form made its rows anew meanwhile.
        if before is not None and isValid(before) and before.isVisible() and before.isEnabled():
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; other keys end here too and never reach the page below."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.close_it()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Keep clicks inside from closing the popover."""
        event.accept()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Walk the inputs inside, round and round."""
        ring = self._ring()
        if not ring:
            return True
        now = QApplication.focusWidget()
        step = 1 if forward else -1
        at = ring.index(now) if now in ring else (-1 if forward else 0)
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        ring[(at + step) % len(ring)].setFocus(reason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the anchor when the window changes its size."""
        if watched is self._layer and event.type() == QEvent.Type.Resize and self.isVisible():
            self._move.stop()
            self.setGeometry(self._place())
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint shadow and panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors = self._theme.colors
        panel = self._panel()
        self._theme.shadows.draw(painter, QRectF(panel), _RADIUS, 2)
        rounded(painter, panel, _RADIUS, fill=colors.raised, frame=colors.line_strong)
        painter.end()

    def _panel(self) -> QRect:
        left, top, right, bottom = shadow_reach(2)
        return self.rect().adjusted(left, top, -right, -bottom)

    def _place(self) -> QRect:
        host = self._layer.rect()
        size = self.sizeHint().boundedTo(host.size())
        left, top, right, bottom = shadow_reach(2)
        x = self._anchor.left() - left
        if self.isRightToLeft():
            x = self._anchor.right() - size.width() + right
        y = self._anchor.bottom() + _GAP - top
        if y + size.height() - bottom > host.bottom() - _EDGE:
            above = self._anchor.top() - _GAP - size.height() + bottom
            y = above if above >= _EDGE else host.bottom() - _EDGE - size.height() + bottom
        x = max(_EDGE - left, min(x, host.right() - _EDGE - size.width() + right))
        return QRect(QPoint(x, max(_EDGE - top, y)), size)

    def _slide(self, place: QRect) -> None:
        self.setGeometry(place)
        length = self._theme.look.ms(160)
        if length:
            self._move.stop()
            self._move.setDuration(length)
            self._move.setStartValue(place.topLeft() - QPoint(0, _SLIDE))
            self._move.setEndValue(place.topLeft())
            self._move.start()

    def _ring(self) -> list[QWidget]:
        """Return the widgets inside that Tab reaches, in their order."""
        return [
            widget
            for widget in self.findChildren(QWidget)
            if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            and widget.focusProxy() is None
            and widget.isVisible()
            and widget.isEnabled()
        ]
