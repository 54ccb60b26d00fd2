"""Let an exclusion be proposed, approved and lifted; date invitations; record what changed a frozen base."""

import sqlalchemy as sa
from alembic import op

from pledges.migrations.copying import altering

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_OF_HOUSEHOLDS = "'moved_away', 'empty_house', 'duplicate', 'deceased', 'long_absence', 'not_eligible'"
_OF_OFFICIALS = "'maternity', 'long_leave', 'seconded', 'transferred'"
_STANDING = sa.text("state IN ('proposed', 'approved')")


def upgrade() -> None:
    with altering("campaign") as campaign:
        campaign.add_column(
            sa.Column("exclusions_need_two", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    with altering("invitation") as invitation:
        invitation.add_column(sa.Column("invited_on", sa.Date(), nullable=True))
    with altering("exclusion") as exclusion:
        exclusion.drop_constraint(op.f("uq_exclusion_invitation_id"), type_="unique")
        exclusion.drop_constraint(op.f("ck_exclusion_known_reason"), type_="check")
        exclusion.alter_column("decided_at", existing_type=sa.DateTime(timezone=True), nullable=True)
        exclusion.add_column(sa.Column("since", sa.Date(), nullable=True))
        exclusion.add_column(sa.Column("state", sa.Text(), nullable=False, server_default="approved"))
        exclusion.add_column(sa.Column("proposed_by", ID, nullable=True))
        exclusion.add_column(sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=True))
        exclusion.add_column(sa.Column("lifted_by", ID, nullable=True))
        exclusion.add_column(sa.Column("lifted_at", sa.DateTime(timezone=True), nullable=True))
        exclusion.create_check_constraint(
            op.f("ck_exclusion_known_reason"), f"reason IN ({_OF_HOUSEHOLDS}, {_OF_OFFICIALS})"
        )
        exclusion.create_check_constraint(
            op.f("ck_exclusion_known_state"), "state IN ('proposed', 'approved', 'declined', 'lifted')"
        )
        exclusion.create_check_constraint(
            op.f("ck_exclusion_decided_unless_proposed"), "state = 'proposed' OR decided_at IS NOT NULL"
        )
    op.create_index(
        "ux_exclusion_one_standing",
        "exclusion",
        ["invitation_id"],
        unique=True,
        sqlite_where=_STANDING,
        postgresql_where=_STANDING,
    )
    op.create_index("ix_exclusion_invitation_id", "exclusion", ["invitation_id"], unique=False)
    _create_base_change()


def downgrade() -> None:
    op.drop_table("base_change")
    op.drop_index("ix_exclusion_invitation_id", "exclusion")
    op.drop_index("ux_exclusion_one_standing", "exclusion")
    # What the older shape cannot say: only what stands stays, once.
    op.execute("DELETE FROM exclusion WHERE state <> 'approved'")
    op.execute(
        "UPDATE exclusion SET reason = 'not_eligible'"
        " WHERE reason IN ('maternity', 'long_leave', 'seconded', 'transferred')"
    )
    with altering("exclusion") as exclusion:
        exclusion.drop_constraint(op.f("ck_exclusion_decided_unless_proposed"), type_="check")
        exclusion.drop_constraint(op.f("ck_exclusion_known_state"), type_="check")
        exclusion.drop_constraint(op.f("ck_exclusion_known_reason"), type_="check")
        for column in ("lifted_at", "lifted_by", "proposed_at", "proposed_by", "state", "since"):
            exclusion.drop_column(column)
        exclusion.alter_column("decided_at", existing_type=sa.DateTime(timezone=True), nullable=False)
        exclusion.create_check_constraint(op.f("ck_exclusion_known_reason"), f"reason IN ({_OF_HOUSEHOLDS})")
        exclusion.create_unique_constraint(op.f("uq_exclusion_invitation_id"), ["invitation_id"])
    with altering("invitation") as invitation:
        invitation.drop_column("invited_on")
    with altering("campaign") as campaign:
        campaign.drop_column("exclusions_need_two")


def _create_base_change() -> None:
    op.create_table(
        "base_change",
        sa.Column("id", ID, nullable=False),
        sa.Column("campaign_id", ID, nullable=False),
        sa.Column("form_code", sa.Text(), nullable=False),
        sa.Column("unit_id", ID, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("made_by", ID, nullable=True),
        sa.Column("approved_by", ID, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('newcomers', 'excluded', 'lifted', 'moved_in', 'moved_out', 'duplicate')",
            name=op.f("ck_base_change_known_kind"),
        ),
        sa.CheckConstraint("number > 0", name=op.f("ck_base_change_changes_something")),
        sa.ForeignKeyConstraint(["campaign_id"], ["campaign.id"], name=op.f("fk_base_change_campaign_id")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_base_change_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_base_change")),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_base_change_leaf", "base_change", ["campaign_id", "form_code", "unit_id"], unique=False
    )
