"""What the register holds: kinds of subjects, and a household as it comes from a list. Pure values."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class SubjectKind(StrEnum):
    """Who is asked (household, official, office), or where people are served (counter)."""

    HOUSEHOLD = "household"
    OFFICIAL = "official"
    OFFICE = "office"
    COUNTER = "counter"


class EndReason(StrEnum):
    """Why a household or an official is no longer on the list."""

    MOVED_AWAY = "moved_away"
    DECEASED = "deceased"
    DISSOLVED = "dissolved"
    DUPLICATE = "duplicate"
    NOT_LISTED = "not_listed"
    LEFT_OFFICE = "left_office"


class MoveReason(StrEnum):
    """Why a household or an official went to another unit."""

    MOVED_HOUSE = "moved_house"
    TRANSFERRED = "transferred"
    UNIT_CHANGE = "unit_change"
    PUT_RIGHT = "put_right"


@dataclass(frozen=True)
class Moved:
    """Subjects of one kind that went from one unit to another on a day."""

    kind: SubjectKind
    ids: tuple[int, ...]
    from_unit_id: int
    to_unit_id: int
    on: date
    why: MoveReason


class FollowsRegister(Protocol):
    """Port: what hangs on subjects in the rooms above (invitations, pledges, counters) and goes with them."""

    def moved(self, session: Any, occasion: Any, moved: Moved, /) -> None:
        """Let the invitations and pledges of running campaigns go along, and count both units anew."""
        ...

    def merged(self, session: Any, occasion: Any, kept_id: int, gone_id: int, /) -> None:
        """Count two households that were one as one, and keep both histories."""
        ...

    def held_by(self, session: Any, kind: SubjectKind, ids: Collection[int], /) -> frozenset[int]:
        """Return those of the subjects that a campaign has invited: they cannot be taken back without a trace."""
        ...

    def hold_bases(self, session: Any, /) -> None:
        """Let no campaign invite anybody until the transaction ends."""
        ...


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


class OfficeThereAlready(DomainError):
    """The unit has been entered as an office before."""

    status = 409
    title = mark("Cơ quan này đã có trong danh sách")
    advice = mark("Mở cơ quan ấy trong danh sách để thêm quầy hoặc sửa.")


class CounterNumberTaken(DomainError):
    """The office has a counter with this number."""

    status = 409
    title = mark("Cơ quan này đã có quầy mang số ấy")
    advice = mark("Xin ghi số khác, hoặc sửa tên quầy đang có.")
