"""Where a campaign stands on a day, which paper it still takes, and how its settings read."""

from dataclasses import dataclass
from datetime import date

import pytest

from pledges.campaigns.rules import (
    CampaignState,
    Certificates,
    Opening,
    Stage,
    late_paper_day,
    stage_of,
    stage_on,
    takes_paper,
)
from pledges.campaigns.settings import english_date, opening_of, settings_of, suggested_controller

TODAY = date(2026, 11, 23)
COMPLETE = Opening(
    opens_on=date(2026, 12, 1),
    closes_on=date(2026, 12, 31),
    controller="Ủy ban nhân dân xã Hàm Mẫu",
    controller_address="Thôn Phú Sơn, xã Hàm Mẫu, tỉnh Lâm Đồng",
    controller_phone="0252 3812 345",
    data_contact="bà Trần Thị Hòa, công chức văn hóa - xã hội",
    posted_at="nhà văn hóa thôn, khu phố",
    kept_until=date(2027, 12, 31),
    law_name="pháp luật về trật tự, an toàn giao thông đường bộ",
    law_name_english="the law on road order and safety",
    lookup_address="https://camket.example.vn",
    certificates=Certificates.ISSUED,
    signer_title="Chủ tịch",
    signer_name="Nguyễn Văn Đức",
)


@dataclass(frozen=True)
class Standing:
    """A campaign, as far as its days go."""

    state: str = CampaignState.OPEN
    opens_on: date | None = date(2026, 12, 1)
    closes_on: date | None = date(2026, 12, 31)
    late_paper_until: date | None = date(2027, 1, 10)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 11, 30), Stage.COMING),
        (date(2026, 12, 1), Stage.RUNNING),
        (date(2026, 12, 31), Stage.RUNNING),
        (date(2027, 1, 1), Stage.CLOSING),
        (date(2027, 1, 15), Stage.CLOSING),
        (date(2027, 1, 16), Stage.OVER),
    ],
)
def test_an_opened_campaign_takes_pledges_until_its_last_day_and_paper_for_two_weeks_more(
    day: date, stage: Stage
) -> None:
    assert stage_on(CampaignState.OPEN, COMPLETE.opens_on, COMPLETE.closes_on, day) is stage


def test_the_day_for_late_paper_is_what_was_said_or_two_weeks_after_the_last_day() -> None:
    assert late_paper_day(date(2026, 12, 31), None) == date(2027, 1, 15)
    assert late_paper_day(date(2026, 12, 31), date(2027, 1, 10)) == date(2027, 1, 10)


@pytest.mark.parametrize(
    ("campaign", "day", "stage"),
    [
        (Standing(), date(2027, 1, 10), Stage.CLOSING),
        (Standing(), date(2027, 1, 11), Stage.OVER),
        (Standing(CampaignState.CLOSING), date(2026, 12, 5), Stage.CLOSING),
        (Standing(CampaignState.CLOSING), date(2027, 1, 11), Stage.OVER),
        (Standing(CampaignState.ARCHIVED), date(2026, 12, 5), Stage.ARCHIVED),
    ],
)
def test_a_campaign_that_closes_still_waits_for_paper(campaign: Standing, day: date, stage: Stage) -> None:
    assert stage_of(campaign, day) is stage


@pytest.mark.parametrize(
    ("campaign", "signed_on", "today", "is_taken"),
    [
        (Standing(), date(2026, 12, 5), date(2026, 12, 5), True),
        (Standing(), date(2026, 12, 31), date(2027, 1, 10), True),
        (Standing(), date(2026, 12, 31), date(2027, 1, 11), False),
        (Standing(), date(2027, 1, 1), date(2027, 1, 2), False),
        (Standing(), date(2026, 11, 30), date(2026, 12, 5), False),
        (Standing(), date(2026, 12, 6), date(2026, 12, 5), False),
        (Standing(CampaignState.CLOSING), date(2026, 12, 5), date(2026, 12, 20), True),
        (Standing(CampaignState.CLOSED), date(2026, 12, 5), date(2026, 12, 20), False),
        (Standing(CampaignState.DRAFT, None, None, None), date(2026, 12, 5), date(2026, 12, 5), False),
        (Standing(closes_on=None), date(2026, 12, 5), date(2026, 12, 5), False),
    ],
)
def test_paper_counts_that_was_signed_within_the_period_and_comes_in_time(
    campaign: Standing, signed_on: date, today: date, is_taken: bool
) -> None:
    assert takes_paper(campaign, signed_on, today) is is_taken


@pytest.mark.parametrize(
    ("state", "stage"), [("draft", Stage.DRAFT), ("closed", Stage.CLOSED), ("archived", Stage.ARCHIVED)]
)
def test_a_campaign_that_is_not_open_takes_nothing_on_any_day(state: str, stage: Stage) -> None:
    assert stage_on(state, COMPLETE.opens_on, COMPLETE.closes_on, date(2026, 12, 5)) is stage


def test_a_draft_needs_no_dates() -> None:
    assert stage_on(CampaignState.DRAFT, None, None, TODAY) is Stage.DRAFT


def test_what_was_said_comes_back_from_the_settings() -> None:
    settings = settings_of(COMPLETE, {})

    assert opening_of(settings, COMPLETE.opens_on, COMPLETE.closes_on) == COMPLETE


def test_the_settings_fill_the_blanks_with_dates_as_each_language_writes_them() -> None:
    settings = settings_of(COMPLETE, {"ten_chien_dich": "đợt vận động thực hiện nội dung “4 không”"})

    assert settings["den_ngay"] == "31/12/2026"
    assert settings["den_ngay.en"] == "31 December 2026"
    assert settings["ten_chien_dich"] == "đợt vận động thực hiện nội dung “4 không”"


def test_what_is_not_said_leaves_no_blank_filled() -> None:
    settings = settings_of(
        Opening(controller="Ủy ban nhân dân xã Hàm Mẫu"), {"dau_moi": "ông Nguyễn Văn Đức"}
    )

    assert settings == {"ten_co_quan": "Ủy ban nhân dân xã Hàm Mẫu"}


@pytest.mark.parametrize(
    ("unit_type", "name", "suggested"),
    [
        ("xa", "Xã Hàm Mẫu", {"ten_co_quan": "Ủy ban nhân dân xã Hàm Mẫu"}),
        ("dac_khu", "Đặc khu Phú Quý", {"ten_co_quan": "Ủy ban nhân dân đặc khu Phú Quý"}),
        ("thon", "Thôn Phú Sơn", {}),
    ],
)
def test_the_peoples_committee_is_suggested_where_there_is_one(
    unit_type: str, name: str, suggested: dict[str, str]
) -> None:
    assert suggested_controller(unit_type, name) == suggested


def test_an_english_date_cannot_be_read_the_other_way_round() -> None:
    assert english_date(date(2026, 2, 5)) == "5 February 2026"
