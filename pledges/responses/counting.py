"""Counts the responses anew, leaf by leaf, for whoever checks the counters against them."""

from collections import defaultdict

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from pledges.responses.tables import Member, Response
from pledges.tallies.rules import SignedCounts

Leaf = tuple[str, int]


class SignedByLeaf:
    """The responses' answer to the tallies' port ``CountsSigned``."""

    def by_leaf(self, session: Session, campaign_id: int) -> dict[Leaf, SignedCounts]:
        """Return (form code, leaf unit id) → counts, for leaves that have any response; two statements."""
        counted: dict[Leaf, dict[str, int]] = defaultdict(dict)
        of_leaf = (Response.form_code, Response.unit_id, Response.state, Response.channel)
        signed = select(*of_leaf, func.count()).where(Response.campaign_id == campaign_id).group_by(*of_leaf)
        for form_code, unit_id, state, channel, number in session.execute(signed):
            column = f"signed_{channel}" if state == "active" else "withdrawn"
            leaf = counted[form_code, unit_id]
            leaf[column] = leaf.get(column, 0) + number
        for form_code, unit_id, members, confirmed in session.execute(_members(campaign_id)):
            counted[form_code, unit_id] |= {"members": members, "members_confirmed": confirmed}
        return {leaf: SignedCounts(**columns) for leaf, columns in counted.items()}


def _members(campaign_id: int) -> Select[str, int, int, int]:
    """Return a query of the members that active pledges name; the names of withdrawn ones are erased."""
    return (
        select(Response.form_code, Response.unit_id, func.count(Member.id), func.count(Member.confirmed_at))
        .join(Response, Response.id == Member.response_id)
        .where(Response.campaign_id == campaign_id, Response.state == "active")
        .group_by(Response.form_code, Response.unit_id)
    )
