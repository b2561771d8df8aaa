"""Address cards (vCard 2.1, 3.0, 4.0) as rows with canonical column names.

Cards are read tolerantly, by hand: libraries stop at what old phones and Outlook write
(quoted-printable with soft line breaks, a character set per property, nested cards, no END).
Works on bytes, because each property of a 2.1 card may have its own character set.
"""

from __future__ import annotations

import binascii
import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from leaddesk.domain.raw import (
    BAD_CHARACTERS,
    CARD_UNREADABLE,
    NOT_A_RECORD,
    TOO_LARGE,
    RawRow,
    RowProblem,
)

HEADER: tuple[str, ...] = (
    "Full Name", "Given Name", "Family Name", "Company", "Title", "Email", "Email 2", "Phone",
    "Phone 2", "City", "Country", "Website", "Note", "Categories",
    "Street", "Postal Code", "Region", "Department", "Birthday", "Social Profile",
)  # fmt: skip
_CARD_LIMIT = 10_000_000  # bytes of one card, pictures included
_TEXT_LIMIT = 1_000_000  # bytes of one property that LeadDesk reads
_READ = frozenset(
    """FN N ORG TITLE ROLE EMAIL TEL ADR URL NOTE CATEGORIES BDAY KIND X-ABSHOWAS
    X-ADDRESSBOOKSERVER-KIND X-SOCIALPROFILE IMPP""".split()
)
_PROPERTY = re.compile(
    rb"(?:[\w-]+\.)?([\w-]+)((?:;[^:\"]*(?:\"[^\"]*\"[^:\"]*)*)?):(.*)", re.DOTALL
)


@dataclass(frozen=True, slots=True)
class _Property:
    name: str
    kinds: frozenset[str]  # TYPE values and bare parameters, in capitals
    value: str
    preferred: bool


@dataclass(slots=True)
class _Card:
    line: int
    properties: list[_Property] = field(default_factory=list)
    bad: bool = False
    size: int = 0


def rows(path: Path, codec: str) -> Iterator[RawRow | RowProblem]:
    """Each card as a row in the order of HEADER, or as a problem; `line` is that of its BEGIN.

    `codec` is for text whose property names no character set of its own.
    """
    wide = codec.startswith(("utf-16", "utf-32"))
    inner = "utf-8" if wide or codec == "utf-8-sig" else codec
    card: _Card | None = None
    depth = 0
    agent = False
    for number, line in _unfolded(_lines(path, codec if wide else "")):
        mark = line.strip().upper().replace(b" ", b"")
        if mark == b"BEGIN:VCARD":
            if card is None:
                card, depth = _Card(number), 0
            elif agent:
                depth += 1
            else:
                yield _unclosed(card)
                card, depth = _Card(number), 0
        elif card is None:
            continue
        elif mark == b"END:VCARD":
            if depth:
                depth -= 1
            else:
                yield _row(card)
                card = None
        elif not depth:
            card.size += len(line)
            if card.size <= _CARD_LIMIT:
                _take(card, line, inner)
        agent = mark.startswith(b"AGENT")
    if card is not None:
        yield _unclosed(card)


def _unclosed(card: _Card) -> RowProblem:
    return RowProblem(
        card.line,
        CARD_UNREADABLE,
        f"The card that begins in line {card.line} has no end.",
        _cells(card),
    )


def _lines(path: Path, wide: str) -> Iterator[bytes]:
    """Lines without their ends; wide encodings are turned into UTF-8 on the way."""
    if wide:
        with path.open("r", encoding=wide, errors="replace", newline=None) as text:
            for wide_line in iter(lambda: text.readline(_CARD_LIMIT), ""):
                yield wide_line.rstrip("\r\n").encode("utf-8", "replace")
        return
    with path.open("rb") as file:
        for line in iter(lambda: file.readline(_CARD_LIMIT), b""):
            yield from line.removeprefix(codecs.BOM_UTF8).rstrip(b"\r\n").split(b"\r")


def _unfolded(lines: Iterator[bytes]) -> Iterator[tuple[int, bytes]]:
    """Whole properties: folded lines joined, also the soft breaks of quoted-printable."""
    held: list[bytes] = []
    start = size = 0
    for number, line in enumerate(lines, start=1):
        soft = bool(held) and held[-1].endswith(b"=") and _is_printable(held[0])
        folded = line[:1] in (b" ", b"\t")
        if held and (soft or folded):
            size += len(line)
            if size <= _CARD_LIMIT:
                if soft:
                    held[-1] = held[-1][:-1]
                held.append(line if soft and not folded else line[1:])
            continue
        if held:
            yield start, b"".join(held)
        held, start, size = [line], number, len(line)
    if held:
        yield start, b"".join(held)


def _is_printable(line: bytes) -> bool:
    return b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper()


def _take(card: _Card, line: bytes, codec: str) -> None:
    found = _PROPERTY.match(line)
    if found is None:
        return
    name = found.group(1).decode("ascii", "replace").upper()
    if name not in _READ or len(line) > _TEXT_LIMIT:
        return
    kinds: set[str] = set()
    charset, transfer, preferred = codec, "", False
    for parameter in found.group(2).decode("latin-1").split(";")[1:]:
        key, _, value = parameter.partition("=")
        key, value = key.strip().upper(), value.strip().strip('"')
        if key == "CHARSET":
            charset = value
        elif key == "ENCODING":
            transfer = value.upper()
        elif key == "PREF":
            preferred = value in ("", "1") or preferred
        elif key == "TYPE":
            kinds.update(value.upper().split(","))
        elif not value:
            kinds.add(key)
    raw = _transferred(found.group(3), transfer or _bare_transfer(kinds))
    text, clean = _decoded(raw, charset, codec)
    card.bad = card.bad or not clean
    card.properties.append(_Property(name, frozenset(kinds), text, preferred or "PREF" in kinds))


def _bare_transfer(kinds: set[str]) -> str:
    for word in ("QUOTED-PRINTABLE", "BASE64"):
        if word in kinds:
            return word
    return ""


def _transferred(raw: bytes, transfer: str) -> bytes:
    if transfer == "QUOTED-PRINTABLE":
        return quopri.decodestring(raw)
    if transfer in ("B", "BASE64"):
        try:
            return binascii.a2b_base64(raw)
        except binascii.Error:
            return raw
    return raw


def _decoded(raw: bytes, charset: str, codec: str) -> tuple[str, bool]:
    """(text, whether every byte meant a letter); a wrong character set gives way to the file's."""
    for name in (charset, codec, "utf-8", "cp1252"):
        try:
            text = raw.decode(name)
        except (LookupError, ValueError):
            continue
        return text.replace("\r\n", "\n"), "\0" not in text
    return raw.decode(codec, "replace"), False


def _row(card: _Card) -> RawRow | RowProblem:
    kinds = {p.value.strip().lower() for p in card.properties if p.name.endswith("KIND")}
    cells = _cells(card)
    line = card.line
    if "group" in kinds:
        return RowProblem(line, NOT_A_RECORD, "A list of other cards.", cells)
    if card.size > _CARD_LIMIT:
        return RowProblem(
            line, TOO_LARGE, f"The card in line {line} is larger than a card may be.", cells
        )
    if card.bad:
        text = f"The card in line {line} holds bytes that are not text."
        return RowProblem(line, BAD_CHARACTERS, text, cells)
    if not any(cells):
        text = f"The card in line {line} has no name, company, e-mail or phone."
        return RowProblem(line, CARD_UNREADABLE, text)
    return RawRow(line, cells)


def _cells(card: _Card) -> tuple[str, ...]:
    by_name: dict[str, list[_Property]] = {}
    for item in sorted(card.properties, key=lambda p: not p.preferred):
        by_name.setdefault(item.name, []).append(item)

    def first(name: str) -> str:
        return next((_plain(p.value) for p in by_name.get(name, ()) if p.value.strip()), "")

    family, given, middle = _parts(by_name, "N", 3)
    organisation = _parts(by_name, "ORG", 2)
    full = first("FN") or " ".join(part for part in (given, middle, family) if part)
    company = organisation[0]
    if _is_company(by_name, full, company, given or family):
        company, full, given, family = company or full, "", "", ""
    address = _parts(by_name, "ADR", 7)
    emails = [_address(p.value) for p in by_name.get("EMAIL", ())]
    phones = [_address(p.value) for p in sorted(by_name.get("TEL", ()), key=_is_fax)]
    note = "\n".join(
        text
        for text in (
            *(_plain(p.value) for p in by_name.get("NOTE", ())),
            *(f"E-mail: {email}" for email in emails[2:] if email),
            *(f"Phone: {phone}" for phone in phones[2:] if phone),
        )
        if text
    )
    tags = [tag.strip() for p in by_name.get("CATEGORIES", ()) for tag in _split(p.value, ",")]
    social = next(
        (p.value.strip() for p in by_name.get("X-SOCIALPROFILE", ()) if p.value.strip()), ""
    )
    return (
        full, given, family, company, first("TITLE") or first("ROLE"),
        *_two(emails), *_two(phones), address[3], address[6], first("URL"), note,
        ", ".join(tag for tag in tags if tag),
        address[2], address[5], address[4], organisation[1], first("BDAY"), social,
    )  # fmt: skip


def _is_company(by_name: dict[str, list[_Property]], full: str, company: str, person: str) -> bool:
    shown = {p.value.strip().lower() for p in by_name.get("X-ABSHOWAS", ())}
    kinds = {p.value.strip().lower() for p in by_name.get("KIND", ())}
    if "company" in shown or kinds & {"org", "organization"}:
        return True
    return not person and bool(company) and full == company


def _parts(by_name: dict[str, list[_Property]], name: str, count: int) -> list[str]:
    """The components of a structured value, as many as asked for."""
    filled = next((p.value for p in by_name.get(name, ()) if p.value.strip("; ")), "")
    parts = [_plain(part) for part in _split(filled, ";")]
    return [*parts, *[""] * count][:count]


def _split(value: str, mark: str) -> list[str]:
    return [] if not value else re.split(rf"(?<!\\)(?:\\\\)*{re.escape(mark)}", value)


def _plain(value: str) -> str:
    """Without the backslashes of the format; line breaks become real ones."""

    def real(found: re.Match[str]) -> str:
        return "\n" if found.group(1) in "nN" else found.group(1)

    return re.sub(r"\\([nN,;:\\])", real, value).strip()


def _address(value: str) -> str:
    return re.sub(r"^(?:mailto|tel):", "", _plain(value), flags=re.IGNORECASE)


def _is_fax(item: _Property) -> bool:
    return "FAX" in item.kinds or "PAGER" in item.kinds


def _two(values: list[str]) -> tuple[str, str]:
    filled = [*[value for value in values if value], "", ""]
    return filled[0], filled[1]
