"""Stage words of other products and of spreadsheets, matched to the stages of this team."""

from __future__ import annotations

from collections.abc import Sequence

from leaddesk.domain.mapping.words import glue, split_words

# Meaning to words, folded and glued when read. The order of meanings decides between substrings.
_MEANINGS: dict[str, str] = {
    "converted": """
    closed converted, converted, closed - converted, konvertiert, umgewandelt, converti,
    convertido, convertito, geconverteerd, omgezet, opportunity created, open deal, converted to
    opportunity
    """,
    "lost": """
    lost, closed lost, closed - lost, deal lost, verloren, geschlossen verloren, perdu, fermé
    perdu, perdue, perdido, cerrado perdido, perdida, perso, chiuso perso, persa, chiusa persa,
    fechado perdido, verlies, gesloten verloren
    """,
    "won": """
    won, closed won, closed - won, deal won, customer, client, existing customer, gewonnen,
    abschluss, kunde, geschlossen gewonnen, abgeschlossen und gewonnen, bestandskunde, gagné,
    gagnée, fermé gagné, client actuel, ganado, cerrado ganado, ganada, cliente, vinto, chiuso
    vinto, vinta, chiusa vinta, ganho, ganha, fechado ganho, fechado e ganho, klant, gesloten
    gewonnen
    """,
    "disqualified": """
    unqualified, disqualified, not qualified, closed not converted, closed - not converted, junk
    lead, junk, rejected, dead, bad fit, no fit, not interested, invalid, lost lead, not a fit,
    spam, bad data, recycled no, archived, inactive, do not contact, fake, unresponsive,
    disqualifiziert, unqualifiziert, nicht qualifiziert, abgelehnt, kein interesse, ungültig,
    ausgeschieden, abgesagt, absage, non qualifié, disqualifié, rejeté, pas intéressé, non
    intéressé, injoignable, no calificado, no cualificado, descalificado, rechazado, descartado,
    no interesado, non qualificato, squalificato, scartato, rifiutato, non interessato, não
    qualificado, desqualificado, rejeitado, sem interesse, niet gekwalificeerd, gediskwalificeerd,
    afgewezen, geen interesse, ongeldig
    """,
    "nurture": """
    nurture, nurturing, bad timing, recycle, recycled, on hold, later, contact in future, contact
    in the future, not now, not ready, future, pflege, später, zurückgestellt, wiedervorlage,
    pausiert, en attente, plus tard, à relancer, en pausa, más tarde, en espera, nutrición, in
    attesa, più tardi, in sospeso, sospeso, em espera, mais tarde, nutrição, futuro, later
    contacteren, in de wacht, warmhouden, subscriber
    """,
    "negotiation": """
    negotiation, negotiating, negotiation review, contract sent, decision maker bought-in,
    contract, in negotiation, verhandlung, vertrag gesendet, in verhandlung, vertragsverhandlung,
    négociation, en négociation, contrat envoyé, negociación, en negociación, contrato enviado,
    negoziazione, trattativa, in trattativa, contratto inviato, negociação, em negociação,
    onderhandeling, in onderhandeling, contract verzonden
    """,
    "proposal": """
    proposal, proposal sent, quote, quoted, quotation sent, offer, offer sent, proposal made,
    proposal price quote, presentation scheduled, demo scheduled, value proposition, proposal
    quote, angebot, angebot gesendet, angebot erstellt, angebot verschickt, angebotsphase,
    proposition, devis, devis envoyé, proposition envoyée, offre, propuesta, propuesta enviada,
    oferta, cotización, presupuesto enviado, proposta, proposta inviata, preventivo, offerta,
    preventivo inviato, proposta enviada, orçamento enviado, offerte, offerte verstuurd, voorstel
    """,
    "SQL": """
    sales qualified lead, sql, qualified, sales qualified, qualified to buy, opportunity,
    pre-qualified, prequalified, qualification, qualifiziert, vertriebsqualifiziert,
    vertriebsqualifizierter lead, verkaufschance, qualifié, lead qualifié, qualifié pour les
    ventes, opportunité, cualificado, calificado, cualificado para ventas, lead calificado para
    ventas, oportunidad, qualificato, opportunità, lead qualificato per la vendita, qualificado,
    lead qualificado para vendas, oportunidade, gekwalificeerd, verkoopkans
    """,
    "SAL": """
    accepted, sales accepted, sal, contacted, working, working - contacted, working contacted, in
    progress, connected, attempted to contact, attempted, attempting, assigned, contact made,
    engaged, in process, meeting scheduled, meeting, appointment scheduled, called, discovery,
    replied, follow up, first contact, reached, demo, appointment set, in contact, conversation,
    left voicemail, emailed, responded, kontaktiert, in bearbeitung, akzeptiert, erstkontakt,
    angerufen, termin vereinbart, in arbeit, kontaktversuch, versuchter kontakt, verbunden,
    laufend, erreicht, nachfassen, contacté, en cours, accepté, premier contact, tentative de
    contact, rendez-vous pris, connecté, en traitement, rdv pris, contactado, en progreso,
    aceptado, en proceso, en curso, intento de contacto, conectado, reunión programada,
    contattato, in corso, accettato, in lavorazione, tentativo di contatto, connesso, primo
    contatto, contatado, em andamento, aceito, em contato, tentativa de contato, gecontacteerd, in
    behandeling, geaccepteerd, bezig, contact gehad, contact opgenomen, poging tot contact,
    afspraak gemaakt
    """,
    "MQL": """
    marketing qualified lead, mql, marketing qualified, hot, warm, interested,
    marketing-qualifiziert, marketingqualifiziert, interessiert, qualifié par le marketing, lead
    qualifié marketing, intéressé, cualificado para marketing, lead calificado para marketing,
    interesado, interessato, lead qualificato per il marketing, lead qualificado para marketing,
    interessado, marketing gekwalificeerd, geïnteresseerd
    """,
    "new": """
    new, open, open - not contacted, open not contacted, not contacted, lead, raw, uncontacted,
    untouched, unassigned, fresh, incoming, not started, prospect, new lead, to contact, to do,
    cold, none, inbound, not attempted, received, neu, offen, unbearbeitet, nicht kontaktiert,
    eingang, neuer lead, unkontaktiert, nouveau, nouvelle, ouvert, à contacter, non contacté, à
    traiter, nouveau lead, nuevo, abierto, sin contactar, por contactar, no contactado, nuevo
    lead, nuovo, aperto, da contattare, non contattato, nuova, novo, aberto, a contatar, não
    contatado, nova, nieuw, niet gecontacteerd, te contacteren, nieuwe lead
    """,
}  # fmt: skip

# Where no stage has the wanted lifecycle: the lifecycles next of kin, nearest first.
_NEAREST: dict[str, tuple[str, ...]] = {
    "new": ("new", "raw"),
    "MQL": ("mql", "new"),
    "SAL": ("sal",),
    "SQL": ("sql", "sal"),
    "converted": ("converted",),
    "won": ("won", "customer"),
    "lost": ("lost",),
    "disqualified": ("disqualified", "archived"),
    "nurture": ("nurture",),
    "proposal": ("opportunity",),
    "negotiation": ("opportunity",),
}


def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for meaning, text in _MEANINGS.items():
        for phrase in text.split(","):
            found.setdefault("".join(split_words(phrase)), meaning)
    return found


_WORDS = _table()
_LONGEST = 200  # letters; what is longer is no word for a stage
_STOP = frozenset("lead status stage phase deal the de la du del di do da der die".split())


def stage_meaning(value: str) -> str | None:
    """A key of `_NEAREST` (new, MQL, SAL, SQL, proposal, negotiation, won, lost ...) or None."""
    words = split_words(value)
    plain = tuple(word for word in words if not word.isdecimal())
    for part in (words, plain, tuple(word for word in plain if word not in _STOP)):
        if meaning := _WORDS.get("".join(part)):
            return meaning
    return None


def match_stage(value: str, stages: Sequence[tuple[str, str]]) -> str | None:
    """The name of the team's stage that a foreign stage word means, or None: a person is asked.

    `stages` are (name, lifecycle) in the order of the board; the own names win over meanings.
    """
    wanted = "" if len(value) > _LONGEST else "".join(split_words(value))
    if not wanted:
        return None
    words = [name for name, _ in stages if len(name) <= _LONGEST]
    for name in words:
        if "".join(split_words(name)) == wanted or glue(name) == glue(value):
            return name
    meaning = stage_meaning(value)
    if meaning is None:
        return None
    named = [name for name in words if stage_meaning(name) == meaning]
    if named:
        return named[0]
    for lifecycle in _NEAREST[meaning]:
        same = [name for name, cycle in stages if cycle.casefold() == lifecycle]
        if same:
            return same[-1] if meaning == "negotiation" else same[0]
    return None
