"""Lists stand in the order of the Vietnamese alphabet, people by their given names."""

import sqlite3

import pytest

from pledges.foundation.vietnamese.sorting import name_sort_key, numbered_sort_key, sort_key


def test_letters_come_before_tones() -> None:
    words = ["Ánh", "An", "Ân", "Anh", "Ẩn"]

    assert sorted(words, key=sort_key) == ["An", "Anh", "Ánh", "Ân", "Ẩn"]


def test_given_names_of_a_list_stand_in_cldr_order() -> None:
    in_order = ["An", "Ẩn", "Brơi", "Dung", "Đức", "Ê", "Hoa", "Hòa", "Hóa", "Mỹ", "Út", "Ư", "Ưng", "Ước"]

    assert sorted(sorted(in_order), key=sort_key) == in_order


def test_tones_stand_in_the_order_of_the_dictionary() -> None:
    in_order = ["ma", "mà", "mả", "mã", "má", "mạ", "Mạ", "măng", "mâm"]

    assert sorted(sorted(in_order), key=sort_key) == in_order


def test_the_old_and_the_new_place_of_the_tone_are_one() -> None:
    assert sort_key("Thuỷ Hoà") == sort_key("Thủy Hòa")


def test_a_phrase_comes_before_its_continuation_and_spaces_before_letters() -> None:
    in_order = ["Ba", "Bà", "Ba Kê", "Bà Rịa", "Ba-na", "Ba1", "Bac", "Bắc", "Băng", "Bâng", "Ƀa", "Ca"]

    assert sorted(sorted(in_order), key=sort_key) == in_order


def test_marks_of_other_peoples_only_divide_equal_letters() -> None:
    assert sort_key("Ksor") < sort_key("Ksŏr") < sort_key("Ksos")
    assert sort_key("Êđê") < sort_key("Êñuôl") < sort_key("Êo")


def test_foreign_letters_and_stray_marks_have_a_place() -> None:
    assert sort_key("z") < sort_key("ø") < sort_key("Ж")
    assert sort_key("x") < sort_key("x\u0300") < sort_key("x\u0335")


def test_a_database_sorts_the_keys_as_plain_text() -> None:
    words = ["Ước", "Út", "Ưng", "đa", "da", "dạ", "e"]
    table = sqlite3.connect(":memory:")
    table.execute("CREATE TABLE word (word TEXT, key TEXT)")
    table.executemany("INSERT INTO word VALUES (?, ?)", [(word, sort_key(word)) for word in words])

    rows = table.execute("SELECT word FROM word ORDER BY key").fetchall()

    table.close()
    assert [row[0] for row in rows] == ["da", "dạ", "đa", "e", "Út", "Ưng", "Ước"]


def test_numbers_in_names_of_units_stand_by_size() -> None:
    units = ["Tổ 10", "Tổ 2", "Tổ 1", "Khu phố 11"]

    assert sorted(units, key=numbered_sort_key) == ["Khu phố 11", "Tổ 1", "Tổ 2", "Tổ 10"]


def test_people_stand_by_given_name_then_family_then_middle_name() -> None:
    people = [
        "Trần Văn Đức",
        "Nguyễn Văn Đức",
        "Đặng Thị Ánh",
        "Nguyễn Hữu Đức",
        "Lê Kim Anh",
        "K' Brơi",
        "Đức",
    ]

    in_order = sorted(people, key=name_sort_key)

    assert in_order == [
        "Lê Kim Anh",
        "Đặng Thị Ánh",
        "K' Brơi",
        "Đức",
        "Nguyễn Hữu Đức",
        "Nguyễn Văn Đức",
        "Trần Văn Đức",
    ]


@pytest.mark.parametrize("typed", ["K'Brơi", "K' Brơi", "K’Brơi", "K'BRƠI"])
def test_a_clan_prefix_counts_as_a_word(typed: str) -> None:
    assert name_sort_key("Lê Ẩn") < name_sort_key(typed) < name_sort_key("Ngô Dung")


def test_a_name_without_words_has_the_first_place() -> None:
    assert name_sort_key(" ") < name_sort_key("An")
