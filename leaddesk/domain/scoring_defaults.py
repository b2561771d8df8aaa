"""The rules a team starts with: small, real, and each explains itself."""

from __future__ import annotations

from decimal import Decimal

from leaddesk.domain.criteria import All, Any, Condition, Criteria
from leaddesk.domain.scoring import Disqualifier, FitRule, IntentRule, RuleSet

_TITLES = (
    "chief", "ceo", "cto", "cfo", "coo", "cmo", "founder", "owner", "president", "director",
    "head of", "vp", "geschäftsführ", "leiter", "leitung", "inhaber", "vorstand", "directeur",
    "directrice", "gérant", "director", "gerente", "titolare", "direttore", "diretor", "eigenaar",
)  # fmt: skip


def _number(field: str, low: str, high: str) -> Criteria:
    return Condition(field, "between", (Decimal(low), Decimal(high)))


def _any(field: str, words: tuple[str, ...]) -> Criteria:
    return Any(tuple(Condition(field, "contains", word) for word in words))


# A request stands in the subject of the touchpoint that the capture files.
_CAPTURED = ("form", "import", "event", "system")


def _subject(word: str) -> Criteria:
    return Condition("subject", "contains", word)


def default_rules() -> RuleSet:
    """Fit 50 at most, intent 50 at most."""
    return RuleSet(
        fit=(
            FitRule("50 to 1,000 employees", _number("employees", "50", "1000"), 16),
            FitRule("Over 1,000 employees", _number("employees", "1001", "99999999"), 12),
            FitRule("10 to 49 employees", _number("employees", "10", "49"), 8),
            FitRule("Decides (job title)", _any("title", _TITLES), 12),
            FitRule("Company is known", Condition("company", "is_set"), 6),
            FitRule("Business e-mail address", Condition("mailbox", "eq", "business"), 6),
            FitRule("Can be called", Condition("phone", "is_set"), 4),
            FitRule("Named a budget", Condition("budget", "is_set"), 4),
            FitRule("Named a time", Condition("timeline", "is_set"), 4),
            FitRule(
                "Private address, no company",
                All((Condition("mailbox", "eq", "free"), Condition("company", "is_empty"))),
                -6,
            ),
        ),
        intent=(
            IntentRule("Asked for a demo", _CAPTURED, 30, _subject("demo request")),
            IntentRule("Asked for prices", _CAPTURED, 25, _subject("pricing inquiry")),
            IntentRule("Started a trial", _CAPTURED, 25, _subject("free trial")),
            IntentRule("Was referred", _CAPTURED, 20, _subject("referral")),
            IntentRule("Read the pricing guide", ("download",), 20, _subject("pric")),
            IntentRule("Event or webinar", _CAPTURED, 15, _subject("event or webinar")),
            IntentRule("Downloaded something", _CAPTURED, 10, _subject("content download")),
            IntentRule(
                "Pricing page three times in a week", ("page_visit",), 15, _subject("pric"),
                min_count=3, window_days=7,
            ),
            IntentRule(
                "Opened five e-mails in a month", ("email_opened",), 10, min_count=5,
                window_days=30, weak=True,
            ),
            IntentRule("Wrote to us", ("email_in",), 15),
            IntentRule("Reached by phone", ("call",), 10, Condition("outcome", "eq", "reached")),
            IntentRule("Met with us", ("meeting",), 15),
            IntentRule("Uses the product", ("product_use",), 5, cap=20),
            IntentRule("Follows us on LinkedIn", ("social",), 5),
            IntentRule("Unsubscribed", ("unsubscribe",), -10, half_life=None),
        ),
        disqualifiers=(
            Disqualifier("Student", _any("title", ("student", "étudiant", "estudiante")), "no fit"),
            Disqualifier(
                "Wants no contact",
                All((
                    Condition("consent_email", "eq", "denied"),
                    Condition("consent_phone", "eq", "denied"),
                )),
                "other",
            ),
        ),
    )  # fmt: skip
