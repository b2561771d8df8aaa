"""Users, teams and queues; companies and contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

Role = Literal["rep", "marketing", "manager", "admin"]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody of the team. `login` is the system's (or the database's) user name."""

    id: int
    name: str
    login: str
    email: str = ""
    role: Role = "rep"
    active: bool = True
    time_zone: str = "UTC"
    color: int = 1
    version: int = 1

    @property
    def initials(self) -> str:
        parts = self.name.split() or [self.login or "?"]
        return (parts[0][:1] + (parts[-1][:1] if len(parts) > 1 else "")).upper()


@dataclass(frozen=True, slots=True)
class Team:
    """A set of users leads can wait for; the default one is the fallback queue."""

    id: int
    name: str
    members: tuple[int, ...] = ()
    is_default: bool = False
    version: int = 1


@dataclass(frozen=True, slots=True)
class Company:
    """An organisation; found again by `domain`, then by `match_name` (without legal suffix)."""

    id: int
    name: str
    created_at: datetime
    match_name: str = ""
    domain: str = ""
    industry: str = ""
    employees: int | None = None
    country: str = ""
    owner_id: int | None = None
    batch_id: int | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Contact:
    """A qualified person at a company, made by conversion."""

    id: int
    name: str
    created_at: datetime
    given_name: str = ""
    family_name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    company_id: int | None = None
    batch_id: int | None = None
    version: int = 1
