"""The rows that a person should look at, grouped by what mends them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.field_words import import_field_word
from leaddesk.presentation.text import tr
from leaddesk.service.import_commands import Counts
from leaddesk.service.read_models import ImportRowView, Reader, TeamView

Repair = Literal["cells", "dates", "numbers", "policy", "twins", "same", "put_back", "none"]
Family = Literal["danger", "warn", "info", "none"]
LIMIT = 1000
"""Rows of one kind that are shown; of more it is said that there are more."""
_PREFIXES = {
    "stage": "stage", "owner": "owner", "value": "value", "currency": "currency",
    "close date": "close_date", "created": "created", "employees": "employees",
    "annual revenue": "annual_revenue", "consent": "consent_email",
}  # fmt: skip


_LISTED = {"emails": "email", "phones": "phone"}


@dataclass(frozen=True, slots=True)
class CheckedRows:
    """What the rehearsal said of the rows that matter, at most LIMIT of each kind."""

    rejected: tuple[ImportRowView, ...] = ()
    flagged: tuple[ImportRowView, ...] = ()
    updated: tuple[ImportRowView, ...] = ()
    joined: tuple[ImportRowView, ...] = ()
    troubled: tuple[ImportRowView, ...] = ()
    team: TeamView | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Rows with the same repair. `count` is exact unless `more` (then there are more than are
    shown). `family` is how much it matters; "danger" stops an all-or-nothing import."""

    key: str
    title: str
    hint: str
    family: Family
    repair: Repair
    rows: tuple[ImportRowView, ...]
    count: int
    more: bool = False
    team: TeamView | None = None  # for the words of the other leads


def read_checked(reader: Reader, batch_id: int) -> CheckedRows:
    """The rows of a staged import that step 3 shows."""
    return CheckedRows(
        rejected=reader.import_rows(batch_id, outcome="rejected", limit=LIMIT),
        flagged=reader.import_rows(batch_id, outcome="flagged", limit=LIMIT),
        updated=reader.import_rows(batch_id, outcome="updated", limit=LIMIT),
        joined=reader.import_rows(batch_id, outcome="duplicate_in_file", limit=LIMIT),
        troubled=reader.import_rows(batch_id, with_problems=True, limit=LIMIT),
        team=reader.team(),
    )


def group_rows(checked: CheckedRows, counts: Counts, decisions: Decisions) -> tuple[Group, ...]:
    """All groups, what stops the import first."""
    left_out = set(decisions.left_out)
    same = set(decisions.same)
    said = tuple(r for r in (*checked.updated, *checked.joined) if r.line in same)
    known = tuple(r for r in checked.updated if r.line not in same)
    mine = tuple(r for r in checked.rejected if r.line in left_out)
    stopping = tuple(r for r in checked.rejected if r.stops)
    others = tuple(r for r in checked.rejected if not r.stops and r.line not in left_out)
    found = [
        Group(
            "rejected", tr("Can't be taken"),
            tr("Correct the cells, or leave the rows out."),
            "danger", "cells", stopping, counts.stopping,
            more=counts.stopping > len(stopping),
        ),
        *_by_problem(checked.troubled, decisions),
        Group(
            "flagged", tr("Possible duplicates"),
            tr("They are added, and kept as possible duplicates. "
               "Or update the lead that is there, or leave them out."),
            "warn", "twins", checked.flagged, counts.flagged,
            more=counts.flagged > len(checked.flagged), team=checked.team,
        ),
        Group(
            "updated", tr("Already in LeadDesk"),
            tr("The lead that is there gets what the row adds."),
            "info", "policy", known, counts.updated - (len(checked.updated) - len(known)),
            more=counts.updated > len(checked.updated), team=checked.team,
        ),
        Group(
            "same", tr("Taken for the same by you"),
            tr("The lead that is there gets what the row adds."),
            "info", "same", said, len(said), team=checked.team,
        ),
        Group(
            "joined", tr("Twice in the file"),
            tr("A later row was joined with the earlier one."),
            "info", "none", checked.joined, counts.duplicate_in_file,
            more=counts.duplicate_in_file > len(checked.joined),
        ),
        Group(
            "left_out", tr("Left out by you"), tr("These rows stay in the file."),
            "none", "put_back", mine, len(mine),
        ),
        Group(
            "no_record", tr("Not a record"),
            tr("Repeated headings, names of groups, totals: they are skipped."),
            "none", "none", others, max(0, counts.rejected - counts.stopping - len(mine)),
            more=counts.rejected - counts.stopping - len(mine) > len(others),
        ),
    ]  # fmt: skip
    return tuple(group for group in found if group.count)


def problem_cells(row: ImportRowView, decisions: Decisions, first: str = "") -> dict[int, str]:
    """{column: what is wrong with its cell}; -1 stands for the row as a whole. Those of the group
    `first` come first."""
    found: dict[int, str] = {}
    fields = decisions.mapping.fields
    for column, _value, reason, code in row.problems:
        index = _column_of(column, reason, row, decisions)
        found[index] = f"{found[index]}; {reason}" if index in found else reason
        if first == code or (index >= 0 and first.removeprefix("field:") == fields[index]):
            found = {index: found.pop(index), **found}
    return found


def group_cells(row: ImportRowView, decisions: Decisions, key: str) -> frozenset[int]:
    """The columns of a row for which it stands in a group; other cells may be wrong, too."""
    fields, found = decisions.mapping.fields, set()
    for column, _value, reason, code in row.problems:
        index = _column_of(column, reason, row, decisions)
        field = fields[index] if index >= 0 else ""
        if index >= 0 and key in (code, f"field:{_LISTED.get(field, field)}"):
            found.add(index)
    return frozenset(found)


def _by_problem(rows: Sequence[ImportRowView], decisions: Decisions) -> list[Group]:
    kinds: dict[str, dict[int, ImportRowView]] = {}
    for row in rows:
        if row.outcome == "rejected":
            continue  # told among those that can't be taken
        for key in _kinds_of(row, decisions):
            kinds.setdefault(key, {})[row.line] = row
    more = len(rows) >= LIMIT
    groups = [_problem_group(key, tuple(kinds[key].values()), more=more) for key in kinds]
    return sorted(groups, key=lambda group: (group.repair == "cells", -group.count))


def _problem_group(key: str, rows: tuple[ImportRowView, ...], *, more: bool) -> Group:
    title, hint, repair = _words_of(key)
    return Group(key, title, hint, "warn", repair, rows, len(rows), more)


def _words_of(key: str) -> tuple[str, str, Repair]:
    keep = tr("The text is kept as it stands, and named on the lead.")
    words: dict[str, tuple[str, str, Repair]] = {
        "date-ambiguous": (
            tr("Date unclear"), tr("Day first or month first? Choose once for all."), "dates"
        ),
        "date": (tr("Date can't be read"), keep, "cells"),
        "number-ambiguous": (
            tr("Amount unclear"), tr("Comma or point? Choose once for all."), "numbers"
        ),
        "number": (tr("Amount can't be read"), keep, "cells"),
        "number-damaged": (
            tr("Number was damaged"),
            tr("A spreadsheet shortened it. Copy it from its source."), "cells",
        ),
        "consent-unclear": (
            tr("Consent unclear"), tr("No consent is taken from such a cell."), "cells"
        ),
        "bounced": (
            tr("Mail came back"), tr("Check the address before you write to it."), "cells"
        ),
        "converted": (
            tr("Converted already"), tr("The other program made a deal of it."), "cells"
        ),
        "field:email": (tr("Email looks wrong"), keep, "cells"),
        "field:phone": (tr("Phone number looks wrong"), keep, "cells"),
        "field:stage": (
            tr("Stage needs more"), tr("The row stands in the stage that it may."), "cells"
        ),
        "field:owner": (tr("Owner not known here"), tr("Routing rules decide."), "cells"),
        "row": (tr("Something to look at"), keep, "cells"),
    }  # fmt: skip
    if key in words:
        return words[key]
    field = key.removeprefix("field:")
    return tr("Check: {field}", field=import_field_word(field)), keep, "cells"


def _kinds_of(row: ImportRowView, decisions: Decisions) -> dict[str, None]:
    """The groups of a row; what the intake says of a cell that has a group already is left out."""
    coded = [p for p in row.problems if p[3] not in ("", "value")]
    named = {_column_of(column, reason, row, decisions) for column, _, reason, _ in coded}
    kinds = dict.fromkeys(code for *_, code in coded)
    for column, _, reason, code in row.problems:
        index = _column_of(column, reason, row, decisions)
        if code not in ("", "value") or index in named:
            continue
        field = decisions.mapping.fields[index] if index >= 0 else ""
        field = _LISTED.get(field, field)
        kinds[f"field:{field}" if field else "row"] = None
    return kinds


def _column_of(column: str, reason: str, row: ImportRowView, decisions: Decisions) -> int:
    """Where the cell stands that a problem speaks of; -1 when nobody can say."""
    names, fields = decisions.mapping.names, decisions.mapping.fields
    if column in names:
        return names.index(column)
    said, _, _ = reason.partition(":")
    field = _PREFIXES.get(said)
    if field in fields:
        return fields.index(field)
    wanted = said.strip().casefold()
    if wanted:
        for index, cell in enumerate(row.cells[: len(fields)]):
            if fields[index] and wanted[:40] in cell.casefold():
                return index
    return -1
