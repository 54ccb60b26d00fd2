"""What the registers have hanging on units, for the changes of the tree: households, officials, offices, lists."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from pledges.foundation.locale import mark
from pledges.foundation.moments import Occasion
from pledges.register.acts.moving import move_subjects
from pledges.register.addresses import address_group, group_key
from pledges.register.queries.households import Units
from pledges.register.rules import FollowsRegister, MoveReason, SubjectKind
from pledges.register.subjects import SubjectsToMove
from pledges.register.tables import Counter, Household, ImportRow, Office, Official, RegisterImport
from pledges.units.rules import AddressGroup, Hanging, Transfer
from pledges.units.tables import Unit, UnitChange

# A preview names a few; the number tells the rest.
_MOST_NAMED = 8
# The addresses of a hamlet are told in groups; those of a commune would help nobody, and cost a second.
_MOST_GROUPED = 2_000


class RegisterHanging:
    """The registers' part of what hangs on units (``units.rules.HangsOnUnits`` and ``GroupsAddresses``)."""

    def __init__(self, follows: FollowsRegister) -> None:
        self._follows = follows

    def hanging(self, session: Session, unit_ids: Units) -> list[Hanging]:
        """Return households, officials, offices, counters and lists that hang on the units themselves."""
        households = _count(session, Household, unit_ids)
        groups = _groups_named(session, unit_ids) if households <= _MOST_GROUPED else ()
        return [
            Hanging(mark("Hộ gia đình"), households, groups),
            Hanging(mark("Cán bộ trong danh sách"), _count(session, Official, unit_ids)),
            _named(session, mark("Cơ quan, đơn vị đóng tại đây"), unit_ids, with_counters=False),
            _named(session, mark("Quầy tiếp dân"), unit_ids, with_counters=True),
            Hanging(mark("Danh sách đang nhập dở"), _open_lists(session, unit_ids)),
        ]

    def transfer(
        self, session: Session, occasion: Occasion, change_id: int, transfers: Sequence[Transfer]
    ) -> None:
        """Move the subjects to their new units and, to the heirs, offices and lists that are not stored yet."""
        on = session.execute(select(UnitChange.effective_on).where(UnitChange.id == change_id)).scalar_one()
        for transfer in transfers:
            for kind, day, ids in _movers(session, transfer, on):
                move = SubjectsToMove(kind, ids, transfer.new_id, day, MoveReason.UNIT_CHANGE, change_id)
                move_subjects(session, occasion, self._follows, move)
            if transfer.is_heir:
                _hand_over(session, transfer)

    def address_groups(self, session: Session, unit_id: int) -> list[AddressGroup]:
        """Return the groups of addresses of a unit's households, by words; those without an address come last."""
        words: dict[str, str] = {}
        numbers: dict[str, int] = defaultdict(int)
        listed = (Household.unit_id == unit_id, Household.ended_on.is_(None))
        for address in session.scalars(select(Household.address).where(*listed).order_by(Household.id)):
            key = group_key(address)
            words.setdefault(key, address_group(address))
            numbers[key] += 1
        return [
            AddressGroup(key, words[key], numbers[key])
            for key in sorted(words, key=lambda key: (not key, key))
        ]


def _count(session: Session, table: type[Household | Official], unit_ids: Units) -> int:
    listed = (table.unit_id.in_(unit_ids), table.ended_on.is_(None))
    return session.scalar(select(func.count()).select_from(table).where(*listed)) or 0


def _groups_named(session: Session, unit_ids: Units) -> tuple[str, ...]:
    """Return "Tổ 4: 12" for the largest groups of addresses."""
    numbers: dict[str, int] = defaultdict(int)
    words: dict[str, str] = {}
    listed = (Household.unit_id.in_(unit_ids), Household.ended_on.is_(None))
    for address in session.scalars(select(Household.address).where(*listed)):
        words.setdefault(group_key(address), address_group(address))
        numbers[group_key(address)] += 1
    largest = sorted((key for key in numbers if key), key=lambda key: (-numbers[key], key))[:_MOST_NAMED]
    return tuple(f"{words[key]}: {numbers[key]}" for key in largest)


def _named(session: Session, words: str, unit_ids: Units, *, with_counters: bool) -> Hanging:
    """Count offices that sit in the units or are one of them, or their counters, and name a few."""
    here = Office.seat_unit_id.in_(unit_ids) | Office.unit_id.in_(unit_ids)
    if with_counters:
        query = select(Counter.name).join(Office, Office.id == Counter.office_id).where(here)
        names = list(session.scalars(query.order_by(Counter.id)))
    else:
        query = select(Unit.name).join(Office, Office.unit_id == Unit.id).where(here)
        names = list(session.scalars(query.order_by(Office.id)))
    return Hanging(words, len(names), tuple(names[:_MOST_NAMED]))


def _open_lists(session: Session, unit_ids: Units) -> int:
    going_on = (RegisterImport.unit_id.in_(unit_ids), RegisterImport.ended_at.is_(None))
    return session.scalar(select(func.count()).select_from(RegisterImport).where(*going_on)) or 0


def _movers(session: Session, transfer: Transfer, on: date) -> list[tuple[SubjectKind, date, list[int]]]:
    """Return who goes by a transfer: kind, day and ids. Nobody goes before the day on which they came onto the list."""
    found: dict[tuple[SubjectKind, date], list[int]] = defaultdict(list)
    listed = select(Household.id, Household.address, Household.entered_on)
    listed = listed.where(Household.unit_id == transfer.old_id, Household.ended_on.is_(None))
    for one_id, address, entered_on in session.execute(listed.order_by(Household.number)):
        if transfer.addresses is None or group_key(address) in transfer.addresses:
            found[SubjectKind.HOUSEHOLD, max(on, entered_on or on)].append(one_id)
    if transfer.is_heir:
        officials = select(Official.id, Official.entered_on)
        officials = officials.where(Official.unit_id == transfer.old_id, Official.ended_on.is_(None))
        for one_id, entered_on in session.execute(officials.order_by(Official.number)):
            found[SubjectKind.OFFICIAL, max(on, entered_on or on)].append(one_id)
    return [(kind, day, ids) for (kind, day), ids in found.items()]


def _hand_over(session: Session, transfer: Transfer) -> None:
    """Give the heir the seats and counters of offices, and lists that somebody still works on."""
    seats = update(Office).where(Office.seat_unit_id == transfer.old_id)
    session.execute(seats.values(seat_unit_id=transfer.new_id))
    _hand_over_office(session, transfer)
    open_lists = (RegisterImport.unit_id == transfer.old_id, RegisterImport.ended_at.is_(None))
    ids = list(session.scalars(select(RegisterImport.id).where(*open_lists)))
    session.execute(update(RegisterImport).where(RegisterImport.id.in_(ids)).values(unit_id=transfer.new_id))
    rows = update(ImportRow).where(ImportRow.unit_id == transfer.old_id)
    still_open = select(RegisterImport.id).where(RegisterImport.ended_at.is_(None))
    session.execute(rows.where(ImportRow.import_id.in_(still_open)).values(unit_id=transfer.new_id))


def _hand_over_office(session: Session, transfer: Transfer) -> None:
    """An office whose place in the organisation ended is its heir's, or gives its counters to the heir's office."""
    offices = select(Office).where(Office.unit_id.in_((transfer.old_id, transfer.new_id)))
    found = {office.unit_id: office for office in session.scalars(offices)}
    gone, heir = found.get(transfer.old_id), found.get(transfer.new_id)
    if gone is None:
        return
    if heir is None:
        gone.unit_id = transfer.new_id
        session.flush()
        return
    last = session.scalar(select(func.max(Counter.number)).where(Counter.office_id == heir.id)) or 0
    moving = session.scalars(
        select(Counter).where(Counter.office_id == gone.id).order_by(Counter.number)
    ).all()
    for number, counter in enumerate(moving, start=last + 1):
        counter.office_id, counter.number = heir.id, number
    session.flush()
