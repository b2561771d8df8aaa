"""Headers as words, stages, lead types, sources, yes and no, cells."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.mapping.canonical import canonical_lead_type, canonical_source
from leaddesk.domain.mapping.cells import clean, plain_text, split_mails, split_phones, split_tags
from leaddesk.domain.mapping.choices import is_salutation, parse_yes_no
from leaddesk.domain.mapping.consent_cells import is_against, read_permission
from leaddesk.domain.mapping.lexicon import header_scores
from leaddesk.domain.mapping.stages import match_stage
from leaddesk.domain.mapping.words import column_names, glue

SIMPLE = [
    ("New", "new"),
    ("Contacted", "sal"),
    ("Qualified", "sql"),
    ("Proposal", "opportunity"),
    ("Negotiation", "opportunity"),
    ("Nurture", "nurture"),
    ("Disqualified", "disqualified"),
    ("Converted", "converted"),
    ("Won", "customer"),
    ("Lost", "lost"),
]
GERMAN = [
    ("Neu", "new"),
    ("Kontaktiert", "sal"),
    ("Qualifiziert", "sql"),
    ("Angebot", "opportunity"),
    ("Aussortiert", "disqualified"),
    ("Gewonnen", "customer"),
    ("Verloren", "lost"),
]


@pytest.mark.parametrize(
    "header",
    ["E-Mail", "email", "EMAIL", "e_mail", "Person - Email*", "Email__c", "E mail address"],
)
def test_decorations_don_t_change_a_header(header: str) -> None:
    scores = header_scores(header)
    assert max(scores, key=scores.__getitem__) == "email"


def test_names_of_columns_are_unique_and_never_blank() -> None:
    assert column_names(["Email", "", "email", " Email "]) == (
        "Email",
        "Column 2",
        "email (2)",
        "Email (3)",
    )


@pytest.mark.parametrize(
    ("value", "stage"),
    [
        ("Open - Not Contacted", "New"),
        ("Working - Contacted", "Contacted"),
        ("Closed - Converted", "Converted"),
        ("Closed - Not Converted", "Disqualified"),
        ("Unqualified", "Disqualified"),
        ("Qualified", "Qualified"),
        ("NEW", "New"),
        ("Attempted to Contact", "Contacted"),
        ("Closed Won", "Won"),
        ("gewonnen", "Won"),
        ("Gagné", "Won"),
        ("Ganado", "Won"),
        ("Vinto", "Won"),
        ("Ganho", "Won"),
        ("verloren", "Lost"),
        ("Perdu", "Lost"),
        ("In Bearbeitung", "Contacted"),
        ("Nuevo", "New"),
        ("Nieuw", "New"),
        ("Angebot gesendet", "Proposal"),
        ("Verhandlung", "Negotiation"),
        ("Bad timing", "Nurture"),
        ("Junk Lead", "Disqualified"),
        ("Não qualificado", "Disqualified"),
        ("Blue banana", None),
        ("", None),
    ],
)
def test_foreign_stage_words_find_our_stage(value: str, stage: str | None) -> None:
    assert match_stage(value, SIMPLE) == stage


def test_own_names_win_and_other_languages_work() -> None:
    assert match_stage("kontaktiert", GERMAN) == "Kontaktiert"
    assert match_stage("Open", GERMAN) == "Neu"
    assert match_stage("Unqualified", GERMAN) == "Aussortiert"
    assert match_stage("Closed Lost", GERMAN) == "Verloren"
    assert match_stage("Closed - Converted", GERMAN) is None
    full = [("New", "new"), ("MQL", "mql"), ("Accepted", "sal"), ("Sales qualified", "sql")]
    assert match_stage("Working - Contacted", full) == "Accepted"
    assert match_stage("Marketing Qualified Lead", full) == "MQL"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Demo request", "demo request"),
        ("Book a demo", "demo request"),
        ("Preisanfrage", "pricing inquiry"),
        ("Demande de devis", "pricing inquiry"),
        ("Trial signup", "free trial"),
        ("Essai gratuit", "free trial"),
        ("Whitepaper", "content download"),
        ("Trade show 2024", "event or webinar"),
        ("Messe", "event or webinar"),
        ("Empfehlung", "referral"),
        ("Cold call", "outbound"),
        ("Kaltakquise", "outbound"),
        ("Sonstiges", "other"),
        ("Blue banana", None),
    ],
)
def test_lead_types(text: str, kind: str | None) -> None:
    assert canonical_lead_type(text) == kind


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Messe", "Event"),
        ("Trade Show", "Event"),
        ("Web Site", "Website"),
        ("Empfehlung", "Referral"),
        ("Cold Call", "Cold call"),
        ("fb", "Facebook"),
        ("Blue banana", None),
    ],
)
def test_sources(text: str, source: str | None) -> None:
    assert canonical_source(text) == source


def test_yes_no_of_seven_languages() -> None:
    assert all(
        parse_yes_no(word) for word in ("yes", "JA", "oui", "sí", "Sì", "sim", "TRUE", "1", "x")
    )
    assert [parse_yes_no(word) for word in ("nein", "non", "não", "nee", "0", "FALSE")] == [
        False
    ] * 6
    assert parse_yes_no("maybe") is None
    assert is_salutation("Herr Dr.")
    assert not is_salutation("Director")


@pytest.mark.parametrize(
    ("header", "text", "status"),
    [
        ("Email Opt Out", "true", "denied"),
        ("Email Opt Out", "false", ""),
        ("Do Not Call", "1", "denied"),
        ("EMAIL_BLACKLISTED", "Yes", "denied"),
        ("UNSUB_TIME", "2024-01-02 10:00:00", "denied"),
        ("UNSUB_REASON", "asked for it", "denied"),
        ("Newsletter", "ja", "granted"),
        ("Newsletter", "no", "denied"),
        ("Consent", "I agree to receive news", "granted"),
        ("Consent", "I do not agree", "denied"),
        ("Consent date", "2024-01-02", "granted"),
        ("Status", "Unsubscribed", "denied"),
        ("Consent", "blue", ""),
        ("HasOptedOutOfEmail", "0", ""),
        ("Werbesperre", "x", "denied"),
        ("Opt-in", "", ""),
    ],
)
def test_permissions(header: str, text: str, status: str) -> None:
    assert read_permission(text, is_against(header)).status == status


def test_codes_of_mailing_programs_and_bounces() -> None:
    assert read_permission("2", False, coded=True).status == "denied"
    assert read_permission("1", False, coded=True).status == "granted"
    bounced = read_permission("Bounced", False)
    assert (bounced.status, bounced.code) == ("", "bounced")


def test_cells() -> None:
    assert [clean(text) for text in ("n/a", " - ", "null", "'+49 30 1", "N/A", " Ann ")] == [
        "",
        "",
        "",
        "+49 30 1",
        "",
        "Ann",
    ]
    assert (
        plain_text("<p>Hi <b>you</b></p><p>R&amp;D</p><ul><li>one</li></ul>")
        == "Hi you\nR&D\n- one"
    )
    assert plain_text("3 < 4 and 5 > 2") == "3 < 4 and 5 > 2"
    assert split_mails("Ann Lee <a@b.com>") == (("Ann Lee", "a@b.com"),)
    assert split_mails('"Lee, Ann" <a@b.com>') == (("Lee, Ann", "a@b.com"),)
    assert split_mails("mailto:a@b.com?subject=x") == (("", "a@b.com"),)
    assert split_mails("a@b.com; c@d.com ::: e@f.com") == (
        ("", "a@b.com"),
        ("", "c@d.com"),
        ("", "e@f.com"),
    )
    assert split_mails("not an address") == (("", "not an address"),)
    assert split_phones("p:+4917112345678") == ("+4917112345678",)
    assert split_phones("030 123456; +49 171 1") == ("030 123456", "+49 171 1")
    assert split_phones("491711234567.0") == ("491711234567",)
    assert split_tags("* myContacts ::: * fair ::: * fair") == ("fair",)


@given(st.text(max_size=60))
def test_no_text_is_too_odd(text: str) -> None:
    glue(text)
    header_scores(text)
    match_stage(text, SIMPLE)
    canonical_lead_type(text)
    canonical_source(text)
    plain_text(text)
    split_mails(text)
    split_phones(text)
    split_tags(text)
    read_permission(text, is_against(text))
