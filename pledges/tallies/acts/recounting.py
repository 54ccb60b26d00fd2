"""Counts the leaves anew from what they stand for."""

from collections.abc import Collection
from dataclasses import asdict

from sqlalchemy import ColumnElement, case, func, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.queries import is_excluded
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.rows import insert_unless_there
from pledges.tallies.acts.counters import NOTHING_COUNTED, Leaf
from pledges.tallies.queries.counters import COUNTERS, lock_leaves
from pledges.tallies.rules import CountsSigned, Difference, SignedCounts, TallyLine
from pledges.tallies.tables import LeafCount


def recount(session: Session, campaign_id: int, signed: CountsSigned) -> list[Difference]:
    """Count a campaign's leaves anew, put right what differs, and return what did. Correct while people sign.

    Every pledge changes its leaf's counters in its own transaction. With the counters locked first, each
    pledge is either wholly counted here, or waits and adds itself to the new count: never both, never neither.
    """
    return _recounted(session, campaign_id, None, signed)


def recount_leaves(
    session: Session, campaign_id: int, leaves: Collection[Leaf], signed: CountsSigned
) -> list[Difference]:
    """Count some leaves of a campaign anew, (form code, unit id) each, after something moved or was excluded there.

    The caller has changed the invitations and pledges before; other leaves are neither locked nor read.
    """
    return _recounted(session, campaign_id, frozenset(leaves), signed) if leaves else []


def _recounted(
    session: Session, campaign_id: int, leaves: frozenset[Leaf] | None, signed: CountsSigned
) -> list[Difference]:
    # Newcomers wait too; a pledge, which only refers to the campaign, does not.
    session.execute(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update(key_share=True))
    units = None if leaves is None else frozenset(unit_id for _, unit_id in leaves)
    _insert_missing(session, campaign_id, units)
    kept = lock_leaves(session, campaign_id, units)
    counted = _counted(session, campaign_id, units, signed)
    differences: list[Difference] = []
    for leaf in sorted(kept.keys() | counted.keys()):
        if leaves is None or leaf in leaves:
            lines = kept.get(leaf, TallyLine()), counted.get(leaf, TallyLine())
            differences += _put_right(session, campaign_id, leaf, *lines)
    return differences


def _put_right(
    session: Session, campaign_id: int, leaf: Leaf, was: TallyLine, counted: TallyLine
) -> list[Difference]:
    form_code, unit_id = leaf
    differences = [
        Difference(form_code, unit_id, counter, getattr(was, counter), getattr(counted, counter))
        for counter in COUNTERS
        if getattr(was, counter) != getattr(counted, counter)
    ]
    if differences:
        key = {"campaign_id": campaign_id, "form_code": form_code, "unit_id": unit_id}
        insert_unless_there(session, LeafCount, **key, **NOTHING_COUNTED)
        session.execute(update(LeafCount).filter_by(**key).values(**asdict(counted)))
    return differences


def _insert_missing(session: Session, campaign_id: int, units: Collection[int] | None) -> None:
    """Give every leaf that was invited a row to lock; a pledge that makes one at this moment is waited for."""
    leaves = select(Invitation.form_code, Invitation.unit_id).where(*_of(campaign_id, units)).distinct()
    there = select(LeafCount.form_code, LeafCount.unit_id).where(LeafCount.campaign_id == campaign_id)
    for form_code, unit_id in session.execute(leaves.except_(there)):
        key = {"campaign_id": campaign_id, "form_code": form_code, "unit_id": unit_id}
        insert_unless_there(session, LeafCount, **key, **NOTHING_COUNTED)


def _of(campaign_id: int, units: Collection[int] | None) -> list[ColumnElement[bool]]:
    within = [] if units is None else [Invitation.unit_id.in_(units)]
    return [Invitation.campaign_id == campaign_id, *within]


def _counted(
    session: Session, campaign_id: int, units: Collection[int] | None, signed: CountsSigned
) -> dict[Leaf, TallyLine]:
    by_leaf = signed.by_leaf(session, campaign_id, units)
    invited = _invited(session, campaign_id, units)
    return {
        leaf: _line(invited.get(leaf, (0, 0, 0)), by_leaf.get(leaf, SignedCounts()))
        for leaf in invited.keys() | by_leaf.keys()
    }


def _line(invited: tuple[int, int, int], signed: SignedCounts) -> TallyLine:
    base, excluded, reached = invited
    pledges = asdict(signed)
    # A duplicate that had signed too leaves with its pledge; who signed is no secret.
    beside = pledges.pop("signed_excluded")
    return TallyLine(base=base, excluded=excluded, reached=reached - beside, **pledges)


def _invited(
    session: Session, campaign_id: int, units: Collection[int] | None
) -> dict[Leaf, tuple[int, int, int]]:
    """Count who was invited, is excluded and was ever reached.

    **why** a mark stays counted when its household is excluded: a number that fell with it would tell whoever
    excludes which households had been reached and had not signed.
    """
    reached = func.sum(case((Invitation.is_reached, 1), else_=0))
    excluded = func.sum(case((is_excluded(), 1), else_=0))
    query = (
        select(Invitation.form_code, Invitation.unit_id, func.count(), excluded, reached)
        .where(*_of(campaign_id, units))
        .group_by(Invitation.form_code, Invitation.unit_id)
    )
    return {
        (form_code, unit_id): (base, int(excluded), int(reached))
        for form_code, unit_id, base, excluded, reached in session.execute(query)
    }
