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


# Code: basis, place in the annex, for whom; a star: off until switched on. Written from the plan, not from the file.
_FACTS = """
T01 LAW III,-1 ho,cb   T02 LAW III,-1 ho,cb   T03 LAW III,-1 ho,cb   T04 LAW III,-1 ho,cb   T05 LAW III,-1 ho,cb
T06 LAW III,-1 ho,cb   T07 LAW III,-1 ho,cb   T08 LAW III,-1 ho,cb   T09 MIX III,-1 ho,cb   T10 MIX III,-1 ho,cb
T11 MIX III,-1 ho,cb   T12 LAW III,-3 ho,cb   T13 VOL III,end ho,cb  T14 LAW III,end ho
M01 LAW II,-4 ho,cb    M02 LAW II,-1 ho       M03 VOL II,-1 ho,cb    M04 LAW II,-1 ho       M05 VOL II,-1 ho
M06 VOL II,-2 cb       M07 MIX II,-2 cb       M08 VOL II,-2 cb       M09 VOL II,-3 ho*      M10 MIX II,-2 cq,cb
G01 LAW I,2+2-5 cb,cq  G02 LAW I,2 cb,cq      G03 MIX I,3 cb,cq      G04 LAW I,4-1 cb       G05 MIX I,4-1 cb
G06 MIX I,4-2 cq       G07 LAW I,2-1 cq       G08 LAW I,2-5 cq       G09 VOL I,2-3+4-3 cq,cb
G10 VOL I,4-3 cb       G11 MIX I,4-2 cq
A01 LAW IV,-1+-5 ho,cb*  A02 LAW IV,-3 ho,cb*  A03 MIX IV,-2 ho*  A04 VOL IV,-5 ho,cb*  A05 VOL IV,-4 ho*
A06 LAW IV,-2 cb
""".split()
FACTS = [tuple(_FACTS[at : at + 4]) for at in range(0, len(_FACTS), 4)]


def test_the_facts_name_each_item_of_the_bank_once_and_in_its_order() -> None:
    assert [code for code, *_ in FACTS] == [each.code for each in ITEMS]


@pytest.mark.parametrize(("code", "basis", "place", "audiences"), FACTS, ids=lambda fact: fact)
def test_each_item_has_its_basis_its_place_in_the_annex_and_its_audience(
    code: str, basis: str, place: str, audiences: str
) -> None:
    annex, _, parts = place.partition(",")
    said = item(code).source.removeprefix("Phụ lục ").replace("đoạn cuối", "end")

    assert item(code).basis == basis
    assert said.startswith(f"{annex}, ")
    assert [int(digit) for digit in said if digit.isdigit()] == [
        int(digit) for digit in parts if digit.isdigit()
    ]
    assert ("end" in said) == (parts == "end")
    assert item(code).audiences == tuple(audiences.strip("*").split(","))
    assert item(code).default_off == audiences.endswith("*")


def test_the_notice_stands_by_what_the_plan_names_and_is_whole() -> None:
    (notice,) = load_catalogue().bank.notices

    assert [each.code for each in ITEMS if each.requires_notice] == ["A01", "A02", "A03"]
    assert notice.text.vi == (
        "Nội dung này không hạn chế quyền kiến nghị, phản ánh, khiếu nại, tố cáo, quyền tự do ngôn luận, hội họp "
        "và các quyền khác của công dân theo Hiến pháp và pháp luật."
    )


@pytest.mark.parametrize(
    ("code", "vi"),
    [
        ("T02", "Không vượt đèn đỏ."),
        ("T07", "Không điều khiển phương tiện sau khi đã uống rượu, bia."),
        ("M03", "Hạn chế sử dụng túi ni lông."),
        ("M09", "Hạn chế rải, đốt vàng mã."),
        ("G02", "Giải quyết thủ tục hành chính đúng hẹn; hướng dẫn đầy đủ, rõ ràng."),
        ("A01", "Chấp hành pháp luật; không gây rối trật tự công cộng."),
    ],
)
def test_an_item_reads_as_agreed(code: str, vi: str) -> None:
    assert item(code).text.vi == vi
