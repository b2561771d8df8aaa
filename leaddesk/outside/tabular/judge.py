"""Which lines of a table are records: blank lines, headings, groups, totals and footers are not.

Exports of boards and reports repeat the heading per group and end in totals. A line is called
"not a record" only for a reason that stands in the file around it; in doubt it is a record.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet

from leaddesk.domain.raw import NOT_A_RECORD, TOO_MANY_CELLS, RawRow, RowProblem
from leaddesk.outside.tabular.guard import strip_text_mark, unescape_cell
from leaddesk.outside.tabular.records import Record

_TOTALS = frozenset(
    """total totals subtotal sum sums grand overall count average summe gesamt gesamtsumme
    zwischensumme anzahl totaal totale totali somme suma suma: soma łącznie razem итого всего
    合計 总计 σ""".split()
)
_SUBITEMS = frozenset(
    ("subitems", "sub-items", "subelemente", "unterelemente", "sous-éléments", "subelementos",
     "sottoelementi", "subitens")
)  # fmt: skip
_NUMBER = re.compile(r"^[^\w]{0,3}\d[\d\s.,:/%'’-]*\s?\D{0,4}$")
_PHONE = re.compile(r"\+|0\d{4}")
_HELD = 20


class Judge:
    """Turns the records of one table into rows and problems, in their order.

    `group_lines` are sheet rows merged over their whole width: they name a group.
    """

    def __init__(
        self,
        header: Sequence[str],
        *,
        own: bool = False,
        group_lines: AbstractSet[int] = frozenset(),
    ) -> None:
        self._header = tuple(name.lower() for name in header)
        self._width = len(header)
        self._own = own
        self._free = unescape_cell if own else strip_text_mark
        self._groups = group_lines
        self._held: list[RawRow] = []
        self._after_blank = False  # a blank line stands before the held rows
        self._blank_since = False  # a blank line came after the last row
        self._subitems = False
        first = self._header[0] if header else ""
        words = _TOTALS | _SUBITEMS | {first}
        self._watched = frozenset(word[:3] for word in words if word)

    def rows(self, records: Iterable[Record | RowProblem]) -> Iterator[RawRow | RowProblem]:
        """Everything that is not blank, each as a row or as a problem."""
        for record in records:
            if isinstance(record, RowProblem):
                yield from self._release()
                yield record
                continue
            line, cells = record
            if not self._held and self._is_plain(line, cells):
                self._blank_since = False
                yield RawRow(line, self._clean(cells))
            else:
                yield from self._judge(line, cells)
        yield from self._end()

    def _is_plain(self, line: int, cells: Sequence[str]) -> bool:
        """The quick way for nearly all records."""
        return (
            len(cells) == self._width
            and bool(cells[0].strip())
            and cells.count("") <= self._width - 2
            and cells[0][:3].lower() not in self._watched
            and line not in self._groups
        )

    def _clean(self, cells: Sequence[str]) -> tuple[str, ...]:
        joined = "\n".join(cells)  # one look at the row instead of one per cell
        if joined[:1] != "'" and "\n'" not in joined:
            return tuple(cells)
        return tuple([self._free(cell) if cell[:1] == "'" else cell for cell in cells])

    def _judge(self, line: int, cells: Sequence[str]) -> Iterator[RawRow | RowProblem]:
        filled = [index for index, cell in enumerate(cells) if cell.strip()]
        if not filled:
            self._blank_since = True
            return
        if self._own and filled[-1] < self._width:  # whatever we wrote was a record
            yield RawRow(line, self._clean(self._fit(cells)))
            return
        blank_before, self._blank_since = self._blank_since, False
        if blank_before and any(_is_sum(row.cells) for row in self._held):
            yield from self._refuse_held("A line of totals.")
        if self._repeats_heading(cells):
            self._subitems = False
            yield from self._refuse_held("The name of a group.")
            yield self._not(line, cells, "The heading again.")
            return
        reason = self._reason(line, cells, filled)
        if reason:
            yield from self._release()
            yield self._not(line, cells, reason)
            return
        if filled[-1] >= self._width:
            yield from self._release()
            yield RowProblem(
                line,
                TOO_MANY_CELLS,
                f"Line {line} has {filled[-1] + 1} cells, the heading only {self._width}: "
                "a delimiter inside a cell is not quoted.",
                self._clean(cells),
            )
            return
        row = RawRow(line, self._clean(self._fit(cells)))
        if self._width > 2 and (filled == [0] or _is_sum(cells)) and len(self._held) < _HELD:
            if not self._held:
                self._after_blank = blank_before
            self._held.append(row)
            return
        yield from self._release()
        yield row

    def _reason(self, line: int, cells: Sequence[str], filled: Sequence[int]) -> str:
        """Why the line can't be a record, as far as it says so itself; empty if it may be one."""
        first = cells[0].strip().lower()
        if line in self._groups:
            return "The name of a group."
        if first in _SUBITEMS and first != self._header[0] and len(filled) > 1:
            self._subitems = True
            return "The heading of sub-items."
        if self._subitems:
            if not first and not _is_sum(cells):
                return "A sub-item."
            self._subitems = False
        if self._is_total(cells, filled):
            return "A line of totals."
        return ""

    def _is_total(self, cells: Sequence[str], filled: Sequence[int]) -> bool:
        label = cells[filled[0]].strip().lower()
        words = re.findall(r"[^\W\d]+", label)
        if not words or words[0] not in _TOTALS or len(words) > 3 or self._width < 2:
            return False
        return all(_NUMBER.match(cells[index].strip()) for index in filled[1:]) and (
            len(filled) > 1 or len(words) == 1 or label.endswith(":") or "(" in label
        )

    def _repeats_heading(self, cells: Sequence[str]) -> bool:
        same = filled = 0
        for name, cell in zip(self._header, cells, strict=False):
            text = cell.strip().lower()
            if text:
                filled += 1
                same += text == name or name.startswith(text + " (")
        return filled > 0 and same == filled and (same * 2 >= self._width or same >= 3)

    def _fit(self, cells: Sequence[str]) -> list[str]:
        return [*cells[: self._width], *[""] * (self._width - len(cells))]

    def _not(self, line: int, cells: Sequence[str], reason: str) -> RowProblem:
        return RowProblem(line, NOT_A_RECORD, reason, self._clean(cells))

    def _refuse_held(self, reason: str) -> Iterator[RowProblem]:
        held, self._held = self._held, []
        for row in held:
            why = "A line of totals." if _is_sum(row.cells) else reason
            yield RowProblem(row.line, NOT_A_RECORD, why, row.cells)

    def _release(self) -> Iterator[RawRow]:
        held, self._held = self._held, []
        yield from held

    def _end(self) -> Iterator[RawRow | RowProblem]:
        """What stands alone after a blank line at the end is a footer."""
        if self._after_blank or any(_is_sum(row.cells) for row in self._held):
            for row in self._held:
                if _is_sum(row.cells):
                    yield RowProblem(row.line, NOT_A_RECORD, "A line of totals.", row.cells)
                elif self._after_blank:
                    yield RowProblem(row.line, NOT_A_RECORD, "A line below the table.", row.cells)
                else:
                    yield row
            self._held = []
            return
        yield from self._release()


def _is_sum(cells: Sequence[str]) -> bool:
    """No text at all and a blank first cell: what a board writes below a group."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    return not cells[0].strip() and all(
        _NUMBER.match(cell) and not _PHONE.match(cell) for cell in filled
    )
