"""Which addresses belong together when a hamlet is divided: a neighbourhood group, an alley, a street. Pure."""

import re

from pledges.foundation.vietnamese.folding import fold

# "Tổ 4, thôn Phú Sơn", "Số 12, tổ 4": the group says best where a household belongs.
_GROUP = re.compile(r"\b(?:tổ(?: tự quản| liên gia| dân cư)?|nhóm|xóm|cụm|khu)\s+[^,;]+", re.IGNORECASE)
# "Số 12/34/56, hẻm Hai Bà Trưng" and "12A Trần Phú": the number of the house says nothing about the street.
_HOUSE_NUMBER = re.compile(r"^\s*(?:(?:số(?: nhà)?|sn)\s*[:.]?\s*)?\d+[\w/.\-]*\s*[,;]?\s*", re.IGNORECASE)


def address_group(address: str) -> str:
    """Return the words of the group that an address belongs to: "Số 12, tổ 4" is "tổ 4", "12 Trần Phú" is "Trần Phú".

    An address of nothing but a number, and an empty one, belong to the group "".
    """
    named = _GROUP.search(address)
    if named:
        return named[0].strip()
    return _HOUSE_NUMBER.sub("", address).strip(" ,;")


def group_key(address: str) -> str:
    """Return what is the same for all addresses of a group, whatever their marks and capitals."""
    return fold(address_group(address))
