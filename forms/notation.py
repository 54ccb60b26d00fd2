"""Numbers and days as they are written in Viet Nam: read from what was typed, and written again to be corrected."""

import re
from datetime import date

# More digits than this are no quantity of a form, and would not come back unchanged from a JSON number.
_WHOLE = r"(?:[0-9]{1,12}|[1-9][0-9]{0,2}(?:[. ][0-9]{3}){1,3})"
_NUMBER = re.compile(rf"(-?)({_WHOLE})(?:,([0-9]{{1,3}}))?")
# A phone set to English offers only a point. What can be no group of thousands can only be meant as decimals.
_POINTED = re.compile(r"(-?)([0-9]{1,12})\.([0-9]{1,2})")
_DAY = re.compile(r"([0-9]{1,2})[/.\- ]([0-9]{1,2})[/.\- ]([0-9]{4})|([0-9]{2})([0-9]{2})([0-9]{4})")
_ISO_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})")
# Plans and their works lie within a working life of today; another year is a slip of the finger.
FIRST_YEAR = 1900
LAST_YEAR = 2100


def number_in(text: str) -> int | float | None:
    """Read a number written as "1.234,5", or nothing; a whole one is an int."""
    found = _NUMBER.fullmatch(text) or _POINTED.fullmatch(text)
    if found is None:
        return None
    sign, whole, decimals = found.groups()
    digits = whole.replace(".", "").replace(" ", "")
    value = float(f"{sign}{digits}.{decimals or 0}")
    return int(value) if value.is_integer() else value


def number_text(number: float) -> str:
    """Write a number as it is typed here: "1.234,5"."""
    swapped = str.maketrans(",.", ".,")
    return f"{number:,}".translate(swapped)


def day_in(text: str) -> date | None:
    """Read a day written as dd/mm/yyyy, as eight digits, or as a date picker sends it, or nothing."""
    iso, typed = _ISO_DAY.fullmatch(text), _DAY.fullmatch(text)
    if iso:
        year, month, day = iso.groups()
    elif typed:
        day, month, year = (part for part in typed.groups() if part)
    else:
        return None
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def day_text(day: date) -> str:
    """Write a day as dd/mm/yyyy."""
    return f"{day:%d/%m}/{day.year:04d}"
