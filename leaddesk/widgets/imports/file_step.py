"""Step 1: a file is dropped or chosen, and how it is read can be corrected."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QDir, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from leaddesk.domain.raw import Hints, SourceShape
from leaddesk.presentation.imports.flow_words import rows_words
from leaddesk.presentation.imports.import_flow import ImportFlow
from leaddesk.presentation.plain_text import one_line
from leaddesk.presentation.text import tr, tr_n
from leaddesk.widgets.controls import Banner, Button, Combo, Field
from leaddesk.widgets.imports.draft_list import DraftList
from leaddesk.widgets.imports.frames import DropFrame, Mark, Panel
from leaddesk.widgets.imports.table_look import FileTable
from leaddesk.widgets.labels import ElidedLabel, PlainLabel
from leaddesk.widgets.theme import Theme

SHOWN_ROWS = 5
DELIMITERS = (",", ";", "\t", "|")
PickFile = Callable[[QWidget], Path | None]


class TablePicker:
    """Asks for a file with the system's dialog: at home, later where the last one lay."""

    def __init__(self) -> None:
        self._folder = QDir.homePath()

    def __call__(self, parent: QWidget) -> Path | None:
        """Return the chosen file; None when none was chosen."""
        kinds = tr("Tables and address cards") + " (*.csv *.tsv *.txt *.xlsx *.xlsm *.ods *.vcf)"
        name, _ = QFileDialog.getOpenFileName(
            parent, tr("Choose a file to import"), self._folder, f"{kinds};;{tr('All files')} (*)"
        )
        if not name:
            return None
        self._folder = str(Path(name).parent)
        return Path(name)


class FileStep(QWidget):
    """`chosen` names another file, `corrected` another way to read it."""

    chosen = Signal(object)  # Path
    corrected = Signal(object)  # Hints

    def __init__(self, theme: Theme, flow: ImportFlow, pick_file: PickFile | None = None) -> None:
        super().__init__()
        self._theme, self._flow, self._pick = theme, flow, pick_file or TablePicker()
        self.error = Banner(theme, "danger", "")
        self.choose = Button(theme, tr("Choose a file…"), kind="primary", icon="folder")
        self.choose.clicked.connect(self.pick)
        self.drop = DropFrame(theme)
        self.details = _Details(theme, flow)
        self.details.corrected.connect(self.corrected)
        self.details.another.clicked.connect(self.pick)
        self.drafts = DraftList(theme, flow)
        self._fill_drop()
        panel = Panel(spacing=14)
        panel.column.addWidget(self.error)
        self._stack = QStackedLayout()
        panel.column.addLayout(self._stack, 1)  # first: it shows what has no parent as a window
        self._stack.addWidget(self.drop)
        self._stack.addWidget(self.details)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(panel)
        flow.file.changed.connect(self.show_file)
        self.show_file()

    def pick(self) -> None:
        """Ask for a file."""
        path = self._pick(self)
        if path is not None:
            self.chosen.emit(path)

    def take_focus(self) -> None:
        """Put the focus where one begins."""
        is_open = self._stack.currentWidget() is self.details
        (self.details.another if is_open else self.choose).setFocus()

    def show_file(self) -> None:
        """Show what is known of the file."""
        file = self._flow.file
        error = file.error
        self.error.setVisible(error is not None)
        if error is not None:
            is_named = file.path is None or self._flow.drafted.waiting is not None
            name = "" if is_named or file.path is None else f"{one_line(file.path.name, 60)}: "
            self.error.set_notice("danger", f"{name}{error.title} {error.hint}".strip())
        if file.looked is not None:
            self.details.show_file()
            self._stack.setCurrentWidget(self.details)
            return
        self._stack.setCurrentWidget(self.drop)
        name = one_line(file.path.name, 80) if file.path is not None else ""
        busy = tr("Reading {name}…", name=name) if file.is_looking else ""
        self._title.setText(busy or tr("Drop a file here"))
        if file.is_looking and self.window().focusWidget() is self.choose:
            self.drop.setFocus()  # a button that is turned off would pass it on to anything
        self.choose.setEnabled(not file.is_looking)

    def _fill_drop(self) -> None:
        theme = self._theme
        self._title = PlainLabel(theme, tr("Drop a file here"), role="title")
        words = tr("CSV, TSV, Excel (XLSX), OpenDocument (ODS) or vCard. The file is not changed.")
        hint = PlainLabel(theme, words, tone="text2")
        column = QVBoxLayout(self.drop)
        column.setSpacing(8)
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        column.addWidget(Mark(theme, "upload", "text3", 36), 0, middle)
        column.addSpacing(4)
        column.addWidget(self._title, 0, middle)
        column.addWidget(hint, 0, middle)
        column.addSpacing(10)
        column.addWidget(self.choose, 0, middle)
        column.addSpacing(20)
        column.addWidget(self.drafts, 0, middle)
        column.addStretch(3)


class _Details(QWidget):
    """The file as it is read, and the first rows of it."""

    corrected = Signal(object)

    def __init__(self, theme: Theme, flow: ImportFlow) -> None:
        super().__init__()
        self._theme, self._flow = theme, flow
        self.name = ElidedLabel(theme, role="heading")
        self.about = ElidedLabel(theme, tone="text2", role="small")
        self.another = Button(theme, tr("Choose another file…"), icon="folder")
        self.delimiter, self.encoding, self.sheet = Combo(), Combo(), Combo()
        self.heading = QSpinBox()
        self.heading.setRange(0, 1_000_000)
        self.heading.setSpecialValueText(tr("No heading"))
        self.heading.setKeyboardTracking(False)
        self._fields = {
            "delimiter": Field(theme, tr("Separator"), self.delimiter),
            "encoding": Field(theme, tr("Encoding"), self.encoding),
            "heading": Field(theme, tr("Heading in line"), self.heading),
            "sheet": Field(theme, tr("Sheet"), self.sheet),
        }
        self.notes = Banner(theme, "info", "")
        self._model = QStandardItemModel(self)
        self.table = FileTable(theme)
        self.table.setModel(self._model)
        self.table.setEditTriggers(FileTable.EditTrigger.NoEditTriggers)
        self.table.setAccessibleName(tr("The first rows of the file"))
        self._lay_out()
        self.delimiter.activated.connect(self._correct)
        self.encoding.activated.connect(self._correct)
        self.sheet.activated.connect(self._correct)
        self.heading.valueChanged.connect(self._correct)

    def show_file(self) -> None:
        """Show the present reading."""
        file = self._flow.file
        if file.looked is None or file.path is None:
            return
        shape = file.looked.inspection.shape
        self.name.setText(file.path.name)
        self.about.setText(tr("Reading…") if file.is_looking else self._about(shape))
        self.setEnabled(not file.is_looking)
        self._show_reading(shape)
        notes = list(shape.notes)
        if self._flow.is_remembered:
            notes.append(tr("The matching of the last file with this heading is used."))
        self.notes.setVisible(bool(notes))
        self.notes.set_notice("info", " ".join(notes))
        self._model.clear()
        self._model.setHorizontalHeaderLabels([one_line(name, 60) for name in shape.header])
        for row in file.looked.inspection.sample[:SHOWN_ROWS]:
            items = [QStandardItem(one_line(cell)) for cell in row.cells]
            self._model.appendRow(items)
        self._model.setVerticalHeaderLabels([])

    # --- inside ------------------------------------------------------------------------------

    def _about(self, shape: SourceShape) -> str:
        kinds = {
            "xlsx": tr("Excel workbook"),
            "ods": tr("OpenDocument table"),
            "vcard": tr("Address cards"),
        }
        kind = kinds.get(shape.kind, tr("Text table"))
        parts = [kind]
        rows = rows_words(self._flow)
        if rows:
            parts.append(rows)
        parts.append(tr_n("%n column", "%n columns", len(shape.header)))
        product = self._flow.file.looked.mapping.product if self._flow.file.looked else None
        if product is not None:
            parts.append(tr("looks like {product}", product=product.title))
        return " · ".join(parts)

    def _show_reading(self, shape: SourceShape) -> None:
        blocked = [
            QSignalBlocker(one) for one in (self.delimiter, self.encoding, self.sheet, self.heading)
        ]
        is_text = shape.kind in ("csv", "tsv")
        self._fields["delimiter"].setVisible(is_text)
        self._fields["encoding"].setVisible(bool(shape.encoding))
        self._fields["heading"].setVisible(shape.kind != "vcard")
        self._fields["sheet"].setVisible(len(shape.sheets) > 1)
        marks = [*DELIMITERS]
        if shape.delimiter and shape.delimiter not in marks:
            marks.append(shape.delimiter)
        _fill(self.delimiter, [(m, delimiter_word(m)) for m in marks], shape.delimiter)
        encodings = list(self._flow.files.encodings)
        codec = _plain_codec(shape.encoding)
        if codec and codec not in dict(encodings):
            encodings.append((codec, codec))
        _fill(self.encoding, encodings, codec)
        _fill(self.sheet, [(name, one_line(name, 60)) for name in shape.sheets], shape.sheet)
        self.heading.setValue(shape.header_line)
        del blocked

    def _correct(self) -> None:
        file = self._flow.file
        if file.looked is None:
            return
        shape, hints = file.looked.inspection.shape, file.hints
        wanted = {
            "delimiter": (self.delimiter.currentData(), shape.delimiter),
            "encoding": (self.encoding.currentData(), _plain_codec(shape.encoding)),
            "sheet": (self.sheet.currentData(), shape.sheet),
            "header_line": (self.heading.value(), shape.header_line),
        }
        new = {name: now for name, (now, was) in wanted.items() if now is not None and now != was}
        if not new:
            return
        # Another sheet has a heading of its own.
        other = Hints(sheet=new["sheet"]) if "sheet" in new else replace(hints, **new)
        self.corrected.emit(other)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self.name)
        names.addWidget(self.about)
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Mark(self._theme, "file", "text2", 24))
        top.addLayout(names, 1)
        top.addWidget(self.another)
        fields = QHBoxLayout()
        fields.setSpacing(14)
        for name, field in self._fields.items():
            field.setFixedWidth(self._theme.look.px(270 if name == "encoding" else 170))
            fields.addWidget(field)
        fields.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addLayout(top)
        column.addLayout(fields)
        column.addWidget(self.notes)
        column.addWidget(
            PlainLabel(self._theme, tr("The first rows, as LeadDesk reads them"), role="heading")
        )
        column.addWidget(self.table, 1)


def delimiter_word(mark: str) -> str:
    """What a separator is called."""
    words = {",": tr("Comma"), ";": tr("Semicolon"), "\t": tr("Tab"), "|": tr("Bar")}
    return words.get(mark, mark)


def encoding_word(codec: str) -> str:
    """What an encoding is called in one or two words: "Windows-1252", "UTF-8"."""
    plain = _plain_codec(codec)
    if plain.startswith("cp125"):
        return f"Windows-{plain[2:]}"
    return plain.upper().replace("_", "-")


def _plain_codec(codec: str) -> str:
    return "utf-8" if codec == "utf-8-sig" else codec


def _fill(combo: Combo, items: list[tuple[str, str]], chosen: str) -> None:
    combo.clear()
    for data, words in items:
        combo.addItem(words, data)
    combo.setCurrentIndex(max(0, combo.findData(chosen)))
