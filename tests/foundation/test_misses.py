"""Guessing is slowed by its misses; whoever shares the address and has a code is served."""

from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.keys import Keys
from pledges.foundation.misses import MOST_MISSES, WINDOW_SECONDS, Misses
from pledges.foundation.moments import Occasion
from pledges.links.rules import code_of
from tests.worlds import build_village, run_campaign


def _nobodys(house: House, number: int) -> str:
    return code_of(house.keys, "household", 1_000_000 + number)


def test_the_thirty_first_miss_is_refused_and_a_real_code_is_still_answered(
    house: House, client: FlaskClient, occasion: Occasion
) -> None:
    village = build_village(house, occasion)
    run_campaign(house, occasion, village.commune_id)

    statuses = [client.get(f"/S/{_nobodys(house, number)}").status_code for number in range(MOST_MISSES + 1)]

    assert statuses == [404] * MOST_MISSES + [429]
    assert client.get(f"/S/{village.codes[0]}").status_code == 200


def test_a_refused_guess_says_when_to_come_back(house: House, client: FlaskClient) -> None:
    for number in range(MOST_MISSES):
        client.get(f"/R/{_nobodys(house, number)}")

    answer = client.get(f"/R/{_nobodys(house, 99)}")

    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == str(WINDOW_SECONDS)


def test_the_box_on_the_front_page_counts_misses_too(house: House, client: FlaskClient) -> None:
    for number in range(MOST_MISSES):
        client.post("/find", data={"code": _nobodys(house, number)})

    page = client.post("/find", data={"code": _nobodys(house, 99)})

    assert "Có quá nhiều mã không đúng từ mạng này" in page.get_data(as_text=True)


def test_a_slip_of_the_finger_is_no_miss(house: House, client: FlaskClient) -> None:
    statuses = {client.get("/S/2222222222223").status_code for _ in range(2 * MOST_MISSES)}

    assert statuses == {404}


def test_misses_are_forgotten_after_ten_minutes() -> None:
    moments = iter([0.0] * MOST_MISSES + [WINDOW_SECONDS + 1.0])
    misses = Misses(Keys(b"k" * 32), lambda: next(moments))

    told = [misses.are_too_many("203.0.113.7") for _ in range(MOST_MISSES + 1)]

    assert not any(told)


def test_another_address_is_not_held_responsible() -> None:
    misses = Misses(Keys(b"k" * 32), lambda: 0.0)
    for _ in range(MOST_MISSES + 1):
        misses.are_too_many("203.0.113.7")

    assert misses.are_too_many("203.0.113.7")
    assert not misses.are_too_many("203.0.113.8")
