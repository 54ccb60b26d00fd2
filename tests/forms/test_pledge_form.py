"""A household pledges in part or in whole, gives as little as it likes, and is told kindly what is still needed."""

import unicodedata
from typing import Any

import pytest

from forms.answers import MemberAnswer, PledgeAnswers
from forms.base import error_summary
from forms.catalogue_reader import load_catalogue
from forms.filling import PlaceholderMissing
from forms.pledge import pledge_form_class
from tests.forms.posts import TODAY, household_questionnaire, pledge

LONG_NAME = "Công Tằng Tôn Nữ Thị Hoàng Ngọc Thục Quyên Phương Uyên Đoan Trang Diễm Quỳnh Hương Giang"


def test_nothing_is_ticked_or_chosen_beforehand() -> None:
    form: Any = pledge_form_class(household_questionnaire(), "vi")(today=TODAY)

    boxes = [*form["items"], *form["choice"]]

    assert len(boxes) == 14 + 6
    assert [form["duty"].data, form["pledge"].data] == [False, False]
    assert not any(box.checked for box in boxes)
    assert [field.data for field in form.consent_fields] == [False, False, False]


def test_the_smallest_pledge_is_a_name_an_item_and_the_agreement() -> None:
    form = pledge({"items": "T07"})

    assert form.validate()
    assert form.answers() == PledgeAnswers(items=("T07",), representative="Nguyễn Văn Đức", consents=("C1",))


def test_everything_a_household_may_tell_is_kept() -> None:
    form = pledge(
        {
            "nam_sinh": "1968",
            "so_dien_thoai": "0913.456.789",
            "tong_so_nguoi": "5",
            "so_nguoi_tu_16_tuoi": "3",
            "members-0-name": "Trần Thị Hòa",
            "members-0-birth_year": "1972",
            "members-0-relation": "vợ",
            "C2": "y",
            "C3": "y",
        }
    )

    assert form.validate()
    assert form.answers() == PledgeAnswers(
        items=("T01", "T02", "T13"),
        representative="Nguyễn Văn Đức",
        birth_year=1968,
        phone="+84913456789",
        people=5,
        people_16=3,
        members=(MemberAnswer("Trần Thị Hòa", 1972, "vợ"),),
        consents=("C1", "C2", "C3"),
    )


def test_items_stand_in_the_order_of_the_form_each_once() -> None:
    form = pledge({"items": ["T13", "T02", "T13", "T01"]})

    assert form.validate()
    assert form.answers().items == ("T01", "T02", "T13")


def test_a_name_typed_decomposed_is_kept_composed() -> None:
    form = pledge({"nguoi_dai_dien": unicodedata.normalize("NFD", "  Nguyễn   Thị Ngọc Ánh ")})

    assert form.validate()
    assert form.answers().representative == "Nguyễn Thị Ngọc Ánh"


@pytest.mark.parametrize(
    "name", ["Út", "K'Brơi", "H'Hen Niê", "Y Moan Êñuôl", "Thông Thị Mỹ-Linh", LONG_NAME]
)
def test_every_real_name_is_a_name(name: str) -> None:
    form = pledge({"nguoi_dai_dien": name})

    assert form.validate()
    assert form.answers().representative == name


def test_a_household_of_one_names_nobody_else() -> None:
    form = pledge(
        {"tong_so_nguoi": "1", "so_nguoi_tu_16_tuoi": "1", "members-0-name": "", "members-1-name": " "}
    )

    assert form.validate()
    assert form.answers().is_alone
    assert form.answers().members == ()


def test_a_telephone_number_without_the_wish_for_reminders_is_dropped() -> None:
    form = pledge({"so_dien_thoai": "0913456789"})

    assert form.validate()
    assert form.answers().phone == ""
    assert form["so_dien_thoai"].data == "0913456789"


def test_declining_asks_for_nothing() -> None:
    form = pledge({"choice": "decline", "items": None, "nguoi_dai_dien": None, "C1": None, "nam_sinh": "abc"})

    assert form.validate()
    assert form.decision == "decline"
    assert error_summary(form) == []


def test_who_declines_gives_no_answers() -> None:
    form = pledge({"choice": "decline"})

    assert form.validate()
    with pytest.raises(ValueError, match="no valid pledge"):
        form.answers()


def test_an_invalid_pledge_gives_no_answers() -> None:
    form = pledge({"C1": None})

    assert not form.validate()
    with pytest.raises(ValueError, match="no valid pledge"):
        form.answers()


ONE_ERROR = [
    ({"items": None}, "items", "Đánh dấu ít nhất một điều gia đình mình cam kết"),
    ({"nguoi_dai_dien": ""}, "nguoi_dai_dien", "Ghi họ và tên người đại diện hộ"),
    ({"nguoi_dai_dien": "\u200b\u00a0"}, "nguoi_dai_dien", "Ghi họ và tên người đại diện hộ"),
    ({"nguoi_dai_dien": "0913456789"}, "nguoi_dai_dien", "Ghi họ và tên bằng chữ, ví dụ: Nguyễn Văn Đức"),
    (
        {"nguoi_dai_dien": "Đ" * 121},
        "nguoi_dai_dien",
        "“Họ và tên người đại diện hộ” dài 121 ký tự. Ghi gọn lại, tối đa 120 ký tự",
    ),
    ({"nam_sinh": "68"}, "nam_sinh", "Ghi năm sinh bằng bốn chữ số, ví dụ 1968"),
    ({"nam_sinh": "1899"}, "nam_sinh", "Xem lại năm sinh: từ 1900 đến 2011"),
    ({"nam_sinh": "2012"}, "nam_sinh", "Xem lại năm sinh: từ 1900 đến 2011"),
    (
        {"tong_so_nguoi": "năm"},
        "tong_so_nguoi",
        "Ghi “Số người trong nhà” bằng chữ số, từ 1 đến 50",
    ),
    ({"tong_so_nguoi": "0"}, "tong_so_nguoi", "Ghi “Số người trong nhà” bằng chữ số, từ 1 đến 50"),
    (
        {"tong_so_nguoi": "2", "so_nguoi_tu_16_tuoi": "3"},
        "so_nguoi_tu_16_tuoi",
        "Số người từ đủ 16 tuổi không thể nhiều hơn số người trong nhà",
    ),
    (
        {"C3": "y", "so_dien_thoai": ""},
        "so_dien_thoai",
        "Ghi số điện thoại để nhận tin nhắn nhắc nhở, hoặc bỏ dấu ở ô đồng ý nhận tin nhắn",
    ),
    (
        {"C3": "y", "so_dien_thoai": "113"},
        "so_dien_thoai",
        "Ghi số điện thoại gồm 10 chữ số, ví dụ 0912 345 678",
    ),
    ({"choice": None}, "choice", "Bấm “Cam kết tất cả”, “Cam kết một phần” hoặc “Không cam kết”"),
    (
        {"choice": ["sign", "decline"]},
        "choice",
        "Bấm “Cam kết tất cả”, “Cam kết một phần” hoặc “Không cam kết”",
    ),
    ({"choice": "swear"}, "choice", "Chọn một trong các mục đã nêu"),
    ({"items": ["T01", "X99"]}, "items", "Phiếu vừa được cập nhật. Xem lại các điều đã đánh dấu rồi gửi lại"),
]


@pytest.mark.parametrize(("typed", "at", "message"), ONE_ERROR)
def test_a_message_says_what_to_do_and_where(typed: dict[str, object], at: str, message: str) -> None:
    form = pledge(typed)

    assert not form.validate()
    assert error_summary(form) == [(at, message)]


def test_without_agreement_the_paper_form_is_offered() -> None:
    form = pledge({"C1": None})

    assert not form.validate()
    [(at, message)] = error_summary(form)
    assert at == "C1"
    assert "bản giấy" in message
    assert "ở nhà" in message


def test_errors_are_told_in_the_order_of_the_page() -> None:
    form = pledge(
        {
            "C1": None,
            "members-0-name": "",
            "members-1-relation": "con",
            "nam_sinh": "abc",
            "items": None,
            "nguoi_dai_dien": None,
            "tong_so_nguoi": "x",
            "choice": None,
        }
    )

    assert not form.validate()
    assert [at for at, _ in error_summary(form)] == [
        "items",
        "nguoi_dai_dien",
        "nam_sinh",
        "tong_so_nguoi",
        "members-1-name",
        "C1",
        "choice",
    ]


def test_what_was_typed_wrongly_is_still_there() -> None:
    form = pledge({"nam_sinh": "mậu thân", "C1": None, "tong_so_nguoi": "4 người"})

    assert not form.validate()
    assert 'value="mậu thân"' in form["nam_sinh"]()
    assert 'value="4 người"' in form["tong_so_nguoi"]()
    assert [box.checked for box in form["items"]][:3] == [True, True, False]


def test_the_form_speaks_english_on_the_english_page() -> None:
    form = pledge({"nguoi_dai_dien": None, "items": None, "C1": None}, language="en")

    assert not form.validate()
    assert [at for at, _ in error_summary(form)] == ["items", "nguoi_dai_dien", "C1"]
    assert form["items"].errors == ["Tick at least one item that your family pledges"]
    assert form["nguoi_dai_dien"].errors == ["Enter the full name of the household's representative"]
    assert "you can sign the paper form and keep it at home." in form["C1"].errors[0]
    assert "Pledge without a stored name" in form["C1"].errors[0]
    assert form["items"].notes["T01"] == "Already required by law"
    assert form["nam_sinh"].description == "For example: 1968. Optional."


def test_an_address_is_asked_only_when_the_questionnaire_says_so() -> None:
    asked = household_questionnaire().to_mapping()
    asked["questions"][2]["asked"] = True
    form_class = pledge_form_class(household_questionnaire().from_mapping(asked), "vi")

    form = form_class(today=TODAY, data={"dia_chi": "Số 12, Tổ 3"})

    assert "dia_chi" not in pledge()
    assert 'value="Số 12, Tổ 3"' in form["dia_chi"]()


def test_a_form_is_built_once_for_a_questionnaire_and_language() -> None:
    vietnamese = pledge_form_class(household_questionnaire(), "vi")

    assert pledge_form_class(household_questionnaire(), "vi") is vietnamese
    assert pledge_form_class(household_questionnaire(), "en") is not vietnamese


def test_a_form_with_open_blanks_is_never_shown() -> None:
    with pytest.raises(PlaceholderMissing, match="ten_co_quan"):
        pledge_form_class(load_catalogue().questionnaire("HO-ATGT"), "vi")


def test_the_same_content_has_the_same_digest_however_it_was_typed() -> None:
    first = pledge({"items": ["T02", "T01"], "nguoi_dai_dien": "Nguyễn Văn Đức"})
    second = pledge(
        {"items": ["T01", "T02"], "nguoi_dai_dien": unicodedata.normalize("NFD", " Nguyễn  Văn Đức")}
    )
    third = pledge({"items": ["T01", "T02"], "nguoi_dai_dien": "Nguyễn Văn Dức"})

    digests = [form.answers().content_digest for form in (first, second, third) if form.validate()]

    assert digests[0] == digests[1] != digests[2]
    assert len(digests[0]) == 64


def test_the_canonical_text_of_answers_is_exact() -> None:
    answers = PledgeAnswers(items=("T01",), representative="Đặng Thị Ánh", consents=("C1",))

    assert answers.to_json() == (
        '{"address":"","birth_year":null,"consents":["C1"],"items":["T01"],"members":[],"people":null,'
        '"people_16":null,"phone":"","representative":"Đặng Thị Ánh"}'
    )
