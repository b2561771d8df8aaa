"""The menus of a card: what can be done with it, and where it can be moved."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtWidgets import QMenu, QWidget

from leaddesk.domain.draft import RecordKind
from leaddesk.domain.people import User
from leaddesk.domain.pipeline import Stage
from leaddesk.presentation.key_map import KeyMap, UserCommand
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.widgets.tools import Tools


def lines_for(keys: KeyMap, kind: RecordKind, count: int) -> tuple[UserCommand | None, ...]:
    """Return what the menu of cards of a kind offers; None is a separator."""
    one = ("open", "plan", "done", "snooze", "log call", "log email", "write note")
    ends = ("assign", "nurture", "won", "lost", "disqualify")
    asked = [keys[name] for name in ends if keys[name].kind in (None, kind)]
    rest = (*asked, None, keys["delete"])
    return (*(keys[name] for name in one), None, *rest) if count == 1 else rest


def card_menu(
    tools: Tools,
    parent: QWidget,
    lines: tuple[UserCommand | None, ...],
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
        theme = tools.theme
        icon = theme.icons.icon(line.icon, theme.colors.text2, 16)
        action = menu.addAction(icon, line.text)
        # Only shown here: the page below is what listens to the key.
        action.setText(f"{line.text}\t{tools.keys.shown(line.id)}")
        action.triggered.connect(lambda _=False, command=line.id: do(command))
    return menu


_LONGEST = 60  # letters of a name in a menu


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
