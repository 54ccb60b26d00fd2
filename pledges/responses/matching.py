"""Whether two writings are one person's name: what a member types beside what the representative wrote."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

from pledges.foundation.vietnamese.cleaning import clean
from pledges.foundation.vietnamese.folding import fold
from pledges.foundation.vietnamese.tones import old_style

_NOT_LETTERS = re.compile(r"[\W_]+")


class NamedPerson(Protocol):
    """Somebody who stands in a pledge by name."""

    @property
    def name(self) -> str: ...

    @property
    def birth_year(self) -> int | None: ...


_Person = TypeVar("_Person", bound=NamedPerson)


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two writings are one name: "Hoà" is "Hòa" and also "hoa", but "Hoà" is not "Hoa Thị".

    Marks decide only where both writings have any: who types without marks means the name as it stands.
    """
    if not fold(one) or fold(one) != fold(other):
        return False
    if clean(one).isascii() or clean(other).isascii():
        return True
    return _spelled(one) == _spelled(other)


def is_same_person(person: NamedPerson, name: str, birth_year: int | None) -> bool:
    """Tell whether somebody may be who is named: the years of birth may lack, but not contradict each other."""
    is_of_year = None in (birth_year, person.birth_year) or birth_year == person.birth_year
    return is_of_year and is_same_name(name, person.name)


def likeliest(people: Iterable[_Person], name: str, birth_year: int | None) -> Sequence[_Person]:
    """Return who may be meant: first those whose year of birth was given and fits."""
    found = [one for one in people if is_same_person(one, name, birth_year)]
    return sorted(found, key=lambda one: one.birth_year is None or one.birth_year != birth_year)


def _spelled(name: str) -> str:
    return _NOT_LETTERS.sub(" ", old_style(clean(name)).casefold()).strip()
