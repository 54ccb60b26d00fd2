"""Questions of whoever prepares a change: what can be chosen for a unit, and what a plan would move."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, func, literal, select
from sqlalchemy.orm import Session

from pledges.staff.queries import people_with_roles
from pledges.staff.rules import PersonWithRole
from pledges.units.plans import ChangePlan, Part, Take
from pledges.units.queries.changes import names_of, siblings_of
from pledges.units.queries.tree import children_of, ids_within, is_below
from pledges.units.rules import AddressGroup, GroupsAddresses, Hanging, HangsOnUnits, UnitKind
from pledges.units.tables import Unit
from pledges.units.unit_types import unit_types

# More than this no select box can show; whoever manages so much narrows it down by managing from a lower unit.
_MOST_PARENTS = 600

Named = tuple[int, str]


@dataclass(frozen=True)
class Beside:
    """A unit of the same level below the same parent."""

    id: int
    type: str
    name: str


@dataclass(frozen=True)
class Changeable:
    """A unit with all that can be chosen for a change of it; ``types`` are those of its level, code and word."""

    id: int
    type: str
    name: str
    parent_id: int | None
    types: tuple[tuple[str, str], ...]
    beside: tuple[Beside, ...]
    below: tuple[Named, ...]
    above: tuple[Named, ...]
    groups: tuple[AddressGroup, ...]

    @property
    def candidates(self) -> tuple[Beside, ...]:
        """The unit itself and those beside it: any of them may go on."""
        return (Beside(self.id, self.type, self.name), *self.beside)

    def part(self, *takes: Take, **changed: object) -> Part:
        """Return the unit as a part of a plan, going on with what is changed of it."""
        told = {
            "unit_id": self.id,
            "type": self.type,
            "name": self.name,
            "parent_id": self.parent_id,
            **changed,
        }
        return Part(takes=takes, **told)  # type: ignore[arg-type]  # each has the type that it replaces


@dataclass(frozen=True)
class Giving:
    """One unit that gives: what becomes of it, what hangs on it and what on the units below, and who holds roles."""

    id: int
    name: str
    heir: str
    goes_on: bool
    own: tuple[Hanging, ...]
    units_below: int
    below: tuple[Hanging, ...]
    roles: tuple[PersonWithRole, ...]


@dataclass(frozen=True)
class Receiving:
    """One unit as it stands afterwards: from whom it takes, which units below and which addresses by name."""

    name: str
    is_new: bool
    takes_from: tuple[str, ...]
    children: tuple[str, ...]
    groups: tuple[AddressGroup, ...]


@dataclass(frozen=True)
class ChangePreview:
    """What a plan would move. ``twins`` are names that two units below the same one would then have."""

    giving: tuple[Giving, ...]
    receiving: tuple[Receiving, ...]
    twins: tuple[str, ...]


def changeable(
    session: Session, groups: GroupsAddresses, unit: Unit, managed: Select[int], on: date
) -> Changeable:
    """Return what can be chosen for a change of a unit, within what whoever asks manages (a query of ids)."""
    below = children_of(session, unit.id, on)
    level = _types_beside(unit.type)
    return Changeable(
        unit.id,
        unit.type,
        unit.name,
        unit.parent_id,
        tuple((code, _title(code)) for code in level),
        tuple(Beside(each.id, each.type, each.name) for each in siblings_of(session, unit, level, managed)),
        tuple((branch.id, branch.name) for branch in below),
        tuple(_possible_parents(session, unit, managed)),
        tuple(groups.address_groups(session, unit.id)) if not below else (),
    )


def preview_of(
    session: Session, hangs: HangsOnUnits, groups: GroupsAddresses, plan: ChangePlan
) -> ChangePreview:
    """Return what a plan would move, as things stand now."""
    names = names_of(session, plan.touched_ids)
    giving = tuple(_giving(session, hangs, plan, old_id, names) for old_id in plan.old_ids)
    receiving = tuple(_receiving(session, groups, plan, part, names) for part in plan.parts)
    return ChangePreview(giving, receiving, tuple(_twins(session, plan)))


def outcome_of(session: Session, groups: GroupsAddresses, plan: ChangePlan) -> ChangePreview:
    """Return only which units came of which, for a change that moves nothing any more.

    **why** not all of the preview: what hangs on each of 120 merged communes took 1.8 s to count, and none of it is
    shown.
    """
    names = names_of(session, plan.touched_ids)
    return ChangePreview((), tuple(_receiving(session, groups, plan, part, names) for part in plan.parts), ())


def _giving(
    session: Session, hangs: HangsOnUnits, plan: ChangePlan, old_id: int, names: dict[int, str]
) -> Giving:
    within = select(Unit.id).where(Unit.id.in_(ids_within([old_id])), Unit.id != old_id)
    standing = within.where(Unit.valid_to.is_(None)).subquery()
    number = session.scalar(select(func.count()).select_from(standing)) or 0
    return Giving(
        old_id,
        names[old_id],
        plan.part_of_heir(old_id).name,
        old_id in plan.kept_ids,
        tuple(hangs.hanging(session, [old_id])),
        number,
        tuple(hangs.hanging(session, within)) if number else (),
        tuple(people_with_roles(session, lambda unit_id: unit_id == old_id)[0]),
    )


def _receiving(
    session: Session, groups: GroupsAddresses, plan: ChangePlan, part: Part, names: dict[int, str]
) -> Receiving:
    taken: list[AddressGroup] = []
    for take in part.takes:
        taken += [
            one
            for one in _groups_of(session, groups, plan, take)
            if take.is_heir or one.key in take.addresses
        ]
    sources = tuple(names[take.old_id] for take in part.takes if take.old_id != part.unit_id)
    children = tuple(names[child] for take in part.takes for child in take.children)
    return Receiving(part.name, part.unit_id is None, sources, children, tuple(taken))


def _groups_of(session: Session, groups: GroupsAddresses, plan: ChangePlan, take: Take) -> list[AddressGroup]:
    """Return the groups that nobody else takes; told only where households are divided."""
    others = {key for _, other in plan.takes() if other.old_id == take.old_id for key in other.addresses}
    if not others:
        return []
    found = groups.address_groups(session, take.old_id)
    return [one for one in found if not take.is_heir or one.key not in others]


def _twins(session: Session, plan: ChangePlan) -> list[str]:
    """Return names that would stand twice below one unit; the law allows it for a while, people mix them up."""
    twins: set[str] = set()
    for part in plan.parts:
        parents = {take.old_id for take in part.takes if take.is_heir} | {part.unit_id}
        query = select(func.min(Unit.name)).where(
            Unit.parent_id.in_(parents - {None}), Unit.valid_to.is_(None)
        )
        query = query.where(Unit.id.not_in(plan.old_ids)).group_by(Unit.type, Unit.folded_name)
        twins.update(session.scalars(query.having(func.count() > 1)))
    return sorted(twins)


def _possible_parents(session: Session, unit: Unit, managed: Select[int]) -> list[Named]:
    """Return the units in reach of the level of the unit's parent, besides that parent, by name."""
    if unit.parent_id is None:
        return []
    parent = session.get_one(Unit, unit.parent_id)
    query = select(Unit.id, Unit.name).where(
        Unit.id.in_(managed),
        Unit.type.in_(_types_beside(parent.type)),
        Unit.kind == unit.kind,
        Unit.valid_to.is_(None),
        Unit.id != unit.parent_id,
        ~is_below(Unit.path, literal(unit.path)),
    )
    rows = session.execute(query.order_by(Unit.folded_name, Unit.id).limit(_MOST_PARENTS))
    return [(row.id, row.name) for row in rows]


def _types_beside(type_: str) -> Collection[str]:
    """Return the types of the same level in the same tree."""
    known = unit_types()
    if type_ not in known:
        return [type_]
    own = known[type_]
    return [one.code for one in known.values() if one.level is own.level and one.kind == UnitKind(own.kind)]


def _title(code: str) -> str:
    known = unit_types().get(code)
    return known.title if known else code
