"""What the register holds: kinds of subjects, and a household as it comes from a list. Pure values."""

from dataclasses import dataclass
from enum import StrEnum

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark

# A list of a whole large commune has about 20,000 households; more in one hamlet is a mistake.
MOST_HOUSEHOLDS_AT_ONCE = 60_000


class SubjectKind(StrEnum):
    """Who is asked (household, official, office), or where people are served (counter)."""

    HOUSEHOLD = "household"
    OFFICIAL = "official"
    OFFICE = "office"
    COUNTER = "counter"


@dataclass(frozen=True)
class NewHousehold:
    """A household to be entered: clean texts, counts of people, telephone numbers in E.164 (only when asked for)."""

    head_name: str
    address: str
    birth_year: int | None = None
    people_count: int | None = None
    adult_count: int | None = None
    phones: tuple[str, ...] = ()


class NotATerritoryLeaf(DomainError):
    """Households live in a hamlet: the chosen unit has units below it, or is an organisation."""

    status = 422
    title = mark("Chọn một thôn, khu phố")
    advice = mark("Danh sách hộ được nhập cho từng thôn, khu phố, không nhập cho cả xã, phường.")


class ImportEnded(DomainError):
    """The previewed list was stored or thrown away already."""

    status = 409
    title = mark("Danh sách này đã được nhập hoặc đã bỏ")
    advice = mark("Không cần làm lại. Muốn nhập nữa, xin chọn tệp lần nữa.")


class NothingToStore(DomainError):
    """The list has no household that can be entered."""

    status = 422
    title = mark("Tệp không có hộ nào nhập được")
    advice = mark("Xem lý do ở từng dòng, sửa tệp rồi chọn lại.")
