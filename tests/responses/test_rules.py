"""What signing means, as pure rules."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pledges.register.rules import SubjectKind
from pledges.responses.rules import (
    Asking,
    CampaignNotOpen,
    Channel,
    Door,
    NotAsked,
    Place,
    Refusal,
    SignedOutsidePeriod,
    Standing,
    place_of,
)

ASKING = Asking(
    invitation_id=1,
    campaign_id=7,
    form_code="HO-ATGT",
    kind="pledge",
    unit_id=3,
    version_id=1,
    version_digest="ab",
    is_reached=False,
    slug="4k",
    title_vi="Đợt vận động thực hiện nội dung “4 không”",
    title_en="Campaign for the four “không”",
    state="open",
    opens_on=date(2026, 11, 1),
    closes_on=date(2026, 11, 30),
    signed_at=None,
)
LINE = [("thon", "Thôn Phú Sơn"), ("xa", "Xã Hàm Mẫu"), ("tinh", "Tỉnh Lâm Đồng"), (None, None)]


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (date(2026, 10, 31), Standing.NOT_YET),
        (date(2026, 11, 1), Standing.OPEN),
        (date(2026, 11, 30), Standing.OPEN),
        (date(2026, 12, 1), Standing.OVER),
    ],
)
def test_a_campaign_takes_pledges_from_its_first_to_its_last_day(day: date, standing: Standing) -> None:
    assert ASKING.standing(day) is standing


def test_a_closed_campaign_is_over_whatever_the_day() -> None:
    assert replace(ASKING, state="closed").standing(date(2026, 11, 15)) is Standing.OVER


def test_a_household_with_an_active_pledge_has_signed() -> None:
    signed = replace(ASKING, signed_at=datetime(2026, 11, 15, tzinfo=UTC))

    assert signed.standing(date(2026, 11, 15)) is Standing.SIGNED


def test_a_campaign_is_named_in_the_language_of_the_page() -> None:
    assert ASKING.title("vi") == "Đợt vận động thực hiện nội dung “4 không”"
    assert ASKING.title("en") == "Campaign for the four “không”"


def test_a_door_is_not_asked_by_somebody_elses_campaign() -> None:
    place = Place("Thôn Phú Sơn", "Xã Hàm Mẫu", "")
    door = Door(SubjectKind.HOUSEHOLD, 1, 12, "Nguyễn Văn Đức", "Xóm Giữa", place, (ASKING,))

    assert door.asked_by(7) is ASKING
    with pytest.raises(NotAsked):
        door.asked_by(8)


def test_a_place_is_hamlet_commune_and_province() -> None:
    assert place_of(LINE) == Place("Thôn Phú Sơn", "Xã Hàm Mẫu", "Tỉnh Lâm Đồng")


def test_a_household_right_below_the_commune_has_no_hamlet() -> None:
    assert place_of(LINE[1:]) == Place("", "Xã Hàm Mẫu", "Tỉnh Lâm Đồng")


def test_a_group_of_houses_below_the_hamlet_is_named_as_the_nearest() -> None:
    line = [
        ("to_dan_pho", "Tổ dân phố 4"),
        ("khu_pho", "Khu phố 2"),
        ("phuong", "Phường Mũi Né"),
        ("tinh", "Lâm Đồng"),
    ]

    assert place_of(line) == Place("Tổ dân phố 4", "Phường Mũi Né", "Lâm Đồng")


def test_a_tree_without_names_gives_an_empty_place() -> None:
    assert place_of([]) == Place("", "", "")


@pytest.mark.parametrize(
    ("channel", "signed_on", "today", "why"),
    [
        (Channel.SELF, date(2026, 11, 5), date(2026, 11, 5), None),
        (Channel.SELF, date(2026, 12, 1), date(2026, 12, 1), CampaignNotOpen),
        (Channel.ASSISTED, date(2026, 11, 29), date(2026, 12, 1), CampaignNotOpen),
        (Channel.PAPER, date(2026, 11, 29), date(2026, 12, 1), None),
        (Channel.PAPER, date(2026, 12, 1), date(2026, 12, 1), SignedOutsidePeriod),
        (Channel.PAPER, date(2026, 10, 31), date(2026, 11, 5), SignedOutsidePeriod),
        (Channel.PAPER, date(2026, 11, 6), date(2026, 11, 5), SignedOutsidePeriod),
        (Channel.PAPER, date(2026, 11, 29), date(2027, 3, 1), CampaignNotOpen),
    ],
)
def test_paper_signed_in_time_is_taken_for_some_days_more(
    channel: Channel, signed_on: date, today: date, why: type[Exception] | None
) -> None:
    assert ASKING.hindrance(channel, signed_on, today) is why


def test_a_refusal_is_counted_in_the_commune_or_else_in_the_campaigns_unit() -> None:
    asking = replace(ASKING, campaign_unit_id=9)

    assert Refusal(asking, 2, b"").unit_id == 2
    assert Refusal(asking, None, b"").unit_id == 9
