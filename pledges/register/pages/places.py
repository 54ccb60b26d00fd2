"""Where a page of the register stands: the units above it that the actor may open."""

from collections.abc import Sequence
from typing import Any

from flask import url_for

from pledges.foundation.access import acting
from pledges.staff.rules import Permission


def places_to(line: Sequence[Any]) -> list[tuple[str, str]]:
    """Return (name, address) of a unit and those above it that the actor reaches, the uppermost first."""
    roots = acting().reaches.get(Permission.READ_REGISTER, ())
    first = next((place for place, unit in enumerate(line) if unit.id in roots), len(line) - 1)
    return [(unit.name, url_for("register.show_unit", unit_id=unit.id)) for unit in line[first:]]
