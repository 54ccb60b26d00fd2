"""Which forms a campaign may be prepared with, and how a draft is given another name: on the pages."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.queries import by_id
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.staff.rules import Grant, Role
from tests.campaigns.test_pages import new_campaign, page, token
from tests.worlds import Village, build_village, draft, sign_in


@pytest.fixture
def today() -> Occasion:
    """The pages ask the real clock."""
    return present()


@pytest.fixture
def village(house: House, today: Occasion) -> Village:
    return build_village(house, today)


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def test_two_pledges_of_the_same_people_are_not_prepared_in_one_campaign(
    clerk: FlaskClient, village: Village
) -> None:
    fields = new_campaign(clerk, village.commune_id, forms=["HO-ATGT", "CB-4K", "HO-4K"])

    answer = clerk.post("/staff/campaigns/new", data=fields)

    assert answer.status_code == 422
    assert "HO-ATGT và HO-4K hỏi cùng một loại đối tượng" in answer.text


def test_a_draft_is_renamed_on_its_page(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    fields = {"csrf_token": token(clerk), "title_vi": "Ký cam kết đợt 2", "title_en": "Second round"}

    shown = clerk.post(f"/staff/campaigns/{campaign}/title", data=fields, follow_redirects=True).text

    assert "Đã đổi tên đợt vận động." in shown
    assert "<h1" in shown
    assert "Ký cam kết đợt 2" in shown
    assert "Second round" in page(clerk, f"/en/staff/campaigns/{campaign}")


def test_a_draft_without_one_of_its_titles_is_not_kept(
    house: House, today: Occasion, clerk: FlaskClient, village: Village
) -> None:
    campaign = draft(house, today, village.commune_id)
    fields = {"csrf_token": token(clerk), "title_vi": "Ký cam kết đợt 2", "title_en": " "}

    answer = clerk.post(f"/staff/campaigns/{campaign}/title", data=fields)

    assert answer.status_code == 422
    assert "Ghi tên đợt vận động bằng tiếng Anh" in answer.text
    assert 'value="Ký cam kết đợt 2"' in answer.text
    with house.database.reading() as session:
        assert by_id(session, campaign).title_vi == "Đợt vận động thực hiện nội dung “4 không”"
