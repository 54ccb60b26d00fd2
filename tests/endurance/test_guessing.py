"""Whoever guesses codes, references and numbers finds nothing."""

from collections.abc import Iterator
from random import Random

import pytest
from flask.testing import FlaskClient

from pledges.foundation.codes import ALPHABET, CODE_SIGNS, check_character
from pledges.foundation.house import House
from pledges.foundation.misses import MOST_MISSES
from pledges.links.queries import subject_behind
from pledges.links.rules import CodeUnknown
from pledges.responses.queries.pledges import has_reference
from tests.endurance.commune import build_commune
from tests.endurance.conftest import Opener
from tests.endurance.scale import scaled
from tests.filling import open_page, reference_in, sign

pytestmark = pytest.mark.endurance

GUESSES, PAGES = scaled(100_000), scaled(4_000)
HOUSEHOLDS, BEHIND_ONE_ADDRESS = scaled(500, least=50), scaled(200, least=20)
SEED = 189


def guessed(chance: Random, how_many: int) -> Iterator[str]:
    """Yield codes that could be some: the check character fits, as a careful guesser would make it."""
    for _ in range(how_many):
        signs = "".join(chance.choices(ALPHABET, k=CODE_SIGNS))
        yield signs + check_character(signs)


def hits(house: House, codes: Iterator[str]) -> list[str]:
    """Return those that are somebody's, as a code or as a receipt's reference."""
    with house.database.reading() as session:
        return [
            code
            for code in codes
            if has_reference(session, house.keys, code) or _is_code(session, house, code)
        ]


def _is_code(session: object, house: House, code: str) -> bool:
    try:
        return bool(subject_behind(session, house.keys, code))  # type: ignore[arg-type]  # the session of above
    except CodeUnknown:
        return False


def open_pages(phone: FlaskClient, codes: Iterator[str]) -> list[int]:
    return [phone.get(f"/{door}/{code}").status_code for code in codes for door in ("S", "R")]


def test_no_guess_hits(open_house: Opener) -> None:
    app, house = open_house()
    commune = build_commune(house, HOUSEHOLDS, Random(SEED))
    reference = reference_in(sign(app.test_client(), commune.codes[0]))

    assert hits(house, iter([*commune.codes[:3], reference])) == [*commune.codes[:3], reference]
    assert hits(house, guessed(Random(SEED), GUESSES)) == []
    answers = open_pages(app.test_client(), guessed(Random(SEED + 1), PAGES))
    assert (set(answers[:MOST_MISSES]), set(answers[MOST_MISSES:])) == ({404}, {429})


def test_many_households_behind_one_address_are_all_served(open_house: Opener) -> None:
    app, house = open_house()
    commune = build_commune(house, BEHIND_ONE_ADDRESS, Random(SEED))
    phone = app.test_client()

    attempts = [open_page(phone, code).attempt for code in commune.codes]

    assert len(set(attempts)) == BEHIND_ONE_ADDRESS
    assert {sign(phone, code).status_code for code in commune.codes} == {303}
