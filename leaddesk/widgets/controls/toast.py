"""News at the foot of the content: one line, Undo, gone after 8 s unless somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QEnterEvent,
    QHideEvent,
    QKeyEvent,
    QMoveEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

from leaddesk.widgets.controls.button import Button, IconButton, KeyCap
from leaddesk.widgets.labels import ElidedLabel
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.shadows import shadow_reach
from leaddesk.widgets.theme.strokes import rounded

MOST_TOASTS: Final = 3
SHOWN_MS: Final = 8000
_FROM_BOTTOM: Final = 64
_BETWEEN: Final = 8


@dataclass(frozen=True, slots=True)
class ToastText:
    """What a toast says. `kind` is equal for news that replace each other ("moved").

    `action` is the button's word ("Undo") and `key` its key ("Ctrl Z"), `other` a second button's
    word; empty means none. `spoken` is said to screen readers, `urgent` before anything else. One
    that `stays` waits for an answer and has no clock.
    """

    text: str
    icon: str = "check"
    action: str = ""
    key: str = ""
    kind: str = ""
    spoken: str = ""
    close_name: str = "Close"
    urgent: bool = False
    other: str = ""
    stays: bool = False


class _Shadow(QWidget):
    """The shadow of a toast. A widget of its own: what lies below it can be clicked."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def lie_around(self, toast: QWidget) -> None:
        """Reach as far around `toast` as its shadow does."""
        left, top, right, bottom = shadow_reach(3)
        self.setGeometry(toast.geometry().adjusted(-left, -top, right, bottom))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the shadow."""
        painter = QPainter(self)
        left, top, right, bottom = shadow_reach(3)
        ground = QRectF(self.rect()).adjusted(left, top, -right, -bottom)
        self._theme.shadows.draw(painter, ground, 10, 3)
        painter.end()


class Toast(QWidget):
    """One toast. Its clock stops while the mouse is over it or the focus inside."""

    acted = Signal()
    other_acted = Signal()
    seen = Signal()  # somebody answered or closed it, or it had its time in the active window; what
    # is urgent is not seen by its time alone
    gone = Signal()

    def __init__(self, theme: Theme, host: QWidget, said: ToastText) -> None:
        super().__init__(host)
        self._theme = theme
        self.said = said
        self._shadow = _Shadow(theme, host)
        self.destroyed.connect(self._shadow.deleteLater)
        self.setAccessibleName(said.text)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._end)
        self._action = Button(theme, said.action, kind="inverseLink") if said.action else None
        self._other = Button(theme, said.other, kind="inverseLink") if said.other else None
        self._key = KeyCap(theme, said.key, inverse=True) if said.key else None
        self._close = IconButton(theme, "x", said.close_name, kind="inverseLink")
        self._close.set_icon_name("x", "inverse_text2")
        for signal in (self.acted, self.other_acted, self._close.clicked):
            signal.connect(self.seen)
        self._close.clicked.connect(self.gone)
        self._fill(said)
        for button in self.findChildren(Button):
            button.installEventFilter(self)
        self.start_clock()

    def show_key(self, *, shown: bool) -> None:
        """Name the key, or not: it is for the newest of several toasts alone."""
        if self._key is not None and self._key.isHidden() == shown:
            self._key.setVisible(shown)
            self.updateGeometry()

    def start_clock(self) -> None:
        """Start the 8 seconds anew."""
        if not self.said.stays:
            self._clock.start(SHOWN_MS)

    @property
    def waits(self) -> bool:
        """True while the clock runs."""
        return self._clock.isActive()

    def take_focus(self) -> None:
        """Put the focus on the action, or on the cross when there is none (F8)."""
        (self._action or self._close).setFocus(Qt.FocusReason.ShortcutFocusReason)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stop the clock under the mouse."""
        self._clock.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Start it again when the mouse leaves."""
        self._restart_unless_focused()
        super().leaveEvent(event)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Stop the clock while one of the buttons has the focus."""
        if event.type() == QEvent.Type.FocusIn:
            self._clock.stop()
        elif event.type() == QEvent.Type.FocusOut:
            self._restart_unless_focused()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.seen.emit()
            self.gone.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the shadow around it."""
        self._shadow.lie_around(self)
        super().resizeEvent(event)

    def moveEvent(self, event: QMoveEvent) -> None:
        """Keep the shadow around it."""
        self._shadow.lie_around(self)
        super().moveEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Come with the shadow, which lies below."""
        self._shadow.show()
        self._shadow.stackUnder(self)
        super().showEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Take the shadow away."""
        self._shadow.hide()
        super().hideEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rounded(painter, QRectF(self.rect()), 10, fill=self._theme.colors.inverse)
        painter.end()

    def _fill(self, said: ToastText) -> None:
        theme = self._theme
        row = QHBoxLayout(self)
        row.setContentsMargins(18, 9, 10, 9)
        row.setSpacing(10)
        picture = QLabel()
        size = theme.look.px(16)
        picture.setPixmap(theme.icons.pixmap(said.icon, theme.colors.inverse_text2, size))
        text = ElidedLabel(theme, said.text, weight=600, tone="inverse")
        text.cut = Qt.TextElideMode.ElideMiddle  # a long name comes first, what happened last
        row.addWidget(picture)
        row.addWidget(text, 1)
        if self._action is not None:
            self._action.clicked.connect(self.acted)
            row.addSpacing(6)
            row.addWidget(self._action)
        if self._key is not None:
            row.addWidget(self._key)
        if self._other is not None:
            self._other.clicked.connect(self.other_acted)
            row.addWidget(self._other)
        row.addWidget(self._close)

    def _restart_unless_focused(self) -> None:
        focused = QApplication.focusWidget()
        if not self.underMouse() and (focused is None or not self.isAncestorOf(focused)):
            self.start_clock()

    def _end(self) -> None:
        if not self.said.urgent and self.window().isActiveWindow():
            self.seen.emit()
        self.gone.emit()


class ToastStack(QObject):
    """At most three toasts at the foot of `host`, the newest lowest."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme = theme
        self._host = host
        self._aside: QWidget | None = None
        self._toasts: list[Toast] = []
        host.installEventFilter(self)
        theme.changed.connect(self._redo)

    def show_toast(
        self,
        said: ToastText,
        on_action: Callable[[], object] | None = None,
        on_other: Callable[[], object] | None = None,
    ) -> Toast:
        """Show `said`; one of the same kind makes room for it. Returns the toast."""
        for old in [toast for toast in self._toasts if said.kind and toast.said.kind == said.kind]:
            self._drop(old)
        while len(self._toasts) >= MOST_TOASTS:
            self._drop(self._toasts[0])
        toast = Toast(self._theme, self._host, said)
        toast.gone.connect(lambda: self._drop(toast))
        toast.acted.connect(lambda: self._act(toast, on_action))
        toast.other_acted.connect(lambda: self._act(toast, on_other))
        self._toasts.append(toast)
        self._lay_out()
        toast.show()
        toast.raise_()
        self._announce(toast, said)
        return toast

    def keep_beside(self, aside: QWidget) -> None:
        """Stand in the middle of what `aside`, at the end of the host, leaves free."""
        self._aside = aside
        aside.installEventFilter(self)

    def toasts(self) -> tuple[Toast, ...]:
        """Return what is shown now, oldest first."""
        return tuple(self._toasts)

    def focus_newest(self) -> bool:
        """Put the focus on the newest toast (F8); False when there is none."""
        if not self._toasts:
            return False
        self._toasts[-1].take_focus()
        return True

    def take_away(self, kind: str) -> None:
        """Take the toasts of a kind away: what they tell holds no longer."""
        for toast in [toast for toast in self._toasts if toast.said.kind == kind]:
            self._drop(toast)

    def clear(self) -> None:
        """Take all toasts away."""
        for toast in self.toasts():
            self._drop(toast)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the host changes its size, or what stands at its end."""
        moves = (QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide)
        if watched in (self._host, self._aside) and event.type() in moves:
            self._lay_out()
        return False

    def _act(self, toast: Toast, on_action: Callable[[], object] | None) -> None:
        self._drop(toast)
        if on_action is not None:
            on_action()

    def _drop(self, toast: Toast) -> None:
        if toast in self._toasts:
            self._toasts.remove(toast)
            toast.hide()
            toast.deleteLater()
            self._lay_out()

    def _lay_out(self) -> None:
        foot = self._host.height() - _FROM_BOTTOM
        aside = self._aside.width() if self._aside and self._aside.isVisible() else 0
        room = self._host.width() - aside
        begin = aside if self._host.isRightToLeft() else 0
        widest = max(240, room - 48)
        with_key = next((toast for toast in reversed(self._toasts) if toast.said.key), None)
        for toast in reversed(self._toasts):
            toast.show_key(shown=toast is with_key)
            size = toast.sizeHint()
            size.setWidth(min(size.width(), widest))
            x = begin + (room - size.width()) // 2
            toast.setGeometry(x, foot - size.height(), size.width(), size.height())
            foot -= size.height() + _BETWEEN

    def _announce(self, toast: Toast, said: ToastText) -> None:
        event = QAccessibleAnnouncementEvent(toast, said.spoken or said.text)
        politeness = QAccessible.AnnouncementPoliteness
        event.setPoliteness(politeness.Assertive if said.urgent else politeness.Polite)
        QAccessible.updateAccessibility(event)

    def _redo(self) -> None:
        """Toasts live for seconds: after a change of the look they go rather than be redrawn."""
        self.clear()
