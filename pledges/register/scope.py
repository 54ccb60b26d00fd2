"""Through these every page about a household, an office or an official asks whether the actor reaches it."""

from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.foundation.errors import NotFound
from pledges.register.queries.households import household_by_id
from pledges.register.queries.offices import office_by_id, seat_of
from pledges.register.queries.officials import official_by_id
from pledges.register.tables import Household, Office, Official
from pledges.units.queries.tree import is_within
from pledges.units.scope import scope_roots, unit_in_scope


def household_in_scope(session: Session, actor: Actor, permission: str, household_id: int) -> Household:
    """Return the household if the actor reaches its unit with the permission.

    :raises NotFound: when there is none or it is outside the scope: a stranger cannot tell which.
    """
    household = household_by_id(session, household_id)
    unit_in_scope(session, actor, permission, household.unit_id)
    return household


def office_in_scope(session: Session, actor: Actor, permission: str, office_id: int) -> Office:
    """Return the office if the actor reaches the territory it sits in, or its own place in the tree of organisations.

    :raises NotFound: when there is none or it is outside the scope.
    """
    office = office_by_id(session, office_id)
    check_office_reached(session, actor, permission, office.unit_id)
    return office


def official_in_scope(session: Session, actor: Actor, permission: str, official_id: int) -> Official:
    """Return the official if the actor reaches the office.

    :raises NotFound: when there is none or it is outside the scope.
    """
    official = official_by_id(session, official_id)
    check_office_reached(session, actor, permission, official.unit_id)
    return official


def check_office_reached(session: Session, actor: Actor, permission: str, unit_id: int) -> None:
    """Refuse whoever reaches neither a unit of the organisational tree nor the territory in which it sits.

    :raises NotFound: as if there were none.
    """
    places = (unit_id, seat_of(session, unit_id))
    roots = scope_roots(actor, permission)
    if not any(place is not None and is_within(session, place, roots) for place in places):
        raise NotFound
