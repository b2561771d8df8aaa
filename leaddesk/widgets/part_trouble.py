"""A part of a page that could not be read: said in that part, with Retry; the rest works on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Banner
from leaddesk.widgets.theme import Theme


class PartTrouble(QWidget):
    """The banner of one error, with what was shown before below it."""

    def __init__(self, theme: Theme, error: BaseException, retry: Callable[[], object]) -> None:
        super().__init__()
        notice = notice_of(error)
        self.banner = Banner(theme, "warn", f"{notice.title} {notice.hint}".strip())
        self.retry = self.banner.add_button(tr("Retry"))
        self.retry.clicked.connect(lambda: retry())
        inset = QVBoxLayout()
        inset.setContentsMargins(24, 10, 24, 2)
        inset.addWidget(self.banner)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(inset)
        self.below: QWidget | None = None

    def keep(self, before: QWidget | None) -> None:
        """Put what was shown below the banner; of an earlier trouble only what it had kept."""
        if isinstance(before, PartTrouble):
            spent = before
            before = spent.below
            spent.deleteLater()
        if before is None:
            self._column.addStretch(1)
            return
        self.below = before
        self._column.addWidget(before, 1)
        before.show()
