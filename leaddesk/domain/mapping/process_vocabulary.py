"""Header words for consent, steps and what happened, in seven languages (see `vocabulary`)."""

from __future__ import annotations

PROCESS_WORDS: dict[str, str] = {
    "consent_email": """
    acepto recibir publicidad, acepto recibir correos, i want to receive news, ich möchte den
    newsletter, newsletter abonnieren, newsletter signup, je souhaite recevoir la newsletter,
    subscribe to newsletter, desidero ricevere la newsletter, quero receber novidades, ik wil de
    nieuwsbrief ontvangen, can we send you news, may we email you, dürfen wir sie kontaktieren,
    keep me updated, email consent, consent email, email opt-in, marketing consent, consent, gdpr
    consent, gdpr, newsletter, opt in, opt-in email, opted in, permission~, marketing opt in,
    accepts marketing, email marketing consent, subscribed, subscription status~, email
    subscription, accepts email marketing, mailing consent, opt in newsletter, can we contact you
    by email, i agree to receive emails, privacy consent, email permission, marketing emails,
    subscriber status, email opt out, opted out of email, has opted out of email, unsubscribed,
    unsubscribed from all email, email blacklisted, email blocked, do not email, unsub time,
    unsubscribe date, opt out, optout, opted out, unsubscribe, unsubscribed at, email optout,
    email opted out, no email, unsub reason~, global unsubscribe, do not contact~, blacklisted,
    einwilligung, einwilligung email, newsletter einwilligung, dsgvo, dsgvo einwilligung,
    werbeeinwilligung, zustimmung, abgemeldet, werbesperre, keine werbung, newsletter abgemeldet,
    newsletter angemeldet, keine mails, email sperre, werbung erlaubt, werbeerlaubnis,
    consentement, consentement email, rgpd, désinscrit, désabonné, abonné newsletter, accord rgpd,
    désinscription, ne pas envoyer d'email, consentimiento, acepta emails, baja, suscrito, no
    enviar email, dado de baja, acepta publicidad, consentimiento email, lopd, acepta newsletter,
    consenso, consenso email, consenso marketing, disiscritto, iscritto newsletter, consenso
    privacy, cancellato newsletter, consenso newsletter, consentimento, consentimento email, lgpd,
    descadastrado, inscrito newsletter, aceita emails, aceita receber emails, consentimento lgpd,
    toestemming, toestemming email, avg, uitgeschreven, afgemeld, nieuwsbrief, avg toestemming,
    toestemming nieuwsbrief
    """,
    "consent_phone": """
    phone consent, consent phone, call consent, sms consent, phone opt in, sms opt in, can we call
    you, phone permission, sms marketing consent, accepts sms marketing, do not call, donotcall,
    phone opt out, sms blacklisted, sms opt out, sms optout, no calls, do not phone, dnc, call opt
    out, einwilligung telefon, telefoneinwilligung, nicht anrufen, anrufsperre, keine anrufe,
    telefonische kontaktaufnahme erlaubt, anruf erlaubt, consentement téléphone, ne pas appeler,
    consentimiento telefónico, no llamar, consenso telefono, non chiamare, non telefonare,
    consentimento telefone, não ligar, não telefonar, toestemming telefoon, niet bellen
    """,
    "opt_in_at": """
    optin time, opt in time, opt-in date, confirm time, consent date, optin date, opt-in
    timestamp, double opt in date, doi date, confirmation time~, consent timestamp, gdpr date,
    subscribed at, subscription date, date of consent, datum der einwilligung, einwilligung am,
    einwilligungsdatum, doi datum, opt-in datum, date d'inscription~, date du consentement, date
    de consentement, fecha de consentimiento, fecha de suscripción, data consenso, data del
    consenso, data iscrizione~, data do consentimento, data consentimento, data de inscrição~,
    datum toestemming, datum inschrijving
    """,
    "row_state": """
    attendee status, is deleted, isdeleted, is converted, isconverted, converted, order status,
    registration status, ticket status, participant status, teilnehmerstatus, bestellstatus,
    konvertiert, statut du participant, statut de commande, converti, estado del asistente, estado
    del participante, estado del pedido, convertido, stato partecipante, stato ordine, convertito,
    status do participante, status do pedido, status deelnemer, bestelstatus, geconverteerd,
    gelöscht, deleted, is test, refunded
    """,
    "deal_name": """
    deal name, deal title, opportunity name, opportunity, deal, name des deals, deal-name,
    opportunity title, verkaufschance, name der verkaufschance, dealname, nom de la transaction,
    nom de l'opportunité, nom de l'affaire, opportunité, affaire, nombre del negocio, nombre de la
    oportunidad, oportunidad, negocio nombre, nombre del trato, nome trattativa, nome opportunità,
    opportunità, trattativa, nome dell'affare, nome do negócio, nome da oportunidade,
    oportunidade, dealnaam, naam van deal, verkoopkans
    """,
    "activity_kind": """
    activity type, aktivitätstyp, type d'activité, tipo de actividad, tipo attività, tipo de
    atividade, activiteitstype, activity kind
    """,
    "activity_at": """
    activity date, activity time, aktivitätsdatum, date de l'activité, fecha de actividad, data
    attività, data da atividade, activiteitsdatum
    """,
    "activity_subject": """
    activity subject, activity, activity title, aktivität betreff, aktivität, objet de l'activité,
    activité, actividad, asunto de actividad, attività, oggetto attività, atividade, assunto da
    atividade, activiteit
    """,
    "activity_note": """
    activity note, activity notes, activity description, call notes, meeting notes, aktivität
    notiz, note de l'activité, nota de actividad, nota attività, nota da atividade,
    gesprächsnotizen, activiteit notitie
    """,
    "task_due": """
    activity due date, follow up date, followup date, next follow up, next activity date, next
    step date, task due date, due date, next contact date, reminder date, next action date,
    callback date, follow up on, follow up, reminder~, wiedervorlage, wiedervorlage am, nächster
    kontakt, wiedervorlagedatum, nächster termin, fälligkeitsdatum, fällig am, rückruf am, nächste
    aktivität am, date de relance, relance, date de rappel, prochain contact, prochaine relance,
    date d'échéance, à rappeler le, fecha de seguimiento, próximo contacto, próximo seguimiento,
    fecha de vencimiento, fecha próxima actividad, data follow-up, prossimo contatto, data di
    scadenza, data richiamo, ricontattare il, próximo contato, data de acompanhamento, data de
    vencimento, retornar em, opvolgdatum, volgend contact, vervaldatum, terugbeldatum, volgende
    actie datum
    """,
    "task_kind": """
    task type, next step type, aufgabentyp, type de tâche, tipo de tarea, tipo compito, tipo de
    tarefa, taaktype
    """,
    "task_subject": """
    next step, next steps, next action, task, task subject, to do, todo, nächster schritt, nächste
    schritte, aufgabe~, nächste aktion, prochaine action, prochaine étape, tâche, à faire, próximo
    paso, próxima acción, tarea, prossimo passo, prossima azione, compito, attività da fare,
    próximo passo, próxima ação, tarefa, volgende stap, volgende actie, taak
    """,
    "task_done": """
    activity done, task done, done, task status, task completed, erledigt, terminé, hecho,
    completato, concluída, concluído, afgerond, activity status
    """,
}
