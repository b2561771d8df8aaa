"""Keeps the translations: finds the program's texts, renews the catalogues, compiles them.

`python3 dev.py translate` does it all. A translator works in resources/locale/*.po with any
editor of such files; LeadDesk itself reads the .qm file beside it, made by Qt's own compiler.
The key of a text is its English form; of counted things it is the form for many.
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

sys.path.insert(0, str(Path(__file__).parent))
from error_texts import ErrorTexts, error_texts

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
CONTEXT = "LeadDesk"
LANGUAGES = tuple(sorted(path.stem.partition("_")[2] for path in LOCALE.glob("leaddesk_*.po")))
ONLY_ON_TERMINALS = ("app/verbs/", "app/configuration/", "app/options.py", "app/output.py")
"""The command line speaks English, as its JSON and its field names do."""
_KEYWORDS = {"tr": (1,), "tr_n": (1, 2)}
Key: TypeAlias = str | tuple[str, str]


def texts() -> list[Key]:
    """Return all texts that can be translated: a text, or its forms for one and for many."""
    found: dict[Key, None] = {}
    package = ROOT / "leaddesk"
    for file, _line, message, _comments, _context in extract_from_dir(
        str(package), [("**.py", "python")], keywords=_KEYWORDS
    ):
        if not file.startswith(ONLY_ON_TERMINALS):
            found[message if isinstance(message, str) else (message[0], message[1])] = None
    found.update(errors().found)
    found.update(dict.fromkeys(words_kept_as_data()))
    # A text that is also counted somewhere has one entry there.
    many = {key[1] for key in found if isinstance(key, tuple)}
    return [key for key in found if isinstance(key, tuple) or (key and key not in many)]


def errors() -> ErrorTexts:
    """Return the texts of errors that a window can show."""
    package = ROOT / "leaddesk"
    files = [
        path
        for path in sorted(package.rglob("*.py"))
        if not path.relative_to(package).as_posix().startswith(ONLY_ON_TERMINALS)
    ]
    return error_texts(package, files)


def words_kept_as_data() -> Iterator[Key]:
    """Give the texts that stand in tables below the screens."""
    from leaddesk.domain.fields import FIELDS
    from leaddesk.domain.reasons import REASONS
    from leaddesk.domain.scoring_defaults import default_rules
    from leaddesk.presentation.kept_words import KEPT
    from leaddesk.service.sentences import SENTENCES
    from leaddesk.storage import sql_errors
    from leaddesk.widgets.new_lead.form import SOURCES

    yield from (info.label for info in FIELDS.values())
    yield from (*REASONS, *SOURCES, *KEPT)
    yield from sql_errors.texts()
    rules = default_rules()
    yield from (rule.name for rule in (*rules.fit, *rules.intent))
    yield from (rule.name for rule in rules.disqualifiers)
    for sentence in SENTENCES.values():
        yield sentence.does, sentence.does_many
        yield sentence.did, sentence.did_many


def renewed(language: str) -> Catalog:
    """Return the catalogue of a language with today's texts; what is translated stays."""
    path = LOCALE / f"leaddesk_{language}.po"
    old = Catalog(locale=language)
    if path.exists():
        with path.open("rb") as file:
            old = read_po(file, locale=language)
    new = Catalog(locale=language, project="LeadDesk", fuzzy=False, header_comment="")
    for key in texts():
        known = old.get(key if isinstance(key, str) else key[0])
        message = new.add(key, auto_comments=())
        if known is not None and known.id == key:
            message.string = known.string
    return new


def lacking(catalog: Catalog) -> list[Key]:
    """Return the texts without a translation, or without one of its forms."""
    return [m.id for m in catalog if m.id and not all(forms(m) or ("",))]


def forms(message: Message) -> tuple[str, ...]:
    """Return the translation's forms; one for a text that counts nothing."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def as_po(catalog: Catalog) -> bytes:
    """Return the catalogue as it is kept: sorted and without places, for small changes."""
    out = io.BytesIO()
    write_po(out, catalog, no_location=True, omit_header=True, sort_output=True, width=98)
    return out.getvalue()


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as Qt reads it."""
    root = ET.Element("TS", version="2.1", language=str(catalog.locale))
    context = ET.SubElement(root, "context")
    ET.SubElement(context, "name").text = CONTEXT
    for message in sorted((m for m in catalog if m.id), key=lambda m: str(m.id)):
        counted = not isinstance(message.id, str)
        entry = ET.SubElement(context, "message", {"numerus": "yes"} if counted else {})
        ET.SubElement(entry, "source").text = message.id[1] if counted else message.id
        place = ET.SubElement(entry, "translation")
        if counted:
            for form in forms(message):
                ET.SubElement(place, "numerusform").text = form
        else:
            place.text = forms(message)[0]
    with tempfile.TemporaryDirectory(prefix="leaddesk-locale-") as folder:
        source, target = Path(folder) / "texts.ts", Path(folder) / "texts.qm"
        ET.ElementTree(root).write(source, encoding="utf-8", xml_declaration=True)
        compiler = Path(sys.executable).parent / "pyside6-lrelease"
        subprocess.run([compiler, "-silent", source, "-qm", target], check=True)
        return target.read_bytes()


def main(begun: Sequence[str] = ()) -> int:
    """Renew and compile all catalogues, and those of languages that are begun now; 1 if
    something is not translated yet."""
    missing = 0
    for language in dict.fromkeys((*LANGUAGES, *begun)):
        catalog = renewed(language)
        (LOCALE / f"leaddesk_{language}.po").write_bytes(as_po(catalog))
        (LOCALE / f"leaddesk_{language}.qm").write_bytes(compiled(catalog))
        for key in lacking(catalog):
            print(f"{language}: {key}")
        missing += len(lacking(catalog))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
