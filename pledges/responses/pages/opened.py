"""A receipt that its reference has opened: the newest version of the pledge, and the door it was given at."""

from dataclasses import dataclass

from pledges.foundation.codes import checked_code
from pledges.foundation.house import this_house
from pledges.foundation.moments import Occasion, present
from pledges.responses.pledged import Pledge
from pledges.responses.queries.pledges import by_reference
from pledges.responses.queries.receipts import door_of_pledge
from pledges.responses.rules import AlreadyWithdrawn, Asking, Door, NotAsked, Standing


@dataclass(frozen=True)
class OpenedReceipt:
    """The newest version of a pledge, opened now."""

    reference: str
    pledge: Pledge
    occasion: Occasion


@dataclass(frozen=True)
class OpenedDoor:
    """The door at which a pledge was given: ``code`` is the one in force there, "" without one."""

    receipt: OpenedReceipt
    code: str
    door: Door

    def asking(self) -> Asking:
        """Return what the campaign asks today of whoever pledged.

        :raises NotAsked: when it asks nothing any more.
        """
        return self.door.asked_by(self.receipt.pledge.campaign_id)

    def next_asking(self, standing: Standing) -> Asking | None:
        """Return another campaign that asks for the same kind of pledge and stands in this way today."""
        found = self.door.standing_at(self.receipt.occasion.today, standing)
        return next((asking for asking in found if self._is_next(asking)), None)

    def _is_next(self, asking: Asking) -> bool:
        pledge = self.receipt.pledge
        is_other = asking.invitation_id != pledge.invitation_id and asking.kind == "pledge"
        return is_other and _family(asking.form_code) == _family(pledge.form_code)


def open_receipt(reference: str) -> OpenedReceipt:
    """Open a receipt by its reference as it was typed.

    :raises ReceiptUnknown: when there is none.
    """
    house, signs = this_house(), checked_code(reference)
    with house.database.reading() as session:
        pledge = by_reference(session, house.keys, signs)
    return OpenedReceipt(signs, pledge, present())


def open_standing(reference: str) -> OpenedReceipt:
    """Open a receipt whose pledge stands.

    :raises AlreadyWithdrawn: when it was taken back.
    """
    opened = open_receipt(reference)
    if opened.pledge.withdrawn_at:
        raise AlreadyWithdrawn
    return opened


def open_door(reference: str) -> OpenedDoor:
    """Open a receipt whose pledge stands, and the door at which it was given.

    Both are read at once: a pledge taken back in between would look as if its campaign were over.

    :raises AlreadyWithdrawn: when it was taken back.
    :raises NotAsked: when nothing is asked there any more.
    """
    house, signs = this_house(), checked_code(reference)
    with house.database.reading() as session:
        pledge = by_reference(session, house.keys, signs)
        if pledge.withdrawn_at:
            raise AlreadyWithdrawn
        code, door = door_of_pledge(session, house.keys, pledge)
    if door is None:
        raise NotAsked
    return OpenedDoor(OpenedReceipt(signs, pledge, present()), code, door)


def _family(form_code: str) -> str:
    """Return what a household's, an official's, an office's forms have in common: "HO" of "HO-ATGT"."""
    return form_code.partition("-")[0]
