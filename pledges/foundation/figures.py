"""Times, counts and shares as the language of the page writes them: "1.234" and "9,5%", or "1,234" and "9.5%"."""

import datetime as dt

from pledges.foundation.locale import SOURCE_LANGUAGE, current_language
from pledges.foundation.vietnamese import dates, numbers

_SIGNS_EXCHANGED = str.maketrans(",.", ".,")


def written(figure: str) -> str:
    """Return a figure that is written the Vietnamese way as the page's language writes it.

    **why**: "3.024 households" is about three to an English reader. Dates stay as they are, day first.
    """
    return figure if current_language() == SOURCE_LANGUAGE else figure.translate(_SIGNS_EXCHANGED)


def grouped(number: int) -> str:
    """Write a whole number with a sign between thousands: "1.234.567" or "1,234,567"."""
    return written(numbers.grouped(number))


def percent_down(part: int, whole: int) -> str:
    """Write a rate with one decimal, rounded down: "99,9%" or "99.9%"."""
    return written(numbers.percent_down(part, whole))


def clock_time(moment: dt.time | dt.datetime) -> str:
    """Write a local time of day: "14 giờ 30 phút" or "14:30"."""
    return dates.clock_time(moment) if current_language() == SOURCE_LANGUAGE else f"{moment:%H:%M}"
