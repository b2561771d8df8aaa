"""Free text of a lead's type and source as the few words that rules and reports count by."""

from __future__ import annotations

from itertools import pairwise

from leaddesk.domain.mapping.words import split_words

LEAD_TYPES: tuple[str, ...] = (
    "demo request", "pricing inquiry", "free trial", "content download", "event or webinar",
    "referral", "outbound", "other",
)  # fmt: skip

# Stems of words, folded; the first type with a hit wins.
_TYPE_STEMS: dict[str, str] = {
    "demo request": "demo demos demonstration vorfuhrung dimostrazione demonstracao demostracion "
    "demonstratie produktdemo demoanfrage beratungstermin bookademo",
    "pricing inquiry": "pricing price prices quote quotation preis preise "
    "preisanfrage angebot angebotsanfrage "
    "kostenvoranschlag offerte prix tarif tarifs devis precio precios cotizacion "
    "presupuesto tarifa prezzo prezzi preventivo preco precos orcamento cotacao prijs "
    "prijzen prijsaanvraag kosten rfq rfp",
    "free trial": "trial trials freetrial testversion testzugang probe "
    "probeversion essai prueba prova "
    "teste proefversie proefperiode gratis signup freemium demoversion",
    "content download": "download downloads ebook whitepaper guide content gated "
    "checklist report studie "
    "leitfaden telechargement livreblanc descarga guia contenido scarica contenuto conteudo "
    "brochure datasheet casestudy broschure newsletter gids inhalt paper",
    "event or webinar": "event events webinar webinars seminar conference tradeshow "
    "expo fair messe "
    "veranstaltung konferenz evenement salon foire evento feria seminario fiera conferenza "
    "congreso congresso conferencia beurs workshop trade booth stand kongress meetup "
    "webinaire attendee",
    "referral": "referral referrals referred referrer empfehlung empfohlen "
    "recommandation parrainage "
    "recomendacion referido referencia passaparola segnalazione raccomandazione indicacao "
    "recomendacao aanbeveling doorverwijzing verwijzing wordofmouth partner mund "
    "boucheaoreille",
    "outbound": "outbound cold kaltakquise kaltaquise coldcall prospection demarchage prospeccion "
    "prospeccao prospezione acquisitie purchased list apollo zoominfo prospecting sdr "
    "outreach koude telemarketing",
}
_SOURCE_STEMS: dict[str, str] = {
    "Referral": "referral referrals referred empfehlung recommandation parrainage recomendacion "
    "referido passaparola segnalazione indicacao aanbeveling wordofmouth wom partner",
    "Webinar": "webinar webinars webinaire",
    "Event": "event events tradeshow messe veranstaltung conference "
    "konferenz evenement salon evento "
    "feria fiera beurs expo fair seminar foire congresso congreso eventbrite booth",
    "LinkedIn": "linkedin",
    "Facebook": "facebook fb meta",
    "Instagram": "instagram ig insta",
    "Google Ads": "googleads adwords sea ppc paidsearch googleadwords",
    "Cold call": "coldcall kaltakquise telemarketing prospection coldcalling kaltakquisition",
    "E-mail campaign": "email newsletter mailing emailing mailchimp emailcampaign emailmarketing",
    "Organic search": "seo organic organicsearch suchmaschine search google bing",
    "Website": "website web webseite homepage webform webformular siteweb sitioweb sitoweb site "
    "kontaktformular contactform formulaire formulario inbound internet webformulier online "
    "chat",
    "Advertising": "advertisement advertising anzeige werbung publicite "
    "publicidad pubblicita anuncio "
    "advertentie print ad ads display banner",
    "Social media": "social socialmedia sozialemedien reseauxsociaux "
    "redessociales tiktok twitter youtube "
    "xing redes",
    "Purchased list": "purchasedlist boughtlist list liste listenkauf zoominfo "
    "apollo lusha cognism",
}


def _index(table: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, words in table.items():
        for word in words.split():
            found.setdefault(word, meaning)
    return found


_OTHER = frozenset("other sonstiges sonstige autre otro altro outro anders".split())
_TYPE_WORDS = _index(_TYPE_STEMS)
_SOURCE_WORDS = _index(_SOURCE_STEMS)
_TYPE_RANK = {name: rank for rank, name in enumerate(LEAD_TYPES)}
_SOURCE_RANK = {name: rank for rank, name in enumerate(_SOURCE_STEMS)}


def _meanings(text: str, table: dict[str, str]) -> set[str]:
    words = split_words(text)
    parts = [*words, *("".join(pair) for pair in pairwise(words)), "".join(words)]
    return {table[part] for part in parts if part in table}


def canonical_lead_type(text: str) -> str | None:
    """One of `LEAD_TYPES`, or None for text that names none (kept and asked about, not `other`)."""
    joined = " ".join(text.split()).casefold()
    if joined in LEAD_TYPES:
        return joined
    found = _meanings(text, _TYPE_WORDS)
    if found:
        return min(found, key=_TYPE_RANK.__getitem__)
    if "".join(split_words(text)) in (
        "other",
        "sonstiges",
        "sonstige",
        "autre",
        "otro",
        "altro",
        "outro",
        "anders",
    ):
        return "other"
    return None


def canonical_source(text: str) -> str | None:
    """The common name of a source ("Messe", "Trade Show" are `Event`), or None: kept as given."""
    words = split_words(text)
    if len(words) > 4:
        return None
    found = _meanings(text, _SOURCE_WORDS)
    return min(found, key=_SOURCE_RANK.__getitem__) if found else None


def type_of_source(text: str) -> str | None:
    """The lead type a source implies where the file names none: a trade show is an event."""
    found = _meanings(text, _TYPE_WORDS)
    return min(found, key=_TYPE_RANK.__getitem__) if len(split_words(text)) <= 6 and found else None
