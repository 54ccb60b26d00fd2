"""Add the counters of leaf units."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "leaf_count",
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("base", sa.Integer(), nullable=False),
        sa.Column("excluded", sa.Integer(), nullable=False),
        sa.Column("reached", sa.Integer(), nullable=False),
        sa.Column("signed_self", sa.Integer(), nullable=False),
        sa.Column("signed_paper", sa.Integer(), nullable=False),
        sa.Column("signed_assisted", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("members", sa.Integer(), nullable=False),
        sa.Column("members_confirmed", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "base >= 0 AND excluded >= 0 AND reached >= 0", name=op.f("ck_leaf_count_base_not_negative")
        ),
        sa.CheckConstraint(
            "members >= 0 AND members_confirmed >= 0", name=op.f("ck_leaf_count_members_not_negative")
        ),
        sa.CheckConstraint(
            "signed_self >= 0 AND signed_paper >= 0 AND signed_assisted >= 0",
            name=op.f("ck_leaf_count_signed_not_negative"),
        ),
        sa.CheckConstraint("withdrawn >= 0", name=op.f("ck_leaf_count_withdrawn_not_negative")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_leaf_count_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_leaf_count_unit_id")),
        sa.PrimaryKeyConstraint("campaign_id", "form_code", "unit_id", name=op.f("pk_leaf_count")),
    )


def downgrade() -> None:
    op.drop_table("leaf_count")
