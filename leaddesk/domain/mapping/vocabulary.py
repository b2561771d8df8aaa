"""Header words for the person, the company and the place, in seven languages.

English, German, French, Spanish, Italian, Portuguese, Dutch. Phrases are separated by commas; a
trailing `~` marks a word that has other meanings too. Collected from the exports of the products
named in `products.py` in their translated forms and from spreadsheets people keep.
"""

from __future__ import annotations

PERSON_WORDS: dict[str, str] = {
    "name": """
    full name, name~, contact name, lead name, person name, your name, contact~, contact person,
    person~, customer name~, client name~, attendee name, display name~, fn, names~, who are you,
    attendee~, lead~, vollständiger name, vor- und nachname, vor und zuname, ansprechpartner,
    kontaktname, kontakt~, kontaktperson, ansprechperson, kundenname~, teilnehmer~, name und
    vorname, nachname vorname, vorname nachname, interessent~, nom complet, nom prénom, prénom
    nom, nom et prénom, contact nom, interlocuteur, personne contact, nombre completo, nombre y
    apellidos, nombre apellido, nombre y apellido, persona contacto, contacto~, nombre contacto,
    nombre~, nombre cliente~, nom~, nome~, naam~, nome completo, nome e cognome, cognome e nome,
    nominativo, referente, contatto~, persona riferimento, nome contatto, nome e sobrenome,
    contato~, nome contato, pessoa contato, volledige naam, naam contactpersoon, contactpersoon,
    voor- en achternaam, klantnaam~, last name first name, first name last name, first and last
    name, name first last, last first
    """,
    "given_name": """
    first name, given name, forename, firstname, fname, first~, christian name, vorname, vornamen,
    rufname, prénom, prénoms, prenom, nombre de pila, primer nombre, nombre~, nombres, nome~,
    primo nome, nome proprio, nome de batismo, primeiro nome, nome di battesimo, voornaam,
    roepnaam, voornamen, given
    """,
    "middle_name": """
    middle name, middle initial, additional name, zweiter vorname, weitere vornamen, deuxième
    prénom, segundo nombre, secondo nome, nome do meio, tussenvoegsel, tweede voornaam
    """,
    "family_name": """
    last name, surname, family name, lastname, lname, last~, second name~, name last, nachname,
    familienname, zuname, nachnamen, nom de famille, nom~, nom usuel, apellido, apellidos, primer
    apellido, cognome, cognomi, sobrenome, apelido, último nome, achternaam, familienaam, family
    """,
    "title": """
    job title, title~, position, role~, job, job role, jobtitle, occupation, profession,
    function~, organization title, designation, headline~, what is your role, what do you do,
    professional title, position im unternehmen, stelle, stellenbezeichnung, jobbezeichnung,
    berufsbezeichnung, beruf, funktion, rolle~, jobtitel, titel~, aufgabe~, tätigkeit, poste,
    fonction, intitulé du poste, titre du poste, titre~, rôle~, métier, qualité~, emploi, cargo,
    puesto, puesto de trabajo, título del puesto, rol~, ocupación, posición, profesión, título~,
    ruolo, posizione lavorativa, qualifica, mansione, posizione, professione, carica, titolo~,
    posizione aziendale, função, título do cargo, profissão, posição, ocupação, functie,
    functietitel, functienaam, beroep, functieomschrijving
    """,
    "email": """
    email, email address, email value, mail address, mail, email id, emailaddress, mailadresse,
    emailadresse, primary email, work email, email work, business email, company email~, epost,
    e-mail-adressen, adresse email, courriel, adresse courriel, adresse électronique, adresse de
    messagerie, mél, correo, correo electrónico, dirección de correo, dirección de correo
    electrónico, direccion email, indirizzo email, posta elettronica, indirizzo posta elettronica,
    endereço email, endereço de correio eletrônico, correio eletrónico, emailadres, mailadres,
    contact email, how can we reach you by email, nutzername~, username~
    """,
    "phone": """
    tlf, tfno, handynr, handy nr, mobile nr, mobil nr, phone 1, evening phone, daytime phone,
    phone, phone number, telephone, telephone number, tel, tel number, tel nr, mobile, mobile
    number, mobile phone, cell, cell phone, cellphone, phonenumber, phone value, contact number~,
    direct dial, direct phone, first phone, work phone, business phone, office phone, work direct
    phone, home phone, corporate phone, whatsapp, whatsapp number, sms, company phone, company
    main phone, primary phone, other phone, mobilephone, work~, phone no, mobile no, telefon,
    telefonnummer, telefon nr, rufnummer, durchwahl, handy, handynummer, mobil, mobilnummer,
    mobiltelefon, telefon mobil, telefon geschäftlich, telefon privat, festnetz, telefonnr,
    mobilnr, firmentelefon, zentrale~, téléphone, numéro de téléphone, téléphone portable,
    portable, tél, n téléphone, téléphone fixe, gsm, teléfono, número de teléfono, móvil, celular,
    teléfono móvil, telf, numero móvil, número de celular, telefono, numero di telefono,
    cellulare, telefono cellulare, numero cellulare, recapito telefonico, recapito~, telefone,
    número de telefone, telemóvel, telefone celular, número de telemóvel, fone, telefoon,
    telefoonnummer, mobiel, mobiele telefoon, mobiel nummer, mobiele nummer, gsm nummer, tel
    nummer
    """,
    "linkedin": """
    linkedin, linkedin url, linkedin profile, person linkedin url, linkedin profile url, contact
    linkedin url, linkedin link, profile url~, linkedin profil, profil linkedin, url linkedin,
    perfil linkedin, perfil de linkedin, profilo linkedin, linkedin profiel, xing~, xing profil~,
    linkedin bio~
    """,
    "language": """
    language, preferred language, lang, locale, sprache, korrespondenzsprache, muttersprache~,
    langue, langue préférée, idioma, idioma preferido, lengua, lingua, língua, taal, voorkeurstaal
    """,
    "time_zone": """
    time zone, timezone, tz, zeitzone, fuseau horaire, zona horaria, huso horario, fuso orario,
    fuso horário, tijdzone
    """,
    "city": """
    city, town, locality, city town, address city, mailing city, primary address city, ort, stadt,
    wohnort, firmensitz, ort stadt, ville, commune, localité, ciudad, población, localidad,
    municipio, città, comune, località, cidade, localidade, município, stad, plaats, woonplaats,
    plaatsnaam, home city, business city
    """,
    "region": """
    state, region, province, state province, county, state region, territory~, address state,
    address region, business state, bundesland, region gebiet, kanton, gebiet~, région,
    département~, etat région, état~, provincia, estado~, región, comunidad autónoma,
    departamento~, regione, stato regione, stato provincia, região, uf, estado região, distrito,
    provincie, regio, staat~, primary address state, mailing state
    """,
    "country": """
    country, country region, nation, country name, country code, address country, land, land
    region, staat~, herkunftsland, länder, ländercode, land code, pays, pays région, code pays,
    país, país región, pais, paese, nazione, paese regione, paese area geografica, stato~, país
    região, landcode, business country, primary address country, country territory, where are you
    based~, location~, mailing country, standort~, localisation~, ubicación~, locatie~
    """,
}

COMPANY_WORDS: dict[str, str] = {
    "company": """
    company, company name, organization, organisation, organization name, organisation name,
    account, account name, sales account, associated company, employer, business name, business~,
    firm, org, associated company primary, what company do you work for, where do you work,
    company organization, companyname, current company, account company, firma, firmenname,
    unternehmen, unternehmensname, firmenbezeichnung, betrieb, arbeitgeber, kunde~, gesellschaft,
    name des unternehmens, firma name, zugeordnetes unternehmen, verknüpftes unternehmen,
    organisationsname, verein~, entreprise, nom de l'entreprise, société, nom de la société,
    raison sociale, employeur, organisme, compte, nom du compte, entreprise associée,
    etablissement, client~, empresa, nombre de la empresa, compañía, organización, razón social,
    nombre empresa, cuenta, nombre de la cuenta, negocio~, empresa asociada, nombre de la
    compañía, cliente~, azienda, nome azienda, nome dell'azienda, società, ragione sociale,
    impresa, ditta, organizzazione, ente, azienda associata, nome società, denominazione~, nome da
    empresa, nome da organização, organização, razão social, companhia, empresa associada, conta~,
    bedrijf, bedrijfsnaam, organisatie, naam bedrijf, onderneming, organisatienaam, firmanaam,
    werkgever, accountnaam, klant~, customer~, company name for emails~, company email name~,
    current employer
    """,
    "website": """
    website, web site, website url, url~, web, homepage, company website, domain~, company domain,
    company domain name, site~, web page, website link, organization website, webseite,
    internetseite, internet, domäne~, firmenwebsite, webadresse, www, url des sites, site web,
    site internet, page web, adresse web, url du site web, sitio web, página web, url del sitio
    web, web empresa, sito, sito web, sito internet, pagina web, url sito web, site da empresa,
    página, url do site, website bedrijf, webpagina, websiteadres, account website, dominio~
    """,
    "employees": """
    größe~, unternehmensgrösse, taille~, tamaño~, dimensione~, tamanho~, omvang~, fte, company
    size range, employees, number of employees, company size, employee count, headcount, company
    headcount, team size, no of employees, employee range, size~, staff, num employees,
    organization size, how many employees, number employees, mitarbeiter~, mitarbeiterzahl, anzahl
    mitarbeiter, unternehmensgröße, firmengröße, mitarbeiteranzahl, beschäftigte, betriebsgröße,
    anzahl der beschäftigten, personalstärke, effectif, effectifs, nombre d'employés, nombre de
    salariés, taille de l'entreprise, nombre de collaborateurs, salariés, empleados, número de
    empleados, tamaño de la empresa, nº empleados, plantilla, cantidad de empleados, dipendenti,
    numero di dipendenti, dimensione azienda, dimensioni azienda, numero dipendenti, addetti,
    organico, funcionários, número de funcionários, tamanho da empresa, colaboradores, nº de
    colaboradores, número de colaboradores, medewerkers, aantal medewerkers, aantal werknemers,
    bedrijfsgrootte, bedrijfsomvang, personeelsomvang
    """,
    "industry": """
    industry, sector, vertical, industry sector, line of business, business type, company
    industry, market segment~, primary industry, branche, industrie, wirtschaftszweig,
    geschäftsfeld, tätigkeitsbereich, secteur, secteur d'activité, domaine d'activité, branche
    d'activité, sector industrial, industria, rubro, giro, actividad~, settore, settore
    industriale, settore di attività, comparto, setor, indústria, segmento~, ramo, ramo de
    atividade, setor de atividade, bedrijfstak, sectoren, industrietak
    """,
    "annual_revenue": """
    annual revenue, revenue~, yearly revenue, company revenue, annual sales, annual turnover,
    turnover, sales volume~, estimated annual revenue, annual company revenue, jahresumsatz,
    umsatz~, umsatz pro jahr, umsatz jahr, umsatz jährlich, firmenumsatz, unternehmensumsatz,
    chiffre d'affaires, ca annuel, revenu annuel, chiffre d'affaires annuel, ca~, revenus annuels,
    ingresos anuales, facturación, facturación anual, ingresos~, volumen de negocio, fatturato,
    fatturato annuo, ricavi annui, ricavi, entrate annuali, giro d'affari, receita anual,
    faturamento, faturamento anual, faturação, receita~, volume de negócios, jaaromzet, omzet~,
    jaarlijkse omzet, omzet per jaar
    """,
}
