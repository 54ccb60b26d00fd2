"""From what an administrator chose and typed to a plan: the form of each kind of change, and what its answers mean."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from forms.unit_change import (
    NEW,
    MergeForm,
    MoveForm,
    Offer,
    RenameForm,
    SplitForm,
    UnitChangeForm,
    UpgradeForm,
    merge_form_class,
    split_form_class,
)
from pledges.foundation.locale import current_language, gettext, mark
from pledges.units.plans import ChangeKind, ChangePlan, Decision, Part, Take, bare_name, full_name
from pledges.units.queries.drafting import Changeable

_FEWEST_PARTS, _MOST_PARTS = 2, 6
_A_NEW_ONE = mark("Thành lập đơn vị mới")
_GOES_ON = mark("%(name)s (tiếp tục)")
_NO_ADDRESS = mark("Hộ chưa ghi địa chỉ")
_GROUP = mark("%(words)s (%(count)s hộ)")


@dataclass(frozen=True)
class Draft:
    """A form bound to a unit; ``divides`` has what goes to the parts of a split: the form's field and its words."""

    unit: Changeable
    kind: ChangeKind
    form: UnitChangeForm
    parts: int
    divides: Mapping[str, str]

    @property
    def decision(self) -> Decision:
        """The paper that the change rests on, from a valid form."""
        form: Any = self.form
        return Decision(form.decision_no.data, form.decided_on.data, form.effective_on.data)

    @property
    def plan(self) -> ChangePlan:
        """The plan, from a valid form."""
        return ChangePlan(self.kind, _PARTS[self.kind](self.unit, self.form))


def draft_of(unit: Changeable, kind: ChangeKind, typed: Any) -> Draft:
    """Return the draft of a change of a unit with what was typed so far (None: nothing, the form is fresh)."""
    parts = _parts_said(typed.get("parts", "") if typed else "")
    divides = _divides(unit) if kind is ChangeKind.SPLIT else {}
    form_class = _form_class(unit, kind, parts, divides)
    fresh = {"name": bare_name(unit.type, unit.name) if kind is ChangeKind.RENAME else "", "type": unit.type}
    if kind is ChangeKind.UPGRADE:
        fresh["name"] = bare_name(unit.type, unit.name)
    form = form_class(typed, language=current_language(), data={**fresh, "parts": str(parts)})
    _offer(unit, form)
    return Draft(unit, kind, form, parts, divides)


def child_field(child_id: int) -> str:
    """Return the name of the field that says where a unit below goes."""
    return f"child_{child_id}"


def group_field(key: str) -> str:
    """Return the name of the field that says where an address group goes: addresses do not belong in field names."""
    return f"group_{hashlib.sha256(key.encode()).hexdigest()[:16]}"


def _parts_said(said: str) -> int:
    """Return into how many parts a unit is divided; what no form of ours says is taken for the nearest number."""
    number = int(said) if said.isascii() and said.isdigit() and len(said) < 3 else _FEWEST_PARTS
    return min(max(number, _FEWEST_PARTS), _MOST_PARTS)


def _divides(unit: Changeable) -> dict[str, str]:
    below = {child_field(child_id): name for child_id, name in unit.below}
    groups = {
        group_field(one.key): gettext(_GROUP)
        % {"words": one.words or gettext(_NO_ADDRESS), "count": one.number}
        for one in unit.groups
    }
    return below | groups


def _form_class(
    unit: Changeable, kind: ChangeKind, parts: int, divides: Mapping[str, str]
) -> type[UnitChangeForm]:
    if kind is ChangeKind.MERGE:
        return merge_form_class([(str(one.id), one.name) for one in unit.beside])
    if kind is ChangeKind.SPLIT:
        return split_form_class(parts, _units(unit), unit.types, divides)
    return {ChangeKind.RENAME: RenameForm, ChangeKind.MOVE: MoveForm, ChangeKind.UPGRADE: UpgradeForm}[kind]


def _offer(unit: Changeable, form: UnitChangeForm) -> None:
    if isinstance(form, MergeForm):
        form.offer(_units(unit), unit.types)
    elif isinstance(form, UpgradeForm):
        form.offer(unit.types)
    elif isinstance(form, MoveForm):
        form.offer([(str(one_id), name) for one_id, name in unit.above])


def _units(unit: Changeable) -> Offer:
    words = gettext(_GOES_ON)
    going_on = [(str(one.id), words % {"name": one.name}) for one in unit.candidates]
    return [(NEW, gettext(_A_NEW_ONE)), *going_on]


def _renamed(unit: Changeable, form: Any) -> tuple[Part, ...]:
    return (unit.part(Take(unit.id), name=full_name(unit.type, form.name.data)),)


def _upgraded(unit: Changeable, form: Any) -> tuple[Part, ...]:
    type_ = form.type.data
    return (unit.part(Take(unit.id), type=type_, name=full_name(type_, form.name.data)),)


def _moved(unit: Changeable, form: Any) -> tuple[Part, ...]:
    return (unit.part(Take(unit.id), parent_id=int(form.parent_id.data)),)


def _merged(unit: Changeable, form: Any) -> tuple[Part, ...]:
    """Everything that is ticked, and this unit, becomes one: a new unit or one of them."""
    together = [unit.id, *(int(one) for one in form.beside.data)]
    if form.into.data != NEW:
        together = list(dict.fromkeys([*together, int(form.into.data)]))
    takes = tuple(Take(one_id) for one_id in together)
    return (_received(unit, form.into.data, form.type.data, form.name.data, takes),)


def _divided(unit: Changeable, form: Any) -> tuple[Part, ...]:
    """The first part is the heir, unless the unit itself goes on: then it is."""
    chosen = [form.part(place) for place in range(1, _parts_said(form.parts.data or "") + 1)]
    own = [place for place, fields in enumerate(chosen, start=1) if fields[0].data == str(unit.id)]
    heir = own[0] if own else 1
    return tuple(
        _received(
            unit, which.data, type_.data, name.data, (_taken(unit, form, place, is_heir=place == heir),)
        )
        for place, (which, type_, name) in enumerate(chosen, start=1)
    )


def _taken(unit: Changeable, form: SplitForm, place: int, *, is_heir: bool) -> Take:
    children = tuple(one_id for one_id, _ in unit.below if form.goes_to(child_field(one_id)) == place)
    keys = tuple(one.key for one in unit.groups if form.goes_to(group_field(one.key)) == place)
    # What the heir takes need not be named: it is all that nobody else does.
    return Take(unit.id, is_heir, children, () if is_heir else keys)


def _received(unit: Changeable, chosen: str, type_: str, name: str, takes: tuple[Take, ...]) -> Part:
    """Return the part that takes: a new unit beside this one, or one that goes on, perhaps under a new name."""
    if chosen == NEW:
        return Part(None, type_, full_name(type_, name), unit.parent_id, takes)
    kept = next(one for one in unit.candidates if one.id == int(chosen))
    return Part(kept.id, kept.type, full_name(kept.type, name) if name else kept.name, unit.parent_id, takes)


_PARTS: dict[ChangeKind, Callable[[Changeable, Any], tuple[Part, ...]]] = {
    ChangeKind.RENAME: _renamed,
    ChangeKind.UPGRADE: _upgraded,
    ChangeKind.MOVE: _moved,
    ChangeKind.MERGE: _merged,
    ChangeKind.SPLIT: _divided,
}
