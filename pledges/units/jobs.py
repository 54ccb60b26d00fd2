"""The background step that carries out changes of units whose day has come."""

import logging

from pledges.foundation.errors import DomainError, ServiceBusy
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.units.acts.changing import carry_out, fail_change
from pledges.units.queries.changes import due_ids
from pledges.units.rules import HangsOnUnits

log = logging.getLogger(__name__)

DUE_STEP = "unit-changes"
"""The step's name: without an argument it asks for a step each for what is due, with one it carries that change out."""


class DueChanges:
    """Carries out what is due, each change in a transaction of its own. Safe to call twice, at once or after a kill."""

    def __init__(self, house: House) -> None:
        self._house = house

    def __call__(self, argument: str) -> None:
        """Carry out one change, told by its id, or ask for a step for each that is due."""
        if argument:
            carry_out_one(self._house, present(), int(argument))
            return
        with self._house.database.reading() as session:
            due = due_ids(session, present().today)
        for change_id in due:
            self._house.background.queue(DUE_STEP, str(change_id))


def carry_out_due(house: House, occasion: Occasion) -> dict[int, bool]:
    """Carry out all that is due, here and now; return id → whether it could be done."""
    with house.database.reading() as session:
        due = due_ids(session, occasion.today)
    return {change_id: carry_out_one(house, occasion, change_id) for change_id in due}


def carry_out_one(house: House, occasion: Occasion, change_id: int) -> bool:
    """Carry a change out; one that makes no sense any more is given up, with the reason. Return whether it is done.

    :raises ServiceBusy: when the store is; the change waits for the next time.
    """
    try:
        with house.database.writing() as session:
            carry_out(session, occasion, house.handed(HangsOnUnits), change_id)
    except ServiceBusy:
        raise
    except DomainError as refusal:
        log.warning("unit-change-failed change=%s why=%s", change_id, type(refusal).__name__)
        with house.database.writing() as session:
            fail_change(session, occasion, change_id, refusal.title)
        return False
    log.info("unit-change-done change=%s", change_id)
    return True
