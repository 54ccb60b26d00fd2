"""Equal names are pointed out, and nothing is merged."""

from pledges.register.reading.duplicates import duplicates
from pledges.register.reading.rows import ParsedHousehold, Place, RejectedRow, RejectReason, WarningCode


def household(row: int, name: str, year: int | None) -> ParsedHousehold:
    return ParsedHousehold(Place("Phú Sơn", row), name, year, "Tổ 1", 4)


def test_one_name_and_one_year_may_be_one_household() -> None:
    (warning,) = duplicates([household(2, "Trần Thị Hoà", 1955), household(9, "TRẦN THỊ HÒA", 1955)], [])

    assert warning.code == WarningCode.POSSIBLE_DUPLICATE
    assert [place.row_number for place in warning.places] == [2, 9]
    assert warning.detail == "Trần Thị Hoà"


def test_an_unknown_year_may_be_the_same() -> None:
    (warning,) = duplicates([household(2, "Lê An", 1955), household(9, "Lê An", None)], [])

    assert warning.code == WarningCode.POSSIBLE_DUPLICATE


def test_one_name_and_different_years_are_usual() -> None:
    (warning,) = duplicates([household(2, "Nguyễn Thị Lan", 1965), household(9, "Nguyễn Thị Lan", 1966)], [])

    assert warning.code == WarningCode.SAME_NAME


def test_a_row_rejected_for_its_font_is_compared_too() -> None:
    rejected = RejectedRow(Place("Phú Sơn", 12), RejectReason.LEGACY_FONT, (), "TRầN THị HOà", 1955)
    nameless = RejectedRow(Place("Phú Sơn", 13), RejectReason.NAME_MISSING, ())

    (warning,) = duplicates([household(11, "Trần Thị Hoà", 1955)], [rejected, nameless])

    assert [place.row_number for place in warning.places] == [11, 12]


def test_different_names_are_no_duplicates() -> None:
    assert list(duplicates([household(2, "Lê An", 1955), household(3, "Lê Ân Hà", 1955)], [])) == []
