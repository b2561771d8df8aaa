"""The form for a new lead: its fields, its next step, what it knows of likenesses and pastes."""

from leaddesk.widgets.new_lead.form import NewLeadForm

__all__ = ["NewLeadForm"]
