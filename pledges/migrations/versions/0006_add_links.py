"""Add codes."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "code",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("lookup", sa.LargeBinary(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "subject_kind IN ('household', 'official', 'office', 'counter')",
            name=op.f("ck_code_known_subject"),
        ),
        sa.CheckConstraint("generation >= 1", name=op.f("ck_code_counts_from_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_code")),
        sa.UniqueConstraint("lookup", name=op.f("uq_code_lookup")),
        sa.UniqueConstraint(
            "subject_kind",
            "subject_id",
            "generation",
            name=op.f("uq_code_subject_kind_subject_id_generation"),
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("code")
