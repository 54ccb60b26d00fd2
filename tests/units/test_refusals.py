"""Which changes of units make no sense: pure, on units as they would stand."""

from dataclasses import replace
from datetime import date

import pytest

from pledges.foundation.errors import NotFound
from pledges.units.plans import ChangeKind, ChangePlan, Part, Take, bare_name, full_name
from pledges.units.refusals import (
    BeforeLastChange,
    ChildElsewhere,
    CyclicParent,
    KindsDiffer,
    MergedIntoItself,
    NothingChanges,
    ParentUnfit,
    SplitNeedsParts,
    Standing,
    UnitEnded,
    check_sense,
)

SINCE = date(2025, 7, 1)
ON = date(2026, 12, 1)
PROVINCE, COMMUNE, WARD, PHU_SON, PHU_HOA, OFFICE, PART_OF_OFFICE = 1, 2, 3, 4, 5, 6, 7


def standing(unit_id: int, type_: str, name: str, path: str, kind: str = "territory") -> Standing:
    parents = [int(step) for step in path.split("/") if step][:-1]
    return Standing(
        unit_id, kind, type_, name, parents[-1] if parents else None, path, SINCE, None, SINCE, False
    )


UNITS = {
    one.id: one
    for one in (
        standing(PROVINCE, "tinh", "Tỉnh Lâm Đồng", "/1/"),
        standing(COMMUNE, "xa", "Xã Hàm Mẫu", "/1/2/"),
        standing(WARD, "phuong", "Phường Mũi Né", "/1/3/"),
        standing(PHU_SON, "thon", "Thôn Phú Sơn", "/1/2/4/"),
        standing(PHU_HOA, "thon", "Thôn Phú Hòa", "/1/2/5/"),
        standing(OFFICE, "ubnd", "Ủy ban nhân dân xã Hàm Mẫu", "/6/", "organisation"),
        standing(PART_OF_OFFICE, "phong", "Phòng Kinh tế", "/6/7/", "organisation"),
    )
}


def merge(
    *old_ids: int, into: int | None = None, type_: str = "thon", parent_id: int | None = COMMUNE
) -> ChangePlan:
    takes = tuple(Take(old_id) for old_id in old_ids)
    return ChangePlan(ChangeKind.MERGE, (Part(into, type_, "Thôn Phú Lộc", parent_id, takes),))


def going_on(kind: ChangeKind, unit_id: int, **changed: object) -> ChangePlan:
    unit = UNITS[unit_id]
    told = {"type": unit.type, "name": unit.name, "parent_id": unit.parent_id, **changed}
    return ChangePlan(kind, (Part(unit_id=unit_id, takes=(Take(unit_id),), **told),))  # type: ignore[arg-type]  # as said


def test_a_merge_of_two_hamlets_makes_sense() -> None:
    check_sense(merge(PHU_SON, PHU_HOA), UNITS, ON)


@pytest.mark.parametrize(
    "plan",
    [
        going_on(ChangeKind.RENAME, PHU_SON, name="Thôn Hàm Phú"),
        going_on(ChangeKind.UPGRADE, COMMUNE, type="phuong", name="Phường Hàm Mẫu"),
        going_on(ChangeKind.MOVE, PHU_SON, parent_id=WARD),
        going_on(ChangeKind.MOVE, PHU_SON, parent_id=PROVINCE),
        going_on(ChangeKind.RENAME, PROVINCE, name="Tỉnh Lâm Viên"),
        going_on(ChangeKind.RENAME, PART_OF_OFFICE, name="Phòng Kinh tế - Hạ tầng"),
    ],
)
def test_what_offices_decide_makes_sense(plan: ChangePlan) -> None:
    check_sense(plan, UNITS, ON)


def test_a_type_the_program_does_not_know_hangs_anywhere() -> None:
    units = UNITS | {
        PHU_SON: replace(UNITS[PHU_SON], type="sóc"),
        PHU_HOA: replace(UNITS[PHU_HOA], type="sóc"),
    }

    check_sense(merge(PHU_SON, PHU_HOA, type_="sóc"), units, ON)


@pytest.mark.parametrize(
    ("plan", "refusal"),
    [
        (merge(PHU_SON), MergedIntoItself),
        (merge(PHU_SON, into=PHU_SON), MergedIntoItself),
        (merge(PHU_SON, COMMUNE), KindsDiffer),
        (merge(COMMUNE, OFFICE, type_="xa", parent_id=PROVINCE), KindsDiffer),
        (merge(PHU_SON, PHU_HOA, type_="xa", parent_id=PROVINCE), KindsDiffer),
        (merge(PHU_SON, PHU_HOA, parent_id=OFFICE), ParentUnfit),
        (merge(COMMUNE, WARD, type_="xa", parent_id=PHU_SON), CyclicParent),
        (going_on(ChangeKind.MOVE, COMMUNE, parent_id=COMMUNE), CyclicParent),
        (going_on(ChangeKind.MOVE, COMMUNE, parent_id=PHU_SON), CyclicParent),
        (going_on(ChangeKind.MOVE, COMMUNE, parent_id=WARD), ParentUnfit),
        (going_on(ChangeKind.MOVE, OFFICE, parent_id=PART_OF_OFFICE), CyclicParent),
        (going_on(ChangeKind.MOVE, PHU_SON, parent_id=COMMUNE), NothingChanges),
        (going_on(ChangeKind.RENAME, PHU_SON, name="Thôn Phú Sơn"), NothingChanges),
        (merge(PHU_SON, 99), NotFound),
    ],
)
def test_nonsense_is_refused(plan: ChangePlan, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        check_sense(plan, UNITS, ON)


def test_a_split_needs_two_different_parts() -> None:
    one = Part(None, "thon", "Thôn Phú Sơn 1", COMMUNE, (Take(PHU_SON),))
    stays = Part(PHU_HOA, "thon", "Thôn Phú Hòa", COMMUNE, (Take(PHU_SON),))
    again = Part(PHU_HOA, "thon", "Thôn Phú Hòa", COMMUNE, (Take(PHU_SON, is_heir=False),))

    for parts in ((one,), (stays, again)):
        with pytest.raises(SplitNeedsParts):
            check_sense(ChangePlan(ChangeKind.SPLIT, parts), UNITS, ON)


def test_a_unit_has_one_heir() -> None:
    both = tuple(Part(None, "thon", name, COMMUNE, (Take(PHU_SON),)) for name in ("Thôn 1", "Thôn 2"))

    with pytest.raises(ValueError, match="2 heirs"):
        check_sense(ChangePlan(ChangeKind.SPLIT, both), UNITS, ON)


@pytest.mark.parametrize(("first", "second"), [((PHU_SON,), (PHU_SON,)), ((OFFICE,), ())])
def test_a_part_takes_only_what_hangs_there_and_once(first: tuple[int, ...], second: tuple[int, ...]) -> None:
    parts = (
        Part(None, "xa", "Xã Hàm Mẫu 1", PROVINCE, (Take(COMMUNE, children=first),)),
        Part(None, "xa", "Xã Hàm Mẫu 2", PROVINCE, (Take(COMMUNE, is_heir=False, children=second),)),
    )

    with pytest.raises(ChildElsewhere):
        check_sense(ChangePlan(ChangeKind.SPLIT, parts), UNITS, ON)


def test_nothing_is_put_below_a_unit_that_ends() -> None:
    ends = Part(None, "xa", "Xã Mới", PROVINCE, (Take(COMMUNE), Take(WARD)))
    below = Part(None, "thon", "Thôn Phú Lộc", WARD, (Take(PHU_SON), Take(PHU_HOA)))

    with pytest.raises(ParentUnfit):
        check_sense(ChangePlan(ChangeKind.MERGE, (ends, below)), UNITS, ON)


def test_a_unit_that_has_ended_changes_no_more() -> None:
    ended = UNITS | {PHU_HOA: replace(UNITS[PHU_HOA], valid_to=date(2026, 1, 1))}

    with pytest.raises(UnitEnded):
        check_sense(merge(PHU_SON, PHU_HOA), ended, ON)


@pytest.mark.parametrize("on", [date(2025, 6, 30), SINCE])
def test_a_unit_does_not_end_on_the_day_it_began_or_earlier(on: date) -> None:
    with pytest.raises(BeforeLastChange) as refused:
        check_sense(merge(PHU_SON, PHU_HOA), UNITS, on)

    assert refused.value.values == {"since": "01/07/2025"}


def test_a_change_before_the_last_one_is_refused_and_on_the_same_day_is_not() -> None:
    renamed = UNITS | {PHU_SON: replace(UNITS[PHU_SON], state_from=ON)}
    plan = going_on(ChangeKind.RENAME, PHU_SON, name="Thôn Hàm Phú")

    check_sense(plan, renamed, ON)
    with pytest.raises(BeforeLastChange):
        check_sense(plan, renamed, date(2026, 11, 30))


def test_a_unit_does_not_hang_below_one_that_began_later() -> None:
    young = UNITS | {WARD: replace(UNITS[WARD], valid_from=date(2026, 12, 2))}

    with pytest.raises(BeforeLastChange):
        check_sense(going_on(ChangeKind.MOVE, PHU_SON, parent_id=WARD), young, ON)


def test_a_plan_survives_being_stored() -> None:
    take = Take(COMMUNE, is_heir=False, children=(PHU_SON,), addresses=("to 4", ""), share=0.25)
    plan = ChangePlan(ChangeKind.SPLIT, (Part(None, "xa", "Xã Hàm Mẫu 2", PROVINCE, (take,)),))

    assert ChangePlan.from_json(plan.as_json()) == plan


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        (merge(PHU_SON, PHU_HOA), going_on(ChangeKind.RENAME, PHU_SON, name="Thôn A"), True),
        (merge(PHU_SON, PHU_HOA), merge(COMMUNE, WARD, type_="xa", parent_id=PROVINCE), True),
        (
            going_on(ChangeKind.RENAME, PHU_SON, name="Thôn A"),
            going_on(ChangeKind.RENAME, PHU_HOA, name="Thôn B"),
            False,
        ),
    ],
)
def test_two_changes_clash_where_one_alters_what_the_other_counts_on(
    one: ChangePlan, other: ChangePlan, clash: bool
) -> None:
    assert one.clashes_with(other) is clash
    assert other.clashes_with(one) is clash


def test_a_name_carries_its_type_once() -> None:
    assert (
        full_name("thon", "Phú Sơn")
        == full_name("thon", "thôn Phú Sơn").replace("thôn", "Thôn")
        == "Thôn Phú Sơn"
    )
    assert full_name("sóc", "Phú Sơn") == "Phú Sơn"
    assert bare_name("thon", "Thôn Phú Sơn") == "Phú Sơn"
    assert bare_name("thon", "Phú Sơn") == "Phú Sơn"
