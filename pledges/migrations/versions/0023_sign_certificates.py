"""Add the public halves of the keys that certificates are signed with, and the signature of each certificate."""

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "signing_key",
        sa.Column("id", ID, nullable=False),
        sa.Column("public_key", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("made_by", ID, nullable=True),
        sa.Column("is_in_use", sa.Boolean(), nullable=False),
        sa.Column("retired_at", MOMENT, nullable=True),
        sa.Column("revoked_from", sa.Date(), nullable=True),
        sa.Column("revoked_at", MOMENT, nullable=True),
        sa.Column("revoke_reason", sa.Text(), nullable=True),
        sa.CheckConstraint(
            "(revoked_at IS NULL) = (revoked_from IS NULL) AND (revoked_at IS NULL) = (revoke_reason IS NULL)",
            name=op.f("ck_signing_key_revoked_whole"),
        ),
        sa.CheckConstraint(
            "is_in_use = (retired_at IS NULL)", name=op.f("ck_signing_key_in_use_until_retired")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_key")),
        sa.UniqueConstraint("public_key", name=op.f("uq_signing_key_public_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ux_signing_key_one_in_use",
        "signing_key",
        ["is_in_use"],
        unique=True,
        sqlite_where=sa.text("is_in_use"),
        postgresql_where=sa.text("is_in_use"),
    )
    with altering("certificate") as certificate:
        certificate.add_column(sa.Column("key_id", ID, nullable=True))
        certificate.add_column(sa.Column("proof", sa.LargeBinary(), nullable=True))
        certificate.create_check_constraint(
            op.f("ck_certificate_proof_has_key"), "(key_id IS NULL) = (proof IS NULL)"
        )
        certificate.create_foreign_key(op.f("fk_certificate_key_id"), "signing_key", ["key_id"], ["id"])


def downgrade() -> None:
    with altering("certificate") as certificate:
        certificate.drop_constraint(op.f("fk_certificate_key_id"), type_="foreignkey")
        certificate.drop_constraint(op.f("ck_certificate_proof_has_key"), type_="check")
        certificate.drop_column("proof")
        certificate.drop_column("key_id")
    op.drop_table("signing_key")
