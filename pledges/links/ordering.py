"""In which order a hamlet's papers lie in their packet: as names are called, as one walks, or by number. Pure."""

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Protocol, TypeVar

from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.sorting import numbered_sort_key

# "số 117/5B đường Trần Hưng Đạo", "117 Lê Lợi": the number of the house, then the street.
_HOUSE = re.compile(r"(?:số(?: nhà)?\.? )?(\d[\w/.-]*),? +(.+)", re.IGNORECASE)
_STREET_WORD = re.compile(r"(?:đường|phố|đ\.) *", re.IGNORECASE)
# After every letter and digit of a key.
_SORTS_LAST = "~"


class PaperOrder(StrEnum):
    """How the papers of a hamlet are ordered."""

    NAME = "name"
    STREET = "street"
    NUMBER = "number"


ORDERED_BY: Mapping[PaperOrder, str] = {
    PaperOrder.NAME: mark("Theo tên gọi người đại diện"),
    PaperOrder.STREET: mark("Theo đường, tổ rồi số nhà"),
    PaperOrder.NUMBER: mark("Theo số hộ"),
}
"""What each order is called on screen."""


class Listed(Protocol):
    """What an order needs to know of a household."""

    @property
    def number(self) -> int:
        """The household's number in its hamlet."""

    @property
    def sort_key(self) -> str:
        """The key that sorts heads by given name."""

    @property
    def address(self) -> str:
        """The address within the hamlet, as it was entered."""


_Household = TypeVar("_Household", bound=Listed)


def in_order(households: Iterable[_Household], order: PaperOrder) -> list[_Household]:
    """Return the households of a hamlet in an order; those with the same place in it by number."""
    if order == PaperOrder.NUMBER:
        return sorted(households, key=lambda one: one.number)
    if order == PaperOrder.STREET:
        return sorted(households, key=lambda one: (*street_key(one.address), one.number))
    return sorted(households, key=lambda one: (one.sort_key, one.number))


def street_key(address: str) -> tuple[str, str]:
    """Return the key by which addresses are walked: the street, then the house, numbers by their size.

    "số 9 Lê Lợi" stands before "số 10 Lê Lợi", and "Tổ 2" before "Tổ 10". A household without an address comes last.
    """
    if not address.strip():
        return (_SORTS_LAST, "")
    house = _HOUSE.fullmatch(address.strip())
    if house is None:
        return (numbered_sort_key(_bare(address.strip())), "")
    return (numbered_sort_key(_bare(house[2])), numbered_sort_key(house[1]))


def _bare(street: str) -> str:
    """Leave the word for street out: one writes it, another does not."""
    return _STREET_WORD.sub("", street.lower(), count=1) if _STREET_WORD.match(street) else street.lower()
