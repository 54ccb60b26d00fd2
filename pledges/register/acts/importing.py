"""What can be done with a list: keep what was read, store it whole, throw it away."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from pledges.foundation.audit import Change, record
from pledges.foundation.keys import Keys
from pledges.foundation.moments import Occasion
from pledges.foundation.vietnamese.cleaning import clean
from pledges.register.acts.households import HouseholdSource, add_households, check_leaf
from pledges.register.rules import ImportEnded, NewHousehold, NothingToStore
from pledges.register.tables import RegisterImport


@dataclass(frozen=True)
class ReadList:
    """A list as it was read: for which unit, from which file, and what the preview shows (JSON-able)."""

    unit_id: int
    file_name: str
    file_sha256: str
    takes_phones: bool
    reading: dict[str, object]


def stage_import(session: Session, occasion: Occasion, read: ReadList) -> RegisterImport:
    """Keep what was read for the preview; nothing enters the register yet.

    :raises NotATerritoryLeaf: when the unit is no hamlet.
    """
    check_leaf(session, occasion, read.unit_id)
    staged = RegisterImport(
        unit_id=read.unit_id,
        file_name=clean(read.file_name),
        file_sha256=read.file_sha256,
        takes_phones=read.takes_phones,
        state="previewed",
        read_at=occasion.now,
        read_by=occasion.actor_id,
        reading=read.reading,
    )
    session.add(staged)
    session.flush()
    return staged


def store_import(
    session: Session,
    occasion: Occasion,
    keys: Keys,
    staged: RegisterImport,
    households: Sequence[NewHousehold],
) -> int:
    """Enter the previewed list whole and return how many households it brought.

    :raises ImportEnded: when it was stored or thrown away before (a second tap on the button).
    :raises NothingToStore: when no row can be entered.
    """
    if staged.state != "previewed":
        raise ImportEnded
    if not households:
        raise NothingToStore
    stored = add_households(session, occasion, staged.unit_id, HouseholdSource(keys, staged.id), households)
    _end(staged, occasion, "stored")
    change = Change(staged.unit_id, "register.store-import", f"import:{staged.id}", after=staged.file_sha256)
    record(session, occasion, change)
    return stored


def discard_import(session: Session, occasion: Occasion, staged: RegisterImport) -> None:
    """Throw the previewed list away; what was read is erased.

    :raises ImportEnded: when it was stored or thrown away before.
    """
    if staged.state != "previewed":
        raise ImportEnded
    _end(staged, occasion, "discarded")
    session.flush()


def _end(staged: RegisterImport, occasion: Occasion, state: str) -> None:
    staged.state = state
    staged.ended_at = occasion.now
    staged.reading = None
