"""What the stages of a new pipeline are called in the user's language."""

from __future__ import annotations

from leaddesk.domain.pipeline import StageNames
from leaddesk.presentation.text import tr


def stage_names() -> StageNames:
    """Return (name in the templates, name here) of every stage of every template. From then on
    they are the team's own words, whoever looks at them."""
    return (
        ("New", tr("New")), ("Contacted", tr("Contacted")), ("Qualified", tr("Qualified")),
        ("MQL", tr("MQL")), ("Accepted", tr("Accepted")),
        ("Sales qualified", tr("Sales qualified")), ("Proposal", tr("Proposal")),
        ("Negotiation", tr("Negotiation")), ("Raw", tr("Raw")), ("Nurture", tr("Nurture")),
        ("Disqualified", tr("Disqualified")), ("Archived", tr("Archived")),
        ("Converted", tr("Converted")), ("Won", tr("Won")), ("Lost", tr("Lost")),
    )  # fmt: skip
