"""Which row is the heading, what its columns are called, which sign its decimals use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

MAX_COLUMNS = 2000
_LOOKED_AT = 40  # rows among which the heading is sought

# Words that stand in headings of contact lists: enough to find the row, not to understand it.
_WORDS = frozenset(
    """
    name names first last middle full surname given family salutation prefix suffix email mail
    phone mobile tel telephone cell fax company organization organisation account employer title
    job position role website web url domain linkedin street address city town state region
    country zip postal postcode industry employees revenue source status stage owner notes note
    comment comments description tags labels created date id lead leads contact deal amount value
    campaign form platform timestamp order quantity language currency person consent lifecycle
    vorname nachname familienname anrede firma unternehmen organisation telefon handy mobil strasse
    straße plz ort stadt land branche quelle webseite webadresse bemerkung notiz datum betrag
    nom prenom prénom prénoms courriel société societe entreprise téléphone telephone portable
    adresse ville pays poste secteur statut propriétaire
    nombre apellido apellidos correo electrónico electronico empresa teléfono telefono móvil movil
    ciudad país pais cargo sector estado origen
    nome cognome azienda telefono cellulare città citta paese indirizzo ruolo sito
    sobrenome telefone celular cidade endereço endereco
    naam voornaam achternaam bedrijf telefoon woonplaats functie
    imię imie nazwisko firma telefon miasto kraj stanowisko jméno příjmení mesto
    имя фамилия компания телефон почта город страна должность название
    姓名 名前 氏名 会社名 会社 メール 電話 电话 公司 邮箱 이름 회사 전화 이메일
    subitems birthday seniority emails organizations sms
    """.split()
)
_DATA = re.compile(
    r"""^(?:
        [^\s@]+@[^\s@]+\.[^\s@]+            # an e-mail address
      | https?://\S+ | www\.\S+             # a web address
      | [+(]?\d[\d\s()./,:+%-]*             # a number, phone number, date, amount
      | [$€£¥]\s?-?[\d.,\s]+ | -?[\d.,\s]+\s?[$€£¥]
      | \d{4}-\d\d-\d\dT.*
      | true | false | yes | no
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+$|https?://\S+$", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_COMMA_DECIMAL = re.compile(
    r"^[^\d]{0,4}-?\d{1,3}(?:(?:[.\s'’]\d{3})+,\d{1,4}|\d*,\d{1,2})[^\d]{0,4}$"
)
_POINT_DECIMAL = re.compile(
    r"^[^\d]{0,4}-?\d{1,3}(?:(?:[,\s'’]\d{3})+\.\d{1,4}|\d*\.\d{1,2})[^\d]{0,4}$"
)


@dataclass(frozen=True, slots=True)
class Heading:
    """`index` of the heading among the given rows (None: there is none) and its unique names."""

    index: int | None
    names: tuple[str, ...]
    notes: tuple[str, ...]


def find_heading(rows: Sequence[Sequence[str]], forced: int | None = None) -> Heading:
    """The heading among the first rows of a table (blank rows may be among them).

    `forced` is the index of the row to take, -1 for "there is no heading".
    """
    index = _likeliest(rows) if forced is None else forced
    if index is not None and index < 0:
        index = None
    body = rows[index + 1 :] if index is not None else rows
    named = [cell.strip() for cell in rows[index]] if index is not None else []
    width = _width(named, body)
    if width > MAX_COLUMNS:
        raise KnownError(
            said(
                "This table has {width:,} columns; LeadDesk reads up to {max_columns:,}.",
                width=width,
                max_columns=MAX_COLUMNS,
            ),
            "Nothing was changed. Remove the columns that don't matter, or check the delimiter.",
            code="too-many-columns",
        )
    names, notes = _unique(named[:width] + [""] * (width - len(named)), named_at_all=bool(named))
    return Heading(index, names, notes)


def looks_like_heading(cells: Sequence[str]) -> bool:
    """Whether known heading words stand in the row and nothing that must be data."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if not filled or any(_DATA.match(cell) for cell in filled):
        return False
    known = sum(1 for cell in filled if _known(cell))
    return known * 3 >= len(filled)


def decimal_sign(rows: Sequence[Sequence[str]]) -> str:
    """Comma or point by the numbers of the sample; empty if they don't say."""
    comma = point = 0
    for row in rows:
        for cell in row:
            if not cell or len(cell) > 24:
                continue
            if _COMMA_DECIMAL.match(cell.strip()):
                comma += 1
            elif _POINT_DECIMAL.match(cell.strip()):
                point += 1
    if comma > 2 * point:
        return ","
    return "." if point > 2 * comma else ""


def _known(cell: str) -> bool:
    words = _WORD.findall(_CAMEL.sub(" ", cell).lower())
    return any(word in _WORDS for word in words)


def _likeliest(rows: Sequence[Sequence[str]]) -> int | None:
    filled = [sum(1 for cell in row if cell.strip()) for row in rows]
    usual = _usual(filled)
    best, best_score = None, 0.0
    for index, row in enumerate(rows[:_LOOKED_AT]):
        if not filled[index]:
            continue
        if any(_ADDRESS.match(cell.strip()) for cell in row) and filled[index] * 2 > usual:
            break  # a person: the heading stands above, or nowhere
        score = _score(row, filled[index], usual)
        if score > best_score + 0.2:  # of two alike the upper one
            best, best_score = index, score
    if best is not None and best_score >= 1.0:
        return best
    return None


def _usual(filled: Sequence[int]) -> int:
    counts = Counter(count for count in filled if count)
    # Rows count by their cells, so that two short titles don't outvote the one row of a table.
    return max(counts, key=lambda count: (counts[count] * count, count)) if counts else 1


def _score(row: Sequence[str], filled: int, usual: int) -> float:
    cells = [cell.strip() for cell in row if cell.strip()]
    if any(_ADDRESS.match(cell) for cell in cells):
        return 0.0  # in a title line
    data = sum(1 for cell in cells if _DATA.match(cell)) / len(cells)
    known = len({cell.lower() for cell in cells if _known(cell)}) / len(cells)
    long = sum(1 for cell in cells if len(cell) > 120) / len(cells)
    full = min(1.0, filled / max(1, usual))
    if data > 0.34 or (filled == 1 and usual > 1):
        return 0.0
    distinct = len({cell.lower() for cell in cells}) / len(cells)
    return full + 1.5 * known * full + 0.5 * distinct - 3 * data - long


def _width(named: Sequence[str], body: Sequence[Sequence[str]]) -> int:
    """Columns of the table: the heading's, and unnamed ones that most rows fill."""
    last_named = max((i + 1 for i, name in enumerate(named) if name), default=0)
    ends = [max((i + 1 for i, cell in enumerate(row) if cell.strip()), default=0) for row in body]
    ends = [end for end in ends if end]
    if not named:
        return max(ends, default=0)
    usual = sorted(ends)[(len(ends) - 1) // 2] if ends else 0
    return max(last_named, min(usual, last_named + 5) if usual > last_named else 0)


def _unique(names: Sequence[str], *, named_at_all: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    found: list[str] = []
    seen: Counter[str] = Counter()
    repeated = blank = 0
    taken = {name.lower() for name in names if name}
    for number, name in enumerate(names, start=1):
        if not name:
            blank += 1
            name = f"Column {number}"
        seen[name.lower()] += 1
        if seen[name.lower()] > 1:
            repeated += 1
            again = seen[name.lower()]
            while f"{name} ({again})".lower() in taken:
                again += 1
            name = f"{name} ({again})"
            taken.add(name.lower())
        found.append(name)
    notes = []
    if repeated:
        notes.append("Column names that appear more than once were numbered.")
    if blank and named_at_all:
        notes.append("Columns without a name were numbered.")
    if not named_at_all:
        notes.append("No heading was found; the columns were numbered.")
    return tuple(found), tuple(notes)
