"""The peek panel: one lead, kept true while others change it, edited in place."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from leaddesk.base.clock import Clock
from leaddesk.base.errors import Conflict, KnownError
from leaddesk.domain.lead import Lead
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.change_hub import Changed, ChangeHub
from leaddesk.presentation.desk_client import DeskClient
from leaddesk.presentation.errors import notice_of
from leaddesk.presentation.peek_view import FieldView, PeekView
from leaddesk.presentation.peek_words import PeekWords, changed_by_others
from leaddesk.presentation.phone_words import grouped_numbers
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr
from leaddesk.service.commands import EditLead
from leaddesk.service.desk import Outcome
from leaddesk.service.read_models import LeadDetail, Reader, TeamView
from leaddesk.service.reading import text_of

TINT_MS = 2_000
_Answer: TypeAlias = tuple[TeamView, LeadDetail, dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Edit:
    """What somebody typed into a field: on its way, wrong, or against another's value."""

    text: str
    base: str
    is_saving: bool = True
    problem: str = ""
    conflict: str = ""
    theirs: str = ""


class PeekModel(QObject):
    """Signals a new PeekView whenever anything in it changes; the view paints the difference.

    An edit shows at once. A text that can't be read stays in its field with the problem under it;
    when somebody else changed the same field both values stand there until `keep_mine` or
    `take_theirs`.
    """

    changed = Signal(object)  # PeekView
    closed = Signal()
    load_failed = Signal(object)  # Notice

    def __init__(
        self,
        client: DeskClient,
        hub: ChangeHub,
        clock: Clock,
        words: Callable[[TeamView], CardWords],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._client, self._clock, self._make_words = client, clock, words
        self._id: int | None = None
        self._detail: LeadDetail | None = None
        self._words: PeekWords | None = None
        self._team: TeamView | None = None
        self._phones: dict[str, str] = {}
        self._can_group = False
        self._edits: dict[str, _Edit] = {}
        self._fresh: dict[str, str] = {}
        self._own_steps: set[int] = set()
        self._tint = QTimer(self)
        self._tint.setSingleShot(True)
        self._tint.setInterval(TINT_MS)
        self._tint.timeout.connect(self._fade)
        self.view: PeekView | None = None
        hub.changed.connect(self._on_changed)
        client.outcome_came.connect(self._on_outcome)
        client.lock_changed.connect(lambda _lock: self._show())

    # --- what is open ------------------------------------------------------------------------

    @property
    def lead_id(self) -> int | None:
        """The open lead, also while it is still being read."""
        return self._id

    @property
    def team(self) -> TeamView | None:
        """The team as it was read with the lead."""
        return self._team

    def open(self, lead_id: int) -> None:
        """Show a lead; the one before stays until the answer is there."""
        if lead_id != self._id:
            self._edits = {}
            self._fresh = {}
        self._id = lead_id
        self._ask()

    def close(self) -> None:
        """Show nothing."""
        self._id, self._detail, self.view = None, None, None
        self._edits = {}
        self.closed.emit()

    def tick(self) -> None:
        """A minute has passed."""
        self._show()

    # --- editing -----------------------------------------------------------------------------

    def commit(self, name: str, text: str) -> None:
        """Save a field's text; nothing happens if it is what the field holds."""
        if self._detail is None:
            return
        lead = self._detail.lead
        earlier = self._edits.get(name)
        base = text_of(lead, name)
        if text == base and earlier is None:
            return
        if text == base:
            self.restore(name)
            return
        self._save(lead.id, name, _Edit(text, base))

    def restore(self, name: str) -> None:
        """Forget what was typed into a field (Esc)."""
        if self._edits.pop(name, None) is not None:
            self._show()

    def keep_mine(self, name: str) -> None:
        """In a conflict: write my value over the other one."""
        edit = self._edits.get(name)
        if edit is not None and edit.conflict and self._id is not None:
            self._save(self._id, name, _Edit(edit.text, edit.theirs))

    def take_theirs(self, name: str) -> None:
        """In a conflict: leave the other value."""
        self.restore(name)

    # --- inside ------------------------------------------------------------------------------

    def _ask(self) -> None:
        lead_id, can_group = self._id, self._can_group

        def question(reader: Reader) -> _Answer:
            detail = reader.lead(lead_id or 0)
            return reader.team(), detail, grouped_numbers(detail.lead) if can_group else {}

        if lead_id is not None:
            self._client.ask(
                "peek",
                question,
                self._came,
                lambda error: self.load_failed.emit(notice_of(error)),
            )

    def _came(self, answer: _Answer) -> None:
        team, detail, phones = answer
        if detail.lead.id != self._id:
            return
        self._phones = phones
        self._team, self._words = team, PeekWords(team, self._make_words(team), self._phones)
        if not self._can_group:
            self._learn_grouping(detail.lead)
        old, self._detail = self._detail, detail
        if old is not None and old.lead.id == detail.lead.id:
            others = changed_by_others(old, detail, self._own_steps)
            if others:
                self._fresh.update(others)
                self._tint.start()
        self._show()

    def _learn_grouping(self, lead: Lead) -> None:
        """What groups a number takes a moment to load: the first lead does not wait for it."""

        def came(phones: dict[str, str]) -> None:
            self._can_group = bool(phones)
            self._phones.update(phones)
            self._show()

        self._client.fetch("peek.phones", lambda: grouped_numbers(lead), came)

    def _save(self, lead_id: int, name: str, edit: _Edit) -> None:
        self._edits[name] = edit
        self._show()
        self._client.do(
            EditLead(lead_id, {name: edit.text}, base={name: edit.base}),
            lambda _outcome: self._saved(lead_id, name, edit),
            lambda error: self._not_saved(lead_id, name, edit, error),
        )

    def _saved(self, lead_id: int, name: str, edit: _Edit) -> None:
        # Whether this edit is the newest of its field: a later one keeps its own text.
        if self._id == lead_id:
            if self._edits.get(name) is edit:
                self._edits[name] = replace(edit, is_saving=False)
            self._ask()

    def _not_saved(self, lead_id: int, name: str, edit: _Edit, error: BaseException) -> None:
        if self._id != lead_id or self._edits.get(name) is not edit:
            return
        failed = replace(edit, is_saving=False)
        if isinstance(error, Conflict) and name in error.fields:
            theirs = str(error.fields[name][2] or "")
            failed = replace(failed, theirs=theirs, conflict=self._conflict(error, edit, theirs))
        elif isinstance(error, KnownError):
            notice = notice_of(error)
            failed = replace(failed, problem=f"{notice.title} {notice.hint}".strip())
        else:
            failed = replace(failed, problem=notice_of(error, tr("saving")).title)
        self._edits[name] = failed
        self._show()
        self._ask()

    def _on_outcome(self, outcome: Outcome) -> None:
        if outcome.step is not None:
            self._own_steps.add(outcome.step.id)

    def _on_changed(self, changed: Changed) -> None:
        if self._id is not None and (changed.everything or self._id in changed.lead_ids):
            self._ask()

    def _fade(self) -> None:
        self._fresh = {}
        self._show()

    def _show(self) -> None:
        if self._detail is None or self._words is None:
            return
        # An edit that was saved is over when the lead that was read holds it.
        self._edits = {
            name: edit
            for name, edit in self._edits.items()
            if edit.is_saving
            or edit.problem
            or edit.conflict
            or text_of(self._detail.lead, name) == edit.base
        }
        view = self._words.view(self._detail, self._clock.now())
        fields: Iterable[FieldView] = map(self._with_lock, map(self._with_edit, view.fields))
        if view.deleted:
            held = tr("This lead is in the bin. Restore it first.")
            fields = (replace(field, paused=held, command="") for field in fields)
        view = replace(view, fields=tuple(fields))
        if view != self.view:
            self.view = view
            self.changed.emit(view)

    def _with_lock(self, field: FieldView) -> FieldView:
        """What can only be read is text; while changes are paused, lines stay and say why."""
        lock = self._client.lock
        if lock is None:
            return field
        if lock.keeps_text:
            return replace(field, paused=lock.reason, command="")
        return replace(field, is_editable=False, command="")

    def _with_edit(self, field: FieldView) -> FieldView:
        who = self._fresh.get(field.name)
        if who is not None:
            fresh = tr("{who}, just now", who=one_line(who)) if who else tr("just now")
            field = replace(field, fresh=fresh)
        edit = self._edits.get(field.name)
        if edit is None:
            return field
        return replace(
            field,
            text=one_line(edit.text),
            edit_text=edit.text,
            is_saving=edit.is_saving,
            problem=edit.problem,
            conflict=edit.conflict,
            mine=one_line(edit.text) if edit.conflict else "",
            theirs=one_line(edit.theirs) if edit.conflict else "",
        )

    def _conflict(self, error: Conflict, edit: _Edit, theirs: str) -> str:
        who, mine = one_line(error.who) or tr("Somebody"), one_line(edit.text)
        theirs = one_line(theirs) or "–"
        when = self._words.instant(error.at, self._clock.now()) if self._words else ""
        if when:
            return tr(
                "{who} changed this to {theirs}: {when}. Yours is {mine}.",
                who=who, theirs=theirs, when=when, mine=mine,
            )  # fmt: skip
        return tr(
            "{who} changed this to {theirs}. Yours is {mine}.", who=who, theirs=theirs, mine=mine
        )
