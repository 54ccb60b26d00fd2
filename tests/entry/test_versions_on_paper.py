"""Paper outlives the form on the phone: what stands on an older paper is what is entered; and where one may enter."""

from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from forms.questionnaire import Questionnaire
from pledges.campaigns.tables import Campaign, QuestionnaireVersion
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.foundation.vietnamese.dates import short_date
from pledges.staff.rules import Grant, Role
from tests.entry.desk import enter_paper, entry_address
from tests.entry.papers import FORM, pledges_in
from tests.tallies.worlds import add_hamlet
from tests.worlds import Village, run_campaign, sign_in


@pytest.fixture
def older_id(house: House, now: Occasion, campaign: Campaign) -> int:
    """A version of three items that was live before the present one."""
    with house.database.writing() as session:
        query = select(QuestionnaireVersion).where(
            QuestionnaireVersion.campaign_id == campaign.id, QuestionnaireVersion.form_code == FORM
        )
        live = session.scalars(query).one()
        content: dict[str, Any] = dict(live.content)
        content["items"] = content["items"][:3]
        older = QuestionnaireVersion(
            campaign_id=campaign.id, form_code=FORM, kind=live.kind, subject_kind=live.subject_kind,
            version=live.version + 10, content=content, digest=Questionnaire.from_mapping(content).digest,
            frozen_at=now.now - timedelta(days=4), superseded_at=now.now - timedelta(days=1),
        )  # fmt: skip
        session.add(older)
        session.flush()
        return older.id


def test_the_versions_that_may_stand_on_paper_are_offered(
    head: FlaskClient, village: Village, campaign: Campaign, older_id: int
) -> None:
    page = head.get(entry_address(village.household_ids[0], campaign)).text

    assert f"version={older_id}" in page
    assert "đang dùng · đang chọn" in page


def test_the_whole_of_an_older_paper_is_what_stood_there(
    house: House, head: FlaskClient, village: Village, campaign: Campaign, older_id: int
) -> None:
    address = f"{entry_address(village.household_ids[0], campaign)}?version={older_id}"

    answer = enter_paper(head, address, short_date(present().today))

    assert answer.status_code == 200
    assert [(one.version_id, one.items) for one in pledges_in(house)] == [(older_id, ["T01", "T02", "T03"])]


@pytest.mark.parametrize("address", ["/staff/enter", "/staff/sheets"])
def test_a_clerk_of_several_hamlets_chooses_one(
    house: House, now: Occasion, client: FlaskClient, village: Village, address: str
) -> None:
    add_hamlet(house, now, village.commune_id, "Thôn Tân Lập 1", 2)
    run_campaign(house, now, village.commune_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))

    page = client.get(address).text

    assert ("Thôn Phú Sơn" in page, "Thôn Tân Lập 1" in page) == (True, True)


def test_where_no_campaign_runs_nothing_is_offered(
    client: FlaskClient, house: House, village: Village
) -> None:
    sign_in(client, house, Grant(Role.HAMLET_HEAD, village.hamlet_id))

    assert "Chưa có đợt nào nhận phiếu" in client.get("/staff/enter").text
