"""The counters of leaf units, which a tally reads instead of the responses, and what changed a frozen base."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id


class LeafCount(Base):
    """Counts of one leaf unit in one campaign and form. A parent's row is computed from these, never kept."""

    __tablename__ = "leaf_count"
    __table_args__ = (
        CheckConstraint("base >= 0 AND excluded >= 0 AND reached >= 0", name="base_not_negative"),
        CheckConstraint(
            "signed_self >= 0 AND signed_paper >= 0 AND signed_assisted >= 0", name="signed_not_negative"
        ),
        CheckConstraint("members >= 0 AND members_confirmed >= 0", name="members_not_negative"),
        CheckConstraint("withdrawn >= 0", name="withdrawn_not_negative"),
    )

    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id"), primary_key=True)
    form_code: Mapped[str] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), primary_key=True)
    base: Mapped[int]
    excluded: Mapped[int]
    reached: Mapped[int]
    signed_self: Mapped[int]
    signed_paper: Mapped[int]
    signed_assisted: Mapped[int]
    withdrawn: Mapped[int]
    members: Mapped[int]
    members_confirmed: Mapped[int]


class BaseChange(Base):
    """A change of a base that was frozen when its campaign opened: what, how many, who, when and why. Never whom."""

    __tablename__ = "base_change"
    __table_args__ = (
        CheckConstraint(
            "kind IN ('newcomers', 'excluded', 'lifted', 'moved_in', 'moved_out', 'duplicate')",
            name="known_kind",
        ),
        CheckConstraint("number > 0", name="changes_something"),
        Index("ix_base_change_leaf", "campaign_id", "form_code", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id"))
    form_code: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    kind: Mapped[str]
    number: Mapped[int]
    why: Mapped[str | None]
    made_by: Mapped[int | None] = mapped_column(Id)
    approved_by: Mapped[int | None] = mapped_column(Id)
    made_at: Mapped[datetime]
