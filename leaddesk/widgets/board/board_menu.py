"""The menus of a card: what can be done with it, and where it can be moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.widgets.theme import Theme


@dataclass(frozen=True, slots=True)
class MenuLine:
    """A line of the card menu: its command (a word of `card_list.COMMANDS`), words, key, icon."""

    command: str
    text: str
    key: str
    icon: str


def lines_for(kind: RecordKind, count: int) -> tuple[MenuLine | None, ...]:
    """Return the lines for cards of a kind; None is a separator."""
    one = (
        MenuLine("open", tr("Open"), "Enter", "external-link"),
        MenuLine("plan", tr("Plan next step"), "T", "calendar-plus"),
        MenuLine("done", tr("Complete next step"), "D", "check"),
        MenuLine("log call", tr("Log a call"), "C", "phone"),
        MenuLine("log email", tr("Log an email"), "E", "mail"),
        MenuLine("write note", tr("Write a note"), "W", "sticky-note"),
        None,
    )
    ends = (
        (
            MenuLine("won", tr("Won"), "Shift+W", "trophy"),
            MenuLine("lost", tr("Lost"), "Shift+L", "circle-x"),
        )
        if kind == "opportunity"
        else (MenuLine("lost", tr("Disqualify"), "Shift+L", "circle-x"),)
    )
    rest = (
        MenuLine("assign", tr("Assign..."), "A", "user-round"),
        MenuLine("nurture", tr("Nurture"), "U", "sprout"),
        *ends,
        None,
        MenuLine("delete", tr("To the bin"), "Del", "trash-2"),
    )
    return (*one, *rest) if count == 1 else rest


def card_menu(
    theme: Theme,
    parent: QWidget,
    lines: tuple[MenuLine | None, ...],
    moves: QMenu,
    do: Callable[[str], None],
) -> QMenu:
    """Return the menu of a card; `moves` is the part for stages."""
    menu = QMenu(parent)
    menu.addMenu(moves)
    menu.addSeparator()
    for line in lines:
        if line is None:
            menu.addSeparator()
            continue
        icon = theme.icons.icon(line.icon, theme.colors.text2, 16)
        action = menu.addAction(icon, line.text)
        # Shown as the key of the board; the board's list of keys is what listens to it.
        action.setText(f"{line.text}\t{QKeySequence(line.key).toString(_NATIVE)}")
        action.triggered.connect(lambda _=False, command=line.command: do(command))
    return menu


_LONGEST = 60  # letters of a name in a menu
_NATIVE = QKeySequence.SequenceFormat.NativeText


def stage_menu(
    parent: QWidget, stages: tuple[Stage, ...], here: int | None, do: Callable[[int], None]
) -> QMenu:
    """Return the stages with their digits; the present one can't be chosen."""
    menu = QMenu(tr("Move to"), parent)
    for number, stage in enumerate(stages, start=1):
        digit = f"&{number}  " if number <= 9 else ""
        name = one_line(stage.name, _LONGEST).replace("&", "&&")
        action = menu.addAction(f"{digit}{name}")
        action.setEnabled(stage.id != here)
        action.triggered.connect(lambda _=False, stage_id=stage.id: do(stage_id))
    return menu


def assign_menu(
    parent: QWidget, users: Iterable[User], here: int | None, do: Callable[[int | None], None]
) -> QMenu:
    """Return who can have leads, with digits, and "Unassigned"; `here` is checked: the user who
    has them all now, 0 for nobody, None where they have several owners."""
    menu = QMenu(tr("Assign to"), parent)
    choices = [(user.id, user.name or user.login) for user in users if user.active]
    for number, (user_id, name) in enumerate(choices, start=1):
        digit = f"&{number}  " if number <= 9 else ""
        action = menu.addAction(f"{digit}{one_line(name, _LONGEST).replace('&', '&&')}")
        action.setCheckable(True)
        action.setChecked(user_id == here)
        action.triggered.connect(lambda _=False, user_id=user_id: do(user_id))
    menu.addSeparator()
    nobody = menu.addAction(f"&0  {tr('Unassigned')}")
    nobody.setCheckable(True)
    nobody.setChecked(here == 0)
    nobody.triggered.connect(lambda: do(None))
    return menu
