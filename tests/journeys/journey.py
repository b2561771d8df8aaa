"""One installation of LeadDesk on a desktop: its window, and its command line beside it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from PySide6.QtGui import QImage

from tests.journeys.eye import Eye, Seen
from tests.support.desktop import Desktop
from tests.support.waiting import wait_until

PICTURES = "LEADDESK_JOURNEY_PICTURES"
"""Names a folder that keeps the pictures of a journey; without it they are not taken."""


class Journey:
    """Everything of the installation lies below `data`. Verbs run as processes of their own."""

    def __init__(self, desktop: Desktop, eye: Eye, data: Path) -> None:
        self.desktop, self.eye, self.data = desktop, eye, data
        self._demo: tuple[str, ...] = ()
        self._window: subprocess.Popen[bytes] | None = None

    def start(self, *options: str, is_new: bool = False) -> None:
        """Open the window and wait until its board is there (or says that it is empty), of a new
        user until they are welcomed. Else the team is made before, by the command line."""
        self._demo = tuple(word for word in options if word == "--demo")
        if not is_new and not self._demo and not (self.data / "leaddesk.db").exists():
            self.verb("leads")
        program = (sys.executable, "-X", "faulthandler", "-m", "leaddesk")
        self._window = self.desktop.open(*program, "--data-dir", self.data, *options)
        self.desktop.wait_for_window("LeadDesk", seconds=40)
        try:
            wait_until(self._is_ready, "the window has its leads", seconds=40)
        except AssertionError as error:
            raise AssertionError(f"{error}\n{self.eye.told()}\n{self.desktop.log()}") from None

    def close(self) -> None:
        """Close the window with its frame's key; it must end well."""
        process, self._window = self._window, None
        assert process is not None
        self.desktop.key("alt+F4")
        code = process.wait(timeout=20)
        assert code == 0, f"the window ended with {code}\n{self.desktop.log()}"

    def kill(self) -> None:
        """Let the window die as by a power cut of its own."""
        process, self._window = self._window, None
        assert process is not None
        os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=20)
        wait_until(lambda: not self.desktop.windows("LeadDesk"), "its window is gone")

    def verb(self, *words: str) -> Any:
        """What the command line says about the same data, from another process."""
        program = [sys.executable, "-m", "leaddesk", "--data-dir", str(self.data)]
        done = subprocess.run(
            [*program, *self._demo, "--json", *words],
            env=self.desktop.env, capture_output=True, text=True, check=False, timeout=60,
        )  # fmt: skip
        assert done.returncode == 0, f"{words}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return json.loads(done.stdout)

    def leads(self, where: str = "") -> list[dict[str, Any]]:
        """The leads (and opportunities, if `where` names their kind) as the command line says."""
        chosen = ("--where", where) if where else ()
        return list(self.verb("leads", *chosen)["leads"])

    # --- the keyboard ------------------------------------------------------------------------

    def wait_focus(self, role: str, words: str) -> Seen:
        """Wait until something has the keyboard. A failure says what has it instead."""

        def there() -> Seen | None:
            focus = self.eye.focus()
            is_it = focus and focus.role == role and re.search(words, focus.name)
            return focus if is_it else None

        try:
            found = wait_until(there, f"{role} {words!r} has the focus", seconds=15)
        except AssertionError as error:
            raise AssertionError(f"{error}, but {self.eye.focus()}\n{self.eye.told()}") from None
        assert found is not None
        return found

    def press(self, role: str, words: str) -> None:
        """Walk to a button with Tab, as far as it takes, and press it with the space bar."""
        self.eye.wait(role, words)
        for _ in range(40):
            focus = self.eye.focus()
            if focus is not None and focus.role == role and re.search(words, focus.name):
                self.desktop.key("space")
                return
            self.desktop.key("Tab")
            self._wait_other_focus(focus)
        raise AssertionError(f"Tab does not lead to {role} {words!r}\n{self.eye.told()}")

    def _wait_other_focus(self, before: Seen | None) -> None:
        wait_until(lambda: self.eye.focus() != before, "Tab leads on")

    # --- the board ---------------------------------------------------------------------------

    def cards(self, stage: str) -> list[Seen]:
        """The cards that show in a column, from the top; their places stand still."""
        self.eye.wait_still("list", f"^{stage}, ")
        return [
            one
            for one in self.eye.all("list item")
            if one.inside and one.inside[-1].startswith(f"{stage}, ")
        ]

    def column(self, stage: str) -> Seen:
        """The list of cards of a stage."""
        return self.eye.wait("list", f"^{stage}, ")

    def lead_of(self, card: Seen) -> dict[str, Any]:
        """What the command line says of the lead or opportunity of a card."""
        stage = card.inside[-1].partition(",")[0]
        found = [
            one
            for kind in ("lead", "opportunity")
            for one in self.leads(f'kind = "{kind}" and stage = "{stage}"')
            if re.match(self.words_of(one), card.name)
        ]
        assert len(found) == 1, (card.name, found)
        return found[0]

    def words_of(self, lead: dict[str, Any]) -> str:
        """The beginning of what its card says, as a regular expression."""
        words = [lead["company"], lead["name"]]
        return "^" + re.escape(", ".join(word for word in words if word)) + ","

    def column_of(self, lead: dict[str, Any]) -> str:
        """The stage under which its card shows; "" while it shows nowhere."""
        card = self.eye.find("list item", self.words_of(lead))
        return card.inside[-1].partition(",")[0] if card is not None else ""

    def wait_stage(self, lead_id: int, stage: str) -> None:
        """Wait until the database says that the lead stands there."""
        wait_until(
            lambda: self.verb("lead", str(lead_id))["stage"] == stage,
            f"{lead_id} stands in {stage}",
            seconds=15,
        )

    def picture(self, name: str) -> None:
        """Keep what the screen shows, for somebody to look at."""
        folder = os.environ.get(PICTURES)
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            self.desktop.screenshot(Path(folder) / f"{name}.png")

    def pixels(self, box: tuple[int, int, int, int]) -> QImage:
        """What a part of the screen looks like now; compare with `==`."""
        path = self.desktop.screenshot(self.desktop.folder / "now.png")
        return QImage(str(path)).copy(*box)

    def _is_ready(self) -> bool:
        process = self._window
        assert process is not None
        assert process.poll() is None, f"the window ended\n{self.desktop.log()}"
        seen = self.eye.look()
        return any(one.role in ("list item", "cell") for one in seen) or any(
            re.search("pipeline starts here|^Welcome to LeadDesk", one.name) for one in seen
        )
