"""Questions of a page on which a unit is chosen: the whole of a small tree, one level or a search of a large one."""

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session, aliased

from pledges.foundation.vietnamese.folding import fold_unit_name
from pledges.staff.rules import UnitAsked, UnitOffer
from pledges.units.queries.tree import choices_below, ids_of, is_below, is_in, valid_on, with_children
from pledges.units.tables import Unit, UnitCode

# A list of choices longer than this is no help to anybody, and costs more than the rest of the page.
WHOLE_TREE = 300
_MOST_FOUND = 30
_SEARCH_WORDS = 6
_INDENT = "\u2003"


class TreeChoices:
    """Offers units to choose from; its cost grows with what is shown, not with the tree."""

    def offer(self, session: Session, roots: Collection[int], on: date, asked: UnitAsked, /) -> UnitOffer:
        """Return what is offered to somebody who reaches these roots."""
        if is_small(session, roots, on):
            return UnitOffer(tuple(choices_below(session, roots, on)))
        tops = _standing(session, roots, on)
        at = _asked_unit(session, roots, on, asked.at) or (tops[0] if len(tops) == 1 else None)
        above = _way_down(session, roots, at) if at else []
        below = _children(session, at, on) if at else tops
        found = _found(session, roots, on, asked.text) if asked.text.strip() else []
        chosen = _asked_unit(session, roots, on, asked.chosen)
        offered = dict(found)
        offered |= {at.id: at.name} if at and not found else {}
        offered |= {} if found else {unit.id: (_INDENT if at else "") + unit.name for unit in below}
        offered |= {chosen.id: chosen.name} if chosen and chosen.id not in offered else {}
        opening = with_children(session, [unit.id for unit in below], on)
        return UnitOffer(
            tuple(offered.items()),
            is_whole=False,
            text=asked.text,
            found_nothing=bool(asked.text.strip()) and not found,
            above=tuple((unit.id, unit.name) for unit in above),
            below=tuple((unit.id, unit.name) for unit in below if unit.id in opening),
        )

    def within(self, roots: Collection[int], unit_id: Any, /) -> ColumnElement[bool]:
        """Return the condition that a column names a unit that the roots reach."""
        return is_in(unit_id, roots)

    def names(self, session: Session, unit_ids: Collection[int], /) -> dict[int, str]:
        """Return the names of those of the units that there are."""
        query = select(Unit.id, Unit.name).where(Unit.id.in_(unit_ids))
        return dict(session.execute(query).all())


def is_small(session: Session, roots: Collection[int], on: date) -> bool:
    """Tell whether so few units stand within the roots that a page may list them all."""
    few = (
        _within(roots).with_only_columns(Unit.id).where(*valid_on(Unit, on)).limit(WHOLE_TREE + 1).subquery()
    )
    return (session.scalar(select(func.count()).select_from(few)) or 0) <= WHOLE_TREE


def _within(roots: Collection[int]) -> Select[Unit]:
    root = aliased(Unit)
    return select(Unit).join(root, is_below(Unit.path, root.path)).where(root.id.in_(roots))


def _standing(session: Session, ids: Collection[int], on: date) -> list[Unit]:
    query = select(Unit).where(Unit.id.in_(ids), *valid_on(Unit, on))
    return list(session.scalars(query.order_by(Unit.sort_no, Unit.id)))


def _asked_unit(session: Session, roots: Collection[int], on: date, unit_id: int | None) -> Unit | None:
    """Return the unit asked for if it stands and is in reach; anything else is as if nothing was asked."""
    if unit_id is None:
        return None
    return session.scalar(_within(roots).where(Unit.id == unit_id, *valid_on(Unit, on)).limit(1))


def _way_down(session: Session, roots: Collection[int], unit: Unit) -> list[Unit]:
    """Return the units from the root that is in reach down to the unit."""
    line = ids_of(unit.path)
    first = next(place for place, step in enumerate(line) if step in roots)
    query = select(Unit).where(Unit.id.in_(line[first:])).order_by(func.length(Unit.path))
    return list(session.scalars(query))


def _children(session: Session, unit: Unit, on: date) -> list[Unit]:
    query = select(Unit).where(Unit.parent_id == unit.id, *valid_on(Unit, on))
    return list(session.scalars(query.order_by(Unit.sort_no, Unit.id)))


def _found(session: Session, roots: Collection[int], on: date, text: str) -> list[tuple[int, str]]:
    """Return (id, name with that of the unit above) of units with this code, and by every word of their name."""
    words = fold_unit_name(text).split()[:_SEARCH_WORDS]
    # Alone, not as another condition: by its index the code costs nothing, in an OR it is asked of every unit.
    coded = select(UnitCode.unit_id).where(UnitCode.code == text.strip())
    found = _named(session, roots, on, [Unit.id.in_(coded)], Unit.path)
    if words:
        named = [Unit.folded_name.contains(word, autoescape=True) for word in words]
        is_other = case((Unit.folded_name == " ".join(words), 0), else_=1)
        found |= _named(session, roots, on, named, is_other)
    return list(found.items())[:_MOST_FOUND]


def _named(
    session: Session, roots: Collection[int], on: date, matching: list[ColumnElement[bool]], order: Any
) -> dict[int, str]:
    above = aliased(Unit)
    query = select(Unit.id, Unit.name, above.name).outerjoin(above, above.id == Unit.parent_id)
    query = query.where(*matching, *valid_on(Unit, on), is_in(Unit.id, roots))
    rows = session.execute(
        query.order_by(order, func.length(Unit.path), Unit.sort_no, Unit.id).limit(_MOST_FOUND)
    )
    return {unit_id: f"{name}, {place}" if place else name for unit_id, name, place in rows}
