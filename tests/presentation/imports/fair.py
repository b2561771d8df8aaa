"""A list from a trade fair, as somebody brings it home: German headings, an old encoding."""

from __future__ import annotations

from pathlib import Path

HEADER = (
    "Firma", "Ansprechpartner", "E-Mail", "Tel.", "Umsatz €", "Datum", "Quelle", "Status", "Ort",
    "Bemerkung", "ID_intern",
)  # fmt: skip
_GIVEN = "Eva Tom Jonas Lucía Anna Emil Priya Noah Mia Olaf Ines Kurt Lena Hugo Rosa".split()
_FAMILY = "Moreau Harker Holm Romero Lind Strand Weber Rossi Silva Berg Kraus Vidal Novak".split()
_FIRMS = "Brightwater Kite Holm Vantage Nordica Meridian Castell Arbor Quarz Linden Delta".split()
_KINDS = "Clinics,& Company,Logistics,Foods,Glass,Hotels,Systems,Print,Dental,Energie".split(",")
_CITIES = "Lyon London Malmö Köln Wien Porto Utrecht Turin".split()


def fair_list(
    folder: Path, rows: int = 24, *, unclear: int = 0, unknown_stage: bool = True,
    wrong_email: int = 0, nobody: int = 0, twins: int = 0,
) -> Path:  # fmt: skip
    """Write the list. `unclear` dates can be read in two ways, `nobody` rows name nobody, `twins`
    have the name and firm of an earlier row but another address."""
    lines = [";".join(HEADER)]
    for n in range(rows):
        twin = rows - twins <= n
        p = n - (rows - twins) if twin else n
        given, family = _GIVEN[p % len(_GIVEN)], _FAMILY[p % len(_FAMILY)]
        firm = f"{_FIRMS[p % len(_FIRMS)]} {_KINDS[p * 7 % len(_KINDS)]} {_letters(p)}"
        site = f"{_plain(firm)}.example"
        mail = f"{_plain(given)}{'.office' if twin else ''}@{site}"
        if n < wrong_email:
            mail = f"{_plain(given)}@"
        day = "11/12/25" if n < unclear else f"{13 + n % 7:02}.11.2025"
        cells = [
            firm, f"{given} {family}", mail, f"+49 221 55{1000 + n * 37}",
            f"{4 + n % 30}.{n % 10}00,00", day, ("Messe", "Website", "Empfehlung")[n % 3],
            "vorgemerkt" if unknown_stage and n % 40 == 5 else "offen",
            _CITIES[n % len(_CITIES)], "Hätte gern ein Angebot" if n % 4 == 0 else "",
            str(88213 + n),
        ]  # fmt: skip
        if rows - nobody <= n:
            cells[0] = cells[1] = cells[2] = cells[3] = ""
        lines.append(";".join(cells))
    path = folder / "messe-koeln-2025.csv"
    path.write_bytes("\r\n".join([*lines, ""]).encode("cp1252"))
    return path


def _letters(n: int) -> str:
    return "".join(chr(65 + digit) for digit in (n // 676 % 26, n // 26 % 26, n % 26))


def _plain(text: str) -> str:
    return "".join(c for c in text.lower().replace("ö", "oe").replace("í", "i") if c.isalnum())
