"""What an official and an office sign is one exact text, by contents and by works, in the language it was read in."""

from dataclasses import replace
from typing import Any

import pytest

from forms.catalogue_reader import load_catalogue
from forms.filling import fill
from forms.parts import Group, Item
from forms.questionnaire import Questionnaire
from forms.signed_text import Circumstances, signed_text
from forms.text import SIGNING_PLACEHOLDERS, Text
from tests.forms.posts import CAMPAIGN, household_questionnaire, office_questionnaire, official_questionnaire

OFFICIAL = {
    "ho_ten": "Đỗ Thị Ánh Nguyệt",
    "chuc_vu_vi_tri": "công chức tư pháp - hộ tịch",
    "bo_phan": "Văn phòng",
    "ten_don_vi": "Ủy ban nhân dân xã Hàm Mẫu",
    "ma_bien_nhan": "7K3M-9QXT-2",
}
OFFICE = {
    "ten_don_vi": "Trường Tiểu học Hàm Mẫu",
    "nguoi_dung_dau": "Trần Thị Hòa",
    "dau_moi_lien_he": "Văn phòng, 0252 382 5678",
}
WORKS: dict[str, Any] = {
    "cong_trinh": [
        {
            "ten": "Bình nước dùng chung thay nước đóng chai trong cuộc họp",
            "thuoc_noi_dung": "M",
            "loai": "giai_phap",
            "mo_ta": "Đặt 02 bình ở phòng họp;\n\nmỗi người mang ly riêng.",
            "chi_tieu": "Chai nhựa dùng trong một tháng",
            "hien_trang": 1250,
            "muc_tieu": 0,
            "dia_diem": "",
            "nguoi_phu_trach": "Lê Văn Ả",
            "ngay_bat_dau": "2026-12-05",
            "ngay_hoan_thanh": "2026-12-31",
        },
        {"ten": "Niêm yết {ten_tinh}", "thuoc_noi_dung": "G", "loai": "phan_viec", "muc_tieu": 12.5},
    ]
}
LOCAL = Item(
    "L9_1", "L", "VOL", "Thôn Phú Sơn", ("ho",), Text("Không thả rông chó.", "Keep dogs in."), is_local=True
)

REGISTERED_IN_PART = """\
BẢN ĐĂNG KÝ
thực hiện nội dung “4 không”
(Dành cho cán bộ, công chức, viên chức, người lao động)

Kính gửi: Người đứng đầu Ủy ban nhân dân xã Hàm Mẫu.

Họ và tên: Đỗ Thị Ánh Nguyệt.
Chức vụ, vị trí việc làm: công chức tư pháp - hộ tịch.
Bộ phận: Văn phòng.
Cơ quan, đơn vị: Ủy ban nhân dân xã Hàm Mẫu.

Với tinh thần trách nhiệm, nêu gương, tôi đăng ký thực hiện trong thời gian từ ngày 01/12/2026 đến ngày 31/12/2026:

I. “Không gây phiền hà cho nhân dân và doanh nghiệp”:
1. Giải quyết thủ tục hành chính đúng hẹn; hướng dẫn đầy đủ, rõ ràng.
2. Tham gia tư vấn thủ tục hành chính, phần việc tình nguyện, ngày thứ bảy tình nguyện.

II. “Không vi phạm Luật Giao thông đường bộ”:
1. Không vượt đèn đỏ.

III. “Không tụ tập gây rối, ảnh hưởng an ninh chính trị, trật tự, an toàn xã hội”:
1. Lắng nghe, kịp thời tiếp nhận, giải quyết hoặc báo cáo cấp có thẩm quyền những bức xúc, nguyện vọng chính đáng, \
hợp pháp của nhân dân.

Đối với những nội dung đã là nghĩa vụ theo pháp luật, tôi thực hiện theo quy định; đối với những nội dung tự nguyện, \
tôi đăng ký phấn đấu thực hiện.
Tôi có thể điều chỉnh hoặc rút lại phần tự nguyện bất cứ lúc nào bằng mã biên nhận 7K3M-9QXT-2 tại camket.vi-du.vn."""

REGISTERED_IN_ENGLISH = """\
REGISTRATION
on the four “không”
(For cadres, civil servants, public employees and workers)

To: the head of Ủy ban nhân dân xã Hàm Mẫu.

Full name: Đỗ Thị Ánh Nguyệt.
Position: công chức tư pháp - hộ tịch.
Agency, unit: Ủy ban nhân dân xã Hàm Mẫu.

With responsibility and as an example to others, I register to carry out, from 01/12/2026 to 31/12/2026:

I. “No littering of plastic or household waste”:
1. Use fewer plastic bags.

Where an item is already a legal duty, I follow the rules; where it is voluntary, I register to strive for it.
I may adjust or withdraw the voluntary part at any time with the receipt code 7K3M-9QXT-2 at camket.vi-du.vn."""

OFFICE_REGISTERED = """\
BẢN ĐĂNG KÝ
công trình, phần việc, giải pháp thực hiện nội dung “4 không” năm 2026

Thực hiện kế hoạch của Đảng ủy xã, Trường Tiểu học Hàm Mẫu đăng ký thực hiện các nội dung sau:

1. Cam kết chung của cơ quan, đơn vị:
1.1. Giải quyết thủ tục hành chính đúng hẹn; hướng dẫn đầy đủ, rõ ràng.
1.2. Giữ gìn vệ sinh bên trong và bên ngoài trụ sở cơ quan, đơn vị.

2. Công trình, phần việc, giải pháp cụ thể:
2.1. Bình nước dùng chung thay nước đóng chai trong cuộc họp
- Thuộc nội dung: Không xả rác thải nhựa và rác thải sinh hoạt bừa bãi
- Loại: Giải pháp
- Mô tả: Đặt 02 bình ở phòng họp; mỗi người mang ly riêng.
- Chỉ tiêu: Chai nhựa dùng trong một tháng
- Hiện trạng: 1.250
- Mục tiêu: 0
- Người phụ trách: Lê Văn Ả
- Ngày bắt đầu: 05/12/2026
- Ngày hoàn thành: 31/12/2026
2.2. Niêm yết (ten_tinh)
- Thuộc nội dung: Không gây phiền hà cho nhân dân và doanh nghiệp
- Loại: Phần việc
- Mục tiêu: 12,5

3. Trường Tiểu học Hàm Mẫu công khai kết quả thực hiện tại trụ sở và trên trang thông tin của đợt vận động thực hiện \
nội dung “4 không”; tự đánh giá và báo cáo theo kỳ tháng.

Thủ trưởng cơ quan, đơn vị: Trần Thị Hòa.
Đầu mối liên hệ: Văn phòng, 0252 382 5678."""

OFFICE_IN_ENGLISH = """\
REGISTRATION
of works, tasks and solutions on the four “không” in the year 2026

In implementation of the plan of the commune's Party committee, Trường Tiểu học Hàm Mẫu registers the following:

1. Works, tasks and solutions:
1.1. Niêm yết (ten_tinh)
- Belongs to: Cause no trouble to people and businesses
- Kind: Task
- Target: 12.5

2. Trường Tiểu học Hàm Mẫu publishes the results at its premises and on the page of the campaign for the four \
“không”, and assesses itself and reports each month.

Head of the agency or unit: Trần Thị Hòa."""


def with_local(questionnaire: Questionnaire) -> Questionnaire:
    """The form with an item that a hamlet added."""
    group = Group("L", Text("Nội dung riêng của địa phương", "Items of this locality"))
    return replace(questionnaire, groups=(*questionnaire.groups, group), items=(*questionnaire.items, LOCAL))


def test_an_official_signs_by_contents_each_numbered_anew() -> None:
    text = signed_text(official_questionnaire(), ["A06", "T02", "G10", "G02"], "vi", OFFICIAL)

    assert text.text == REGISTERED_IN_PART


def test_an_official_without_a_department_signs_no_empty_line_in_english() -> None:
    text = signed_text(official_questionnaire(), ["M03"], "en", {**OFFICIAL, "bo_phan": ""})

    assert text.text == REGISTERED_IN_ENGLISH


def test_one_contents_alone_needs_no_heading_of_its_own() -> None:
    form = load_catalogue().questionnaire("CB-ATGT").fill(CAMPAIGN)

    text = signed_text(form, ["T02", "T13"], "vi", OFFICIAL).text

    assert ":\n1. Không vượt đèn đỏ.\n2. Nhắc nhở" in text
    assert "I. " not in text


def test_an_office_signs_each_work_with_what_it_told() -> None:
    text = signed_text(office_questionnaire(), ["M10", "G02"], "vi", OFFICE, Circumstances(rows=WORKS))

    assert text.text == OFFICE_REGISTERED


def test_an_office_with_works_alone_begins_with_them() -> None:
    works = {"cong_trinh": WORKS["cong_trinh"][1:]}

    text = signed_text(
        office_questionnaire(), [], "en", {**OFFICE, "dau_moi_lien_he": ""}, Circumstances(rows=works)
    )

    assert text.text == OFFICE_IN_ENGLISH


@pytest.mark.parametrize("language", ["vi", "en"])
def test_what_was_typed_is_never_taken_for_a_blank_when_the_kept_text_is_filled(language: str) -> None:
    still_open, works = {name: f"{{{name}}}" for name in SIGNING_PLACEHOLDERS}, Circumstances(rows=WORKS)

    kept = signed_text(office_questionnaire(), ["M10"], language, still_open, works).text

    assert "Trần Thị Hòa" not in kept
    assert fill(kept, OFFICE) == signed_text(office_questionnaire(), ["M10"], language, OFFICE, works).text


def test_what_a_locality_added_stands_under_its_own_heading_for_a_household() -> None:
    household = {name: name for name in SIGNING_PLACEHOLDERS}

    text = signed_text(with_local(household_questionnaire()), ["L9_1", "T02"], "vi", household).text

    assert "\n1. Không vượt đèn đỏ.\nNội dung riêng của địa phương:\n2. Không thả rông chó.\n\n" in text


def test_what_a_locality_added_is_the_last_heading_for_an_official() -> None:
    text = signed_text(with_local(official_questionnaire()), ["L9_1", "G02"], "en", OFFICIAL).text

    assert "\n\nII. Items of this locality:\n1. Keep dogs in.\n\n" in text


def test_a_local_item_gives_the_form_on_traffic_no_heading_of_the_contents() -> None:
    form = with_local(load_catalogue().questionnaire("CB-ATGT").fill(CAMPAIGN))

    text = signed_text(form, ["T02", "L9_1"], "vi", OFFICIAL).text

    assert "\n1. Không vượt đèn đỏ.\nNội dung riêng của địa phương:\n2. Không thả rông chó.\n\n" in text


def test_group_a_is_never_signed_without_the_rights_it_does_not_limit() -> None:
    form = load_catalogue().questionnaire("HO-4K", frozenset({"A01", "A04"})).fill(CAMPAIGN)
    household = {name: name for name in SIGNING_PLACEHOLDERS}

    with_a01 = signed_text(form, ["T02", "A01"], "vi", household).text
    without = signed_text(form, ["T02"], "vi", household).text

    assert (
        "2. Chấp hành pháp luật; không gây rối trật tự công cộng.\nNội dung này không hạn chế quyền"
        in with_a01
    )
    assert "không hạn chế quyền" not in without
