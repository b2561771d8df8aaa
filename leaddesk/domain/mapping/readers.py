"""For each field the function that reads a cell into the row; chosen once per column."""

from __future__ import annotations

from collections.abc import Callable

from leaddesk.domain.identity.phone import normalise_phone
from leaddesk.domain.mapping.amount_readers import (
    budget_reader,
    currency_reader,
    employees_reader,
    money_reader,
)
from leaddesk.domain.mapping.canonical import canonical_lead_type
from leaddesk.domain.mapping.cells import (
    clean,
    clean_name,
    is_spoilt_number,
    one_line,
    plain_text,
    split_mails,
    split_phones,
    split_tags,
    without_meta_prefix,
)
from leaddesk.domain.mapping.choices import parse_yes_no
from leaddesk.domain.mapping.consent_cells import is_against, read_permission
from leaddesk.domain.mapping.dates import ParsedDate, parse_date
from leaddesk.domain.mapping.fields import CUSTOM, DATE_FIELDS
from leaddesk.domain.mapping.row import CellProblem, Reader, Row, Setting
from leaddesk.domain.mapping.words import fold, split_words

# Copied as they are; everything else is read.
PLAIN_FIELDS = frozenset(
    """title company industry country region city language time_zone campaign medium
    interest timeline stage owner website linkedin""".split()
)
CELL_QUIRKS = frozenset({"triple_colon", "meta_prefixes", "company_list"})
# Columns of rank 0 are read first: a name of its own wins over one beside an address.
RANK = {"name": 0, "given_name": 0, "family_name": 0, "email": 1, "phone": 1, "emails": 2,
        "phones": 2, "currency": 0, "row_state": 3}  # fmt: skip
_STEP_FIELDS = frozenset(
    """activity_kind activity_at activity_subject activity_note task_kind task_due
    task_subject task_done""".split()
)
_REFUNDED = frozenset(
    """refunded cancelled canceled deleted storniert erstattet rembourse annule
    reembolsado cancelado rimborsato annullato cancellato geannuleerd terugbetaald
    anulado refund void voided""".split()
)
_PLATFORMS = {
    "fb": "Facebook",
    "ig": "Instagram",
    "an": "Facebook",
    "msg": "Facebook",
    "wa": "WhatsApp",
}
_MESSAGES = frozenset({"sms", "whatsapp"})
_CACHED = 4_000


def reader_for(setting: Setting) -> Reader:
    """The reader of a column; the field must be one of `fields.FIELDS` or `custom:NAME`."""
    name = setting.field
    if name.startswith(CUSTOM):
        return _custom(setting)
    if name in _STEP_FIELDS and name not in DATE_FIELDS:
        return _step_text(setting)
    if name in DATE_FIELDS:
        return _date(setting)
    special: dict[str, Callable[[Setting], Reader]] = {
        "name": _name, "given_name": _name, "family_name": _name, "middle_name": _name,
        "email": _mails, "emails": _mails, "phone": _phones, "phones": _phones, "tags": _tags,
        "note": _note, "employees": employees_reader, "annual_revenue": money_reader,
        "value": money_reader,
        "budget": budget_reader, "currency": currency_reader, "consent_email": _consent,
        "consent_phone": _consent, "row_state": _row_state, "deal_name": _deal,
        "company": _company, "source_detail": _source_detail,
        "lead_type": _lead_type, "source": _source,
    }  # fmt: skip
    return special.get(name, _text)(setting)


def _cleaner(setting: Setting) -> Callable[[str], str]:
    if setting.has("triple_colon"):
        return lambda text: clean(text.partition(" ::: ")[0])
    if setting.has("meta_prefixes"):
        return lambda text: without_meta_prefix(clean(text))
    return clean


def _text(setting: Setting) -> Reader:
    name, tidy = setting.field, _cleaner(setting)

    def read(row: Row, text: str) -> None:
        if text := tidy(text):
            row.values[name] = text

    return read


def _company(setting: Setting) -> Reader:
    """One company, also where a product lists several; the others are named."""
    read_text = _text(setting)
    if not setting.has("company_list"):
        return read_text

    def read(row: Row, text: str) -> None:
        first, *others = [one.strip() for one in text.split(";") if one.strip()] or [""]
        read_text(row, first)
        if others:
            reason = f"several companies; {first} is taken, not {', '.join(others)}"
            row.problems.append(CellProblem(setting.column, text, reason, "company-list"))

    return read


def _name(setting: Setting) -> Reader:
    name = setting.field

    def read(row: Row, text: str) -> None:
        text = one_line(clean_name(text.partition(" ::: ")[0]))
        if "@" in text:
            for beside, mail in split_mails(text):
                row.emails.append(mail)
                text = beside
        if text:
            row.values[name] = text

    return read


def _mails(_setting: Setting) -> Reader:
    def read(row: Row, text: str) -> None:
        if not (text := clean(text)):
            return
        for name, mail in split_mails(text):
            if mail not in row.emails:
                row.emails.append(mail)
            if name and not row.values.keys() & {"name", "given_name", "family_name"}:
                row.values["name"] = name

    return read


def _phones(setting: Setting) -> Reader:
    column = setting.column
    is_bare = setting.has("bare_country_codes") and not _MESSAGES.isdisjoint(split_words(column))

    def read(row: Row, text: str) -> None:
        if not (text := clean(text)):
            return
        for number in split_phones(text):
            if is_spoilt_number(number):
                reason = (
                    f"a spreadsheet has rounded the number “{number}”; its last digits are lost"
                )
                row.problems.append(CellProblem(column, text, reason, "number-damaged"))
            if is_bare:
                number = _with_plus(number)
            if number not in row.phones:
                row.phones.append(number)

    return read


def _with_plus(number: str) -> str:
    """An international number that has lost its "+"; one of no known line is left as it is."""
    whole = f"+{number}"
    read = normalise_phone(whole, "") if number[0] in "123456789" else None
    return whole if read is not None and read.value and read.problem is None else number


def _tags(_setting: Setting) -> Reader:
    def read(row: Row, text: str) -> None:
        row.tags.extend(tag for tag in split_tags(clean(text)) if tag not in row.tags)

    return read


def _note(setting: Setting) -> Reader:
    label = setting.column.rstrip(" *:") if setting.labelled or setting.has("questions") else ""

    def read(row: Row, text: str) -> None:
        if text := plain_text(clean(text)):
            if label:
                text = f"{label} {text}" if label.endswith("?") else f"{label}: {text}"
            held = row.values.get("note")
            row.values["note"] = f"{held}\n\n{text}" if held else text

    return read


def _source_detail(setting: Setting) -> Reader:
    tidy = _cleaner(setting)

    def read(row: Row, text: str) -> None:
        if text := tidy(text):
            held = row.values.get("source_detail")
            row.values["source_detail"] = f"{held}, {text}" if held else text

    return read


def _source(setting: Setting) -> Reader:
    tidy, platforms = _cleaner(setting), setting.has("meta_prefixes")

    def read(row: Row, text: str) -> None:
        if text := tidy(text):
            row.values["source"] = _PLATFORMS.get(text.lower(), text) if platforms else text

    return read


def _lead_type(_setting: Setting) -> Reader:
    def read(row: Row, text: str) -> None:
        if text := clean(text):
            row.values["lead_type"] = canonical_lead_type(text) or text

    return read


def _date(setting: Setting) -> Reader:
    name, column, order = setting.field, setting.column, setting.order
    cache: dict[str, ParsedDate] = {}
    in_step = name in _STEP_FIELDS

    def read(row: Row, text: str) -> None:
        parsed = cache.get(text)
        if parsed is None:
            parsed = parse_date(clean(text.partition(" ::: ")[0]), order)
            if len(cache) < _CACHED:
                cache[text] = parsed
        if parsed.problem:
            code = "date-ambiguous" if parsed.ambiguous else "date"
            row.problems.append(CellProblem(column, text, parsed.problem, code))
        value = parsed.iso or (text.strip() if parsed.problem else "")
        if value:
            (row.step if in_step else row.values)[name] = value
            if name == "opt_in_at":
                row.opt_in = True

    return read


def _step_text(setting: Setting) -> Reader:
    name = setting.field

    def read(row: Row, text: str) -> None:
        if text := plain_text(clean(text)):
            row.step[name] = text

    return read


def _consent(setting: Setting) -> Reader:
    name, column, order = setting.field, setting.column, setting.order
    against = is_against(column)
    coded = setting.has("active_is_consent") and not against

    def read(row: Row, text: str) -> None:
        said = read_permission(text, against, order, coded)
        if said.problem:
            row.problems.append(CellProblem(column, text, said.problem, said.code))
            row.bounced = row.bounced or said.code == "bounced"
        if said.status and row.values.get(name) != "denied":
            row.values[name] = said.status
            if said.status == "granted" and said.at and name == "consent_email":
                row.values.setdefault("opt_in_at", said.at)

    return read


def _row_state(setting: Setting) -> Reader:
    words = "".join(split_words(setting.column))
    about_conversion = any(part in words for part in ("conver", "konver", "geconv"))
    title = setting.product.title if setting.product else "the other program"
    column = setting.column

    def read(row: Row, text: str) -> None:
        word = fold(clean(text))
        said = parse_yes_no(word)
        if about_conversion:
            if said:
                row.converted = True
                reason = f"this lead was already converted in {title}"
                row.problems.append(CellProblem(column, text, reason, "converted"))
        elif said:
            row.reject = (f"deleted in {title}", "deleted")
        elif any(part in _REFUNDED for part in word.replace("-", " ").split()):
            row.reject = (f"{column} is “{text.strip()}”: no lead", "refunded")

    return read


def _deal(_setting: Setting) -> Reader:
    def read(row: Row, text: str) -> None:
        row.deal = clean(text) or row.deal

    return read


def _custom(setting: Setting) -> Reader:
    own = setting.field.removeprefix(CUSTOM)

    def read(row: Row, text: str) -> None:
        if text := clean(text):
            row.custom.append((own, text))

    return read
