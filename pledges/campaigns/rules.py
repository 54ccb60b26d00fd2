"""A campaign's life, what must be said before it opens, and when it takes pledges. Pure values, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.dates import short_date
from pledges.register.rules import SubjectKind

# What is said in English under its own key; everything else is a name or an address and the same in both.
ENGLISH = ".en"
_KEPT_UNTIL = "kept_until"
_WITH_COMMITTEE = frozenset({"tinh", "thanh_pho", "xa", "phuong", "dac_khu"})
_MONTHS = "January February March April May June July August September October November December".split()


class CampaignState(StrEnum):
    """Where a campaign stands; what is asked may change in a draft only."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    ARCHIVED = "archived"


class Stage(StrEnum):
    """Where a campaign stands on a day, as people say it."""

    DRAFT = "draft"
    COMING = "coming"
    RUNNING = "running"
    OVER = "over"
    CLOSED = "closed"


class ExclusionReason(StrEnum):
    """Why a household or, from ``MATERNITY`` on, an official does not count in the base."""

    MOVED_AWAY = "moved_away"
    EMPTY_HOUSE = "empty_house"
    DUPLICATE = "duplicate"
    DECEASED = "deceased"
    LONG_ABSENCE = "long_absence"
    NOT_ELIGIBLE = "not_eligible"
    MATERNITY = "maternity"
    LONG_LEAVE = "long_leave"
    SECONDED = "seconded"
    TRANSFERRED = "transferred"


_OF_OFFICIALS = (
    ExclusionReason.MATERNITY,
    ExclusionReason.LONG_LEAVE,
    ExclusionReason.SECONDED,
    ExclusionReason.TRANSFERRED,
)
REASONS: dict[SubjectKind, tuple[ExclusionReason, ...]] = {
    SubjectKind.HOUSEHOLD: tuple(reason for reason in ExclusionReason if reason not in _OF_OFFICIALS),
    SubjectKind.OFFICIAL: _OF_OFFICIALS,
}


class ExclusionState(StrEnum):
    """Where an exclusion stands; only an approved one takes the subject out of the base."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    DECLINED = "declined"
    LIFTED = "lifted"


class Task(StrEnum):
    """One thing to be settled before a campaign may open."""

    PERIOD = "period"
    CONTROLLER = "controller"
    CONTACT = "contact"
    POSTING = "posting"
    RETENTION = "retention"
    LAW = "law"


@dataclass(frozen=True)
class Opening:
    """What whoever opens a campaign says: it fills the blanks of the texts. None or "" is not said yet.

    ``kept_until`` is the last day identifying data are kept; ``lookup_address`` is where receipt codes are
    entered; the law's name is written as it stands inside a sentence. With ``exclusions_need_two`` nobody
    approves an exclusion that they proposed.
    """

    opens_on: date | None = None
    closes_on: date | None = None
    controller: str = ""
    controller_address: str = ""
    controller_phone: str = ""
    data_contact: str = ""
    posted_at: str = ""
    kept_until: date | None = None
    law_name: str = ""
    law_name_english: str = ""
    lookup_address: str = ""
    exclusions_need_two: bool = False


class CountsBase(Protocol):
    """Port: who keeps the counters of the base (the tallies)."""

    def add_to_base(self, session: Any, campaign_id: int, form_code: str, by_unit: Mapping[int, int]) -> None:
        """Count newly invited subjects, unit id → number."""
        ...

    def note_newcomers(
        self, session: Any, occasion: Any, campaign_id: int, form_code: str, by_unit: Mapping[int, int]
    ) -> None:
        """Write beside the tally who brought how many into a base that was frozen, unit id → number."""
        ...


class CampaignNotReady(DomainError):
    """Something must still be settled before the campaign may open."""

    status = 422
    title = mark("Chưa mở được đợt vận động")
    advice = mark("Còn %(count)s việc chưa xong trong danh sách việc cần làm. Xin ghi đủ rồi mở lại.")


class CampaignOpenedBefore(DomainError):
    """The campaign is no draft any more: its texts and settings stay as they were published."""

    status = 409
    title = mark("Đợt vận động này đã mở")
    advice = mark("Câu chữ và thông tin của phiếu được giữ nguyên như lúc mở. Xin tải lại trang để xem.")


class CampaignNotRunning(DomainError):
    """The campaign has not opened yet or has been closed."""

    status = 409
    title = mark("Đợt vận động này không ở trạng thái đang mở")
    advice = mark("Xin tải lại trang để xem đợt vận động đang ở bước nào.")


class SlugTaken(DomainError):
    """Two people prepared the same campaign at the same moment."""

    status = 409
    title = mark("Đợt vận động này vừa được người khác tạo")
    advice = mark("Xin tải lại danh sách các đợt vận động.")


class HasPledge(DomainError):
    """Whoever has an active pledge counts; it would have to be withdrawn first."""

    status = 409
    title = mark("Hộ này đã có bản cam kết")
    advice = mark("Hộ có bản cam kết đang hiệu lực được tính trong đợt này nên không loại trừ.")


class AlreadyExcluded(DomainError):
    """The subject is excluded or proposed to be."""

    status = 409
    title = mark("Hộ này đã được loại trừ hoặc đang chờ duyệt")
    advice = mark("Không cần làm gì thêm. Xem trong danh sách loại trừ.")


class ReasonUnknown(DomainError):
    """The reason is none of those that exist for this kind of subject."""

    status = 422
    title = mark("Lý do này không dùng được ở đây")
    advice = mark("Xin mở lại trang và chọn một trong các lý do của danh sách.")


class AlreadyDecided(DomainError):
    """Somebody decided about the proposal, or lifted the exclusion, before."""

    status = 409
    title = mark("Việc loại trừ này vừa được người khác quyết định")
    advice = mark("Xin tải lại danh sách loại trừ để xem.")


class SecondPersonNeeded(DomainError):
    """Whoever proposed an exclusion may not approve it in this campaign."""

    status = 403
    title = mark("Cần một người khác duyệt")
    advice = mark("Đợt vận động này quy định người đề nghị loại trừ không tự duyệt. Xin nhờ người có thẩm quyền khác.")


def unsettled(opening: Opening, today: date) -> tuple[Task, ...]:
    """Return what is still to be settled before the campaign may open, in the order of the page."""
    first, last, kept = opening.opens_on, opening.closes_on, opening.kept_until
    settled = {
        Task.PERIOD: bool(first and last and first <= last and last >= today),
        Task.CONTROLLER: all((opening.controller, opening.controller_address, opening.controller_phone)),
        Task.CONTACT: bool(opening.data_contact),
        Task.POSTING: bool(opening.posted_at),
        Task.RETENTION: bool(kept and last and kept >= last),
        Task.LAW: bool(opening.law_name and opening.law_name_english),
    }
    return tuple(task for task, is_settled in settled.items() if not is_settled)


def stage_on(state: str, opens_on: date | None, closes_on: date | None, day: date) -> Stage:
    """Return where a campaign stands on a day in Viet Nam; it takes pledges while it is running, and only then."""
    if state == CampaignState.DRAFT or opens_on is None or closes_on is None:
        return Stage.DRAFT
    if state != CampaignState.OPEN:
        return Stage.CLOSED
    if day < opens_on:
        return Stage.COMING
    return Stage.RUNNING if day <= closes_on else Stage.OVER


def settings_of(opening: Opening, kept: Mapping[str, str]) -> dict[str, str]:
    """Return a campaign's settings: the blanks of its texts, and English ones under ``<blank>.en``.

    ``kept`` are settings that stay as they are, such as the campaign's name inside a sentence. What is not
    said is left out, so that a text with that blank cannot be published by mistake.
    """
    said = {
        "ten_co_quan": opening.controller,
        "dia_chi_co_quan": opening.controller_address,
        "dien_thoai_co_quan": opening.controller_phone,
        "dau_moi": opening.data_contact,
        "noi_niem_yet": opening.posted_at,
        "ten_phap_luat_giao_thong": opening.law_name,
        "ten_phap_luat_giao_thong" + ENGLISH: opening.law_name_english,
        "dia_chi_tra_cuu": opening.lookup_address,
        **_dated("tu_ngay", opening.opens_on),
        **_dated("den_ngay", opening.closes_on),
        **_dated("ngay_het_luu", opening.kept_until),
        _KEPT_UNTIL: opening.kept_until.isoformat() if opening.kept_until else "",
    }
    return {name: words for name, words in {**kept, **said}.items() if words}


def opening_of(
    settings: Mapping[str, str],
    opens_on: date | None,
    closes_on: date | None,
    *,
    exclusions_need_two: bool = False,
) -> Opening:
    """Return what has been said so far, from a campaign's settings, dates and rule for exclusions."""
    kept_until = settings.get(_KEPT_UNTIL)
    return Opening(
        opens_on=opens_on,
        closes_on=closes_on,
        controller=settings.get("ten_co_quan", ""),
        controller_address=settings.get("dia_chi_co_quan", ""),
        controller_phone=settings.get("dien_thoai_co_quan", ""),
        data_contact=settings.get("dau_moi", ""),
        posted_at=settings.get("noi_niem_yet", ""),
        kept_until=date.fromisoformat(kept_until) if kept_until else None,
        law_name=settings.get("ten_phap_luat_giao_thong", ""),
        law_name_english=settings.get("ten_phap_luat_giao_thong" + ENGLISH, ""),
        lookup_address=settings.get("dia_chi_tra_cuu", ""),
        exclusions_need_two=exclusions_need_two,
    )


def suggested_controller(unit_type: str, unit_name: str) -> dict[str, str]:
    """Return the first suggestion of who controls the data: the unit's People's Committee, where it has one."""
    if unit_type not in _WITH_COMMITTEE:
        return {}
    return {"ten_co_quan": f"Ủy ban nhân dân {unit_name[:1].lower()}{unit_name[1:]}"}


def english_date(day: date) -> str:
    """Write a date so that no reader takes the day for the month: "5 February 2026"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _dated(name: str, day: date | None) -> dict[str, str]:
    return {name: short_date(day), name + ENGLISH: english_date(day)} if day else {name: "", name + ENGLISH: ""}
