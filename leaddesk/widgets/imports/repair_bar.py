"""What mends all rows of a group at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from leaddesk.domain.mapping.profile import FileProfile
from leaddesk.presentation.imports.decisions import Decisions
from leaddesk.presentation.imports.problems import Group
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Button, Combo
from leaddesk.widgets.theme import Theme


class RepairBar(QWidget):
    """`decided` hands over decisions for the whole file, `left_out` is about all rows shown."""

    decided = Signal(object)  # Decisions
    left_out = Signal(bool)
    same_said = Signal(bool)  # whether the likely duplicates of the chosen rows are the same
    emptied = Signal()  # the marked cells
    alike_asked = Signal()  # the correction that was just made, in all rows with the same text

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._decisions: Decisions | None = None
        self._repair = ""
        self.choice = Combo()
        self.choice.setFixedWidth(theme.look.px(340))
        self.choice.activated.connect(self._chosen)
        self.alike = Button(theme, "", kind="primary")
        self.alike.clicked.connect(self.alike_asked)
        self.empty = Button(theme, "")
        self.empty.clicked.connect(self.emptied)
        self.leave = Button(theme, tr("Leave all out"))
        self.leave.clicked.connect(lambda: self.left_out.emit(True))
        self.take = Button(theme, tr("Take all in again"))
        self.take.clicked.connect(lambda: self.left_out.emit(False))
        self.same = Button(theme, "")
        self.same.clicked.connect(lambda: self.same_said.emit(self._repair == "twins"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.choice)
        row.addWidget(self.alike)
        row.addWidget(self.same)
        row.addWidget(self.empty)
        row.addWidget(self.leave)
        row.addWidget(self.take)
        row.addStretch(1)

    def show_repair(self, group: Group, decisions: Decisions, profile: FileProfile | None) -> None:
        """Offer what fits the group."""
        self._decisions, self._repair = decisions, group.repair
        blocked = QSignalBlocker(self.choice)
        self.choice.clear()
        if group.repair == "dates":
            self._fill_dates(decisions)
        elif group.repair == "numbers":
            self._fill_numbers(decisions, profile)
        elif group.repair == "policy":
            self.choice.setAccessibleName(tr("Leads that are there"))
            self.choice.addItem(tr("Fill their empty fields"), "fill")
            self.choice.addItem(tr("Replace their values by the file's"), "replace")
            self.choice.addItem(tr("The newer value counts"), "newest")
            self.choice.setCurrentIndex(self.choice.findData(decisions.policy))
        del blocked
        self.choice.setVisible(self.choice.count() > 0)
        lines = {row.line for row in group.rows}
        out = lines & set(decisions.left_out)
        may = group.repair in ("cells", "dates", "numbers", "twins", "policy")
        self.same.setVisible(group.repair in ("twins", "same"))
        self.empty.setVisible(group.repair == "cells" and group.family != "danger")
        self.alike.setVisible(False)
        self.show_selected(0)
        self.leave.setVisible(may and len(out) < len(lines))
        self.take.setVisible(bool(out))
        shown = self.choice.count() > 0 or may or bool(out) or group.repair == "same"
        self.setVisible(shown)

    def show_alike(self, count: int, text: str) -> None:
        """Offer to make a correction in so many other rows, too; 0 for none."""
        self.alike.setVisible(count > 0)
        shown = one_line(text, 24)
        words = tr_n("“{text}” in %n row more", "“{text}” in %n rows more", count, text=shown)
        self.alike.setText(words if shown else tr_n("Empty in %n row more",
                                                    "Empty in %n rows more", count))  # fmt: skip

    def show_selected(self, count: int) -> None:
        """Say for how many rows the answers are; with none selected for all."""
        self.leave.setText(
            tr_n("Leave out: %n row", "Leave out: %n rows", count) if count else tr("Leave all out")
        )
        self.empty.setText(
            tr_n("Empty these cells: %n row", "Empty these cells: %n rows", count)
            if count else tr("Empty these cells")
        )  # fmt: skip
        if self._repair == "twins":
            words = tr_n("Update instead: %n row", "Update instead: %n rows", count)
            self.same.setText(words if count else tr("Update instead of adding"))
        else:
            words = tr_n("Add as new: %n row", "Add as new: %n rows", count)
            self.same.setText(words if count else tr("Add as new after all"))

    # --- inside ------------------------------------------------------------------------------

    def _fill_dates(self, decisions: Decisions) -> None:
        self.choice.setAccessibleName(tr("How this file writes dates"))
        if decisions.date_order is None:
            self.choice.addItem(tr("Choose for all…"), "")
        self.choice.addItem(tr("Day first"), "dmy")
        self.choice.addItem(tr("Month first"), "mdy")
        self.choice.setCurrentIndex(max(0, self.choice.findData(decisions.date_order)))

    def _fill_numbers(self, decisions: Decisions, profile: FileProfile | None) -> None:
        self.choice.setAccessibleName(tr("How this file writes amounts"))
        now = decisions.decimal or (profile.locale.decimal if profile is not None else None)
        if now is None:
            self.choice.addItem(tr("Choose for all…"), "")
        self.choice.addItem(tr("Comma for decimals"), ",")
        self.choice.addItem(tr("Point for decimals"), ".")
        self.choice.setCurrentIndex(max(0, self.choice.findData(now)))

    def _chosen(self) -> None:
        chosen = self.choice.currentData()
        if self._decisions is None or not chosen:
            return
        name = {"dates": "date_order", "numbers": "decimal", "policy": "policy"}[self._repair]
        self.decided.emit(replace(self._decisions, **{name: chosen}))
