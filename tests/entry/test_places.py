"""Finding the household whose paper is at hand: by hamlet, number or name, and nothing told of anybody."""

import re

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.staff.rules import Grant, Role
from tests.certificates.pledging import sign
from tests.tallies.worlds import add_hamlet
from tests.worlds import Village, run_campaign, sign_in


def test_the_one_hamlet_in_reach_is_opened_at_once(
    head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = head.get("/staff/enter")

    assert answer.headers["Location"] == f"/staff/enter/hamlets/{campaign.id}/{village.hamlet_id}"


@pytest.mark.parametrize(("text", "shown"), [("", 3), ("2", 1), ("nguyen van", 1), ("K'Brơi", 1), ("zz", 0)])
def test_households_are_found_by_number_or_name(
    head: FlaskClient, village: Village, campaign: Campaign, text: str, shown: int
) -> None:
    page = head.get(f"/staff/enter/hamlets/{campaign.id}/{village.hamlet_id}", query_string={"q": text}).text

    assert page.count('class="row-list__who"') == shown


@pytest.mark.parametrize(("page", "shown"), [(1, (50, "1")), (2, (10, "51")), (9, (10, "51"))])
def test_a_large_hamlet_comes_in_pages(
    client: FlaskClient, house: House, village: Village, page: int, shown: tuple[int, str]
) -> None:
    hamlet_id = add_hamlet(house, present(), village.commune_id, "Thôn Tân Lập 1", 60)
    campaign = run_campaign(house, present(), village.commune_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))

    text = client.get(f"/staff/enter/hamlets/{campaign.id}/{hamlet_id}?q=duc&page={page}").text

    numbers = re.findall(r'class="row-list__number">(\d+)<', text)
    assert (len(numbers), numbers[0]) == shown
    assert f"Trang {min(page, 2)} trên 2" in text
    assert "?q=duc&amp;page=" in text


def test_the_list_tells_of_nobody_whether_they_signed(
    house: House, now: Occasion, head: FlaskClient, village: Village, campaign: Campaign
) -> None:
    address = f"/staff/enter/hamlets/{campaign.id}/{village.hamlet_id}"
    before = head.get(address).text

    sign(house, now, campaign.id, village.household_ids[1])

    assert head.get(address).text == before
