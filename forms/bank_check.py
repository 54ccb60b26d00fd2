"""What a questionnaire from outside must leave as the item bank says it: items, what they rest on, their notices."""

from forms.catalogue_reader import ItemBank, load_catalogue
from forms.decoding import ShapeInvalid
from forms.parts import Item
from forms.questionnaire import Questionnaire

# An item keeps its words too: it is compared between units by its code.
_KEPT = ("group", "basis", "source", "text", "requires_notice")


def check_bank(questionnaire: Questionnaire) -> None:
    """Refuse an item of the bank that is shown as something else than it is, or without the notice of people's rights.

    :raises ShapeInvalid: naming the item or notice
    """
    bank = load_catalogue().bank
    known = {item.code: item for item in bank.items}
    for item in questionnaire.items:
        if item.code in known:
            _check_item(item, known[item.code])
        else:
            _check_local(item, bank)
    words = {notice.code: notice.text for notice in bank.notices}
    for notice in questionnaire.notices:
        if words.get(notice.code, notice.text) != notice.text:
            raise ShapeInvalid(f"notices.{notice.code}", "must read as in the bank")


def _check_item(item: Item, known: Item) -> None:
    if item.is_local:
        raise ShapeInvalid(f"items.{item.code}.is_local", "is the code of an item in the bank")
    for name in _KEPT:
        if getattr(item, name) != getattr(known, name):
            raise ShapeInvalid(f"items.{item.code}.{name}", "must be as in the bank")


def _check_local(item: Item, bank: ItemBank) -> None:
    if not item.is_local:
        raise ShapeInvalid(f"items.{item.code}.is_local", "must be true for an item that is not in the bank")
    if item.requires_notice != bank.notice_of(item.group):
        raise ShapeInvalid(f"items.{item.code}.requires_notice", "must be as in the bank")
