"""In which kinds of files lists come, each made here as programs make it."""

import io
import unicodedata
from pathlib import Path

import pytest
import xlwt

from pledges.foundation.workbook.refusals import WorkbookProtected
from pledges.register.reading.whole_list import read_list
from tests.foundation.workbook.making import ole, protected_xls
from tests.register.reading.lists import CONVERTING, HOUSEHOLDS, households


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "danh-sach.xlsx"


@pytest.mark.parametrize("content", [protected_xls(), ole("EncryptedPackage")], ids=[".xls", ".xlsx"])
def test_12_a_file_with_a_password_is_refused_kindly(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    with pytest.raises(WorkbookProtected):
        read_list(path, HOUSEHOLDS)


def test_12_an_xls_in_an_old_font_is_told_by_its_characters(path: Path) -> None:
    rows = [
        ("STT", "Hoï vaø teân", "Naêm sinh", "Ñòa chæ"),
        (1, "Nguyeãn Vaên Ñöùc", 1968, "Toå 1"),
        (2, "Traàn Thò Lan", 1970, "Toå 1"),
        (3, "Hoà Vî", 1971, "Toå 2"),
        (4, "Hoà", 1972, "Toå 2"),
    ]
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("Sheet1")
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            sheet.write(row, column, value)
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())

    found = households(read_list(path, CONVERTING))

    assert [(one.head_name, one.address) for one in found] == [
        ("Nguyễn Văn Đức", "Tổ 1"), ("Trần Thị Lan", "Tổ 1"), ("Hồ Vỵ", "Tổ 2"), ("Hồ", "Tổ 2")
    ]  # fmt: skip


def test_12_a_web_page_named_xls_is_read(path: Path) -> None:
    path.write_text(
        '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><meta charset="utf-8"><body>'
        "<table><tr><td colspan=5>DANH SÁCH HỘ DÂN KHU PHỐ 3</td></tr>"
        "<tr><td rowspan=2>STT</td><td rowspan=2>Họ và tên chủ hộ</td><td colspan=2>Năm sinh</td>"
        "<td rowspan=2>Địa chỉ</td></tr><tr><td>Nam</td><td>Nữ</td></tr>"
        "<tr><td>1</td><td>Lê An</td><td>1970</td><td></td><td rowspan=2>Tổ 1</td></tr>"
        "<tr><td>2</td><td>Ngô Thị&nbsp;Út</td><td></td><td>1972</td></tr></table></body></html>",
        encoding="utf-8",
    )

    found = households(read_list(path, HOUSEHOLDS))

    assert [(one.head_name, one.birth_year, one.address, one.group) for one in found] == [
        ("Lê An", 1970, "Tổ 1", "Khu phố 3"),
        ("Ngô Thị Út", 1972, "Tổ 1", "Khu phố 3"),
    ]


CSV = "STT;Họ và tên chủ hộ;Năm sinh;Địa chỉ\r\n1;Nguyễn Văn Đức;1968;Tổ 1\r\n2;Trần Thị Hoà;1955;Tổ 1\r\n"
TCVN3_CSV = (
    "STT;Hä vµ tªn chñ hé;N¨m sinh;§Þa chØ\r\n1;NguyÔn V¨n §øc;1968;Tæ 1\r\n2;TrÇn ThÞ Hoµ;1955;Tæ 1\r\n"
)


def windows_1258(text: str) -> bytes:
    """Write text as Windows does: tones stand behind their letters, all else is composed."""
    decomposed = unicodedata.normalize("NFD", text)
    for shaped in "ăâêôơưĂÂÊÔƠƯ":
        decomposed = decomposed.replace(unicodedata.normalize("NFD", shaped), shaped)
        for tone in "\u0300\u0309\u0303\u0301\u0323":
            decomposed = decomposed.replace(unicodedata.normalize("NFD", shaped + tone), shaped + tone)
    return decomposed.encode("cp1258")


@pytest.mark.parametrize(
    "content",
    [CSV.encode("utf-8"), CSV.encode("utf-16"), windows_1258(CSV), TCVN3_CSV.encode("latin-1")],
    ids=["UTF-8", "UTF-16", "Windows-1258", "TCVN3"],
)
def test_12_a_text_file_is_read_in_every_encoding_once_agreed(path: Path, content: bytes) -> None:
    path.write_bytes(content)

    found = households(read_list(path, CONVERTING))

    assert [(one.head_name, one.birth_year, one.address) for one in found] == [
        ("Nguyễn Văn Đức", 1968, "Tổ 1"),
        ("Trần Thị Hoà", 1955, "Tổ 1"),
    ]


@pytest.mark.parametrize(
    ("content", "encoding"),
    [(windows_1258(CSV), "Windows-1258"), (TCVN3_CSV.encode("latin-1"), "TCVN3")],
    ids=["Windows-1258", "TCVN3"],
)
def test_12_a_text_file_of_before_unicode_is_not_converted_unasked(
    path: Path, content: bytes, encoding: str
) -> None:
    path.write_bytes(content)

    reading = read_list(path, HOUSEHOLDS)

    assert reading.subjects == ()
    assert {shown.encoding for shown in reading.conversions} == {encoding}
    assert "Nguyễn Văn Đức" in [shown.after for shown in reading.conversions]
