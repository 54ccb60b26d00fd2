"""Checks of shape whose messages say what to do and name the thing; each stops at the first that fails."""

import re
from typing import Any

from wtforms import Field
from wtforms.validators import StopValidation

from forms.notation import day_in, number_in, number_text
from forms.wording import mark
from pledges.foundation.vietnamese.phones import parse_phones

# Nobody alive was born earlier; a year before this is a slip of the finger.
FIRST_BIRTH_YEAR = 1900
LONGEST_NAME = 120
LONGEST_ADDRESS = 200
LONGEST_PHONE = 40
LONGEST_RELATION = 60
LONGEST_LINE = 200
LONGEST_NUMBER = 24
# The largest households of the register have some twenty people.
MOST_PEOPLE = 50
YOUNGEST_REPRESENTATIVE = 15

_TOO_LONG = mark("“%(label)s” dài %(length)s ký tự. Ghi gọn lại, tối đa %(maximum)s ký tự")
_YEAR = re.compile(r"[0-9]{4}")
_COUNT = re.compile(r"[0-9]{1,3}")


class Required:
    """The field must hold something; the message is the field's own."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        if field.errors:
            raise StopValidation
        if not field.data:
            raise StopValidation(field.gettext(self.message))


class Optional:
    """An empty field is left alone."""

    def __call__(self, form: Any, field: Field) -> None:
        if field.errors or not field.data:
            raise StopValidation


class AtMost:
    """The text has at most so many characters; a message may name ``label``, ``length`` and ``maximum``."""

    def __init__(self, characters: int, message: str = _TOO_LONG) -> None:
        self.characters = characters
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        length = len(field.data or "")
        if length > self.characters:
            values = {"label": field.label.text, "length": length, "maximum": self.characters}
            raise StopValidation(field.gettext(self.message) % values)


class AtLeast:
    """The text has at least so many characters; the message names the number as ``minimum``."""

    def __init__(self, characters: int, message: str) -> None:
        self.characters = characters
        self.message = message

    def __call__(self, form: Any, field: Field) -> None:
        if len(field.data or "") < self.characters:
            raise StopValidation(field.gettext(self.message) % {"minimum": self.characters})


class HasLetters:
    """A name has letters: of any script, as many names here are not Vietnamese."""

    def __call__(self, form: Any, field: Field) -> None:
        if not has_letters(field.data or ""):
            raise StopValidation(field.gettext(mark("Ghi họ và tên bằng chữ, ví dụ: Nguyễn Văn Đức")))


class BirthYear:
    """A year between 1900 and the one in which somebody of the least age was born; needs ``form.today``."""

    def __init__(self, youngest: int) -> None:
        self.youngest = youngest

    def __call__(self, form: Any, field: Field) -> None:
        last = form.today.year - self.youngest
        year = year_in(field.data or "")
        if year is None:
            raise StopValidation(field.gettext(mark("Ghi năm sinh bằng bốn chữ số, ví dụ 1968")))
        if not FIRST_BIRTH_YEAR <= year <= last:
            message = field.gettext(mark("Xem lại năm sinh: từ %(first)s đến %(last)s"))
            raise StopValidation(message % {"first": FIRST_BIRTH_YEAR, "last": last})


class Count:
    """A number of people, in digits."""

    def __init__(self, most: int) -> None:
        self.most = most

    def __call__(self, form: Any, field: Field) -> None:
        people = count_in(field.data or "")
        if people is None or not 1 <= people <= self.most:
            message = field.gettext(mark("Ghi “%(label)s” bằng chữ số, từ 1 đến %(most)s"))
            raise StopValidation(message % {"label": field.label.text, "most": self.most})


class Phone:
    """A telephone number that can be dialled in Viet Nam."""

    def __call__(self, form: Any, field: Field) -> None:
        if not phone_in(field.data or ""):
            raise StopValidation(field.gettext(mark("Ghi số điện thoại gồm 10 chữ số, ví dụ 0912 345 678")))


class Number:
    """A number within its limits; below zero only where the smallest is."""

    def __init__(self, smallest: int | None, largest: int | None) -> None:
        self.smallest = smallest if smallest is not None else 0
        self.largest = largest

    def __call__(self, form: Any, field: Field) -> None:
        number = number_in(field.data or "")
        if number is None:
            message = mark("Ghi “%(label)s” bằng chữ số, ví dụ 1.250 hoặc 12,5")
        elif self.largest is not None and not self.smallest <= number <= self.largest:
            message = mark("Xem lại “%(label)s”: từ %(smallest)s đến %(largest)s")
        elif number < self.smallest:
            message = mark("Xem lại “%(label)s”: từ %(smallest)s trở lên")
        else:
            return
        raise StopValidation(field.gettext(message) % self._values(field))

    def _values(self, field: Field) -> dict[str, str]:
        largest = "" if self.largest is None else number_text(self.largest)
        return {"label": field.label.text, "smallest": number_text(self.smallest), "largest": largest}


class Day:
    """A day of the calendar."""

    def __call__(self, form: Any, field: Field) -> None:
        if day_in(field.data or "") is None:
            message = field.gettext(mark("Ghi “%(label)s” theo dạng ngày/tháng/năm, ví dụ 05/02/2026"))
            raise StopValidation(message % {"label": field.label.text})


def has_letters(text: str) -> bool:
    """Whether anything in the text is a letter of any script."""
    return any(character.isalpha() for character in text)


def year_in(text: str) -> int | None:
    """Read a year of four digits, or nothing."""
    return int(text) if _YEAR.fullmatch(text) else None


def count_in(text: str) -> int | None:
    """Read a small whole number, or nothing."""
    return int(text) if _COUNT.fullmatch(text) else None


def phone_in(text: str) -> str:
    """Read the first telephone number as E.164, or nothing; longer texts are no telephone number."""
    numbers = parse_phones(text) if len(text) <= LONGEST_PHONE else ()
    return numbers[0] if numbers else ""
