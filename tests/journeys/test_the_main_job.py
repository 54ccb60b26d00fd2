"""The main job: a list goes in, papers come out, households sign, certificates are printed, the tally moves."""

import re

import pytest
from flask import Flask

from pledges.demo.acts import load_when_empty
from pledges.demo.starting import starting_points
from pledges.foundation.house import House
from pledges.foundation.moments import present
from tests.journeys.actors import Clerk, Household, path_of, qr_texts

COMMUNE_ID, DRAFT_ID = 2, 2


@pytest.fixture
def points(house: House) -> dict[str, str]:
    """A sample commune of one small hamlet, as ``./run`` loads it, and what ``./run`` prints."""
    load_when_empty(house, present(), households=40, seed=189)
    return dict(starting_points(house, present()))


@pytest.fixture
def clerk(app: Flask, house: House, points: dict[str, str]) -> Clerk:
    clerk = Clerk(app.test_client(), house)
    clerk.takes_up_the_link(next(address for address in points.values() if "/staff/link/" in address))
    return clerk


@pytest.fixture
def hamlet_id(clerk: Clerk) -> int:
    """A hamlet more, its list stored from a workbook, and the campaign "4 không" opened over it."""
    hamlet_id = clerk.adds_the_hamlet(COMMUNE_ID, "Phú Sơn")
    clerk.imports_the_example(hamlet_id)
    clerk.stores_the_list()
    clerk.opens_the_campaign(DRAFT_ID, present().today)
    return hamlet_id


@pytest.fixture
def links(clerk: Clerk, hamlet_id: int) -> list[str]:
    """What phones read from the hamlet's printed labels."""
    return qr_texts(clerk.prints(f"/staff/links/{hamlet_id}", f"/staff/links/{hamlet_id}/labels"))


def test_a_clerk_sees_the_list_before_it_is_stored(clerk: Clerk) -> None:
    hamlet_id = clerk.adds_the_hamlet(COMMUNE_ID, "Phú Sơn")

    preview = clerk.imports_the_example(hamlet_id)
    before = clerk.client.get(f"/staff/register/units/{hamlet_id}").text
    stored = clerk.stores_the_list()

    assert "bảng mã cũ" in preview
    assert "Chưa có hộ nào" in before
    assert "Đã nhập danh sách" in stored


@pytest.mark.document
def test_every_label_opens_its_own_door(app: Flask, links: list[str]) -> None:
    household = Household(app)

    doors = [household.scans(link).text for link in links]

    assert sorted(re.findall(r"Hộ số \d+", "".join(doors))) == ["Hộ số 1", "Hộ số 2", "Hộ số 3"]


@pytest.mark.document
def test_one_household_signs_and_another_does_not(app: Flask, clerk: Clerk, links: list[str]) -> None:
    household = Household(app)
    filled = household.fills_in(links[0], "Đặng Thị Ánh")

    signed, again = household.sends(filled, "sign"), household.sends(filled, "sign")
    declined = household.sends(household.fills_in(links[1], ""), "decline")

    assert signed.status_code == again.status_code == 303
    assert signed.headers["Location"] == again.headers["Location"]
    assert "Đặng Thị Ánh" in household.scans(signed.headers["Location"]).text
    assert declined.status_code in (200, 303)
    rows = clerk.reads_the_tally(DRAFT_ID, COMMUNE_ID)
    assert rows["Thôn Phú Sơn"][:8] == ["3", "0", "3", "1", "1", "0", "0", "1"]
    assert rows["Tổng cộng"][0] == "43"


@pytest.mark.document
def test_a_hamlets_certificates_verify_with_a_masked_name(
    app: Flask, clerk: Clerk, hamlet_id: int, links: list[str]
) -> None:
    household = Household(app)
    household.sends(household.fills_in(links[0], "Đặng Thị Ánh"), "sign")
    page = f"/staff/certificates/{DRAFT_ID}/{hamlet_id}"

    numbers = qr_texts(clerk.prints(page, page))
    verified = household.scans(numbers[0]).text

    assert len(numbers) == 1
    assert "còn hiệu lực" in verified
    assert "Đ*** T*** Ánh" in verified
    assert "Đặng" not in verified


def test_a_visitor_answers_without_a_trace(app: Flask, clerk: Clerk, points: dict[str, str]) -> None:
    clerk.opens_the_campaign(DRAFT_ID, present().today)
    counter = next(address for what, address in points.items() if "quầy" in what)
    visitor = app.test_client()
    page = visitor.get(path_of(counter)).text
    attempt = re.search(r'name="attempt"[^>]*value="([^"]+)"', page).group(1)  # type: ignore[union-attr]  # it is there
    form = re.search(r'<form[^>]*action="([^"]+)"', page).group(1)  # type: ignore[union-attr]  # it is there

    answer = visitor.post(form, data={"attempt": attempt, "q1": "5"})

    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/thanks")
    assert "Set-Cookie" not in answer.headers
    assert "dưới 10" in clerk.client.get("/staff/satisfaction").text
