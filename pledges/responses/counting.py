"""Counts the responses anew, leaf by leaf, for whoever checks the counters against them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, case, exists, func, or_, select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.tables import Exclusion, Invitation
from pledges.responses.tables import Member, Response
from pledges.tallies.queries.on_day import end_of, excluded_on, unit_on
from pledges.tallies.rules import SignedCounts

Leaf = tuple[str, int]


class SignedByLeaf:
    """The responses' answer to the tallies' port ``CountsSigned``."""

    def by_leaf(
        self, session: Session, campaign_id: int, unit_ids: Collection[int] | None = None
    ) -> dict[Leaf, SignedCounts]:
        """Return (form code, leaf unit id) → counts, for leaves that have any response; two statements.

        A withdrawal that happened stays counted, also where the household is excluded later.
        """
        chosen = [Response.campaign_id == campaign_id]
        if unit_ids is not None:
            chosen.append(Response.unit_id.in_(unit_ids))
        counted: dict[Leaf, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        _count_pledges(session, chosen, counted)
        _count_members(session, chosen, counted)
        return {leaf: SignedCounts(**columns) for leaf, columns in counted.items()}

    def on_day(
        self, session: Session, campaign_id: int, form_code: str, day: date
    ) -> dict[int, SignedCounts]:
        """Return leaf unit id → what had been signed and withdrawn at the end of a day, where people were then."""
        end = end_of(day)
        is_withdrawn = case((Response.withdrawn_at < end, 1), else_=0).label("is_withdrawn")
        counting = (
            select(unit_on(day).label("unit_id"), Response.channel, is_withdrawn)
            .join(Invitation, Invitation.id == Response.invitation_id)
            .where(Response.campaign_id == campaign_id, Response.form_code == form_code)
            .where(Response.state != "replaced", Response.entered_at < end)
            .where(or_(Response.withdrawn_at < end, ~excluded_on(day)))
            .subquery()
        )
        counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for row in session.execute(select(*counting.c, func.count()).group_by(*counting.c)):
            unit_id, channel, was_withdrawn, number = list(row)
            counted[unit_id]["withdrawn" if was_withdrawn else f"signed_{channel}"] += number
        return {unit_id: SignedCounts(**columns) for unit_id, columns in counted.items()}

    def has_active(self, session: Session, invitation_ids: Collection[int]) -> bool:
        """Tell whether one of the invitations has an active pledge."""
        query = select(Response.id).where(Response.invitation_id.in_(invitation_ids))
        return session.scalar(query.where(Response.state == "active").limit(1)) is not None


def _count_pledges(
    session: Session, chosen: list[ColumnElement[bool]], counted: dict[Leaf, dict[str, int]]
) -> None:
    # Named, so that both engines take the expression and the group for the same thing.
    excluded = case((_is_excluded(), 1), else_=0).label("is_excluded")
    rows = select(Response.form_code, Response.unit_id, Response.state, Response.channel, excluded)
    each = rows.where(*chosen, Response.state != "replaced").subquery()
    for row in session.execute(select(*each.c, func.count()).group_by(*each.c)):
        form_code, unit_id, state, channel, is_out, number = list(row)
        column = "withdrawn" if state == "withdrawn" else "signed_excluded" if is_out else f"signed_{channel}"
        counted[form_code, unit_id][column] += number


def _count_members(
    session: Session, chosen: list[ColumnElement[bool]], counted: dict[Leaf, dict[str, int]]
) -> None:
    """Count the members that active pledges name; the names of withdrawn ones are erased."""
    named = (
        select(Response.form_code, Response.unit_id, func.count(Member.id), func.count(Member.confirmed_at))
        .join(Response, Response.id == Member.response_id)
        .where(*chosen, Response.state == "active", ~_is_excluded())
        .group_by(Response.form_code, Response.unit_id)
    )
    for form_code, unit_id, members, confirmed in session.execute(named):
        counted[form_code, unit_id] |= {"members": members, "members_confirmed": confirmed}


def _is_excluded() -> ColumnElement[bool]:
    return exists().where(
        Exclusion.invitation_id == Response.invitation_id, Exclusion.state == ExclusionState.APPROVED.value
    )
