"""Rows of codes. Only a keyed hash is kept: the database alone can neither print nor open one."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id


class Code(Base):
    """The code of one subject or counter; a reissue is the next generation and ends the one before."""

    __tablename__ = "code"
    __table_args__ = (
        CheckConstraint(
            "subject_kind IN ('household', 'official', 'office', 'counter')", name="known_subject"
        ),
        CheckConstraint("generation >= 1", name="counts_from_one"),
        UniqueConstraint("lookup"),
        UniqueConstraint("subject_kind", "subject_id", "generation"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Id)
    generation: Mapped[int]
    lookup: Mapped[bytes]
    ended_at: Mapped[datetime | None]


class PinTry(Base):
    """A wrong PIN that was tried at a subject's door; rows are removed once they no longer count."""

    __tablename__ = "pin_try"
    __table_args__ = (
        Index("ix_pin_try_subject", "subject_kind", "subject_id", "tried_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Id)
    tried_at: Mapped[datetime]
