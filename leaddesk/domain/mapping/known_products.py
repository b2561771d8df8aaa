"""The programs and the signs by which their exports are recognised, headers in seven languages."""

from __future__ import annotations

from leaddesk.domain.mapping.product import Product, Signs, columns_of, signs

_HUBSPOT_ID = (
    "record id, contact id, datensatz-id, id de l'enregistrement, id de la fiche d'informations, "
    "id de registro, id del registro, id record, id do registro, object id, id objeto"
)
_HUBSPOT_LIFE = (
    "lifecycle stage, lifecycle-phase, phase du cycle de vie, etapa del ciclo de vida, "
    "fase del ciclo di vita, fase do ciclo de vida, levenscyclusfase"
)
_HUBSPOT_OWNER = (
    "contact owner, kontaktinhaber, zuständiger mitarbeiter, für kontakt zuständiger mitarbeiter, "
    "propriétaire du contact, propietario del contacto, proprietario del contatto, "
    "proprietario contatto, proprietário do contato, eigenaar van contactpersoon"
)
_HUBSPOT_MORE = (
    "lead status, leadstatus, statut du lead, estado del lead, stato del lead, status do lead, "
    "associated company, create date, marketing contact status, website url, country region"
)
_DEAL_NAME = (
    "deal name, dealname, deal-name, name des deals, nom de la transaction, nombre del negocio, "
    "nome trattativa, nome do negócio, dealnaam, naam van deal"
)
_DEAL_STAGE = (
    "deal stage, deal-phase, dealphase, phase de la transaction, étape de la transaction, "
    "etapa del negocio, fase trattativa, fase della trattativa, etapa do negócio, dealfase"
)

# The first with enough signs wins, so what is more particular stands first.
KNOWN: tuple[Signs, ...] = (
    signs(
        Product(
            "meta",
            "Meta Lead Ads",
            "Facebook",
            quirks=frozenset({"meta_prefixes", "questions"}),
            columns=columns_of(
                source="platform",
                campaign="campaign name",
                source_detail="form name, ad name, adset name",
                skip="id, is organic",
                created="created time",
            ),
        ),
        4,
        "created time",
        "ad name, ad id",
        "adset name, adset id",
        "campaign name, campaign id",
        "form name, form id",
        "is organic",
        "platform",
    ),
    signs(
        Product(
            "hubspot_deals",
            "HubSpot deals",
            kind="opportunity",
            columns=columns_of(
                stage="deal stage", value="amount", owner="deal owner", skip="pipeline"
            ),
        ),
        2,
        _DEAL_NAME,
        _DEAL_STAGE,
        "deal owner, dealinhaber, propriétaire de la transaction, propietario del"
        " negocio, "
        "associated company ids, associated contact ids",
        without="deal title, person name",
    ),
    signs(
        Product("pipedrive", "Pipedrive", quirks=frozenset({"excel_serials"})),
        2,
        "person name, person email, person email work",
        "organization name",
        "deal title, deal value, lead title",
        "activity subject, activity due date",
        "note content",
    ),
    signs(
        Product(
            "pipedrive_people",
            "Pipedrive people",
            quirks=frozenset({"excel_serials"}),
            columns=columns_of(tags="label, labels"),
        ),
        5,
        "name",
        "organization",
        "owner",
        "label, labels",
        "email, email work, email home",
        "phone, phone work, phone mobile",
        without="first name, record id, lead name, subitems, sales account, company",
    ),
    signs(
        Product("zoho", "Zoho CRM"),
        4,
        "leadid, lead id, lead name, record id",
        "lead owner, lead owner id",
        "lead status",
        "lead source",
        "created time, modified time",
        "converted, is converted, email opt out",
        without="sales account, contact owner",
    ),
    signs(
        Product("freshsales", "Freshsales"),
        3,
        "sales account, sales accounts",
        "sales owner",
        "emails",
        "lifecycle stage",
        "work",
        without="record id",
    ),
    signs(
        Product("salesforce", "Salesforce"),
        4,
        "isdeleted",
        "isconverted, converteddate",
        "leadsource",
        "ownerid",
        "numberofemployees",
        "annualrevenue",
        "masterrecordid",
        "createdbyid",
        "systemmodstamp",
        "lead owner",
        "company account",
        "hasoptedoutofemail",
    ),
    signs(
        Product("suitecrm", "SuiteCRM or SugarCRM"),
        4,
        "account name",
        "email address",
        "office phone",
        "do not call",
        "lead source",
        "id",
        "date modified",
        "assigned user, assigned user name, assigned to",
        "primary address street, primary address city",
        without="order",
    ),
    signs(
        Product(
            "eventbrite",
            "Eventbrite",
            "Event",
            "event or webinar",
            columns=columns_of(
                created="order date",
                row_state="attendee status",
                campaign="event name",
                skip="order type, ticket type, quantity, order",
            ),
        ),
        3,
        "order, order id",
        "order date",
        "ticket type, ticket price, ticket total",
        "attendee status, attendee, attendee no",
        "quantity",
    ),
    signs(
        Product(
            "linkedin",
            "LinkedIn connections",
            "LinkedIn",
            columns=columns_of(created="connected on", linkedin="url, profile url"),
        ),
        2,
        "connected on, vernetzt am, en relation depuis, conectado el, collegato "
        "il, conectado em, verbonden op",
        "position",
        "url",
    ),
    signs(
        Product(
            "google",
            "Google Contacts",
            quirks=frozenset({"triple_colon"}),
            columns=columns_of(
                tags="labels, group membership",
                company="organization name",
                title="organization title",
                skip="organization department, organization yomi name, notes label",
            ),
        ),
        2,
        "email value, email label, email type",
        "phone value, phone label, phone type",
        "organization name, organization title",
        "labels, group membership",
        "phonetic first name, file as",
    ),
    signs(
        Product(
            "outlook",
            "Outlook contacts",
            columns=columns_of(skip="title, anrede", title="job title, position"),
        ),
        3,
        "email address",
        "business phone, business fax",
        "email display name, email type",
        "home street, home country",
        "business country, business country region, business street",
        "suffix, middle name",
        "job title",
        "company yomi, government id number, email address 2",
        without="email status",
    ),
    signs(
        Product(
            "apollo",
            "Apollo",
            "",
            "outbound",
            columns=columns_of(
                title="title",
                company="company",
                skip="email status, seniority, departments, company name for emails",
            ),
        ),
        3,
        "company name for emails",
        "person linkedin url",
        "email status, email confidence",
        "seniority",
        "employees",
        "corporate phone, work direct phone",
        "first phone",
    ),
    signs(
        Product(
            "mailchimp",
            "Mailchimp",
            "E-mail campaign",
            quirks=frozenset({"opt_in_is_consent", "active_is_consent"}),
            columns=columns_of(
                opt_in_at="optin time",
                country="cc",
                skip="unsub reason, unsub campaign title, unsub campaign id, confirm time, "
                "confirm ip, optin ip, member rating",
            ),
        ),
        2,
        "member rating",
        "optin time",
        "confirm time, confirm ip, optin ip",
        "unsub time, clean time",
        "leid, euid",
        "last changed",
    ),
    signs(
        Product(
            "brevo",
            "Brevo",
            "E-mail campaign",
            quirks=frozenset({"active_is_consent", "bare_country_codes"}),
            columns=columns_of(created="added time"),
        ),
        2,
        "email blacklisted, sms blacklisted",
        "added time",
        "sms",
        "modified time",
        "lastname, nachname, nom",
    ),
    signs(
        Product(
            "activecampaign",
            "ActiveCampaign",
            "E-mail campaign",
            quirks=frozenset({"active_is_consent"}),
            columns=columns_of(consent_email="status"),
        ),
        4,
        "date created, date subscribed",
        "ip, ip address",
        "status",
        "tags",
        "email",
        without="company, order",
    ),
    signs(
        Product("hubspot", "HubSpot contacts", quirks=frozenset({"company_list"})),
        3,
        _HUBSPOT_ID,
        _HUBSPOT_LIFE,
        _HUBSPOT_OWNER,
        _HUBSPOT_MORE,
        "lead status, leadstatus, statut du lead, estado del lead, stato del lead, status do lead",
        "associated company, associated company ids, entreprise associée, "
        "zugeordnetes unternehmen, empresa asociada, azienda associata, empresa "
        "associada",
        "website url, url du site web, url del sitio web, url do site",
    ),
    signs(
        Product(
            "monday",
            "monday",
            quirks=frozenset({"groups", "name_is_item"}),
            columns=columns_of(owner="person, people, owner"),
        ),
        2,
        "subitems, unterelemente, sous-éléments, subelementos",
        "name, item, element",
        "item id, item id auto generated, last updated, creation log",
        without="record id, email value",
    ),
    signs(
        Product(
            "ms_forms",
            "Microsoft Forms",
            "Website",
            quirks=frozenset({"questions"}),
            columns=columns_of(
                created="completion time, fertigstellungszeit",
                skip="id, start time, startzeit, last modified time",
            ),
        ),
        2,
        "start time, startzeit, heure de début, hora de inicio",
        "completion time, fertigstellungszeit, heure de fin, hora de finalización",
    ),
    signs(
        Product(
            "typeform",
            "Typeform",
            "Website",
            quirks=frozenset({"questions"}),
            columns=columns_of(
                created="submit date utc, submit date, submitted at",
                skip="start date utc, start date, network id, response type, stage date utc, "
                "ending, token",
            ),
        ),
        2,
        "network id",
        "start date utc, start date",
        "submit date utc, submit date, submitted at",
        "response type",
        "token",
    ),
    signs(
        Product("google_forms", "Google Forms", "Website", quirks=frozenset({"questions"})),
        1,
        "timestamp, zeitstempel, horodateur, marca temporal, informazioni "
        "cronologiche, carimbo de data hora, tijdstempel",
        without="record id, status, lead status, owner, leadid",
    ),
)
