"""The tables, on SQLite and on PostgreSQL alike.

Every stored value is a plain number or text: times are microseconds since 1970 in UTC, money is
thousandths of the currency's unit, lists and maps are JSON text. So a row is a JSON document, the
change log holds it as it is, and both databases and COPY read the same values.

One table, `lead`, holds leads and opportunities (`kind`): they stand on one board and answer the
same filters. Ids of all entities come from one sequence and are never used twice.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    text,
)

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    }
)


def id_column() -> Column[int]:
    return Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False
    )


def words(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def number(name: str, *, null: bool = True) -> Column[int]:
    if null:
        return Column(name, BigInteger)
    return Column(name, BigInteger, nullable=False, server_default="0")


def version() -> Column[int]:
    return Column("version", Integer, nullable=False, server_default="1")


def reference(name: str, target: str, *, null: bool = True) -> Column[int]:
    return Column(name, BigInteger, ForeignKey(f"{target}.id"), nullable=null)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), words("value"))
setting = Table(
    "setting",
    metadata,
    Column("key", Text, primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),  # 0: the whole team's
    words("document"),
)
app_user = Table(
    "app_user",
    metadata,
    id_column(),
    words("name"),
    Column("login", Text, nullable=False, unique=True),
    words("email"),
    words("role", "rep"),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    words("time_zone", "UTC"),
    Column("color", Integer, nullable=False, server_default="1"),
    version(),
)
team = Table(
    "team",
    metadata,
    id_column(),
    words("name"),
    words("members", "[]"),
    Column("is_default", Boolean, nullable=False, server_default=text("false")),
    version(),
)
rotation = Table(
    "rotation",
    metadata,
    Column("team_id", BigInteger, ForeignKey("team.id"), primary_key=True, autoincrement=False),
    number("turn", null=False),
)
stage = Table(
    "stage",
    metadata,
    id_column(),
    words("name"),
    words("belongs"),
    words("role"),
    words("lifecycle"),
    Column("position", Integer, nullable=False, server_default="0"),
    Column("color", Integer, nullable=False, server_default="1"),
    Column("probability", Integer, nullable=False, server_default="0"),
    Column("rotting_days", Integer, nullable=False, server_default="14"),
    words("requires", "[]"),
    version(),
)
company = Table(
    "company",
    metadata,
    id_column(),
    words("name"),
    words("match_name"),
    words("domain"),
    words("industry"),
    Column("employees", BigInteger),
    words("country"),
    reference("owner_id", "app_user"),
    number("batch_id"),
    number("created_at", null=False),
    version(),
    Index(None, "match_name"),
    Index(None, "domain"),
    Index(None, "batch_id"),
)
contact = Table(
    "contact",
    metadata,
    id_column(),
    words("name"),
    words("given_name"),
    words("family_name"),
    words("title"),
    words("email"),
    words("phone"),
    reference("company_id", "company"),
    number("batch_id"),
    number("created_at", null=False),
    version(),
    Index(None, "email"),
    Index(None, "phone"),
    Index(None, "batch_id"),
)
lead = Table(
    "lead",
    metadata,
    id_column(),
    words("kind", "lead"),
    version(),
    words("name"),
    words("given_name"),
    words("family_name"),
    words("title"),
    words("email"),
    words("emails", "[]"),
    words("phone"),
    words("phones", "[]"),
    words("company"),
    words("website"),
    words("linkedin"),
    Column("employees", BigInteger),
    words("industry"),
    number("annual_revenue"),
    words("country"),
    words("region"),
    words("city"),
    words("language"),
    words("time_zone"),
    words("source"),
    words("source_detail"),
    words("campaign"),
    words("medium"),
    words("last_source"),
    words("lead_type", "other"),
    words("interest"),
    words("timeline"),
    words("budget"),
    number("value"),
    words("currency"),
    words("close_date"),
    words("consent_email"),
    words("consent_phone"),
    words("tags", "[]"),
    words("custom", "{}"),
    words("problems", "[]"),
    reference("stage_id", "stage", null=False),
    number("stage_since"),
    Column("position", Double),
    reference("owner_id", "app_user"),
    reference("team_id", "team"),
    words("reason"),
    words("reason_note"),
    words("recycle_on"),
    words("reached", "{}"),
    reference("contact_id", "contact"),
    reference("company_id", "company"),
    number("converted_id"),
    number("origin_id"),
    number("batch_id"),
    number("deleted_at"),
    number("created_at", null=False),
    number("updated_at", null=False),
    # derived: kept by the store or by rules, see domain.lead.DERIVED_FIELDS
    number("column_id"),
    words("sort_name"),
    Column("score", Integer, nullable=False, server_default="0"),
    Column("fit", Integer, nullable=False, server_default="0"),
    Column("intent", Integer, nullable=False, server_default="0"),
    words("band", "low"),
    words("grade"),
    number("last_activity_at"),
    number("next_task_id"),
    number("next_due"),
    words("next_kind"),
    words("next_title"),
    number("sla_due"),
    number("sla_started"),
    number("first_response_at"),
    number("due_at"),
)
ON_BOARD = lead.c.column_id.is_not(None)
IN_USE = lead.c.deleted_at.is_(None)


def _part(name: str, where: object, *columns: object) -> None:
    Index(name, *columns, sqlite_where=where, postgresql_where=where)  # type: ignore[arg-type]


_part("ix_board_due", ON_BOARD, lead.c.column_id, lead.c.due_at, lead.c.id)
_part("ix_board_score", ON_BOARD, lead.c.column_id, lead.c.score, lead.c.id)
_part("ix_board_value", ON_BOARD, lead.c.column_id, lead.c.value, lead.c.id)
_part("ix_board_since", ON_BOARD, lead.c.column_id, lead.c.stage_since, lead.c.id)
_part("ix_board_created", ON_BOARD, lead.c.column_id, lead.c.created_at, lead.c.id)
_part("ix_board_position", ON_BOARD, lead.c.column_id, lead.c.position, lead.c.id)
# Behind the id stands what the attention chips look at: they count without touching the table.
_part(
    "ix_board_owner_due", ON_BOARD,
    lead.c.owner_id, lead.c.column_id, lead.c.due_at, lead.c.id, lead.c.next_due, lead.c.sla_due,
    lead.c.last_activity_at, lead.c.stage_since, lead.c.created_at,
)  # fmt: skip
_part("ix_list_created", IN_USE, lead.c.created_at, lead.c.id)
_part("ix_list_score", IN_USE, lead.c.score, lead.c.id)
_part("ix_list_name", IN_USE, lead.c.sort_name, lead.c.id)
_part("ix_list_activity", IN_USE, lead.c.last_activity_at, lead.c.id)
_part("ix_list_owner_created", IN_USE, lead.c.owner_id, lead.c.created_at, lead.c.id)
_part("ix_list_owner_score", IN_USE, lead.c.owner_id, lead.c.score, lead.c.id)
_part("ix_lead_sla", lead.c.sla_due.is_not(None), lead.c.sla_due)
_part("ix_lead_bin", lead.c.deleted_at.is_not(None), lead.c.deleted_at, lead.c.id)
_part("ix_lead_batch", lead.c.batch_id.is_not(None), lead.c.batch_id)
_part("ix_lead_company", lead.c.company_id.is_not(None), lead.c.company_id)
_part("ix_lead_contact", lead.c.contact_id.is_not(None), lead.c.contact_id)
Index("ix_lead_stage", lead.c.stage_id)

lead_score = Table(
    "lead_score",
    metadata,
    Column(
        "lead_id",
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
    ),
    words("document", "{}"),
)
activity = Table(
    "activity",
    metadata,
    id_column(),
    reference("lead_id", "lead", null=False),
    words("kind"),
    number("at", null=False),
    reference("user_id", "app_user"),
    words("outcome"),
    words("subject"),
    words("body"),
    words("source"),
    words("medium"),
    words("campaign"),
    words("source_detail"),
    number("batch_id"),
    version(),
    Index("ix_activity_lead", "lead_id", "at"),
)
task = Table(
    "task",
    metadata,
    id_column(),
    reference("lead_id", "lead", null=False),
    words("kind"),
    number("due_at", null=False),
    reference("owner_id", "app_user"),
    words("title"),
    Column("all_day", Boolean, nullable=False, server_default=text("false")),
    number("remind_at"),
    number("done_at"),
    number("cancelled_at"),
    words("outcome"),
    number("batch_id"),
    version(),
    Index("ix_task_lead", "lead_id", "due_at"),
)
consent = Table(
    "consent",
    metadata,
    id_column(),
    reference("lead_id", "lead", null=False),
    words("channel"),
    words("status"),
    number("at", null=False),
    words("method"),
    words("evidence"),
    number("batch_id"),
    version(),
    Index("ix_consent_lead", "lead_id", "channel", "at"),
)
for _table in (activity, task, consent):
    Index(
        f"ix_{_table.name}_batch",
        _table.c.batch_id,
        sqlite_where=_table.c.batch_id.is_not(None),
        postgresql_where=_table.c.batch_id.is_not(None),
    )

match_key = Table(
    "match_key",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("value", Text, primary_key=True),
    Column("lead_id", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_match_key_lead", "lead_id"),
    sqlite_with_rowid=False,
)
"""No foreign key: a running import writes the keys of its staged rows ahead of the leads."""

pair = Table(
    "pair",
    metadata,
    Column("a", BigInteger, primary_key=True, autoincrement=False),
    Column("b", BigInteger, primary_key=True, autoincrement=False),
    Column("score", Double, nullable=False),
    words("reasons", "[]"),
    words("state", "open"),
    number("batch_id"),
    Index("ix_pair_state", "state", "score"),
    Index("ix_pair_b", "b"),
)
counter = Table(
    "counter",
    metadata,
    Column("stage_id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner_id", BigInteger, primary_key=True, autoincrement=False),  # 0: nobody
    Column("currency", Text, primary_key=True),
    number("n", null=False),
    number("total", null=False),
    sqlite_with_rowid=False,
)
step = Table(
    "step",
    metadata,
    Column(
        "id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True
    ),
    Column("op_id", Text, nullable=False, unique=True),
    reference("user_id", "app_user"),
    number("at", null=False),
    words("verb"),
    words("args", "{}"),
    words("mode", "do"),
    number("undoes"),
    number("undone_by"),
    number("batch_id"),
    Index("ix_step_user", "user_id", "id"),
)
_part("ix_step_batch", step.c.batch_id.is_not(None), step.c.batch_id)
change = Table(
    "change",
    metadata,
    Column("step_id", BigInteger, ForeignKey("step.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    words("kind"),
    number("record_id", null=False),
    number("lead_id"),
    Column("before", Text),
    Column("after", Text),
    Index("ix_change_record", "kind", "record_id"),
    Index("ix_change_lead", "lead_id"),
    sqlite_with_rowid=False,
)
sequence = Table(
    "id_sequence", metadata, Column("name", Text, primary_key=True), number("next", null=False)
)
"""SQLite only; PostgreSQL has a real sequence, `record_id`."""
