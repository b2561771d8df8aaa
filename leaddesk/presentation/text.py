"""The program's own words in the user's language, also outside of QObjects.

The key of a text is its English form. Both functions look in the installed translators under one
context; without a translation the English text is used, so no file is needed for English.
"""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from leaddesk.base.said import Said

CONTEXT = "LeadDesk"
_GROUPED_FROM = 1_000


def tr(text: str, /, **args: object) -> str:
    """Return `text` translated, with `{name}` places filled from `args`.

    Values are put in as they are: a brace in a company's name is no place.
    """
    found = QCoreApplication.translate(CONTEXT, text)
    return _fill(found, args)


def tr_said(text: str) -> str:
    """Return a text from a lower floor translated: one that was `said`, or a plain one. A value
    that was `said` itself is translated too."""
    if not isinstance(text, Said):
        return tr(text)
    values = {
        name: tr_said(value) if isinstance(value, Said) else value
        for name, value in text.values.items()
    }
    return tr(text.template, **values)


def tr_n(one: str, many: str, n: int, **args: object) -> str:
    """Return the form for `n` things, for example `tr_n("%n lead", "%n leads", 3)`.

    `many` is the key; a translator gives as many forms as its language has. `%n` becomes `n`.
    """
    found = QCoreApplication.translate(CONTEXT, many, None, n)
    if n == 1 and found == many.replace("%n", "1"):
        found = one.replace("%n", "1")
    if n >= _GROUPED_FROM:  # Qt writes the number without marks
        found = found.replace(str(n), user_locale().toString(n), 1)
    return _fill(found, args)


def titled(text: str) -> str:
    """Return a word as it begins a line; what stands in capitals inside stays so ("E-Mail")."""
    return text[:1].upper() + text[1:]


def _fill(text: str, args: dict[str, object]) -> str:
    return text.format_map(args) if args else text


def user_locale() -> QLocale:
    """Return the locale of numbers and dates; English where the system names none.

    A machine without a locale ("C") would write 24000€ and seconds after every time.
    """
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        return QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    return locale
