"""The order of papers in a hamlet's packet: as names are called, as one walks, by number."""

from dataclasses import dataclass

from pledges.foundation.vietnamese.sorting import name_sort_key
from pledges.links.ordering import PaperOrder, in_order, street_key


@dataclass(frozen=True)
class Listed:
    number: int
    name: str
    address: str

    @property
    def sort_key(self) -> str:
        return name_sort_key(self.name)


HOUSEHOLDS = [
    Listed(3, "Trần Thị Ỡ", "Tổ 10"),
    Listed(1, "Võ Mẫn Huệ", "Tổ 2"),
    Listed(2, "Phạm Ẩn", "số 117 Trần Hưng Đạo"),
]


def test_names_come_as_they_are_called() -> None:
    assert [one.name for one in in_order(HOUSEHOLDS, PaperOrder.NAME)] == [
        "Phạm Ẩn",
        "Võ Mẫn Huệ",
        "Trần Thị Ỡ",
    ]


def test_numbers_come_as_they_count() -> None:
    assert [one.number for one in in_order(HOUSEHOLDS, PaperOrder.NUMBER)] == [1, 2, 3]


def test_streets_come_as_one_walks() -> None:
    walked = ["số nhà 2 phố Âu Cơ", "số 9, đường Lê Lợi", "số 10 Lê Lợi", "Tổ 2", "Tổ 10"]
    walked += ["117 Trần Hưng Đạo", "117/5B đường Trần Hưng Đạo", "117/12 Trần Hưng Đạo"]

    assert sorted(walked[4:] + walked[:4], key=street_key) == walked


def test_a_household_without_an_address_comes_last() -> None:
    assert sorted(["", "Ỷ Lan", "  "], key=street_key)[0] == "Ỷ Lan"


def test_two_at_one_address_come_by_number() -> None:
    same = [Listed(9, "Lê Ẩn", "Tổ 4"), Listed(4, "Lê Ý", "Tổ 4")]

    assert [one.number for one in in_order(same, PaperOrder.STREET)] == [4, 9]
