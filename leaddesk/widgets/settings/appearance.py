"""How LeadDesk looks on this computer."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from leaddesk.presentation.settings_model import SettingsModel, UserSettings
from leaddesk.presentation.text import tr
from leaddesk.widgets.controls import Segment, SegmentedSwitch
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.settings.form_parts import FormPanel
from leaddesk.widgets.theme import Theme

STEP = 10
SETTLED_MS = 200


class AppearanceForm(QWidget):
    """Theme, density, text size, motion, contrast."""

    def __init__(self, theme: Theme, settings: SettingsModel) -> None:
        super().__init__()
        self._settings = settings
        self.theme_switch = SegmentedSwitch(
            theme,
            tr("Theme"),
            (
                Segment("system", tr("System")),
                Segment("light", tr("Light")),
                Segment("dark", tr("Dark")),
            ),
        )
        self.density = SegmentedSwitch(
            theme,
            tr("Density"),
            (Segment("comfortable", tr("Comfortable")), Segment("compact", tr("Compact"))),
        )
        self.text_size = QSlider(Qt.Orientation.Horizontal)
        self.text_size.setRange(90 // STEP, 130 // STEP)
        self.text_size.setPageStep(1)
        self.text_size.setFixedWidth(150)
        self._percent = PlainLabel(theme, tone="text2", tabular=True)
        self._percent.setMinimumWidth(44)
        self.motion = QCheckBox()
        self.contrast = SegmentedSwitch(
            theme,
            tr("High contrast"),
            (Segment("system", tr("System")), Segment("on", tr("On"))),
        )
        size = QWidget()
        size.setFocusProxy(self.text_size)
        row = QHBoxLayout(size)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.text_size)
        row.addWidget(self._percent)
        panel = FormPanel(theme, tr("Appearance"))
        panel.add_row(tr("Theme"), self.theme_switch)
        panel.add_row(tr("Density"), self.density, tr("Compact shows more cards and rows."))
        self.text_size.setAccessibleName(tr("Text size"))
        panel.add_row(tr("Text size"), size)
        self.motion.setAccessibleName(tr("Reduce motion"))
        panel.add_row(tr("Reduce motion"), self.motion, tr("Nothing slides or tilts."))
        panel.add_row(
            tr("High contrast"),
            self.contrast,
            tr("Stronger frames, no shadows. System follows what the computer asks for."),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        # Each change styles the whole window anew: once, where the slider comes to rest.
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLED_MS)
        self._settled.timeout.connect(
            lambda: settings.change(text_percent=self.text_size.value() * STEP)
        )
        self.theme_switch.chosen.connect(lambda key: settings.change(theme=key))
        self.density.chosen.connect(lambda key: settings.change(density=key))
        self.contrast.chosen.connect(lambda key: settings.change(contrast=key))
        self.motion.toggled.connect(lambda on: settings.change(reduce_motion=on))
        self.text_size.valueChanged.connect(self._sized)
        settings.changed.connect(lambda now, _before: self._show(now))
        self._show(settings.settings)

    def _sized(self, value: int) -> None:
        self._percent.setText(f"{value * STEP}%")
        self._settled.start()

    def _show(self, now: UserSettings) -> None:
        self.theme_switch.choose(now.theme)
        self.density.choose(now.density)
        self.motion.setChecked(now.reduce_motion)
        self.contrast.choose(now.contrast)
        if not self._settled.isActive():
            self.text_size.blockSignals(True)
            self.text_size.setValue(round(now.text_percent / STEP))
            self.text_size.blockSignals(False)
            self._percent.setText(f"{now.text_percent}%")
