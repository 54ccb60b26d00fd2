"""Numbers from old lists become numbers one can dial."""

import phonenumbers
import pytest
from phonenumbers import PhoneNumberType

from pledges.foundation.vietnamese.phones import mask_phone, parse_phones

DIALLED = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("913456789", "+84913456789"),
        ("0913.456.789", "+84913456789"),
        ("84913456789", "+84913456789"),
        ("+84 (0) 913 456 789", "+84913456789"),
        ("0084 913 456 789", "+84913456789"),
        ("0121 345 6789", "+84793456789"),
        ("1213456789", "+84793456789"),
        ("0163.123.4567", "+84331234567"),
        ("0252 3821234", "+842523821234"),
        ("062 3821234", "+842523821234"),
        ("0841234567", "+84841234567"),
    ],
)
def test_a_number_is_read_however_it_was_typed(cell: str, number: str) -> None:
    assert parse_phones(cell) == (number,)


@pytest.mark.parametrize(
    "cell",
    [
        "0252 3821234 - 0987654321",
        "02523821234-0987654321",
        "0252.382.1234 / 0987.654.321",
        "02523821234 0987654321",
        "02523821234, 0987654321 (vợ), 02523821234",
        "0252 3821234 hoặc 0987654321",
    ],
)
def test_two_numbers_of_a_cell_are_both_read_once(cell: str) -> None:
    assert parse_phones(cell) == ("+842523821234", "+84987654321")


@pytest.mark.parametrize(
    "cell", ["", "không có", "3821234", "060085001234", "6,0E+10", "1900 1234", "0000000000", "-"]
)
def test_what_cannot_be_dialled_is_no_number(cell: str) -> None:
    assert parse_phones(cell) == ()


HEADS = [f"0{head}" for head in range(200, 1000)]


@pytest.mark.parametrize(("length", "rest"), [(10, "1112223"), (11, "11122233")])
def test_every_head_is_judged_as_the_library_judges_the_whole_number(length: int, rest: str) -> None:
    numbers = [(head + rest)[:length] for head in HEADS]
    judged = [phonenumbers.number_type(phonenumbers.parse(number, "VN")) in DIALLED for number in numbers]

    assert [number for number, is_real in zip(numbers, judged, strict=True) if is_real] == [
        number for number in numbers if parse_phones(number) == (f"+84{number[1:]}",)
    ]
    assert any(judged)


@pytest.mark.parametrize(
    ("number", "masked"), [("+84913456789", "09•••••789"), ("+842523821234", "02••••••234")]
)
def test_a_list_shows_the_ends_of_a_number(number: str, masked: str) -> None:
    assert mask_phone(number) == masked
