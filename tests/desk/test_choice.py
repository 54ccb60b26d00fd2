"""One code for all campaigns and years: what is open, signed, to be signed again, still to come and over."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient

from pledges.campaigns.acts.life import close_campaign
from pledges.campaigns.tables import Campaign
from pledges.desk.choosing import Offer, choices_of
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.foundation.vietnamese.dates import short_date
from pledges.responses.rules import Asking
from tests.filling import sign
from tests.worlds import HOUSEHOLDS, Village, opening_for, run_campaign

TODAY = present().today
YESTERDAY, LAST_YEAR = TODAY - timedelta(days=1), TODAY - timedelta(days=365)
SIGNED_AT = present().now - timedelta(days=364)


def asking(
    number: int,
    form_code: str = "HO-ATGT",
    *,
    days: tuple[int, int] = (-1, 30),
    signed_at: datetime | None = None,
    state: str = "open",
) -> Asking:
    """An asking of a campaign that runs from and to so many days from today."""
    opens_on, closes_on = (TODAY + timedelta(days=day) for day in days)
    title = (f"Đợt {number}", f"Campaign {number}")
    ids = (number, number, form_code, "pledge", 1, number, "digest", False, f"dot-{number}")
    return Asking(*ids, *title, state, opens_on, closes_on, signed_at)


def numbers(offers: tuple[Offer, ...]) -> list[int]:
    return [offer.asking.campaign_id for offer in offers]


LAST = asking(1, days=(-365, -300), signed_at=SIGNED_AT, state="closed")
NOW = asking(2)


def test_everything_a_subject_is_asked_stands_in_one_group() -> None:
    signed, coming = asking(3, signed_at=SIGNED_AT), asking(4, days=(5, 30))

    choices = choices_of([coming, signed, NOW, LAST], TODAY)

    groups = (choices.open, choices.signed, choices.coming, choices.over)
    assert [numbers(group) for group in groups] == [[2], [3], [4], [1]]


def test_what_runs_alone_is_shown_at_once() -> None:
    unsigned = replace(LAST, signed_at=None)

    assert choices_of([NOW, unsigned], TODAY).only is NOW
    assert choices_of([unsigned], TODAY).only is unsigned


def test_a_form_that_was_signed_last_year_can_be_signed_again() -> None:
    choices = choices_of([NOW, LAST], TODAY)

    assert choices.only is None
    assert choices.open[0].signed_before_at == SIGNED_AT


@pytest.mark.parametrize(
    "other",
    [
        replace(LAST, form_code="CB-ATGT"),
        replace(LAST, signed_at=None),
        asking(1, signed_at=SIGNED_AT),
    ],
)
def test_nothing_else_makes_it_one_to_sign_again(other: Asking) -> None:
    assert choices_of([NOW, other], TODAY).open[0].signed_before_at is None


def test_a_wider_form_for_the_same_people_is_of_the_same_family() -> None:
    wider = replace(NOW, form_code="HO-4K")

    assert choices_of([wider, LAST], TODAY).open[0].signed_before_at == SIGNED_AT


def test_what_was_signed_this_year_is_not_offered_again() -> None:
    choices = choices_of([replace(NOW, signed_at=present().now), LAST], TODAY)

    assert choices.open == ()
    assert choices.only is not None


@pytest.fixture
def last_year(client: FlaskClient, house: House, village: Village) -> Campaign:
    """A campaign in which the first household signed, and which is over."""
    earlier = replace(opening_for(TODAY), opens_on=TODAY - timedelta(days=9))
    campaign = run_campaign(house, present(), village.commune_id, earlier)
    sign(client, village.codes[0])
    with house.database.writing() as session:
        close_campaign(session, present(), campaign.id)
    return campaign


def test_who_signed_last_year_is_offered_to_sign_again(
    client: FlaskClient, last_year: Campaign, village: Village, campaign: Campaign
) -> None:
    page = client.get(f"/S/{village.codes[0]}").get_data(as_text=True)

    assert "Ký lại cho năm nay" in page
    assert f"lần trước ký ngày {short_date(TODAY)}" in page
    assert f'href="/S/{village.codes[0]}/sign/{campaign.id}"' in page
    assert "Đã kết thúc" in page


def test_the_choice_names_nobody(
    client: FlaskClient, last_year: Campaign, village: Village, campaign: Campaign
) -> None:
    answer = client.get(f"/S/{village.codes[0]}")

    page = answer.get_data(as_text=True)
    assert [one.head_name for one in HOUSEHOLDS if one.head_name.split()[-1] in page] == []
    assert answer.headers["Cache-Control"] == "private, no-cache"


def test_who_did_not_sign_last_year_gets_the_form_at_once(
    client: FlaskClient, last_year: Campaign, village: Village, campaign: Campaign
) -> None:
    page = client.get(f"/S/{village.codes[1]}").get_data(as_text=True)

    assert f'action="/S/{village.codes[1]}/sign/{campaign.id}"' in page


def test_between_two_campaigns_both_are_told(
    client: FlaskClient, house: House, last_year: Campaign, village: Village
) -> None:
    tomorrow = TODAY + timedelta(days=1)
    run_campaign(house, present(), village.commune_id, replace(opening_for(TODAY), opens_on=tomorrow))

    page = client.get(f"/S/{village.codes[0]}").get_data(as_text=True)

    assert "Hiện chưa có phiếu nào đang mở" in page
    assert f"nhận phiếu từ ngày {short_date(tomorrow)}" in page
    assert "Chưa ký" not in page
