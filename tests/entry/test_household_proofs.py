"""What a household's page tells of its papers: each with where it lies, who brought it in, and whether it was late."""

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.tables import Campaign
from pledges.entry.acts.entering import add_paper, enter
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.dates import short_date
from pledges.responses.rules import NewProof, ProofKind
from pledges.staff.rules import Grant, Role
from tests.certificates.pledging import sign
from tests.entry.papers import KEPT, days_ago, on_paper, paper, period, sheets
from tests.worlds import Village, sign_in


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village, campaign: Campaign) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id), name="Phạm Thị Thu Hà")
    return client


def test_a_late_paper_says_so_with_its_place_and_who_entered_it(
    house: House, now: Occasion, clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    household_id = village.household_ids[0]
    submission = on_paper(house, campaign.id, household_id, paper(days_ago(now, 4)))
    with house.database.writing() as session:
        enter(session, now, house.keys, submission, period(house, campaign.id))

    page = clerk.get(f"/staff/households/{household_id}").text

    assert page.count("nhập muộn") == 2
    assert f"giữ tại: {KEPT}" in page
    assert f"Phạm Thị Thu Hà nhập ngày {short_date(now.today)}" in page


def test_phone_and_sheet_stand_as_one_pledge_with_its_proofs(
    house: House, now: Occasion, clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    household_id = village.household_ids[1]
    sign(house, now, campaign.id, household_id)
    (sheet_id,) = sheets(house, now, campaign.id, village.hamlet_id)
    asked = on_paper(house, campaign.id, household_id, paper(now.today)).asking.invitation_id
    heard = NewProof(ProofKind.MEETING, now.today, witness="K'Brơi")
    with house.database.writing() as session:
        row = paper(now.today, sheet_id=sheet_id, row_number=2)
        add_paper(session, now, asked, row, period(house, campaign.id))
        add_paper(session, now, asked, heard, period(house, campaign.id))

    page = clerk.get(f"/staff/households/{household_id}").text

    assert "tự ký" in page
    assert "phiếu ký đợt lập 1, tờ 1, dòng 2" in page
    assert "chứng kiến: K&#39;Brơi" in page
    assert "nhập muộn" not in page


def test_a_household_without_a_pledge_can_be_entered_from_its_page(
    clerk: FlaskClient, village: Village, campaign: Campaign
) -> None:
    household_id = village.household_ids[2]

    assert f"/staff/enter/{household_id}/{campaign.id}" in clerk.get(f"/staff/households/{household_id}").text
