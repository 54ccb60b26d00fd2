"""Who moves or leaves the list, and what can go wrong when one does, or when two are merged. Pure values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.register.rules import EndReason, MoveReason, SubjectKind


@dataclass(frozen=True)
class SubjectsToMove:
    """Households or officials that go to another unit on a day; ``change_id`` when a change of units moves them."""

    kind: SubjectKind
    ids: Sequence[int]
    to_unit_id: int
    on: date
    why: MoveReason
    change_id: int | None = None


@dataclass(frozen=True)
class SubjectsLeaving:
    """Households or officials that leave the list; ``on`` is the first day on which they are gone."""

    kind: SubjectKind
    ids: Sequence[int]
    reason: EndReason
    on: date


class NotAnOfficeLeaf(DomainError):
    """Officials hang on an office that has no parts, never on a territory."""

    status = 422
    title = mark("Chọn một cơ quan, đơn vị")
    advice = mark("Cán bộ thuộc một cơ quan, đơn vị không có bộ phận trực thuộc.")


class DestinationGone(DomainError):
    """The chosen unit does not stand any more, or not yet."""

    status = 422
    title = mark("Thôn, khu phố này không còn")
    advice = mark("Xin chọn thôn, khu phố đang có.")


class LeftTheList(DomainError):
    """The household or the official has left the list: nothing of it can be changed."""

    status = 409
    title = mark("Hộ hoặc cán bộ này không còn trong danh sách")
    advice = mark("Có thể người khác vừa ghi. Xin tải lại trang để xem.")


class LeavesInFuture(DomainError):
    """A leaving or a move is written down when it has happened."""

    status = 422
    title = mark("Ngày này chưa đến")
    advice = mark("Xin ghi ngày hôm nay hoặc một ngày đã qua.")


class LeavesBeforeEntering(DomainError):
    """Nobody leaves a list before the day on which they came onto it."""

    status = 422
    title = mark("Ngày này trước ngày vào danh sách")
    advice = mark("Xin xem lại ngày.")


class SameHousehold(DomainError):
    """A household cannot be merged into itself."""

    status = 422
    title = mark("Cần hai hộ để gộp")
    advice = mark("Xin chọn hai hộ khác nhau.")


class MergedAway(DomainError):
    """A household that was merged into another does not come back by itself."""

    status = 409
    title = mark("Hộ này đã gộp vào hộ khác")
    advice = mark("Xin mở hộ đang giữ để xem.")


class NothingChosen(DomainError):
    """Nobody was ticked who is on this list."""

    status = 422
    title = mark("Chưa chọn hộ nào")
    advice = mark("Xin quay lại danh sách, đánh dấu các hộ rồi chọn việc cần làm.")
