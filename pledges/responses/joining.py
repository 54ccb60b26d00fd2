"""Brings the invitations of two entries that are one household together, so that it counts once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Date, insert, literal, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.tables import Exclusion, Invitation, InvitationMove
from pledges.register.queries.subjects import in_chunks
from pledges.register.rules import EndReason
from pledges.responses.tables import Response
from pledges.tallies.rules import BaseChangeKind, NewBaseChange


@dataclass(frozen=True)
class Joined:
    """What bringing invitations together did: how the base moved, and which invitation counts no more."""

    moves: tuple[NewBaseChange, ...] = ()
    spare_ids: tuple[int, ...] = ()


def relocate(session: Session, invitation_ids: Sequence[int], unit_id: int, on: date) -> None:
    """Let invitations (locked by the caller) and all that was signed on them be counted in a unit from a day on."""
    columns = ["invitation_id", "from_unit_id", "moved_on"]
    for chunk in in_chunks(invitation_ids):
        leaving = select(Invitation.id, Invitation.unit_id, literal(on, Date))
        leaving = leaving.where(Invitation.id.in_(chunk), Invitation.unit_id != unit_id)
        session.execute(insert(InvitationMove).from_select(columns, leaving.order_by(Invitation.id)))
        invited = update(Invitation).where(Invitation.id.in_(chunk)).values(unit_id=unit_id)
        signed = update(Response).where(Response.invitation_id.in_(chunk)).values(unit_id=unit_id)
        session.execute(signed)
        session.execute(invited)


def hand_over(session: Session, asked: Any, kept_id: int, unit_id: int, on: date) -> Joined:
    """Give the invitation of the entry that is gone to the one that stays, which was not asked itself."""
    session.execute(update(Invitation).where(Invitation.id == asked.id).values(subject_id=kept_id))
    if asked.unit_id == unit_id:
        return Joined()
    relocate(session, [asked.id], unit_id, on)
    leaf = (asked.campaign_id, asked.form_code)
    why = EndReason.DUPLICATE.value
    out, into = (BaseChangeKind.MOVED_OUT, asked.unit_id), (BaseChangeKind.MOVED_IN, unit_id)
    return Joined(tuple(NewBaseChange(*leaf, unit, kind, 1, why) for kind, unit in (out, into)))


def join(session: Session, kept: Any, gone: Any, on: date) -> Joined:
    """Let one of two invitations count and say which one is spare, a duplicate that leaves the base.

    The one that counts is the one that is in the base, then the one that was signed, then that of the entry which
    stays; it belongs to the entry that stays from now on. No pledge is deleted: when both signed, one counts.

    **why** no mark of having been reached is copied: a number that moves without a pledge would tell who was.
    """
    ids = [kept.id, gone.id]
    signed, excluded = _signed(session, ids), _excluded(session, ids)
    if (gone.id not in excluded, gone.id in signed) > (kept.id not in excluded, kept.id in signed):
        _exchange(session, kept, gone, on)
        return Joined(spare_ids=(kept.id,))
    return Joined(spare_ids=(gone.id,))


def _signed(session: Session, invitation_ids: Sequence[int]) -> set[int]:
    """Return those with an active pledge, which nobody can withdraw until the transaction ends."""
    query = select(Response.invitation_id).where(Response.invitation_id.in_(invitation_ids))
    query = query.where(Response.state == "active").order_by(Response.id)
    return set(session.scalars(query.with_for_update(key_share=True)))


def _excluded(session: Session, invitation_ids: Sequence[int]) -> set[int]:
    query = select(Exclusion.invitation_id).where(Exclusion.invitation_id.in_(invitation_ids))
    return set(session.scalars(query.where(Exclusion.state == ExclusionState.APPROVED.value)))


def _exchange(session: Session, kept: Any, gone: Any, on: date) -> None:
    """Let each of two entries have the other's invitation, with what was signed on it."""
    # No subject may have two invitations for a moment, which the engines would refuse.
    session.execute(update(Invitation).where(Invitation.id == kept.id).values(subject_id=-gone.subject_id))
    session.execute(update(Invitation).where(Invitation.id == gone.id).values(subject_id=kept.subject_id))
    session.execute(update(Invitation).where(Invitation.id == kept.id).values(subject_id=gone.subject_id))
    relocate(session, [gone.id], kept.unit_id, on)
    relocate(session, [kept.id], gone.unit_id, on)
