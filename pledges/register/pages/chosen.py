"""The households that were ticked on a hamlet's list, as every page about several of them finds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from pledges.foundation.access import acting
from pledges.register.pages.places import places_to
from pledges.register.queries.households import households_of
from pledges.register.subjects import NothingChosen
from pledges.staff.rules import Permission
from pledges.units.queries.tree import ancestors
from pledges.units.scope import unit_in_scope

# A page of the list has fifty.
_MOST_TICKED = 500
_LARGEST_ID = 2**63 - 1


@dataclass(frozen=True)
class Chosen:
    """The ticked households of a hamlet, and the hamlet with the units above it, the root first."""

    unit: Any
    line: Sequence[Any]
    households: Sequence[Any]
    ids: Sequence[int]

    @property
    def places(self) -> list[tuple[str, str]]:
        """Where the page stands: the hamlet below its units, and the household where there is only one."""
        hamlet = places_to(self.line)
        if len(self.households) > 1:
            return hamlet
        [one] = self.households
        return [*hamlet, (one.head_name, url_for("households.show_household", household_id=one.id))]

    def done(self) -> Response:
        """Lead back to where the household, or the list, is shown."""
        if len(self.ids) == 1:
            return redirect(url_for("households.show_household", household_id=self.ids[0]), 303)
        return redirect(url_for("register.show_unit", unit_id=self.unit.id), 303)


def chosen_in(session: Any, unit_id: int) -> Chosen:
    """Return the ticked households that are on the hamlet's list; what is not there is as if not ticked.

    :raises NotFound: when the actor does not reach the hamlet.
    :raises NothingChosen: when nobody was ticked who is on the list.
    """
    unit = unit_in_scope(session, acting(), Permission.IMPORT_REGISTER, unit_id)
    ticked = request.values.getlist("id", type=int)[:_MOST_TICKED]
    households = households_of(session, unit_id, [one for one in ticked if 0 < one <= _LARGEST_ID])
    if not households:
        raise NothingChosen
    return Chosen(unit, ancestors(session, unit_id), households, [one.id for one in households])
