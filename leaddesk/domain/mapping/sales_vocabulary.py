"""Header words for source, interest and deal, in seven languages (see `vocabulary`)."""

from __future__ import annotations

SALES_WORDS: dict[str, str] = {
    "source": """
    lead source, source, original source, source channel, lead origin, origin, channel, platform~,
    how did you hear about us, how did you find us, utm source, acquisition source, lead channel,
    contact source, original traffic source, referral source, heard about us, deal source, quelle,
    leadquelle, lead quelle, herkunft, kanal, ursprung, ursprüngliche quelle, kontaktquelle, wie
    haben sie von uns erfahren, wie sind sie auf uns aufmerksam geworden, lead herkunft,
    herkunftskanal, akquisekanal, source du lead, origine, provenance, source du prospect, canal,
    origine du lead, source d'origine, comment nous avez-vous connus, comment avez-vous entendu
    parler de nous, source de la piste, origine du contact, fuente, origen, fuente del lead,
    origen del lead, fuente de posible cliente, fuente original, cómo nos conociste, procedencia,
    canal de origen, fonte, origine lead, fonte del lead, provenienza, canale, fonte originale,
    origine contatto, come ci ha conosciuto, fonte lead, origem, origem do lead, fonte do lead,
    fonte original, como nos conheceu, como conheceu a empresa, como ficou sabendo, bron,
    leadbron, herkomst, kanaal, lead bron, oorspronkelijke bron, bron van lead, hoe heeft u ons
    gevonden, hoe heeft u van ons gehoord
    """,
    "medium": """
    utm medium, medium, mittel~, support~, medio~, mezzo~, meio~
    """,
    "source_detail": """
    source detail, source details, form name, form, form title, lead source detail, original
    source drill-down, referrer, landing page, first page seen, event name, event title, ad name,
    adset name, ad set name, lead source description, source description, utm content, conversion,
    first conversion, recent conversion, formularname, formular, anzeigenname, quelle details,
    veranstaltung, event, nom du formulaire, formulaire, détail de la source, évènement,
    événement, nombre del formulario, formulario, detalle de la fuente, evento, nome modulo,
    modulo, dettaglio fonte, nome do formulário, formulário, detalhe da fonte, formuliernaam,
    formulier, bron detail, evenement, lead source note
    """,
    "campaign": """
    campaign, campaign name, utm campaign, campaign source~, marketing campaign, primary campaign,
    kampagne, kampagnenname, aktion~, campagne, nom de la campagne, campaña, nombre de la campaña,
    campagna, nome campagna, campanha, nome da campanha, campagnenaam
    """,
    "lead_type": """
    lead type, type of lead, request type, inquiry type, enquiry type, lead typ, anfrageart, art
    der anfrage, anfragetyp, type de demande, type de lead, nature de la demande, tipo de lead,
    tipo de solicitud, tipo de consulta, tipo di richiesta, tipo lead, tipologia lead, tipo de
    solicitação, tipo de pedido, soort aanvraag, type aanvraag, leadtype, type lead
    """,
    "interest": """
    interest, product interest, product, products~, interested in, use case, need, needs, product
    name~, solution~, requirement, requirements, what are you interested in, which product are you
    interested in, service~, services~, topic~, area of interest, lead title, what do you need,
    what problem are you trying to solve, subject~, interesse, produktinteresse, produkt,
    interessiert an, anwendungsfall, bedarf, wofür interessieren sie sich, thema~, anliegen,
    interessengebiet, produkte~, woran sind sie interessiert, intérêt, produit, centre d'intérêt,
    besoin, besoins, intéressé par, cas d'usage, produit souhaité, projet~, sujet~, interés,
    producto, producto de interés, necesidad, interesado en, caso de uso, productos~, servicio~,
    asunto~, prodotto, prodotto di interesse, interessato a, esigenza, caso d'uso, prodotti~,
    servizio~, esigenze, oggetto~, produto, produto de interesse, interesse em, necessidade,
    interessado em, produtos~, serviço~, assunto~, interesse in, product interesse, behoefte,
    geïnteresseerd in, toepassing~, onderwerp~, dienst~
    """,
    "timeline": """
    when do you want to start, how soon do you want to start, when do you need it, how soon, when
    are you looking to buy, wann brauchen sie es, wann soll es losgehen, timeline, timeframe, time
    frame, purchase timeframe, buying timeframe, when do you plan to start, when do you plan to
    buy, decision date~, urgency, purchase timeline, project start, implementation date, when
    would you like to start, zeitrahmen, zeitplan, zeithorizont, zeitraum~, projektstart, wann
    möchten sie starten, wann planen sie den start, umsetzungszeitraum, dringlichkeit, délai,
    échéance~, calendrier, date de démarrage, échéance du projet, horizon~, quand souhaitez-vous
    commencer, plazo, cronograma, horizonte, cuándo desea empezar, urgencia, tempistica,
    tempistiche, orizzonte temporale, quando vorrebbe iniziare, urgenza, prazo, quando pretende
    começar, urgência, tijdlijn, tijdsbestek, planning~, termijn, wanneer wilt u starten
    """,
    "budget": """
    budget, budget range, estimated budget, monthly budget, what is your budget, investment~,
    project budget, budgetrahmen, verfügbares budget, budget prévu, budget estimé, presupuesto,
    presupuesto estimado, presupuesto disponible, budget previsto, budget disponibile, orçamento,
    orçamento previsto, verba, beschikbaar budget, budget indicatie
    """,
    "value": """
    arr~, mrr~, acv, tcv, annual recurring revenue, est value, est revenue, offer value, valore
    ordine, amount, value, deal value, deal amount, expected value, opportunity amount,
    opportunity value, lead value, estimated value, expected revenue, potential value, price~,
    deal size, forecast amount, contract value, potential~, offer amount, quote amount, revenue~,
    annual contract value, total value~, betrag, wert, auftragswert, dealwert, geschäftswert,
    erwarteter wert, erwarteter umsatz, auftragsvolumen, angebotssumme, angebotswert,
    angebotsvolumen, dealbetrag, potenzial~, umsatzpotenzial, volumen~, umsatz~, summe~,
    deal-betrag, projektvolumen, lead-wert, bestellwert, umsatzerwartung, montant, valeur, montant
    de la transaction, valeur estimée, valeur de l'affaire, montant estimé, montant ht, revenu
    attendu, ca potentiel, ca prévisionnel, prix~, importe, valor, monto, valor del negocio, valor
    estimado, ingresos esperados, cantidad~, precio~, valor del trato, importe estimado, importo,
    valore, valore trattativa, valore stimato, valore affare, ricavo previsto, valore offerta,
    prezzo~, valor do negócio, montante, quantia, valor esperado, preço~, valor da oportunidade,
    receita esperada, bedrag, waarde, dealwaarde, verwachte waarde, ordergrootte, offertebedrag,
    verwachte omzet, orderwaarde, prijs~, omzet~
    """,
    "currency": """
    currency, currency code, deal currency, amount currency, currency iso code, currencyisocode,
    währung, devise, monnaie, moneda, divisa, valuta, moeda, munt, munteenheid
    """,
    "close_date": """
    close~, est close date, target close date, closing~, close date, expected close date, closing
    date, expected close, estimated close date, forecast date, deal close date, abschlussdatum,
    erwartetes abschlussdatum, voraussichtlicher abschluss, geplanter abschluss, abschluss am,
    abschluss~, erwarteter abschluss, date de clôture, date de fermeture, date de signature
    prévue, clôture prévue, fecha de cierre, fecha prevista de cierre, cierre previsto, fecha
    estimada de cierre, data di chiusura, chiusura prevista, data chiusura prevista, data de
    fechamento, data prevista de fechamento, data de fecho, fechamento previsto, sluitingsdatum,
    verwachte sluitingsdatum, afsluitdatum
    """,
    "stage": """
    status reason~, disposition~, outcome~, stage, status, lead status, lead stage, pipeline
    stage, deal stage, lifecycle stage, sales stage, stage name, lead state, funnel stage, phase~,
    progress~, deal status, opportunity stage, label~, phase, leadstatus, vertriebsphase,
    verkaufsphase, bearbeitungsstand, stand~, dealphase, deal-phase, lifecycle-phase, stufe~,
    lead-phase, zustand~, statut, statut du lead, étape, phase du cycle de vie, étape du pipeline,
    phase de la transaction, état~, statut du prospect, étape de vente, avancement~, estado~,
    estado del lead, etapa, etapa del ciclo de vida, fase, etapa del negocio, etapa de la venta,
    situación~, estatus, estado de posible cliente, etapa del trato, stato~, stato del lead, stato
    lead, fase del ciclo di vita, fase trattativa, fase vendita, status do lead, fase do ciclo de
    vida, etapa do negócio, situação, estágio, fase do funil, etapa do funil, levenscyclusfase,
    dealfase, verkoopfase, stadium, salesfase
    """,
    "owner": """
    owner, lead owner, contact owner, deal owner, sales owner, account owner~, assigned to,
    assignee, sales rep, salesperson, rep, account manager, responsible, owner name, record owner,
    account executive, assigned user, handled by, assigned user name, owner email, sdr, bdr,
    opportunity owner, owner full name, assigned, besitzer, inhaber, zuständig, zuständiger,
    verantwortlich, verantwortlicher, kontaktinhaber, leadinhaber, vertriebsmitarbeiter, betreuer,
    zuständiger mitarbeiter, bearbeiter, sachbearbeiter, kundenbetreuer, zugewiesen an,
    vertriebler, außendienst, für kontakt zuständiger mitarbeiter, verkäufer, eigentümer,
    lead-besitzer, dealinhaber, besitzer des leads, propriétaire, propriétaire du contact,
    propriétaire du lead, commercial, responsable, attribué à, assigné à, propriétaire de la
    transaction, vendeur, chargé d'affaires, suivi par, propietario, propietario del contacto,
    propietario del lead, asignado a, comercial, vendedor, propietario del negocio, propietario de
    posible cliente, ejecutivo, agente~, asesor~, proprietario, proprietario contatto,
    proprietario del contatto, proprietario del lead, assegnato a, responsabile, venditore,
    commerciale, proprietario lead, proprietário, proprietário do contato, proprietário do lead,
    atribuído a, responsável, proprietário do negócio, dono, consultor~, eigenaar, eigenaar van
    contactpersoon, lead-eigenaar, toegewezen aan, verantwoordelijke, accountmanager, verkoper,
    dealeigenaar, contacteigenaar
    """,
    "tags": """
    tags, tag, labels, categories, category~, keywords, segment~, segments, groups~, group
    membership, lists~, label~, schlagwörter, schlagworte, kategorien, kategorie~, etiketten,
    stichwörter, étiquettes, étiquette, catégories, catégorie~, libellés, mots-clés, etiquetas,
    etiqueta, categorías, categoría~, etichette, etichetta, categorie, categoria~, marcadores,
    categorias, trefwoorden, categorie~
    """,
    "note": """
    note, notes, comment, comments, description, remarks, remark, message, note content, memo,
    details~, additional information, anything else~, your message, background~, questions~,
    content~, further information, how can we help, tell us more, anything else you would like to
    tell us, notes text, next steps notes, additional comments, notiz, notizen, bemerkung,
    bemerkungen, kommentar, kommentare, beschreibung, nachricht, anmerkung, anmerkungen,
    mitteilung, freitext, ihre nachricht, info~, infos~, hinweis, hinweise, gesprächsnotiz,
    bemerk, remarque, remarques, commentaire, commentaires, observations, votre message,
    informations complémentaires, nota, notas, comentario, comentarios, descripción, mensaje,
    observaciones, observación, su mensaje, commento, commenti, descrizione, messaggio,
    osservazioni, annotazioni, appunti, observações, observação, comentário, comentários,
    descrição, mensagem, anotações, notitie, notities, opmerking, opmerkingen, omschrijving,
    bericht, toelichting, beschrijving, uw bericht
    """,
    "created": """
    erstkontakt, erstkontakt am, first contact date, first seen, lead created, scan time, scanned
    at, created, create date, created date, creation date, date created, created time, created at,
    created on, date added, added on, added time, date~, timestamp, submitted at, submission date,
    submit date, start time~, completion time, connected on, order date, date entered, signup
    date, lead date, date received, received, entry date, submitted on, submit date utc,
    createdate, createddate, time~, registration date, registered on, date submitted, erstellt,
    erstellt am, erstellungsdatum, angelegt am, angelegt, anlagedatum, erfasst am,
    erfassungsdatum, datum~, zeitstempel, eingang, eingangsdatum, anfragedatum, erstelldatum,
    eingegangen am, aufgenommen am, abgeschickt am, kontaktdatum~, date de création, créé le, date
    d'ajout, horodateur, créé, ajouté le, date de réception, date de soumission, date d'entrée,
    fecha de creación, creado, creado el, fecha~, marca temporal, fecha de alta, alta~, fecha de
    registro, fecha de ingreso, fecha de entrada, data di creazione, creato il, data creazione,
    data~, informazioni cronologiche, data inserimento, data di inserimento, creato, data
    registrazione, data contatto~, data de criação, criado em, data de cadastro, data de entrada,
    carimbo de data/hora, criado, data do cadastro, data de registo, aanmaakdatum, aangemaakt op,
    datum aangemaakt, tijdstempel, aangemaakt, datum aanmaak, gemaakt op, invoerdatum
    """,
}
