"""Rows of a hamlet's sign sheets, and of what was looked at in the list for review."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id


class SignSheet(Base):
    """One page of a hamlet's sign sheet: row numbers on paper, and here which household each of them is."""

    __tablename__ = "sign_sheet"
    __table_args__ = (
        UniqueConstraint("campaign_id", "form_code", "unit_id", "series", "page"),
        CheckConstraint("page >= 1 AND series >= 1", name="counts_from_one"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id"))
    form_code: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    version_id: Mapped[int] = mapped_column(Id, ForeignKey("questionnaire_version.id"))
    series: Mapped[int]
    """Sheets made together; newcomers get a series of their own, so that no row ever changes its household."""
    page: Mapped[int]
    made_at: Mapped[datetime]
    made_by: Mapped[int | None] = mapped_column(Id)


class SignSheetRow(Base):
    """One row of a sign sheet and the household that signs there."""

    __tablename__ = "sign_sheet_row"
    __table_args__ = (
        UniqueConstraint("sheet_id", "subject_id"),
        CheckConstraint("row_number BETWEEN 1 AND 20", name="twenty_a_page"),
    )

    sheet_id: Mapped[int] = mapped_column(Id, ForeignKey("sign_sheet.id"), primary_key=True)
    row_number: Mapped[int] = mapped_column(primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, index=True)


class ReviewNote(Base):
    """Somebody looked at a finding of the list for review (``finding`` is its key) and said what it was."""

    __tablename__ = "review_note"
    __table_args__ = (UniqueConstraint("finding"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    finding: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    remark: Mapped[str]
    noted_by: Mapped[int | None] = mapped_column(Id)
    noted_at: Mapped[datetime]
