"""The ledger of print runs."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id


class PrintRun(Base):
    """One run: what kind of paper, for which unit, how far it is, the file it made and its checksum."""

    __tablename__ = "print_run"
    __table_args__ = (
        CheckConstraint(
            "state IN ('waiting', 'working', 'ready', 'failed', 'destroyed')", name="known_state"
        ),
        CheckConstraint("done >= 0 AND done <= total", name="done_within_total"),
        CheckConstraint(
            "state NOT IN ('ready', 'destroyed') OR sha256 IS NOT NULL", name="made_has_checksum"
        ),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    campaign_id: Mapped[int | None] = mapped_column(Id)
    carries_secrets: Mapped[bool]
    state: Mapped[str]
    total: Mapped[int]
    done: Mapped[int]
    pages: Mapped[int | None]
    sha256: Mapped[str | None]
    failure: Mapped[str | None]
    asked_by: Mapped[int | None] = mapped_column(Id)
    asked_at: Mapped[datetime]
    beat_at: Mapped[datetime]
    ready_at: Mapped[datetime | None]
    collected_at: Mapped[datetime | None]
