"""Whether there is a screen to open a window on, and what to do where there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

_WHAT_HELPS = """\
Start it from a desktop session, or on a virtual screen:

    xvfb-run -a leaddesk

Everything else works without a screen: import, list, move and report leads with the verbs that
`leaddesk --help` lists. `leaddesk doctor` says what this installation lacks."""

NO_SCREEN = f"""\
LeadDesk found no screen to open its window on. Nothing was changed.
{_WHAT_HELPS}"""


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt can open a window: elsewhere than on Linux always, there if one is named."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def unreached(reasons: Sequence[str]) -> str:
    """What to say where a screen is named and yet no window can be opened on it.

    `reasons` are Qt's own words, in the order in which they came.
    """
    # Qt names this package whenever a screen fails it, whatever the reason.
    own = [reason for reason in reasons if "xcb-cursor0" not in reason] or list(reasons)
    said = f"Qt says: {'; '.join(own)}.\n" if own else ""
    return f"LeadDesk could not reach the screen. Nothing was changed.\n{said}{_WHAT_HELPS}"
