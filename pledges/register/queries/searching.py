"""Finds households as people look for them: by some words of a name in any order, by number, by telephone."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from pledges.foundation.keys import Keys
from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.phones import parse_phones
from pledges.foundation.vietnamese.tones import new_style, old_style
from pledges.register.phones import PhoneBox
from pledges.register.queries.households import Units
from pledges.register.tables import Household, PhoneMark
from pledges.units.tables import Unit

MOST_FOUND = 200
"""Nobody reads more: then the search stops, so that a common name costs no more than a rare one."""
_LONGEST_TEXT = 100
_MOST_WORDS = 8
# A word of at most so many digits is a household's number, a longer one may be a telephone number.
_NUMBER_DIGITS = 6
_PHONE_DIGITS = 8

_table = Household.__table__
_COLUMNS = [
    _table.c[name] for name in ("id", "number", "head_name", "birth_year", "address", "unit_id", "ended_on")
]


@dataclass(frozen=True)
class FoundHousehold:
    """A household as the list of what was found shows it."""

    id: int
    number: int
    head_name: str
    birth_year: int | None
    address: str
    unit_id: int
    ended_on: date | None
    unit_name: str


@dataclass(frozen=True)
class Found:
    """What a search found, names spelled as they were typed first; ``has_more`` when it stopped early."""

    households: Sequence[FoundHousehold]
    has_more: bool

    @property
    def number(self) -> int:
        """How many were found."""
        return len(self.households)


def search_households(
    session: Session, units: Units, text: str, keys: Keys, *, with_ended: bool = False
) -> Found:
    """Return the households of the units that a text names; nothing where it names nothing.

    Each word must begin a word of the name ("hoa" finds Hòa and Hoàng, not Thoa), in any order and without
    diacritics; a short number is a household's number, a long one a telephone number, which must be whole.
    """
    # The sum keeps the engines from going through the register unit by unit, which costs three times as much as
    # reading it from one end to the other (100,440 households: 35 ms instead of 11).
    kept = [(_table.c.unit_id + 0).in_(units)]
    if not with_ended:
        kept.insert(0, _table.c.ended_on.is_(None))
    text = text[:_LONGEST_TEXT]
    conditions = _conditions(text, keys)
    if not conditions:
        return Found((), has_more=False)
    found: dict[int, FoundHousehold] = {}
    for spelled_so in _steps(text):
        if len(found) <= MOST_FOUND:
            rows = session.execute(_first([*conditions, *spelled_so, *kept]))
            found |= {row.id: FoundHousehold(*row) for row in rows if row.id not in found}
    return Found(tuple(found.values())[:MOST_FOUND], has_more=len(found) > MOST_FOUND)


def _first(conditions: list[ColumnElement[bool]]) -> Select[*tuple[Any, ...]]:
    query = select(*_COLUMNS, Unit.name).join(Unit, Unit.id == _table.c.unit_id)
    return query.where(*conditions).limit(MOST_FOUND + 1)


def _conditions(text: str, keys: Keys) -> list[ColumnElement[bool]]:
    digits = "".join(sign for sign in text if sign.isdigit())
    if len(digits) >= _PHONE_DIGITS and not any(sign.isalpha() for sign in text):
        marks = [PhoneBox(keys).mark(phone) for phone in parse_phones(text)]
        marked = select(PhoneMark.household_id).where(PhoneMark.mark.in_(marks))
        return [_table.c.id.in_(marked)]
    # Longer words are rarer: what does not hold them is passed over at once.
    words = sorted(set(fold(text).split()[:_MOST_WORDS]), key=lambda word: (-len(word), word))
    numbers = [word for word in words if _is_number(word)]
    names = [word for word in words if not _is_number(word)]
    held = [_table.c.folded_name.contains(word) for word in names]
    begun = [_begins_word(_table.c.folded_name, word) for word in names]
    return [*(_table.c.number == int(number) for number in numbers), *held, *begun]


def _is_number(word: str) -> bool:
    return word.isascii() and word.isdigit() and len(word) <= _NUMBER_DIGITS


def _begins_word(column: ColumnElement[str], word: str) -> ColumnElement[bool]:
    return or_(column.startswith(word, autoescape=True), column.contains(f" {word}", autoescape=True))


def _steps(text: str) -> list[list[ColumnElement[bool]]]:
    """Return what is asked for one after the other: names spelled as they were typed, then all others."""
    marked = [word for word in clean(text).split()[:_MOST_WORDS] if fold(word) != word.casefold()]
    spelled_so = [
        or_(*(_begins_word(_table.c.head_name, spelling) for spelling in sorted(_spellings(word))))
        for word in marked
    ]
    return [spelled_so, []] if spelled_so else [[]]


def _spellings(word: str) -> set[str]:
    """Return a word as names are written: with a capital, its tone in either of the two places."""
    capital = word[:1].upper() + word[1:].lower()
    return {word, capital, old_style(capital), new_style(capital)}
