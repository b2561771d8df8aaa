"""Under any filter the heads, the chips, the lists and their totals tell what the leads say."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from leaddesk.base.clock import SystemClock
from leaddesk.domain.aging import is_going_stale
from leaddesk.domain.criteria import ALWAYS, All, Condition, Criteria, matches
from leaddesk.domain.criteria_parse import parse
from leaddesk.domain.draft import LeadDraft
from leaddesk.domain.fields import FIELDS
from leaddesk.service import commands as c
from leaddesk.service.read_models import Attention, BoardFilter, ListQuery

FILTERS = (
    "score >= 1", 'owner = "ana"', "owner is empty or value > 1000", "value between 1000 and 5000",
    'not (city = "Lyon" or tags = "vip")', "tags is empty", 'city contains "o"',
    "created >= today - 1d", "next_step < now", 'kind = "opportunity"', 'lifecycle = "opportunity"',
    'region_code = "north"', "region_code is empty", 'source in ("web", "fair")', "score > 100",
    'owner = "ana" and city contains "o" and value >= 1000',
)  # fmt: skip


@pytest.fixture
def crowd(office):
    """Forty leads of all sorts; their times are the system's, since filters count from now."""
    office.now = SystemClock().now()
    cities, tags = ("Lyon", "Oslo", "", "Köln"), ((), ("vip",), ("vip", "fair"))
    stages = [s.name for s in office.storage.read(lambda reader: reader.pipeline()).columns]
    drafts = tuple(
        LeadDraft(
            name=f"Person {n}", emails=(f"p{n}@shop{n}.example.org",), company=f"Shop {n}",
            source=("web", "fair", "referral")[n % 3], city=cities[n % 4], tags=tags[n % 3],
            value=str(n * 250) if n % 5 else "", currency=("EUR", "USD")[n % 2],
            custom=(("region_code", "north"),) if n % 6 == 0 else (),
        )
        for n in range(40)
    )  # fmt: skip
    for n, captured in enumerate(office.do(c.CaptureLeads(drafts)).result):
        lead_id = captured.id
        if n % 4 == 0:
            office.do(c.AddTask(lead_id, "call", office.now + timedelta(hours=(n - 20) * 3)))
        if n % 7 == 0:
            office.move(lead_id, stages[1])
        if n % 13 == 12:
            office.do(c.DeleteLeads((lead_id,)))
        if n % 11 == 10:
            office.do(c.Disqualify((lead_id,), "unresponsive"))
    return office


def facts_of(office, lead):
    """A lead's values by their public names, as filters see them."""
    pipeline = office.storage.read(lambda reader: reader.pipeline())
    users = {u.id: (u.login, u.name, u.email) for u in (office.maya, office.ana, office.ben)}
    stage = pipeline.by_id(lead.stage_id)

    def value_of(field: str) -> object:
        if field == "owner":
            return users.get(lead.owner_id, ())
        if field == "stage":
            return (stage.name,) if stage.role == "column" else (stage.name, stage.role)
        if field == "lifecycle":
            return stage.lifecycle
        info = FIELDS.get(field)
        return lead.custom.get(field) if info is None else getattr(lead, info.column)

    return value_of


def met(office, criteria: Criteria, now: datetime, *, on_board: bool):
    """The leads that a filter means, looked at one by one."""
    everybody = office.storage.read(lambda reader: reader.leads(reader.lead_ids(ListQuery())))
    pipeline = office.storage.read(lambda reader: reader.pipeline())
    return [
        lead for lead in everybody.values()
        if matches(criteria, facts_of(office, lead), now)
        and (not on_board or pipeline.column_of(lead.stage_id) is not None)
    ]  # fmt: skip


def test_heads_chips_and_totals_are_those_of_the_leads(crowd) -> None:
    now = SystemClock().now()
    pipeline = crowd.storage.read(lambda reader: reader.pipeline())
    day_ends = now + timedelta(hours=5)
    for text in FILTERS:
        criteria = parse(text, ("region_code",))
        for owner in (None, crowd.ana.id):
            shown = BoardFilter(owner, criteria, day_ends=day_ends)
            leads = [
                lead for lead in met(crowd, criteria, now, on_board=True)
                if owner in (None, lead.owner_id)
            ]  # fmt: skip
            counts: Counter[int | None] = Counter()
            sums: dict[tuple[int | None, str], Decimal] = defaultdict(Decimal)
            for lead in leads:
                column = pipeline.column_of(lead.stage_id)
                counts[column] += 1
                sums[column, lead.currency] += lead.value or 0
            heads, chips, seen = crowd.storage.read(
                lambda reader, shown=shown: (
                    reader.board_heads(shown), reader.attention(shown, now),
                    {s.id: {row.id for row in reader.board_page(s.id, shown).rows}
                     for s in pipeline.columns},
                )
            )  # fmt: skip
            assert {h.column_id: h.count for h in heads if h.count} == counts, text
            assert {(h.column_id, code): total for h in heads for code, total in h.sums.items()} \
                == {key: total for key, total in sums.items() if total}, text  # fmt: skip
            assert {one for ids in seen.values() for one in ids} == {lead.id for lead in leads}, (
                text
            )
            assert chips == attention_of(pipeline, leads, now, day_ends), text


def attention_of(pipeline, leads, now: datetime, day_ends: datetime) -> Attention:
    def stale(lead) -> bool:
        return is_going_stale(lead, pipeline.by_id(pipeline.column_of(lead.stage_id)), now)

    due = [lead.due_at for lead in leads]
    return Attention(
        overdue=sum(at is not None and at < now for at in due),
        today=sum(at is not None and now <= at < day_ends for at in due),
        no_next_step=sum(at is None for at in due),
        sla_running=sum(lead.sla_due is not None for lead in leads),
        going_stale=sum(map(stale, leads)),
    )


def test_a_list_says_how_many_it_has(crowd) -> None:
    now = SystemClock().now()
    for text in FILTERS:
        criteria = parse(text, ("region_code",))
        for open_only in (False, True):
            query = ListQuery(criteria, open_only=open_only)
            page = crowd.storage.read(lambda reader, query=query: reader.lead_page(query))
            leads = met(crowd, criteria, now, on_board=open_only)
            assert page.total == len(leads), text
            assert {row.id for row in page.rows} == {lead.id for lead in leads}, text


def test_each_part_says_what_there_would_be_without_it(crowd) -> None:
    now = SystemClock().now()
    parts = tuple(
        parse(text)
        for text in ("value >= 1000", 'city contains "o"', 'owner = "ana"', 'source = "web"')
    )
    for some in (parts, parts[:1], (*parts, Condition("score", "gt", Decimal(100)))):
        for on_board in (True, False):
            query = BoardFilter(criteria=All(some)) if on_board else ListQuery(All(some))
            counted = crowd.storage.read(lambda reader, query=query: reader.without_each(query))
            assert counted == tuple(
                len(met(crowd, All((*some[:n], *some[n + 1 :])), now, on_board=on_board))
                for n in range(len(some))
            )
    none = crowd.storage.read(
        lambda reader: (reader.without_each(BoardFilter()), reader.without_each(ListQuery(ALWAYS)))
    )
    assert none == ((), ())
    one = BoardFilter(criteria=parts[0])
    assert crowd.storage.read(lambda reader: reader.without_each(one)) == (
        len(met(crowd, ALWAYS, now, on_board=True)),
    )
