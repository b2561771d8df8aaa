"""The place of the import page: the page and what it reads with are made when it is first seen."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from leaddesk.widgets.tools import Tools

if TYPE_CHECKING:
    from leaddesk.presentation.imports.draft_shelf import DraftShelf
    from leaddesk.widgets.imports.import_page import ImportPage


class ImportPlace(QWidget):
    """A tab of the Data page. `leads_asked` wants to see the leads of an import, `lead_asked` one
    lead beside the page."""

    leads_asked = Signal(int, str)  # the import's id, its file's name
    lead_asked = Signal(int)
    draft_changed = Signal(str)

    def __init__(self, tools: Tools, shelf: DraftShelf | None = None) -> None:
        """`shelf` keeps drafts when the program ends; without one they last as long as it."""
        super().__init__()
        self._tools, self._shelf = tools, shelf
        self._page: ImportPage | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> ImportPage:
        """The page; the first one to ask has it made, which takes a quarter of a second."""
        if self._page is None:
            from leaddesk.app.import_files import LocalImportFiles
            from leaddesk.widgets.imports.import_page import ImportPage

            self._page = ImportPage(self._tools, LocalImportFiles(), shelf=self._shelf)
            self._page.leads_asked.connect(self.leads_asked)
            self._page.lead_asked.connect(self.lead_asked)
            self._page.draft_changed.connect(self.draft_changed)
            self._column.addWidget(self._page)
        return self._page

    def choose(self, path: Path) -> None:
        """Begin with a file."""
        self.page.choose(path)

    def block(self) -> str:
        """Why another file can't be begun just now, "" when it can."""
        return self._page.block() if self._page is not None else ""

    def draft_words(self) -> str:
        """Say that a draft waits here, "" when none does."""
        return self._page.draft_words() if self._page is not None else ""

    def may_close(self, close: Callable[[], object]) -> bool:
        """See `ImportPage.may_close`."""
        return self._page is None or self._page.may_close(close)

    def showEvent(self, event: QShowEvent) -> None:
        """Make the page."""
        self.page.show()
        super().showEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the focus on to where work goes on."""
        super().focusInEvent(event)
        self.page.take_focus()
