"""Who else edits a lead just now, in words and as the disc on its card."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n

if TYPE_CHECKING:
    from leaddesk.domain.people import User

SHORT: Final = 40  # letters of a name; what a colleague calls themselves must not fill the line


@dataclass(frozen=True, slots=True)
class Editing:
    """`text` is a whole sentence ("Priya Rao is editing this lead"), all empty while nobody does.
    `name`, `initials` and `color_index` (through the avatar colours) are those of the one whose
    disc is shown."""

    text: str = ""
    name: str = ""
    initials: str = ""
    color_index: int = 0


NOBODY: Final = Editing()


def editing_of(user_ids: Iterable[int], team: Iterable[User], me: int | None) -> Editing:
    """Say who edits; `user_ids` the one who began first in front. Whoever is not of the team is
    left out. `me` counts as another window of one's own, and only where no colleague edits."""
    known = {user.id: user for user in team}
    users = [known[user_id] for user_id in dict.fromkeys(user_ids) if user_id in known]
    if not users:
        return NOBODY
    others = [user for user in users if user.id != me]
    shown = (others or users)[0]
    names = [_name(user) for user in others]
    return Editing(_sentence(names), _name(shown), shown.initials, shown.color - 1)


def _name(user: User) -> str:
    return one_line(user.name or user.login, SHORT)


def _sentence(names: list[str]) -> str:
    if not names:
        return tr("You are editing this lead in another window")
    if len(names) == 1:
        return tr("{who} is editing this lead", who=names[0])
    if len(names) == 2:
        return tr("{who} and {other} are editing this lead", who=names[0], other=names[1])
    return tr_n(
        "{who} and %n other are editing this lead", "{who} and %n others are editing this lead",
        len(names) - 1, who=names[0],
    )  # fmt: skip
