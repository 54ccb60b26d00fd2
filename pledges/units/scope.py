"""The one function through which every query, list and file about a unit asks whether the actor reaches it."""

from collections.abc import Collection

from sqlalchemy import Select
from sqlalchemy.orm import Session

from pledges.foundation.access import Actor
from pledges.foundation.errors import NotAllowed, NotFound
from pledges.units.queries.tree import by_id, ids_within, is_within
from pledges.units.tables import Unit


def scope_roots(actor: Actor, permission: str) -> Collection[int]:
    """Return the ids of the units at the top of what the actor reaches with the permission.

    :raises NotAllowed: when the actor does not hold it anywhere.
    """
    reached = actor.reaches.get(permission)
    if not reached:
        raise NotAllowed
    return reached


def unit_ids_in_scope(actor: Actor, permission: str) -> Select[int]:
    """Return a query of the ids of every unit the actor reaches with the permission."""
    return ids_within(scope_roots(actor, permission))


def unit_in_scope(session: Session, actor: Actor, permission: str, unit_id: int) -> Unit:
    """Return the unit if the actor reaches it with the permission.

    :raises NotFound: when there is none or it is outside the scope: a stranger cannot tell which.
    """
    unit = by_id(session, unit_id)
    if not is_within(session, unit_id, scope_roots(actor, permission)):
        raise NotFound
    return unit
