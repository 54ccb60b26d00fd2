"""What must agree between the items and the wording of a questionnaire; every contradiction names its key."""

import re
from collections.abc import Collection, Iterable

from forms.decoding import ShapeInvalid
from forms.parts import Basis, Group, Item, Notice, Passage
from forms.passages import required_passages
from forms.question_consistency import codes, distinct, matches

_ITEM_CODE = re.compile(r"[A-Za-z0-9_]+")


def check_items(
    items: Collection[Item], groups: Iterable[Group], bases: Iterable[Basis], notices: Iterable[Notice]
) -> None:
    """Refuse items that name a group, basis or notice that the questionnaire does not have.

    :raises ShapeInvalid: naming the item
    """
    distinct("items", items)
    known = {"group": codes(groups), "basis": codes(bases), "requires_notice": codes(notices) | {None}}
    for item in items:
        matches(_ITEM_CODE, f"items.{item.code}", item.code)
        for name, allowed in known.items():
            if getattr(item, name) not in allowed:
                raise ShapeInvalid(f"items.{item.code}.{name}", f"there is no {getattr(item, name)}")


def check_passages(kind: str, subject: str, passages: Collection[Passage]) -> None:
    """Refuse a questionnaire that lacks wording its pages and papers need.

    :raises ShapeInvalid: naming the first passage that is missing
    """
    distinct("passages", passages)
    for code in required_passages(kind, subject):
        if code not in codes(passages):
            raise ShapeInvalid(f"passages.{code}", "is missing")
