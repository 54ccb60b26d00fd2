"""Rows of signed pledges, the members they name and the exact texts that were signed."""

from datetime import date, datetime
from typing import Any

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
    """A version of a signed pledge or registration. References are kept as keyed hashes.

    The first version is never overwritten: a correction is a row of its own with ``root_id``, and the one before is
    ``replaced``. Every version has the ``signed_at`` and ``entered_at`` of the first. What identifies people is
    erased from all versions when the pledge is withdrawn.
    """

    __tablename__ = "response"
    __table_args__ = (
        CheckConstraint("state IN ('active', 'withdrawn', 'replaced')", name="known_state"),
        CheckConstraint("channel IN ('self', 'assisted', 'paper')", name="known_channel"),
        CheckConstraint("(state = 'withdrawn') = (withdrawn_at IS NOT NULL)", name="withdrawn_has_moment"),
        CheckConstraint("channel = 'self' OR entered_by IS NOT NULL", name="staff_entry_has_staff"),
        CheckConstraint("(root_id IS NULL) = (corrected_at IS NULL)", name="correction_has_root"),
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
        Index("ix_response_root", "root_id"),
        Index("ix_response_entered", "campaign_id", "entered_at"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    root_id: Mapped[int | None] = mapped_column(Id, ForeignKey("response.id"))
    """The first version of this pledge; None for the first itself."""
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
    """When people signed; of paper, noon in Viet Nam of the day that stands on it."""
    entered_at: Mapped[datetime]
    """When the first version came into the program: from then on it counts."""
    corrected_at: Mapped[datetime | None]
    """When this version took the place of the one before; None for the first."""
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
    more: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    """The answers that have no column of their own, by the question's code; erased with the names."""


class Member(Base):
    """A member of 16 and over named by the representative; counted as confirmed only by themselves.

    The member's own link is derived from the ``nonce``, which later versions of the pledge take along, and found
    again by ``lookup``, a keyed hash of it.
    """

    __tablename__ = "member"
    __table_args__ = (
        UniqueConstraint("response_id", "position"),
        CheckConstraint("position >= 1", name="counts_from_one"),
        CheckConstraint("confirmed_by IN ('link', 'code', 'paper')", name="known_way"),
        CheckConstraint("confirmed_by IS NULL OR confirmed_at IS NOT NULL", name="way_has_moment"),
        Index("ix_member_lookup", "lookup"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    response_id: Mapped[int] = mapped_column(Id, ForeignKey("response.id"))
    position: Mapped[int]
    name: Mapped[str]
    birth_year: Mapped[int | None]
    relation: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
    confirmed_by: Mapped[str | None]
    nonce: Mapped[bytes]
    lookup: Mapped[bytes]


class Proof(Base):
    """What shows that a pledge was given, beside the form page: a signed paper, a meeting, a call, a witness.

    ``response_id`` is the first version's. A pledge given on a phone and on paper is one, and keeps both proofs.
    """

    __tablename__ = "proof"
    __table_args__ = (
        CheckConstraint("kind IN ('signed_paper', 'meeting', 'telephone', 'in_person')", name="known_kind"),
        Index("ix_proof_response", "response_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    response_id: Mapped[int] = mapped_column(Id, ForeignKey("response.id"))
    kind: Mapped[str]
    signed_on: Mapped[date]
    witness: Mapped[str | None]
    kept_at: Mapped[str | None]
    """Where the paper lies, in the office's own words."""
    sheet_id: Mapped[int | None] = mapped_column(Id)
    row_number: Mapped[int | None]
    entered_by: Mapped[int | None] = mapped_column(Id)
    entered_at: Mapped[datetime]


class Signature(Base):
    """A signature drawn on the glass, as strokes, sealed; ``mark`` is a keyed hash that finds the same one twice."""

    __tablename__ = "signature"
    __table_args__ = (Index("ix_signature_mark", "mark"),)

    response_id: Mapped[int] = mapped_column(
        Id, ForeignKey("response.id"), primary_key=True, autoincrement=False
    )
    strokes_sealed: Mapped[bytes]
    mark: Mapped[bytes]


class DoorAlert(Base):
    """Somebody with the paper said "not my household": for the clerk to look into. One open alert a subject."""

    __tablename__ = "door_alert"
    __table_args__ = (
        CheckConstraint("(handled_at IS NULL) = (outcome IS NULL)", name="handled_has_outcome"),
        Index(
            "ux_door_alert_one_open",
            "subject_kind",
            "subject_id",
            unique=True,
            sqlite_where=text("handled_at IS NULL"),
            postgresql_where=text("handled_at IS NULL"),
        ),
        Index("ix_door_alert_unit", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Id)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    reported_on: Mapped[date]
    outcome: Mapped[str | None]
    handled_by: Mapped[int | None] = mapped_column(Id)
    handled_at: Mapped[datetime | None]
