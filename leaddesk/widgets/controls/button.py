"""Buttons in their kinds, with an icon and, where there is one, the key that does the same."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from leaddesk.presentation.plain_text import one_line
from leaddesk.widgets.labels import set_tool_tip
from leaddesk.widgets.theme import Theme
from leaddesk.widgets.theme.strokes import CENTER, rounded, write

Kind: TypeAlias = Literal[
    "primary",
    "secondary",
    "bar",
    "quiet",
    "icon",
    "danger",
    "tab",
    "link",
    "value",
    "onInverse",
    "inverseLink",
]

_ICON_COLORS: Final[dict[str, str]] = {
    "primary": "on_accent",
    "secondary": "text2",
    "bar": "text2",
    "quiet": "text2",
    "icon": "text2",
    "danger": "danger",
    "tab": "text2",
    "link": "accent_text",
    "value": "text2",
    "onInverse": "inverse_text",
    "inverseLink": "inverse_link",
}
_CAP_GAP: Final = 10
#: Qt keeps 4 px between icon and words; the icon brings the rest along.
_ICON_GAP: Final = 4


class Button(QPushButton):
    """A push button: `kind` is its loudness, `icon` an icon name, `key` is shown as a cap."""

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        kind: Kind = "secondary",
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(one_line(text), parent)
        self._theme = theme
        self._icon_name = icon
        self._icon_color = ""
        self._key = key
        self.kind: Kind = kind
        self.setProperty("kind", kind)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        # A dialog's Enter belongs to the button that says so, not to the first one.
        self.setAutoDefault(False)
        self._retint()
        theme.changed.connect(self._retint)

    def set_icon_name(self, icon: str, color: str = "") -> None:
        """Change the icon, on wish in the colour token `color` instead of the kind's."""
        self._icon_name, self._icon_color = icon, color
        self._retint()

    def set_key(self, key: str) -> None:
        """Show another key, with "" none."""
        self._key = key
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return the button's size with room for the key cap."""
        return super().sizeHint() + QSize(self._cap_room(), 0)

    def minimumSizeHint(self) -> QSize:
        """Return the same as `sizeHint`: a button's words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button; with a key cap the text moves aside for it."""
        if self._key:
            self._paint_with_cap()
        else:
            super().paintEvent(event)
        if self.hasFocus() and self.kind == "primary":
            self._paint_inner_ring()

    def changeEvent(self, event: QEvent) -> None:
        """Tint the icon again when the button starts or stops being usable."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what the button with the focus says, as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def _retint(self) -> None:
        if self._icon_name:
            colors = self._theme.colors
            color = colors.named(self._icon_color or _ICON_COLORS[self.kind])
            size = self._theme.look.px(16)
            gap = _ICON_GAP if self.text() else 0
            icon = self._theme.icons.icon(
                self._icon_name,
                color,
                size,
                colors.text3,
                after=0 if self.isRightToLeft() else gap,
                before=gap if self.isRightToLeft() else 0,
            )
            self.setIconSize(QSize(size + gap, size))
            self.setIcon(icon)
        self.updateGeometry()

    def _cap_width(self) -> int:
        metrics = self._theme.fonts.metrics("micro")
        return max(self._theme.look.px(18), metrics.horizontalAdvance(self._key) + 10)

    def _cap_room(self) -> int:
        return self._cap_width() + _CAP_GAP if self._key else 0

    def _paint_with_cap(self) -> None:
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        whole = self.rect()
        room = self._cap_room() - 2
        label = QRect(whole).adjusted(0, 0, -room, 0)
        cap = QRect(whole.right() - self._cap_width() - 8, 0, self._cap_width(), 0)
        cap.setHeight(self._theme.look.px(18))
        cap.moveTop((whole.height() - cap.height()) // 2)
        if self.isRightToLeft():
            label.moveLeft(whole.left() + room)
            cap.moveLeft(whole.left() + 9)
        option.rect = label
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on_accent = self.kind == "primary" and self.isEnabled()
        paint_key_cap(painter, self._theme, cap, self._key, on_accent=on_accent)
        painter.end()

    def _paint_inner_ring(self) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        rounded(painter, inside, 5, frame=self._theme.colors.on_accent, width=2)
        painter.end()


class IconButton(Button):
    """A button that shows only an icon; `name` is its tool tip and its spoken name."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        kind: Kind = "icon",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", kind=kind, icon=icon, parent=parent)
        self.setAccessibleName(name)
        set_tool_tip(self, name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class KeyCap(QWidget):
    """The name of a key in a small frame ("Ctrl K"), for search boxes, palettes and menus."""

    def __init__(
        self, theme: Theme, key: str, *, inverse: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._key = key
        self._inverse = inverse
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        theme.changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the cap's size for the key's name."""
        metrics = self._theme.fonts.metrics("micro")
        return QSize(metrics.horizontalAdvance(self._key) + 12, self._theme.look.px(20))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the cap."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_key_cap(painter, self._theme, self.rect(), self._key, inverse=self._inverse)
        painter.end()


def paint_key_cap(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    key: str,
    *,
    on_accent: bool = False,
    inverse: bool = False,
) -> None:
    """Paint a key's name in its frame, on a normal, an accent or an inverse ground."""
    colors = theme.colors
    ink, fill, frame = colors.text2, colors.subtle, colors.line_strong
    if on_accent or inverse:
        ink = colors.on_accent if on_accent else colors.inverse_text2
        fill, frame = QColor(ink), QColor(0, 0, 0, 0)
        fill.setAlphaF(0.16)
    rounded(painter, rect, 5, fill=fill, frame=frame)
    write(painter, rect, key, theme.fonts.font("micro"), ink, CENTER)
