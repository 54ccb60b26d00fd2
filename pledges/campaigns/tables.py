"""Rows of campaigns, frozen questionnaire versions and invitations (one subject × one campaign × one form)."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, event, text
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.orm.attributes import get_history

from pledges.campaigns.refusals import VersionFrozen
from pledges.foundation.base import Base, Id
from pledges.foundation.errors import ServiceBusy
from pledges.foundation.integrity import means

# Somebody else invited, or merged, the same subject in this second: what is tried again finds it invited.
means(
    "uq_invitation_campaign_id_form_code_subject_kind_subject_id",
    "invitation.campaign_id, invitation.form_code, invitation.subject_kind, invitation.subject_id",
    ServiceBusy,
)


def _one_of_its_kind(name: str, *columns: str, where: str) -> Index:
    """Return a unique index on a campaign's form and further columns, over the rows that a condition names."""
    condition = text(where)
    return Index(
        name,
        "campaign_id",
        "form_code",
        *columns,
        unique=True,
        sqlite_where=condition,
        postgresql_where=condition,
    )


class Campaign(Base):
    """One asking: who asks, when, and the strings its texts are filled with (law name, controller, contact)."""

    __tablename__ = "campaign"
    __table_args__ = (
        CheckConstraint("state IN ('draft', 'open', 'closing', 'closed', 'archived')", name="known_state"),
        CheckConstraint("closes_on IS NULL OR opens_on IS NOT NULL", name="closes_after_opening"),
        CheckConstraint("closes_on IS NULL OR closes_on >= opens_on", name="ends_after_start"),
        CheckConstraint("state = 'draft' OR opened_at IS NOT NULL", name="opened_unless_draft"),
        UniqueConstraint("slug"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    slug: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"), index=True)
    title_vi: Mapped[str]
    title_en: Mapped[str]
    state: Mapped[str]
    opens_on: Mapped[date | None]
    closes_on: Mapped[date | None]
    opened_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    settings: Mapped[dict[str, str]] = mapped_column(JSON)
    exclusions_need_two: Mapped[bool]
    confirmed_base: Mapped[int | None]
    """How many subjects were on the lists when somebody said that they are complete."""
    late_paper_until: Mapped[date | None]
    """The last day on which paper that was signed in time may still be entered."""
    archived_at: Mapped[datetime | None]
    is_sample: Mapped[bool]


_LIVE = "frozen_at IS NOT NULL AND superseded_at IS NULL"


class QuestionnaireVersion(Base):
    """A version of one form of a campaign: being written (not frozen), live, or superseded by a newer one.

    With a ``unit_id`` it is the core of ``based_on_id`` and the items that the unit added, for subjects in and below
    it. ``content`` of a frozen version never changes; ``source`` is the same with the campaign's blanks still open.
    """

    __tablename__ = "questionnaire_version"
    __table_args__ = (
        CheckConstraint(
            "subject_kind IN ('household', 'official', 'office', 'counter', 'anyone')", name="known_subject"
        ),
        CheckConstraint(
            "kind IN ('pledge', 'registration', 'survey', 'feedback', 'proposal')", name="known_kind"
        ),
        CheckConstraint("(unit_id IS NULL) = (based_on_id IS NULL)", name="local_has_core"),
        CheckConstraint("superseded_at IS NULL OR frozen_at IS NOT NULL", name="superseded_was_frozen"),
        _one_of_its_kind("ux_questionnaire_version_core", "version", where="unit_id IS NULL"),
        _one_of_its_kind("ux_questionnaire_version_local", "unit_id", "version", where="unit_id IS NOT NULL"),
        _one_of_its_kind("ux_questionnaire_version_live", where=f"unit_id IS NULL AND {_LIVE}"),
        _one_of_its_kind(
            "ux_questionnaire_version_live_local", "unit_id", where=f"unit_id IS NOT NULL AND {_LIVE}"
        ),
        _one_of_its_kind("ux_questionnaire_version_draft", where="unit_id IS NULL AND frozen_at IS NULL"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id"))
    form_code: Mapped[str]
    kind: Mapped[str]
    subject_kind: Mapped[str]
    version: Mapped[int]
    unit_id: Mapped[int | None] = mapped_column(Id, ForeignKey("unit.id"))
    based_on_id: Mapped[int | None] = mapped_column(Id, ForeignKey("questionnaire_version.id"))
    content: Mapped[dict[str, object]] = mapped_column(JSON)
    source: Mapped[dict[str, object] | None] = mapped_column(JSON)
    digest: Mapped[str]
    frozen_at: Mapped[datetime | None]
    superseded_at: Mapped[datetime | None]


@event.listens_for(QuestionnaireVersion, "before_update")
def _refuse_to_reword(_mapper: object, _connection: object, version: QuestionnaireVersion) -> None:
    """Keep what was published word for word, whichever act or mistake would change it; it may only be superseded."""
    history = {name: get_history(version, name) for name in ("content", "source", "digest", "frozen_at")}
    frozen_before = history["frozen_at"].deleted or history["frozen_at"].unchanged
    if any(frozen_before) and any(part.added for part in history.values()):
        raise VersionFrozen


class LocalItems(Base):
    """The items that a unit adds to a form of a campaign for the subjects in and below it, as they stand now."""

    __tablename__ = "local_items"
    __table_args__ = (UniqueConstraint("campaign_id", "form_code", "unit_id"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id"))
    form_code: Mapped[str]
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    items: Mapped[list[dict[str, object]]] = mapped_column(JSON)
    changed_by: Mapped[int | None] = mapped_column(Id)
    changed_at: Mapped[datetime]


class Invitation(Base):
    """A subject asked with a form in a campaign: the base of its unit. ``is_reached`` says informed, nothing more.

    There is deliberately no column for a refusal, for how or when a household was reached. ``invited_on`` is None
    for who was there when the campaign opened.
    """

    __tablename__ = "invitation"
    __table_args__ = (
        UniqueConstraint("campaign_id", "form_code", "subject_kind", "subject_id"),
        Index("ix_invitation_subject", "subject_kind", "subject_id"),
        Index("ix_invitation_unit", "campaign_id", "form_code", "unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    campaign_id: Mapped[int] = mapped_column(Id, ForeignKey("campaign.id"))
    form_code: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int] = mapped_column(Id)
    unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    is_reached: Mapped[bool]
    invited_on: Mapped[date | None]


class InvitationMove(Base):
    """Where an invitation was counted before it went along with its subject, until which day.

    **why** beside the subject's own moves: a campaign whose territory a subject leaves goes on counting it there.
    """

    __tablename__ = "invitation_move"
    __table_args__ = (
        Index("ix_invitation_move_invitation", "invitation_id", "moved_on"),
        Index("ix_invitation_move_from", "from_unit_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    invitation_id: Mapped[int] = mapped_column(Id, ForeignKey("invitation.id"))
    from_unit_id: Mapped[int] = mapped_column(Id, ForeignKey("unit.id"))
    moved_on: Mapped[date]


class Exclusion(Base):
    """A dated, reasoned removal of a subject from a campaign's base: proposed, approved or declined, perhaps lifted.

    Only an approved one takes the subject out of the base.
    """

    __tablename__ = "exclusion"
    __table_args__ = (
        CheckConstraint(
            "reason IN ('moved_away', 'empty_house', 'duplicate', 'deceased', 'long_absence', 'not_eligible',"
            " 'maternity', 'long_leave', 'seconded', 'transferred')",
            name="known_reason",
        ),
        CheckConstraint("state IN ('proposed', 'approved', 'declined', 'lifted')", name="known_state"),
        CheckConstraint("state = 'proposed' OR decided_at IS NOT NULL", name="decided_unless_proposed"),
        Index(
            "ux_exclusion_one_standing",
            "invitation_id",
            unique=True,
            sqlite_where=text("state IN ('proposed', 'approved')"),
            postgresql_where=text("state IN ('proposed', 'approved')"),
        ),
        Index("ix_exclusion_invitation_id", "invitation_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    invitation_id: Mapped[int] = mapped_column(Id, ForeignKey("invitation.id"))
    reason: Mapped[str]
    since: Mapped[date | None]
    """The day from which the reason holds, where it is known."""
    state: Mapped[str]
    proposed_by: Mapped[int | None] = mapped_column(Id)
    proposed_at: Mapped[datetime | None]
    decided_by: Mapped[int | None] = mapped_column(Id)
    decided_at: Mapped[datetime | None]
    lifted_by: Mapped[int | None] = mapped_column(Id)
    lifted_at: Mapped[datetime | None]
