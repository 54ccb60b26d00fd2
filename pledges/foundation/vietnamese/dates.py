"""Dates and times as Vietnamese papers write them, in Vietnam's one time zone."""

import datetime as dt

# Asia/Ho_Chi_Minh has been UTC+7 without summer time since 1975; a fixed offset needs no zone files.
LOCAL_ZONE = dt.timezone(dt.timedelta(hours=7), "+07")

_LAST_MONTH_WITH_ZERO = 2


def official_date(date: dt.date) -> str:
    """Write a date as Decree 30/2020/NĐ-CP prescribes: days below 10 and months 1 and 2 take a leading zero.

    "ngày 05 tháng 02 năm 2026", "ngày 27 tháng 5 năm 2026".
    """
    month = f"{date.month:02d}" if date.month <= _LAST_MONTH_WITH_ZERO else str(date.month)
    return f"ngày {date.day:02d} tháng {month} năm {date.year}"


def short_date(date: dt.date) -> str:
    """Write a date as "05/02/2026"."""
    return f"{date.day:02d}/{date.month:02d}/{date.year:04d}"


def clock_time(moment: dt.time | dt.datetime) -> str:
    """Write a local time of day as "14 giờ 30 phút"; seconds are left out."""
    return f"{moment.hour:02d} giờ {moment.minute:02d} phút"


def local_datetime(utc: dt.datetime) -> dt.datetime:
    """Give the local time of a moment; a moment without zone is taken as UTC, as the database keeps it."""
    moment = utc if utc.tzinfo else utc.replace(tzinfo=dt.UTC)
    return moment.astimezone(LOCAL_ZONE)


def local_date(utc: dt.datetime) -> dt.date:
    """Give the local calendar day of a moment: from 17:00 UTC on it is the next day in Vietnam."""
    return local_datetime(utc).date()
