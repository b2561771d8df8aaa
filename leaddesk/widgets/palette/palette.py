"""The command palette over the window: what is typed, asked, shown and run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QRect, QTimer

from leaddesk.presentation.palette import Asked, Entry, Section, asked_of, narrowed
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.palette.entries import Window, WindowEntries, enter_text, escape_text
from leaddesk.widgets.palette.panel import SCRIM, PaletteContent, PalettePopover
from leaddesk.widgets.palette.rows_model import spoken

if TYPE_CHECKING:
    from leaddesk.service.read_models import CardRow

LEADS: Final = 5
SAY_AFTER_MS: Final = 500
_WITH: Final = 4  # actions with the selected lead while nothing is asked for, or everything is
_OTHERS: Final = 4


class Palette(QObject):
    """Opens over the window, once at a time. Local lines answer at once; leads come from the
    database under a key, and the ones before stay until then."""

    def __init__(self, window: Window, settings: SettingsModel) -> None:
        super().__init__(window.central)
        self._window, self._settings = window, settings
        self.content: PaletteContent | None = None
        self._popover: PalettePopover | None = None
        self._say = QTimer(self)
        self._say.setSingleShot(True)
        self._say.setInterval(SAY_AFTER_MS)
        self._say.timeout.connect(self._say_count)
        # When the program's own lines are painted: a reader at work would take turns from that.
        self._search_soon = QTimer(self)
        self._search_soon.setSingleShot(True)
        self._search_soon.setInterval(0)
        self._search_soon.timeout.connect(lambda: self._search(self._asked.words))
        self._forget()

    def open(self) -> None:
        """Open it empty, the focus in its field."""
        if self._popover is not None:
            return
        tools = self._window.tools
        self._forget()
        self._entries = WindowEntries(self._window, self._settings)
        content = PaletteContent(tools.theme, enter_text(), escape_text())
        popover = PalettePopover(tools.theme, self._window.central, tr("Command palette"), content)
        self.content, self._popover = content, popover
        content.asked_for.connect(self._typed)
        content.ran.connect(self._run)
        content.entered_early.connect(self._enter_later)
        content.closed.connect(popover.close_it)
        content.walked_to.connect(self._walked)
        content.resized.connect(popover.refit)
        popover.closed.connect(self._closed)
        self._typed("")
        popover.open_at(QRect(), scrim=SCRIM)
        self._ask_chosen()

    def close(self) -> None:
        """Close it; the focus goes back to where it was."""
        if self._popover is not None:
            self._popover.close_it()

    # --- inside: what is asked ---------------------------------------------------------------

    def _forget(self) -> None:
        self._entries = WindowEntries(self._window, self._settings)
        self._asked = Asked("all", "")
        self._found: tuple[CardRow, ...] = ()
        self._recent: tuple[CardRow, ...] = ()
        self._chosen: list[CardRow] = []
        self._local: dict[str, Section] | None = None
        self._looked_at: int | None = None  # of the leads found
        self._is_entering = False
        self._trouble = False

    def _typed(self, text: str) -> None:
        self._asked = asked_of(text)
        self._looked_at = None
        self._is_entering = False
        searches = self._asked.part == "all" and bool(self._asked.words)
        if self.content is not None:
            self.content.is_waiting = searches
        if not searches:
            self._found = ()
        self._show()
        self._say.start()
        if searches:
            self._search_soon.start()
        else:
            self._search_soon.stop()

    def _search(self, words: str) -> None:
        self._window.tools.client.ask(
            "palette",
            lambda reader: reader.search(words, limit=LEADS),
            lambda rows: self._came(words, rows),
            lambda _error: self._came(words, (), trouble=True),
        )

    def _came(self, words: str, rows: tuple[CardRow, ...], *, trouble: bool = False) -> None:
        if self.content is None or self._asked != Asked("all", words):
            return  # the text has changed since: a newer question is on its way
        self._found, self._trouble = rows, trouble
        self.content.is_waiting = False
        self._show()
        if self._is_entering:
            self._is_entering = False
            self.content.run_chosen()

    def _ask_chosen(self) -> None:
        """Read the leads that actions are for, and those looked at lately."""
        chosen = self._entries.chosen()
        recent = [i for i in self._window.visits.leads if i not in chosen]
        wanted = (*chosen, *recent)
        if wanted:
            self._window.tools.client.ask(
                "palette leads",
                lambda reader: reader.list_cards(wanted),
                lambda rows: self._leads_read(chosen, recent, rows),
            )

    def _leads_read(
        self, chosen: list[int], recent: list[int], rows: Mapping[int, CardRow]
    ) -> None:
        if self.content is not None:
            self._chosen = [rows[i] for i in chosen if i in rows]
            self._recent = tuple(rows[i] for i in recent if i in rows)
            self._local = None
            self._show()

    # --- inside: what is shown ---------------------------------------------------------------

    def _show(self) -> None:
        content, asked = self.content, self._asked
        if content is None:
            return
        has_words = bool(asked.words)
        sections = list(narrowed(self._offered(), asked.words, whole=asked.part != "all"))
        if asked.part == "all":
            leads = self._found if has_words else self._recent
            title = tr("Leads") if has_words else tr("Looked at lately")
            entries = tuple(self._entries.lead(row) for row in leads)
            if entries:
                sections.insert(0, Section(title, entries))
            if has_words and leads and not any(s.title == self._title() for s in sections):
                sections.insert(1, self._with_found(leads))
        content.show_sections(sections, asked.words, self._nothing())

    def _with_found(self, leads: tuple[CardRow, ...]) -> Section:
        """What can be done with the found lead that is chosen, else the first."""
        row = next((row for row in leads if row.id == self._looked_at), leads[0])
        entries = tuple(self._entries.with_leads([row], are_chosen=False))
        return Section(self._title([row]), entries[:_WITH])

    def _walked(self, entry: Entry) -> None:
        self._window.tools.notices.announce(spoken(entry))
        found = next((row.id for row in self._found if entry.id == f"lead {row.id}"), None)
        if found is not None and found != self._looked_at:
            self._looked_at = found
            self._show()

    def _offered(self) -> list[Section]:
        """The sections of the part that is asked for; made once for each time that it opens."""
        if self._local is None:
            found = self._entries
            self._local = {
                "with": Section(self._title(), tuple(found.with_leads(self._chosen)), _WITH),
                "go": Section(tr("Go to"), tuple(found.places()), _OTHERS),
                "create": Section(tr("Create"), tuple(found.creating()), _OTHERS),
                "settings": Section(tr("Settings"), tuple(found.settings()), _OTHERS),
                "stages": Section(tr("Stages"), tuple(found.stages())),
                "people": Section(tr("People"), tuple(found.people())),
            }
        names = {"stages": ("stages",), "people": ("people",)}
        usual = ("with", "go", "create", "settings")
        return [self._local[name] for name in names.get(self._asked.part, usual)]

    def _title(self, rows: list[CardRow] | None = None) -> str:
        rows = self._chosen if rows is None else rows
        if len(rows) == 1:
            row = rows[0]
            return tr("With {lead}", lead=one_line(row.company or row.name or row.email, 60))
        return tr_n("With %n selected lead", "With %n selected leads", len(rows))

    def _nothing(self) -> str:
        what = one_line(self._asked.words, 40)
        if self.content is not None and self.content.is_waiting:
            return ""
        if self._trouble:
            return tr("The search did not answer. Commands still work.")
        return tr("Nothing found for “{what}”", what=what)

    def _say_count(self) -> None:
        content = self.content
        if content is not None:
            count = len(content.rows.entries)
            self._window.tools.notices.announce(tr_n("%n result", "%n results", count))

    # --- inside: what is run -----------------------------------------------------------------

    def _enter_later(self) -> None:
        self._is_entering = True

    def _run(self, entry: Entry, beside: bool) -> None:
        self.close()
        do = entry.peek if beside and entry.peek is not None else entry.run
        do()

    def _closed(self) -> None:
        popover, self._popover, self.content = self._popover, None, None
        self._say.stop()
        self._search_soon.stop()
        self._forget()
        if popover is not None:
            popover.take_away()
