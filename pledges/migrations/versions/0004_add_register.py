"""Add households, offices, counters and imports."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "register_import",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("file_name", sa.Text(), nullable=False),
        sa.Column("file_sha256", sa.Text(), nullable=False),
        sa.Column("takes_phones", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("read_by", ID, nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reading", sa.JSON(), nullable=True),
        sa.CheckConstraint(
            "(state = 'previewed') = (ended_at IS NULL)",
            name=op.f("ck_register_import_ended_unless_previewed"),
        ),
        sa.CheckConstraint(
            "state IN ('previewed', 'stored', 'discarded')", name=op.f("ck_register_import_known_state")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_register_import_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_register_import")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_register_import_unit_id"), "register_import", ["unit_id"], unique=False)
    op.create_table(
        "household",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("head_name", sa.Text(), nullable=False),
        sa.Column("folded_name", sa.Text(), nullable=False),
        sa.Column("sort_key", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("people_count", sa.Integer(), nullable=True),
        sa.Column("adult_count", sa.Integer(), nullable=True),
        sa.Column("phone_sealed", sa.LargeBinary(), nullable=True),
        sa.Column("import_id", ID, nullable=True),
        sa.CheckConstraint("head_name <> ''", name=op.f("ck_household_has_head")),
        sa.CheckConstraint(
            "adult_count IS NULL OR adult_count BETWEEN 0 AND 99",
            name=op.f("ck_household_plausible_adult_count"),
        ),
        sa.CheckConstraint(
            "birth_year IS NULL OR birth_year BETWEEN 1880 AND 2200",
            name=op.f("ck_household_plausible_birth_year"),
        ),
        sa.CheckConstraint(
            "people_count IS NULL OR people_count BETWEEN 1 AND 99",
            name=op.f("ck_household_plausible_people_count"),
        ),
        sa.ForeignKeyConstraint(["import_id"], ["register_import.id"], name=op.f("fk_household_import_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_household_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
        sa.UniqueConstraint("unit_id", "number", name=op.f("uq_household_unit_id_number")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_household_import_id"), "household", ["import_id"], unique=False)
    op.create_index("ix_household_unit_id_sort_key", "household", ["unit_id", "sort_key"], unique=False)
    op.create_table(
        "office",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("seat_unit_id", ID, nullable=False),
        sa.Column("staff_count", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["seat_unit_id"], ["unit.id"], name=op.f("fk_office_seat_unit_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_office_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
        sa.UniqueConstraint("unit_id", name=op.f("uq_office_unit_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_office_seat_unit_id"), "office", ["seat_unit_id"], unique=False)
    op.create_table(
        "counter",
        sa.Column("id", ID, nullable=False),
        sa.Column("office_id", ID, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["office_id"], ["office.id"], name=op.f("fk_counter_office_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("office_id", "number", name=op.f("uq_counter_office_id_number")),
        sqlite_autoincrement=True,
    )


def downgrade() -> None:
    op.drop_table("counter")
    op.drop_table("office")
    op.drop_table("household")
    op.drop_table("register_import")
