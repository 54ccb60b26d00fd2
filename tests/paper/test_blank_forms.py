"""Blank forms: what is asked on a phone, on paper to be filled in by hand, with nothing ticked beforehand."""

from io import BytesIO

import pytest

from pledges.entry.blank_words import blank_form, loose_head
from pledges.paper.blank_forms import BlankForm, BlankSubject, loose_form, write_blank_forms
from pledges.paper.tagging import NothingToPrint
from tests.paper.checkers import faults_of
from tests.paper.commitment_samples import questionnaire
from tests.paper.measuring import margins_of, rules_on, type_of, words_on
from tests.paper.reading import codes_of, fonts_of, is_nfc, page_count, page_size_mm, pictures_in, text_of

pytestmark = pytest.mark.document

CAMPAIGN = "Đợt vận động “4 không” năm 2026"
PLACE = "Thôn Hiệp Hòa, Xã Tuy Phong, Tỉnh Lâm Đồng"
HOST = "HTTPS://CAMKET.TUYPHONG.GOV.VN"
CHOICES = ("Cam kết tất cả", "Cam kết một phần", "Không cam kết")


def subject(number: int, name: str = "N*** V*** Đức") -> BlankSubject:
    code = f"7KQ2M9XWP{number:04}"
    typed = f"{code[:4]}-{code[4:8]}-{code[8:]}"
    return BlankSubject(f"Hộ số {number}", name, PLACE, typed, f"{HOST}/S/{code}")


def form(code: str = "HO-ATGT", *, is_loose: bool = False) -> BlankForm:
    return blank_form(questionnaire(code), CAMPAIGN, 3, is_loose=is_loose)


def written(subjects: list[BlankSubject], code: str = "HO-ATGT") -> bytes:
    whole = BytesIO()
    write_blank_forms(form(code), subjects, whole)
    return whole.getvalue()


def loosely(code: str) -> bytes:
    head = loose_head(questionnaire(code), PLACE, f"{HOST}/C/4-KHONG-2026")
    return loose_form(form(code, is_loose=True), head).pdf


@pytest.fixture(scope="module")
def three() -> bytes:
    return written([subject(1), subject(2, "K***"), subject(117, "H*** N*** K*** B*** Khánh")])


@pytest.fixture(scope="module")
def loose() -> bytes:
    return loosely("HO-ATGT")


def test_a_form_is_one_sheet_of_two_sides(three: bytes) -> None:
    assert (page_count(three), page_size_mm(three)) == (6, (210, 297))


def test_every_code_is_read_and_stands_beside_what_is_typed(three: bytes) -> None:
    fronts = [codes_of(three, page) for page in (0, 2, 4)]

    assert fronts == [[f"{HOST}/S/7KQ2M9XWP{number:04}"] for number in (1, 2, 117)]
    assert [codes_of(three, page) for page in (1, 3, 5)] == [[], [], []]
    assert "Hộ số 117 H*** N*** K*** B*** Khánh" in text_of(three, 4)
    assert "7KQ2-M9XW-P0117" in text_of(three, 4)


def test_the_maker_is_told_where_each_code_stands_and_it_is_30_mm() -> None:
    pages, found = write_blank_forms(form(), [subject(1), subject(2)], BytesIO())

    assert pages == 4
    assert [(code.page, round(code.side / 72 * 25.4)) for code in found] == [(0, 30), (2, 30)]


def test_the_back_says_whose_it_is_should_sheets_come_apart(three: bytes) -> None:
    assert [
        text_of(three, page).count(f"Hộ số {n} · 7KQ2-M9XW-P{n:04}") for page, n in ((1, 1), (3, 2), (5, 117))
    ] == [
        1,
        1,
        1,
    ]


def test_it_asks_what_the_phone_asks_word_for_word(three: bytes) -> None:
    asked, text = questionnaire("HO-ATGT"), f"{text_of(three)} {text_of(three, 1)}"

    assert is_nfc(text)
    assert [item.code for item in asked.items if item.text.vi not in text] == []
    passages = ("voluntary", "duty_box", "pledge_box", "understanding_a", "understanding_b", "printed_term")
    assert [code for code in passages if asked.passage(code, "vi") not in text] == []
    assert [one.code for one in asked.consents if " ".join(one.label.vi.split()) not in text] == []
    assert " ".join(asked.passage("data_notice", "vi").split()) in text
    assert "Mẫu HO-ATGT, bản số 3" in text


def test_nothing_is_ticked_and_boxes_are_drawn_not_written(three: bytes) -> None:
    text = f"{text_of(three)} {text_of(three, 1)}"

    assert {"☐", "☑", "☒", "✓", "✔", "X "}.isdisjoint(text)
    assert fonts_of(three).keys() <= {"Tinos", "Tinos-Bold", "Tinos-Italic", "Tinos-Regular"}
    assert pictures_in(three) == 0


def test_not_to_pledge_is_as_large_as_to_pledge(three: bytes) -> None:
    words = [words_on(three, choice) for choice in CHOICES]
    sides = [rule for rule in rules_on(three) if rule.length > 170 and rule.top > words[0].top - 5]

    assert {each.type for each in words} == {type_of(three, CHOICES[0])}
    assert words[1].left - words[0].left == pytest.approx(words[2].left - words[1].left, abs=1)
    assert len(sides) == 2


def test_who_does_not_pledge_hands_nothing_in(three: bytes) -> None:
    assert (
        "Nếu chọn “Không cam kết”, xin giữ lại hoặc bỏ phiếu này: không phải ghi gì, không phải nộp."
        in text_of(three, 1)
    )
    assert "Cán bộ chỉ ghi là đã đến, không ghi gia đình chọn gì." in text_of(three, 1)


def test_five_members_have_a_line_each(three: bytes) -> None:
    text = text_of(three, 1)

    assert "Họ và tên thành viên từ đủ 16 tuổi" in text
    assert "1 2 3 4 5" in text


def test_its_type_is_large_enough_for_old_eyes(three: bytes) -> None:
    assert type_of(three, "Không vượt đèn đỏ.").size_pt >= 12.5
    assert type_of(three, "Tôi hiểu: điều nào ghi").size_pt >= 12.5
    assert min(margins_of(three, page).left for page in (0, 1)) >= 17.5


@pytest.mark.parametrize("code", ["HO-4K", "CB-ATGT", "CB-4K"])
def test_longer_forms_stay_on_one_sheet_in_type_that_can_be_read(code: str) -> None:
    pdf = loosely(code)

    assert page_count(pdf) == 2
    assert type_of(pdf, "Đi đúng làn đường, phần đường quy định.").size_pt >= 11
    assert margins_of(pdf, 1).bottom >= 10


def test_a_long_form_begins_each_household_on_a_sheet_of_its_own() -> None:
    pdf = written([subject(1), subject(2)], "HO-4K")

    assert page_count(pdf) == 4
    assert [len(codes_of(pdf, page)) for page in range(4)] == [1, 0, 1, 0]
    assert "“Không xả rác thải nhựa" in f"{text_of(pdf)} {text_of(pdf, 1)}"


@pytest.mark.parametrize("name", ["P***", "N*** " * 22 + "Thảo", "Nguyễn <b>Huệ</b> & con", "K'Brơi ĭŏŭčƀñ"])
def test_whatever_the_name_it_is_whole_and_the_code_is_read(name: str) -> None:
    pdf = written([subject(1, name)])

    assert " ".join(name.split()) in text_of(pdf)
    assert page_count(pdf) == 2
    assert codes_of(pdf) == [f"{HOST}/S/7KQ2M9XWP0001"]


def test_without_a_household_there_is_nothing_to_print() -> None:
    with pytest.raises(NothingToPrint):
        written([])


def test_a_loose_form_leads_to_the_public_page_and_leaves_the_number_to_be_written(loose: bytes) -> None:
    text = text_of(loose)

    assert codes_of(loose) == [f"{HOST}/C/4-KHONG-2026"]
    assert page_count(loose) == 2
    assert f"Hộ số Số nhà, tổ {PLACE}" in text
    assert "Cán bộ nhận phiếu: tìm hộ theo số hộ, tên để nhập." in text


def test_a_loose_form_is_made_to_pdf_ua_and_to_pdf_a(loose: bytes) -> None:
    assert faults_of(loose, archive=True) == []


def test_forms_with_codes_are_made_to_pdf_ua(three: bytes) -> None:
    assert faults_of(three) == []


def test_officials_have_a_form_too() -> None:
    pdf = loosely("CB-ATGT")

    text = f"{text_of(pdf)} {text_of(pdf, 1)}"
    assert "BẢN ĐĂNG KÝ" in text
    assert "NGƯỜI ĐĂNG KÝ" in text
    assert "Cán bộ Công chức Viên chức Người lao động" in text
    assert "STT" not in text


def test_the_same_households_give_the_same_bytes(three: bytes) -> None:
    again = written([subject(1), subject(2, "K***"), subject(117, "H*** N*** K*** B*** Khánh")])

    assert again == three
