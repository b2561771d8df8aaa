"""E-mail addresses: one form, a key to match by, and what kind of mailbox it is."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from leaddesk.domain.identity.mail_words import ROLE_WORDS, UNATTENDED, free_mail_domains
from leaddesk.domain.identity.text import is_blank_word, tidy, without_invisible
from leaddesk.domain.identity.value import Normalised, problem

PLUS_TAG_IGNORED_IN_KEY = True
"""`anna+fair@acme.com` keeps its tag in the address; for matching it is `anna@acme.com`."""

LONGEST_CELL = 20_000
"""Characters of a cell looked at for addresses; a longer one is kept as one problem."""

_LONGEST = 320
# What the library would accept unchanged; everything else is asked there. Shared with the tests.
FAST = re.compile(
    r"[a-z0-9_%+-]{1,64}(?:\.[a-z0-9_%+-]{1,62}){0,6}"
    r"@(?:(?!..--)[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}"
    r"(?!test|local\b|invalid|localhost|onion|arpa)[a-z]{2,24}"
)
_ANGLE = re.compile(r"^([^<]*)<\s*([^<>]*?)\s*>[\s,;.]*$")
_NOTE = re.compile(r"^([^\s@]+@[^\s@]+)\s*\(([^()]*)\)$")
_AT = re.compile(r"\s*[\[({]\s*(?:at|ät|@)\s*[\])}]\s*", re.IGNORECASE)
_DOT = re.compile(r"\s*[\[({]\s*(?:dot|punkt|point|\.)\s*[\])}]\s*", re.IGNORECASE)
_LABEL = re.compile(r"^(?:e-?mail|mail|work|home|private?|business|office)\s*:\s*", re.IGNORECASE)
_HARD_BREAK = re.compile(r"\s*:::\s*|[;|\r\n\t\x0b\x0c\u2028\u2029]+")
_EDGES = " \t\r\n.,;:'\"`´“”„’‘<>()[]"
_SAME_DOMAIN = {"googlemail.com": "gmail.com"}
_ROLE_SPLIT = re.compile(r"[._\-]+")

_FAKE_WORDS = frozenset(
    """
    test tests testing none no na n nomail noemail no-email no.email email mail unknown null nil
    asdf asd qwerty abc xxx xx x a aa aaa example user name fake dummy sample placeholder your
    youremail yourname keine keinemail unbekannt invalid nobody123
    """.split()
)
_FAKE_DOMAINS = frozenset(
    """
    test none no na noemail nomail email mail unknown null asdf asd qwerty abc xxx xx x a aa aaa
    example fake dummy sample placeholder domain yourdomain company yourcompany invalid
    """.split()
)


def normalise_email(raw: str) -> Normalised:
    """One address: lower-case, composed, without `mailto:`, its display name in `beside`.

    Domains in their Unicode form. A cell with several addresses is a problem here: ask
    `normalise_emails` for cells.
    """
    text = raw.strip().lower()
    if len(text) <= 254 and FAST.fullmatch(text) and text.index("@") <= 64:
        return Normalised(raw) if is_placeholder_email(text) else Normalised(raw, text)
    if len(raw) > LONGEST_CELL:
        return problem(raw, "email-too-long", "This text is far too long for an e-mail address.")
    if is_blank_word(raw):
        return Normalised(raw)
    address, name = _address_and_name(raw)
    return _checked(raw, address, name)


def normalise_emails(raw: str) -> tuple[Normalised, ...]:
    """Every address of a cell, in order, each once; what is no address stays as a problem.

    Understands `;` `,` `|` ` ::: ` line breaks and spaces between addresses, and
    `Last, First <mail>`. An empty cell gives an empty tuple.
    """
    first = normalise_email(raw)
    if first.value is not None or len(raw) > LONGEST_CELL:
        return (first,)
    if first.problem is None:
        return ()
    found: list[Normalised] = []
    seen: set[str] = set()
    for part in _parts(raw):
        one = normalise_email(part)
        key = email_key(one.value) if one.value else one.raw
        if not one.is_blank and key not in seen:
            seen.add(key)
            found.append(one)
    return tuple(found)


def email_key(address: str) -> str:
    """What two writings of the same mailbox have in common; takes a normalised address."""
    local, _, domain = address.strip().lower().rpartition("@")
    if PLUS_TAG_IGNORED_IN_KEY and "+" in local[1:]:
        local = local[0] + local[1:].split("+", 1)[0]
    return f"{local}@{_SAME_DOMAIN.get(domain, domain)}"


def email_domain(address: str) -> str:
    """What stands behind the @, lower-case."""
    return address.rpartition("@")[2].strip().lower()


def is_role_address(address: str) -> bool:
    """Is it a mailbox of a function (info@, ventas@, hr-team@), shared by several people."""
    pieces = _local_words(address)
    if not pieces:
        return False
    if "".join(pieces) in ROLE_WORDS:
        return True
    return pieces[0] in ROLE_WORDS and all(p in ROLE_WORDS or len(p) <= 3 for p in pieces[1:])


def is_unattended_address(address: str) -> bool:
    """Nobody reads it: no-reply, newsletters, bounces. No lead comes from it."""
    pieces = _local_words(address)
    joined = "".join(pieces)
    return joined in UNATTENDED or any(p in UNATTENDED for p in pieces) or "noreply" in joined


def is_free_mail(address_or_domain: str) -> bool:
    """Can anybody have a mailbox there (gmail.com, web.de): says nothing about the company."""
    return email_domain(address_or_domain) in free_mail_domains()


def is_placeholder_email(address: str) -> bool:
    """Was it only typed to get past a required field: test@test.com, none@none.de, a@a.com."""
    local, _, domain = address.rpartition("@")
    return local in _FAKE_WORDS and domain.split(".", 1)[0] in _FAKE_DOMAINS


def _local_words(address: str) -> tuple[str, ...]:
    local = address.strip().lower().rpartition("@")[0].split("+", 1)[0]
    return tuple(p for p in (w.strip("0123456789") for w in _ROLE_SPLIT.split(local)) if p)


def _address_and_name(raw: str) -> tuple[str, str]:
    """Take the address out of what people put around it; (address, display name)."""
    text = without_invisible(tidy(raw)).replace("\uff20", "@").strip("'\"")
    name = ""
    if match := _ANGLE.match(text):
        name, text = match.group(1), match.group(2)
    elif match := _NOTE.match(text):
        text, name = match.group(1), match.group(2)
    name = "" if "@" in name else tidy(name.strip(" '\",;"))
    text = _LABEL.sub("", text)
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].split("?", 1)[0])
    text = text.strip(_EDGES)
    if "@" not in text:
        text = _DOT.sub(".", _AT.sub("@", text))
    return unicodedata.normalize("NFC", tidy(text).lower()), name


def _checked(raw: str, address: str, name: str) -> Normalised:
    if not address or is_blank_word(address) or is_placeholder_email(address):
        return Normalised(raw, beside=name)
    if "@" not in address:
        return problem(raw, "email-no-at", "There is no @ in this e-mail address.")
    if len(address) > _LONGEST:
        return problem(raw, "email-too-long", "This e-mail address is longer than 254 characters.")
    if FAST.fullmatch(address) and len(address) <= 254 and address.index("@") <= 64:
        return Normalised(raw, address, beside=name)
    from email_validator import EmailNotValidError, validate_email

    try:
        value = validate_email(address, check_deliverability=False, strict=True).normalized.lower()
        # A second look: what lower-casing changed must still be an address.
        value = validate_email(value, check_deliverability=False, strict=True).normalized
    except EmailNotValidError as error:
        return problem(raw, "email-invalid", str(error))
    except (UnicodeError, ValueError, IndexError):
        return problem(raw, "email-invalid", "This is not an e-mail address.")
    return Normalised(raw, value, beside=name)


def _parts(raw: str) -> list[str]:
    """Cut a cell into pieces of one address each; nothing but separators is lost."""
    pieces: list[str] = []
    for chunk in _HARD_BREAK.split(raw):
        held = ""
        for piece in chunk.split(","):
            held = f"{held},{piece}" if held else piece
            # "Meier, Anna <a@b.de>": a comma parts addresses only after one has come.
            if "@" in piece:
                pieces.append(held)
                held = ""
        if held.strip():
            pieces.append(held)
    return [word for piece in pieces for word in _spaced(piece)]


def _spaced(piece: str) -> list[str]:
    if piece.count("@") < 2 or "<" not in piece:
        parts = re.split(r"[\s/]+", piece.strip()) if piece.count("@") > 1 else [piece]
        with_at = [p for p in parts if "@" in p.strip(_EDGES)]
        return parts if len(with_at) > 1 else [piece]
    return [p for p in re.split(r"(?<=>)\s*", piece) if p.strip()]
