"""The paper of sign sheets: numbers and lines, one staff code a sheet, the words on its back, nobody's name."""

import pytest

from pledges.campaigns.tables import Campaign
from pledges.entry.pages.sheet_words import words_of
from pledges.entry.papers import sheet_paper
from pledges.entry.queries import entry_place
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.paper.sign_sheets import SignSheetText
from tests.entry.papers import version_id
from tests.paper.reading import (
    codes_of,
    fonts_of,
    glyphs_of,
    is_nfc,
    page_count,
    page_size_mm,
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
    def boxes(page: int) -> int:
        return sum(glyph.character == "☐" for glyph in glyphs_of(paper, page))

    # Three boxes a row, and one in each of the three headings.
    assert (boxes(0), boxes(2)) == (63, 24)


def test_fonts_are_embedded_and_a_screen_reader_hears_where_the_code_leads(paper: bytes) -> None:
    assert set(fonts_of(paper).values()) == {True}
    assert any(kind == "Figure" and words.endswith("/staff/sheets/12") for kind, words in spoken(paper))


def test_the_same_sheets_give_the_same_bytes(paper: bytes, words: SignSheetText) -> None:
    assert sheet_paper(TWO, URL, words).content == paper
