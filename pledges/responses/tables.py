"""Rows of signed pledges, the members they name and the exact texts that were signed."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from pledges.foundation.base import Base, Id
from pledges.foundation.integrity import means
from pledges.responses.rules import AlreadySigned, AttemptUsed

means("uq_response_attempt", "response.attempt", AttemptUsed)
means("ux_response_one_active", "response.invitation_id", AlreadySigned)


class SignedText(Base):
    """A text as it was signed, kept once however many signed it."""

    __tablename__ = "signed_text"

    digest: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[str]


class Response(Base):
    """A signed pledge. The reference is kept as a keyed hash; names are erased when it is withdrawn."""

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'withdrawn')", name="known_state"),
        CheckConstraint("channel IN ('self', 'assisted', 'paper')", name="known_channel"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_moment"),
        CheckConstraint("channel = 'self' OR entered_by IS NOT NULL", name="staff_entry_has_staff"),
        UniqueConstraint("attempt"),
        UniqueConstraint("reference"),
        Index(
            "ux_response_one_active",
            "invitation_id",
            unique=True,
            sqlite_where=text("state = 'active'"),
            postgresql_where=text("state = 'active'"),
        ),
        Index("ix_response_unit", "campaign_id", "form_code", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    invitation_id: Mapped[int] = mapped_column(Id, ForeignKey("invitation.id"))
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id"))
    form_code: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    version_id: Mapped[int] = mapped_column(Id, ForeignKey("questionnaire_version.id"))
    text_digest: Mapped[str] = mapped_column(ForeignKey("signed_text.digest"))
    attempt: Mapped[bytes]
    content_digest: Mapped[str]
    reference: Mapped[bytes]
    channel: Mapped[str]
    state: Mapped[str]
    signed_at: Mapped[datetime]
    entered_by: Mapped[int | None] = mapped_column(Id)
    withdrawn_at: Mapped[datetime | None]
    language: Mapped[str]
    items: Mapped[list[str]] = mapped_column(JSON)
    consents: Mapped[list[str]] = mapped_column(JSON)
    signer_name: Mapped[str | None]
    birth_year: Mapped[int | None]
    people_count: Mapped[int | None]
    adult_count: Mapped[int | None]
    phone_sealed: Mapped[bytes | None]


class Member(Base):
    """A member of 16 and over named by the representative; counted as confirmed only by themselves."""

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("response_id", "position"),
        CheckConstraint("position >= 1", name="counts_from_one"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    response_id: Mapped[int] = mapped_column(Id, ForeignKey("response.id"))
    position: Mapped[int]
    name: Mapped[str]
    birth_year: Mapped[int | None]
    relation: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
