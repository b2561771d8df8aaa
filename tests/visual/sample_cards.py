"""Cards in every state, to look at and to test with."""

from __future__ import annotations

from dataclasses import replace

from leaddesk.presentation.card import Card, CardStep
from leaddesk.widgets.board.card_painter import CardState

_NONE = CardStep("none", "triangle-alert", "Plan next step")
_LATE = CardStep("late", "alarm-clock-off", "First reply · 38 min late", 1.0, "danger")


def cards() -> tuple[tuple[Card, CardState], ...]:
    """Return one card for each state that a card can have."""
    plain = CardState()
    base = Card(1, 1, "Vantage Foods", "Lucía Romero", "€11,500", "Referral", _LATE)
    call = CardStep("today", "phone", "Call · 14:30")
    nordwind = replace(
        base,
        company="Nordwind Logistics",
        person="Anna Lindqvist",
        value_text="€24,000",
        type_text="Demo request",
        step=call,
        days_text="3 d",
        score=84,
        band="hot",
    )
    future = CardStep("future", "calendar", "Meeting · Tue 25 Nov")
    warn = CardStep("sla", "timer", "First reply · 12 min left", 0.8, "warn")
    running = CardStep("sla", "timer", "First reply · 41 min left", 0.32, "ok")
    email_late = CardStep("late", "mail", "Email · 2 days late", None, "danger")
    long = "Vereinigte Elektrizitätsgesellschaft Nordrhein und Söhne GmbH & Co. KG"
    return (
        (replace(base, score=64, band="warm"), plain),
        (
            replace(
                base,
                company="Brightwater Clinics",
                person="Eva Moreau",
                value_text="€18,000",
                type_text="Demo request",
                step=warn,
                score=91,
                band="hot",
            ),
            plain,
        ),
        (
            replace(
                base,
                company="Kite & Company",
                person="Tom Harker",
                value_text="€6,400",
                type_text="Web form",
                step=running,
                score=72,
                band="warm",
            ),
            plain,
        ),
        (
            replace(
                nordwind,
                company="Studio Belvedere",
                step=email_late,
                score=58,
                band="warm",
                days_text="6 d",
                owner_initials="OA",
                owner_color_index=3,
            ),
            plain,
        ),
        (nordwind, CardState(selected=True)),
        (
            replace(
                nordwind,
                company="Delta Print",
                person="Ruud Bakker",
                step=_NONE,
                score=33,
                band="cold",
                days_text="8 d",
            ),
            plain,
        ),
        (
            replace(
                nordwind,
                company="Cobalt Robotics",
                step=future,
                score=77,
                band="warm",
                owner_initials="PS",
                owner_color_index=1,
            ),
            CardState(hovered=True),
        ),
        (
            replace(
                nordwind,
                company="Hearth & Home",
                step=replace(future, text="Call · Fri 28 Nov", icon="phone"),
                score=41,
                band="cold",
                days_text="16 d",
                stale=True,
                owner_initials="LF",
                owner_color_index=2,
            ),
            plain,
        ),
        (replace(nordwind, company="Ferro Metalworks", step=_NONE, score=12, band="low"), plain),
        (nordwind, CardState(focused=True)),
        (nordwind, CardState(checked=True)),
        (
            replace(
                nordwind,
                unsaved_reason="waiting for Priya",
                editing_initials="PS",
                editing_color_index=1,
            ),
            plain,
        ),
        (replace(nordwind, company="", score=None, band="none"), plain),
        (
            replace(
                base,
                company="",
                person="",
                email="info@vantage.example",
                value_text="",
                step=_NONE,
                incomplete=True,
                score=8,
                band="low",
            ),
            plain,
        ),
        (
            replace(
                nordwind,
                company=long,
                type_text="Veranstaltung in der Messehalle Köln",
                step=replace(future, text="Präsentation beim Vorstand · Dienstag 25. November"),
                days_text="21 d",
                stale=True,
                owner_initials="HV",
                owner_color_index=4,
            ),
            plain,
        ),
        (replace(nordwind, company="gnp\u202eexe.pdf", person="<b>bold</b>"), plain),
    )
