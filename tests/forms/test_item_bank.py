"""The item bank is whole, in both languages, and says of each item what it rests on."""

import unicodedata
from collections import Counter

import pytest

from forms.catalogue_reader import load_catalogue
from forms.parts import Item

ITEMS = load_catalogue().bank.items


def item(code: str) -> Item:
    return {each.code: each for each in ITEMS}[code]


def test_the_bank_holds_every_item_of_the_plan() -> None:
    counted = Counter(each.group for each in ITEMS)

    assert counted == {"T": 14, "M": 10, "G": 11, "A": 6}
    assert load_catalogue().bank.code == "4K-2026"


@pytest.mark.parametrize("each", ITEMS, ids=lambda each: each.code)
def test_an_item_is_written_in_both_languages(each: Item) -> None:
    assert each.text.vi != each.text.en
    assert each.text.vi.endswith(".")
    assert each.text.en.endswith(".")
    assert unicodedata.is_normalized("NFC", each.text.vi)


@pytest.mark.parametrize("each", ITEMS, ids=lambda each: each.code)
def test_an_item_names_its_place_in_the_plan_but_no_law(each: Item) -> None:
    roman = {"G": "I", "M": "II", "T": "III", "A": "IV"}[each.group]

    assert each.source.startswith(f"Phụ lục {roman}, ")
    assert "Luật" not in each.text.vi


@pytest.mark.parametrize(
    ("code", "basis"),
    [
        ("T04", "LAW"),
        ("T09", "MIX"),
        ("T13", "VOL"),
        ("M02", "LAW"),
        ("M03", "VOL"),
        ("G03", "MIX"),
        ("A06", "LAW"),
    ],
)
def test_an_item_says_whether_it_is_law_or_free(code: str, basis: str) -> None:
    assert item(code).basis == basis


def test_what_touches_opinions_is_off_for_households_until_switched_on() -> None:
    for_households = [each for each in ITEMS if each.group == "A" and "ho" in each.audiences]

    assert [each.code for each in for_households] == ["A01", "A02", "A03", "A04", "A05"]
    assert all(each.default_off for each in for_households)


@pytest.mark.parametrize("code", ["A01", "A02", "A03"])
def test_public_order_stands_beside_the_rights_it_does_not_limit(code: str) -> None:
    notices = {notice.code: notice.text for notice in load_catalogue().bank.notices}

    assert item(code).requires_notice == "A-NOTE"
    assert "không hạn chế quyền kiến nghị, phản ánh, khiếu nại, tố cáo" in notices["A-NOTE"].vi
    assert "does not limit the right to petition" in notices["A-NOTE"].en


def test_the_only_duty_of_officials_in_group_a_is_to_listen() -> None:
    assert item("A06").audiences == ("cb",)
    assert item("A06").text.vi.startswith("Lắng nghe")


def test_the_slogans_are_those_of_the_annex() -> None:
    groups = {group.code: group.text.vi for group in load_catalogue().bank.groups}

    assert groups == {
        "G": "Không gây phiền hà cho nhân dân và doanh nghiệp",
        "M": "Không xả rác thải nhựa và rác thải sinh hoạt bừa bãi",
        "T": "Không vi phạm Luật Giao thông đường bộ",
        "A": "Không tụ tập gây rối, ảnh hưởng an ninh chính trị, trật tự, an toàn xã hội",
    }
