"""Settings of the keyboard: single letters on or off, and the list of all keys."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from leaddesk.presentation.settings_model import SettingsModel, UserSettings
from leaddesk.presentation.text import tr
from leaddesk.widgets.key_list import KeyList
from leaddesk.widgets.settings.form_parts import FormPanel
from leaddesk.widgets.tools import Tools


class KeyboardForm(QWidget):
    """The list shows what works now."""

    def __init__(self, tools: Tools, settings: SettingsModel) -> None:
        super().__init__()
        self.letters = QCheckBox()
        panel = FormPanel(tools.theme, tr("Keyboard"))
        panel.add_row(
            tr("Single letters as commands"),
            self.letters,
            tr(
                "N, T or M alone do something where no text is written. Switch it off if you"
                " speak to your computer, or touch keys by accident."
            ),
        )
        self.keys = KeyList(tools.theme, tools.keys, columns=1)
        panel.column.addWidget(self.keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        self.letters.toggled.connect(lambda on: settings.change(single_letter_keys=on))
        settings.changed.connect(self._changed)
        self.letters.setChecked(settings.settings.single_letter_keys)

    def _changed(self, now: UserSettings, before: UserSettings) -> None:
        if now.single_letter_keys != before.single_letter_keys:
            self.letters.setChecked(now.single_letter_keys)
            self.keys.show_keys()
