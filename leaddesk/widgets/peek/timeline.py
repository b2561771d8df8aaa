"""What happened with a lead, newest first, with a filter."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from leaddesk.presentation.peek_view import EntryView
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, speak_as_page_tab
from leaddesk.widgets.controls.flow import FlowLayout
from leaddesk.widgets.labels import ElidedLabel, PlainLabel, set_tool_tip
from leaddesk.widgets.theme import Theme

FIRST = 12


class EntryMark(QWidget):
    """An entry's icon on a quiet disc."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self.setFixedSize(theme.look.px(26), theme.look.px(26))
        theme.changed.connect(self.update)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint disc and icon."""
        colors, size = self._theme.colors, self._theme.look.px(14)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.hover)
        painter.drawEllipse(self.rect())
        picture = self._theme.icons.pixmap(self._icon, colors.text2, size)
        painter.drawPixmap((self.width() - size) // 2, (self.height() - size) // 2, picture)
        painter.end()


class EntryRow(QWidget):
    """Icon, what, when; the body under it."""

    def __init__(self, theme: Theme, entry: EntryView) -> None:
        super().__init__()
        picture = EntryMark(theme, entry.icon)
        when = PlainLabel(theme, entry.when, role="small", tone="text2", tabular=True)
        set_tool_tip(when, entry.moment)
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(picture)
        head.addWidget(ElidedLabel(theme, entry.title), 1)
        head.addWidget(when)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 3, 0, 3)
        column.setSpacing(2)
        column.addLayout(head)
        if entry.body:
            body = PlainLabel(theme, entry.body, role="small", tone="text2", wrap=True)
            body.setContentsMargins(picture.minimumSize().width() + 10, 0, 0, 4)
            column.addWidget(body)
        self.setAccessibleName(f"{entry.title}, {entry.moment}. {entry.body}".strip())


class Timeline(QWidget):
    """The entries under their filter; the first dozen, all on request."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._entries: tuple[EntryView, ...] = ()
        self._kind, self._shows_all = "", False
        self._group = QButtonGroup(self)
        heading, kinds = QWidget(), QWidget()
        head = FlowLayout(heading, gap=4, spreads=True)
        head.addWidget(PlainLabel(theme, tr("Timeline"), weight=600, tone="text2"))
        head.addWidget(kinds)
        chips = FlowLayout(kinds, gap=0)
        for kind, text in (
            ("", tr("All")), ("call", tr("Calls")), ("email", tr("Emails")), ("note", tr("Notes")),
            ("change", tr("Changes")),
        ):  # fmt: skip
            button = Button(theme, text, kind="link")
            button.setCheckable(True)
            button.setChecked(not kind)
            button.setProperty("entries", kind)
            button.setProperty("choice", True)
            speak_as_page_tab(button)
            button.clicked.connect(lambda _=False, kind=kind: self.choose(kind))
            self._group.addButton(button)
            chips.addWidget(button)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self.more = Button(theme, "", kind="link")
        self.more.clicked.connect(self._show_all)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(heading)
        column.addLayout(self._rows)
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeading)

    def show_entries(self, entries: tuple[EntryView, ...]) -> None:
        """Show the entries; equal ones are left as they are."""
        if entries != self._entries:
            self._entries = entries
            self._list()

    def choose(self, kind: str) -> None:
        """Show the entries of one kind, "" for all."""
        self._kind = kind
        self._list()

    def titles(self) -> list[str]:
        """Return what is shown, for tests and for reading aloud."""
        return [entry.title for entry in self._shown()]

    def _shown(self) -> tuple[EntryView, ...]:
        found = tuple(e for e in self._entries if not self._kind or e.kind == self._kind)
        return found if self._shows_all else found[:FIRST]

    def _show_all(self) -> None:
        self._shows_all = True
        self._list()

    def _list(self) -> None:
        while self._rows.count():
            item = self._rows.takeAt(0)
            old = item.widget() if item is not None else None
            if old is not None:
                old.hide()
                old.deleteLater()
        shown = self._shown()
        for entry in shown:
            self._rows.addWidget(EntryRow(self._theme, entry))
        whole = sum(1 for e in self._entries if not self._kind or e.kind == self._kind)
        self.more.setVisible(whole > len(shown))
        self.more.setText(tr("Show all {count}", count=whole))
        if not shown:
            self._rows.addWidget(
                PlainLabel(self._theme, tr("Nothing here yet."), role="small", tone="text2")
            )
