"""What a unit is, and what hangs on it. Pure values, no database."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Protocol

from pledges.foundation.errors import DomainError
from pledges.foundation.locale import mark


class UnitKind(StrEnum):
    """Which of the two trees a unit belongs to."""

    TERRITORY = "territory"
    ORGANISATION = "organisation"


class UnitThereAlready(DomainError):
    """A unit of this name stands below the same parent."""

    status = 409
    title = mark("Đã có đơn vị cùng tên ở đây")
    advice = mark("Xin xem lại danh sách thôn, khu phố, hoặc ghi tên khác để không lẫn với đơn vị đã có.")


@dataclass(frozen=True)
class Transfer:
    """What goes from a unit to another on the day of a change: everything, or the subjects at some addresses.

    The heir takes all that cannot be divided: roles, campaigns, offices.
    """

    old_id: int
    new_id: int
    is_heir: bool
    addresses: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Hanging:
    """Something that hangs on units, for the preview of a change: its name (a message id), how many, a few of them."""

    words: str
    number: int
    names: tuple[str, ...] = ()


class HangsOnUnits(Protocol):
    """Port: what hangs on units in the rooms above: told before a change, and moved on its day."""

    def hanging(self, session: Any, unit_ids: Any, /) -> list[Hanging]:
        """Return what hangs on the units themselves (ids, or a query of ids), not on what is below them."""
        ...

    def transfer(self, session: Any, occasion: Any, change_id: int, transfers: Sequence[Transfer], /) -> None:
        """Move it, within the transaction of the change."""
        ...


@dataclass(frozen=True)
class AddressGroup:
    """Households of one unit at addresses that belong together, such as "Tổ 4": its key, its words, how many."""

    key: str
    words: str
    number: int


class GroupsAddresses(Protocol):
    """Port: by which addresses the households of a unit can be told apart when it is divided."""

    def address_groups(self, session: Any, unit_id: int, /) -> list[AddressGroup]:
        """Return the groups of the households that are on the list, by words."""
        ...


@dataclass(frozen=True)
class NewUnit:
    """A unit to be added below ``parent_id`` (None: a root). ``code`` belongs to ``code_scheme``, e.g. NSO-2025."""

    kind: UnitKind
    type: str
    name: str
    valid_from: date
    parent_id: int | None = None
    sort_no: int = 0
    code: str | None = None
    code_scheme: str | None = None


def is_valid_on(valid_from: date, valid_to: date | None, day: date) -> bool:
    """Tell whether a unit stands on the day; ``valid_to`` is the first day it no longer does."""
    return valid_from <= day and (valid_to is None or day < valid_to)
