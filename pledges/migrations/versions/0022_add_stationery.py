"""Add what units say on their papers: blocks of text, heads, and how far each printer is off."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "paper_block",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("block", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("saved_by", ID, nullable=True),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_block_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_block")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ux_paper_block_one_in_use",
        "paper_block",
        ["unit_id", "paper", "block"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "paper_head",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("style", sa.Text(), nullable=False),
        sa.Column("superior", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("symbol", sa.Text(), nullable=False),
        sa.Column("saved_by", ID, nullable=True),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.Column("ended_at", MOMENT, nullable=True),
        sa.CheckConstraint("style IN ('state', 'party')", name=op.f("ck_paper_head_known_style")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_paper_head_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper_head")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ux_paper_head_one_in_use",
        "paper_head",
        ["unit_id"],
        unique=True,
        sqlite_where=sa.text("ended_at IS NULL"),
        postgresql_where=sa.text("ended_at IS NULL"),
    )
    op.create_table(
        "printer_offset",
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("stock", sa.Text(), nullable=False),
        sa.Column("right_tenths_mm", sa.Integer(), nullable=False),
        sa.Column("down_tenths_mm", sa.Integer(), nullable=False),
        sa.Column("saved_by", ID, nullable=True),
        sa.Column("saved_at", MOMENT, nullable=False),
        sa.CheckConstraint(
            "right_tenths_mm BETWEEN -100 AND 100 AND down_tenths_mm BETWEEN -100 AND 100",
            name=op.f("ck_printer_offset_within_a_centimetre"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_printer_offset_unit_id")),
        sa.PrimaryKeyConstraint("unit_id", "stock", name=op.f("pk_printer_offset")),
    )


def downgrade() -> None:
    for table in ("printer_offset", "paper_head", "paper_block"):
        op.drop_table(table)
