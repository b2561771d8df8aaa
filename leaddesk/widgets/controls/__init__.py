"""Small finished controls in LeadDesk's look. Each takes the Theme first."""

from leaddesk.widgets.controls.avatar import Avatar
from leaddesk.widgets.controls.banner import Banner
from leaddesk.widgets.controls.button import Button, IconButton, KeyCap
from leaddesk.widgets.controls.chip import AttentionChip, ChipValue, FilterChip
from leaddesk.widgets.controls.fields import Combo, Field, SearchBox
from leaddesk.widgets.controls.popover import OverlayLayer, Popover
from leaddesk.widgets.controls.progress import ProgressLine, StepHeader
from leaddesk.widgets.controls.segmented import Segment, SegmentedSwitch
from leaddesk.widgets.controls.spoken import speak_as, speak_as_page_tab, speak_as_page_tabs
from leaddesk.widgets.controls.toast import Toast, ToastStack, ToastText

__all__ = [
    "AttentionChip",
    "Avatar",
    "Banner",
    "Button",
    "ChipValue",
    "Combo",
    "Field",
    "FilterChip",
    "IconButton",
    "KeyCap",
    "OverlayLayer",
    "Popover",
    "ProgressLine",
    "SearchBox",
    "Segment",
    "SegmentedSwitch",
    "StepHeader",
    "Toast",
    "ToastStack",
    "ToastText",
    "speak_as",
    "speak_as_page_tab",
    "speak_as_page_tabs",
]
