"""The user's own settings: how LeadDesk looks and behaves on this computer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from typing import Any, Literal, get_args

from PySide6.QtCore import QObject, QTimer, Signal

Theme = Literal["system", "light", "dark"]
Density = Literal["comfortable", "compact"]
Contrast = Literal["system", "on"]
SAVE_AFTER_MS = 400
"""A dragged splitter changes its width a hundred times; one of them is written."""


@dataclass(frozen=True, slots=True)
class UserSettings:
    """All of them, with the values of a first start. Sizes are in logical pixels."""

    theme: Theme = "system"
    density: Density = "comfortable"
    text_percent: int = 100  # 90 to 130
    reduce_motion: bool = False
    contrast: Contrast = "system"
    single_letter_keys: bool = True  # N, T, M ... as commands outside text fields
    language: str = ""  # "": the system's
    page: str = ""  # the last one; "" at a first start
    view: str = ""  # the board's last view
    leads_view: str = ""  # the list's
    open_lead: int | None = None
    peek_width: int = 388
    peek_open: bool = True
    window: str = ""  # Qt's saved geometry, base64
    list_columns: tuple[str, ...] = ()
    column_widths: Mapping[str, int] = field(default_factory=dict)
    started: tuple[str, ...] = ()  # what of "Get started" was done
    start_closed: bool = False


_ALLOWED: Mapping[str, tuple[object, ...]] = {
    "theme": get_args(Theme),
    "density": get_args(Density),
    "contrast": get_args(Contrast),
}
_RANGES: Mapping[str, tuple[int, int]] = {
    "text_percent": (90, 130),
    "peek_width": (340, 520),
}


def settings_from(document: Mapping[str, Any]) -> UserSettings:
    """Return the settings in a stored document; what is missing or no longer fits is as at a
    first start. Keys of a newer version are left alone: `document_of` keeps them."""
    found: dict[str, Any] = {}
    plain = UserSettings()
    for info in fields(UserSettings):
        if info.name in document:
            value = _read(info.name, document[info.name], getattr(plain, info.name))
            if value is not _BAD:
                found[info.name] = value
    return UserSettings(**found)


def document_of(settings: UserSettings, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is stored: all settings, and the keys of `kept` that are none of ours."""
    document = dict(kept)
    document.update(asdict(settings))
    document["list_columns"] = list(settings.list_columns)
    document["started"] = list(settings.started)
    document["column_widths"] = dict(settings.column_widths)
    return document


class SettingsModel(QObject):
    """Holds the settings; a change applies at once and is written a moment later.

    `save` gets the whole document; it is called in the window's thread, so it hands a slow disk
    to a lane.
    """

    changed = Signal(object, object)  # UserSettings now, and before

    def __init__(
        self,
        document: Mapping[str, Any],
        save: Callable[[dict[str, Any]], None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._document = dict(document)
        self._save = save
        self._settings = settings_from(document)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save_now)

    @property
    def settings(self) -> UserSettings:
        return self._settings

    def change(self, **values: Any) -> None:
        """Set some of the settings, `change(theme="dark")`; values outside their range are
        brought into it. TypeError for a name that is no setting."""
        before = self._settings
        wanted = asdict(replace(before, **values))
        settings = settings_from(wanted)
        if settings == before:
            return
        self._settings = settings
        self._timer.start()
        self.changed.emit(settings, before)

    def save_now(self) -> None:
        """Write what was changed; at the end of the program."""
        self._timer.stop()
        document = document_of(self._settings, self._document)
        if document != self._document:
            self._document = document
            self._save(dict(document))


_BAD = object()


def _read(name: str, value: Any, plain: Any) -> Any:
    """Return the value if it is one that the setting can have, else _BAD."""
    if name in _ALLOWED:
        return value if value in _ALLOWED[name] else _BAD
    if name == "open_lead":
        return value if value is None or type(value) is int else _BAD
    if name in {"list_columns", "started"}:
        is_list = isinstance(value, list | tuple)
        return tuple(str(item) for item in value) if is_list else _BAD
    if name == "column_widths":
        if not isinstance(value, Mapping):
            return _BAD
        return {str(k): v for k, v in value.items() if type(v) is int and 0 < v < 10_000}
    if type(value) is not type(plain):
        return _BAD
    if name in _RANGES:
        low, high = _RANGES[name]
        return min(high, max(low, value))
    return value
