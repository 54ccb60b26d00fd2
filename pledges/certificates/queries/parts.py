"""How many pledges the parts of a unit have: the units below it, and the offices that sit there."""

from datetime import date

from sqlalchemy import ColumnElement, exists, func, select, union_all
from sqlalchemy.orm import Session

from pledges.campaigns.queries import visible_to
from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.settings import gives_certificates
from pledges.campaigns.tables import Campaign, Exclusion
from pledges.certificates.rules import SignedPart
from pledges.foundation.errors import NotFound
from pledges.register.tables import Office
from pledges.responses.tables import Response
from pledges.units.queries.rolling import parts_of
from pledges.units.queries.tree import by_id as unit_by_id
from pledges.units.queries.tree import children_of, ids_within, tops_on
from pledges.units.tables import Unit


def campaigns_at(session: Session, unit_id: int) -> list[tuple[Campaign, SignedPart]]:
    """Return the campaigns that ask in a unit and give certificates, the newest first, with its active pledges."""
    unit, within = unit_by_id(session, unit_id), ids_within([unit_id])
    offices = select(Office.unit_id).where(Office.seat_unit_id.in_(within))
    is_there = Response.unit_id.in_(within) | Response.unit_id.in_(offices)
    query = select(Response.campaign_id, func.count()).where(Response.state == "active", is_there)
    signed = {row[0]: row[1] for row in session.execute(query.group_by(Response.campaign_id))}
    campaigns = [each for each in visible_to(session, [unit_id]) if gives_certificates(each.settings)]
    return [(campaign, SignedPart(unit.id, unit.name, signed.get(campaign.id, 0))) for campaign in campaigns]


def signed_parts(
    session: Session, campaign_id: int, unit_id: int, on: date
) -> tuple[SignedPart, list[SignedPart]]:
    """Return a unit and its parts, each with its active pledges: units directly below it, offices that sit in it.

    The pledges of all below a part, and of the offices that sit below it, count for it.
    """
    (top,) = tops_on(session, [unit_id], on) or (None,)
    if top is None:
        raise NotFound
    signed = _signed_by_part(session, campaign_id, unit_id)
    children = children_of(session, unit_id, on)
    parts = [SignedPart(child.id, child.name, signed.get(child.id, 0)) for child in children]
    whole = SignedPart(unit_id, top.name, sum(signed.values()))
    return whole, [*parts, *_offices_at(session, campaign_id, unit_id)]


def pledges_that_count(campaign_id: int) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions of a pledge that counts; of two that one household signed under two entries, one does."""
    spare = exists().where(
        Exclusion.invitation_id == Response.invitation_id, Exclusion.state == ExclusionState.APPROVED.value
    )
    return Response.campaign_id == campaign_id, Response.state == "active", ~spare


def seat_of(session: Session, unit_id: int) -> int | None:
    """Return the territory an office sits in, None for a unit that is no office."""
    return session.scalar(select(Office.seat_unit_id).where(Office.unit_id == unit_id))


def _signed_by_part(session: Session, campaign_id: int, unit_id: int) -> dict[int, int]:
    """Return part → active pledges; the unit's own, and those of the offices that sit in it, stand for itself."""
    parts, seats = parts_of(unit_id), parts_of(unit_id)
    seated = select(seats.c.top_id, Office.unit_id).join(Office, Office.seat_unit_id == seats.c.unit_id)
    # An office that hangs in this very tree is counted where it hangs.
    seated = seated.where(Office.unit_id.not_in(ids_within([unit_id])))
    places = union_all(select(parts.c.top_id, parts.c.unit_id), seated).subquery()
    query = select(places.c.top_id, func.count()).join(Response, Response.unit_id == places.c.unit_id)
    query = query.where(*pledges_that_count(campaign_id)).group_by(places.c.top_id)
    return {row[0]: row[1] for row in session.execute(query)}


def _offices_at(session: Session, campaign_id: int, unit_id: int) -> list[SignedPart]:
    """Return the offices that sit in the unit itself and have pledges, by name."""
    query = (
        select(Office.unit_id, Unit.name, func.count())
        .join(Unit, Unit.id == Office.unit_id)
        .join(Response, Response.unit_id == Office.unit_id)
        .where(Office.seat_unit_id == unit_id, *pledges_that_count(campaign_id))
        .where(Office.unit_id.not_in(ids_within([unit_id])))
        .group_by(Office.unit_id, Unit.name)
        .order_by(Unit.name)
    )
    return [SignedPart(*row) for row in session.execute(query)]
