"""Company names: kept as given, compared without the legal form."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from leaddesk.domain.identity.text import fold, is_blank_word, plain_umlauts, tidy
from leaddesk.domain.identity.value import Normalised, problem

LONGEST_NAME = 300
"""Characters; a longer text is no company name and stays whole, with a problem."""

_SPLIT = re.compile(r"[^\w]+|_+")
_BRACKETS = re.compile(r"\((?:haftungsbeschr\w*|in liquidation|i\.? ?l\.?|i\.? ?gr\.?)\)")

# Terms of the library that are also ordinary words, places or initials at the end of a name.
_TOO_COMMON = frozenset(
    """
    uk ok et at ep da ent dat vat sem sep private sp 3at fa ad pp pt ps bl ba mb kf as oy is do ei
    ud ij xt xk qk ik ec ev hf tov ook gp coop koop company
    """.split()
)
# Forms the library lacks, and those of its short ones that are safe as the last word of a name.
_MORE = """
    gmbh & co kg|gmbh & co kgaa|gmbh & co ohg|ag & co kg|ag & co kgaa|se & co kg|se & co kgaa|ug|
    ug & co kg|ug haftungsbeschrankt|haftungsbeschrankt|mbh|ggmbh|gag|eg|e.k.|ek|e.kfm.|e.kfr.|
    gbr mbh|partg mbb|partgmbb|stiftung & co kg|se|kgaa|ohg|e.v.|i.l.|i.gr.|gesmbh|
    ges.m.b.h.|sàrl|sarl|sas|sasu|sa|sci|scp|scm|selarl|selas|snc|eirl|sa/nv|nv/sa|srl/bv|
    bv/srl|srl|bv|nv|asbl|vzw|cv|cvba|bvba|vof|stichting|c.v.|b.v. i.o.|s.p.a.|s.r.l.|s.r.l.s.|
    srls|s.a.p.a.|s.n.c.|s.a.s.|s.c.a r.l.|scarl|societa cooperativa|soc. coop.|s.coop.|s.l.|
    s.l.u.|slu|sl|s.a.u.|sau|s.l.l.|s.l.p.|slp|s.c.p.|c.b.|sociedad limitada|sociedad anonima|
    sa de cv|s.a. de c.v.|s. de r.l. de c.v.|s de rl|s.a.p.i. de c.v.|s.a.s. de c.v.|
    s.p.r. de r.l.|ltda|ltda me|epp|eireli|lda|unipessoal lda|sgps sa|s/a|ab|ab publ|publ|
    handelsbolag|aktiebolag|kommanditbolag|hb|kb|as|asa|ans|a/s|aps|i/s|k/s|ivs|p/s|oy|oyj|oy ab|
    abp|ky|tmi|osakeyhtio|ehf|hf|sp. z o.o.|spolka z o.o.|spolka z ograniczona odpowiedzialnoscia|
    sp. z o.o. sp. k.|sp. k.|sp.k.|sp. j.|s.a.|sp. z o.o. s.k.a.|spolka akcyjna|p.s.a.|s.c.|
    s.r.o.|spol. s r.o.|a.s.|k.s.|v.o.s.|kft|zrt|nyrt|bt|d.o.o.|d.d.|j.d.o.o.|ad|eood|ood|ead|sia|
    uab|ou|mb|ooo|oao|zao|pao|ao|ип|ооо|зао|оао|пао|ао|тов|пп|а.е.|ае|επε|ικε|αε|ike|epe|a.e.|a.s|
    ltd sti|ltd. sti.|limited sirketi|anonim sirketi|a.o.|ltd|limited|co ltd|company limited|plc|
    llp|lllp|llc|l.l.c.|inc|incorporated|corp|corporation|co|company|& co|and company|pty|pty ltd|
    pty limited|proprietary limited|pvt ltd|private limited|pvt|pte ltd|pte|pllc|pc|p.c.|lp|l.p.|
    cic|cio|ulc|sdn bhd|bhd|berhad|tbk|fzco|fze|fz llc|fz-llc|wll|w.l.l.|dmcc|saoc|kk|k.k.|
    g.k.|y.k.|kabushiki kaisha|kabushiki gaisha|godo kaisha|co jp|holding ag|b.m.|sal|npc|
    jsc|pjsc|ojsc|cjsc|tnhh|joint stock company|limited liability company|limited company
"""
_FRONT = "pt|ooo|oao|zao|pao|ооо|зао|оао|пао|ао|ип|тов|firma|sarl|ab|oy|the|cong ty tnhh"
_CJK = tuple(
    """
    株式会社 有限会社 合同会社 合資会社 一般社団法人 (株) (有) (同) 股份有限公司 有限责任公司
    有限責任公司 股份公司 有限公司 集团 주식회사 (주) 유한회사
    """.split()
)


def normalise_company(raw: str) -> Normalised:
    """The name tidied, legal form and case as the company writes them."""
    text = tidy(raw)
    if is_blank_word(text):
        return Normalised(raw)
    if len(text) > LONGEST_NAME:
        return problem(raw, "company-too-long", "This is too long for the name of a company.")
    return Normalised(raw, text)


@lru_cache(maxsize=32768)
def company_key(name: str) -> str:
    """What several writings of one company have in common; "" for no name.

    Case, accents, punctuation, "&" and "and", and the legal form don't count: "Müller & Söhne
    GmbH & Co. KG", "MULLER UND SOEHNE" and "Müller+Söhne" meet. A name that is nothing but a
    legal form keeps it.
    """
    if is_blank_word(name):
        return ""
    text = _BRACKETS.sub(" ", fold(name[:LONGEST_NAME]))
    for form in _CJK:
        shorter = text.replace(form, " ")
        text = shorter if shorter.strip() else text
    left = _tokens(text)
    while (shorter_list := _without_form(left)) != left:
        left = shorter_list
    return " ".join(left)


def legal_form(name: str) -> str:
    """What `company_key` takes off the end, folded ("gmbh co kg"); "" if there is none."""
    whole = _tokens(fold(name[:LONGEST_NAME]))
    left = whole
    while (shorter := _cut_tail(left)) != left:
        left = shorter
    return " ".join(whole[len(left) :])


def _without_form(tokens: tuple[str, ...]) -> tuple[str, ...]:
    tokens = _cut_tail(tokens)
    front, longest = _front_forms()
    for size in range(min(longest, len(tokens) - 1), 0, -1):
        if tokens[:size] in front:
            return tokens[size:]
    return tokens


def _cut_tail(tokens: tuple[str, ...]) -> tuple[str, ...]:
    forms, longest = _forms()
    for size in range(min(longest, len(tokens) - 1), 0, -1):
        if tokens[-size:] in forms:
            return tokens[:-size]
    return tokens


def _tokens(folded: str) -> tuple[str, ...]:
    """Words of a folded name; runs of single letters joined ("s.p.a." → "spa"), "and" left out."""
    out: list[str] = []
    spelled = False
    for word in _SPLIT.split(folded.replace("'", "")):
        if not word or (out and word in {"and", "und", "et"}):
            continue
        single = len(word) == 1
        if single and spelled:
            out[-1] += word
        else:
            out.append(word)
        spelled = single
    return tuple(map(plain_umlauts, out))


@cache
def _forms() -> tuple[frozenset[tuple[str, ...]], int]:
    """Legal forms as tuples of words, and the longest one's size.

    The terms of the library `cleanco` (MIT) without those that are ordinary words, and our own.
    """
    from cleanco.termdata import (  # type: ignore[import-untyped]
        terms_by_country,
        terms_by_type,
    )

    theirs = [t for group in (terms_by_type, terms_by_country) for ts in group.values() for t in ts]
    known = {_tokens(fold(term)) for term in theirs}
    known = {f for f in known if len(f) > 1 or f[0] not in _TOO_COMMON}
    known |= {_tokens(fold(term)) for term in _MORE.replace("\n", "").split("|")}
    forms = frozenset(f for f in known if f and (len(f) > 1 or len(f[0]) > 1))
    return forms, max(map(len, forms))


@cache
def _front_forms() -> tuple[frozenset[tuple[str, ...]], int]:
    forms = frozenset(_tokens(fold(term)) for term in _FRONT.split("|"))
    return forms, max(map(len, forms))
