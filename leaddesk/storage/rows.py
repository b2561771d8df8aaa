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


def _id() -> Column[int]:
    return Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True,
                  autoincrement=False)


def _words(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _number(name: str, *, null: bool = True) -> Column[int]:
    if null:
        return Column(name, BigInteger)
    return Column(name, BigInteger, nullable=False, server_default="0")


def _version() -> Column[int]:
    return Column("version", Integer, nullable=False, server_default="1")


def _of(name: str, target: str, *, null: bool = True) -> Column[int]:
    return Column(name, BigInteger, ForeignKey(f"{target}.id"), nullable=null)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _words("value"))
setting = Table(
    "setting", metadata,
    Column("key", Text, primary_key=True),
    Column("user_id", BigInteger, primary_key=True, autoincrement=False),  # 0: the whole team's
    _words("document"),
)
app_user = Table(
    "app_user", metadata, _id(), _words("name"), Column("login", Text, nullable=False, unique=True),
    _words("email"), _words("role", "rep"),
    Column("active", Boolean, nullable=False, server_default=text("true")),
    _words("time_zone", "UTC"), Column("color", Integer, nullable=False, server_default="1"),
    _version(),
)
team = Table(
    "team", metadata, _id(), _words("name"), _words("members", "[]"),
    Column("is_default", Boolean, nullable=False, server_default=text("false")), _version(),
)
rotation = Table(
    "rotation", metadata,
    Column("team_id", BigInteger, ForeignKey("team.id"), primary_key=True, autoincrement=False),
    _number("turn", null=False),
)
stage = Table(
    "stage", metadata, _id(), _words("name"), _words("belongs"), _words("role"),
    _words("lifecycle"), Column("position", Integer, nullable=False, server_default="0"),
    Column("color", Integer, nullable=False, server_default="1"),
    Column("probability", Integer, nullable=False, server_default="0"),
    Column("rotting_days", Integer, nullable=False, server_default="14"),
    _words("requires", "[]"), _version(),
)
company = Table(
    "company", metadata, _id(), _words("name"), _words("match_name"), _words("domain"),
    _words("industry"), Column("employees", BigInteger), _words("country"),
    _of("owner_id", "app_user"), _number("batch_id"), _number("created_at", null=False),
    _version(), Index(None, "match_name"), Index(None, "domain"), Index(None, "batch_id"),
)
contact = Table(
    "contact", metadata, _id(), _words("name"), _words("given_name"), _words("family_name"),
    _words("title"), _words("email"), _words("phone"), _of("company_id", "company"),
    _number("batch_id"), _number("created_at", null=False), _version(),
    Index(None, "email"), Index(None, "phone"), Index(None, "batch_id"),
)
lead = Table(
    "lead", metadata, _id(), _words("kind", "lead"), _version(),
    _words("name"), _words("given_name"), _words("family_name"), _words("title"),
    _words("email"), _words("emails", "[]"), _words("phone"), _words("phones", "[]"),
    _words("company"), _words("website"), _words("linkedin"), Column("employees", BigInteger),
    _words("industry"), _number("annual_revenue"), _words("country"), _words("region"),
    _words("city"), _words("language"), _words("time_zone"), _words("source"),
    _words("source_detail"), _words("campaign"), _words("medium"), _words("last_source"),
    _words("lead_type", "other"), _words("interest"), _words("timeline"), _words("budget"),
    _number("value"), _words("currency"), _words("close_date"), _words("consent_email"),
    _words("consent_phone"), _words("tags", "[]"), _words("custom", "{}"),
    _words("problems", "[]"),
    _of("stage_id", "stage", null=False), _number("stage_since"), Column("position", Double),
    _of("owner_id", "app_user"), _of("team_id", "team"), _words("reason"),
    _words("reason_note"), _words("recycle_on"), _words("reached", "{}"),
    _of("contact_id", "contact"), _of("company_id", "company"), _number("converted_id"),
    _number("origin_id"), _number("batch_id"), _number("deleted_at"),
    _number("created_at", null=False), _number("updated_at", null=False),
    # derived: kept by the store or by rules, see domain.lead.DERIVED_FIELDS
    _number("column_id"), _words("sort_name"),
    Column("score", Integer, nullable=False, server_default="0"),
    Column("fit", Integer, nullable=False, server_default="0"),
    Column("intent", Integer, nullable=False, server_default="0"),
    _words("band", "low"), _words("grade"), _number("last_activity_at"),
    _number("next_task_id"), _number("next_due"), _words("next_kind"), _words("next_title"),
    _number("sla_due"), _number("sla_started"), _number("first_response_at"), _number("due_at"),
)
ON_BOARD = lead.c.column_id.is_not(None)
IN_USE = lead.c.deleted_at.is_(None)


def _part(name: str, where: object, *columns: object) -> None:
    Index(name, *columns, sqlite_where=where, postgresql_where=where)  # type: ignore[arg-type]


_part("ix_board_due", ON_BOARD, lead.c.column_id, lead.c.due_at, lead.c.id)
_part("ix_board_owner_due", ON_BOARD, lead.c.owner_id, lead.c.column_id, lead.c.due_at, lead.c.id)
_part("ix_board_score", ON_BOARD, lead.c.column_id, lead.c.score, lead.c.id)
_part("ix_board_value", ON_BOARD, lead.c.column_id, lead.c.value, lead.c.id)
_part("ix_board_since", ON_BOARD, lead.c.column_id, lead.c.stage_since, lead.c.id)
_part("ix_board_created", ON_BOARD, lead.c.column_id, lead.c.created_at, lead.c.id)
_part("ix_board_position", lead.c.position.is_not(None) & ON_BOARD,
      lead.c.column_id, lead.c.position, lead.c.id)
_part("ix_list_created", IN_USE, lead.c.created_at, lead.c.id)
_part("ix_list_score", IN_USE, lead.c.score, lead.c.id)
_part("ix_list_name", IN_USE, lead.c.sort_name, lead.c.id)
_part("ix_list_activity", IN_USE, lead.c.last_activity_at, lead.c.id)
_part("ix_lead_sla", lead.c.sla_due.is_not(None), lead.c.sla_due)
_part("ix_lead_bin", lead.c.deleted_at.is_not(None), lead.c.deleted_at, lead.c.id)
_part("ix_lead_batch", lead.c.batch_id.is_not(None), lead.c.batch_id)
_part("ix_lead_company", lead.c.company_id.is_not(None), lead.c.company_id)
_part("ix_lead_contact", lead.c.contact_id.is_not(None), lead.c.contact_id)
Index("ix_lead_stage", lead.c.stage_id)

lead_score = Table(
    "lead_score", metadata,
    Column("lead_id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True,
           autoincrement=False),
    _words("document", "{}"),
)
activity = Table(
    "activity", metadata, _id(), _of("lead_id", "lead", null=False), _words("kind"),
    _number("at", null=False), _of("user_id", "app_user"), _words("outcome"), _words("subject"),
    _words("body"), _words("source"), _words("medium"), _words("campaign"),
    _words("source_detail"), _number("batch_id"), _version(),
    Index("ix_activity_lead", "lead_id", "at"),
)
task = Table(
    "task", metadata, _id(), _of("lead_id", "lead", null=False), _words("kind"),
    _number("due_at", null=False), _of("owner_id", "app_user"), _words("title"),
    Column("all_day", Boolean, nullable=False, server_default=text("false")),
    _number("remind_at"), _number("done_at"), _number("cancelled_at"), _words("outcome"),
    _number("batch_id"), _version(), Index("ix_task_lead", "lead_id", "due_at"),
)
consent = Table(
    "consent", metadata, _id(), _of("lead_id", "lead", null=False), _words("channel"),
    _words("status"), _number("at", null=False), _words("method"), _words("evidence"),
    _number("batch_id"), _version(), Index("ix_consent_lead", "lead_id", "channel", "at"),
)
for _table in (activity, task, consent):
    Index(f"ix_{_table.name}_batch", _table.c.batch_id,
          sqlite_where=_table.c.batch_id.is_not(None),
          postgresql_where=_table.c.batch_id.is_not(None))

match_key = Table(
    "match_key", metadata,
    Column("kind", Text, primary_key=True), Column("value", Text, primary_key=True),
    Column("lead_id", BigInteger, primary_key=True, autoincrement=False),
    Index("ix_match_key_lead", "lead_id"), sqlite_with_rowid=False,
)
"""No foreign key: a running import writes the keys of its staged rows ahead of the leads."""

pair = Table(
    "pair", metadata,
    Column("a", BigInteger, primary_key=True, autoincrement=False),
    Column("b", BigInteger, primary_key=True, autoincrement=False),
    Column("score", Double, nullable=False), _words("reasons", "[]"),
    _words("state", "open"), _number("batch_id"), Index("ix_pair_state", "state", "score"),
)
counter = Table(
    "counter", metadata,
    Column("stage_id", BigInteger, primary_key=True, autoincrement=False),
    Column("owner_id", BigInteger, primary_key=True, autoincrement=False),  # 0: nobody
    Column("currency", Text, primary_key=True),
    _number("n", null=False), _number("total", null=False),
)
step = Table(
    "step", metadata,
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True,
           autoincrement=True),
    Column("op_id", Text, nullable=False, unique=True), _of("user_id", "app_user"),
    _number("at", null=False), _words("verb"), _words("args", "{}"), _words("mode", "do"),
    _number("undoes"), _number("undone_by"), _number("batch_id"),
    Index("ix_step_user", "user_id", "id"),
)
change = Table(
    "change", metadata,
    Column("step_id", BigInteger, ForeignKey("step.id"), primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _words("kind"), _number("record_id", null=False), _number("lead_id"),
    Column("before", Text), Column("after", Text),
    Index("ix_change_record", "kind", "record_id"), Index("ix_change_lead", "lead_id"),
    sqlite_with_rowid=False,
)
import_batch = Table(
    "import_batch", metadata, _id(), _words("file_name"), _words("sha256"), _words("state"),
    _number("at", null=False), _of("user_id", "app_user"), _number("step_id"),
    _words("plan", "{}"), _words("report", "{}"), _number("next_row", null=False),
    _number("seen_step", null=False), _version(), Index("ix_import_batch_sha", "sha256", "state"),
)
import_row = Table(
    "import_row", metadata,
    Column("batch_id", BigInteger, ForeignKey("import_batch.id"), primary_key=True,
           autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("line", Integer, nullable=False), _words("outcome"), _words("reason"),
    _number("lead_id"), _words("cells", "[]"), _words("problems", "[]"),
    Column("update_json", Text), sqlite_with_rowid=False,
)
"""One line of the file: what becomes of it and, for rejects and updates, what it held."""


def _staging_twin(table: Table) -> Table:
    """The same columns without keys and references: rows of an import before it is promoted."""
    columns = [Column(c.name, c.type) for c in table.columns if c.name != "batch_id"]
    return Table(
        f"staged_{table.name}", metadata,
        Column("batch_id", BigInteger, nullable=False), *columns,
        Index(f"ix_staged_{table.name}_batch", "batch_id", "id"),
    )


staged_lead = _staging_twin(lead)
staged_activity = _staging_twin(activity)
staged_task = _staging_twin(task)
staged_consent = _staging_twin(consent)
sequence = Table(
    "id_sequence", metadata, Column("name", Text, primary_key=True), _number("next", null=False)
)
"""SQLite only; PostgreSQL has a real sequence, `record_id`."""
