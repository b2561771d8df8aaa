"""The sections of the settings in their order, and how the form of each is made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.tools import Tools


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """`make` is called when the section is first looked at. What `is_shared` stands in the
    database, and is held while that can't be written."""

    key: str
    text: str
    make: Callable[[], QWidget]
    is_shared: bool = False


def all_sections(tools: Tools, settings: SettingsModel, board: BoardModel) -> tuple[Section, ...]:
    """Every section of the settings."""

    def you() -> QWidget:
        from leaddesk.widgets.settings.you import YouForm

        return YouForm(tools, settings, board)

    def appearance() -> QWidget:
        from leaddesk.widgets.settings.appearance import AppearanceForm

        return AppearanceForm(tools.theme, settings)

    def stages() -> QWidget:
        from leaddesk.widgets.settings.stages import StagesForm

        return StagesForm(tools, board)

    def own_fields() -> QWidget:
        from leaddesk.widgets.settings.own_fields import OwnFieldsForm

        return OwnFieldsForm(tools)

    def team() -> QWidget:
        from leaddesk.widgets.settings.team import TeamForm

        return TeamForm(tools, board)

    def source() -> QWidget:
        from leaddesk.widgets.settings.data_source import DataSourceForm

        return DataSourceForm(tools)

    def keyboard() -> QWidget:
        from leaddesk.widgets.settings.keyboard import KeyboardForm

        return KeyboardForm(tools, settings)

    def sample() -> QWidget:
        from leaddesk.widgets.settings.sample_data import SampleDataForm

        return SampleDataForm(tools.theme)

    def about() -> QWidget:
        from leaddesk.widgets.settings.about import AboutForm

        return AboutForm(tools)

    return (
        Section("you", tr("You"), you),
        Section("appearance", tr("Appearance"), appearance),
        Section("stages", tr("Pipeline and stages"), stages, is_shared=True),
        Section("fields", tr("Fields"), own_fields, is_shared=True),
        Section("team", tr("Team and roles"), team, is_shared=True),
        Section("source", tr("Data source and backup"), source),
        Section("keyboard", tr("Keyboard"), keyboard),
        Section("sample", tr("Sample data"), sample, is_shared=True),
        Section("about", tr("About and licences"), about),
    )
