"""Add responses, members and signed texts."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "signed_text",
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_signed_text")),
    )
    op.create_table(
        "response",
        sa.Column("id", ID, nullable=False),
        sa.Column("invitation_id", ID, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("text_digest", sa.Text(), nullable=False),
        sa.Column("attempt", sa.LargeBinary(), nullable=False),
        sa.Column("content_digest", sa.Text(), nullable=False),
        sa.Column("reference", sa.LargeBinary(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("entered_by", ID, nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("consents", sa.JSON(), nullable=False),
        sa.Column("signer_name", sa.Text(), nullable=True),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=True),
        sa.Column("adult_count", sa.Integer(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at IS NOT NULL)",
            name=op.f("ck_response_withdrawn_has_moment"),
        ),
        sa.CheckConstraint(
            "channel = 'self' OR entered_by IS NOT NULL", name=op.f("ck_response_staff_entry_has_staff")
        ),
        sa.CheckConstraint(
            "channel IN ('self', 'assisted', 'paper')", name=op.f("ck_response_known_channel")
        ),
        sa.CheckConstraint("state IN ('active', 'withdrawn')", name=op.f("ck_response_known_state")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_response_campaign_id")),
        sa.ForeignKeyConstraint(["invitation_id"], ["invitation.id"], name=op.f("fk_response_invitation_id")),
        sa.ForeignKeyConstraint(
            ["text_digest"], ["signed_text.digest"], name=op.f("fk_response_text_digest")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_response_unit_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["questionnaire_version.id"], name=op.f("fk_response_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_response")),
        sa.UniqueConstraint("attempt", name=op.f("uq_response_attempt")),
        sa.UniqueConstraint("reference", name=op.f("uq_response_reference")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_response_unit", "response", ["campaign_id", "form_code", "unit_id"], unique=False)
    op.create_index(
        "ux_response_one_active",
        "response",
        ["invitation_id"],
        unique=True,
        sqlite_where=sa.text("state = 'active'"),
        postgresql_where=sa.text("state = 'active'"),
    )
    op.create_table(
        "member",
        sa.Column("id", ID, nullable=False),
        sa.Column("response_id", ID, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("relation", sa.Text(), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("position >= 1", name=op.f("ck_member_counts_from_one")),
        sa.ForeignKeyConstraint(["response_id"], ["response.id"], name=op.f("fk_member_response_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("response_id", "position", name=op.f("uq_member_response_id_position")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("member")
    op.drop_table("response")
    op.drop_table("signed_text")
