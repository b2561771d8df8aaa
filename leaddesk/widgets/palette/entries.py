"""What the palette offers of the window: actions for leads, places, things to make, settings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from PySide6.QtWidgets import QWidget

from leaddesk.domain.criteria import Condition
from leaddesk.domain.saved_view import OPEN
from leaddesk.presentation.board_model import BoardModel
from leaddesk.presentation.card import Band
from leaddesk.presentation.key_map import KeyMap, key_text
from leaddesk.presentation.palette import Entry
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.settings_model import SettingsModel
from leaddesk.presentation.text import tr
from leaddesk.widgets.actions import WindowActions
from leaddesk.widgets.board.board_page import BoardPage
from leaddesk.widgets.lead_acts import LeadActs, stage_beside
from leaddesk.widgets.settings.sections import all_sections
from leaddesk.widgets.tools import Tools
from leaddesk.widgets.view_tabs import tabs_of
from leaddesk.widgets.window_pages import WindowPages
from leaddesk.widgets.window_peek import WindowPeek
from leaddesk.widgets.window_visits import WindowVisits

if TYPE_CHECKING:
    from leaddesk.domain.pipeline import Pipeline, Stage
    from leaddesk.service.read_models import CardRow, TeamView
    from leaddesk.widgets.leads.leads_page import LeadsPage
    from leaddesk.widgets.settings.settings_page import SettingsPage

_LONGEST = 80  # letters of a name in a line


class Window(Protocol):
    """What the palette runs and shows."""

    tools: Tools
    board: BoardModel
    pages: WindowPages
    peek: WindowPeek
    pipeline: BoardPage
    actions_of_window: WindowActions
    visits: WindowVisits
    central: QWidget

    @property
    def acts(self) -> LeadActs: ...

    @property
    def leads(self) -> LeadsPage: ...

    @property
    def settings_page(self) -> SettingsPage: ...

    @property
    def page(self) -> str: ...

    def show_page(self, key: str) -> None: ...

    def show_lead(self, lead_id: int) -> None: ...

    def open_peek(self, lead_id: int) -> None: ...

    def show_tab(self, page: str, tab: str) -> None: ...

    def show_import(self) -> None: ...


class WindowEntries:
    """Makes the entries from what the window shows now."""

    def __init__(self, window: Window, settings: SettingsModel) -> None:
        self._window, self._settings = window, settings

    @property
    def _keys(self) -> KeyMap:
        return self._window.tools.keys

    # --- leads -------------------------------------------------------------------------------

    def lead(self, row: CardRow) -> Entry:
        """A lead or an opportunity; its stage tells the two apart."""
        window = self._window
        team = window.board.team
        stage = _stage_of(team.pipeline, row.stage_id) if team is not None else None
        name = one_line(row.company or row.name or row.email, _LONGEST)
        person = row.name if row.company else row.email if row.name else ""
        currency = row.currency or (team.currency if team is not None else "")
        value = window.tools.money.whole(row.value, currency)
        about = (person, stage.name if stage is not None else "", value)
        return Entry(
            f"lead {row.id}",
            name,
            partial(window.show_lead, row.id),
            about=" · ".join(one_line(part, _LONGEST) for part in about if part),
            dot=stage.color - 1 if stage is not None else None,
            icon="" if stage is not None else "contact-round",
            score=row.score,
            band=cast("Band", row.band or "none"),
            peek=partial(self._peek_at, row.id),
        )

    def chosen(self) -> list[int]:
        """The leads that the actions are for."""
        return self._window.acts.chosen()

    def with_leads(self, rows: list[CardRow], *, are_chosen: bool = True) -> Iterator[Entry]:
        """What the menu of a card offers, for these leads: a line for each stage and person, the
        likely ones first. `are_chosen`: they are those that the page has selected."""
        team = self._window.board.team
        if team is None or not rows:
            return
        moves = list(self._moves(team, rows))
        likely = stage_beside(rows[0], team.pipeline, 1)
        yield from (entry for entry in moves if entry.id == f"move {likely}")
        yield from self._on_leads(rows, are_chosen=are_chosen)
        yield from (entry for entry in moves if entry.id != f"move {likely}")
        yield from self._assigning(team, rows)

    def _on_leads(self, rows: list[CardRow], *, are_chosen: bool) -> Iterator[Entry]:
        acts, first, kinds = self._window.acts, rows[0], {row.kind for row in rows}
        is_board = are_chosen and self._window.page == "pipeline"
        for command in self._keys.of_group("lead"):
            name = command.id
            # A line for each stage and person is there instead.
            is_asked_here = name in ("move", "assign", "stage back", "stage on")
            lacks_step = name in ("done", "snooze") and first.next_task_id is None
            fits = command.kind is None or kinds == {command.kind}
            fits = fits and (is_board or command.places != frozenset({"board"}))
            if fits and (command.several or len(rows) == 1) and not (is_asked_here or lacks_step):
                do = partial(acts.do, name) if are_chosen else partial(acts.act, name, first.id)
                yield Entry(
                    f"command {name}", command.text, do, icon=command.icon,
                    key=self._keys.shown(name),
                )  # fmt: skip

    def _moves(self, team: TeamView, rows: list[CardRow]) -> Iterator[Entry]:
        move, ids = self._keys.shown("move"), [row.id for row in rows]
        here = rows[0].stage_id if len(rows) == 1 else None
        for number, stage in enumerate(team.pipeline.columns, start=1):
            if stage.id != here:
                name = one_line(stage.name, _LONGEST)
                yield Entry(
                    f"move {stage.id}", tr("Move to {stage}", stage=name),
                    partial(self._window.acts.move, ids, stage.id), icon="arrow-right",
                    key=f"{move}  {number}" if move and number <= 9 else "",
                )  # fmt: skip

    def _assigning(self, team: TeamView, rows: list[CardRow]) -> Iterator[Entry]:
        assign, ids, key = self._window.acts.assign, [row.id for row in rows], "assign"
        here = rows[0].owner_id if len(rows) == 1 else 0
        for user in team.users:
            if user.active and user.id != here:
                name = one_line(user.name or user.login, _LONGEST)
                yield Entry(
                    f"assign {user.id}", tr("Assign to {person}", person=name),
                    partial(assign, ids, user.id), icon="user-round", key=self._keys.shown(key),
                )  # fmt: skip
        if here is not None:
            yield Entry(
                "assign 0", tr("Assign to nobody"), partial(assign, ids, None),
                icon="user-round", key=self._keys.shown(key), also=tr("Unassigned"),
            )  # fmt: skip

    def _peek_at(self, lead_id: int) -> None:
        if not self._window.pages.by_key[self._window.page].with_peek:
            self._window.show_page("leads")
        self._window.open_peek(lead_id)

    # --- places ------------------------------------------------------------------------------

    def places(self) -> Iterator[Entry]:
        """Pages, their views, the pages of the settings, back and forward."""
        window = self._window
        for page in window.pages.by_key.values():
            yield Entry(
                f"page {page.key}", page.place.text, partial(window.show_page, page.key),
                icon=page.place.icon, key=self._keys.shown(f"page {page.key}"),
            )  # fmt: skip
        for key, page in window.pages.by_key.items():
            view = page.view if page.is_made else None
            views = view.views if view is not None else None
            tabs = tabs_of(views) if views is not None else view.tabs if view is not None else ()
            for tab in tabs:
                yield Entry(
                    f"view {key} {tab.key}", one_line(tab.text, _LONGEST),
                    partial(window.show_tab, key, tab.key),
                    about=page.place.text, icon=page.place.icon,
                )  # fmt: skip
        yield from self._commands("go", leave=("palette",))
        for section in all_sections(window.tools, self._settings, window.board):
            yield Entry(
                f"settings {section.key}", tr("Settings: {part}", part=section.text),
                partial(self._show_settings, section.key), icon="settings",
            )  # fmt: skip

    def stages(self) -> Iterator[Entry]:
        """Each stage: its column, or the list of those that have none."""
        team = self._window.board.team
        for stage in (*team.pipeline.columns, *_ends(team.pipeline)) if team is not None else ():
            is_column = stage.role == "column"
            yield Entry(
                f"stage {stage.id}", one_line(stage.name, _LONGEST),
                partial(self._show_stage, stage),
                about=tr("Column of the board") if is_column else tr("As a list"),
                dot=stage.color - 1 if is_column else None,
                icon="" if is_column else "list", completes=f"#{stage.name}",
            )  # fmt: skip

    def people(self) -> Iterator[Entry]:
        """Everybody who can have leads."""
        team = self._window.board.team
        for user in team.users if team is not None else ():
            if user.active:
                name = one_line(user.name or user.login, _LONGEST)
                yield Entry(
                    f"person {user.id}", name,
                    partial(self._show_person, user.login),
                    about=tr("Open leads"), also=user.login, completes=f"@{name}",
                    initials=user.initials, avatar=user.color - 1,
                )  # fmt: skip

    def _show_stage(self, stage: Stage) -> None:
        if stage.role == "column":
            self._window.show_page("pipeline")
            self._window.pipeline.view.go_to_column(stage.id)
        else:
            self._show_list("all", Condition("stage", "eq", stage.name))

    def _show_person(self, login: str) -> None:
        self._show_list("open", Condition("owner", "eq", login), OPEN)

    def _show_list(self, view: str, *parts: Condition) -> None:
        page = self._window.leads
        page.show_as_board(view, replace(page.views.look, parts=parts), ())
        self._window.show_page("leads")

    def _show_settings(self, key: str) -> None:
        self._window.show_page("settings")
        self._window.settings_page.choose(key)

    # --- the rest ----------------------------------------------------------------------------

    def creating(self) -> Iterator[Entry]:
        """New things."""
        yield from self._commands("create")
        if self._window.pages.can_import:
            yield Entry(
                "import", tr("Import leads from a file"), self._window.show_import,
                icon="upload", also="CSV XLSX Excel vCard",
            )  # fmt: skip

    def settings(self) -> Iterator[Entry]:
        """What can be changed at once, and the commands that belong nowhere else."""
        now, change = self._settings.settings, self._settings.change
        themes = {
            "system": (tr("Theme: as the system"), "monitor"),
            "light": (tr("Theme: light"), "sun"),
            "dark": (tr("Theme: dark"), "moon"),
        }
        for theme, (text, icon) in themes.items():
            yield Entry(
                f"theme {theme}", text, partial(change, theme=theme), icon=icon,
                also=tr("appearance colours"), is_on=now.theme == theme,
            )  # fmt: skip
        compact = now.density == "compact"
        yield Entry(
            "density", tr("Compact cards and rows"),
            partial(change, density="comfortable" if compact else "compact"),
            icon="list", also=tr("density comfortable"), is_on=compact,
        )  # fmt: skip
        sizes = ((10, tr("Larger text"), "plus"), (-10, tr("Smaller text"), "minus"))
        for step, text, icon in sizes:
            yield Entry(
                f"text {step}", text, partial(change, text_percent=now.text_percent + step),
                icon=icon, about=f"{now.text_percent} %", also=tr("zoom font size"),
            )  # fmt: skip
        yield Entry(
            "motion", tr("Reduce motion"), partial(change, reduce_motion=not now.reduce_motion),
            icon="eye", also=tr("animation"), is_on=now.reduce_motion,
        )  # fmt: skip
        yield Entry(
            "letters", tr("Single letters as commands"),
            partial(change, single_letter_keys=not now.single_letter_keys),
            icon="keyboard", also=tr("keys shortcuts"), is_on=now.single_letter_keys,
        )  # fmt: skip
        yield from self._commands("all")

    def _commands(self, group: str, leave: Iterable[str] = ()) -> Iterator[Entry]:
        for command in self._keys.commands:
            is_page = command.id.startswith("page ")
            if command.group == group and command.icon and not is_page and command.id not in leave:
                yield Entry(
                    f"command {command.id}", command.text,
                    partial(self._window.actions_of_window.do, command.id),
                    icon=command.icon, key=self._keys.shown(command.id),
                )  # fmt: skip


def enter_text() -> str:
    """The key that runs, as the platform writes it."""
    return key_text("Enter")


def escape_text() -> str:
    """The key that closes, as the platform writes it."""
    return key_text("Esc")


def _stage_of(pipeline: Pipeline, stage_id: int) -> Stage | None:
    return next((stage for stage in pipeline.stages if stage.id == stage_id), None)


def _ends(pipeline: Pipeline) -> Iterator[Stage]:
    ends = ("raw", "nurture", "won", "lost", "disqualified")
    return (stage for stage in pipeline.stages if stage.role in ends)
