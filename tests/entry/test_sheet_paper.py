"""The paper of sign sheets: numbers and lines, one staff code a sheet, the words on its back, nobody's name."""

import pytest
from PIL import ImageChops

from pledges.campaigns.tables import Campaign
from pledges.entry.pages.sheet_words import words_of
from pledges.entry.papers import sheet_paper, sheet_pieces
from pledges.entry.queries import entry_place
from pledges.entry.refusals import SheetUnreadable
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.paper.geometry import MM
from pledges.paper.qr import QrTooLong
from pledges.paper.sign_sheets import SignSheetPage, SignSheetText, sign_sheets
from tests.entry.papers import version_id
from tests.paper.reading import (
    codes_of,
    crop_mm,
    fonts_of,
    is_nfc,
    page_count,
    page_size_mm,
    rastered,
    spoken,
    text_of,
)
from tests.worlds import LONG_NAME, Village

pytestmark = pytest.mark.document

URL = "https://camket.hammau.gov.vn"
TWO = ((12, "Đợt lập 1, tờ 1", 20), (13, "Đợt lập 1, tờ 2", 7))


@pytest.fixture
def words(house: House, now: Occasion, village: Village, campaign: Campaign) -> SignSheetText:
    with house.database.reading() as session:
        place = entry_place(session, [village.commune_id], now.today, campaign.id, village.hamlet_id)
        return words_of(session, version_id(house, campaign.id), place)


@pytest.fixture
def paper(words: SignSheetText) -> bytes:
    return sheet_paper(TWO, URL, words).content


def test_each_sheet_is_one_leaf_of_a4_landscape_with_one_staff_code(paper: bytes) -> None:
    assert (page_count(paper), page_size_mm(paper)) == (4, (297, 210))
    assert [codes_of(paper, page) for page in range(4)] == [
        [f"{URL}/staff/sheets/12"],
        [],
        [f"{URL}/staff/sheets/13"],
        [],
    ]


def test_no_household_stands_on_it(paper: bytes) -> None:
    text = " ".join(text_of(paper, page) for page in range(4))

    assert [name for name in (LONG_NAME, "K'Brơi", "Nguyễn Văn Đức", "Xóm Giữa") if name in text] == []


def test_the_front_says_where_what_and_that_it_is_voluntary(paper: bytes) -> None:
    text = text_of(paper)

    assert is_nfc(text)
    for words in (
        "Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng · Đợt lập 1, tờ 1",
        "Bản cam kết của hộ gia đình về chấp hành trật tự, an toàn giao thông đường bộ",
        "Ký là tự nguyện",
        "Toàn bộ 14 điều",
        "Không đánh dấu ô (1) thì tên không được lưu",
    ):
        assert words in text


def test_the_back_holds_every_item_and_the_notice_on_data(paper: bytes, words: SignSheetText) -> None:
    text = text_of(paper, 1)

    assert [item for item in words.items if item not in text] == []
    assert "Bên kiểm soát dữ liệu: Ủy ban nhân dân xã Hàm Mẫu" in text
    assert "{" not in text


def test_rows_that_belong_to_nobody_have_no_boxes(paper: bytes) -> None:
    """In a row without a box the middle of its column looks as the part beside it; the second sheet uses 7 rows."""
    page = rastered(paper, 2)

    def has_box(top: float, bottom: float) -> bool:
        beside, middle = (crop_mm(page, left, top, left + 4, bottom) for left in (98, 105))
        unlike = ImageChops.difference(beside, middle.resize(beside.size))
        return unlike.getextrema()[1] > 100

    assert has_box(44, 94)
    assert not has_box(96, 180)


def test_fonts_are_embedded_and_a_screen_reader_hears_where_the_code_leads(paper: bytes) -> None:
    assert set(fonts_of(paper).values()) == {True}
    assert any(kind == "Figure" and words.endswith("/staff/sheets/12") for kind, words in spoken(paper))


def test_the_same_sheets_give_the_same_bytes(paper: bytes, words: SignSheetText) -> None:
    assert sheet_paper(TWO, URL, words).content == paper


def test_the_staffs_code_is_large_enough(words: SignSheetText) -> None:
    made = sign_sheets([SignSheetPage("Đợt lập 1, tờ 1", f"{URL}/staff/sheets/12", 20)], words)

    assert [round(code.side / MM) for code in made.codes] == [27]


def test_each_sheet_is_a_piece_of_the_ledger() -> None:
    assert [(piece.subject_id, piece.words) for piece in sheet_pieces(TWO, 3)] == [
        (12, "Đợt lập 1, tờ 1"),
        (13, "Đợt lập 1, tờ 2"),
    ]


def test_a_code_that_cannot_be_read_is_not_handed_over(words: SignSheetText) -> None:
    """An address so long that its modules are finer than what a copier prints."""
    with pytest.raises((SheetUnreadable, QrTooLong)):
        sheet_paper(TWO, "https://" + "camket-tu-nguyen." * 12 + "vn", words)
