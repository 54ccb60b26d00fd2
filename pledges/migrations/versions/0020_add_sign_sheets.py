"""Add sign sheets and the notes of whoever reviews what was entered."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "sign_sheet",
        sa.Column("id", ID, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("version_id", ID, nullable=False),
        sa.Column("series", sa.Integer(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", ID, nullable=True),
        sa.CheckConstraint("page >= 1 AND series >= 1", name=op.f("ck_sign_sheet_counts_from_one")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_sign_sheet_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_sign_sheet_unit_id")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["questionnaire_version.id"], name=op.f("fk_sign_sheet_version_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_sheet")),
        sa.UniqueConstraint(
            "campaign_id",
            "form_code",
            "unit_id",
            "series",
            "page",
            name=op.f("uq_sign_sheet_campaign_id_form_code_unit_id_series_page"),
        ),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "sign_sheet_row",
        sa.Column("sheet_id", ID, nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.CheckConstraint("row_number BETWEEN 1 AND 20", name=op.f("ck_sign_sheet_row_twenty_a_page")),
        sa.ForeignKeyConstraint(["sheet_id"], ["sign_sheet.id"], name=op.f("fk_sign_sheet_row_sheet_id")),
        sa.PrimaryKeyConstraint("sheet_id", "row_number", name=op.f("pk_sign_sheet_row")),
        sa.UniqueConstraint("sheet_id", "subject_id", name=op.f("uq_sign_sheet_row_sheet_id_subject_id")),
    )
    op.create_index(op.f("ix_sign_sheet_row_subject_id"), "sign_sheet_row", ["subject_id"], unique=False)
    op.create_table(
        "review_note",
        sa.Column("id", ID, nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("remark", sa.Text(), nullable=False),
        sa.Column("noted_by", ID, nullable=True),
        sa.Column("noted_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_review_note_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review_note")),
        sa.UniqueConstraint("finding", name=op.f("uq_review_note_finding")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_review_note_unit_id"), "review_note", ["unit_id"], unique=False)


def downgrade() -> None:
    op.drop_table("review_note")
    op.drop_table("sign_sheet_row")
    op.drop_table("sign_sheet")
