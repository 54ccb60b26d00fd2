"""Add packs of slips with one-time codes for anonymous answers; nothing tells which slip went to whom, or when."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "slip_pack",
        sa.Column("id", ID, nullable=False),
        sa.Column("counter_id", ID, nullable=False),
        sa.Column("slips", sa.Integer(), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=False),
        sa.Column("made_by", ID, nullable=True),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.CheckConstraint("slips BETWEEN 1 AND 5000", name=op.f("ck_slip_pack_of_a_size")),
        sa.ForeignKeyConstraint(["counter_id"], ["counter.id"], name=op.f("fk_slip_pack_counter_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_slip_pack")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_slip_pack_counter_id"), "slip_pack", ["counter_id"], unique=False)
    op.create_table(
        "slip",
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("pack_id", ID, nullable=False),
        sa.ForeignKeyConstraint(["pack_id"], ["slip_pack.id"], name=op.f("fk_slip_pack_id")),
        sa.PrimaryKeyConstraint("lookup", name=op.f("pk_slip")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("slip")
    op.drop_table("slip_pack")
