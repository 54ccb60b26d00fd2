"""A campaign's life, what must be said before it opens, and when it takes pledges. Pure values, no clock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any, Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.register.rules import SubjectKind

# What is said in English under its own key; everything else is a name or an address and the same in both.
ENGLISH = ".en"
# Paper that was signed in time is brought in during the two weeks after the last day.
_LATE_PAPER = timedelta(days=15)


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
    CLOSING = "closing"
    OVER = "over"
    CLOSED = "closed"
    ARCHIVED = "archived"


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
    """One thing to be settled before a campaign may open, in the order of the page."""

    TEXT = "text"
    LANGUAGES = "languages"
    PERIOD = "period"
    LATE_PAPER = "late_paper"
    CONTROLLER = "controller"
    CONTACT = "contact"
    POSTING = "posting"
    RETENTION = "retention"
    LAW = "law"
    CERTIFICATE = "certificate"
    BASE = "base"
    CODES = "codes"


class Certificates(StrEnum):
    """Whether whoever signs may get a certificate."""

    ISSUED = "issued"
    NONE = "none"


@dataclass(frozen=True)
class Opening:
    """What whoever opens a campaign says: it fills the blanks of the texts. None or "" is not said yet.

    ``kept_until`` is the last day identifying data are kept; ``lookup_address`` is where receipt codes are
    entered; the law's name is written as it stands inside a sentence. With ``exclusions_need_two`` nobody
    approves an exclusion that they proposed. ``late_paper_until`` None is two weeks after the last day;
    ``certificates`` is one of ``Certificates``, with whom they are signed by: an office, perhaps a name.
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
    late_paper_until: date | None = None
    certificates: str = ""
    signer_title: str = ""
    signer_name: str = ""


@dataclass(frozen=True)
class NewCampaign:
    """A ready campaign of the catalogue to be prepared: with its own forms and titles (None, ""), or with others."""

    code: str = "4K"
    forms: Sequence[str] | None = None
    title_vi: str = ""
    title_en: str = ""
    is_sample: bool = False


@dataclass(frozen=True)
class Lack:
    """A task that is still open, with the numbers and codes that its words name."""

    task: Task
    values: Mapping[str, object] = field(default_factory=dict)


class TellsLacking(Protocol):
    """Port: a room above that knows something a campaign still lacks (codes on paper, who signs certificates)."""

    def lacking(self, session: Any, campaign: Any) -> Sequence[Lack]:
        """Return what is still to be done about a draft, as it stands now."""
        ...


@dataclass(frozen=True)
class LocalText:
    """The words of an item that a unit adds to a form."""

    vi: str
    en: str


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


@dataclass(frozen=True)
class RoomsAbove:
    """What an opening needs of the rooms above: who counts its base, and who knows what it still lacks."""

    counts: CountsBase
    tell: Sequence[TellsLacking] = ()


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
    advice = mark(
        "Đợt vận động này quy định người đề nghị loại trừ không tự duyệt. Xin nhờ người có thẩm quyền khác."
    )


def late_paper_day(closes_on: date, said: date | None) -> date:
    """Return the last day on which paper signed in time may still be entered."""
    return said or closes_on + _LATE_PAPER


def stage_on(
    state: str, opens_on: date | None, closes_on: date | None, day: date, late_paper_until: date | None = None
) -> Stage:
    """Return where a campaign stands on a day in Viet Nam; it takes pledges while it is running, and only then."""
    if state == CampaignState.DRAFT or opens_on is None or closes_on is None:
        return Stage.DRAFT
    if state in (CampaignState.CLOSED, CampaignState.ARCHIVED):
        return Stage(state)
    if state == CampaignState.OPEN and day <= closes_on:
        return Stage.RUNNING if day >= opens_on else Stage.COMING
    return Stage.CLOSING if day <= late_paper_day(closes_on, late_paper_until) else Stage.OVER


class Dated(Protocol):
    """A campaign, as far as its days go."""

    @property
    def state(self) -> str: ...
    @property
    def opens_on(self) -> date | None: ...
    @property
    def closes_on(self) -> date | None: ...
    @property
    def late_paper_until(self) -> date | None: ...


def stage_of(campaign: Dated, day: date) -> Stage:
    """Return where a campaign stands on a day in Viet Nam."""
    return stage_on(campaign.state, campaign.opens_on, campaign.closes_on, day, campaign.late_paper_until)


def takes_paper(campaign: Dated, signed_on: date, today: date) -> bool:
    """Tell whether paper signed on a day may be entered today: signed within the period, brought in in time."""
    first, last = campaign.opens_on, campaign.closes_on
    if first is None or last is None or not first <= signed_on <= min(last, today):
        return False
    return stage_of(campaign, today) in (Stage.RUNNING, Stage.CLOSING)
