"""How the bytes of a text file become letters: marks first, strict UTF-8 next, then a guess.

A guess is always said to be one, because no program can be sure: the same bytes are good Polish
in one encoding and good German in another.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from leaddesk.base.errors import KnownError
from leaddesk.base.said import said

LONE = "\udcff"  # stands for bytes that mean nothing; a record with it is refused
ERRORS = "leaddesk-lone"

# What a person may choose from: codec, name.
CHOICES: tuple[tuple[str, str], ...] = (
    ("utf-8", "Unicode (UTF-8)"),
    ("utf-16", "Unicode (UTF-16)"),
    ("cp1252", "Western European (Windows)"),
    ("cp1250", "Central European (Windows)"),
    ("cp1251", "Cyrillic (Windows)"),
    ("cp1253", "Greek (Windows)"),
    ("cp1254", "Turkish (Windows)"),
    ("cp1257", "Baltic (Windows)"),
    ("mac_roman", "Western European (Mac)"),
    ("cp850", "Western European (DOS)"),
    ("koi8_r", "Cyrillic (KOI8-R)"),
    ("cp932", "Japanese (Shift-JIS)"),
    ("gb18030", "Chinese simplified (GB18030)"),
    ("big5", "Chinese traditional (Big5)"),
    ("cp949", "Korean (CP949)"),
)

_CHUNK = 1 << 20
_SAMPLE = 256 * 1024
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_FREQUENT = dict.fromkeys("äöüßéèêàçñóíáúâôîïëåøæãõìòùÄÖÜÉÅØÁÓ", 3) | dict.fromkeys(
    "ąćęłńśźżčřšžěůýőűţşăđğıİșțœÀÈÇÑÍÚÂÊÔŁŚŻŹČŘŠŽŐŰŢŞČĎŇŤÝćČ", 2
)
_WESTERN = ("cp1252", "cp1250", "mac_roman", "cp850", "cp1254", "cp1257")
_OTHER = (
    "cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256", "cp932", "gb18030", "big5", "cp949",
)  # fmt: skip
_DOMAINS = {
    "cp1250": ("pl", "cz", "sk", "hu", "ro", "hr", "si"),
    "cp1254": ("tr",),
    "cp1257": ("lt", "lv", "ee"),
}
_BROKEN = re.compile("[\ud800-\udfff]+")
_ODD_SIGN = re.compile(r"[^\x00-\x7f\w–—’‘“”„…€°§£«»´·º\xaa® \xa0²³¿¡™•‚]")
# Signs inside a word, and letters where only another encoding puts them: Jiøí, Èerná, Rùžena.
_ODD_PLACE = re.compile(r"[a-z][²³¹¿¡º°][a-z]|ø[áíéý]|[áíéý]ø|È(?=[a-z])|[ìù](?=[a-zž])")
_TYPOGRAPHIC = re.compile(r"(?<!\w)[“„‘–—€](?=\w|\s)|(?<=[\w.!?])[”’](?!\w)|(?<=\w)…")
_APOSTROPHE = re.compile(r"(?<=\w)’(?:s|t|d|m|ll|re|ve)\b|\b[ODLdl]’(?=[A-ZÉÀa-z])")
_FOREIGN_WORD = re.compile(r"\w*[^\x00-\x7f]\w*")


@dataclass(frozen=True, slots=True)
class Guess:
    """`codec` is a Python codec name; `sure` is False when a person should look at the letters."""

    codec: str
    sure: bool


def register_errors() -> None:
    """Make the error handler `ERRORS` known to this process: bad bytes become LONE."""
    codecs.register_error(ERRORS, _lone)


def _lone(error: UnicodeError) -> tuple[str, int]:
    if isinstance(error, UnicodeDecodeError):
        return LONE, error.end
    raise error


def checked(codec: str) -> str:
    """The codec as given by a person, if this Python knows it as an encoding of text."""
    try:
        info = codecs.lookup(codec)
        "a".encode(info.name)
    except (LookupError, ValueError, TypeError) as error:
        raise KnownError(
            said("LeadDesk does not know the encoding “{codec}”.", codec=codec),
            "Choose another one, for example utf-8 or cp1252.",
            code="encoding-unknown",
        ) from error
    return info.name


def guess(path: Path) -> Guess:
    """The encoding of a text file, after reading all of it once if it is not marked."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return Guess(codec, sure=True)
    wide = wide_codec(head)
    if wide:
        return Guess(wide, sure=True)
    good, bad, sample = _utf8_census(path)
    if not bad:
        return Guess("utf-8", sure=True)
    if good >= 20 * bad or (good > bad and good >= 3 and bad <= 2):
        return Guess("utf-8", sure=False)  # UTF-8 with damaged places: their records are refused
    return Guess(_legacy(sample), sure=False)


def wide_codec(head: bytes) -> str:
    """UTF-16 without a mark: every second byte of most letters is zero. Empty if it isn't."""
    sample = head[:8192]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    if odd > 0.4 * half and even < 0.1 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.1 * half:
        return "utf-16-be"
    return ""


def _utf8_census(path: Path) -> tuple[int, int, bytes]:
    """(good multi-byte letters, bad places, lines with bytes above 127) of the whole file."""
    good = bad = 0
    sample = bytearray()
    rest = b""
    with path.open("rb") as file:
        while True:
            chunk = file.read(_CHUNK)
            block = rest + chunk
            end = len(block) if not chunk else max(block.rfind(b"\n") + 1, 0)
            if chunk and end == 0:
                end = len(block) if len(block) > 8 * _CHUNK else 0
            part, rest = block[:end], block[end:]
            if not part.isascii():
                try:
                    text = part.decode("utf-8")
                    good += len(part) - len(text)
                except UnicodeDecodeError:
                    part_good, part_bad = _count(part)
                    good += part_good
                    bad += part_bad
                if len(sample) < _SAMPLE:
                    lines = [line for line in part.split(b"\n") if not line.isascii()]
                    sample += b"\n".join(lines)[: _SAMPLE - len(sample)] + b"\n"
            if not chunk:
                return good, bad, bytes(sample)


def _count(part: bytes) -> tuple[int, int]:
    good = bad = 0
    for line in part.split(b"\n"):
        if line.isascii():
            continue
        text = line.decode("utf-8", "surrogateescape")
        bad += len(_BROKEN.findall(text))
        good += sum(1 for letter in text if letter > "\x7f" and not "\ud800" <= letter <= "\udfff")
    return good, bad


def _legacy(sample: bytes) -> str:
    """The likeliest one-byte or East Asian encoding of lines that are not UTF-8."""
    western = {codec: _western_score(sample, codec) for codec in _WESTERN}
    if _is_latin(sample):
        best = max(western.values())
        return next(codec for codec in _WESTERN if western[codec] >= best - abs(best) * 0.02)
    from charset_normalizer import from_bytes

    found = from_bytes(sample, cp_isolation=list(_OTHER), threshold=0.5).best()
    if found is not None and found.encoding:
        return found.encoding
    return max(_WESTERN, key=lambda codec: western[codec])


def _is_latin(sample: bytes) -> bool:
    """In Latin script most letters of a word are ASCII even where some have marks."""
    plain = marked = 0
    for word in re.findall(rb"[A-Za-z\x80-\xff]*[\x80-\xff][A-Za-z\x80-\xff]*", sample):
        if len(word) == 1:
            continue  # a sign by itself, such as €, belongs to no script
        high = sum(1 for byte in word if byte > 127)
        marked += high
        plain += len(word) - high
    return plain >= marked


def _western_score(sample: bytes, codec: str) -> float:
    """How natural the text looks: known letters count for it, odd places and signs against."""
    text = sample.decode(codec, "replace")
    score = sum(_word_score(word) for word in _FOREIGN_WORD.findall(text))
    score -= 3 * len(_ODD_SIGN.findall(text)) + 3 * len(_ODD_PLACE.findall(text))
    score += 2 * len(_TYPOGRAPHIC.findall(text)) + 4 * len(_APOSTROPHE.findall(text))
    domains = _DOMAINS.get(codec, ())
    if domains:
        lower = text.lower()
        seen = sum(len(re.findall(rf"\.{domain}\b", lower)) for domain in domains)
        if seen * 4 >= max(1, text.count("@")):
            score = score * 1.15 + seen
    return score


def _word_score(word: str) -> float:
    if len(word) == 1 and word.isalpha() and word not in "àèéòóìùyêôÀÉ":
        return -2  # a letter alone is mostly a dash in another encoding
    score = 0.0
    for place, letter in enumerate(word):
        if letter <= "\x7f":
            continue
        if letter in "–—’‘“”„…€":
            continue
        score += _FREQUENT.get(letter, 1 if letter.isalpha() else -3)
        if letter.isupper() and place and word[place - 1].islower():
            score -= 6  # a capital inside a word: JŸrgen
        elif letter.isupper() and "a" <= word[0] <= "z":
            score -= 3
    return score
