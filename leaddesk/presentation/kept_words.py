"""Sentences that are kept in English, said in the user's language.

What is wrong with a row of an import, why a lead was taken for another: such sentences are stored
with their row, also for colleagues who speak another language. They are known again here by the
template they were made from.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from leaddesk.base.said import Said, said
from leaddesk.domain.fields import FIELDS
from leaddesk.presentation.text import titled, tr, tr_said

KEPT: Final = (
    # Names, addresses, numbers: what is wrong with a value.
    "This is too long a name.", "A name without letters.",
    "This is too long for the name of a company.",
    "This text is far too long for an e-mail address.", "There is no @ in this e-mail address.",
    "This e-mail address is longer than 254 characters.", "This is not an e-mail address.",
    "This text is far too long for a telephone number.",
    "This text is too long for a telephone number.",
    "There are no digits in this telephone number.",
    "No country is given, and the number has no country code.",
    "This number has the right length, but no such line is known.",
    "This is not a telephone number, or digits are missing.",
    "A spreadsheet rounded this number; its last digits are lost. Take it from the original list.",
    "This is too long for a web address.", "No public web address ends like this; it is kept.",
    "This is not a web address.", "This is a free mail service, not a website.",
    "This is a page on a social site, not a website.",
    "This is not the address of a profile page.", "This is not a profile page of LinkedIn.",
    "This names a site, but no page on it.", "No country of this name or code is known.",
    "No language of this name or code is known.",
    "“{text}” is not a number", "“{text}” is below zero", "“{text}” is too large",
    "“{text}” is not a date of the calendar", "“{text}” is not a date", "“{text}” names no month",
    "“{text}” is too far away", "“{text}” is not a currency", "the time in “{text}” is impossible",
    "“{text}” is not a lead type", "day first or month first?",
    "“{text}” holds several; the further ones have a field of their own",
    "“{text}” was read as {number}: is the mark for thousands or for decimals?",
    "“{text}” lies in the future; taken as of today",
    # Rows of a file.
    "mail to this address came back; check it before writing",
    "“{text}” is neither yes nor no; no consent is taken from it",
    "“{text}” says neither yes nor no",
    "several companies; {first} is taken, not {others}",
    "a spreadsheet has rounded the number “{number}”; its last digits are lost",
    "this lead was already converted in {title}", "deleted in {title}",
    "no name, company, e-mail address or phone number", "it has no date",
    "there is none like “{text}”", "{name} is no longer active; routing decides",
    "nobody here is called “{text}”; routing decides",
    "{name} needs {missing}; it stands in {earlier}", "{name} needs {missing}",
    "A line of totals.", "The name of a group.", "The heading again.", "A line below the table.",
    "Line {line} holds bytes that are not text in this encoding.",
    "Line {line} is longer than a record may be.",
    "In line {line} a quotation mark stands inside a cell, so its cells are unclear.",
    "A quotation mark that opens in line {line} is never closed.",
    # Why something became of a lead.
    "you said that it is the same", "same mailbox {text}, different names",
    "{name} owns the company", "changed by somebody since", "changed by {name} since",
)  # fmt: skip
_WITH_PLACE = re.compile(r"(?P<place>[^:]{1,60}): (?P<problem>.+)", re.DOTALL)


def tr_kept(text: str) -> str:
    """Return a sentence from below, or from the database, in the user's language; one that is not
    known stays as it is."""
    if isinstance(text, Said):
        problem = text.values.get("problem")
        if isinstance(problem, str):
            text = said(text.template, **{**text.values, "problem": tr_kept(problem)})
        return tr_said(text)
    found = tr(text)
    if found != text or not text:
        return found
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match is not None:
            values = match.groupdict()
            if "missing" in values:
                values["missing"] = ", ".join(map(_place, values["missing"].split(", ")))
            words = tr(template, **values)
            if text[-1] not in ".?":
                words = words.removesuffix(".")
            end = text[-1] if text[-1] in ".?" and not words.endswith((".", "?")) else ""
            return (titled(words) if text[0].isupper() else words) + end
    match = _WITH_PLACE.fullmatch(text)
    if match is None:
        return text
    problem = tr_kept(match["problem"])
    return text if problem == match["problem"] else f"{_place(match['place'])}: {problem}"


def _place(text: str) -> str:
    """A field's name in words; anything else is a value."""
    name = text.replace(" ", "_")
    others = {
        "stage": tr("Stage"), "created": tr("Created"), "activity": tr("Activity"),
        "consent": tr("Consent"),
    }  # fmt: skip
    if name in others:
        return others[name]
    return tr(FIELDS[name].label) if name in FIELDS else text


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Templates of more words come before those that fit nearly everything."""
    ordered = sorted(KEPT, key=lambda template: -len(re.sub(r"\{\w+\}", "", template)))
    return tuple((template, _pattern(template)) for template in ordered)


def _pattern(template: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", template.removesuffix("."))
    found = "".join(
        f"(?P<{part}>.+?)" if number % 2 else re.escape(part) for number, part in enumerate(parts)
    )
    return re.compile(found + r"\.?", re.DOTALL | re.IGNORECASE)
