"""Lets invitations and pledges of running campaigns go with their household when it moves or is merged."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import CampaignState
from pledges.campaigns.tables import Campaign, Invitation
from pledges.foundation.moments import Occasion
from pledges.links.tables import Code
from pledges.register.queries.households import household_by_id
from pledges.register.queries.offices import seat_of
from pledges.register.queries.subjects import in_chunks
from pledges.register.rules import Moved, SubjectKind
from pledges.responses.joining import Joined, hand_over, join, relocate
from pledges.tallies.acts.base import note_base_change
from pledges.tallies.acts.counters import Leaf
from pledges.tallies.acts.exclusions import exclude_duplicates
from pledges.tallies.acts.recounting import recount_leaves
from pledges.tallies.rules import BaseChangeKind, CountsSigned, NewBaseChange
from pledges.units.queries.tree import ancestors, is_within
from pledges.units.rules import is_valid_on

_RUNNING = (CampaignState.OPEN.value, CampaignState.CLOSING.value)
_Leaves = dict[int, set[Leaf]]


class FollowsSubjects:
    """The answer to the register's port ``FollowsRegister``.

    Rows are locked in one order (invitations, pledges, counters), which is the order of signing, and the leaves are
    counted anew from the rows, so that a pledge given in the same second is counted in one place.
    """

    def __init__(self, signed: CountsSigned) -> None:
        self._signed = signed

    def moved(self, session: Session, occasion: Occasion, moved: Moved) -> None:
        """Let what running campaigns ask of the subjects be counted where they live now.

        A campaign whose territory they have left goes on counting them where it asked them: whether they leave its
        base is for a person to decide, with a reason.
        """
        asked = _locked_invitations(session, moved.kind, moved.ids)
        reaching = _reaching(session, {row.campaign_id for row in asked}, moved.to_unit_id, occasion.today)
        going = [row for row in asked if row.campaign_id in reaching and row.unit_id != moved.to_unit_id]
        relocate(session, [row.id for row in going], moved.to_unit_id, moved.on)
        leaves: _Leaves = defaultdict(set)
        left: dict[tuple[int, str, int], int] = defaultdict(int)
        for row in going:
            leaves[row.campaign_id] |= {(row.form_code, row.unit_id), (row.form_code, moved.to_unit_id)}
            left[row.campaign_id, row.form_code, row.unit_id] += 1
        self._count_anew(session, leaves)
        for (campaign_id, form_code, unit_id), number in sorted(left.items()):
            for kind, leaf in (
                (BaseChangeKind.MOVED_OUT, unit_id),
                (BaseChangeKind.MOVED_IN, moved.to_unit_id),
            ):
                change = NewBaseChange(campaign_id, form_code, leaf, kind, number, moved.why.value)
                note_base_change(session, occasion, change)

    def merged(self, session: Session, occasion: Occasion, kept_id: int, gone_id: int) -> None:
        """Let two households that were one count once in every running campaign that asked either of them."""
        both = _locked_invitations(session, SubjectKind.HOUSEHOLD, [kept_id, gone_id])
        unit_id = household_by_id(session, kept_id).unit_id
        reaching = _reaching(session, {row.campaign_id for row in both}, unit_id, occasion.today)
        asked: dict[tuple[int, str], dict[int, Any]] = defaultdict(dict)
        for row in both:
            asked[row.campaign_id, row.form_code][row.subject_id] = row
        leaves: _Leaves = defaultdict(set)
        found: list[Joined] = []
        for (campaign_id, form_code), rows in sorted(asked.items()):
            leaves[campaign_id] |= {(form_code, row.unit_id) for row in rows.values()}
            if len(rows) > 1:
                found.append(join(session, rows[kept_id], rows[gone_id], occasion.today))
            elif gone_id in rows and campaign_id in reaching:
                found.append(hand_over(session, rows[gone_id], kept_id, unit_id, occasion.today))
                leaves[campaign_id].add((form_code, unit_id))
        self._count_anew(session, leaves)
        for change in (move for joined in found for move in joined.moves):
            note_base_change(session, occasion, change)
        spare = [invitation_id for joined in found for invitation_id in joined.spare_ids]
        exclude_duplicates(session, occasion, spare, self._signed)

    def hold_bases(self, session: Session) -> None:
        """Let no campaign invite anybody until the transaction ends; pledges, which only refer to it, do not wait."""
        over = (CampaignState.CLOSED.value, CampaignState.ARCHIVED.value)
        query = select(Campaign.id).where(Campaign.state.not_in(over)).order_by(Campaign.id)
        session.execute(query.with_for_update(key_share=True)).all()

    def held_by(self, session: Session, kind: SubjectKind, ids: Collection[int]) -> frozenset[int]:
        """Return those of the subjects that any campaign has invited, or that have a code: it may be on paper."""
        held: set[int] = set()
        for chunk in in_chunks(sorted(ids)):
            for table in (Invitation, Code):
                query = select(table.subject_id).distinct()
                query = query.where(table.subject_kind == kind, table.subject_id.in_(chunk))
                held.update(session.scalars(query))
        return frozenset(held)

    def _count_anew(self, session: Session, leaves: _Leaves) -> None:
        for campaign_id in sorted(leaves):
            recount_leaves(session, campaign_id, leaves[campaign_id], self._signed)


def _locked_invitations(session: Session, kind: SubjectKind, ids: Collection[int]) -> list[Any]:
    """Lock what running campaigns ask of the subjects, in the order of ids; whoever signs now waits, or we do."""
    table = Invitation.__table__
    columns = [
        table.c[name] for name in ("id", "campaign_id", "form_code", "subject_id", "unit_id", "is_reached")
    ]
    running = select(Campaign.id).where(Campaign.state.in_(_RUNNING))
    found: list[Any] = []
    for chunk in in_chunks(sorted(ids)):
        query = select(*columns).where(table.c.subject_kind == kind, table.c.subject_id.in_(chunk))
        query = query.where(table.c.campaign_id.in_(running)).order_by(table.c.id)
        found += session.execute(query.with_for_update(key_share=True))
    return found


def _reaching(session: Session, campaign_ids: Collection[int], unit_id: int, on: date) -> set[int]:
    """Return those of the campaigns whose unit, or the one that follows it, holds the unit or its office's seat."""
    roots = dict(
        session.execute(select(Campaign.id, Campaign.unit_id).where(Campaign.id.in_(campaign_ids))).all()
    )
    places = [place for place in (unit_id, seat_of(session, unit_id)) if place is not None]
    return {
        campaign_id
        for campaign_id, root in roots.items()
        if any(is_within(session, place, [_standing(session, root, on)]) for place in places)
    }


def _standing(session: Session, unit_id: int, on: date) -> int:
    """Return the unit, or the nearest above it that stands: one that ended hangs below the one that followed it."""
    line = ancestors(session, unit_id)
    standing = [unit.id for unit in line if is_valid_on(unit.valid_from, unit.valid_to, on)]
    return standing[-1] if standing else unit_id
