"""What stands on the screen and where, as a screen reader learns it (AT-SPI).

A journey finds a card by its words and clicks where it is drawn: nothing knows pixels or widgets.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, MessageType, Properties
from jeepney import new_method_call as method
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.support.desktop import Desktop, Point
from tests.support.waiting import wait_until

LAUNCHER = "at-spi-bus-launcher"
ACCESSIBLE = "org.a11y.atspi.Accessible"
COMPONENT = "org.a11y.atspi.Component"
TEXT = "org.a11y.atspi.Text"
REGISTRY = ("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")
ENABLED, FOCUSED, SHOWING = 8, 12, 25  # bits of AT-SPI's state set
SELECTED = 23
ITEMS = ("list item", "cell")
WRITTEN = ("text", "entry", "spin button")

Reference = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing on the screen. `inside` are the names of what it stands in, outermost first."""

    role: str
    name: str
    box: tuple[int, int, int, int]
    states: frozenset[int]
    inside: tuple[str, ...]
    text: str = ""

    @property
    def middle(self) -> Point:
        x, y, width, height = self.box
        return x + width // 2, y + height // 2

    @property
    def is_focused(self) -> bool:
        return FOCUSED in self.states

    @property
    def is_enabled(self) -> bool:
        return ENABLED in self.states

    @property
    def is_selected(self) -> bool:
        return SELECTED in self.states


def find_launcher() -> str | None:
    """Where the accessibility bus comes from; it stands on no PATH."""
    return shutil.which(LAUNCHER, path="/usr/libexec:/usr/lib/at-spi2-core")


class Eye:
    """Looks at all windows of a desktop that has a session bus. Close it before the desktop."""

    def __init__(self, desktop: Desktop, launcher: str) -> None:
        self.desktop = desktop
        desktop.open(launcher, "--launch-immediately")
        session = open_dbus_connection(desktop.env["DBUS_SESSION_BUS_ADDRESS"])
        try:
            address = wait_until(lambda: _bus_address(session), "the accessibility bus is there")
        finally:
            session.close()
        desktop.env.pop("NO_AT_BRIDGE", None)
        desktop.env.update(AT_SPI_BUS_ADDRESS=address, QT_LINUX_ACCESSIBILITY_ALWAYS_ON="1")
        self._bus = open_dbus_connection(address)

    def close(self) -> None:
        """Let go of the bus."""
        self._bus.close()

    def look(self) -> list[Seen]:
        """Everything that shows now, from the outside in. What vanishes meanwhile is left out."""
        found: list[Seen] = []
        for program in self._children(REGISTRY):
            for window in self._children(program):
                self._walk(window, (), found)
        return found

    def find(self, role: str, words: str) -> Seen | None:
        """The first thing of this role whose name matches (a regular expression), if any."""
        return next(iter(self.all(role, words)), None)

    def all(self, role: str, words: str = "") -> list[Seen]:
        """Everything of this role whose name matches; role "" is any."""
        there = re.compile(words)
        return [one for one in self.look() if role in ("", one.role) and there.search(one.name)]

    def wait(self, role: str, words: str, *, seconds: float = 15.0) -> Seen:
        """Wait until it shows. A failure says what shows instead."""
        try:
            found = wait_until(
                lambda: self.all(role, words), f"{role or 'anything'} {words!r}", seconds=seconds
            )
        except AssertionError as error:
            raise AssertionError(f"{error}; on the screen:\n{self.told()}") from None
        return found[0]

    def wait_gone(self, role: str, words: str, *, seconds: float = 15.0) -> None:
        """Wait until nothing of that kind shows."""
        gone = f"{role} {words!r} is gone"
        wait_until(lambda: not self.all(role, words), gone, seconds=seconds)

    def wait_still(self, role: str, words: str) -> Seen:
        """Wait until it shows and stands in the same place at two looks: nothing glides now."""
        places: list[Seen] = []

        def stands() -> bool:
            places.append(self.wait(role, words))
            return len(places) > 1 and places[-1].box == places[-2].box

        wait_until(stands, f"{role} {words!r} stands still")
        return places[-1]

    def click(self, role: str, words: str) -> Seen:
        """Wait for it, click its middle, return it."""
        seen = self.wait_still(role, words)
        self.desktop.click(seen.middle)
        return seen

    def focus(self) -> Seen | None:
        """What has the keyboard; in a list or table its current item.

        Qt calls the current item of every list focused, also where the list itself is not, and
        beside a field the nameless area that it scrolls.
        """
        focused = [one for one in self.look() if one.is_focused]
        focused = [one for one in focused if one.name or one.role != "filler"]
        widgets = [one for one in focused if one.role not in ITEMS]
        if not widgets:
            return None
        widget = widgets[-1]
        within = (*widget.inside, widget.name)
        return next((o for o in focused if o.role in ITEMS and o.inside == within), widget)

    def told(self) -> str:
        """What a screen reader could say now, one thing a line."""
        return "\n".join(
            f"{'  ' * len(one.inside)}{one.role} {one.name!r} {one.text!r} {one.box}"
            for one in self.look()
            if one.name or one.text
        )

    # --- inside ------------------------------------------------------------------------------

    def _walk(self, ref: Reference, inside: tuple[str, ...], found: list[Seen]) -> None:
        try:
            bits = self._call(ref, ACCESSIBLE, "GetState")[0]
            states = frozenset(n for n in range(64) if bits[n // 32] >> (n % 32) & 1)
            if SHOWING not in states:
                return
            seen = self._see(ref, states, inside)
            found.append(seen)
            for child in self._children(ref):
                self._walk(child, (*inside, seen.name), found)
        except DBusErrorResponse:  # it went away while it was looked at
            return

    def _see(self, ref: Reference, states: frozenset[int], inside: tuple[str, ...]) -> Seen:
        role = str(self._call(ref, ACCESSIBLE, "GetRoleName")[0])
        box = self._call(ref, COMPONENT, "GetExtents", "u", (0,))[0]
        name = str(self._get(ref, ACCESSIBLE, "Name"))
        text = ""
        if role in WRITTEN:
            length = self._get(ref, TEXT, "CharacterCount")
            text = str(self._call(ref, TEXT, "GetText", "ii", (0, length))[0])
        return Seen(role, name, tuple(box), states, inside, text)

    def _children(self, ref: Reference) -> list[Reference]:
        return [(name, path) for name, path in self._call(ref, ACCESSIBLE, "GetChildren")[0]]

    def _get(self, ref: Reference, interface: str, name: str) -> Any:
        address = DBusAddress(ref[1], ref[0], interface)
        return _answer(self._bus, Properties(address).get(name))[0][1]

    def _call(
        self, ref: Reference, interface: str, name: str, kind: str | None = None, body: Any = ()
    ) -> Any:
        return _answer(self._bus, method(DBusAddress(ref[1], ref[0], interface), name, kind, body))


def _answer(bus: DBusConnection, message: Any) -> Any:
    reply = bus.send_and_get_reply(message, timeout=20)
    if reply.header.message_type is MessageType.error:
        raise DBusErrorResponse(reply)
    return reply.body


def _bus_address(session: DBusConnection) -> str:
    """Empty until the launcher has its name. Asking for it earlier would start a second one."""
    bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
    if not _answer(session, method(bus, "NameHasOwner", "s", ("org.a11y.Bus",)))[0]:
        return ""
    launcher = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    return str(_answer(session, method(launcher, "GetAddress"))[0])
