"""Step 2 as data: a row for each column of the file, with what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from leaddesk.domain.mapping.fields import DATE_FIELDS, MONEY_FIELDS, ColumnMap
from leaddesk.domain.mapping.profile import ColumnStats, FileProfile
from leaddesk.domain.raw import RawRow
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.value_matches import MATCHED, unknown, value_matches
from leaddesk.presentation.money import MoneyWords
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.service.import_commands import Counts
from leaddesk.service.read_models import TeamView

Kind = Literal["ok", "warn", "bad", "none", "busy"]
Action = Literal["", "values", "dates", "numbers"]
SAMPLES = 3
IDENTITY = frozenset(
    {"company", "name", "given_name", "family_name", "email", "emails", "phone", "phones",
     "linkedin", "deal_name"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Result:
    """What became of a column. `bad` must be decided, `warn` may; `action` opens the question,
    `loud` says that its button stands out."""

    kind: Kind
    text: str
    action: Action = ""
    loud: bool = False


@dataclass(frozen=True, slots=True)
class MappingRow:
    """One column of the file. `samples` is one line of up to three different values."""

    index: int
    name: str
    samples: str
    field: str
    result: Result


def samples_of(rows: Sequence[RawRow], index: int) -> str:
    """Up to three different values of a column, in one line."""
    found: dict[str, None] = {}
    for row in rows:
        text = one_line(row.cells[index].strip(), 80) if index < len(row.cells) else ""
        if text:
            found[text] = None
        if len(found) == SAMPLES:
            break
    between = "   " if any("," in text for text in found) else ", "
    return between.join(found)


@dataclass(frozen=True, slots=True)
class MappingView:
    """All that the results of step 2 follow from. `profile` None: the file is being counted."""

    decisions: Decisions
    team: TeamView
    profile: FileProfile | None
    counts: Counts | None
    money: MoneyWords

    def result(self, index: int) -> Result:
        """What became of a column."""
        field = self.decisions.mapping.fields[index]
        if not field:
            return Result("none", tr("Stays in the file"))
        stats = self._stats(index, field)
        if stats is None or self.profile is None:
            return Result("busy", tr("counting…"))
        if not stats.filled:
            return Result("none", self._filled(stats, self.profile))
        if field in MATCHED:
            return self._values(stats)
        if field in DATE_FIELDS:
            return self._dates(stats)
        return Result("ok", self._plain(field, stats, self.profile))

    def open_columns(self) -> int:
        """How many columns need a decision before the import can go on."""
        count = len(self.decisions.mapping.fields)
        return sum(1 for index in range(count) if self.result(index).kind == "bad")

    def _stats(self, index: int, field: str) -> ColumnStats | None:
        if self.profile is None or index >= len(self.profile.columns):
            return None
        stats = self.profile.columns[index]
        return stats if stats.field == field or not needs_survey(stats.field, field) else None

    def _values(self, stats: ColumnStats) -> Result:
        matches = value_matches(stats, self.team, self.decisions.choices)
        left = unknown(matches)
        if left and stats.field == "stage":
            text = tr_n("Choose a stage for %n value", "Choose a stage for %n values", left)
            return Result("bad", text, "values", loud=True)
        if left:
            text = tr_n("%n person is not known here", "%n people are not known here", left)
            return Result("warn", text, "values", loud=True)
        text = tr_n("%n value matched", "%n values matched", len(matches))
        return Result("ok", text, "values" if matches else "")

    def _dates(self, stats: ColumnStats) -> Result:
        unclear = 0 if self.decisions.date_order else stats.unclear_dates
        if unclear:
            text = tr_n("%n date is unclear", "%n dates are unclear", unclear)
            return Result("warn", text, "dates", loud=True)
        if stats.unclear_dates:
            words = {"dmy": tr("Day first"), "mdy": tr("Month first"), "ymd": tr("Year first")}
            return Result("ok", words[self.decisions.date_order or "dmy"], "dates")
        if stats.wrong_dates:
            text = tr_n("%n date can't be read", "%n dates can't be read", stats.wrong_dates)
            return Result("warn", text)
        assert self.profile is not None
        return Result("ok", self._filled(stats, self.profile))

    def _plain(self, field: str, stats: ColumnStats, profile: FileProfile) -> str:
        mapped = self.decisions.mapping.fields
        if field == "email" and self.counts is not None and self.counts.updated:
            number = self.money.number(self.counts.updated)
            return tr("{n} already in LeadDesk", n=number)
        if field == "phone" and stats.filled and "country" in mapped:
            return tr("Country from address")
        if field in MONEY_FIELDS and (self.decisions.decimal or profile.locale.decimal):
            comma = (self.decisions.decimal or profile.locale.decimal) == ","
            style = tr("Comma decimals") if comma else tr("Point decimals")
            currency = profile.locale.currency
            return f"{style}, {currency}" if currency and field == "value" else style
        if field in ("note", "activity_note") and stats.filled:
            return tr("Added to the timeline")
        return self._filled(stats, profile)

    def _filled(self, stats: ColumnStats, profile: FileProfile) -> str:
        number = self.money.number
        return tr("{n} of {all} filled", n=number(stats.filled), all=number(profile.rows))


def needs_survey(old: str, new: str) -> bool:
    """Whether the file must be looked through again when a column means something else."""
    return bool({old, new} & (DATE_FIELDS | MONEY_FIELDS | {"employees", *MATCHED}))


def names_somebody(mapping: ColumnMap) -> bool:
    """Whether a column says who it is; without one no row could be taken."""
    return not IDENTITY.isdisjoint(mapping.fields)
