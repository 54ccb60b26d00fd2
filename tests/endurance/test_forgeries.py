"""A thousand forged certificates and a thousand genuine ones before every door: page, offline check, sealed files."""

from random import Random
from statistics import median
from time import perf_counter

import pytest
from flask.testing import FlaskClient

from pledges.certificates.outcomes import Asked, Verdict, judged
from pledges.certificates.rules import number_of
from pledges.certificates.scanned import keys_from, scanned
from pledges.foundation.house import House
from pledges.seals.rules import NotReadable, SealState
from tests.certificates.forged_world import Given, give, takes
from tests.certificates.forging import KINDS, forged
from tests.endurance.scale import scaled
from tests.seals.sealing import Desk, desk, letter

pytestmark = pytest.mark.endurance

PAPERS, FORGERIES = scaled(1_000, least=40), scaled(1_005, least=len(KINDS) * 4)
FLIPS, ASKED = scaled(6_000, least=200), scaled(400, least=40)


@pytest.fixture
def given(house: House) -> Given:
    return give(house, PAPERS)


def test_none_of_a_thousand_forged_ones_passes_and_every_genuine_one_does(
    client: FlaskClient, given: Given
) -> None:
    codes = list(forged(FORGERIES, given.papers, Random(189)))
    keys = Asked(keys_from(client.get("/V/keys.json").text))

    on_page = [kind for kind, code in codes if takes(client, code)]
    offline = [kind for kind, code in codes if is_genuine(code, keys)]

    assert (on_page, offline) == ([], [])
    assert sum(takes(client, paper.code) for paper in given.papers) == PAPERS
    assert sum(is_genuine(paper.code, keys) for paper in given.papers) == PAPERS


def is_genuine(code: str, keys: Asked) -> bool:
    found = scanned(code)
    return found is not None and judged(found, keys).verdict is Verdict.GENUINE


def test_a_forged_proof_tells_neither_by_words_nor_by_time_whether_its_number_is_given(
    client: FlaskClient, given: Given
) -> None:
    one, other = given.papers[:2]
    codes = [f"{one.number}.{other.proof}", f"{number_of(2026, 999, 1)}.{other.proof}"]

    times = [(timed(client, codes[0]), timed(client, codes[1])) for _turn in range(ASKED)]

    texts = [client.get(f"/V/{code}").text.replace(code, "") for code in codes]
    assert texts[0] == texts[1]
    assert 2 / 3 < median(given for given, _none in times) / median(none for _given, none in times) < 3 / 2


def timed(client: FlaskClient, number: str) -> float:
    begun = perf_counter()
    client.get(f"/V/{number}")
    return perf_counter() - begun


def test_no_flipped_bit_outside_a_seal_leaves_it_whole() -> None:
    here = desk()
    sealed, chance = here.seal(letter(pages=2)), Random(5)
    start = sealed.index(b"/Contents <")
    inside = range(start, sealed.index(b">", start))
    places = [place for place in chance.choices(range(len(sealed)), k=FLIPS) if place not in inside]

    trusted = [place for place in places if SealState.TRUSTED in states(here, sealed, place, chance)]

    assert trusted == []


def states(here: Desk, sealed: bytes, place: int, chance: Random) -> list[SealState]:
    flipped = bytearray(sealed)
    flipped[place] ^= 1 << chance.randrange(8)
    try:
        return [seal.state for seal in here.check(bytes(flipped))]
    except NotReadable:
        return []
