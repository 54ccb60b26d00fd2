"""Pledges as people sign them, brought to paper by the room's own rule, with what is hard to set."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from forms.catalogue_reader import load_catalogue
from forms.questionnaire import Questionnaire
from forms.signed_text import Circumstances, signed_text
from forms.text import SIGNING_PLACEHOLDERS
from pledges.paper.blocks import paper_spec
from pledges.register.rules import SubjectKind
from pledges.responses.commitments import SignedCommitment
from pledges.responses.own_record import OwnMember
from pledges.responses.pledged import Pledge
from pledges.responses.rules import Channel, Place

SIGNED_AT = datetime(2026, 2, 5, 12, 32, tzinfo=UTC)
CAMPAIGN = {
    "ten_chien_dich": "đợt vận động thực hiện nội dung “4 không” năm 2026",
    "ten_phap_luat_giao_thong": "pháp luật về trật tự, an toàn giao thông đường bộ",
    "ten_co_quan": "Ủy ban nhân dân xã Tuy Phong",
    "dia_chi_co_quan": "thôn Hiệp Hòa, xã Tuy Phong, tỉnh Lâm Đồng",
    "dien_thoai_co_quan": "0252 3812 345",
    "dau_moi": "bà Trần Thị Hòa, công chức văn hóa - xã hội",
    "noi_niem_yet": "nhà văn hóa thôn",
    "dia_chi_tra_cuu": "camket.tuyphong.gov.vn",
    "tu_ngay": "01/02/2026",
    "den_ngay": "31/12/2026",
    "ngay_het_luu": "31/12/2027",
    "nam": "2026",
    "van_ban_can_cu": "Kế hoạch số 189-KH/TU ngày 30/3/2020 của Ban Thường vụ Tỉnh ủy Bình Thuận",
    "ky_bao_cao": "06 tháng",
}
STROKES_PATH = "M40 150L90 40L130 150L160 60L210 140L260 50M300 120L360 60L420 140L560 80"
WORK = {
    "ten": "Bình nước dùng chung thay nước đóng chai trong cuộc họp",
    "thuoc_noi_dung": "M",
    "loai": "giai_phap",
    "mo_ta": "Đặt 03 bình nước 20 lít tại hội trường và hai phòng họp, mỗi người mang bình riêng.",
    "chi_tieu": "Số chai nhựa dùng trong một tháng",
    "hien_trang": 200,
    "muc_tieu": 0,
    "don_vi_tinh": "chai",
    "dia_diem": "Trụ sở Ủy ban nhân dân xã",
    "nguoi_phu_trach": "Bà Lê Thị Lan, Văn phòng - Thống kê",
    "don_vi_phoi_hop": "Đoàn Thanh niên xã",
    "ngay_bat_dau": "2026-03-01",
    "ngay_hoan_thanh": "2026-06-30",
    "nguon_luc": "Kinh phí chi thường xuyên",
    "minh_chung": "Biên bản nghiệm thu, ảnh trước và sau",
}


def questionnaire(code: str) -> Questionnaire:
    """A ready form with its campaign's blanks filled, everything that is off by default switched on."""
    ready = load_catalogue().questionnaire(code)
    return ready.fill({name: value for name, value in CAMPAIGN.items() if name in ready.unfilled})


def signed(code: str, *, alone: bool = False, **told: Any) -> SignedCommitment:
    """A pledge to every item of a form; ``told`` are fields of the pledge said otherwise."""
    form = questionnaire(code)
    more: Mapping[str, Any] = told.pop("more", {})
    blanks = {name: f"{{{name}}}" for name in SIGNING_PLACEHOLDERS}
    blanks |= {name: "" for name in ("bo_phan", "dau_moi_lien_he") if name not in more}
    items = tuple(item.code for item in form.items)
    text = signed_text(form, items, "vi", blanks, Circumstances(alone, more)).text
    return SignedCommitment(
        pledge=replace(_PLEDGE, form_code=code, items=items, text=text, more=more, **told),
        questionnaire=form,
        members=(),
        drawing="",
        reference="7K3M-9QXT-2WPDH",
        place_name="Tuy Phong",
        blocks=paper_spec("commitment").default_sources,
    )


def member(name: str, relation: str = "con", confirmed_by: str = "") -> OwnMember:
    """A member, confirmed in this way or not yet."""
    return OwnMember(name, 1994, relation, SIGNED_AT if confirmed_by else None, confirmed_by)


_PLEDGE = Pledge(
    response_id=1,
    first_id=1,
    invitation_id=1,
    campaign_id=1,
    form_code="HO-ATGT",
    version_id=1,
    version_digest="",
    title_vi="Đợt vận động “4 không” năm 2026",
    title_en="The campaign of 2026",
    place=Place("Thôn Hiệp Hòa", "Xã Tuy Phong", "Tỉnh Lâm Đồng"),
    subject_kind=SubjectKind.HOUSEHOLD,
    subject_id=1,
    office="",
    household_number=117,
    address="Số 117, tổ 3",
    channel=Channel.SELF,
    signed_at=SIGNED_AT,
    entered_at=SIGNED_AT,
    corrected_at=None,
    withdrawn_at=None,
    language="vi",
    items=(),
    consents=("C1",),
    signer_name="Nguyễn Thị Mỹ Huệ",
    birth_year=1968,
    people_count=5,
    adult_count=3,
    more={},
    text="",
)
