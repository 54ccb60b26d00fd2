"""Pledges of the village's households, signed with the responses' own act."""

from dataclasses import replace

from sqlalchemy import select

from pledges.certificates.numbers import serials_from
from pledges.certificates.rules import number_of
from pledges.certificates.signing_keys import IssuingKeys
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.responses.acts.signing import submit
from pledges.responses.queries.doors import door_of
from pledges.responses.rules import Submission
from pledges.responses.tables import Response


def sign(
    house: House, occasion: Occasion, campaign_id: int, household_id: int, name: str = ""
) -> tuple[int, str]:
    """Sign for a household, in its head's name unless another is given; return response id and reference."""
    with house.database.writing() as session:
        door = door_of(session, household_id)
        assert door is not None
        asking = door.asked_by(campaign_id)
        submission = Submission(
            asking=asking,
            attempt=occasion.chance(16),
            signed_text="Bản cam kết",
            content_digest=f"household {household_id}",
            language="vi",
            items=("T01", "T04"),
            consents=("C1",),
            signer_name=name or door.head_name,
        )
        reference = submit(session, replace(occasion, actor_id=None), house.keys, submission).reference
        query = select(Response.id).where(
            Response.invitation_id == asking.invitation_id, Response.state == "active"
        )
        return session.scalars(query).one(), reference


def number_at(house: House, year: int, unit_id: int, place: int) -> str:
    """Return the number at a place of a unit's series of a year."""
    _place, serial = next(serials_from(house.keys, (unit_id, year), place))
    return number_of(year, unit_id, serial)


def keys_of(house: House) -> IssuingKeys:
    """Return what the house numbers and signs certificates with."""
    return IssuingKeys(house.keys, house.config.keys)
