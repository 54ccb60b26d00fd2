"""Counts the leaves anew from what they stand for."""

from dataclasses import asdict

from sqlalchemy import case, func, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Campaign, Exclusion, Invitation
from pledges.foundation.rows import insert_unless_there
from pledges.tallies.acts.counters import NOTHING_COUNTED, Leaf
from pledges.tallies.queries import COUNTERS, lock_leaves
from pledges.tallies.rules import CountsSigned, Difference, SignedCounts, TallyLine
from pledges.tallies.tables import LeafCount


def recount(session: Session, campaign_id: int, signed: CountsSigned) -> list[Difference]:
    """Count a campaign's leaves anew, put right what differs, and return what did. Correct while people sign.

    Every pledge changes its leaf's counters in its own transaction. With the counters locked first, each
    pledge is either wholly counted here, or waits and adds itself to the new count: never both, never neither.
    """
    # Newcomers wait too; a pledge, which only refers to the campaign, does not.
    session.execute(select(Campaign.id).where(Campaign.id == campaign_id).with_for_update(key_share=True))
    _insert_missing(session, campaign_id)
    kept = lock_leaves(session, campaign_id)
    counted = _counted(session, campaign_id, signed)
    differences: list[Difference] = []
    for leaf in sorted(kept.keys() | counted.keys()):
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


def _insert_missing(session: Session, campaign_id: int) -> None:
    """Give every leaf that was invited a row to lock; a pledge that makes one at this moment is waited for."""
    leaves = (
        select(Invitation.form_code, Invitation.unit_id)
        .where(Invitation.campaign_id == campaign_id)
        .distinct()
    )
    there = select(LeafCount.form_code, LeafCount.unit_id).where(LeafCount.campaign_id == campaign_id)
    for form_code, unit_id in session.execute(leaves.except_(there)):
        key = {"campaign_id": campaign_id, "form_code": form_code, "unit_id": unit_id}
        insert_unless_there(session, LeafCount, **key, **NOTHING_COUNTED)


def _counted(session: Session, campaign_id: int, signed: CountsSigned) -> dict[Leaf, TallyLine]:
    by_leaf = signed.by_leaf(session, campaign_id)
    invited = _invited(session, campaign_id)
    nobody = {"base": 0, "excluded": 0, "reached": 0}
    return {
        leaf: TallyLine(**invited.get(leaf, nobody), **asdict(by_leaf.get(leaf, SignedCounts())))
        for leaf in invited.keys() | by_leaf.keys()
    }


def _invited(session: Session, campaign_id: int) -> dict[Leaf, dict[str, int]]:
    reached = func.sum(case((Invitation.is_reached, 1), else_=0))
    query = (
        select(Invitation.form_code, Invitation.unit_id, func.count(), func.count(Exclusion.id), reached)
        .outerjoin(Exclusion, Exclusion.invitation_id == Invitation.id)
        .where(Invitation.campaign_id == campaign_id)
        .group_by(Invitation.form_code, Invitation.unit_id)
    )
    return {
        (form_code, unit_id): {"base": base, "excluded": excluded, "reached": int(reached)}
        for form_code, unit_id, base, excluded, reached in session.execute(query)
    }
