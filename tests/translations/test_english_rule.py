"""How Vietnamese is told on an English page."""

import pytest

from tests.translations.english import language_of, vietnamese_on


@pytest.mark.parametrize(
    ("page", "seen"),
    [
        ("<p>Xã Hàm Mẫu has 3 households</p>", []),
        ("<p>Xã Hàm Mẫu có 3 hộ</p>", ["Xã Hàm Mẫu có 3 hộ"]),
        ("<button>Mở</button>", ["Mở"]),
        ('<input aria-label="Số hộ">', ["Số hộ"]),
        ('<a lang="vi" title="Bản tiếng Việt">Tiếng <b>Việt</b></a><br>Open', []),
        ('<a lang="vi">Tiếng Việt<br></a><p>Trợ giúp</p>', ["Trợ giúp"]),
        ("<p>Tổng co\u0323\u0302ng</p>", ["Tổng co\u0323\u0302ng"]),
    ],
)
def test_vietnamese_is_seen_where_it_is_neither_a_name_nor_marked(page: str, seen: list[str]) -> None:
    assert vietnamese_on(page, ["Xã Hàm Mẫu"]) == seen


def test_the_declared_language_is_read() -> None:
    assert language_of('<!doctype html><html lang="vi"><p lang="en">Help</p></html>') == "vi"
