"""Add campaigns, questionnaire versions, invitations and exclusions."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", ID, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("title_vi", sa.Text(), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("opens_on", sa.Date(), nullable=True),
        sa.Column("closes_on", sa.Date(), nullable=True),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settings", sa.JSON(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.CheckConstraint(
            "state = 'draft' OR opened_at IS NOT NULL", name=op.f("ck_campaign_opened_unless_draft")
        ),
        sa.CheckConstraint(
            "state IN ('draft', 'open', 'closing', 'closed', 'archived')",
            name=op.f("ck_campaign_known_state"),
        ),
        sa.CheckConstraint(
            "closes_on IS NULL OR closes_on >= opens_on", name=op.f("ck_campaign_ends_after_start")
        ),
        sa.CheckConstraint(
            "closes_on IS NULL OR opens_on IS NOT NULL", name=op.f("ck_campaign_closes_after_opening")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_campaign_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
        sa.UniqueConstraint("slug", name=op.f("uq_campaign_slug")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_campaign_unit_id"), "campaign", ["unit_id"], unique=False)
    op.create_table(
        "questionnaire_version",
        sa.Column("id", ID, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('pledge', 'survey')", name=op.f("ck_questionnaire_version_known_kind")),
        sa.CheckConstraint(
            "subject_kind IN ('household', 'official', 'office', 'counter')",
            name=op.f("ck_questionnaire_version_known_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_questionnaire_version_campaign_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_questionnaire_version")),
        sa.UniqueConstraint(
            "campaign_id",
            "form_code",
            "version",
            name=op.f("uq_questionnaire_version_campaign_id_form_code_version"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "invitation",
        sa.Column("id", ID, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("is_reached", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_invitation_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_invitation_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_invitation")),
        sa.UniqueConstraint(
            "campaign_id",
            "form_code",
            "subject_kind",
            "subject_id",
            name=op.f("uq_invitation_campaign_id_form_code_subject_kind_subject_id"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invitation_subject", "invitation", ["subject_kind", "subject_id"], unique=False)
    op.create_index("ix_invitation_unit", "invitation", ["campaign_id", "form_code", "unit_id"], unique=False)
    op.create_table(
        "exclusion",
        sa.Column("id", ID, nullable=False),
        sa.Column("invitation_id", ID, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "reason IN ('moved_away', 'empty_house', 'duplicate', 'deceased', 'long_absence', 'not_eligible')",
            name=op.f("ck_exclusion_known_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["invitation_id"], ["invitation.id"], name=op.f("fk_exclusion_invitation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exclusion")),
        sa.UniqueConstraint("invitation_id", name=op.f("uq_exclusion_invitation_id")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("exclusion")
    op.drop_table("invitation")
    op.drop_table("questionnaire_version")
    op.drop_table("campaign")
