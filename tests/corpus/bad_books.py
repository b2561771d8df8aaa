"""Bad workbooks, and files that are no tables at all: what each must come to."""

from __future__ import annotations

import datetime as dt
import io
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import xlsxwriter

from tests.corpus.bad_texts import HEAD, Bad, people, raw

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
_NS = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def book(fill: Callable[[xlsxwriter.Workbook], None]) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        made = xlsxwriter.Workbook(str(path), {"remove_timezone": True})
        fill(made)
        made.close()

    return make


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_of(rows: str, *, dimension: str = "") -> bytes:
    size = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f"{_XML}<worksheet {_NS}>{size}<sheetData>{rows}</sheetData></worksheet>".encode()


def cell(place: str, value: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{value}</t></is></c>'


def plain_rows(count: int) -> str:
    rows = [HEAD, *people(count)]
    return "".join(
        f'<row r="{r}">' + "".join(cell(f"{'ABC'[c]}{r}", v) for c, v in enumerate(row)) + "</row>"
        for r, row in enumerate(rows, start=1)
    )


def book_parts(sheet: bytes, **more: bytes) -> dict[str, bytes]:
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": (
            f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{kind}.worksheet+xml"/>'
            "</Types>"
        ).encode(),
        "_rels/.rels": (
            f"{_XML}<Relationships "
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_REL}/officeDocument" Target="xl/workbook.xml"/>'
            "</Relationships>"
        ).encode(),
        "xl/workbook.xml": (
            f'{_XML}<workbook {_NS} xmlns:r="{_REL}"><sheets>'
            '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f"{_XML}<Relationships "
            'xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{_REL}/worksheet" Target="worksheets/sheet1.xml"/>'
            "</Relationships>"
        ).encode(),
        "xl/worksheets/sheet1.xml": sheet,
        **more,
    }


def parts(sheet: bytes, **more: bytes) -> Callable[[Path], None]:
    return raw(zipped(book_parts(sheet, **more)))


def spreadsheet(content: str) -> bytes:
    office = "urn:oasis:names:tc:opendocument:xmlns"
    body = (
        f'{_XML}<office:document-content xmlns:office="{office}:office:1.0" '
        f'xmlns:table="{office}:table:1.0" xmlns:text="{office}:text:1.0" office:version="1.2">'
        f'<office:body><office:spreadsheet><table:table table:name="T">{content}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    return zipped(
        {
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": (
                f'{_XML}<manifest:manifest xmlns:manifest="{office}:manifest:1.0"/>'
            ).encode(),
            "content.xml": body.encode(),
        }
    )


def ods_row(*values: str, end: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{v}</text:p></table:table-cell>'
        for v in values
    )
    return f"<table:table-row>{cells}{end}</table:table-row>"


def _values(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet()
    page.write_row(0, 0, ["Name", "Phone", "Since", "Seen", "Active", "Worth", "Sum", "Bad"])
    page.write(1, 0, "Ann")
    page.write_number(1, 1, 4917012345678)
    day = made.add_format({"num_format": "dd.mm.yy"})
    moment = made.add_format({"num_format": "d/m/y h:mm"})
    page.write_datetime(1, 2, dt.datetime(2026, 3, 1, tzinfo=dt.UTC), day)
    page.write_datetime(1, 3, dt.datetime(2026, 3, 1, 4, 5, 6, tzinfo=dt.UTC), moment)
    page.write_boolean(1, 4, True)
    page.write_number(1, 5, 12.5)
    page.write_formula(1, 6, "=F2*2", None, 25)
    page.write_formula(1, 7, "=1/0", None, "#DIV/0!")


def _gap(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, people(1)[0])
    page.write_row(900, 0, people(1)[0])


def _far_row(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet()
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, people(1)[0])
    page.write(1_048_575, 0, ".")


def _far_cell(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet()
    page.write_row(0, 0, HEAD)
    for row, person in enumerate(people(50), start=1):
        page.write_row(row, 0, person)
    page.write(1_048_575, 16_383, ".")
    page.write(3, 16_383, ".")


def _wide(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet()
    page.write_row(0, 0, [f"c{i}" for i in range(5000)])
    page.write_row(1, 0, ["1"] * 5000)


def _merged(made: xlsxwriter.Workbook) -> None:
    page = made.add_worksheet()
    page.merge_range(0, 0, 0, 2, "The whole list")
    page.write_row(2, 0, HEAD)
    page.merge_range(3, 2, 5, 2, "Firm")
    for row in (3, 4, 5):
        page.write_row(row, 0, [f"Ann {row}", f"a{row}@f.example"])
    page.merge_range(6, 0, 6, 2, "East")
    page.write_row(7, 0, ["Bo", "b@f.example", "G"])


def _hidden(made: xlsxwriter.Workbook) -> None:
    made.add_worksheet("Empty")
    page = made.add_worksheet("Kept")
    page.hide()
    page.write_row(0, 0, HEAD)
    page.write_row(1, 0, people(1)[0])


def _heading(made: xlsxwriter.Workbook) -> None:
    made.add_worksheet().write_row(0, 0, HEAD)


def _nothing(made: xlsxwriter.Workbook) -> None:
    made.add_worksheet()


def _ends_early(path: Path) -> None:
    content = zipped(book_parts(sheet_of(plain_rows(500))))
    path.write_bytes(content[: len(content) * 2 // 3])


def _broken_inside(path: Path) -> None:
    content = bytearray(zipped(book_parts(sheet_of(plain_rows(500)))))
    place = content.rfind(b"sheet1.xml", 0, len(content) // 2) + 200
    content[place : place + 60] = bytes(60)
    path.write_bytes(content)


def _many_parts(path: Path) -> None:
    more = {f"xl/media/{i}.txt": b"" for i in range(10_001)}
    path.write_bytes(zipped(book_parts(sheet_of(plain_rows(1))) | more))


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in book_parts(sheet_of(plain_rows(1))).items():
            archive.writestr(name, content)
        with archive.open("xl/sharedStrings.xml", "w", force_zip64=True) as part:
            for _ in range(300):
                part.write(b"<si><t>" + b"x" * 2**20 + b"</t></si>")


def _dense(path: Path) -> None:
    """Just under the limit of the directory check, but far more once it is laid out."""
    row = b"<row>" + b"<c><v>1</v></c>" * 60 + b"</row>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in book_parts(b"").items():
            if not name.endswith("sheet1.xml"):
                archive.writestr(name, content)
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(f"{_XML}<worksheet {_NS}><sheetData>".encode())
            for _ in range(190 * 2**20 // len(row) // 100):
                part.write(row * 100)
            part.write(b"</sheetData></worksheet>")


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _folder(path: Path) -> None:
    path.mkdir()


def _missing(path: Path) -> None:
    path.unlink(missing_ok=True)


_PREFIXED = (
    sheet_of(plain_rows(3)).replace(b"<", b"<x:").replace(b"<x:/", b"</x:").replace(b"<x:?", b"<?")
    .replace(b"xmlns=", b"xmlns:x=")
)  # fmt: skip
_EVIL = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]>'
_TAIL = '<table:table-cell table:number-columns-repeated="16381"/>'
_REST = (
    '<table:table-row table:number-rows-repeated="1048573">'
    '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
)
_BINARY = bytes(range(1, 9)) * 400
_DAMAGED, _LIMIT = (
    ("file-damaged",),
    ("reader-died", "reader-memory", "reader-slow", "file-too-big"),
)

BOOKS: tuple[Bad, ...] = (
    Bad(
        "values.xlsx",
        book(_values),
        1,
        cells=("Ann", "4917012345678", "2026-03-01", "2026-03-01 04:05:06", "TRUE", "12.5", "25"),
    ),
    Bad("gap.xlsx", book(_gap), 2),
    Bad("far_row.xlsx", book(_far_row), 1),
    Bad("far_cell.xlsx", book(_far_cell), 50),
    Bad("wide.xlsx", book(_wide), refused=("too-many-columns",)),
    Bad(
        "merged.xlsx",
        book(_merged),
        4,
        {"not-a-record": 1},
        cells=("Ann 3", "a3@f.example", "Firm"),
    ),
    Bad("hidden.xlsx", book(_hidden), 1),
    Bad("heading_only.xlsx", book(_heading), 0),
    Bad("nothing.xlsx", book(_nothing), refused=("file-empty",)),
    Bad("false_dimension.xlsx", parts(sheet_of(plain_rows(50), dimension="A1:C2")), 50),
    Bad("huge_dimension.xlsx", parts(sheet_of(plain_rows(5), dimension="A1:XFD1048576")), 5),
    Bad(
        "no_references.xlsx",
        parts(
            sheet_of(
                "<row><c t='inlineStr'><is><t>Name</t></is></c></row>"
                "<row><c t='inlineStr'><is><t>Ann</t></is></c></row>"
            )
        ),
        1,
        cells=("Ann",),
    ),
    Bad("prefixed.xlsx", parts(_PREFIXED), 3),
    Bad(
        "uncomputed.xlsx",
        parts(
            sheet_of(
                plain_rows(2)
                + '<row r="4">'
                + cell("A4", "Cy")
                + '<c r="B4"><f>A4&amp;"x"</f></c></row>'
            )
        ),
        3,
    ),
    Bad("cut_off.xlsx", _ends_early, refused=_DAMAGED),
    Bad("broken_inside.xlsx", _broken_inside, refused=_DAMAGED),
    Bad("broken_xml.xlsx", parts(b"<worksheet><sheetData><row r='1'><c r='A1'"), refused=_DAMAGED),
    Bad(
        "no_sheet_part.xlsx",
        raw(zipped({k: v for k, v in book_parts(b"").items() if "sheet1" not in k})),
        refused=_DAMAGED,
    ),
    Bad(
        "climbing.xlsx",
        parts(sheet_of(plain_rows(1)), **{"../../evil.xml": b"x"}),
        refused=("file-hostile",),
    ),
    Bad("doctype.xlsx", parts(_EVIL + sheet_of(plain_rows(1))), refused=("file-hostile",)),
    Bad("many_parts.xlsx", _many_parts, refused=("file-too-many-parts",)),
    Bad("bomb.xlsx", _bomb, refused=("file-too-big",), slow=True),
    Bad("dense.xlsx", _dense, refused=_LIMIT, slow=True),
    Bad(
        "plain.ods",
        raw(spreadsheet(ods_row(*HEAD) + ods_row("Ann", "a@f.example", "F"))),
        1,
        cells=("Ann", "a@f.example", "F"),
    ),
    Bad(
        "repeated.ods",
        raw(
            spreadsheet(
                ods_row(*HEAD, end=_TAIL) + ods_row("Ann", "a@f.example", "F", end=_TAIL) + _REST
            )
        ),
        1,
    ),
    Bad(
        "doctype.ods",
        raw(
            zipped(
                {
                    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
                    "content.xml": _EVIL,
                }
            )
        ),
        refused=("file-hostile",),
    ),
    Bad("old.xls", raw(_OLE + "Workbook".encode("utf-16-le")), refused=("file-old-excel",)),
    Bad(
        "locked.xlsx",
        raw(_OLE + "EncryptedPackage".encode("utf-16-le")),
        refused=("file-password",),
    ),
    Bad("letter.doc", raw(_OLE + "WordDocument".encode("utf-16-le")), refused=("file-document",)),
    Bad("mail.msg", raw(_OLE + "__substg1.0_".encode("utf-16-le")), refused=("file-mail",)),
    Bad(
        "page.xls",
        raw(b"\r\n<html><table><tr><td>Name</td></tr></table></html>"),
        refused=("file-html",),
    ),
    Bad(
        "page.csv", raw(b"\xef\xbb\xbf<!DOCTYPE html><p>Please sign in</p>"), refused=("file-html",)
    ),
    Bad("sheet.xml", raw(b"<?xml version='1.0'?><Workbook/>"), refused=("file-xml",)),
    Bad("data.json", raw(b'[{"name": "Ann"}]'), refused=("file-json",)),
    Bad("paper.pdf", raw(b"%PDF-1.7\n" + _BINARY), refused=("file-pdf",)),
    Bad("photo.png", raw(b"\x89PNG\r\n\x1a\n" + _BINARY), refused=("file-picture",)),
    Bad("photo.jpg", raw(b"\xff\xd8\xff\xe0" + _BINARY), refused=("file-picture",)),
    Bad("photo.heic", raw(b"\0\0\0\x18ftypheic" + _BINARY), refused=("file-picture",)),
    Bad("setup.exe", raw(b"MZ\x90\0\x03\0" + _BINARY), refused=("file-program",)),
    Bad("program", raw(b"\x7fELF\x02\x01" + _BINARY), refused=("file-program",)),
    Bad("script.sh", raw(b"#!/bin/sh\necho\n"), refused=("file-program",)),
    Bad("table.csv.gz", raw(b"\x1f\x8b\x08" + _BINARY), refused=("file-archive",)),
    Bad("tables.zip", raw(zipped({"a.csv": b"Name\n"})), refused=("file-archive",)),
    Bad("letter.docx", raw(zipped({"word/document.xml": b"<a/>"})), refused=("file-document",)),
    Bad("table.numbers", raw(zipped({"Index/Tables.iwa": b"x"})), refused=("file-numbers",)),
    Bad("binary.xlsb", raw(zipped({"xl/workbook.bin": b"x"})), refused=("file-xlsb",)),
    Bad("team.db", raw(b"SQLite format 3\0" + _BINARY), refused=("file-database",)),
    Bad("letter.rtf", raw(b"{\\rtf1 hello}"), refused=("file-document",)),
    Bad("noise.csv", raw(_BINARY), refused=("file-binary",)),
    Bad("zeros.csv", raw(b"a" + bytes(4000)), refused=("file-binary",)),
    Bad("a_folder", _folder, refused=("file-is-folder",)),
    Bad("a_pipe", _pipe, refused=("file-not-regular",)),
    Bad("missing.csv", _missing, refused=("file-missing",)),
)
