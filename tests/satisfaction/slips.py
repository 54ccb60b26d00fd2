"""Packs of slips as tests make, hand out and use them."""

import re
from datetime import date

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.satisfaction.slip_acts import make_pack
from pledges.satisfaction.slip_rules import NewPack, seed_of, slip_codes
from tests.worlds import Village

UNTIL = date(2099, 12, 31)


def pack(house: House, village: Village, slips: int = 12) -> tuple[int, list[str]]:
    """Make a pack for the village's counter; return its id and its codes in the order on paper."""
    new = NewPack(village.counter_id, village.commune_id, slips, UNTIL)
    with house.database.writing() as session:
        pack_id = make_pack(session, present(), house.keys, house.sealed.passing_keys, new)
    return pack_id, codes_of(house, pack_id, slips)


def old_pack(house: House, village: Village) -> tuple[int, list[str]]:
    """Make a pack whose last day is over."""
    new = NewPack(village.counter_id, village.commune_id, 12, date(2020, 12, 31))
    with house.database.writing() as session:
        pack_id = make_pack(session, present(), house.keys, house.sealed.passing_keys, new)
    return pack_id, codes_of(house, pack_id, 12)


def codes_of(house: House, pack_id: int, slips: int) -> list[str]:
    seed = house.sealed.passing_keys.known(seed_of(pack_id))
    assert seed
    return slip_codes(house.keys, seed, slips)


def page_of(village: Village) -> str:
    """The staff's page of the counter's slips."""
    return f"/staff/satisfaction/counters/{village.counter_id}/slips"


def token_of(clerk: FlaskClient, village: Village) -> dict[str, str]:
    found = re.search(
        r'name="csrf_token" value="([^"]+)"', clerk.get(page_of(village)).get_data(as_text=True)
    )
    assert found
    return {"csrf_token": found[1]}


def ask(clerk: FlaskClient, village: Village, **typed: str) -> TestResponse:
    """Ask for a pack on its page."""
    return clerk.post(page_of(village), data={**token_of(clerk, village), **typed})
