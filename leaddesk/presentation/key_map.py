"""Every command of the window, declared once: its words, its keys, where they are heard.

The board, the list, the peek, menus, tool tips, the list of keys and the palette all read it here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, Literal, TypeAlias

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from leaddesk.domain.draft import RecordKind
from leaddesk.presentation.text import tr

Place: TypeAlias = Literal["window", "board", "list", "peek"]
"""Where a key is heard: in the whole window, or only with the focus in that part."""

Group: TypeAlias = Literal["go", "create", "walk", "lead", "all"]

_WINDOW: Final = frozenset[Place]({"window"})
_BOARD: Final = frozenset[Place]({"board"})
_ROWS: Final = frozenset[Place]({"board", "list"})
_LEAD: Final = frozenset[Place]({"board", "list", "peek"})


@dataclass(frozen=True, slots=True)
class UserCommand:
    """`keys` are in Qt's portable form, the one to show first. `kind` limits a command to leads
    or to opportunities; `several`: it can be done with many leads at once."""

    id: str
    text: str
    keys: tuple[str, ...]
    places: frozenset[Place]
    group: Group
    icon: str = ""
    kind: RecordKind | None = None
    several: bool = False


def all_commands() -> tuple[UserCommand, ...]:
    """Return all of them in the order of the list of keys, in the user's language."""
    return (*_of_window(), *_of_walking(), *_of_leads())


def _of_window() -> tuple[UserCommand, ...]:
    return (
        UserCommand("palette", tr("Search or run a command"), ("Ctrl+K",), _WINDOW, "go", "search"),
        UserCommand("page pipeline", tr("Pipeline"), ("Ctrl+1",), _WINDOW, "go", "square-kanban"),
        UserCommand("page leads", tr("Leads"), ("Ctrl+2",), _WINDOW, "go", "contact-round"),
        UserCommand("page data", tr("Data"), ("Ctrl+3",), _WINDOW, "go", "database"),
        UserCommand("page settings", tr("Settings"), ("Ctrl+,",), _WINDOW, "go", "settings"),
        UserCommand("back", tr("Back"), ("Alt+Left",), _WINDOW, "go", "arrow-left"),
        UserCommand("forward", tr("Forward"), ("Alt+Right",), _WINDOW, "go", "arrow-right"),
        UserCommand(
            "filter", tr("Filter this page"), ("/", "Ctrl+F", "F"), _WINDOW, "go", "list-filter"
        ),
        UserCommand("next area", tr("Next area of the window"), ("F6",), _WINDOW, "go"),
        UserCommand("previous area", tr("Previous area"), ("Shift+F6",), _WINDOW, "go"),
        UserCommand("news", tr("Newest message"), ("F8",), _WINDOW, "go"),
        UserCommand("messages", tr("Messages"), ("Shift+F8",), _WINDOW, "go", "bell"),
        UserCommand("new lead", tr("New lead"), ("N", "Ctrl+N"), _WINDOW, "create", "plus"),
        UserCommand("undo", tr("Undo"), ("Ctrl+Z",), _WINDOW, "all", "undo-2"),
        UserCommand("redo", tr("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), _WINDOW, "all", "redo-2"),
        UserCommand("refresh", tr("Refresh"), ("F5",), _WINDOW, "all", "refresh-cw"),
        UserCommand("keys", tr("List of keys"), ("F1", "?"), _WINDOW, "all", "keyboard"),
    )


def _of_walking() -> tuple[UserCommand, ...]:
    return (
        UserCommand("next", tr("Next lead"), ("J", "Down"), _LEAD, "walk"),
        UserCommand("previous", tr("Previous lead"), ("K", "Up"), _LEAD, "walk"),
        UserCommand("left", tr("Column before"), ("Left",), _BOARD, "walk"),
        UserCommand("right", tr("Next column"), ("Right",), _BOARD, "walk"),
        UserCommand("peek", tr("Peek on or off"), ("Space",), _ROWS, "walk"),
        UserCommand("open", tr("Open"), ("Enter",), _ROWS, "walk", "external-link"),
        UserCommand("select", tr("Select or unselect"), ("X",), _ROWS, "walk"),
        UserCommand("select next", tr("Select the next one too"), ("Shift+Down",), _ROWS, "walk"),
        UserCommand("select previous", tr("Select the one before too"), ("Shift+Up",), _ROWS,
                    "walk"),
        UserCommand("select all", tr("Select all"), ("Ctrl+A",), _ROWS, "walk"),
        UserCommand("menu", tr("Menu of the lead"), ("Shift+F10", "Menu"), _ROWS, "walk"),
        UserCommand("save", tr("Save a form and go on"), ("Ctrl+Enter",), frozenset(), "walk"),
        UserCommand("escape", tr("Close, then clear the selection"), ("Esc",), _LEAD, "walk"),
    )  # fmt: skip


def _of_leads() -> tuple[UserCommand, ...]:
    return (
        UserCommand("move", tr("Move to a stage, then 1 to 9"), ("M",), _LEAD, "lead",
                    "arrow-right-left", several=True),
        UserCommand("stage back", tr("One stage back"), ("Ctrl+Shift+Left",), _LEAD, "lead",
                    "chevron-left", several=True),
        UserCommand("stage on", tr("One stage on"), ("Ctrl+Shift+Right",), _LEAD, "lead",
                    "chevron-right", several=True),
        UserCommand("plan", tr("Plan next step"), ("T",), _LEAD, "lead", "calendar-plus"),
        UserCommand("done", tr("Complete next step"), ("D",), _LEAD, "lead", "check"),
        UserCommand("snooze", tr("Snooze next step"), ("H",), _LEAD, "lead", "alarm-clock"),
        UserCommand("log call", tr("Log a call"), ("C",), _LEAD, "lead", "phone"),
        UserCommand("log email", tr("Log an email"), ("E",), _LEAD, "lead", "mail"),
        UserCommand("write note", tr("Write a note"), ("W",), _LEAD, "lead", "sticky-note"),
        UserCommand("edit", tr("Edit a field"), ("F2",), _LEAD, "lead", "pencil"),
        UserCommand("assign", tr("Assign..."), ("A",), _LEAD, "lead", "user-round", several=True),
        UserCommand("nurture", tr("Nurture"), ("U",), _LEAD, "lead", "sprout", several=True),
        UserCommand("won", tr("Won"), ("Shift+W",), _LEAD, "lead", "trophy", "opportunity",
                    several=True),
        UserCommand("lost", tr("Lost"), ("Shift+L",), _LEAD, "lead", "circle-x", "opportunity",
                    several=True),
        UserCommand("disqualify", tr("Disqualify"), ("Shift+L",), _LEAD, "lead", "circle-x", "lead",
                    several=True),
        UserCommand("place up", tr("Higher in the column, in the manual order"),
                    ("Ctrl+Shift+Up",), _BOARD, "lead", "arrow-up"),
        UserCommand("place down", tr("Lower in the column, in the manual order"),
                    ("Ctrl+Shift+Down",), _BOARD, "lead", "arrow-down"),
        UserCommand("delete", tr("To the bin"), ("Del",), _LEAD, "lead", "trash-2", several=True),
    )  # fmt: skip


class KeyMap:
    """Finds the command of a key and the words for a key. Two commands may share a key where
    each is for another kind of record: a key is answered with the first, and its doer looks."""

    def __init__(self, letters_on: Callable[[], bool] = lambda: True) -> None:
        """`letters_on` says whether keys that write a character when a text has the focus are
        wanted as commands (a setting)."""
        self._letters_on = letters_on
        self.commands: Final = all_commands()
        self._by_id = {command.id: command for command in self.commands}

    @cached_property
    def _by_key(self) -> dict[tuple[Place, int], str]:
        """The commands by place and key; made for the first key that is pressed."""
        found: dict[tuple[Place, int], str] = {}
        for command in self.commands:
            for key in command.keys:
                for place in command.places:
                    found.setdefault((place, _number(_pressed(key))), command.id)
        return found

    def __getitem__(self, command_id: str) -> UserCommand:
        return self._by_id[command_id]

    def keys_of(self, command_id: str) -> tuple[str, ...]:
        """Return the keys that work now, in Qt's portable form."""
        keys = self[command_id].keys
        return keys if self._letters_on() else tuple(key for key in keys if not writes(key))

    def shown(self, command_id: str) -> str:
        """Return the first of them as the platform writes it ("Ctrl K", "⌘K"), "" without one."""
        return next(map(key_text, self.keys_of(command_id)), "")

    def all_shown(self, command_id: str) -> tuple[str, ...]:
        """Return all of them as the platform writes them."""
        return tuple(map(key_text, self.keys_of(command_id)))

    def tip(self, command_id: str) -> str:
        """Return the words of a tool tip: what it does, and its key."""
        return f"{self[command_id].text}  {self.shown(command_id)}".strip()

    def at(self, place: Place, pressed: QKeyCombination) -> str | None:
        """Return the id of the command that a key means there; Enter of the number block too."""
        found = self._by_key.get((place, _number(pressed)))
        if found is None or self._letters_on():
            return found
        keys = map(_pressed, self.keys_of(found))
        return found if _number(pressed) in map(_number, keys) else None

    def of_group(self, *groups: Group) -> Iterable[UserCommand]:
        """Return the commands of groups in their order."""
        return (command for command in self.commands if command.group in groups)


def key_text(key: str) -> str:
    """Return a key as the platform writes it, its parts apart as on a key cap."""
    text = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
    return text.replace("+", " ") if len(text) > 1 else text


def writes(key: str) -> bool:
    """Whether the key writes a character when the focus is in a text: such a key is no command
    there, and some people, who speak to their computer, want it to be none anywhere."""
    return len(key.removeprefix("Shift+")) == 1


def _pressed(key: str) -> QKeyCombination:
    sequence: Any = QKeySequence(key)  # its [] is missing in the stubs
    found: QKeyCombination = sequence[0]
    return found


def _number(pressed: QKeyCombination) -> int:
    key = pressed.key()
    modifiers = pressed.keyboardModifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    return QKeyCombination(modifiers, key).toCombined()
