"""What a unit is: kinds, types and how its name is written. Pure values, no database."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class UnitKind(StrEnum):
    """Which of the two trees a unit belongs to."""

    TERRITORY = "territory"
    ORGANISATION = "organisation"


# Types are data to the database; these are the words for those the program itself makes.
TYPE_WORDS = {
    "tinh": "tỉnh",
    "thanh_pho": "thành phố",
    "xa": "xã",
    "phuong": "phường",
    "dac_khu": "đặc khu",
    "thon": "thôn",
    "khu_pho": "khu phố",
    "ban": "bản",
    "buon": "buôn",
    "ap": "ấp",
    "to_dan_pho": "tổ dân phố",
    "co_quan": "cơ quan",
}


class UnitThereAlready(DomainError):
    """A unit of this name stands below the same parent."""

    status = 409
    title = mark("Đã có đơn vị cùng tên ở đây")
    advice = mark("Xin xem lại danh sách thôn, khu phố, hoặc ghi tên khác để không lẫn với đơn vị đã có.")


@dataclass(frozen=True)
class NewUnit:
    """A unit to be added below ``parent_id`` (None: a root). ``code`` belongs to ``code_scheme``, e.g. NSO-2025."""

    kind: UnitKind
    type: str
    name: str
    valid_from: date
    parent_id: int | None = None
    sort_no: int = 0
    code: str | None = None
    code_scheme: str | None = None


def is_valid_on(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Tell whether a unit stands on the day; ``valid_to`` is the first day it no longer does."""
    return valid_from <= day and (valid_to is None or day < valid_to)
