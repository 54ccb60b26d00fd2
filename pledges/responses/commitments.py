"""From a signed pledge to its paper: the exact words, who confirmed, how it was signed. No database, no request."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from forms.filling import fill
from forms.parts import MembersBlock
from forms.questionnaire import Questionnaire
from forms.signed_parts import parts_of
from forms.works_table import WorksTable, works_table
from pledges.foundation.vietnamese.dates import (
    clock_time,
    local_date,
    local_datetime,
    official_date,
    short_date,
)
from pledges.paper.blocks import Value, fill_blocks, paper_spec
from pledges.paper.commitments import (
    AgencyHead,
    CommitmentLine,
    CommitmentMember,
    CommitmentPaper,
    CommitmentSignature,
    CommitmentWorks,
)
from pledges.responses.own_record import OwnMember
from pledges.responses.pledged import Pledge
from pledges.responses.rules import Channel
from pledges.responses.signed_words import words_as_signed

PAPER = "commitment"
"""The code of this paper among those whose texts units may adapt."""

REFERENCE_ELSEWHERE = "(ghi ở biên nhận của người ký)"
"""Stands for the receipt's reference on a paper that staff print: whoever has it can take the pledge back."""

_COLUMNS = ("number", "name", "birth_year", "relation", "confirmation")
_CONFIRMED = {
    "link": "Đã tự xác nhận bằng đường dẫn riêng, ngày {day}",
    "code": "Đã tự xác nhận bằng mã của hộ, ngày {day}",
    "paper": "Đã ký trên bản giấy, ngày {day}",
}
_CONFIRMED_SOMEHOW = "Đã tự xác nhận, ngày {day}"
_SIGNED = {
    Channel.ASSISTED: "Đã đồng ý ngày {day}, có cán bộ giúp nhập",
    Channel.PAPER: "Đã ký trên bản giấy ngày {day}",
}
_WORKS_TITLE = "BIỂU CÔNG TRÌNH, PHẦN VIỆC, GIẢI PHÁP"


@dataclass(frozen=True)
class SignedCommitment:
    """What stands behind one paper; ``reference`` is printed where the words name the receipt.

    ``drawing`` is the data of an SVG path, "" without one. ``place_name`` stands before the date ("Tuy Phong", "" where
    it is not known). ``superior`` is the body above an office. ``blocks`` are the texts of the unit, by code.
    """

    pledge: Pledge
    questionnaire: Questionnaire
    members: Sequence[OwnMember]
    drawing: str
    reference: str
    place_name: str
    blocks: Mapping[str, str]
    superior: str = ""

    def words(self, code: str) -> str:
        """Return a passage of the form in the language it was signed in."""
        return self.questionnaire.passage(code, self.pledge.language)


def commitment_paper(signed: SignedCommitment) -> CommitmentPaper:
    """Return the paper of a pledge that stands, in its newest version.

    :raises ValueUndefined: when a text of the unit uses a value that the paper has not got.
    """
    pledge, questionnaire = signed.pledge, signed.questionnaire
    parts = parts_of(questionnaire, words_as_signed(questionnaire, pledge, signed.reference), pledge.language)
    filled = fill_blocks(paper_spec(PAPER), signed.blocks, _values(signed))
    is_office = questionnaire.kind == "registration"
    return CommitmentPaper(
        language=pledge.language,
        title=parts.title,
        paragraphs=[CommitmentLine(line.text, line.is_heading) for line in parts.paragraphs],
        dated=_dated(signed),
        signature=_signature(signed),
        origin=_origin(signed),
        member_columns=_member_columns(signed) if signed.members else (),
        members=[_member(member, questionnaire.members) for member in signed.members],
        head=_head(signed) if is_office else None,
        works=_works(signed) if parts.has_works else None,
        unbroken="" if signed.reference == REFERENCE_ELSEWHERE else signed.reference,
        below_title=filled["below_title"],
        closing=filled["closing"],
    )


def _values(signed: SignedCommitment) -> Mapping[str, Value]:
    pledge = signed.pledge
    has_copies = signed.questionnaire.kind == "pledge" and signed.questionnaire.subject == "household"
    return {
        "ten": pledge.signer_name,
        "ngay_ky": local_date(pledge.signed_at),
        "ten_chien_dich": pledge.title_vi,
        "thon_khu_pho": pledge.place.hamlet,
        "so_ban": signed.words("printed_copies") if has_copies else "",
    }


def _dated(signed: SignedCommitment) -> str:
    values = {
        "dia_danh": signed.place_name,
        "ngay_thang_nam": official_date(local_date(signed.pledge.signed_at)),
    }
    return fill(signed.words("printed_place_and_date"), values)


def _signature(signed: SignedCommitment) -> CommitmentSignature:
    is_office = signed.questionnaire.kind == "registration"
    return CommitmentSignature(
        title=signed.words("printed_signer"),
        hint=signed.words("printed_signer_hint"),
        name=signed.pledge.signer_name,
        # The head of an office signs the printed paper itself, beside the seal: that room stays white.
        how="" if is_office else _how(signed),
        drawing="" if is_office else signed.drawing,
    )


def _how(signed: SignedCommitment) -> str:
    pledge = signed.pledge
    if pledge.channel in _SIGNED:
        return _SIGNED[pledge.channel].format(day=short_date(local_date(pledge.signed_at)))
    at = _moment(pledge.signed_at)
    return f"Chữ ký vẽ trên máy {at}" if signed.drawing else f"Đã ký trên máy {at}, không vẽ chữ ký"


def _origin(signed: SignedCommitment) -> str:
    pledge, questionnaire = signed.pledge, signed.questionnaire
    told = [
        f"In từ chương trình, theo đúng lời đã ký. Mẫu {questionnaire.code}, bản số {questionnaire.version}",
        f"Ký {_moment(pledge.signed_at)}",
    ]
    if pledge.corrected_at:
        told.append(f"Đã sửa {_moment(pledge.corrected_at)}; đây là bản mới nhất, thay các bản trước")
    return ". ".join(told) + "."


def _member_columns(signed: SignedCommitment) -> list[str]:
    return [signed.words(f"printed_column_{column}") for column in _COLUMNS]


def _member(member: OwnMember, block: MembersBlock | None) -> CommitmentMember:
    return CommitmentMember(
        name=member.name,
        birth_year=str(member.birth_year or ""),
        relation=member.relation,
        confirmation=_confirmation(member) or (block.unconfirmed.vi if block else ""),
        is_confirmed=member.confirmed_at is not None,
    )


def _confirmation(member: OwnMember) -> str:
    if member.confirmed_at is None:
        return ""
    words = _CONFIRMED.get(member.confirmed_by, _CONFIRMED_SOMEHOW)
    return words.format(day=short_date(local_date(member.confirmed_at)))


def _head(signed: SignedCommitment) -> AgencyHead:
    return AgencyHead(
        superior=signed.superior,
        issuer=signed.pledge.office,
        place="",
        symbol=signed.words("printed_number"),
    )


def _works(signed: SignedCommitment) -> CommitmentWorks | None:
    pledge = signed.pledge
    table: WorksTable | None = works_table(signed.questionnaire, pledge.more, pledge.language)
    if table is None:
        return None
    day = official_date(local_date(pledge.corrected_at or pledge.signed_at))
    return CommitmentWorks(
        title=_WORKS_TITLE,
        note=f"(Kèm theo Bản đăng ký {day} của {pledge.office})",
        columns=table.columns,
        rows=table.rows,
    )


def _moment(utc: datetime) -> str:
    local = local_datetime(utc)
    return f"lúc {clock_time(local)} {official_date(local.date())}"
