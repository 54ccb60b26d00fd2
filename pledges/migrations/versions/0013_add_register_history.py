"""Add officials, moves, ends and merges of households, and marks of telephone numbers."""

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with altering("household") as household:
        household.add_column(sa.Column("entered_on", sa.Date(), nullable=True))
        household.add_column(sa.Column("ended_on", sa.Date(), nullable=True))
        household.add_column(sa.Column("end_reason", sa.Text(), nullable=True))
        household.add_column(sa.Column("merged_into_id", ID, nullable=True))
        household.create_foreign_key(
            op.f("fk_household_merged_into_id"), "household", ["merged_into_id"], ["id"]
        )
        household.create_check_constraint(
            op.f("ck_household_end_has_reason"), "(ended_on IS NULL) = (end_reason IS NULL)"
        )
        household.create_check_constraint(
            op.f("ck_household_only_duplicates_merge"), "merged_into_id IS NULL OR end_reason = 'duplicate'"
        )
        household.create_index(op.f("ix_household_merged_into_id"), ["merged_into_id"], unique=False)
    _create_phone_mark()
    _create_distinct_pair()
    _create_official()
    _create_move()


def downgrade() -> None:
    op.drop_table("subject_move")
    op.drop_table("official")
    op.drop_table("distinct_pair")
    op.drop_table("phone_mark")
    with altering("household") as household:
        household.drop_index(op.f("ix_household_merged_into_id"))
        household.drop_constraint(op.f("ck_household_only_duplicates_merge"), type_="check")
        household.drop_constraint(op.f("ck_household_end_has_reason"), type_="check")
        household.drop_constraint(op.f("fk_household_merged_into_id"), type_="foreignkey")
        household.drop_column("merged_into_id")
        household.drop_column("end_reason")
        household.drop_column("ended_on")
        household.drop_column("entered_on")


def _create_phone_mark() -> None:
    op.create_table(
        "phone_mark",
        sa.Column("household_id", ID, nullable=False),
        sa.Column("mark", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name=op.f("fk_phone_mark_household_id")),
        sa.PrimaryKeyConstraint("household_id", "mark", name=op.f("pk_phone_mark")),
    )
    op.create_index(op.f("ix_phone_mark_mark"), "phone_mark", ["mark"], unique=False)


def _create_distinct_pair() -> None:
    op.create_table(
        "distinct_pair",
        sa.Column("first_id", ID, nullable=False),
        sa.Column("second_id", ID, nullable=False),
        sa.Column("decided_by", ID, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_distinct_pair_smaller_first")),
        sa.ForeignKeyConstraint(["first_id"], ["household.id"], name=op.f("fk_distinct_pair_first_id")),
        sa.ForeignKeyConstraint(["second_id"], ["household.id"], name=op.f("fk_distinct_pair_second_id")),
        sa.PrimaryKeyConstraint("first_id", "second_id", name=op.f("pk_distinct_pair")),
    )
    op.create_index(op.f("ix_distinct_pair_second_id"), "distinct_pair", ["second_id"], unique=False)


def _create_official() -> None:
    op.create_table(
        "official",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("position", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.Column("entered_on", sa.Date(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.Text(), nullable=True),
        sa.CheckConstraint("name <> ''", name=op.f("ck_official_has_name")),
        sa.CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1880 AND 2200",
            name=op.f("ck_official_plausible_birth_year"),
        ),
        sa.CheckConstraint(
            "(ended_on IS NULL) = (end_reason IS NULL)", name=op.f("ck_official_end_has_reason")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_official_unit_id")),
        sa.ForeignKeyConstraint(["import_id"], ["register_import.id"], name=op.f("fk_official_import_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_official")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_official_unit_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_official_import_id"), "official", ["import_id"], unique=False)
    op.create_index("ix_official_unit_id_sort_key", "official", ["unit_id", "sort_key"], unique=False)


def _create_move() -> None:
    op.create_table(
        "subject_move",
        sa.Column("id", ID, nullable=False),
        sa.Column("subject_kind", sa.Text(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("from_unit_id", ID, nullable=False),
        sa.Column("from_number", sa.Integer(), nullable=False),
        sa.Column("to_unit_id", ID, nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("change_id", ID, nullable=True),
        sa.Column("recorded_by", ID, nullable=True),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "subject_kind IN ('household', 'official')", name=op.f("ck_subject_move_known_subject")
        ),
        sa.CheckConstraint(
            "why IN ('moved_house', 'transferred', 'unit_change', 'put_right')",
            name=op.f("ck_subject_move_known_reason"),
        ),
        sa.CheckConstraint("from_unit_id <> to_unit_id", name=op.f("ck_subject_move_goes_elsewhere")),
        sa.ForeignKeyConstraint(["from_unit_id"], ["unit.id"], name=op.f("fk_subject_move_from_unit_id")),
        sa.ForeignKeyConstraint(["to_unit_id"], ["unit.id"], name=op.f("fk_subject_move_to_unit_id")),
        sa.ForeignKeyConstraint(["change_id"], ["unit_change.id"], name=op.f("fk_subject_move_change_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_subject_move")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_subject_move_subject", "subject_move", ["subject_kind", "subject_id", "moved_on"], unique=False
    )
    op.create_index("ix_subject_move_from", "subject_move", ["from_unit_id"], unique=False)
    op.create_index(op.f("ix_subject_move_change_id"), "subject_move", ["change_id"], unique=False)
