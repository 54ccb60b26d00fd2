"""Give questionnaires versions that live side by side, units items of their own, campaigns a late-paper day."""

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_SUBJECTS = "subject_kind IN ('household', 'official', 'office', 'counter')"
_ALL_SUBJECTS = "subject_kind IN ('household', 'official', 'office', 'counter', 'anyone')"
_KINDS = "kind IN ('pledge', 'survey')"
_ALL_KINDS = "kind IN ('pledge', 'registration', 'survey', 'feedback', 'proposal')"
_LIVE = "frozen_at IS NOT NULL AND superseded_at IS NULL"
_INDEXES = {
    "ux_questionnaire_version_core": (["version"], "unit_id IS NULL"),
    "ux_questionnaire_version_local": (["unit_id", "version"], "unit_id IS NOT NULL"),
    "ux_questionnaire_version_live": ([], f"unit_id IS NULL AND {_LIVE}"),
    "ux_questionnaire_version_live_local": (["unit_id"], f"unit_id IS NOT NULL AND {_LIVE}"),
    "ux_questionnaire_version_draft": ([], "unit_id IS NULL AND frozen_at IS NULL"),
}


def upgrade() -> None:
    with altering("campaign") as campaign:
        campaign.add_column(sa.Column("confirmed_base", sa.Integer(), nullable=True))
        campaign.add_column(sa.Column("late_paper_until", sa.Date(), nullable=True))
        campaign.add_column(sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True))
    with altering("questionnaire_version") as version:
        version.drop_constraint(
            op.f("uq_questionnaire_version_campaign_id_form_code_version"), type_="unique"
        )
        version.drop_constraint(op.f("ck_questionnaire_version_known_subject"), type_="check")
        version.drop_constraint(op.f("ck_questionnaire_version_known_kind"), type_="check")
        version.add_column(sa.Column("unit_id", ID, nullable=True))
        version.add_column(sa.Column("based_on_id", ID, nullable=True))
        version.add_column(sa.Column("source", sa.JSON(), nullable=True))
        version.add_column(sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True))
        version.create_foreign_key(op.f("fk_questionnaire_version_unit_id"), "unit", ["unit_id"], ["id"])
        version.create_foreign_key(
            op.f("fk_questionnaire_version_based_on_id"), "questionnaire_version", ["based_on_id"], ["id"]
        )
        version.create_check_constraint(op.f("ck_questionnaire_version_known_subject"), _ALL_SUBJECTS)
        version.create_check_constraint(op.f("ck_questionnaire_version_known_kind"), _ALL_KINDS)
        version.create_check_constraint(
            op.f("ck_questionnaire_version_local_has_core"), "(unit_id IS NULL) = (based_on_id IS NULL)"
        )
        version.create_check_constraint(
            op.f("ck_questionnaire_version_superseded_was_frozen"),
            "superseded_at IS NULL OR frozen_at IS NOT NULL",
        )
    for name, (columns, condition) in _INDEXES.items():
        _create_index(name, columns, condition)
    op.create_table(
        "local_items",
        sa.Column("id", ID, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("items", sa.JSON(), nullable=False),
        sa.Column("changed_by", ID, nullable=True),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_local_items_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_local_items_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_items")),
        sa.UniqueConstraint(
            "campaign_id", "form_code", "unit_id", name=op.f("uq_local_items_campaign_id_form_code_unit_id")
        ),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("local_items")
    for name in _INDEXES:
        op.drop_index(name, "questionnaire_version")
    # What the older shape cannot say: who signed with a unit's own items signed the core; the exact text stays.
    op.execute(
        "UPDATE response SET version_id = (SELECT based_on_id FROM questionnaire_version WHERE id = version_id)"
        " WHERE version_id IN (SELECT id FROM questionnaire_version WHERE unit_id IS NOT NULL)"
    )
    # Further kinds of forms, units' own versions and drafts beside a live one go. What somebody answered stays: the
    # older shape's own checks refuse to go back over a registration.
    op.execute(
        "DELETE FROM questionnaire_version WHERE id NOT IN (SELECT version_id FROM response) AND"
        " (kind NOT IN ('pledge', 'survey') OR subject_kind = 'anyone' OR unit_id IS NOT NULL"
        " OR (frozen_at IS NULL AND version > 1))"
    )
    with altering("questionnaire_version") as version:
        for name in ("superseded_was_frozen", "local_has_core", "known_kind", "known_subject"):
            version.drop_constraint(op.f(f"ck_questionnaire_version_{name}"), type_="check")
        version.drop_constraint(op.f("fk_questionnaire_version_based_on_id"), type_="foreignkey")
        version.drop_constraint(op.f("fk_questionnaire_version_unit_id"), type_="foreignkey")
        for column in ("superseded_at", "source", "based_on_id", "unit_id"):
            version.drop_column(column)
        version.create_check_constraint(op.f("ck_questionnaire_version_known_kind"), _KINDS)
        version.create_check_constraint(op.f("ck_questionnaire_version_known_subject"), _SUBJECTS)
        version.create_unique_constraint(
            op.f("uq_questionnaire_version_campaign_id_form_code_version"),
            ["campaign_id", "form_code", "version"],
        )
    with altering("campaign") as campaign:
        for column in ("archived_at", "late_paper_until", "confirmed_base"):
            campaign.drop_column(column)


def _create_index(name: str, columns: list[str], condition: str) -> None:
    op.create_index(
        name,
        "questionnaire_version",
        ["campaign_id", "form_code", *columns],
        unique=True,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )
