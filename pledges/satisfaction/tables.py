"""Rows of slips with one-time codes: that a code belongs to a pack, and nothing of who got it, when, or used it."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id


class SlipPack(Base):
    """A pack of slips that were printed for a counter.

    ``until_on`` is the last day, as it stands on the paper; ended, its slips open nothing any more.
    """

    __tablename__ = "slip_pack"
    __table_args__ = (
        CheckConstraint("slips BETWEEN 1 AND 5000", name="of_a_size"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    counter_id: Mapped[int] = mapped_column(Id, ForeignKey("counter.id"), index=True)
    slips: Mapped[int]
    made_on: Mapped[date]
    made_by: Mapped[int | None] = mapped_column(Id)
    until_on: Mapped[date]
    ended_on: Mapped[date | None]


class Slip(Base):
    """One slip, known by a keyed hash of its code; rows lie in the order of the hashes, which tells nothing."""

    __tablename__ = "slip"
    __table_args__ = ({"sqlite_with_rowid": False},)

    lookup: Mapped[bytes] = mapped_column(primary_key=True)
    pack_id: Mapped[int] = mapped_column(Id, ForeignKey("slip_pack.id"))
