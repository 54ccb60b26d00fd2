"""The page and the files of a tally as of a day, and days that have none."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.register.tables import Household
from pledges.staff.rules import Grant, Role
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.certificates.pledging import sign
from tests.tallies.taking_over import took_over
from tests.worlds import Village, build_village, run_campaign, sign_in


@dataclass(frozen=True)
class Now:
    """A village whose campaign opened this morning and of whose households one has signed."""

    village: Village
    campaign: Campaign
    address: str


@pytest.fixture
def now(client: FlaskClient, house: House) -> Now:
    village = build_village(house, present())
    campaign = run_campaign(house, present(), village.commune_id)
    sign(house, present(), campaign.id, village.household_ids[0])
    sign_in(client, house, Grant(Role.FRONT_MONITOR, village.commune_id))
    return Now(village, campaign, f"/staff/tallies/{campaign.id}/{village.commune_id}")


def test_the_page_of_a_day_says_which_day_and_why_some_figures_are_missing(
    client: FlaskClient, now: Now
) -> None:
    today = present().today

    page = client.get(f"{now.address}?on={today.isoformat()}").get_data(as_text=True)

    assert f"số liệu hết ngày {today:%d/%m/%Y}" in page
    assert "dấu đã tiếp cận cố ý không ghi ngày" in page
    assert "đã tiếp cận, chưa ký" not in page
    assert 'Đã tiếp cận</dt><dd class="facts__value">-</dd>' in page
    assert "1 trên 3 hộ thuộc diện; 33,3% trên tổng số 3 hộ" in page


def test_a_day_may_be_typed_as_it_is_written_here(client: FlaskClient, now: Now) -> None:
    today = present().today

    assert client.get(f"{now.address}?on={today:%d/%m/%Y}").status_code == 200
    assert client.get(f"{now.address}?on=").status_code == 200


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("hôm qua", "Không đọc được ngày"),
        ("31/02/2026", "Không đọc được ngày"),
        ("0001-01-01", "Không có số liệu của ngày này"),
        ("9999-12-31", "Không có số liệu của ngày này"),
        ("' OR 1=1", "Không đọc được ngày"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv", "/changes.csv"])
def test_a_day_without_figures_is_refused_in_words(
    client: FlaskClient, now: Now, typed: str, words: str, ending: str
) -> None:
    answer = client.get(f"{now.address}{ending}", query_string={"on": typed})

    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_the_file_of_a_day_holds_dashes_for_what_has_no_date(client: FlaskClient, now: Now) -> None:
    today = present().today

    text = client.get(f"{now.address}.csv?on={today.isoformat()}").get_data().decode("utf-8-sig")

    whole = text.splitlines()[-1].split(";")
    assert whole[:9] == ["Tổng cộng", "3", "0", "3", "-", "1", "0", "0", "1"]
    assert whole[-2:] == [f"{today:%d/%m/%Y}", ""]


def test_a_line_that_took_over_is_labelled_as_converted(client: FlaskClient, house: House, now: Now) -> None:
    long_ago = present().now - timedelta(days=30)
    with house.database.writing() as session:
        session.execute(update(Campaign).values(opened_at=long_ago))
        new = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Tân Phú", date(2025, 7, 1), now.village.commune_id)
        new_id = add_unit(session, present(), new).id
        households = session.scalars(select(Household.id)).all()
        assert len(households) == 3
    old_and_new = (now.village.hamlet_id, new_id)
    took_over(house, now.village.commune_id, old_and_new, present().today, share=0.5)

    page = client.get(now.address).get_data(as_text=True)
    file = client.get(f"{now.address}.csv").get_data().decode("utf-8-sig")

    words = f"quy đổi: gồm một phần Thôn Phú Sơn (trước {present().today:%d/%m/%Y})"
    assert words in page
    assert words in file
