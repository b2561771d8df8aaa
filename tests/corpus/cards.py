"""Address cards of three versions, as phones and Outlook write them."""

from __future__ import annotations

from pathlib import Path

from tests.corpus.people import PEOPLE


def vcard21(folder: Path) -> Path:
    """Quoted-printable with soft breaks, raw Windows-1252, a picture, a company without person."""
    path = folder / "cards21.vcf"
    path.write_bytes(
        b"BEGIN:VCARD\r\nVERSION:2.1\r\n"
        b"N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;Anna;;;\r\n"
        b"FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Anna M=C3=BC=\r\nller\r\n"
        b"ORG:Nordwind GmbH;Einkauf\r\nTITLE:Leiterin\r\nTEL;WORK;VOICE:+49 30 901820 11\r\n"
        b"TEL;FAX:+49 30 901820 99\r\nEMAIL;PREF;INTERNET:anna.mueller@nordwind.example\r\n"
        b"ADR;WORK:;;Hafenstr. 1;Berlin;;10115;Germany\r\n"
        b"PHOTO;ENCODING=BASE64;TYPE=JPEG:/9j/4AAQSkZJRgABAQEAYABgAAD\r\n"
        b" /2wBDAAMCAgMCAgMDAwM\r\n\r\n"
        b"END:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN:Lef\xe8vre;Zo\xe9\r\nFN:Zo\xe9 Lef\xe8vre\r\n"
        b"TEL;CELL:+33 1 99 00 12 34\r\nEND:VCARD\r\n"
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN:;;;;\r\nFN:Harbor & Co\r\nORG:Harbor & Co\r\n"
        b"TEL;WORK:+44 20 7946 0101\r\nURL:http://harbor.example\r\nEND:VCARD\r\n"
    )
    return path


def vcard30(folder: Path) -> Path:
    path = folder / "cards30.vcf"
    cards = [
        f"BEGIN:VCARD\nVERSION:3.0\nFN:{p.given} {p.family}\nN:{p.family};{p.given};;;\n"
        f"ORG:{p.company.replace(',', chr(92) + ',')}\nTITLE:{p.title}\n"
        f"item1.EMAIL;type=INTERNET;type=pref:{p.email}\nitem1.X-ABLabel:work\n"
        f"EMAIL;type=HOME:home.{p.email}\nTEL;type=CELL:{p.phone}\n"
        f"ADR;type=WORK:;;1 Main St;{p.city};;;{p.country}\nURL:{p.website}\n"
        "NOTE:Met at the fair\\; wants\\n a demo\\, soon and a very long line that a pr\n"
        " ogram has folded\nCATEGORIES:Fair,Priority\nEND:VCARD\n"
        for p in PEOPLE
    ]
    path.write_text("\n".join(cards), encoding="utf-8")
    return path


def vcard40(folder: Path) -> Path:
    path = folder / "cards40.vcf"
    cards = [
        f"BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:individual\r\nFN:{p.given} {p.family}\r\n"
        f"N:{p.family};{p.given};;;\r\n"
        f'ORG;SORT-AS="x:y;z":{p.company.replace(",", chr(92) + ",")}\r\n'
        f"EMAIL;PREF=1:{p.email}\r\n"
        f'TEL;VALUE=uri;TYPE="voice,work":tel:{p.phone.replace(" ", "-")}\r\n'
        "END:VCARD\r\n"
        for p in PEOPLE
    ]
    group = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nKIND:group\r\nFN:Team\r\nMEMBER:urn:uuid:1\r\nEND:VCARD\r\n"
    )
    path.write_bytes(("".join(cards) + group).encode())
    return path


def vcard_utf16(folder: Path) -> Path:
    path = folder / "cards16.vcf"
    path.write_bytes(vcard30(folder).read_text(encoding="utf-8").encode("utf-16"))
    return path
