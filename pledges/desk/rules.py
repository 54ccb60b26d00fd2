"""The staff's sections and the order of a clerk's work. Pure values."""

from dataclasses import dataclass

from pledges.foundation.locale import mark
from pledges.staff.rules import Permission


@dataclass(frozen=True)
class Section:
    """One entry of the staff navigation, offered to whoever holds the permission."""

    key: str
    words: str
    address: str
    permission: Permission


SECTIONS = (
    Section("campaigns", mark("Đợt vận động"), "/staff/campaigns", Permission.READ_CAMPAIGNS),
    Section("tallies", mark("Biểu tổng hợp"), "/staff/tallies", Permission.READ_TALLIES),
    Section("register", mark("Danh sách"), "/staff/register", Permission.READ_REGISTER),
    Section("prints", mark("In ấn"), "/staff/prints", Permission.READ_PRINTS),
    Section("satisfaction", mark("Hài lòng"), "/staff/satisfaction", Permission.READ_SATISFACTION),
    Section("staff", mark("Cán bộ"), "/staff/people", Permission.MANAGE_STAFF),
)


@dataclass(frozen=True)
class WorkDone:
    """What has been done so far in the units a clerk reaches."""

    households: int
    has_open_campaign: bool
    has_printed_labels: bool
    signed: int


@dataclass(frozen=True)
class WorkStep:
    """One step of a clerk's work: "done", "now" or "later"."""

    words: str
    address: str
    state: str


_STEPS = (
    (mark("Nhập danh sách hộ của từng thôn, khu phố"), "/staff/register"),
    (mark("Mở đợt vận động"), "/staff/campaigns"),
    (mark("In nhãn mã QR và giao tận tay từng hộ"), "/staff/links"),
    (mark("Theo dõi biểu tổng hợp"), "/staff/tallies"),
)


def work_steps(done: WorkDone) -> list[WorkStep]:
    """Return the steps in order; the first that is not done is the one for now."""
    finished = (done.households > 0, done.has_open_campaign, done.has_printed_labels, False)
    first_open = finished.index(False)
    later = ["now" if place == first_open else "later" for place in range(len(finished))]
    states = ["done" if is_done else state for is_done, state in zip(finished, later, strict=True)]
    return [WorkStep(words, address, state) for (words, address), state in zip(_STEPS, states, strict=True)]
