"""A date as it stands in a text that is signed, in either language, so that no reader takes the day for the month."""

from datetime import date

from pledges.foundation.vietnamese.dates import short_date

_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def written_date(day: date, language: str) -> str:
    """Return "05/02/2026" in Vietnamese, "5 February 2026" in English."""
    return short_date(day) if language == "vi" else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
