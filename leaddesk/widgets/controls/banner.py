"""A notice inside a page, beside what it is about; it pushes the rest down."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from leaddesk.widgets.controls.button import Button, IconButton, Kind
from leaddesk.widgets.labels import PlainLabel, repolish
from leaddesk.widgets.theme import Theme

Family: TypeAlias = Literal["info", "ok", "warn", "danger"]

_ICONS: Final[dict[Family, str]] = {
    "info": "info",
    "ok": "circle-check",
    "warn": "triangle-alert",
    "danger": "circle-alert",
}


class Banner(QFrame):
    """Icon, text, buttons and, if it may go, a cross. At least 40 px high."""

    dismissed = Signal()

    def __init__(
        self,
        theme: Theme,
        family: Family,
        text: str,
        *,
        icon: str = "",
        close_name: str = "",
        stacked: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """`close_name` is the cross's spoken name; without it there is no cross. `stacked` puts the
        buttons below the text, for narrow places."""
        super().__init__(parent)
        self._theme = theme
        self._family: Family = family
        self._icon_name = icon
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._picture = QLabel()
        self._text = PlainLabel(theme, text, weight=500, wrap=True)
        self._row = QHBoxLayout()
        self._row.setSpacing(10)
        self._below = QHBoxLayout() if stacked else None
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8 if stacked else 4, 8, 8 if stacked else 4)
        column.addLayout(self._row)
        if self._below is not None:
            self._below.addStretch(1)
            column.addLayout(self._below)
        self._row.addWidget(self._picture, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addWidget(self._text, 1)
        self._close = IconButton(theme, "x", close_name) if close_name else None
        if self._close is not None:
            self._close.clicked.connect(self.dismissed)
            self._row.addWidget(self._close)
        self.set_notice(family, text)
        theme.changed.connect(self._repaint_icon)

    def set_notice(self, family: Family, text: str) -> None:
        """Change what the banner says and how serious it is."""
        if text == self._text.text() and family == self.property("panel"):
            return
        self._family = family
        self.setProperty("panel", family)
        self._text.setText(text)
        self._text.set_tone(family)
        self.setAccessibleName(text)
        self._repaint_icon()
        repolish(self)

    def add_button(self, text: str, kind: Kind = "secondary") -> Button:
        """Add a button before the cross and return it."""
        button = Button(self._theme, text, kind=kind)
        if self._below is not None:
            self._below.addWidget(button)
            return button
        place = self._row.count() - (1 if self._close is not None else 0)
        self._row.insertWidget(place, button)
        return button

    def add_note(self) -> PlainLabel:
        """Add a quiet text before the cross and return it: what changes while the banner shows."""
        note = PlainLabel(self._theme, role="small", tone=self._family, tabular=True)
        self._row.insertWidget(self._row.count() - (1 if self._close is not None else 0), note)
        return note

    def _repaint_icon(self) -> None:
        self.setMinimumHeight(self._theme.look.px(40))
        name = self._icon_name or _ICONS[self._family]
        color = self._theme.colors.named(self._family)
        self._picture.setPixmap(self._theme.icons.pixmap(name, color, self._theme.look.px(16)))
