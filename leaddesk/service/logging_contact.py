"""Filing what happened, and what follows: the clock is met, a new lead becomes a contacted one."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.domain.activity import OUTBOUND_KINDS, Activity
from leaddesk.domain.conversion import reach
from leaddesk.domain.lead import Lead, set_fields
from leaddesk.domain.pipeline import Stage, missing_fields
from leaddesk.service.book import Book
from leaddesk.service.derived import refresh_and_promote
from leaddesk.service.ports import UnitOfWork


def file_activity(uow: UnitOfWork, book: Book, lead: Lead, activity: Activity) -> Activity:
    """File it with the lead. The first outbound contact moves a lead from the column before the
    one of contacted leads into that one."""
    filed = uow.activities.add(activity)
    target = _contacted(book, lead) if activity.kind in OUTBOUND_KINDS else None
    if target is not None and not missing_fields(target, set_fields(lead)):
        uow.leads.save(
            replace(
                lead, stage_id=target.id, stage_since=uow.now, position=None,
                reached=reach(lead, target, uow.now),
            )
        )  # fmt: skip
    refresh_and_promote(uow, book, [lead.id])
    return filed


def _contacted(book: Book, lead: Lead) -> Stage | None:
    """The next column, if it is the one of leads that somebody has taken up."""
    if lead.kind != "lead":
        return None
    columns = [stage.id for stage in book.pipeline.columns]
    here = book.pipeline.column_of(lead.stage_id)
    if here is None or columns.index(here) + 1 >= len(columns):
        return None
    following = book.pipeline.by_id(columns[columns.index(here) + 1])
    return following if following.lifecycle == "sal" else None
