"""The kinds of records that are a table and its dataclass, nothing more."""

from __future__ import annotations

from typing import Any

from leaddesk.domain.activity import Activity, Consent, Task
from leaddesk.domain.people import Company, Contact, Team, User
from leaddesk.domain.pipeline import Stage
from leaddesk.storage import rows
from leaddesk.storage.codec import Codec
from leaddesk.storage.view_rows import ViewCodec, saved_view

SIMPLE_KINDS: dict[str, tuple[Any, Codec[Any]]] = {
    "activity": (rows.activity, Codec(Activity)),
    "task": (rows.task, Codec(Task)),
    "consent": (rows.consent, Codec(Consent)),
    "company": (rows.company, Codec(Company)),
    "contact": (rows.contact, Codec(Contact)),
    "user": (rows.app_user, Codec(User)),
    "team": (rows.team, Codec(Team)),
    "stage": (rows.stage, Codec(Stage)),
    "view": (saved_view, ViewCodec()),
}
