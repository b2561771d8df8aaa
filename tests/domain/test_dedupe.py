"""Who is who: certain, similar, new; and 300 planted duplicates found again."""

from __future__ import annotations

import random
import unicodedata
from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leaddesk.domain.dedupe import (
    SIMILAR,
    Identity,
    MatchKey,
    compare,
    decide,
    match_keys,
    name_likeness,
    shared_values,
)
from leaddesk.domain.dedupe_keys import EXACT_KINDS, sounds_like

ANNA = Identity(
    1, "Anna", "Meier", company="Nordwind GmbH", emails=("anna.meier@nordwind.de",),
    phones=("+491711234567",), domain="nordwind.de", country="DE",
)  # fmt: skip


def person(given_name: str, family: str, **more: object) -> Identity:
    return Identity(None, given_name, family)._replace(**more)  # type: ignore[arg-type]


def test_the_same_mailbox_is_certain() -> None:
    match = compare(person("", "", emails=("anna.meier+expo@nordwind.de",)), ANNA)
    assert (match.certain, match.score) == (True, 1.0)
    assert match.reasons == ("same e-mail address anna.meier@nordwind.de",)
    for name in (("Anna", "Schulz"), ("A.", "Meier"), ("Meier", "Anna"), ("Ana", "Meyer")):
        assert compare(person(*name, emails=ANNA.emails), ANNA).certain


def test_the_same_number_is_certain_for_the_same_name() -> None:
    assert compare(person("Anna", "Meier", phones=ANNA.phones), ANNA).certain
    assert compare(person("", "", phones=ANNA.phones), ANNA).certain
    switchboard = compare(person("Tom", "Braun", phones=ANNA.phones), ANNA)
    assert not switchboard.certain
    assert switchboard.is_similar
    assert "different names" in switchboard.reasons[0]
    assert not compare(person("Tom", "Meier", phones=ANNA.phones), ANNA).certain
    elsewhere = person("", "", phones=ANNA.phones, company="Other Ltd")
    assert not compare(elsewhere, ANNA._replace(given="", family="")).certain


def test_a_role_mailbox_is_never_certain_between_names() -> None:
    for address in ("info@nordwind.de", "vertrieb@nordwind.de", "office@nordwind.de"):
        one, other = (person(n, "Meier", emails=(address,)) for n in ("Anna", "Tom"))
        match = compare(one, other)
        assert not match.certain
        assert match.is_similar
        assert match.reasons[0] == f"same mailbox {address}, different names"
        assert compare(one, person("ANNA", "MEIER", emails=(address,))).certain
        assert compare(one, person("", "", emails=(address,))).certain


def test_a_mailbox_seen_under_several_names_is_shared() -> None:
    couple = [
        Identity(7, "Anna", "Meier", emails=("meier@web.de",)),
        Identity(8, "Tom", "Meier", emails=("meier@web.de",)),
    ]
    assert shared_values(couple) == {MatchKey("email", "meier@web.de")}
    child = decide(person("Eva", "Meier", emails=("meier@web.de",)), couple)
    assert child.is_similar
    tom = decide(person("Tom", "Meier", emails=("meier@web.de",)), couple)
    assert tom.is_same
    assert tom.best is couple[1]


def test_strangers_on_one_personal_mailbox_are_asked_about() -> None:
    match = compare(person("Tom", "Braun", emails=ANNA.emails), ANNA)
    assert not match.certain
    assert match.is_similar


@pytest.mark.parametrize(
    ("given_name", "family", "company"),
    [
        ("Anna", "Meier", "NORDWIND"),
        ("Anna", "Maier", "Nordwind GmbH"),
        ("Ana", "Meier", "Nordwind GmbH & Co. KG"),
        ("A.", "Meier", "Nordwind"),
        ("Meier", "Anna", "Nordwind"),
        ("Anna Maria", "Meier", "Nordwind"),
        ("Anna", "Meier-Schulz", "Nordwind"),
        ("Anna", "Meier", "Nordwnid"),
        ("Anna", "Meier", "Nordwind Deutschland"),
    ],
)
def test_similar_people_are_asked_about(given_name: str, family: str, company: str) -> None:
    match = compare(person(given_name, family, company=company), ANNA)
    assert match.is_similar, match
    assert len(match.reasons) == 2


@pytest.mark.parametrize(
    ("given_name", "family", "company"),
    [
        ("Tom", "Meier", "Nordwind"),
        ("Anna", "Braun", "Nordwind"),
        ("Andreas", "Meier", "Nordwind"),
        ("Anna", "Meier", "Südwind"),
        ("Anna", "Meier", ""),
        ("", "", "Nordwind"),
    ],
)
def test_others_are_new(given_name: str, family: str, company: str) -> None:
    match = compare(person(given_name, family, company=company), ANNA)
    assert not match.certain
    assert match.score < SIMILAR


def test_name_and_domain_without_company() -> None:
    assert compare(person("Anna", "Meier", domain="nordwind.de"), ANNA).is_similar


def test_companies_without_people() -> None:
    one, other = person("", "", company="Nordwind AG"), person("", "", company="NORDWIND")
    assert compare(one, other).is_similar
    assert not compare(one, person("", "", company="Nordlicht")).is_similar


def test_the_best_candidate_does_not_depend_on_their_order() -> None:
    old, new = ANNA._replace(record_id=3), ANNA._replace(record_id=9)
    by_phone = Identity(2, "Anna", "Meier", phones=ANNA.phones)
    similar = Identity(1, "Anna", "Maier", company="Nordwind")
    incoming = ANNA._replace(record_id=None)
    pool = [similar, by_phone, new, old]
    for shift in range(4):
        found = decide(incoming, pool[shift:] + pool[:shift])
        assert found.best is old
        assert [c.record_id for c, _ in found.others] == [9, 2, 1]


def test_nobody_and_oneself() -> None:
    assert decide(ANNA, []).best is None
    assert decide(ANNA, [ANNA]).best is None
    stranger = Identity(5, "Kim", "Larsen", company="Fjord AS")
    alone = decide(ANNA, [stranger])
    assert (alone.best, alone.is_same, alone.is_similar) == (None, False, False)


def test_keys_of_a_record() -> None:
    keys = match_keys(ANNA)
    assert keys[:2] == (
        MatchKey("email", "anna.meier@nordwind.de"),
        MatchKey("phone", "+491711234567"),
    )
    assert len(keys) == len(set(keys)) == 7
    assert match_keys(Identity()) == ()
    assert match_keys(person("Anna", "Meier")) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("meier", "mayer"), ("schmidt", "shmit"), ("philip", "filip"), ("karl", "carl")],
)
def test_sounds(one: str, other: str) -> None:
    assert sounds_like(one) == sounds_like(other)


# ------------------------------------------------------------------------------------ laws

names = st.sampled_from(
    "Anna|Ana|Tom|Thomas|A.|José|Jose\u0301|Meier|Maier|van der Berg|Müller|Mueller|O'Neil|山田||x"
    "".split("|")
)
identities = st.builds(
    Identity,
    record_id=st.none() | st.integers(1, 5),
    given=names,
    family=names,
    name=st.text(max_size=8),
    company=st.sampled_from(["", "Acme GmbH", "ACME", "Acme Nord", "Nordwind", "株式会社"])
    | st.text(max_size=8),
    emails=st.lists(
        st.sampled_from(["a@acme.de", "a+x@acme.de", "info@acme.de", "b@web.de"]), max_size=2
    ).map(tuple),
    phones=st.lists(st.sampled_from(["+4989123456", "+491711234567"]), max_size=2).map(tuple),
    domain=st.sampled_from(["", "acme.de", "nordwind.de"]),
    country=st.sampled_from(["", "DE"]),
)


@given(identities, identities)
def test_compare_is_symmetric(a: Identity, b: Identity) -> None:
    assert compare(a, b) == compare(b, a)
    assert name_likeness(a, b) == name_likeness(b, a)
    assert 0.0 <= compare(a, b).score <= 1.0


@given(identities, st.lists(identities, max_size=4))
def test_what_is_certain_shares_an_exact_key(a: Identity, pool: list[Identity]) -> None:
    found = decide(a, pool)
    mine = {k for k in match_keys(a) if k.kind in EXACT_KINDS}
    if found.best is not None and found.is_same:
        assert mine & set(match_keys(found.best))


@given(identities)
def test_keys_and_scores_know_no_case_space_or_composition(a: Identity) -> None:
    def vary(text: str) -> str:
        return f"  {unicodedata.normalize('NFD', text)} " if text else text

    twin = a._replace(
        given=vary(a.given), family=vary(a.family), name=vary(a.name), company=vary(a.company),
        emails=tuple(e.upper() for e in a.emails), domain=a.domain.upper(),
    )  # fmt: skip
    assert match_keys(twin) == match_keys(a)
    assert compare(a, twin) == compare(twin, a)
    if name_likeness(a, a) is not None:
        assert name_likeness(a, twin) == 1.0


@given(st.text(), st.text(), st.text())
def test_any_text_is_compared(name: str, company: str, address: str) -> None:
    a = Identity(None, name=name, company=company, emails=(address,), phones=(address,))
    assert all(key.value for key in match_keys(a) if key.kind not in EXACT_KINDS)
    compare(a, a._replace(name=company, company=name))


# ------------------------------------------------------------------- 300 planted duplicates

GIVEN = """Anna Thomas Maria Peter Julia Stefan Laura Michael Sophie Daniel Claire Pierre Lucía
Javier Giulia Marco Emma Lars Ingrid Björn Katarzyna Piotr Hannah James Olivia William Charlotte
Henrik Sanne Pieter Yuki Haruto Chiara Antonio Elena Viktor Zoë Nils Amélie François""".split()
FAMILY = """Müller Schneider Fischer Weber Hoffmann Schäfer Dubois Lefèvre Moreau García Fernández
Martínez Rossi Bianchi Esposito Andersson Johansson Lindström Kowalski Wiśniewski Nowak Smith
Johnson Thompson Richardson Robinson Janssen Bakker Visser Tanaka Watanabe Nakamura Kjærgaard
Petersen O'Brien Fitzgerald Zimmermann Krüger Baumann Lehmann Steinbach Vandenberg""".split()
FIRST = """Nordwind Alpenglas Rheinstahl Silberbach Küstenwerk Atelier Maison Lumière Soleado
Montaña Officina Fratelli Stockmar Fjordtech Wisła Thamesgate Brightwater Harborline Tulpenhof
Sakura Meridian Quantum Bluepeak Ironbridge Greenfield Westholm Ostmark Solaris Kranich""".split()
SECOND = """Logistik Systeme Energie Consulting Software Medizin Textil Foods Robotics Optik Print
Elektronik Metall Papier Möbel Design""".split()
FORMS = ["GmbH", "AG", "Ltd", "SARL", "S.p.A.", "AB", "B.V.", "Inc.", "Sp. z o.o.", ""]


def _slip(rnd: random.Random, word: str) -> str:
    """One typing error, not in the first letter."""
    at = rnd.randrange(1, max(2, len(word) - 1))
    return rnd.choice(
        [
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at : at + 2][::-1] + word[at + 2 :],
            word[:at] + rnd.choice("aeinrst") + word[at + 1 :],
        ]
    )


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if c.isascii())


def _base(rnd: random.Random, size: int) -> list[Identity]:
    people: dict[tuple[str, str], Identity] = {}
    while len(people) < size:
        first, last = rnd.choice(GIVEN), rnd.choice(FAMILY)
        company = f"{rnd.choice(FIRST)} {rnd.choice(SECOND)}"
        domain = _plain(company).lower().replace(" ", "-") + ".com"
        mail = f"{_plain(first)}.{_plain(last)}{len(people)}@{domain}".lower().replace("'", "")
        phone = f"+4917{rnd.randrange(10**8, 10**9)}"
        people.setdefault(
            (f"{first} {last}", company),
            Identity(
                len(people) + 1, first, last, "", f"{company} {rnd.choice(FORMS)}".strip(),
                (mail,), (phone,), domain,
            ),
        )  # fmt: skip
    return list(people.values())


def _planted(rnd: random.Random, known: Identity) -> tuple[Identity, bool]:
    """The same person once more, as another list has them; whether joining must be certain."""
    bare = known._replace(record_id=None, emails=(), phones=(), domain="")
    kind = rnd.randrange(9)
    if kind == 0:
        tagged = known.emails[0].replace("@", "+fair@").upper()
        return bare._replace(given="", family="", company="", emails=(tagged,)), True
    if kind == 1:
        return bare._replace(company="", phones=known.phones, family=known.family.upper()), True
    if kind == 2:
        return bare._replace(family=_slip(rnd, known.family)), False
    if kind == 3:
        return bare._replace(given=_slip(rnd, known.given)), False
    if kind == 4:
        return bare._replace(company=_slip(rnd, known.company.split()[0]) + " "
                       + " ".join(known.company.split()[1:])), False  # fmt: skip
    if kind == 5:
        swapped = bare._replace(given="", family="", name=f"{known.family}, {known.given}")
        return swapped._replace(company=known.company.upper()), False
    if kind == 6:
        return bare._replace(given=known.given[0] + ".", company=known.company + " GmbH"), False
    if kind == 7:
        return bare._replace(company="", domain=known.domain, given=_plain(known.given)), False
    return bare._replace(family=_plain(known.family), company=known.company.split()[0]), False


@pytest.mark.parametrize("seed", [300, 1, 2, 3])
def test_planted_duplicates_are_found_and_strangers_are_not_joined(seed: int) -> None:
    rnd = random.Random(seed)
    base = _base(rnd, 3_000)
    index: dict[MatchKey, set[int]] = defaultdict(set)
    for at, record in enumerate(base):
        for key in match_keys(record):
            index[key].add(at)
    found = flagged_wrong = 0
    missed: list[Identity] = []
    for known in rnd.sample(base, 300):
        twin, must_be_certain = _planted(rnd, known)
        near = sorted({at for key in match_keys(twin) for at in index[key]})
        assert len(near) < 200
        decision = decide(twin, (base[at] for at in near))
        suspects = [decision.best, *(c for c, _ in decision.others)]
        if known in suspects:
            found += 1
        else:
            missed.append(twin)
        flagged_wrong += sum(c is not None and c is not known for c in suspects)
        if must_be_certain:
            assert decision.is_same, twin
            assert decision.best is known
        else:
            assert not decision.match.certain
    assert found >= 0.97 * 300, (found, missed)
    assert flagged_wrong <= 30


def test_new_people_are_mostly_new() -> None:
    rnd = random.Random(301)
    base = _base(rnd, 2_600)
    stored, incoming = base[:2_300], base[2_300:]
    index: dict[MatchKey, list[Identity]] = defaultdict(list)
    for record in stored:
        for key in match_keys(record):
            index[key].append(record)
    asked = 0
    for one in incoming:
        decision = decide(
            one._replace(record_id=None), {c for key in match_keys(one) for c in index[key]}
        )
        assert not decision.is_same
        asked += decision.is_similar
    assert asked <= 6


def test_colleagues_on_shared_lines_are_never_joined() -> None:
    rnd = random.Random(302)
    people, asked = _base(rnd, 300), 0
    for group in (people[i : i + 6] for i in range(0, 300, 6)):
        staff = [
            p._replace(emails=("info@nordwind.de",), phones=("+4989123456",), domain="nordwind.de",
                    company="Nordwind GmbH") for p in group
        ]  # fmt: skip
        distinct = {p.full_name for p in staff}
        newcomer, others = staff[0]._replace(record_id=None), staff[1:]
        if len(distinct) < len(staff):
            continue
        decision = decide(newcomer, others)
        assert not decision.is_same, decision
        assert decision.is_similar
        asked += 1
    assert asked > 40
