"""Cells as plain text: decorations of spreadsheets, mail programs and web pages taken off."""

from __future__ import annotations

import html
import re

from leaddesk.domain.mapping.choices import JUNK

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_BREAK = re.compile(r"<(?:br|hr)\s*/?>|</(?:p|div|li|tr|h[1-6]|ul|ol|blockquote)>", re.IGNORECASE)
_ITEM = re.compile(r"<li[^>]*>", re.IGNORECASE)
_HIDDEN = re.compile(r"<(style|script)\b.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_MANY_LINES = re.compile(r"[ \t]*\n(?:[ \t]*\n)+")
_NAMED_MAIL = re.compile(
    r"\s*\"?(?P<name>[^<>\"@]*?)\"?\s*[<(\[](?:mailto:)?(?P<mail>[^<>()\[\]\s]+@[^<>()\[\]\s]+)[>)\]]\s*\Z"
)
_MAIL_MARKS = re.compile(r"\s*(?:;|,|\||\n|\s:::\s|\s/\s|\s+(?=[^\s@<]+@))\s*")
_PHONE_MARKS = re.compile(r"\s*(?:;|\||\n|\s:::\s|,(?=\s*[+0(]))\s*")
_TAG_MARKS = re.compile(r"\s*(?:;|,|\||\n|\s:::\s)\s*")
_PHONE_PREFIX = re.compile(r"(?:p|tel|phone|sms|whatsapp):\s*(?:\+?\s*)?(?=[+\d(])", re.IGNORECASE)
_FLOAT_TAIL = re.compile(r"(\d{6,15})\.0\Z")
_NUMBER_SPOILT = re.compile(r"\d(?:[.,]\d+)?E\+?\d{1,2}\Z", re.IGNORECASE)
_META_PREFIX = re.compile(r"(?:l|p|ag|as|c|f|z):(?=\S)")
_LIST_SIGN = re.compile(r"\A\*\s*")

# In columns of names these are people ("Null" is a family name), unless written like a program's.
_NAME_JUNK = frozenset(word for word in JUNK if not any(sign.isalpha() for sign in word)) | {
    "n/a", "#n/a", "n.a.", "(null)", "<null>", "[null]", "k.a.", "-", "null", "none", "undefined",
}  # fmt: skip


def clean(text: str) -> str:
    """The cell without outer blanks and a spreadsheet's leading apostrophe;
    junk words are blank."""
    text = text.strip()
    if text[:1] == "'":
        text = text[1:].lstrip()
    if len(text) <= 16 and text.casefold() in JUNK:
        return ""
    return text


def clean_name(text: str) -> str:
    """As `clean`, but a person may be called Na or Null."""
    text = text.strip()
    if text[:1] == "'" and text[-1:] != "'":
        text = text[1:].lstrip()
    return "" if text in _NAME_JUNK else text


def one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text or "\t" in text else text


def plain_text(text: str) -> str:
    """HTML as text with its line breaks; text without tags stays as it is."""
    if "<" in text and _TAG.search(text):
        text = _HIDDEN.sub("", text)
        text = " ".join(text.split()) if "\n" not in text else text
        text = _ITEM.sub("- ", _BREAK.sub("\n", text))
        text = html.unescape(_TAG.sub("", text))
    elif "&" in text and ";" in text:
        text = html.unescape(text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = text.replace("\u00a0", " ")
    lines = (line.strip() for line in text.split("\n")) if "\n" in text else (text.strip(),)
    return _MANY_LINES.sub("\n\n", "\n".join(lines)).strip()


def split_mails(text: str) -> tuple[tuple[str, str], ...]:
    """(name, address) of every address in a cell; the name is "" where none stands beside it."""
    if "@" in text and not any(sign in text for sign in " ;,<|:(\n/"):
        return (("", text),)
    whole = _NAMED_MAIL.match(text)
    if whole is not None:
        return ((whole["name"].strip(" ,'"), whole["mail"]),)
    found: list[tuple[str, str]] = []
    for part in _MAIL_MARKS.split(text):
        part = _LIST_SIGN.sub("", part.strip().strip("\"'"))
        if part.lower().startswith("mailto:"):
            part = part[7:].partition("?")[0]
        named = _NAMED_MAIL.match(part)
        if named is not None:
            found.append((named["name"].strip(" ,'"), named["mail"]))
        elif part:
            found.append(("", part.strip("<>").removeprefix("mailto:")))
    if len(found) > 1 and any("@" in mail for _, mail in found):
        found = [(name, mail) for name, mail in found if "@" in mail]
    return tuple(found)


def split_phones(text: str) -> tuple[str, ...]:
    """The numbers of a cell as they are written, without a program's prefix."""
    if (
        ":" not in text
        and ";" not in text
        and "," not in text
        and "|" not in text
        and "\n" not in text
    ):
        parts: list[str] = [text]
    else:
        parts = _PHONE_MARKS.split(text)
    found = []
    for part in parts:
        part = _PHONE_PREFIX.sub(lambda hit: "+" if "+" in hit.group() else "", part.strip())
        part = _FLOAT_TAIL.sub(r"\1", part)
        if part:
            found.append(part)
    return tuple(found)


def is_spoilt_number(text: str) -> bool:
    """`4.91711E+11`: a spreadsheet has rounded the number, its digits are lost."""
    return _NUMBER_SPOILT.search(text) is not None


def split_tags(text: str) -> tuple[str, ...]:
    """Tags of a cell, each once, in order; address-book groups of the system are left out."""
    if text[:1] == "[" and text[-1:] == "]":
        text = text[1:-1].replace('"', "")
    parts = (_LIST_SIGN.sub("", part.strip().strip('"')) for part in _TAG_MARKS.split(text))
    return tuple(
        dict.fromkeys(part for part in parts if part and part not in ("myContacts", "starred"))
    )


def without_meta_prefix(text: str) -> str:
    return _META_PREFIX.sub("", text, count=1) if _META_PREFIX.match(text) else text
