"""The quick way through plain telephone numbers: one pattern per country, made from the library.

`phonenumbers` knows every numbering plan and costs about 20 µs a number. Most numbers of a file
are plain ones of few countries: for those its own patterns are put together once per country and
asked directly. Whatever is not plain gets None here and goes to the library (`phone`).
The tests compare both ways on thousands of numbers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

PLAIN = re.compile(r"(\+|00)?([0-9][0-9 .\-/()\u00a0\u2010-\u2013\u202f]{4,28})")
_NOT_DIGIT = re.compile(r"[^0-9]+")
_KINDS = (
    "fixed_line", "mobile", "toll_free", "premium_rate", "shared_cost", "personal_number",
    "pager", "uan", "voip", "voicemail",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class NumberPlan:
    """A country's numbers: calling code, trunk prefix ("" = none), a pattern of valid ones.

    `prefix` finds what the library would take off the front of a national number.
    """

    code: str
    trunk: str
    prefix: re.Pattern[str] | None
    valid: re.Pattern[str]
    lengths: frozenset[int]

    def without_trunk(self, digits: str) -> str | None:
        """The digits behind the trunk prefix; None if another prefix (a carrier's) stands there."""
        match = self.prefix.match(digits) if self.prefix else None
        if match is None or not match.group():
            return digits
        return digits[len(self.trunk) :] if match.group() == self.trunk else None

    def holds(self, national: str) -> bool:
        """Is this a valid number of the country, without trunk prefix."""
        return len(national) in self.lengths and self.valid.fullmatch(national) is not None


@lru_cache(maxsize=512)
def plan_of(region: str) -> NumberPlan | None:
    """The plan of a country (alpha-2), or None where the quick way would not be exact."""
    from phonenumbers import PhoneMetadata

    metadata = PhoneMetadata.metadata_for_region(region, None)
    if metadata is None or metadata.general_desc is None:
        return None
    trunk, prefix = metadata.national_prefix or "", metadata.national_prefix_for_parsing or ""
    if metadata.national_prefix_transform_rule or (prefix and not trunk):
        return None
    kinds = [getattr(metadata, kind) for kind in _KINDS]
    patterns = [k.national_number_pattern for k in kinds if k and k.national_number_pattern]
    general = metadata.general_desc.national_number_pattern
    if not patterns or not general:
        return None
    valid = re.compile(f"(?={general}$)(?:{'|'.join(f'(?:{p})' for p in patterns)})")
    lengths = frozenset(n for k in kinds if k for n in k.possible_length)
    code, front = str(metadata.country_code), re.compile(prefix) if prefix else None
    return NumberPlan(code, trunk, front, valid, lengths)


@lru_cache(maxsize=1024)
def main_region(code: str) -> str | None:
    """The country that leads a calling code ("44" → "GB"), None for no or a worldwide code."""
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    if not (code.isascii() and code.isdigit()):
        return None
    regions = COUNTRY_CODE_TO_REGION_CODE.get(int(code))
    return regions[0] if regions and regions[0] != "001" else None


def quick_e164(raw: str, region: str) -> str | None:
    """E.164 of a plain, valid number; None: ask the library."""
    match = PLAIN.fullmatch(raw)
    if match is None:
        return None
    digits = match.group(2)
    if not digits.isdigit():
        digits = _NOT_DIGIT.sub("", digits)
    if match.group(1):
        return _international(digits)
    plan = plan_of(region) if region else None
    if plan is None or digits.startswith(plan.code):
        return None
    national = plan.without_trunk(digits)
    if national is None or (national is not digits and plan.without_trunk(national) != national):
        return None
    return f"+{plan.code}{national}" if plan.holds(national) else None


def _international(digits: str) -> str | None:
    for size in (2, 1, 3):
        region = main_region(digits[:size])
        if region is None:
            continue
        plan, national = plan_of(region), digits[size:]
        if plan is None or plan.without_trunk(national) != national:
            return None
        return f"+{digits}" if plan.holds(national) else None
    return None
