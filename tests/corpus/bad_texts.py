"""Bad text files: a builder writes the bytes of each, and says what must come of it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Bad:
    """One file of the corpus.

    Either `refused` names the codes of which one must come, or `rows` records are accepted and
    `problems` counts the others by code. `cells` are cells of the first row that must be exact.
    """

    name: str
    make: Callable[[Path], None]
    rows: int = 0
    problems: dict[str, int] = field(default_factory=dict)
    refused: tuple[str, ...] = ()
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    slow: bool = False


def raw(content: bytes) -> Callable[[Path], None]:
    def make(path: Path) -> None:
        path.write_bytes(content)

    return make


def text(content: str, encoding: str = "utf-8") -> Callable[[Path], None]:
    return raw(content.encode(encoding))


def table(rows: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode(encoding)


HEAD = ["Name", "Email", "Company"]


def people(count: int) -> list[list[str]]:
    return [[f"Ann {i}", f"ann{i}@firm{i}.example", f"Firm {i}, Ltd."] for i in range(count)]


def _missing_quote(path: Path) -> None:
    lines = table([HEAD, *people(200)]).decode().split("\r\n")
    lines[50] = lines[50].removesuffix('"')
    path.write_text("\r\n".join(lines), encoding="utf-8")


def _one_bad_record(count: int, bad: bytes, encoding: str = "utf-8") -> Callable[[Path], None]:
    def make(path: Path) -> None:
        lines = table([HEAD, *people(count)], encoding=encoding).split(b"\r\n")
        lines[7] = lines[7].replace(b"Ann", bad)
        path.write_bytes(b"\r\n".join(lines))

    return make


def _lone_utf16(path: Path) -> None:
    body = (
        "Name,Email\r\nAnn,ann@firm.example\r\n" + "B\ud800b,bob@firm.example\r\nCy,c@firm.example"
    )
    path.write_bytes(b"\xff\xfe" + body.encode("utf-16-le", "surrogatepass"))


def _large_cell(path: Path) -> None:
    rows = people(5)
    rows[2][2] = "x" * 10_500_000
    path.write_bytes(table([HEAD, *rows]))


def _endless_line(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"Name,Email\r\nAnn,ann@firm.example\r\n")
        for _ in range(60):
            file.write(b"x" * 1_000_000)
        file.write(b"\r\nBob,bob@firm.example\r\n")


def _quote_and_no_more(path: Path) -> None:
    """One opening quote, then 30 MB without any: memory must not hold them all."""
    with path.open("wb") as file:
        file.write(b"Name,Email,Company\r\n" + b'Ann,ann@firm.example,"Firm\r\n')
        for i in range(300_000):
            file.write(
                b"Bob %06d,bob%06d@firm.example,A company with a rather long name to fill up "
                b"the line, \r\n" % (i, i)
            )


_GERMAN = [["Name", "Firma"], ["Jürgen Größe", "Bäckerei Weiß"], ["Zoë", "Süß & Söhne"]]
_POLISH = [["Imię", "Firma"], ["Łukasz Żółć", "Źdźbło Sp. z o.o."], ["Małgorzata Wąs", "Książka"]]
_RUSSIAN = [["Имя", "Компания"], ["Иван Петров", "Рога и копыта"], ["Мария Иванова", "Завод"]]
_JAPANESE = [["氏名", "会社名"], ["山田太郎", "株式会社テスト"], ["佐藤花子", "有限会社サンプル"]]
_UNCLOSED, _WIDE, _BYTES = "quote-not-closed", "too-many-cells", "bad-characters"
_NOT, _LARGE, _UNCLEAR = "not-a-record", "too-large", "quotes-unclear"

TEXTS: tuple[Bad, ...] = (
    Bad("missing_quote.csv", _missing_quote, 199, {_UNCLOSED: 1}),
    Bad(
        "missing_last_quote.csv",
        text('Name,Email\nAnn,a@f.example\nBo,"b@f.example\nCy,c@f.example'),
        2,
        {_UNCLOSED: 1},
    ),
    Bad("cut_off.csv", text('Name,Email\nAnn,a@f.example\nBo,"b@f.ex'), 1, {_UNCLOSED: 1}),
    Bad("quote_inside.csv", text('Name,Email\n"The "Big" One",a@f.example\nBo,b@f.example\n'), 2),
    Bad(
        "quotes_unclear.csv",
        text('Name,Email\n"The "Big, One",a@f.example\nBo,b@f.example\n'),
        1,
        {_UNCLEAR: 1},
    ),
    Bad("unquoted_quote.csv", text('Name,Size\n5" disk,1\nBo,2\n'), 2, cells=('5" disk', "1")),
    Bad("nul.csv", _one_bad_record(20, b"A\0nn"), 19, {_BYTES: 1}),
    Bad("invalid_utf8.csv", _one_bad_record(60, b"\xc3\xa9\xc3\xa8\xc3\xa0\xff"), 59, {_BYTES: 1}),
    Bad(
        "cesu_surrogate.csv",
        _one_bad_record(20, b"\xed\xa0\x80" + "éèàüö".encode()),
        19,
        {_BYTES: 1},
    ),
    Bad("lone_surrogate_utf16.csv", _lone_utf16, 2, {_BYTES: 1}),
    Bad("large_cell.csv", _large_cell, 4, {_LARGE: 1}),
    Bad("endless_line.csv", _endless_line, 2, {_LARGE: 1}, slow=True),
    Bad("quote_and_no_more.csv", _quote_and_no_more, 300_000, {_UNCLOSED: 1}, slow=True),
    Bad("short_rows.csv", text("Name,Email,Firm\nAnn\nBo,b@f.example\n"), 2, cells=("Ann", "", "")),
    Bad(
        "long_row.csv",
        text("Name,Email\nAnn,a@f.example\nBo,b@f.example,Firm, Ltd.\nCy,c@f.example"),
        2,
        {_WIDE: 1},
    ),
    Bad(
        "spare_commas.csv",
        text("Name,Email,,,\nAnn,a@f.example,,,\nBo,b@f.example,,,\n"),
        2,
        header=("Name", "Email"),
    ),
    Bad(
        "unnamed_column.csv",
        text("Name,Email\nAnn,a@f.example,x\nBo,b@f.example,y\n"),
        2,
        header=("Name", "Email", "Column 3"),
    ),
    Bad(
        "blank_lines.csv",
        text("\n\nName,Email\n\nAnn,a@f.example\n\n,\n  ,\nBo,b@f.example\n\n\n"),
        2,
    ),
    Bad("heading_only.csv", text("Name,Email\n"), 0),
    Bad("heading_without_end.csv", text("Name,Email"), 0),
    Bad(
        "same_names.csv",
        text("Name,Email,Email\nAnn,a@f.example,b@f.example\n"),
        1,
        header=("Name", "Email", "Email (2)"),
    ),
    Bad(
        "blank_names.csv",
        text("Name,,Email\nAnn,x,a@f.example\nBo,y,b@f.example\n"),
        2,
        header=("Name", "Column 2", "Email"),
    ),
    Bad(
        "no_heading.csv",
        text("Ann Lee,a@f.example,+49 30 1\nBo Lee,b@f.example,+49 30 2\n"),
        2,
        header=("Column 1", "Column 2", "Column 3"),
    ),
    Bad(
        "five_thousand_columns.csv",
        text(",".join(f"c{i}" for i in range(5000)) + "\n" + ",".join("1" * 5000)),
        refused=("too-many-columns",),
    ),
    Bad("empty.csv", raw(b""), refused=("file-empty",)),
    Bad("blanks.csv", raw(b" \r\n\r\n\t "), refused=("file-empty",)),
    Bad("mark_only.csv", raw(b"\xef\xbb\xbf"), refused=("file-empty",)),
    Bad(
        "cp1252.csv", raw(table(_GERMAN, ";", "cp1252")), 2, cells=("Jürgen Größe", "Bäckerei Weiß")
    ),
    Bad(
        "mac.csv", raw(table(_GERMAN, ";", "mac_roman")), 2, cells=("Jürgen Größe", "Bäckerei Weiß")
    ),
    Bad("dos.csv", raw(table(_GERMAN, ";", "cp850")), 2, cells=("Jürgen Größe", "Bäckerei Weiß")),
    Bad(
        "cp1250.csv",
        raw(table(_POLISH, ";", "cp1250")),
        2,
        cells=("Łukasz Żółć", "Źdźbło Sp. z o.o."),
    ),
    Bad(
        "cp1251.csv", raw(table(_RUSSIAN, ";", "cp1251")), 2, cells=("Иван Петров", "Рога и копыта")
    ),
    Bad(
        "shift_jis.csv",
        raw(table(_JAPANESE, ",", "cp932")),
        2,
        cells=("山田太郎", "株式会社テスト"),
    ),
    Bad("utf8_mark.csv", raw(b"\xef\xbb\xbf" + table(_GERMAN)), 2, header=("Name", "Firma")),
    Bad(
        "utf16le_bare.csv",
        raw(table(_GERMAN, "\t", "utf-16-le")),
        2,
        cells=("Jürgen Größe", "Bäckerei Weiß"),
    ),
    Bad(
        "utf16be_mark.csv",
        raw(b"\xfe\xff" + table(_GERMAN, "\t", "utf-16-be")),
        2,
        header=("Name", "Firma"),
    ),
    Bad(
        "utf16_odd_end.csv",
        raw(b"\xff\xfe" + table(_GERMAN, "\t", "utf-16-le") + b"x"),
        2,
        {_BYTES: 1},
    ),
    Bad(
        "utf32.csv", raw(table(_GERMAN, ",", "utf-32")), 2, cells=("Jürgen Größe", "Bäckerei Weiß")
    ),
    Bad(
        "decimals.csv",
        text("Name;Betrag;Ort\nAnn;1.250,00;Ulm\nBo;12,5;Köln, Süd\n"),
        2,
        cells=("Ann", "1.250,00", "Ulm"),
    ),
    Bad(
        "bars.csv",
        text("Name|Email\nAnn, Dr.|a@f.example\nBo, Dr.|b@f.example\n"),
        2,
        cells=("Ann, Dr.", "a@f.example"),
    ),
    Bad(
        "sep_line.csv",
        text("sep=^\nName^Email\nAnn^a@f.example\n"),
        1,
        cells=("Ann", "a@f.example"),
    ),
    Bad(
        "one_column.csv",
        text("Address\nHigh St 1, York\nLow St 2, Bath\n"),
        2,
        cells=("High St 1, York",),
    ),
    Bad(
        "one_column_mails.csv",
        text("email\nmia@m.example\nmax@m.example\nmo@m.example\n"),
        3,
        cells=("mia@m.example",),
    ),
    Bad(
        "breaks_in_cells.csv",
        text('Name,Note\n"Ann","line 1\nline 2, ""quoted""\n\nline 4"\nBo,x\n'),
        2,
        cells=("Ann", 'line 1\nline 2, "quoted"\n\nline 4'),
    ),
    Bad("old_mac_ends.csv", text("Name,Email\rAnn,a@f.example\rBo,b@f.example\r"), 2),
    Bad(
        "mixed_ends.csv",
        text("Name,Email\r\nAnn,a@f.example\nBo,b@f.example\rCy,c@f.example\r\n"),
        3,
    ),
    Bad("dos_end.csv", raw(b"Name,Email\r\nAnn,a@f.example\r\n\x1a"), 1),
    Bad(
        "blank_after_comma.csv",
        text(
            'Name, Email, Note\n"Ann", "a@f.example", "x, y"\n"Bo", "b@f.example", "z"\n'
            '"Cy", "c@f.example", "q"\n'
        ),
        3,
        cells=("Ann", "a@f.example", "x, y"),
    ),
    Bad(
        "apostrophes.csv",
        text("Name,Phone\n'=1+1,'0301234\n't Hooft,'+49 30 1\n"),
        2,
        cells=("=1+1", "0301234"),
    ),
    Bad(
        "formulas.csv",
        text("Name,Email\n\"=cmd|' /C calc'!A0\",@a\n+1,-1\n"),
        2,
        cells=("=cmd|' /C calc'!A0", "@a"),
    ),
    Bad(
        "titles_above.csv",
        text("Our list\nAs of May\n\nName,Email,Firm\nAnn,a@f.example,F\nBo,b@f.example,G\n"),
        2,
        header=("Name", "Email", "Firm"),
    ),
    Bad(
        "report_footer.csv",
        text(
            'Name,Email,Firm\nAnn,a@f.example,F\n\n"Grand total",,1\n\nConfidential\n'
            "Copyright 2026 Big CRM\n"
        ),
        1,
        {_NOT: 3},
    ),
    Bad(
        "heading_again.csv",
        text("Name,Email,Firm\nAnn,a@f.example,F\n\nEast\nName,Email,Firm\nBo,b@f.example,G\n"),
        2,
        {_NOT: 2},
    ),
    Bad(
        "company_total.csv",
        text("Company,Name,Email\nTotal,Ann,a@f.example\nSumma AB,Bo,b@f.example\n"),
        2,
    ),
    Bad("hostile_signs.csv", text("Name,Note\n\u202eAnn\u202c,<img src=x>\n\u200b,\ufffe\n"), 2),
    Bad("deep_quotes.csv", text("Name,Note\n" + '"' * 9001 + ",x\nBo,y\n"), 1, {_UNCLOSED: 1}),
    Bad(
        "unclosed.vcf",
        text("BEGIN:VCARD\nFN:Ann\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n"),
        1,
        {"card-unreadable": 1},
    ),
    Bad(
        "nameless.vcf",
        text("BEGIN:VCARD\nVERSION:3.0\nREV:1\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD"),
        1,
        {"card-unreadable": 1},
    ),
    Bad(
        "nested.vcf",
        text("BEGIN:VCARD\nFN:Ann\nAGENT:\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\nEND:VCARD\n"),
        1,
        cells=("Ann",),
    ),
    Bad(
        "wrong_charset.vcf",
        raw(b"BEGIN:VCARD\nFN;CHARSET=KLINGON:J\xc3\xb6rg\nEND:VCARD\n"),
        1,
        cells=("Jörg",),
    ),
    Bad(
        "huge_photo.vcf",
        raw(
            b"BEGIN:VCARD\nFN:Ann\nPHOTO;ENCODING=b:"
            + b"A" * 11_000_000
            + b"\nEND:VCARD\nBEGIN:VCARD\nFN:Bo\nEND:VCARD\n"
        ),
        1,
        {_LARGE: 1},
    ),
    Bad(
        "parameter_trap.vcf",
        raw(b"BEGIN:VCARD\nFN" + b';X="' * 20_000 + b":Ann\nFN:Bo\nEND:VCARD\n"),
        1,
        cells=("Ann",),
    ),
)
