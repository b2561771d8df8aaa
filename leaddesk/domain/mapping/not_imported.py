"""Header words of columns that are not imported, each kind with the reason a person is told."""

from __future__ import annotations

NOT_IMPORTED: dict[str, tuple[str, str]] = {
    "id": (
        "an id of the other program",
        """
    id, record id, contact id, lead id, leadid, uuid, guid, order id, order number, order, order
    no, attendee id, attendee, owner id, ownerid, account id, accountid, company id, campaign id,
    adset id, ad set id, ad id, form id, deal id, associated company ids, associated contact ids,
    associated company id, associated contact id, associated deal ids, external id, salesforce id,
    row, response id, submission id, network id, respondent id, number~, no~, euid, leid, record
    type id, customer number, customer id, contact number, user id, datensatz id, datensatznummer,
    nr~, nummer~, lfd nr, kundennummer, kunden nr, kundennr, kontakt id, bestellnummer, lead
    nummer, identifiant, id de la fiche d'informations, n°~, numéro~, numéro client,
    identificador, id de registro, número~, id del registro, id record, id do registro, record-id,
    codice cliente, codice~, código~, klantnummer, volgnummer, id de l'enregistrement, id objeto,
    object id, #, laufende nummer, master record id, masterrecordid, barcode, barcode number,
    associated company ids primary
    """,
    ),
    "salutation": (
        "a form of address",
        """
    salutation, prefix, name prefix, honorific, suffix, name suffix, generation, anrede,
    briefanrede, namenszusatz, akademischer titel, civilité, tratamiento, saludo, titolo di
    cortesia, saluto, tratamento, saudação, aanhef, pronoun, pronouns
    """,
    ),
    "address": (
        "LeadDesk keeps city, region and country of an address",
        """
    address, street, street address, address line, address street, postal code, zip, zip code,
    postcode, po box, address postal code, mailing address, billing address, formatted, extended
    address, address formatted, street and number, zip postal code, primary address street,
    primary address postal code, adresse, straße, strasse, hausnummer, plz, postleitzahl,
    anschrift, postfach, straße und hausnummer, plz ort, postanschrift, rue, code postal, cp,
    adresse postale, numéro de rue, dirección, calle, código postal, domicilio, indirizzo, via,
    cap, codice postale, indirizzo postale, endereço, rua, cep, morada, bairro, adres, straat,
    huisnummer, straatnaam, latitude, longitude, building, floor
    """,
    ),
    "computed": (
        "LeadDesk works this out itself",
        """
    win~, win probability, win rate, score, lead score, rating, last activity, last activity date,
    last modified, last modified date, last contacted, last contact, modified time, updated,
    updated at, last updated, modified by, created by, last modified by, date modified,
    probability, deal probability, member rating, last changed, hubspot score, hubspotscore, last
    activity time, modified date, lastmodifieddate, lastactivitydate, stage entered, days in
    stage, weighted amount, forecast category, number of times contacted, number of associated
    contacts, is closed, is won, age~, converted date, converteddate, converted account, converted
    contact, converted opportunity, num notes, number of sales activities, lead age, createdbyid,
    lastmodifiedbyid, systemmodstamp, last viewed date, last referenced date, bewertung, geändert
    am, letzte änderung, letzter kontakt, letzte aktivität, wahrscheinlichkeit, geändert von,
    erstellt von, abschlusswahrscheinlichkeit, score de lead, dernière modification, dernier
    contact, dernière activité, probabilité, modifié le, última modificación, último contacto,
    última actividad, probabilidad, modificado el, ultima modifica, ultimo contatto, ultima
    attività, probabilità, modificato il, última modificação, último contato, última atividade,
    probabilidade, laatst gewijzigd, laatste contact, laatste activiteit, waarschijnlijkheid,
    gewijzigd op, puntuación, punteggio, pontuação
    """,
    ),
    "other": (
        "LeadDesk has no place for it",
        """
    fax, business fax, home fax, other fax, fax number, birthday, birth date, date of birth,
    anniversary, gender, sex, age, photo, picture, initials, nickname, file as, hobby, spouse,
    children, ip, ip address, user agent, optin ip, confirm ip, gmtoff, dstoff, cc, timezone
    offset, location link, email status, email verified, email label, phone label, email type,
    phone type, seniority, seniority level, dept, departments, department, email source, email
    confidence, is organic, quantity, ticket type, ticket price, ticket total, currency paid,
    total paid, fees paid, order type, password, marketing contact status, legal basis, deal type,
    twitter, twitter url, facebook, facebook url, instagram, skype, messenger, company linkedin
    url, website label, address label, relation label, event label, custom label, address type,
    keywords technologies, technologies, sic codes, naics codes, total funding, latest funding,
    founded year, pronunciation, pipeline, pipeline name, subitems, salutation name, phonetic,
    first name phonetic, phonetic first name, phonetic last name, phonetic middle name, last name
    phonetic, middle name phonetic, maiden name, mileage, private, priority, sensitivity, web page
    label, organization department, clean time, clean campaign title, tax id, vat, vat number,
    gender identity, subsidiary of, parent account, manager, assistant, directory server,
    government id number, geburtstag, geburtsdatum, geschlecht, abteilung, faxnummer, telefax,
    foto, ust-id, ustid, steuernummer, umsatzsteuer id, télécopie, date de naissance, sexe,
    service département, département service, tva, numéro de tva, siret, siren, fecha de
    nacimiento, género, sexo, departamento empresa, nif, cif, data di nascita, sesso, reparto,
    partita iva, codice fiscale, data de nascimento, gênero, cpf, cnpj, geboortedatum, geslacht,
    afdeling, btw nummer, kvk nummer, priorität, priorité, prioridad, priorità, prioridade,
    prioriteit
    """,
    ),
}
