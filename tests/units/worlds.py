"""A commune of several hamlets for the tests of changes, and the plans that an administrator would make there."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from sqlalchemy import select

from pledges.foundation.access import Actor
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.register.tables import Household
from pledges.staff.acts import invite
from pledges.staff.queries import by_login_name
from pledges.staff.rules import Grant, Role, reaches
from pledges.units.acts.adding import add_unit
from pledges.units.acts.changing import carry_out, plan_change
from pledges.units.plans import ChangeKind, ChangePlan, Decision, Part, Take
from pledges.units.queries.changes import change_by_id
from pledges.units.rules import HangsOnUnits, NewUnit, UnitKind
from pledges.units.tables import Unit, UnitChange
from tests.worlds import SINCE, Village, build_village

TODAY = date(2026, 11, 23)
DECISION = Decision("166/NQ-HĐND", date(2026, 11, 2), TODAY)
NEW_YEAR = date(2027, 1, 1)
LATER = replace(DECISION, effective_on=NEW_YEAR)
# A day that has come whenever the tests run.
LONG_DUE = replace(DECISION, effective_on=date(2025, 10, 1))
ON_NEW_YEAR = Occasion(now=datetime(2027, 1, 1, 1, 0, tzinfo=UTC))


@dataclass(frozen=True)
class Administrator:
    """An administrator of some units, as the sign-in would give it."""

    unit_ids: frozenset[int]
    id: int = 1
    display_name: str = "Trần Thị Hòa"
    csrf_key: str = ""

    @property
    def reaches(self) -> dict[str, frozenset[int]]:
        return reaches([Grant(Role.ADMINISTRATOR, unit_id) for unit_id in self.unit_ids])


def of(*unit_ids: int) -> Actor:
    """An administrator of these units and all below them."""
    return Administrator(frozenset(unit_ids))


@dataclass(frozen=True)
class Commune:
    """The village of ``tests.worlds`` with two hamlets more; Phú Hòa has four households in two groups."""

    village: Village
    hamlet_id: int
    other_id: int
    third_id: int

    @property
    def id(self) -> int:
        return self.village.commune_id

    @property
    def administrator(self) -> Actor:
        return of(self.id)


def build_commune(house: House, occasion: Occasion) -> Commune:
    """Build the commune: Thôn Phú Sơn, Thôn Phú Hòa and the empty Thôn Phú Cường."""
    village = build_village(house, occasion)
    other_id = add(house, occasion, "thon", "Thôn Phú Hòa", village.commune_id)
    third_id = add(house, occasion, "thon", "Thôn Phú Cường", village.commune_id)
    with house.database.writing() as session:
        new = [
            NewHousehold("Phạm Thị Én", "Tổ 1"),
            NewHousehold("Lê Văn Út", "Số 7, tổ 1"),
            NewHousehold("Đỗ Thị Ơn", "Tổ 2"),
            NewHousehold("Võ Ái Như", "Tổ 2"),
        ]
        add_households(session, occasion, other_id, HouseholdSource(house.keys), new)
    return Commune(village, village.hamlet_id, other_id, third_id)


def add(house: House, occasion: Occasion, type_: str, name: str, parent_id: int | None) -> int:
    """Add a territory that stands since 1 July 2025; return its id."""
    with house.database.writing() as session:
        return add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, type_, name, SINCE, parent_id)).id


def merge(parent_id: int | None, name: str, *old_ids: int, type_: str = "thon") -> ChangePlan:
    """Several units become a new one."""
    takes = tuple(Take(old_id) for old_id in old_ids)
    return ChangePlan(ChangeKind.MERGE, (Part(None, type_, name, parent_id, takes),))


def split(
    parent_id: int, old_id: int, *parts: tuple[str, tuple[str, ...]], type_: str = "thon"
) -> ChangePlan:
    """A hamlet becomes several new ones: the name of each and its address groups; the first one is the heir."""
    made = tuple(
        Part(None, type_, name, parent_id, (Take(old_id, is_heir=not place, addresses=addresses),))
        for place, (name, addresses) in enumerate(parts)
    )
    return ChangePlan(ChangeKind.SPLIT, made)


def rename(house: House, unit_id: int, name: str) -> ChangePlan:
    """A unit gets another name."""
    with house.database.reading() as session:
        unit = session.get_one(Unit, unit_id)
    part = Part(unit_id, unit.type, name, unit.parent_id, (Take(unit_id),))
    return ChangePlan(ChangeKind.RENAME, (part,))


def move(house: House, unit_id: int, parent_id: int) -> ChangePlan:
    """A unit goes to another parent."""
    with house.database.reading() as session:
        unit = session.get_one(Unit, unit_id)
    part = Part(unit_id, unit.type, unit.name, parent_id, (Take(unit_id),))
    return ChangePlan(ChangeKind.MOVE, (part,))


def decided(
    house: House, occasion: Occasion, actor: Actor, plan: ChangePlan, decision: Decision = DECISION
) -> int:
    """Enter a change; return its id."""
    with house.database.writing() as session:
        return plan_change(session, occasion, actor, plan, decision).id


def done(
    house: House, occasion: Occasion, actor: Actor, plan: ChangePlan, decision: Decision = DECISION
) -> int:
    """Enter a change whose day has come and carry it out; return its id."""
    change_id = decided(house, occasion, actor, plan, decision)
    with house.database.writing() as session:
        assert carry_out(session, occasion, house.handed(HangsOnUnits), change_id)
    return change_id


def unit_named(house: House, name: str) -> Unit:
    """The unit of a name that stands today."""
    with house.database.reading() as session:
        return session.scalars(select(Unit).where(Unit.name == name, Unit.valid_to.is_(None))).one()


def unit(house: House, unit_id: int) -> Unit:
    with house.database.reading() as session:
        return session.get_one(Unit, unit_id)


def household_units(house: House) -> dict[str, int]:
    """Head of household → unit."""
    with house.database.reading() as session:
        return dict(session.execute(select(Household.head_name, Household.unit_id)).all())


def appoint(house: House, occasion: Occasion, name: str, role: Role, unit_id: int) -> int:
    """Give a person a role over a unit; return the account's id."""
    with house.database.writing() as session:
        invite(session, occasion, name, name, Grant(role, unit_id))
        staff = by_login_name(session, name)
        assert staff is not None
        return staff.id


def change(house: House, change_id: int) -> UnitChange:
    with house.database.reading() as session:
        return change_by_id(session, change_id)


def phu_loc(commune: Commune) -> ChangePlan:
    """The two first hamlets become one."""
    return merge(commune.id, "Thôn Phú Lộc", commune.hamlet_id, commune.other_id)
