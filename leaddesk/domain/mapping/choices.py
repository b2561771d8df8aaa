"""Words that stand for yes, no, nothing, permission and salutation, in seven languages."""

from __future__ import annotations

from typing import Literal

from leaddesk.domain.mapping.words import fold

Consent = Literal["granted", "denied", "", "bounced"]

# Written where nothing is known; compared folded and stripped.
JUNK = frozenset(
    """- -- --- . .. / ? n/a n.a. n.a na #n/a nan null (null) none nil undefined \\n
    unknown (unknown) not-available <null> [null] #ref! #value! #name? #div/0! k.a.
    k.a n/v n.v. s/d s/o n.c. nc n/d unbekannt inconnu desconocido sconosciuto
    desconhecido onbekend x xx xxx _ — –""".split()
) | {"not provided", "not available", "keine angabe", "non renseigne", "no value", "(no value)",
     "(blank)", "(empty)", "nicht angegeben", "not set", "not specified",
     "non communique"}  # fmt: skip

YES = frozenset(
    """yes y true t 1 1.0 on x ja j wahr oui o vrai si s verdadero vero sim verdadeiro
    waar checked agreed accepted ok ✓ ✔ ☑ accepte zugestimmt akzeptiert""".split()
)
NO = frozenset(
    """no n false f 0 0.0 off nein falsch non faux falso nao nee onwaar unchecked
    declined ✗ ✘ ☐ refused refuse abgelehnt""".split()
)

_GRANTED = frozenset(
    """subscribed subscriber active opted-in optin opt-in granted confirmed opted_in
    optedin given agree i-agree angemeldet abonniert bestatigt aktiv erteilt inscrit
    abonne actif suscrito activo iscritto attivo inscrito ativo aangemeld
    ingeschreven actief consented accepted accord einverstanden zugestimmt express
    doubleoptin double-opt-in""".split()
) | {"opted in", "opt in", "i agree", "double opt in", "double opt-in", "consent given",
     "express consent", "i consent", "yes, i agree"}  # fmt: skip
_WITHDRAWN = frozenset(
    """unsubscribed unsubscribe opted-out optout opt-out withdrawn optedout opted_out
    blacklisted blocked complained complaint spam suppressed abgemeldet widerrufen
    gesperrt desinscrit desabonne baja disiscritto cancellato descadastrado
    cancelado uitgeschreven afgemeld revoked denied refused blocklisted archived dnc""".split()
) | {"opted out", "opt out", "do not contact", "do not email", "do not call", "dado de baja",
     "spam complaint", "dar de baja", "nicht kontaktieren"}  # fmt: skip
_BOUNCED = frozenset(
    "bounced bounce cleaned hardbounce hard-bounce invalid undeliverable zuruckgewiesen".split()
) | {"hard bounce", "hard bounced", "soft bounced"}
_PENDING = frozenset("unconfirmed pending unknown never nonsubscribed transactional".split()) | {
    "never subscribed", "non-subscribed", "not subscribed", "double opt-in pending",
}  # fmt: skip

SALUTATIONS = frozenset(
    """mr mrs ms miss mx dr prof sir madam herr frau hr fr m mme mlle monsieur madame
    sr sra srta don dona sig sigra signor signora dott dottssa ing dhr mevr mevrouw
    meneer de-heer mw senhor senhora herrn rev hon dra mister""".split()
) | {"herr dr", "frau dr", "prof dr", "de heer", "herr prof", "sig ra", "dott ssa", "m et mme"}


def is_junk(text: str) -> bool:
    """Whether a cell says nothing: `n/a`, `-`, `null`, `(blank)`; a lone `x` too."""
    stripped = text.strip()
    return len(stripped) <= 20 and (not stripped or fold(stripped) in JUNK)


def parse_yes_no(text: str) -> bool | None:
    """True, False, or None when it is neither."""
    word = fold(text.strip().rstrip("."))
    if word in YES:
        return True
    if word in NO:
        return False
    return None


def parse_consent_word(text: str) -> Consent | None:
    """What a status word of a mailing program says; None when it says nothing about consent.

    "" is a word that grants and withdraws nothing (pending). A bounced address is no consent
    question, but must not be written to unseen: it is named.
    """
    word = fold(" ".join(text.split()))
    if word in _GRANTED:
        return "granted"
    if word in _WITHDRAWN:
        return "denied"
    if word in _BOUNCED:
        return "bounced"
    if word in _PENDING:
        return ""
    return None


def is_salutation(text: str) -> bool:
    words = fold(text).replace(".", " ").split()
    return bool(words) and (" ".join(words) in SALUTATIONS or all(w in SALUTATIONS for w in words))
