"""What signing means: who is asked, what is handed in, how far it came, and what can go wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pledges.campaigns.rules import Stage, stage_of
from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark
from pledges.register.rules import SubjectKind

_COMMUNE_TYPES = frozenset({"xa", "phuong", "dac_khu"})
_PROVINCE_TYPES = frozenset({"tinh", "thanh_pho"})


class Channel(StrEnum):
    """How a pledge came in: by the household itself, with staff's help, or on paper."""

    SELF = "self"
    ASSISTED = "assisted"
    PAPER = "paper"


class Standing(StrEnum):
    """How a household and a campaign stand to each other on a day."""

    OPEN = "open"
    SIGNED = "signed"
    NOT_YET = "not yet"
    OVER = "over"


class ProofKind(StrEnum):
    """What shows that a pledge which staff entered was given."""

    SIGNED_PAPER = "signed_paper"
    MEETING = "meeting"
    TELEPHONE = "telephone"
    IN_PERSON = "in_person"


class ConfirmedBy(StrEnum):
    """How a member confirmed: by the own link, by the household's code on the own phone, or on paper."""

    LINK = "link"
    CODE = "code"
    PAPER = "paper"


@dataclass(frozen=True)
class NewProof:
    """A proof as it is entered. ``signed_on`` stands on the paper or is the day of the meeting or call.

    ``sheet_id`` and ``row_number`` lead to the row of a sign sheet.
    """

    kind: ProofKind
    signed_on: date
    witness: str = ""
    kept_at: str = ""
    sheet_id: int | None = None
    row_number: int | None = None


@dataclass(frozen=True)
class Place:
    """Where a household lives, by name; empty where the tree has no such unit above it."""

    hamlet: str
    commune: str
    province: str


@dataclass(frozen=True)
class Asking:
    """One invitation of a subject: which campaign asks with which form, and whether there is an active pledge.

    ``kind`` is the form's: a pledge or a registration.

    ``signed_at`` is the moment of the active pledge, None without one (never signed, or withdrawn).
    """

    invitation_id: int
    campaign_id: int
    form_code: str
    kind: str
    unit_id: int
    version_id: int
    version_digest: str
    is_reached: bool
    slug: str
    title_vi: str
    title_en: str
    state: str
    opens_on: date | None
    closes_on: date | None
    signed_at: datetime | None
    campaign_unit_id: int = 0
    late_paper_until: date | None = None

    def standing(self, on: date) -> Standing:
        """Return how the household stands to the campaign on a day in Viet Nam."""
        stage = stage_of(self, on)
        if stage is Stage.RUNNING:
            return Standing.SIGNED if self.signed_at else Standing.OPEN
        return Standing.NOT_YET if stage is Stage.COMING else Standing.OVER

    def hindrance(self, channel: Channel, signed_on: date, today: date) -> "type[DomainError] | None":
        """Return why a pledge cannot be taken that came this way and was signed on this day; None when it can.

        After the last day only paper is taken, for some days more, and only what was signed in time.
        """
        late = (Stage.CLOSING,) if channel is Channel.PAPER else ()
        if (
            stage_of(self, today) not in (Stage.RUNNING, *late)
            or self.opens_on is None
            or self.closes_on is None
        ):
            return CampaignNotOpen
        return None if self.opens_on <= signed_on <= min(self.closes_on, today) else SignedOutsidePeriod

    def title(self, language: str) -> str:
        """Return the campaign's title in the language of the page."""
        return self.title_en if language == "en" else self.title_vi


@dataclass(frozen=True)
class Door:
    """The subject behind a code, with everything it is or was asked, newest campaign first.

    ``head_name`` is the head of the household, the official, or the office. ``office`` is the office of an official or
    the office itself, empty for a household; an office has no number (0). ``commune_id`` is the nearest xã, phường or
    đặc khu above, of officials and offices the one of the seat. ``position`` is an official's.
    """

    subject_kind: SubjectKind
    subject_id: int
    number: int
    head_name: str
    address: str
    place: Place
    askings: tuple[Asking, ...]
    office: str = ""
    commune_id: int | None = None
    position: str = ""

    def asked_by(self, campaign_id: int) -> "Asking":
        """Return the household's invitation to a campaign.

        :raises NotAsked: when the campaign does not ask this household.
        """
        for asking in self.askings:
            if asking.campaign_id == campaign_id:
                return asking
        raise NotAsked

    def standing_at(self, on: date, *wanted: Standing) -> tuple[Asking, ...]:
        """Return the invitations that stand in one of the wanted ways on a day."""
        return tuple(asking for asking in self.askings if asking.standing(on) in wanted)


@dataclass(frozen=True)
class Refusal:
    """A refusal as it is given: counted with the others of the commune; where there is none, of the campaign's unit."""

    asking: Asking
    commune_id: int | None
    attempt: bytes

    @property
    def unit_id(self) -> int:
        """Where it is counted."""
        return self.commune_id or self.asking.campaign_unit_id


@dataclass(frozen=True)
class NamedMember:
    """A further member of 16 and over, named by the representative: not confirmed by the person yet."""

    name: str
    birth_year: int | None
    relation: str
    confirmed_by: ConfirmedBy | None = None


@dataclass(frozen=True)
class Submission:
    """A pledge as it is handed in. ``signed_text`` holds the exact words, with the signer's own blanks still open.

    ``content_digest`` is equal for the same content sent twice. ``phones`` are E.164.
    """

    asking: Asking
    attempt: bytes
    signed_text: str
    content_digest: str
    language: str
    items: tuple[str, ...]
    consents: tuple[str, ...]
    signer_name: str
    birth_year: int | None = None
    people_count: int | None = None
    adult_count: int | None = None
    phones: tuple[str, ...] = ()
    members: tuple[NamedMember, ...] = ()
    channel: Channel = Channel.SELF
    more: Mapping[str, Any] = field(default_factory=dict)
    strokes: str = ""
    signed_at: datetime | None = None
    """When it was signed, where that is not now."""
    proof: NewProof | None = None


@dataclass(frozen=True)
class Receipt:
    """What the signer gets: the reference, and whether this sending was the first."""

    reference: str
    is_new: bool


def is_commune(kind: str | None) -> bool:
    """Tell whether a unit's type is that of a commune or of what stands in its place."""
    return kind in _COMMUNE_TYPES


def place_of(line: Sequence[tuple[str | None, str | None]]) -> Place:
    """Return the place from (type, name) of a household's unit and the units above it, the nearest first."""
    units = [(kind, name) for kind, name in line if kind and name]
    commune = next((name for kind, name in units if kind in _COMMUNE_TYPES), "")
    province = next((name for kind, name in units if kind in _PROVINCE_TYPES), "")
    nearest = units[0][1] if units else ""
    return Place(hamlet="" if nearest in (commune, province) else nearest, commune=commune, province=province)


class AttemptUsed(DomainError):
    """The same form page was sent twice with different content: the first one stands."""

    status = 409
    title = mark("Phiếu này đã gửi trước đó với nội dung khác")
    advice = mark("Nội dung gửi lần đầu vẫn giữ nguyên. Muốn sửa, xin mở biên nhận của lần đầu.")


class AlreadySigned(DomainError):
    """The household has an active pledge; only its receipt opens it."""

    status = 409
    title = mark("Hộ này đã ký cam kết")
    advice = mark("Muốn xem hoặc rút lại, xin nhập mã biên nhận đã nhận khi ký.")


class NotAsked(DomainError):
    """The code is good, but no campaign that stands at this address asks the household."""

    status = 404
    title = mark("Mã này hiện không có phiếu nào để điền")
    advice = mark(
        "Có thể đợt vận động chưa bắt đầu ở nơi ông/bà ở. Xin xem các đợt đang mở ở trang đầu, "
        "hoặc hỏi Trưởng thôn, Trưởng khu phố."
    )


class CampaignNotYetOpen(DomainError):
    """The campaign begins on a later day, ``opens_on`` (written as dd/mm/yyyy)."""

    status = 409
    title = mark("Đợt vận động chưa bắt đầu")
    advice = mark("Từ ngày %(opens_on)s, xin quét lại mã này để đọc và điền phiếu.")


class CampaignNotOpen(DomainError):
    """The campaign is not taking pledges any more."""

    status = 410
    title = mark("Đợt vận động này đã kết thúc")
    advice = mark(
        "Phiếu không nhận thêm nữa. Nếu đã ký, ông/bà vẫn xem và rút lại được bằng mã biên nhận, nhập ở trang đầu."
    )


class SignedOutsidePeriod(DomainError):
    """The day of signing lies before the campaign's first day, after its last one, or in the future."""

    status = 422
    title = mark("Ngày ký không nằm trong thời gian của đợt vận động")
    advice = mark(
        "Xin xem lại ngày ghi trên giấy: từ ngày đầu đến ngày cuối của đợt vận động và không sau hôm nay."
    )


class AlreadyWithdrawn(DomainError):
    """The pledge was withdrawn before."""

    status = 409
    title = mark("Bản cam kết này đã được rút lại")
    advice = mark("Không cần làm gì thêm.")
