"""Dates stand as decrees write them, in Vietnamese time."""

import datetime as dt

import pytest

from pledges.foundation.vietnamese.dates import (
    clock_time,
    local_date,
    local_datetime,
    official_date,
    short_date,
)


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (dt.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (dt.date(2026, 5, 27), "ngày 27 tháng 5 năm 2026"),
        (dt.date(2026, 10, 9), "ngày 09 tháng 10 năm 2026"),
        (dt.date(2026, 1, 31), "ngày 31 tháng 01 năm 2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_take_a_zero(date: dt.date, written: str) -> None:
    assert official_date(date) == written


def test_a_short_date_has_day_month_and_year() -> None:
    assert short_date(dt.date(2026, 2, 5)) == "05/02/2026"


def test_a_time_of_day_is_said_in_hours_and_minutes() -> None:
    assert clock_time(dt.time(14, 30)) == "14 giờ 30 phút"
    assert clock_time(dt.time(7, 5, 59)) == "07 giờ 05 phút"


def test_the_day_in_vietnam_begins_at_seventeen_hours_utc() -> None:
    assert local_date(dt.datetime(2026, 11, 23, 16, 59, tzinfo=dt.UTC)) == dt.date(2026, 11, 23)
    assert local_date(dt.datetime(2026, 11, 23, 17, 0, tzinfo=dt.UTC)) == dt.date(2026, 11, 24)


def test_a_moment_without_zone_is_utc() -> None:
    assert (
        local_datetime(dt.datetime(2026, 12, 31, 20, 15, tzinfo=dt.UTC).replace(tzinfo=None)).isoformat()
        == "2027-01-01T03:15:00+07:00"
    )
