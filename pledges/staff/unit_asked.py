"""Reads from the address which unit somebody who chooses one looks at or looks for."""

from flask import request

from pledges.foundation.addresses import id_said
from pledges.staff.rules import UnitAsked

_LONGEST_SEARCH = 100


def unit_asked(chosen: str | None = None) -> UnitAsked:
    """Return what ``?at=`` and ``?unit=`` ask for; ``chosen`` is what a form that was sent says."""
    text = request.args.get("unit", "")[:_LONGEST_SEARCH]
    return UnitAsked(id_said(request.args.get("at")), text, id_said(chosen))
