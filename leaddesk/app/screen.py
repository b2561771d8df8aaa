"""Whether there is a screen to open a window on, and what to do where there is none."""

from __future__ import annotations

from collections.abc import Mapping

NO_SCREEN = """\
LeadDesk found no screen to open its window on. Nothing was changed.
Start it from a desktop session, or on a virtual screen:

    xvfb-run -a leaddesk

Everything else works without a screen: import, list, move and report leads with the verbs that
`leaddesk --help` lists. `leaddesk worker` does the background work, `leaddesk doctor` says
what this installation lacks."""


def has_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Whether Qt can open a window: elsewhere than on Linux always, there if one is named."""
    if not platform.startswith("linux"):
        return True
    return any(environment.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
