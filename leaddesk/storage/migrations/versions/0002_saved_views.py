"""Saved views: a look at the leads under a name, of one user or of the team."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None
# A schema that a LeadDesk does not know it never writes to, so no version has to be named.
min_app_version = ""


def upgrade() -> None:
    """One table; nothing that was there changes."""
    big = sa.BigInteger()
    op.create_table(
        "saved_view",
        sa.Column(
            "id", big.with_variant(sa.Integer(), "sqlite"), nullable=False, autoincrement=False
        ),
        sa.Column("name", sa.Text(), server_default="", nullable=False),
        sa.Column("layout", sa.Text(), server_default="board", nullable=False),
        sa.Column("scope", sa.Text(), server_default="team", nullable=False),
        sa.Column("criteria", sa.Text(), server_default="", nullable=False),
        sa.Column("sort", sa.Text(), server_default="", nullable=False),
        sa.Column("columns", sa.Text(), server_default="[]", nullable=False),
        sa.Column("user_id", big, nullable=True),
        sa.Column("made_by", big, nullable=True),
        sa.Column("position", sa.Integer(), server_default="0", nullable=False),
        sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_view"),
        sa.ForeignKeyConstraint(["user_id"], ["app_user.id"], name="fk_saved_view_user_id"),
        sa.ForeignKeyConstraint(["made_by"], ["app_user.id"], name="fk_saved_view_made_by"),
    )


def downgrade() -> None:
    """Not offered: the backup made before the upgrade is the way back."""
    raise RuntimeError("a schema is not taken back")
