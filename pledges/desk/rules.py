"""The staff's sections, the order of a clerk's work, and what a household's page tells. Pure values."""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from pledges.foundation.locale import mark
from pledges.staff.rules import Permission


@dataclass(frozen=True)
class Section:
    """One part of the staff's side, offered to whoever holds the permission."""

    key: str
    words: str
    address: str
    permission: Permission


@dataclass(frozen=True)
class SectionGroup:
    """One entry of the staff navigation: the sections of one kind of work.

    **why** groups: fifteen sections in a row take two lines on a desk's screen and five on a phone.
    """

    words: str
    sections: tuple[Section, ...]

    def offered(self, permissions: Container[str]) -> "SectionGroup":
        """Return the group with what whoever holds these permissions may open; one section alone gives its own name."""
        left = tuple(one for one in self.sections if one.permission in permissions)
        return SectionGroup(left[0].words if len(left) == 1 else self.words, left)


SECTION_GROUPS = (
    SectionGroup(
        mark("Đợt vận động"),
        (
            Section("campaigns", mark("Các đợt vận động"), "/staff/campaigns", Permission.READ_CAMPAIGNS),
            Section("messages", mark("Tin nhắn"), "/staff/messages", Permission.WRITE_MESSAGES),
        ),
    ),
    SectionGroup(
        mark("Tiếp nhận"),
        (
            Section("tonight", mark("Tối nay"), "/staff/tonight", Permission.WORK_THROUGH_HAMLET),
            Section("worklist", mark("Chưa tiếp cận"), "/staff/worklist", Permission.WORK_THROUGH_HAMLET),
            Section("entry", mark("Nhập phiếu"), "/staff/enter", Permission.ENTER_PLEDGES),
            Section("review", mark("Cần xem lại"), "/staff/review", Permission.REVIEW_ENTRIES),
        ),
    ),
    SectionGroup(
        mark("Số liệu"),
        (
            Section("tallies", mark("Biểu tổng hợp"), "/staff/tallies", Permission.READ_TALLIES),
            Section("exclusions", mark("Loại trừ"), "/staff/exclusions", Permission.PROPOSE_EXCLUSIONS),
            Section("satisfaction", mark("Hài lòng"), "/staff/satisfaction", Permission.READ_SATISFACTION),
        ),
    ),
    SectionGroup(
        mark("Danh sách"),
        (
            Section("register", mark("Danh sách"), "/staff/register", Permission.READ_REGISTER),
            Section("units", mark("Đơn vị"), "/staff/units", Permission.READ_REGISTER),
        ),
    ),
    SectionGroup(
        mark("In ấn"),
        (
            Section("prints", mark("Sổ in"), "/staff/prints", Permission.READ_PRINTS),
            Section("stationery", mark("Mẫu giấy"), "/staff/stationery", Permission.EDIT_STATIONERY),
            Section("letters", mark("Thư cảm ơn, xin lỗi"), "/staff/letters", Permission.WRITE_LETTERS),
        ),
    ),
    SectionGroup(
        mark("Cán bộ"), (Section("staff", mark("Cán bộ"), "/staff/people", Permission.MANAGE_STAFF),)
    ),
)


def groups_for(permissions: Container[str]) -> list[SectionGroup]:
    """Return the groups of the navigation for whoever holds these permissions, without empty ones."""
    offered = [group.offered(permissions) for group in SECTION_GROUPS]
    return [group for group in offered if group.sections]


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


@dataclass(frozen=True)
class HouseholdEvent:
    """One thing that happened to a household's entry, since when and when it was written down.

    ``kind`` chooses the words, ``said`` fills them.
    """

    on: date
    at: datetime
    kind: str
    actor_id: int | None
    said: tuple[str, ...] = ()
    who: str = ""


@dataclass(frozen=True)
class KnownCode:
    """What may be shown of a household's code: its place in the row of codes, and when labels were last fetched."""

    generation: int
    labels_fetched_on: date | None


@dataclass(frozen=True)
class KeptProof:
    """What is kept beside a pledge; ``row`` is (series, page, row) of a sign sheet."""

    kind: str
    signed_on: date
    kept_at: str
    witness: str
    entered_on: date
    entered_by: str
    is_late: bool
    row: tuple[int, int, int] | None = None


@dataclass(frozen=True)
class HouseholdPledge:
    """A campaign that asked a household, and what it signed there; without a pledge everything else is None.

    ``entered_on`` and ``entered_by`` are of what staff entered.
    """

    campaign_id: int
    title_vi: str
    title_en: str
    state: str
    signed_on: date | None
    channel: str | None
    certificate: str | None
    is_excluded: bool
    entered_on: date | None = None
    entered_by: str = ""
    is_late: bool = False
    proofs: tuple[KeptProof, ...] = ()
    response_id: int | None = None

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


COLUMN_WORDS = {
    "head_name": mark("họ tên chủ hộ"),
    "birth_year": mark("năm sinh"),
    "address": mark("địa chỉ"),
    "people_count": mark("số nhân khẩu"),
    "phone_sealed": mark("số điện thoại"),
}
CHANNEL_WORDS = {
    "self": mark("tự ký"),
    "paper": mark("ký trên giấy"),
    "assisted": mark("có cán bộ giúp nhập"),
}


def newest_first(events: Iterable[HouseholdEvent], people: Mapping[int, str]) -> list[HouseholdEvent]:
    """Return the events with the names of who did them, the newest first; of one day, what was written down last."""
    named = [replace(event, who=people.get(event.actor_id or 0, "")) for event in events]
    return sorted(named, key=lambda event: (event.on, event.at), reverse=True)
