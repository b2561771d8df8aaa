"""Addresses on the web: the domain of a company, the profile page of a person."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from leaddesk.domain.identity.email import email_domain, is_free_mail
from leaddesk.domain.identity.text import is_blank_word, tidy, without_invisible
from leaddesk.domain.identity.value import Normalised, Problem, problem

if TYPE_CHECKING:
    from tldextract import TLDExtract

LONGEST_ADDRESS = 2_000
"""Characters; browsers take no longer one either."""

PROFILE_SITES = frozenset(
    """
    linkedin.com xing.com twitter.com x.com facebook.com fb.com instagram.com youtube.com
    tiktok.com github.com gitlab.com medium.com pinterest.com threads.net bsky.app mastodon.social
    linktr.ee crunchbase.com angel.co wellfound.com viadeo.com about.me lnkd.in goo.gl bit.ly
    maps.google.com google.com t.me wa.me whatsapp.com vk.com weibo.com
    """.split()
)
"""Sites where many people and companies have a page: their domain says nothing of the company."""

_SCHEME = re.compile(r"^(?:https?|ftp):/*", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"^[a-z][a-z0-9+.\-]*:(?!\d)", re.IGNORECASE)
_MARKDOWN = re.compile(r"^\[[^\]]*\]\(([^()\s]+)\)$")
_HOST = re.compile(r"(?:[^\W_](?:[\w\-]{0,61}[^\W_])?\.)+[^\W\d_][\w\-]{1,62}")
_IP = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")


def normalise_website(raw: str) -> Normalised:
    """The registrable domain of a website ("https://www.acme.co.uk/de" → "acme.co.uk").

    Domains in Unicode form. A page on a social site has no domain of its own: it becomes a
    problem, with the page in `beside`. An e-mail address gives its domain unless it is free mail.
    A host whose ending nobody can register under (acme.example, crm.local) is kept with the
    problem "web-doubtful".
    """
    if is_blank_word(raw):
        return Normalised(raw)
    if len(raw) > LONGEST_ADDRESS:
        return problem(raw, "web-too-long", "This is too long for a web address.")
    host = host_of(raw)
    domain = registrable_domain(host) if host else ""
    if not domain and host and "@" not in raw and (inner := _inner_domain(host)):
        return problem(
            raw, "web-doubtful", "No public web address ends like this; it is kept.", value=inner
        )
    if not domain:
        return problem(raw, "web-invalid", "This is not a web address.")
    if "@" in raw and "/" not in raw and is_free_mail(domain):
        return problem(raw, "web-free-mail", "This is a free mail service, not a website.")
    if domain in PROFILE_SITES:
        page = normalise_profile(raw).value or ""
        trouble = Problem("web-profile", "This is a page on a social site, not a website.")
        return Normalised(raw, None, trouble, page)
    return Normalised(raw, domain)


def normalise_profile(raw: str) -> Normalised:
    """A profile page as `https://host/path`: no query, no language subdomain, no last slash."""
    if is_blank_word(raw):
        return Normalised(raw)
    host = host_of(raw) if len(raw) <= LONGEST_ADDRESS else ""
    if not host:
        return problem(raw, "profile-invalid", "This is not the address of a profile page.")
    text = _SCHEME.sub("", _bare(raw))
    path = tidy(without_invisible(unquote(re.split(r"[?#]", text, maxsplit=1)[0])))
    steps = [s for s in path.replace("\\", "/").split("/")[1:] if s.strip(" .")]
    domain = registrable_domain(host)
    if domain == "linkedin.com":
        host, steps = "www.linkedin.com", [s.lower() for s in steps[:2]]
        if steps and steps[0] not in {"in", "company", "pub", "school", "sales", "showcase"}:
            return problem(raw, "profile-invalid", "This is not a profile page of LinkedIn.")
    elif domain in PROFILE_SITES and host != "maps.google.com":
        host = {"twitter.com": "x.com", "fb.com": "facebook.com"}.get(domain, domain)
    if not steps:
        return problem(raw, "profile-invalid", "This names a site, but no page on it.")
    return Normalised(raw, "https://" + "/".join([host, *(s.strip() for s in steps)]))


def host_of(raw: str) -> str:
    """The host of anything that looks like a web or e-mail address, lower-case; else ""."""
    text = _bare(raw)
    if text.lower().startswith("mailto:"):
        text = text[7:]
    elif not (match := _SCHEME.match(text)):
        if _OTHER_SCHEME.match(text):
            return ""
    else:
        text = text[match.end() :]
    try:
        host = urlsplit("//" + text.replace("\\", "/").lstrip("/")).hostname or ""
    except ValueError:
        return ""
    host = host.strip().rstrip(".")
    return host if _HOST.fullmatch(host) and not _IP.fullmatch(host) else ""


@lru_cache(maxsize=32768)
def registrable_domain(host: str) -> str:
    """The part of a host name that somebody can register; "" for none (localhost, "co.uk").

    From the public suffix list that comes with `tldextract`, never fetched; its private part
    counts too, so that two shops at one provider are two domains.
    """
    found = _extract()(host)
    if not found.domain or not found.suffix:
        return ""
    domain = f"{found.domain}.{found.suffix}".lower()
    return _unicode_domain(domain) if "xn--" in domain else domain


def _inner_domain(host: str) -> str:
    """The last two parts of a host whose ending is on no list; "" for a public ending alone."""
    if _extract()(host).suffix:
        return ""
    domain = ".".join(host.split(".")[-2:]).lower()
    return _unicode_domain(domain) if "xn--" in domain else domain


def company_domain(emails: tuple[str, ...], website: str = "") -> str:
    """The domain that tells a lead's company: the website's, else the first e-mail's that is
    neither free mail nor a social site; "" for none. Takes normalised values."""
    if website:
        return website
    for address in emails:
        domain = email_domain(address)
        if domain and not is_free_mail(domain):
            own = registrable_domain(domain)
            if own and own not in PROFILE_SITES:
                return own
    return ""


def _bare(raw: str) -> str:
    text = without_invisible(tidy(raw)).strip(" <>\"'`,;")
    match = _MARKDOWN.match(text)
    return match.group(1) if match else text


def _unicode_domain(domain: str) -> str:
    import idna

    try:
        return idna.decode(domain)
    except (idna.IDNAError, UnicodeError):
        return domain


@cache
def _extract() -> TLDExtract:
    from tldextract import TLDExtract

    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
