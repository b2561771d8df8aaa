"""What the programs of a team tell each other while somebody writes in a lead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EditWord:
    """One program says: its user writes in this lead now. A `lead_id` of None: in none any more.

    `client` names the program for as long as it runs (lower-case hexadecimal digits): one user's
    two windows are two. A later word of a client replaces its earlier one. Nobody stores it, and
    when it was said is the moment in which it is heard.
    """

    client: str
    user_id: int
    lead_id: int | None
