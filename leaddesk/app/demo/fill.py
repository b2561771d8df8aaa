"""Fills an empty database: a small team, the sample, and as many made-up leads as wanted."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from random import Random

from leaddesk.app.demo.people import People
from leaddesk.app.demo.records import Team
from leaddesk.app.demo.sample import Sample, read_sample
from leaddesk.app.demo.stories import Teller
from leaddesk.app.demo.words import load_words
from leaddesk.base.errors import KnownError
from leaddesk.base.progress import Progress
from leaddesk.domain.people import User
from leaddesk.service.commands import AddUser, EditUser
from leaddesk.service.desk import Desk
from leaddesk.service.read_models import Reader, TeamView
from leaddesk.service.rules import (
    SCORING,
    SLA,
    TEAM,
    scoring_rules,
    sla_policies,
    team_setting,
)
from leaddesk.storage.demo_rows import Filled, NewId, fill_database
from leaddesk.storage.store import SqlStorage

SAMPLE = 30
BATCH_NAME = "Sample data"
_SLICE = 1_000
_LEADS_PER_SELLER = 4_000  # of a large sample; it gets more sellers, up to twenty-four
_MOST_SELLERS = 24
_TWINS = 0.004  # one lead in 250 is there twice


def fill(
    desk: Desk,
    storage: SqlStorage,
    leads: int,
    seed: int,
    now: datetime,
    progress: Callable[[Progress], object] | None = None,
    *,
    names_me: bool = True,
) -> dict[str, int]:
    """Make `leads` leads (and the opportunities that some became) and count what was made.

    The first thirty are always the same; the others follow from `seed` and `now`. With `names_me`
    a user without a name gets one of the sample. Raises KnownError, and changes nothing, if there
    are leads already.
    """
    if leads < 0:
        raise KnownError(f"{leads} leads can't be made.", "Name a number above zero.")
    if desk.ask(lambda reader: reader.count()):
        raise KnownError(
            "This database has leads already.",
            "Nothing was changed. Sample data goes into an empty database only: name a new one "
            "with --data-dir or --database.",
            code="not-empty",
        )
    before = {user.id for user in desk.ask(lambda reader: reader.team()).users}
    users = _people_of_the_sample(desk, leads, names_me=names_me)
    team = _team(desk, tuple(users.values()))

    def make(new_id: NewId, batch_id: int) -> Iterator[Sequence[Filled]]:
        parts = _records(team, users, leads, Random(seed), now, new_id, batch_id)  # noqa: S311
        done = 0
        for part in _in_slices(parts):
            done += sum(one.lead.kind == "lead" for one in part)
            yield part
            if progress is not None:
                progress(Progress(done, leads, "Making leads"))

    counts = fill_database(
        storage, make, name=BATCH_NAME, now=now, user_id=desk.user_id,
        op_id=f"sample-{seed}-{leads}-{now.isoformat()}",
        users=[user.id for user in users.values() if user.id not in before],
    )  # fmt: skip
    return {**counts, "users": len(users)}


def _records(
    team: Team,
    users: dict[str, User],
    leads: int,
    rng: Random,
    now: datetime,
    new_id: NewId,
    batch_id: int,
) -> Iterator[list[Filled]]:
    yield from Sample(team, users, now, new_id, batch_id).records(min(leads, SAMPLE))
    words = load_words()
    people = People(words, rng, team.currency)
    teller = Teller(team, words, rng, now, new_id, batch_id)
    lately: deque[Filled] = deque(maxlen=40)
    for _ in range(leads - SAMPLE):
        person, twin = people.next(), None
        if len(lately) == lately.maxlen and rng.random() < _TWINS:
            twin = rng.choice(lately)
            # The same person once more, under a second address and without a number.
            same = {
                name: getattr(twin.lead, name)
                for name in ("name", "given_name", "family_name", "company", "country")
            }
            person = replace(person, firm=None, values={**person.values, **same})
            person.values.pop("phone", None)
        told = teller.tell(person)
        if twin is not None:
            told[-1] = replace(told[-1], twin=twin.lead)
        elif told[0].lead.company:
            lately.append(told[-1])
        yield told


def _in_slices(records: Iterator[list[Filled]]) -> Iterator[list[Filled]]:
    part: list[Filled] = []
    for some in records:
        part.extend(some)
        if len(part) >= _SLICE:
            yield part
            part = []
    if part:
        yield part


def _people_of_the_sample(desk: Desk, leads: int, *, names_me: bool) -> dict[str, User]:
    """The users by the logins of the sample. Who fills the database takes Sam's place."""
    known = {user.login: user for user in desk.ask(lambda reader: reader.team()).users}
    me = next((user for user in known.values() if user.id == desk.user_id), None)
    users: dict[str, User] = {}
    for place, plain in enumerate(read_sample()["team"]):
        login, name = plain["login"], plain["name"]
        email = f"{login}@team.example"
        if place == 0 and me is not None:
            if names_me and me.name == me.login:
                named = EditUser(me.id, {"name": name, "email": email})
                me = desk.execute(named).result
            users[login] = me
            continue
        if login not in known:
            known[login] = desk.execute(AddUser(login, name, email, plain["role"])).result
        users[login] = known[login]
    for login, name in _further_sellers(leads - len(users) * _LEADS_PER_SELLER):
        if login not in known:
            known[login] = desk.execute(AddUser(login, name, f"{login}@team.example")).result
        users[login] = known[login]
    return users


def _further_sellers(leads: int) -> Iterator[tuple[str, str]]:
    countries = load_words().by_code
    codes = sorted(countries)
    for n in range(min(_MOST_SELLERS, max(0, leads // _LEADS_PER_SELLER))):
        country = countries[codes[n % len(codes)]]
        given = country.given[n % len(country.given)]
        family = country.family[-1 - n % len(country.family)]
        yield f"rep{n + 1}", f"{given} {family}"


def _team(desk: Desk, sellers: tuple[User, ...]) -> Team:
    def read(known: Reader) -> tuple[TeamView, str | None, str | None, str | None]:
        return (known.team(), known.setting(SCORING), known.setting(SLA), known.setting(TEAM))

    view, scoring, sla, base = desk.ask(read)
    queue = next((team.id for team in view.teams if team.is_default), None)
    me = next((user for user in view.users if user.id == desk.user_id), None)
    zone = me.time_zone if me is not None else team_setting(base)["time_zone"]
    return Team(
        view.pipeline, sellers, queue, scoring_rules(scoring), sla_policies(sla), view.currency,
        zone,
    )  # fmt: skip
