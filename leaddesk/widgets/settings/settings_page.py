"""Settings: the sections at the left, the form of one at the right; changes apply at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Button, SearchBox, speak_as_page_tab
from leaddesk.widgets.edit_hold import hold
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.settings.form_parts import FormPanel, Setting
from leaddesk.widgets.settings.found_list import FoundList
from leaddesk.widgets.settings.sample_data import SampleDataForm, SampleState
from leaddesk.widgets.settings.sections import Section, all_sections
from leaddesk.widgets.tools import Tools

FORM_WIDTH: Final = 640
LIST_WIDTH: Final = 240


@dataclass(slots=True, eq=False)
class _Place:
    """A section's button and where its form stands; the form comes with the first look at it."""

    section: Section
    button: Button
    area: QScrollArea
    form: QWidget | None = None


class SettingsPage(QWidget):
    """`sample_asked`, `sample_removed` and `source_made` are for whoever serves those sections;
    `section_shown` names the one that is looked at."""

    sample_asked = Signal()
    sample_removed = Signal()
    source_made = Signal(object)  # DataSourceForm
    section_shown = Signal(str)

    def __init__(self, tools: Tools, settings: SettingsModel, board: BoardModel) -> None:
        super().__init__()
        self._theme = tools.theme
        self._places: dict[str, _Place] = {}
        self._sample: tuple[SampleState, int] = ("none", 0)
        self._client = tools.client
        self._buttons = QButtonGroup(self)
        self._stack = QStackedWidget()
        self.search = SearchBox(tools.theme, tr("Find a setting"))
        self.found = FoundList(tools.theme)
        self._nothing = PlainLabel(tools.theme, tr("No setting is called that."), tone="text2")
        self._names = QWidget()
        names = QVBoxLayout(self._names)
        names.setContentsMargins(0, 0, 0, 0)
        names.setSpacing(2)
        for section in all_sections(tools, settings, board):
            names.addWidget(self._add(section))
        self._lay_out()
        self.search.textChanged.connect(lambda _text: self._find())
        self.search.returnPressed.connect(self._take_first)
        self.search.installEventFilter(self)
        self.found.itemClicked.connect(self._go_to)
        self.found.itemActivated.connect(self._go_to)
        self._find()
        self.choose(self.keys[0])

    # --- sections ----------------------------------------------------------------------------

    @property
    def keys(self) -> tuple[str, ...]:
        """The sections in their order."""
        return tuple(self._places)

    @property
    def shown(self) -> str:
        """The section that is looked at."""
        return next(key for key, place in self._places.items() if place.button.isChecked())

    def choose(self, key: str) -> None:
        """Show a section."""
        place = self._places[key]
        self.form(key)
        place.button.setChecked(True)
        self._stack.setCurrentWidget(place.area)
        self.section_shown.emit(key)

    def form(self, key: str) -> QWidget:
        """The form of a section; the first to ask has it made."""
        place = self._places[key]
        if place.form is None:
            place.form = place.section.make()
            if place.section.is_shared:
                hold(self._client, place.form)
            self._put_in(key, place.form)
        return place.form

    def take_focus(self) -> None:
        """Put the focus on the chosen section."""
        button = self._buttons.checkedButton()
        if button is not None and button.isVisible():
            button.setFocus()
        else:
            self.search.setFocus()

    def focus_filter(self) -> None:
        """Put the focus into the search field: what is filtered here are the settings."""
        self.search.setFocus()
        self.search.selectAll()

    def show_sample(self, state: SampleState, leads: int) -> None:
        """Say how it stands with sample data; `leads` is the number of sample leads."""
        self._sample = (state, leads)
        form = self._places["sample"].form
        if isinstance(form, SampleDataForm):
            form.show_state(state, leads)

    # --- the search --------------------------------------------------------------------------

    def matches(self, text: str) -> list[tuple[str, str]]:
        """(section, setting) for all settings in whose words all of `text` stands; a section
        itself is (section, "")."""
        words = text.casefold().split()
        found = []
        for key, place in self._places.items():
            if all(word in place.section.text.casefold() for word in words):
                found.append((key, ""))
            found += [(key, one.text) for one in self._settings(key) if one.fits(words)]
        return found

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk from the search field into what it found."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down and self.found.isVisible():
                self.found.setFocus()
                self.found.setCurrentRow(0)
                return True
            if event.key() == Qt.Key.Key_Escape and self.search.text():
                self.search.clear()
                return True
        return super().eventFilter(watched, event)

    def _settings(self, key: str) -> list[Setting]:
        panels = self.form(key).findChildren(FormPanel)
        return [one for panel in panels for one in panel.settings]

    def _find(self) -> None:
        words = self.search.text().strip()
        self.found.clear()
        for key, text in self.matches(words) if words else ():
            self.found.add(key, text, self._places[key].section.text)
        some = self.found.count() > 0
        self._names.setVisible(not words)
        self.found.setVisible(bool(words) and some)
        self._nothing.setVisible(bool(words) and not some)

    def _take_first(self) -> None:
        item = self.found.item(0)
        if item is not None:
            self._go_to(item)

    def _go_to(self, item: QListWidgetItem) -> None:
        key, text = self.found.place(item)
        self.choose(key)
        control = next((one.control for one in self._settings(key) if one.text == text), None)
        if control is None:
            return
        control.setFocus(Qt.FocusReason.ShortcutFocusReason)
        area = self._places[key].area
        # A form that was just made has its places after the next turn of the loop.
        QTimer.singleShot(0, control, lambda: area.ensureWidgetVisible(control, 50, 80))

    # --- making ------------------------------------------------------------------------------

    def _add(self, section: Section) -> Button:
        button = Button(self._theme, section.text, kind="tab")
        button.setCheckable(True)
        speak_as_page_tab(button)
        button.setProperty("side", True)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._stack.addWidget(area)
        self._buttons.addButton(button)
        button.clicked.connect(lambda: self.choose(section.key))
        self._places[section.key] = _Place(section, button, area)
        return button

    def _put_in(self, key: str, form: QWidget) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(24, 24, 24, 24)
        form.setMaximumWidth(self._theme.look.px(FORM_WIDTH))
        inside.addWidget(form)
        inside.addStretch(1)
        self._places[key].area.setWidget(inner)
        if key == "source":
            self.source_made.emit(form)
        elif isinstance(form, SampleDataForm):
            form.add_asked.connect(self.sample_asked)
            form.remove_asked.connect(self.sample_removed)
            form.show_state(*self._sample)

    def _lay_out(self) -> None:
        left = QWidget()
        left.setMinimumWidth(self._theme.look.px(LIST_WIDTH))
        column = QVBoxLayout(left)
        column.setContentsMargins(24, 20, 12, 20)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self._names)
        column.addWidget(self._nothing)
        column.addWidget(self.found, 100)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addWidget(self._stack, 1)
