"""A draft is seen as people will see it, and tried like a real one; nothing of a trial is kept."""

import inspect
from types import ModuleType

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from pledges.campaigns.acts.campaigns import create_campaign
from pledges.campaigns.rules import NewCampaign
from pledges.desk import trial, trying
from pledges.foundation.base import Base
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from tests.campaigns.building import Builder
from tests.worlds import Village, build_village, draft, run_campaign, sign_in

PLEDGE = {
    "items": ["T01", "T02"],
    "duty": "y",
    "pledge": "y",
    "C1": "y",
    "nguoi_dai_dien": "Nguyễn Hoàng Thùy Phương",
    "choice": "sign",
}


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


@pytest.fixture
def builder(house: House, village: Village, clerk: FlaskClient) -> Builder:
    return Builder(clerk, run_campaign(house, present(), village.commune_id).id, "HO-ATGT")


def rows(house: House) -> dict[str, int]:
    """Return how many rows every table of the main database has."""
    with house.database.reading() as session:
        tables = Base.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def test_the_true_public_page_is_shown_with_the_words_of_the_draft(builder: Builder) -> None:
    builder.send("/wording/passages.heading", vi="Cam kết đi đường an toàn", en="A pledge on road safety")

    page = builder.page("/trial")

    assert "Cam kết đi đường an toàn" in page
    assert "Phiếu điền thử: không lưu, không tính" in page
    assert f'action="{builder.address("/trial")}"' in page


def test_both_languages_stand_beside_each_other_in_frames_of_our_own(builder: Builder) -> None:
    answer = builder.client.get(builder.address("/preview"))

    assert f'src="{builder.address("/trial")}"' in answer.text
    assert f'src="/en{builder.address("/trial")}"' in answer.text
    assert "frame-src 'self'" in answer.headers["Content-Security-Policy"]


def test_only_our_own_pages_may_frame_the_trial(builder: Builder) -> None:
    policy = builder.client.get(builder.address("/trial")).headers["Content-Security-Policy"]

    assert "frame-ancestors 'self'" in policy
    assert (
        "frame-ancestors 'none'" in builder.client.get(builder.address()).headers["Content-Security-Policy"]
    )


def test_what_would_be_signed_is_shown(builder: Builder) -> None:
    answer = builder.client.post(builder.address("/trial"), data=PLEDGE)

    assert answer.status_code == 200
    assert "Nguyễn Hoàng Thùy Phương" in answer.text
    assert "2. Không vượt đèn đỏ." in answer.text
    assert "Phiếu điền thử: không lưu, không tính" in answer.text


def test_a_trial_is_checked_like_a_real_one(builder: Builder) -> None:
    answer = builder.client.post(builder.address("/trial"), data={**PLEDGE, "nguoi_dai_dien": ""})

    assert answer.status_code == 422
    assert "Ghi họ và tên người đại diện hộ" in answer.text


@pytest.mark.parametrize("choice", ["sign", "decline", "later", "unnamed"])
def test_nothing_of_a_trial_is_kept(house: House, builder: Builder, choice: str) -> None:
    before = rows(house)

    builder.client.post(builder.address("/trial"), data={**PLEDGE, "choice": choice})

    assert rows(house) == before


def test_a_survey_is_tried_without_reaching_its_counter(
    house: House, village: Village, clerk: FlaskClient
) -> None:
    survey = Builder(clerk, draft(house, present(), village.commune_id), "KS-MC")
    before = rows(house)

    page = survey.page("/trial")
    answer = clerk.post(survey.address("/trial"), data={"q1": "4", "q2": "dung_hen"})

    assert f'action="{survey.address("/trial")}"' in page
    assert "/S/" not in page
    assert "Hài lòng" in answer.text
    assert rows(house) == before


@pytest.mark.parametrize("form_code", ["CB-ATGT", "CQ-4K", "HO-4K", "KS-5YT", "PA-GY", "DX-TTHC"])
def test_every_form_of_the_plan_can_be_previewed(
    house: House, village: Village, clerk: FlaskClient, form_code: str
) -> None:
    with house.database.writing() as session:
        new = NewCampaign("4K", (form_code,))
        campaign_id = create_campaign(session, present(), village.commune_id, new).id
    builder = Builder(clerk, campaign_id, form_code)

    assert "Phiếu điền thử" in builder.page("/trial")
    assert builder.client.get("/en" + builder.address("/trial")).status_code == 200


def test_a_trial_needs_no_token_but_comes_from_our_own_pages(builder: Builder) -> None:
    foreign = {"Origin": "https://example.org", "Sec-Fetch-Site": "cross-site"}

    assert builder.client.post(builder.address("/trial"), data=PLEDGE, headers=foreign).status_code == 403
    assert builder.client.post(builder.address("/publish"), data=PLEDGE).status_code == 403


@pytest.mark.parametrize("module", [trial, trying])
def test_a_trial_opens_no_writing_session(module: ModuleType) -> None:
    assert "writing(" not in inspect.getsource(module)
