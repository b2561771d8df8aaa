"""The right side of step 2: a row as a card, what will happen, what all leads are given."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from leaddesk.base.clock import Clock
from leaddesk.presentation.card_words import CardWords
from leaddesk.presentation.dates import DateWords
from leaddesk.presentation.imports.flow_words import rows_done
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.imports.preview import PreviewCards
from leaddesk.presentation.imports.rehearsal import RehearsalState
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import IconButton
from leaddesk.widgets.imports.card_preview import CardPreview
from leaddesk.widgets.imports.frames import Mark, Panel, Tile
from leaddesk.widgets.imports.give_form import GiveForm
from leaddesk.widgets.labels import PlainLabel
from leaddesk.widgets.theme import Theme


class OutcomePanel(Panel):
    """Follows the flow; `decided` hands over other decisions."""

    decided = Signal(object)  # Decisions

    def __init__(self, theme: Theme, flow: ImportFlow, dates: DateWords, clock: Clock) -> None:
        super().__init__(padding=0)
        self._theme, self._flow, self._dates, self._clock = theme, flow, dates, clock
        self._cards: PreviewCards | None = None
        self._team: object = None
        self.row = PlainLabel(theme, tone="text2", role="small", tabular=True)
        self.previous = IconButton(theme, "chevron-left", tr("Previous row"))
        self.next = IconButton(theme, "chevron-right", tr("Next row"))
        self.previous.clicked.connect(lambda: flow.walk.show(flow.walk.at - 1))
        self.next.clicked.connect(lambda: flow.walk.show(flow.walk.at + 1))
        self.preview = CardPreview(theme)
        self.counts = CountLines(theme, flow)
        self.form = GiveForm(theme)
        self.form.decided.connect(self.decided)
        self._lay_out()
        flow.walk.changed.connect(self.show_preview)
        flow.counts_changed.connect(self.counts.show_counts)
        flow.plan_changed.connect(self.show_plan)

    def show_plan(self) -> None:
        """Show the present decisions and counts."""
        flow = self._flow
        if flow.decisions is not None and flow.file.team is not None:
            self.form.show_decisions(flow.decisions, flow.file.team)
        self.counts.show_counts()
        self._show_row()

    def show_preview(self) -> None:
        """Show the row as the lead that it becomes."""
        flow, team = self._flow, self._flow.file.team
        self._show_row()
        if team is not None and team is not self._team:
            self._team = team
            self._cards = PreviewCards(CardWords(team, self._dates, flow.money))
        preview = flow.walk.preview
        if preview is None or self._cards is None:
            self.preview.show_card(None)
        elif preview.lead is None:
            self.preview.show_card(None, preview.reject)
        else:
            self.preview.show_card(self._cards.card(preview.lead, self._clock.now()))

    def _show_row(self) -> None:
        walk, number = self._flow.walk, self._flow.money.number
        rows = self._flow.file.rows
        at = walk.at + 1 if walk.count else 0
        total = number(rows) if rows is not None else "…"
        self.row.setText(tr("Row {n} of {all}", n=number(at), all=total))
        self.previous.setEnabled(walk.at > 0)
        self.next.setEnabled(walk.at + 1 < walk.count)

    def _lay_out(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(2)
        head.addWidget(PlainLabel(theme, tr("Preview"), role="heading"))
        head.addStretch(1)
        head.addWidget(self.row)
        head.addSpacing(4)
        head.addWidget(self.previous)
        head.addWidget(self.next)
        note = Panel("info", padding=12, spacing=2)
        words = QVBoxLayout()
        words.setSpacing(2)
        title = tr("You can undo the whole import")
        words.addWidget(PlainLabel(theme, title, weight=600))
        later = tr("for 30 days, in Data, Import history.")
        words.addWidget(PlainLabel(theme, later, role="small", tone="text2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Mark(theme, "undo-2", "info"), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        note.column.addLayout(row)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 14, 20, 18)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self.preview)
        column.addSpacing(10)
        column.addWidget(PlainLabel(theme, tr("What will happen"), role="heading"))
        column.addWidget(self.counts)
        column.addSpacing(10)
        column.addWidget(PlainLabel(theme, tr("Give these leads"), role="heading"))
        column.addWidget(self.form)
        column.addSpacing(6)
        column.addWidget(note)
        column.addStretch(1)
        self.column.addWidget(scrolled(inside))


class CountLines(QWidget):
    """What becomes of the rows, or that they are being counted."""

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._flow = flow
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        self._lines: dict[str, tuple[Tile, PlainLabel, PlainLabel]] = {}
        for at, (key, icon, family) in enumerate(
            (
                ("created", "plus", "ok"),
                ("updated", "refresh-cw", "info"),
                ("flagged", "copy", "warn"),
                ("joined", "merge", "none"),
                ("rejected", "circle-x", "none"),
            )
        ):
            tile = Tile(theme, icon, family)
            number = PlainLabel(theme, weight=600, role="heading", tabular=True)
            number.setMinimumWidth(theme.look.px(30))
            words = PlainLabel(theme, tone="text2", wrap=True)
            for column, widget in enumerate((tile, number, words)):
                grid.addWidget(widget, at, column, Qt.AlignmentFlag.AlignVCenter)
            self._lines[key] = (tile, number, words)
        self.note = PlainLabel(theme, role="small", tone="text3", tabular=True, wrap=True)
        grid.addWidget(self.note, 9, 0, 1, 3)

    def show_counts(self) -> None:
        """Show the counts of the rehearsal, or how far it is."""
        flow, counts = self._flow, self._flow.counts
        fill = flow.decisions is None or flow.decisions.policy == "fill"
        update = tr("leads updated, only empty fields filled") if fill else tr("leads updated")
        n = counts.created if counts is not None else 0
        words = {
            "created": tr_n("new lead", "new leads", n),
            "updated": update,
            "flagged": tr("possible duplicates, you decide"),
            "joined": tr("twice in the file, joined"),
            "rejected": tr("rows skipped"),
        }
        values = {} if counts is None else {
            "created": counts.created, "updated": counts.updated, "flagged": counts.flagged,
            "joined": counts.duplicate_in_file, "rejected": counts.rejected,
        }  # fmt: skip
        for key, (tile, number, label) in self._lines.items():
            value = values.get(key)
            number.setText("…" if value is None else flow.money.number(value))
            label.setText(words[key])
            shown = key != "joined" or bool(value)
            for widget in (tile, number, label):
                widget.setVisible(shown)
        self.note.setText(self._progress())
        self.note.setVisible(bool(self.note.text()))

    def _progress(self) -> str:
        rehearsal = self._flow.rehearsal
        if self._flow.problem is not None:
            return f"{self._flow.problem.title} {self._flow.problem.hint}".strip()
        if rehearsal.state is RehearsalState.STAGED:
            return ""
        progress = rehearsal.progress
        if progress is None or not progress.total:
            return tr("counting…")
        done, total = rows_done(self._flow, progress)
        return tr("counting… {done} of {all} rows", done=done, all=total)


def scrolled(inside: QWidget) -> QScrollArea:
    """A scroll area that shows its content as wide as it is."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    inside.setAutoFillBackground(False)
    area.setWidget(inside)
    area.viewport().setAutoFillBackground(False)
    inside.setAutoFillBackground(False)
    return area
