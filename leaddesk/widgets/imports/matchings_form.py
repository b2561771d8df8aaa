"""Matchings with a name: used, saved, renamed, removed; in a popover of step 2."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from leaddesk.presentation.errors import Notice
from leaddesk.presentation.imports.matching_list import MatchingList
from leaddesk.presentation.imports.matchings import LONGEST, NamedMatching
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Banner, Button, IconButton
from leaddesk.widgets.imports.frames import Line
from leaddesk.widgets.imports.outcome_panel import scrolled
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.theme import Theme

_WIDTH = 440
_SHOWN = 6


class MatchingsForm(QWidget):
    """`done`: a matching was taken, the form can go."""

    done = Signal()

    def __init__(self, theme: Theme, matchings: MatchingList, header: tuple[str, ...]) -> None:
        super().__init__()
        self._theme, self._list, self._header = theme, matchings, header
        self._removed: NamedMatching | None = None
        self._renamed = ""
        self._field: QLineEdit | None = None
        self.uses: dict[str, Button] = {}
        self.problem = Banner(theme, "danger", "")
        self.problem.hide()
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST)
        self.name.setPlaceholderText(tr("Name, for example “Trade fair lists”"))
        self.name.setAccessibleName(tr("Name of the matching"))
        self.save = Button(theme, tr("Save this matching"), kind="primary")
        self.save.setEnabled(False)
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._save)
        self.save.clicked.connect(self._save)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 6, 0)
        self._rows.setSpacing(4)
        inside = QWidget()
        inside.setLayout(self._rows)
        self._area = scrolled(inside)
        self._lay_out()
        matchings.changed.connect(self.show_list)
        matchings.failed.connect(self._failed)
        self.show_list()

    def show_list(self) -> None:
        """Show those that are there now."""
        focus = QApplication.focusWidget()
        had_focus = focus is not None and self._area.isAncestorOf(focus)
        while self._rows.count():
            item = self._rows.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.uses = {}
        found = self._list.matchings
        if self._removed is not None:
            self._rows.addWidget(self._put_back_row(self._removed))
        for matching in found:
            is_renamed = matching.name == self._renamed
            row = self._rename_row(matching) if is_renamed else self._row(matching)
            self._rows.addWidget(row)
        lines = min(_SHOWN, self._rows.count())
        if not lines:
            words = tr("None is saved yet. Give this one a name, and it can be used for any file.")
            self._rows.addWidget(
                PlainLabel(self._theme, words, role="small", tone="text2", wrap=True)
            )
        self._area.setFixedHeight(self._theme.look.px(40) * max(1, lines))
        if self._renamed and self._field is not None:
            self._field.setFocus()
        elif had_focus:
            next(iter(self.uses.values()), self.name).setFocus()

    # --- inside ------------------------------------------------------------------------------

    def _row(self, matching: NamedMatching) -> QWidget:
        theme, fits = self._theme, matching.fits(self._header)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(ElidedLabel(theme, matching.name, weight=600))
        said = tr_n("knows %n column of this file", "knows %n columns of this file", fits)
        words.addWidget(ElidedLabel(theme, said, role="small", tone="text2"))
        use = Button(theme, tr("Use"))
        use.setAccessibleName(tr("Use {name}", name=matching.name))
        use.setEnabled(fits > 0)
        use.clicked.connect(partial(self._use, matching))
        self.uses[matching.name] = use
        buttons = [use]
        if matching.is_mine:
            rename = IconButton(theme, "pencil", tr("Rename {name}", name=matching.name))
            rename.clicked.connect(partial(self._begin_rename, matching))
            remove = IconButton(theme, "trash-2", tr("Remove {name}", name=matching.name))
            remove.clicked.connect(partial(self._remove, matching))
            buttons += [rename, remove]
        return _line(words, *buttons)

    def _rename_row(self, matching: NamedMatching) -> QWidget:
        field = QLineEdit(matching.name)
        field.setMaxLength(LONGEST)
        field.setAccessibleName(tr("New name of {name}", name=matching.name))
        field.selectAll()
        save = Button(self._theme, tr("Rename"))

        def rename() -> None:
            self._renamed = ""
            if not field.text().strip() or field.text() == matching.name:
                self.show_list()
            else:
                self._list.rename(matching, field.text())

        field.returnPressed.connect(rename)
        save.clicked.connect(rename)
        self._field = field
        inner = QHBoxLayout()
        inner.addWidget(field)
        return _line(inner, save)

    def _put_back_row(self, matching: NamedMatching) -> QWidget:
        words = QHBoxLayout()
        said = tr("{name} was removed.", name=matching.name)
        words.addWidget(ElidedLabel(self._theme, said, tone="text2"))
        back = Button(self._theme, tr("Put back"), kind="link")
        back.clicked.connect(partial(self._put_back, matching))
        return _line(words, back)

    def _use(self, matching: NamedMatching) -> None:
        self._list.use(matching)
        self.done.emit()

    def _begin_rename(self, matching: NamedMatching) -> None:
        self._renamed = matching.name
        self.show_list()

    def _remove(self, matching: NamedMatching) -> None:
        self._removed = matching
        self._list.remove(matching)

    def _put_back(self, matching: NamedMatching) -> None:
        self._removed = None
        self._list.put_back(matching)

    def _save(self) -> None:
        name = self.name.text()
        if name.strip():
            self.problem.hide()
            self.name.clear()
            self._list.save(name)

    def _failed(self, notice: Notice) -> None:
        self.problem.set_notice("danger", f"{notice.title} {notice.hint}".strip())
        self.problem.show()

    def _lay_out(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 16, 18, 14)
        column.setSpacing(10)
        column.addWidget(PlainLabel(theme, tr("Saved matchings"), role="heading"))
        column.addWidget(self._area)
        column.addWidget(self.problem)
        column.addWidget(Line())
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.save)
        column.addLayout(row)
        self.setFixedWidth(theme.look.px(_WIDTH))


def _line(words: QVBoxLayout | QHBoxLayout, *buttons: Button | IconButton) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    row.addLayout(words, 1)
    for button in buttons:
        row.addWidget(button)
    return line
