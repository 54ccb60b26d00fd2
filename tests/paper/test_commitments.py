"""A signed commitment as paper: the exact words, who confirmed and how, in the measures of Decree 30/2020/NĐ-CP."""

import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pledges.paper.blocks import ValueUndefined
from pledges.paper.commitments import commitments
from pledges.responses.commitments import REFERENCE_ELSEWHERE, SignedCommitment, commitment_paper
from pledges.responses.rules import Channel, Place
from pledges.responses.signed_words import words_as_signed
from tests.paper.checkers import faults_of
from tests.paper.commitment_samples import SIGNED_AT, STROKES_PATH, WORK, member, signed
from tests.paper.measuring import Type, margins_of, page_number, rule_below, type_of, words_on
from tests.paper.reading import fonts_of, page_count, page_size_mm, pictures_in, spoken, text_of

pytestmark = pytest.mark.document

OFFICE = "Trung tâm Phục vụ hành chính công xã Tuy Phong"
SEAT = Place("", "Xã Tuy Phong", "Tỉnh Lâm Đồng")
FAMILY = (
    member("Trần Văn Ỡ", "chồng", "link"),
    member("K'Brơi", "con"),
    member("H'Hen Niê Êđê ƀĭčñŏŭ", "con dâu", "paper"),
    member("Y Moan Êñuôl", "con", "code"),
)


def printed(*pledges: SignedCommitment) -> bytes:
    return commitments([commitment_paper(each) for each in pledges]).pdf


def whole_text(pdf: bytes) -> str:
    return " ".join(text_of(pdf, page) for page in range(page_count(pdf)))


def official() -> SignedCommitment:
    told = {"ho_ten": "Lê Thị Lan", "chuc_vu_vi_tri": "Công chức Văn phòng", "doi_tuong": "cong_chuc"}
    return signed("CB-4K", signer_name="Lê Thị Lan", office=OFFICE, more=told, place=SEAT)


def office(works: int = 2) -> SignedCommitment:
    more = {"cong_trinh": [WORK] * works}
    registered = signed("CQ-4K", signer_name="Nguyễn Văn Đức", office=OFFICE, more=more, place=SEAT)
    return replace(registered, superior="Ủy ban nhân dân xã Tuy Phong")


@pytest.fixture(scope="module")
def household() -> SignedCommitment:
    return replace(signed("HO-ATGT"), members=FAMILY, drawing=STROKES_PATH)


@pytest.fixture(scope="module")
def households(household: SignedCommitment) -> bytes:
    return printed(household)


@pytest.fixture(scope="module")
def offices() -> bytes:
    return printed(office())


def test_every_word_that_was_signed_stands_there_in_its_order(
    household: SignedCommitment, households: bytes
) -> None:
    words = words_as_signed(household.questionnaire, household.pledge, household.reference)

    text = whole_text(households).replace(" 2 b) Không ký", " b) Không ký")

    assert " ".join(words.split()) in text
    assert unicodedata.is_normalized("NFC", text)


def test_an_officials_words_stand_there_too() -> None:
    pledge = official()
    words = words_as_signed(pledge.questionnaire, pledge.pledge, pledge.reference)

    text = whole_text(printed(pledge)).replace(" 2 III. ", " III. ")

    assert " ".join(words.split()) in text
    assert "(Dành cho cán bộ, công chức, viên chức, người lao động)" in text


def test_its_fonts_are_embedded_and_it_holds_no_picture(households: bytes) -> None:
    assert fonts_of(households) == {"Tinos": True, "Tinos-Bold": True, "Tinos-Italic": True}
    assert pictures_in(households) == 0
    assert len(households) < 60_000


def test_it_is_made_to_pdf_ua_and_to_pdf_a(households: bytes) -> None:
    assert faults_of(households, archive=True) == []
    assert faults_of(printed(official()), archive=True) == []


def test_it_keeps_the_margins_and_numbers_its_pages_from_the_second(households: bytes) -> None:
    margins, number = margins_of(households, 0), page_number(households, 1)

    assert page_size_mm(households) == (210, 297)
    assert 20 <= margins.top <= 25
    assert 30 <= margins.left <= 35
    assert 15 <= margins.right <= 20
    assert margins.bottom >= 20
    assert page_number(households, 0) is None
    assert number is not None
    assert (number.text, number.type.size_pt) == ("2", 13)


def test_a_citizens_paper_has_the_nation_above_and_neither_agency_nor_number(households: bytes) -> None:
    assert text_of(households).startswith(
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc BẢN CAM KẾT của hộ gia đình"
    )
    assert "Số:" not in whole_text(households)
    assert "ỦY BAN" not in whole_text(households)


def test_its_type_and_rules_are_the_decrees(households: bytes) -> None:
    motto = words_on(households, "Độc lập - Tự do - Hạnh phúc")

    rule = rule_below(households, "Độc lập - Tự do - Hạnh phúc")

    assert rule.length == pytest.approx(motto.right - motto.left, abs=0.5)
    assert type_of(households, "BẢN CAM KẾT") == Type("Tinos", 14, True, False, True)
    assert type_of(households, "2. Không vượt đèn đỏ.") == Type("Tinos", 13, False, False, True)
    assert words_on(households, "2. Không vượt đèn đỏ.").left == pytest.approx(41, abs=0.4)


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (SIGNED_AT, "Tuy Phong, ngày 05 tháng 02 năm 2026"),
        (datetime(2026, 10, 8, 18, 0, tzinfo=UTC), "Tuy Phong, ngày 09 tháng 10 năm 2026"),
    ],
)
def test_place_and_local_day_of_signing_are_written_with_the_decrees_zeros(
    at: datetime, written: str
) -> None:
    pdf = printed(signed("HO-ATGT", signed_at=at))

    assert type_of(pdf, written, 1) == Type("Tinos", 13, False, True, True)


def test_each_member_is_told_with_the_way_of_confirming_or_that_it_is_not_yet(households: bytes) -> None:
    text = whole_text(households)

    assert "1 Trần Văn Ỡ 1994 chồng Đã tự xác nhận bằng đường dẫn riêng, ngày 05/02/2026" in text
    assert "2 K'Brơi 1994 con Chưa tự xác nhận" in text
    assert "3 H'Hen Niê Êđê ƀĭčñŏŭ 1994 con dâu Đã ký trên bản giấy, ngày 05/02/2026" in text
    assert "4 Y Moan Êñuôl 1994 con Đã tự xác nhận bằng mã của hộ, ngày 05/02/2026" in text


def test_who_lives_alone_has_no_table_of_members() -> None:
    text = whole_text(printed(signed("HO-ATGT", alone=True, signer_name="Ẩn")))

    assert "STT" not in text
    assert "tôi tự nguyện cam kết" in text


def test_the_drawn_signature_is_the_persons_own_strokes_as_lines(households: bytes) -> None:
    text = text_of(households, 1)

    assert "Chữ ký vẽ trên máy lúc 19 giờ 32 phút ngày 05 tháng 02 năm 2026 Nguyễn Thị Mỹ Huệ" in text
    assert ("Figure", "Chữ ký do người ký vẽ trên máy") in spoken(households)


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        (Channel.SELF, "Đã ký trên máy lúc 19 giờ 32 phút ngày 05 tháng 02 năm 2026, không vẽ chữ ký"),
        (Channel.PAPER, "Đã ký trên bản giấy ngày 05/02/2026"),
        (Channel.ASSISTED, "Đã đồng ý ngày 05/02/2026, có cán bộ giúp nhập"),
    ],
)
def test_where_nothing_was_drawn_words_say_how_it_was_signed(channel: Channel, words: str) -> None:
    pdf = printed(signed("HO-ATGT", channel=channel))

    assert words in whole_text(pdf)
    assert "Figure" not in {kind for kind, _ in spoken(pdf)}


def test_a_corrected_one_says_that_it_is_the_newest() -> None:
    text = whole_text(printed(signed("HO-ATGT", corrected_at=datetime(2026, 3, 1, 1, 5, tzinfo=UTC))))

    assert (
        "Đã sửa lúc 08 giờ 05 phút ngày 01 tháng 3 năm 2026; đây là bản mới nhất, thay các bản trước." in text
    )


def test_two_copies_are_said_only_where_the_form_says_so(households: bytes) -> None:
    assert "(Lập thành 02 bản: hộ gia đình giữ 01 bản, thôn/khu phố giữ 01 bản.)" in whole_text(households)
    assert "Lập thành" not in whole_text(printed(official()))


def test_a_unit_says_its_own_closing_and_never_the_signed_words(household: SignedCommitment) -> None:
    blocks = {
        "below_title": "<p>Xã Tuy Phong <b>chung tay</b></p>",
        "closing": "<p>Nộp cho {{ thon_khu_pho }}.</p>",
    }

    text = whole_text(printed(replace(household, blocks=blocks)))

    assert "Xã Tuy Phong chung tay Người đại diện hộ:" in text
    assert "Nộp cho Thôn Hiệp Hòa." in text
    assert "Lập thành" not in text


def test_a_value_that_the_paper_has_not_got_refuses(household: SignedCommitment) -> None:
    with pytest.raises(ValueUndefined, match="so_cccd"):
        commitment_paper(replace(household, blocks={"closing": "{{ so_cccd }}"}))


def test_fourteen_long_names_are_whole_within_the_margins() -> None:
    names = [f"{'Nguyễn Hoàng Thùy Phương ' * 4}Khánh Ngọc Thảo {letter}" for letter in "ẠẢẤẦẨẪẬẮẰẲẴẶẸẺ"]
    crowd = [member(name, "con của người em họ bên ngoại đang ở cùng", "link") for name in names]
    address = "Số 12/34/56, hẻm Hai Bà Trưng nối dài, đối diện Trường Tiểu học Lý Thường Kiệt, tổ 12 " * 2

    pdf = printed(replace(signed("HO-ATGT", signer_name=names[0], address=address.strip()), members=crowd))

    text = whole_text(pdf)
    assert [name for name in names if name not in text] == []
    assert len(names[0]) >= 117
    assert [page for page in range(page_count(pdf)) if margins_of(pdf, page).right < 15.5] == []


def test_what_was_typed_is_text_and_neither_markup_nor_a_turn_of_the_line() -> None:
    hostile = "<b>Huệ</b> & con \u202eđảo\u202c \u05d0\u05d1"

    pdf = printed(replace(signed("HO-ATGT", signer_name=hostile), members=[member(hostile)]))

    assert whole_text(pdf).count("<b>Huệ</b> & con") >= 3
    assert margins_of(pdf, 1).right >= 15.5


def test_the_foot_is_never_alone_on_a_page() -> None:
    for_short = printed(signed("HO-ATGT", alone=True))

    assert "Thời hạn cam kết" in text_of(for_short, page_count(for_short) - 1)


def test_an_offices_paper_bears_its_head_and_room_for_number_and_seal(offices: bytes) -> None:
    text = text_of(offices)

    assert text.startswith("ỦY BAN NHÂN DÂN XÃ TUY PHONG TRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG XÃ TUY PHONG")
    assert "Số: ……/ĐK-……" in text
    assert "Tuy Phong, ngày 05 tháng 02 năm 2026" in text
    title = words_on(offices, "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", 1)
    assert words_on(offices, "Nguyễn Văn Đức", 1, nth=2).top - title.bottom >= 22
    assert "3. Trung tâm" in text_of(offices, 1)


def test_an_offices_works_stand_in_a_table_on_a_turned_sheet_with_every_answer(offices: bytes) -> None:
    last = page_count(offices) - 1
    text, number = text_of(offices, last), page_number(offices, last)

    assert text.startswith("BIỂU CÔNG TRÌNH, PHẦN VIỆC, GIẢI PHÁP (Kèm theo Bản đăng ký ngày 05 tháng 02")
    assert number is not None
    assert number.text == f"{last + 1}"
    assert margins_of(offices, last).left >= 30
    told = ("Giải pháp", "200 → 0 chai", "từ 01/03/2026", "đến 30/06/2026", "Đoàn Thanh niên xã")
    typed = ("ten", "mo_ta", "chi_tieu", "dia_diem", "nguoi_phu_trach", "nguon_luc", "minh_chung")
    for_every = [*told, *(str(WORK[name]) for name in typed)]
    assert [words for words in for_every if text.count(words) != 2] == []
    assert "Không xả rác thải nhựa" in text


def test_ten_works_repeat_the_headings_and_tear_no_row() -> None:
    pdf = printed(office(works=10))

    pages = [
        text_of(pdf, page) for page in range(page_count(pdf)) if "Minh chứng hoàn thành" in text_of(pdf, page)
    ]

    assert len(pages) >= 3
    assert sum(page.count("Bình nước dùng chung") for page in pages) == 10
    assert [page for page in pages if page.count("Bình nước") != page.count("Biên bản nghiệm thu")] == []


def test_a_paper_of_staff_tells_no_reference(household: SignedCommitment) -> None:
    text = whole_text(printed(replace(household, reference=REFERENCE_ELSEWHERE)))

    assert "bằng mã biên nhận (ghi ở biên nhận của người ký) tại camket.tuyphong.gov.vn" in text
    assert household.reference not in text


def test_several_in_one_file_count_their_own_pages(household: SignedCommitment) -> None:
    pdf = printed(household, official(), household)

    numbers = [page_number(pdf, page) for page in range(page_count(pdf))]

    assert [number and number.text for number in numbers] == [None, "2", None, "2", None, "2"]


def test_the_same_pledge_gives_the_same_bytes(household: SignedCommitment, households: bytes) -> None:
    assert printed(household) == households
