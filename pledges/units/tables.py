"""Rows of the dated unit tree. A code is never a key: official codes are re-used with another meaning."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from pledges.foundation.base import Base, Id


class Unit(Base):
    """A node of the administrative ("territory") or organisational tree; ``valid_to`` is its first day gone."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("kind IN ('territory', 'organisation')", name="known_kind"),
        CheckConstraint("valid_to IS NULL OR valid_to > valid_from", name="ends_after_start"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_its_own_parent"),
        Index("ix_unit_parent_id", "parent_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str]
    type: Mapped[str]
    name: Mapped[str]
    folded_name: Mapped[str]
    parent_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]
    sort_no: Mapped[int]
    is_sample: Mapped[bool]

    parent: Mapped["Unit | None"] = relationship(remote_side="Unit.id", lazy="raise")


class UnitCode(Base):
    """An official code of a unit within its scheme, such as 22978 in NSO-2025."""

    __tablename__ = "unit_code"
    __table_args__ = (UniqueConstraint("scheme", "code"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    scheme: Mapped[str]
    code: Mapped[str]
