"""The slim banner while sample data is there: what one looks at, and how to be rid of it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Banner
from leaddesk.widgets.theme import Theme


class SampleBanner(QWidget):
    """Removing can't be undone, so the banner asks first, with the number. `confirmed` says that
    it is meant."""

    confirmed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._leads = 0
        self.banner = Banner(theme, "info", "", icon="presentation")
        self.remove = self.banner.add_button(tr("Remove it"))
        self.keep = self.banner.add_button(tr("Keep it"))
        self.sure = self.banner.add_button("", kind="danger")
        self.remove.clicked.connect(self._ask)
        self.keep.clicked.connect(self._keep)
        self.sure.clicked.connect(self.confirmed)
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 10, 24, 0)
        row.addWidget(self.banner)
        self.hide()

    def stand_after(self, widget: QWidget) -> None:
        """Come next in the focus order."""
        for button in (self.remove, self.keep, self.sure):
            QWidget.setTabOrder(widget, button)
            widget = button

    def show_sample(self, leads: int, *, may_remove: bool) -> None:
        """Show the banner for so many sample leads; with none it goes."""
        self._leads = leads
        self.setVisible(leads > 0)
        self._say(tr("You are looking at sample data."), asks=False)
        self.remove.setVisible(may_remove)

    def show_busy(self) -> None:
        """It is being removed."""
        self._say(sample_removing(self._leads), asks=False)
        self.remove.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc keeps it."""
        if event.key() == Qt.Key.Key_Escape and self.keep.isVisible():
            self._keep()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        self._say(sample_question(self._leads), asks=True)
        self.remove.hide()
        self.sure.setText(sample_verb(self._leads))
        self.keep.setFocus()

    def _keep(self) -> None:
        self._say(tr("You are looking at sample data."), asks=False)
        self.remove.show()
        self.remove.setFocus()

    def _say(self, text: str, *, asks: bool) -> None:
        self.banner.set_notice("info", text)
        self.keep.setVisible(asks)
        self.sure.setVisible(asks)


def sample_question(leads: int) -> str:
    """The consequence with its number."""
    return tr_n(
        "Remove %n sample lead with all that was tried out on it? Your own leads stay. This "
        "can't be undone.",
        "Remove %n sample leads with all that was tried out on them? Your own leads stay. This "
        "can't be undone.",
        leads,
    )


def sample_verb(leads: int) -> str:
    """The button that does it."""
    return tr_n("Remove %n lead", "Remove %n leads", leads)


def sample_removing(leads: int) -> str:
    """While it is being done."""
    return tr_n("Removing %n sample lead...", "Removing %n sample leads...", leads)
