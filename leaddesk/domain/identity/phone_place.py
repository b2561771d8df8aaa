"""Where a telephone number lives: country, region, time zones. Loads large tables when asked."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber


@lru_cache(maxsize=4096)
def country_of_phone(number: str) -> str | None:
    """The country (alpha-2) of an E.164 number, told apart also within +1, +7, +44."""
    from phonenumbers import region_code_for_number

    parsed = _parsed(number)
    region = region_code_for_number(parsed) if parsed else None
    return region if region and region.isalpha() else None


@lru_cache(maxsize=4096)
def region_of_phone(number: str, language: str = "en") -> str:
    """The city, state or area of a fixed line in words ("Munich", "California"), "" if unknown.

    A mobile number says no more than its country: then "".
    """
    from phonenumbers import geocoder

    parsed = _parsed(number)
    if parsed is None:
        return ""
    place = str(geocoder.description_for_number(parsed, language))
    return "" if place == str(geocoder.country_name_for_number(parsed, language)) else place


@lru_cache(maxsize=4096)
def time_zones_of_phone(number: str) -> tuple[str, ...]:
    """The time zones (IANA names) a number may be in; one for most, several for some mobiles."""
    from phonenumbers import timezone

    parsed = _parsed(number)
    if parsed is None:
        return ()
    return tuple(z for z in timezone.time_zones_for_number(parsed) if z != "Etc/Unknown")


def _parsed(number: str) -> PhoneNumber | None:
    from phonenumbers import NumberParseException, parse

    if not number.startswith("+"):
        return None
    try:
        return parse(number, None)
    except NumberParseException:
        return None
