"""Members of a household speak for themselves: confirm by the own link or by the household's code, or leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import Table, delete, func, insert, select, update
from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionState, Stage, stage_on
from pledges.campaigns.tables import Campaign, Exclusion, Invitation
from pledges.foundation.audit import Change, record
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.responses.matching import is_same_name, likeliest
from pledges.responses.references import member_code, member_mark
from pledges.responses.rules import CampaignNotOpen, ConfirmedBy
from pledges.responses.tables import Member, Response
from pledges.responses.turned_away import MemberUnknown, NothingToJoin, PledgeFull
from pledges.tallies.acts import counters as tallies
from pledges.tallies.rules import Deltas

_response, _member = cast(Table, Response.__table__), cast(Table, Member.__table__)
_PLEDGE = (
    _response.c.id,
    _response.c.invitation_id,
    _response.c.campaign_id,
    _response.c.form_code,
    _response.c.unit_id,
    _response.c.signer_name,
)


@dataclass(frozen=True)
class Joining:
    """What a member typed on a page opened by the household's code. ``most``: how many a pledge may name.

    A new member's own link is derived from the page's ``attempt``, so that sending it again makes no second one.
    """

    invitation_id: int
    name: str
    birth_year: int | None
    attempt: bytes
    most: int


def confirm(session: Session, occasion: Occasion, mark: bytes) -> None:
    """Let the member behind an own link confirm; who has confirmed before changes nothing.

    :raises MemberUnknown: when no pledge in force names anybody under this link.
    :raises CampaignNotOpen: when the campaign takes no pledges on this day.
    """
    pledge, member = _locked_by_link(session, mark)
    if member.confirmed_at is None:
        _refuse_unless_running(session, occasion, pledge.campaign_id)
        _confirm(session, occasion, pledge, member, ConfirmedBy.LINK)


def leave(session: Session, mark: bytes) -> None:
    """Take the member behind an own link out of the pledge, in all its versions; asked twice, it does nothing.

    **why** nothing is written in the trail: that somebody was named and would not be is nobody's business.
    """
    try:
        pledge, member = _locked_by_link(session, mark)
    except MemberUnknown:
        return
    gone = delete(_member).where(_member.c.lookup == mark)
    session.execute(gone.execution_options(synchronize_session=False))
    _count(session, pledge, Deltas(members=-1, members_confirmed=-1 if member.confirmed_at else 0))


def join(session: Session, occasion: Occasion, keys: Keys, joining: Joining) -> str:
    """Let a member who typed the own name confirm, or join where nobody of this name stands; return the link's code.

    The representative, who signed, is no further member: nothing changes, and the code leads nowhere. That the answer
    does not tell the three apart keeps the names of a pledge from whoever tries some.

    :raises NothingToJoin: when the household has no pledge in force.
    :raises CampaignNotOpen: when the campaign takes no pledges on this day.
    :raises PledgeFull: when the pledge can name nobody more.
    """
    pledge = _locked(session, joining.invitation_id)
    if pledge is None:
        raise NothingToJoin
    _refuse_unless_running(session, occasion, pledge.campaign_id)
    members = _members(session, pledge.id)
    own = member_code(keys, joining.attempt)
    was_sent = any(member.nonce == joining.attempt for member in members)
    if was_sent or is_same_name(joining.name, pledge.signer_name or ""):
        return own
    found = likeliest(members, joining.name, joining.birth_year)
    if not found and len(members) >= joining.most:
        raise PledgeFull(most=joining.most)
    if not found:
        _add(session, occasion, keys, pledge, joining)
        return own
    waiting = [member for member in found if member.confirmed_at is None]
    if waiting:
        _confirm(session, occasion, pledge, waiting[0], ConfirmedBy.CODE)
    return _linked(session, keys, (waiting or found)[0])


def _locked_by_link(session: Session, mark: bytes) -> tuple[Any, Any]:
    """Lock the invitation that the member's pledge answers; return the pledge in force and the member in it."""
    named = select(Response.invitation_id).join(Member, Member.response_id == Response.id)
    invitation_id = session.scalar(named.where(Member.lookup == mark, Response.state == "active"))
    if invitation_id is None:
        raise MemberUnknown
    pledge = _locked(session, invitation_id)
    members = [] if pledge is None else _members(session, pledge.id)
    member = next((one for one in members if one.lookup == mark), None)
    if member is None:
        raise MemberUnknown  # Somebody was quicker, while this one waited.
    return pledge, member


def _locked(session: Session, invitation_id: int) -> Any:
    """Lock an invitation, and return the pledge in force on it, None when there is none."""
    locked = select(Invitation.id).where(Invitation.id == invitation_id).with_for_update(key_share=True)
    session.execute(locked)
    active = select(*_PLEDGE).where(_response.c.invitation_id == invitation_id, _response.c.state == "active")
    return session.execute(active).one_or_none()


def _members(session: Session, response_id: int) -> Sequence[Any]:
    query = select(_member).where(_member.c.response_id == response_id).order_by(_member.c.position)
    return session.execute(query).all()


def _refuse_unless_running(session: Session, occasion: Occasion, campaign_id: int) -> None:
    asked = select(Campaign.state, Campaign.opens_on, Campaign.closes_on).where(Campaign.id == campaign_id)
    state, opens_on, closes_on = session.execute(asked).one()
    if stage_on(state, opens_on, closes_on, occasion.today) is not Stage.RUNNING:
        raise CampaignNotOpen


def _confirm(session: Session, occasion: Occasion, pledge: Any, member: Any, way: ConfirmedBy) -> None:
    confirmed = update(_member).where(_member.c.id == member.id)
    session.execute(confirmed.values(confirmed_at=occasion.now, confirmed_by=way.value))
    _count(session, pledge, Deltas(members_confirmed=1))
    _note(session, occasion, pledge)


def _add(session: Session, occasion: Occasion, keys: Keys, pledge: Any, joining: Joining) -> None:
    last = select(func.coalesce(func.max(_member.c.position), 0)).where(_member.c.response_id == pledge.id)
    session.execute(
        insert(_member).values(
            response_id=pledge.id,
            position=session.scalars(last).one() + 1,
            name=joining.name,
            birth_year=joining.birth_year,
            confirmed_at=occasion.now,
            confirmed_by=ConfirmedBy.CODE.value,
            nonce=joining.attempt,
            lookup=member_mark(keys, member_code(keys, joining.attempt)),
        )
    )
    _count(session, pledge, Deltas(members=1, members_confirmed=1))
    _note(session, occasion, pledge)


def _linked(session: Session, keys: Keys, member: Any) -> str:
    """Return the code of the member's own link; a member from before there were links gets it now."""
    code = member_code(keys, member.nonce)
    lookup = member_mark(keys, code)
    if member.lookup != lookup:
        session.execute(update(_member).where(_member.c.id == member.id).values(lookup=lookup))
    return code


def _count(session: Session, pledge: Any, deltas: Deltas) -> None:
    excluded = select(Exclusion.id).where(
        Exclusion.invitation_id == pledge.invitation_id, Exclusion.state == ExclusionState.APPROVED.value
    )
    # Outside the base nothing of a pledge counts, its members neither.
    if session.scalar(excluded) is None:
        tallies.add(session, pledge.campaign_id, pledge.form_code, pledge.unit_id, deltas)


def _note(session: Session, occasion: Occasion, pledge: Any) -> None:
    """Write in the trail that a member confirmed; which one is not said."""
    record(session, occasion, Change(pledge.unit_id, "member.confirm", f"response:{pledge.id}"))
