"""Which changes of units make no sense, and what is said of each. Pure: looks at units as they stand, no database."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pledges.foundation.errors import DomainError, NotFound
from pledges.foundation.locale import mark
from pledges.foundation.vietnamese.dates import short_date
from pledges.units.plans import ChangeKind, ChangePlan, Part
from pledges.units.rules import UnitKind
from pledges.units.unit_types import unit_types


@dataclass(frozen=True)
class Standing:
    """A unit as it stands today; ``state_from`` is the day since which it has had this name, type and parent."""

    id: int
    kind: str
    type: str
    name: str
    parent_id: int | None
    path: str
    valid_from: date
    valid_to: date | None
    state_from: date
    is_sample: bool


class UnitEnded(DomainError):
    """One of the units does not stand any more."""

    status = 409
    title = mark("Đơn vị này đã chấm dứt")
    advice = mark("Xin chọn đơn vị đang có; trang của đơn vị cũ cho biết nay là đơn vị nào.")


class MergedIntoItself(DomainError):
    """A merge needs two units; a unit cannot be merged into itself."""

    status = 422
    title = mark("Không thể sáp nhập một đơn vị vào chính nó")
    advice = mark("Xin chọn ít nhất một đơn vị khác để sáp nhập.")


class SplitNeedsParts(DomainError):
    """A split gives two or more different units."""

    status = 422
    title = mark("Chia, tách phải thành từ hai đơn vị khác nhau trở lên")
    advice = mark("Xin chọn đơn vị khác nhau cho từng phần.")


class KindsDiffer(DomainError):
    """Units of different trees or levels are to become one."""

    status = 422
    title = mark("Các đơn vị này không cùng cấp")
    advice = mark("Chỉ sáp nhập, chia, tách giữa các đơn vị cùng cấp, ví dụ thôn với thôn, xã với phường.")


class ParentUnfit(DomainError):
    """The unit above is of another tree, or not of a higher level."""

    status = 422
    title = mark("Đơn vị cấp trên không phù hợp")
    advice = mark("Đơn vị cấp trên phải ở cấp cao hơn, ví dụ thôn thuộc xã, xã thuộc tỉnh.")


class CyclicParent(DomainError):
    """A unit would hang below itself."""

    status = 422
    title = mark("Một đơn vị không thể thuộc chính nó hoặc thuộc đơn vị bên dưới nó")
    advice = mark("Xin chọn đơn vị cấp trên khác.")


class ChildElsewhere(DomainError):
    """A unit that a part names as its own does not hang below the unit that is divided, or goes to two parts."""

    status = 409
    title = mark("Danh sách đơn vị bên dưới vừa thay đổi")
    advice = mark("Có thể người khác vừa sửa. Xin mở lại trang và chọn lại.")


class BeforeLastChange(DomainError):
    """The change would hold from a day on which the unit did not stand yet, or before its last change."""

    status = 422
    title = mark("Ngày có hiệu lực quá sớm")
    advice = mark(
        "Đơn vị có từ, hoặc thay đổi lần cuối, vào ngày %(since)s. Ngày có hiệu lực phải sau ngày đó."
    )


class NothingChanges(DomainError):
    """The unit is called so, is of this type and hangs there already."""

    status = 422
    title = mark("Chưa có gì thay đổi")
    advice = mark("Tên, loại hoặc đơn vị cấp trên mới phải khác hiện nay.")


def check_sense(plan: ChangePlan, standing: Mapping[int, Standing], effective_on: date) -> None:
    """Refuse a plan that makes no sense for units as they stand.

    :raises NotFound: when a unit is not there.
    :raises UnitEnded: and the other errors of this module, each when it says so.
    """
    if not plan.touched_ids <= standing.keys():
        raise NotFound
    if any(standing[unit_id].valid_to is not None for unit_id in plan.touched_ids):
        raise UnitEnded
    _check_numbers(plan)
    _check_children(plan, standing)
    for part in plan.parts:
        _check_levels(part, standing)
        _check_parent(plan, part, standing)
    _check_days(plan, standing, effective_on)
    if plan.kind not in (ChangeKind.MERGE, ChangeKind.SPLIT) and not _alters(plan.parts[0], standing):
        raise NothingChanges


def _check_numbers(plan: ChangePlan) -> None:
    for old_id in plan.old_ids:
        plan.part_of_heir(old_id)
    if plan.kind is ChangeKind.MERGE and len({*plan.old_ids, *plan.kept_ids}) < 2:
        raise MergedIntoItself
    if len(set(plan.kept_ids)) < len(plan.kept_ids):
        raise SplitNeedsParts
    if plan.kind is ChangeKind.SPLIT and len(plan.parts) < 2:
        raise SplitNeedsParts


def _check_children(plan: ChangePlan, standing: Mapping[int, Standing]) -> None:
    if len(set(plan.child_ids)) < len(plan.child_ids):
        raise ChildElsewhere
    for _, take in plan.takes():
        if any(standing[child].parent_id != take.old_id for child in take.children):
            raise ChildElsewhere


def _check_levels(part: Part, standing: Mapping[int, Standing]) -> None:
    olds = [standing[take.old_id] for take in part.takes]
    if part.unit_id is not None:
        olds.append(standing[part.unit_id])
    if len({old.kind for old in olds}) > 1:
        raise KindsDiffer
    if len({_level(old.type) for old in olds} | {_level(part.type)}) > 1:
        raise KindsDiffer


def _check_parent(plan: ChangePlan, part: Part, standing: Mapping[int, Standing]) -> None:
    """The parent is higher, of the same tree, goes on after the change and is nowhere below what is changed."""
    above = standing[part.parent_id].path if part.parent_id is not None else "/"
    own_paths = [standing[take.old_id].path for take in part.takes]
    if part.unit_id is not None:
        own_paths.append(standing[part.unit_id].path)
    if any(above.startswith(path) for path in own_paths):
        raise CyclicParent
    if part.parent_id is None:
        return
    parent, kind = standing[part.parent_id], standing[part.takes[0].old_id].kind
    if parent.kind != kind or part.parent_id in plan.ending_ids:
        raise ParentUnfit
    if not _may_hang(part.type, parent.type, kind):
        raise ParentUnfit


def _check_days(plan: ChangePlan, standing: Mapping[int, Standing], effective_on: date) -> None:
    """What ends must have stood a day; what goes on may change on the day of its last change; a parent must stand."""
    ends = [(effective_on <= standing[one].state_from, standing[one].state_from) for one in plan.ending_ids]
    goes_on = [(effective_on < standing[one].state_from, standing[one].state_from) for one in plan.kept_ids]
    above = [(effective_on < standing[one].valid_from, standing[one].valid_from) for one in plan.parent_ids]
    too_early = [since for is_early, since in (*ends, *goes_on, *above) if is_early]
    if too_early:
        raise BeforeLastChange(since=short_date(max(too_early)))


def _alters(part: Part, standing: Mapping[int, Standing]) -> bool:
    before = standing[part.takes[0].old_id]
    return (before.name, before.type, before.parent_id) != (part.name, part.type, part.parent_id)


def _may_hang(type_: str, above: str, kind: str) -> bool:
    """Territories hang below higher ones, and may skip levels; an office may be part of another office."""
    known = unit_types()
    if type_ not in known or above not in known:
        return True
    if kind == UnitKind.TERRITORY:
        return known[above].level < known[type_].level
    return known[above].level <= known[type_].level


def _level(type_: str) -> object:
    """Return the level of a type; a type that the program does not know is a level of its own."""
    known = unit_types().get(type_)
    return known.level if known else type_
