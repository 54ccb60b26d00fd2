"""Add the ledger of print runs."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "print_run",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("campaign_id", ID, nullable=True),
        sa.Column("carries_secrets", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("failure", sa.Text(), nullable=True),
        sa.Column("asked_by", ID, nullable=True),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("beat_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("collected_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('waiting', 'working', 'ready', 'failed', 'destroyed')",
            name=op.f("ck_print_run_known_state"),
        ),
        sa.CheckConstraint(
            "state NOT IN ('ready', 'destroyed') OR sha256 IS NOT NULL",
            name=op.f("ck_print_run_made_has_checksum"),
        ),
        sa.CheckConstraint("done >= 0 AND done <= total", name=op.f("ck_print_run_done_within_total")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_print_run_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_run")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_print_run_unit_id"), "print_run", ["unit_id"], unique=False)


def downgrade() -> None:
    op.drop_table("print_run")
