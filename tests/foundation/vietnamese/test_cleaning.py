"""What is stored is NFC, with the real Đ and nothing invisible."""

import unicodedata

import pytest

from pledges.foundation.vietnamese.cleaning import clean, clean_lines


def test_decomposed_text_becomes_composed() -> None:
    typed_on_an_old_phone = unicodedata.normalize("NFD", "Nguyễn Thị Ngọc Ánh")

    assert clean(typed_on_an_old_phone) == "Nguyễn Thị Ngọc Ánh"


@pytest.mark.parametrize("wrongly_ordered", ["Nguye\u0303\u0302n", "Nguyẽ\u0302n", "Nguye\u0302\u0303n"])
def test_marks_in_the_wrong_order_are_repaired(wrongly_ordered: str) -> None:
    assert clean(wrongly_ordered) == "Nguyễn"


def test_a_dot_below_before_the_horn_is_repaired() -> None:
    assert clean("Phu\u0323\u031bng") == "Phựng"


def test_the_icelandic_eth_becomes_the_vietnamese_d() -> None:
    assert clean("\u00d0ặng \u00d0ức \u00f0") == "Đặng Đức đ"


@pytest.mark.parametrize(
    "invisible",
    [
        *("\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u202e", "\u2066", "\x07", "\ud800", "\uffff"),
        # Letters and a sign of other scripts that are drawn as nothing.
        *("\u115f", "\u1160", "\u3164", "\uffa0", "\u2800"),
    ],
)
def test_what_cannot_be_seen_is_dropped(invisible: str) -> None:
    assert clean(f"Trần{invisible} Thị Hòa") == "Trần Thị Hòa"


@pytest.mark.parametrize("marks", ["\u0301", "\u0301\u0323", "\u0301\u0323\u0302", "\u0f73"])
def test_a_heap_of_marks_is_cut_before_it_takes_minutes(marks: str) -> None:
    heaped = clean("Nguyễ" + marks * 1_000 + "n Văn Đức")

    assert len(heaped) < 80
    assert heaped.startswith("Nguy")
    assert heaped.endswith("n Văn Đức")


def test_every_run_of_white_space_is_one_space() -> None:
    assert clean("  Nguyễn\u00a0Văn \t\n  Đức\u3000") == "Nguyễn Văn Đức"


@pytest.mark.parametrize("name", ["K'Brơi", "K’Brơi", "H'Hen Niê", "Y Moan Êñuôl", "Lan-Anh", "Ksŏr", ""])
def test_names_of_all_peoples_stay_as_they_are(name: str) -> None:
    assert clean(name) == name


def test_lines_of_a_longer_text_are_kept() -> None:
    assert (
        clean_lines("\n Kính gửi  ông\r\n\r\nĐường\u00a0hỏng\u2028Hết\n") == "Kính gửi ông\n\nĐường hỏng\nHết"
    )
