"""Questions behind the commitments on paper: who has one in a unit, and everything that stands on it."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, func, select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionState
from pledges.campaigns.tables import Exclusion, Invitation
from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.foundation.vietnamese.sorting import name_sort_key
from pledges.register.rules import SubjectKind
from pledges.register.scope import check_office_reached
from pledges.register.tables import Household, Office, Official
from pledges.responses.own_record import OwnMember
from pledges.responses.tables import Member, Response, Signature
from pledges.units.plans import bare_name
from pledges.units.queries.tree import Branch, ancestors, branches
from pledges.units.rules import UnitKind
from pledges.units.tables import Unit

_FIRST = func.coalesce(Response.root_id, Response.id)


@dataclass(frozen=True)
class SignedPart:
    """A unit with the number of pledges that stand in it and below, those of the offices that sit there included."""

    unit_id: int
    name: str
    signed: int


@dataclass(frozen=True)
class SignedLine:
    """A pledge that stands, as a run of papers lists it; ``number`` is the household's or official's own, else 0."""

    first_id: int
    unit_id: int
    subject_kind: SubjectKind
    number: int


def signed_lines(session: Session, campaign_id: int, unit_id: int, on: date) -> list[SignedLine]:
    """Return the pledges that stand in a unit and below: hamlet after hamlet, in each by the signer's given name.

    An office and its officials come after the territory in which it sits. Of two that one household signed under two
    entries, the one that counts.
    """
    tree = branches(session, unit_id, on)
    places = {place: order for order, place in enumerate(_tops(session, tree))}
    kind = Invitation.subject_kind
    query = (
        select(
            _FIRST, Response.unit_id, kind, func.coalesce(Household.number, Official.number, 0),
            func.coalesce(Response.signer_name, ""),
        )
        .join(Invitation, Invitation.id == Response.invitation_id)
        .outerjoin(Household, and_(kind == SubjectKind.HOUSEHOLD, Household.id == Invitation.subject_id))
        .outerjoin(Official, and_(kind == SubjectKind.OFFICIAL, Official.id == Invitation.subject_id))
        .where(*_standing(campaign_id), Response.unit_id.in_(places))
    )  # fmt: skip
    rows = sorted(session.execute(query), key=lambda row: (places[row[1]], name_sort_key(row[4]), row[0]))
    return [SignedLine(row[0], row[1], SubjectKind(row[2]), row[3]) for row in rows]


def members_of(session: Session, response_ids: Collection[int]) -> dict[int, list[OwnMember]]:
    """Return version of a pledge → the members it names, in the order they were written down."""
    found: dict[int, list[OwnMember]] = {}
    query = select(Member).where(Member.response_id.in_(response_ids))
    for row in session.scalars(query.order_by(Member.response_id, Member.position)):
        told = OwnMember(
            row.name, row.birth_year, row.relation or "", row.confirmed_at, row.confirmed_by or ""
        )
        found.setdefault(row.response_id, []).append(told)
    return found


def drawings_of(session: Session, response_ids: Collection[int]) -> dict[int, bytes]:
    """Return version of a pledge → the signature drawn under it, sealed; those that have one."""
    query = select(Signature.response_id, Signature.strokes_sealed)
    return {row[0]: row[1] for row in session.execute(query.where(Signature.response_id.in_(response_ids)))}


def units_of(session: Session, response_ids: Collection[int]) -> dict[int, int]:
    """Return version of a pledge → the unit in which it counts."""
    query = select(Response.id, Response.unit_id).where(Response.id.in_(response_ids))
    return {row.id: row.unit_id for row in session.execute(query)}


def check_pledge_reached(session: Session, actor: Actor, permission: str, response_id: int) -> None:
    """Refuse whoever reaches neither the unit in which a pledge counts nor, of an office, the territory it sits in.

    :raises NotFound: when there is no such pledge or it is outside the scope.
    """
    units = units_of(session, [response_id])
    if not units:
        raise NotFound
    check_office_reached(session, actor, permission, units[response_id])


def place_name(session: Session, unit_id: int) -> str:
    """Return the commune of a unit (of an office, of its seat) as it stands before a date: "Tuy Phong"; "" for none."""
    seat = session.scalar(select(Office.seat_unit_id).where(Office.unit_id == unit_id))
    line = ancestors(session, unit_id if seat is None else seat)
    found = [unit for unit in line if unit.type in ("xa", "phuong", "dac_khu")]
    return bare_name(found[-1].type, found[-1].name) if found else ""


def body_above(session: Session, unit_id: int) -> str:
    """Return the body directly above an office in the tree of organisations, "" where it stands at the top."""
    above = select(Unit.parent_id).where(Unit.id == unit_id).scalar_subquery()
    query = select(Unit.name).where(Unit.id == above, Unit.kind == UnitKind.ORGANISATION)
    return session.scalar(query) or ""


def signed_parts(
    session: Session, campaign_id: int, unit_id: int, on: date
) -> tuple[SignedPart, list[SignedPart]]:
    """Return a unit and the units directly below it, each with the pledges that stand there.

    :raises NotFound: when the unit does not stand on the day.
    """
    tree = branches(session, unit_id, on)
    if not tree:
        raise NotFound
    tops = _tops(session, tree)
    query = select(Response.unit_id, func.count()).where(*_standing(campaign_id), Response.unit_id.in_(tops))
    signed: Counter[int] = Counter()
    for place, count in session.execute(query.group_by(Response.unit_id)):
        signed[tops[place]] += count
    whole = SignedPart(unit_id, tree[0].name, signed.total())
    return whole, [SignedPart(one.id, one.name, signed[one.id]) for one in tree if one.depth == 1]


def _tops(session: Session, tree: Sequence[Branch]) -> dict[int, int]:
    """Return every unit of a tree, and behind each the offices that sit there → the branch it belongs to.

    Branches are the units directly below the first, which is a branch of its own; the order is that of the tree.
    """
    units = [unit.id for unit in tree]
    offices = select(Office.seat_unit_id, Office.unit_id).join(Unit, Unit.id == Office.unit_id)
    seated: dict[int, list[int]] = {}
    for seat, office in session.execute(offices.where(Office.seat_unit_id.in_(units)).order_by(Unit.name)):
        seated.setdefault(seat, []).append(office)
    tops: dict[int, int] = {}
    top = 0
    for unit in tree:
        top = unit.id if unit.depth < 2 else top
        for place in (unit.id, *seated.get(unit.id, ())):
            tops.setdefault(place, top)
    return tops


def _standing(campaign_id: int) -> tuple[ColumnElement[bool], ...]:
    spare = exists().where(
        Exclusion.invitation_id == Response.invitation_id, Exclusion.state == ExclusionState.APPROVED.value
    )
    return Response.campaign_id == campaign_id, Response.state == "active", ~spare
