"""What is signed is one exact text, and it can be kept without the names of those who signed it."""

import pytest

from forms.answers import PledgeAnswers
from forms.catalogue_reader import load_catalogue
from forms.filling import PlaceholderMissing, PlaceholderUnknown, fill
from forms.signed_text import Circumstances, signed_text
from forms.text import SIGNING_PLACEHOLDERS
from tests.forms.posts import household_questionnaire

SIGNER = {
    **PledgeAnswers(("T02",), "Nguyễn Văn Đức", birth_year=1968, address="Số 12, Tổ 3").placeholders(),
    "ten_thon_khu_pho": "Thôn Phú Sơn",
    "ten_xa_phuong": "Xã Hàm Mẫu",
    "ten_tinh": "Tỉnh Lâm Đồng",
    "ma_bien_nhan": "7K3M-9QXT-2",
}
OPEN = {name: f"{{{name}}}" for name in SIGNING_PLACEHOLDERS}

IN_PART = """\
BẢN CAM KẾT
của hộ gia đình về chấp hành trật tự, an toàn giao thông đường bộ

Người đại diện hộ: Nguyễn Văn Đức.
Năm sinh: 1968.
Địa chỉ: Số 12, Tổ 3, Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng.

Sau khi được phổ biến nội dung “Không vi phạm Luật Giao thông đường bộ” của đợt vận động thực hiện \
nội dung “4 không” và pháp luật về trật tự, an toàn giao thông đường bộ, tôi cùng các thành viên trong \
gia đình có tên, có xác nhận dưới đây tự nguyện cam kết:
1. Không vượt đèn đỏ.
2. Không điều khiển phương tiện sau khi đã uống rượu, bia.

Chúng tôi hiểu rằng:
a) Chấp hành pháp luật về giao thông là nghĩa vụ của mọi người; việc ký bản cam kết này là tự nguyện, \
để nhắc nhở nhau trong gia đình, không làm phát sinh thêm hình thức xử lý nào.
b) Không ký, chỉ ký một phần hoặc rút lại cam kết không ảnh hưởng đến việc giải quyết thủ tục hành chính, \
chế độ, chính sách của hộ.
c) Người ký có thể xem, sửa, rút lại cam kết bằng mã biên nhận 7K3M-9QXT-2 tại camket.vi-du.vn hoặc báo \
cho Trưởng thôn (Trưởng khu phố).

Thời hạn cam kết: từ ngày 01/12/2026 đến ngày 31/12/2026."""

IN_PART_IN_ENGLISH = """\
PLEDGE
of the household on road order and safety

Representative of the household: Nguyễn Văn Đức.
Year of birth: 1968.
Address: Số 12, Tổ 3, Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng.

After being informed of the content “No violation of the road traffic law” of the campaign for the four “không” \
and of the law on road order and safety, I and the family members named and confirming below voluntarily pledge:
1. Do not run red lights.
2. Do not ride or drive after drinking alcohol.

We understand that:
a) Obeying traffic law is everyone's duty; signing this pledge is voluntary, serves to remind one another in the \
family and creates no additional penalty.
b) Not signing, signing only in part or withdrawing the pledge does not affect the household's administrative \
procedures, benefits or policies.
c) The signer may view, correct or withdraw the pledge with the receipt code 7K3M-9QXT-2 at camket.vi-du.vn, or by \
telling the head of the hamlet (head of the quarter).

Term of the pledge: from 01/12/2026 to 31/12/2026."""


def test_a_pledge_in_part_is_signed_word_for_word_in_english() -> None:
    text = signed_text(household_questionnaire(), ["T07", "T02"], "en", SIGNER)

    assert text.text == IN_PART_IN_ENGLISH


def test_a_pledge_in_part_is_signed_word_for_word() -> None:
    text = signed_text(household_questionnaire(), ["T07", "T02"], "vi", SIGNER)

    assert text.text == IN_PART


def test_the_same_ticks_give_the_same_text_in_whatever_order() -> None:
    first = signed_text(household_questionnaire(), ["T07", "T02"], "vi", SIGNER)
    second = signed_text(household_questionnaire(), ("T02", "T07"), "vi", SIGNER)

    assert first == second
    assert first.digest == second.digest
    assert first.digest != signed_text(household_questionnaire(), ["T02"], "vi", SIGNER).digest


def test_one_text_kept_without_names_gives_each_signers_again() -> None:
    kept = signed_text(household_questionnaire(), ["T02", "T07"], "vi", OPEN).text

    assert "Nguyễn Văn Đức" not in kept
    assert fill(kept, SIGNER) == IN_PART


def test_the_whole_pledge_has_fourteen_numbered_items_in_english_too() -> None:
    questionnaire = household_questionnaire()
    codes = [item.code for item in questionnaire.items]

    text = signed_text(questionnaire, codes, "en", SIGNER).text

    assert "\n14. No illegal racing; remind the young people in the family not to race.\n" in text
    assert "I and the family members named and confirming below voluntarily pledge:" in text
    assert "creates no additional penalty" in text
    assert "Term of the pledge: from 01/12/2026 to 31/12/2026." in text


def test_a_household_of_one_speaks_for_one() -> None:
    text = signed_text(household_questionnaire(), ["T02"], "vi", SIGNER, Circumstances(alone=True)).text

    assert "tôi tự nguyện cam kết:" in text
    assert "Tôi hiểu rằng:" in text
    assert "thành viên" not in text


def test_what_the_signer_did_not_tell_leaves_no_hole() -> None:
    text = signed_text(
        household_questionnaire(), ["T02"], "vi", {**SIGNER, "nam_sinh": "", "dia_chi": ""}
    ).text

    assert "Năm sinh" not in text
    assert "\nĐịa chỉ: Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng.\n" in text


def test_only_items_of_the_form_can_be_signed() -> None:
    with pytest.raises(KeyError, match="G01"):
        signed_text(household_questionnaire(), ["T02", "G01"], "vi", SIGNER)


def test_a_text_with_open_blanks_cannot_be_signed() -> None:
    with pytest.raises(PlaceholderMissing, match="den_ngay"):
        signed_text(load_catalogue().questionnaire("HO-ATGT"), ["T02"], "vi", SIGNER)


def test_a_value_without_a_blank_is_a_mistake() -> None:
    with pytest.raises(PlaceholderUnknown, match="nguoi_ky"):
        signed_text(household_questionnaire(), ["T02"], "vi", {**SIGNER, "nguoi_ky": "Nguyễn Văn Đức"})
