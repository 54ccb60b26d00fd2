"""What must be settled before a campaign opens, where it stands on a day, and how its settings read."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pledges.campaigns.rules import (
    CampaignState,
    Opening,
    Stage,
    Task,
    english_date,
    opening_of,
    settings_of,
    stage_on,
    suggested_controller,
    unsettled,
)

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
)


def test_nothing_is_unsettled_when_everything_has_been_said() -> None:
    assert unsettled(COMPLETE, TODAY) == ()


def test_everything_is_unsettled_in_an_empty_draft() -> None:
    assert unsettled(Opening(), TODAY) == tuple(Task)


@pytest.mark.parametrize(
    ("said", "task"),
    [
        ({"opens_on": None}, Task.PERIOD),
        ({"opens_on": date(2027, 1, 1)}, Task.PERIOD),
        ({"controller_address": ""}, Task.CONTROLLER),
        ({"controller_phone": ""}, Task.CONTROLLER),
        ({"data_contact": ""}, Task.CONTACT),
        ({"posted_at": ""}, Task.POSTING),
        ({"kept_until": date(2026, 12, 30)}, Task.RETENTION),
        ({"law_name_english": ""}, Task.LAW),
    ],
)
def test_one_thing_that_is_missing_is_named(said: dict[str, Any], task: Task) -> None:
    assert unsettled(replace(COMPLETE, **said), TODAY) == (task,)


def test_a_campaign_whose_last_day_has_passed_cannot_open() -> None:
    assert unsettled(COMPLETE, date(2027, 1, 1)) == (Task.PERIOD,)


@pytest.mark.parametrize(
    ("day", "stage"),
    [
        (date(2026, 11, 30), Stage.COMING),
        (date(2026, 12, 1), Stage.RUNNING),
        (date(2026, 12, 31), Stage.RUNNING),
        (date(2027, 1, 1), Stage.OVER),
    ],
)
def test_an_opened_campaign_takes_pledges_from_its_first_to_its_last_day(day: date, stage: Stage) -> None:
    assert stage_on(CampaignState.OPEN, COMPLETE.opens_on, COMPLETE.closes_on, day) is stage


@pytest.mark.parametrize(("state", "stage"), [("draft", Stage.DRAFT), ("closed", Stage.CLOSED)])
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
    settings = settings_of(Opening(controller="Ủy ban nhân dân xã Hàm Mẫu"), {"dau_moi": "ông Nguyễn Văn Đức"})

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
