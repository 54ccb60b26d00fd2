"""A tally as of an earlier day is counted from dated rows; of today it says what the counters say."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select, update

from pledges.campaigns.acts.life import invite_newcomers
from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.ending import end_subjects
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.moving import move_subjects
from pledges.register.rules import EndReason, MoveReason, NewHousehold, SubjectKind
from pledges.register.subjects import SubjectsLeaving, SubjectsToMove
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.counting import SignedByLeaf
from pledges.responses.following import FollowsSubjects
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.acts.exclusions import lift_exclusion
from pledges.tallies.queries.tally import Asked, tally_at
from pledges.tallies.rules import NoFiguresThen, Past, Tally, TallyLine, UnitNotThen
from pledges.units.acts.adding import add_unit
from pledges.units.plans import ChangeKind, ChangePlan, Decision, Part, Take
from pledges.units.rules import NewUnit, UnitKind
from pledges.units.tables import UnitState
from tests.certificates.pledging import sign
from tests.tallies.taking_over import took_over
from tests.tallies.worlds import FORM, add_hamlet, exclude
from tests.units.worlds import done, move, of
from tests.worlds import Village, add_commune, build_village, run_campaign

FIRST = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)


def day(number: int) -> date:
    """The days of the story: 0 is when the campaign opened, a Monday."""
    return date(2026, 11, 2) + timedelta(days=number)


def at(number: int, hour: int = 9) -> Occasion:
    """Some hour of a day of the story, in Viet Nam."""
    return Occasion(FIRST + timedelta(days=number, hours=hour - 9))


@dataclass(frozen=True)
class Story:
    """A fortnight: signed on day 1 and 3, taken back on 5, excluded 2 to 6, moved to Khu phố 3 on 4, newcomers on 7."""

    village: Village
    khu_pho: int
    campaign: Campaign


@pytest.fixture
def story(house: House) -> Story:
    village = build_village(house, at(0))
    khu_pho = add_hamlet(house, at(0), village.commune_id, "Khu phố 3", 2)
    campaign = run_campaign(house, at(0), village.commune_id)
    sign(house, at(1), campaign.id, village.household_ids[0])
    with house.database.writing() as session:
        exclude(session, at(2), campaign.id, village.household_ids[2])
    response_id, _ = sign(house, at(3, hour=23), campaign.id, village.household_ids[1])
    move = SubjectsToMove(
        SubjectKind.HOUSEHOLD, village.household_ids[:1], khu_pho, day(4), MoveReason.MOVED_HOUSE
    )
    with house.database.writing() as session:
        move_subjects(session, at(4), FollowsSubjects(SignedByLeaf()), move)
    with house.database.writing() as session:
        withdraw(session, at(5), response_id)
        lift_exclusion(session, at(6), 1, SignedByLeaf())
    with house.database.writing() as session:
        new = [NewHousehold("Trần Thị Mười", "Xóm Mới")]
        add_households(session, at(7), village.hamlet_id, HouseholdSource(house.keys), new)
        invite_newcomers(session, at(7), campaign.id, TallyBase())
    return Story(village, khu_pho, campaign)


def tally(house: House, story: Story, unit_id: int, number: int, today: int = 14) -> Tally:
    past = Past(day(number), SignedByLeaf())
    with house.database.reading() as session:
        return tally_at(session, Asked(story.campaign.id, unit_id, FORM, day(today), past)).tally


def now(house: House, story: Story, number: int) -> tuple[int, int, int, int]:
    """What the counters say of the commune on a day, asked on it."""
    with house.database.reading() as session:
        asked = Asked(story.campaign.id, story.village.commune_id, FORM, day(number))
        return told(tally_at(session, asked).tally.total)


def told(line: TallyLine) -> tuple[int, int, int, int]:
    return line.base, line.excluded, line.signed, line.withdrawn


@pytest.mark.parametrize(
    ("number", "phu_son", "khu_pho"),
    [
        (0, (3, 0, 0, 0), (2, 0, 0, 0)),
        (1, (3, 0, 1, 0), (2, 0, 0, 0)),
        (2, (3, 1, 1, 0), (2, 0, 0, 0)),
        (3, (3, 1, 2, 0), (2, 0, 0, 0)),
        (4, (2, 1, 1, 0), (3, 0, 1, 0)),
        (5, (2, 1, 0, 1), (3, 0, 1, 0)),
        (6, (2, 0, 0, 1), (3, 0, 1, 0)),
        (7, (3, 0, 0, 1), (3, 0, 1, 0)),
    ],
)
def test_each_day_is_told_as_it_was(
    house: House, story: Story, number: int, phu_son: tuple[int, ...], khu_pho: tuple[int, ...]
) -> None:
    found = tally(house, story, story.village.commune_id, number)

    assert [(row.name, told(row.line)) for row in found.rows] == [
        ("Thôn Phú Sơn", phu_son),
        ("Khu phố 3", khu_pho),
    ]


def test_today_says_what_the_counters_say(house: House, story: Story) -> None:
    with house.database.reading() as session:
        asked = Asked(story.campaign.id, story.village.commune_id, FORM, day(7))
        live = tally_at(session, asked).tally

    past = tally(house, story, story.village.commune_id, 7, today=7)

    undated = {"reached": 0, "members": 0, "members_confirmed": 0}
    assert [replace(row.line, **undated) for row in past.rows] == [
        replace(row.line, **undated) for row in live.rows
    ]
    assert [(row.unit_id, row.name) for row in past.rows] == [(row.unit_id, row.name) for row in live.rows]
    assert told(past.total) == told(live.total)


def test_a_household_that_moved_twice_is_where_it_was(house: House, story: Story) -> None:
    back = SubjectsToMove(
        SubjectKind.HOUSEHOLD,
        story.village.household_ids[:1],
        story.village.hamlet_id,
        day(8),
        MoveReason.MOVED_HOUSE,
    )
    with house.database.writing() as session:
        move_subjects(session, at(8), FollowsSubjects(SignedByLeaf()), back)

    bases = [
        [row.line.base for row in tally(house, story, story.village.commune_id, n).rows] for n in (3, 7, 8)
    ]

    assert bases == [[3, 2], [3, 3], [4, 2]]


@pytest.mark.parametrize("number", [-1, 15])
def test_a_day_before_the_campaign_or_in_the_future_has_no_figures(
    house: House, story: Story, number: int
) -> None:
    with pytest.raises(NoFiguresThen) as refusal:
        tally(house, story, story.village.commune_id, number)

    assert refusal.value.values == {"first": "02/11/2026", "last": "16/11/2026"}


def test_a_unit_that_did_not_stand_yet_has_no_tally(house: House, story: Story) -> None:
    with house.database.writing() as session:
        unit = NewUnit(UnitKind.TERRITORY, "thon", "Thôn Mới", day(5), story.village.commune_id)
        new = add_unit(session, at(5), unit).id

    with pytest.raises(UnitNotThen) as refusal:
        tally(house, story, new, 3)

    assert refusal.value.values == {"unit": "Thôn Mới", "on": "05/11/2026"}


def test_units_are_called_what_they_were_called_on_that_day(house: House, story: Story) -> None:
    renamed_on(house, story.khu_pho, "Khu phố Tân An", day(3))

    names = [[row.name for row in tally(house, story, story.village.commune_id, n).rows] for n in (2, 3)]

    assert names == [["Thôn Phú Sơn", "Khu phố 3"], ["Thôn Phú Sơn", "Khu phố Tân An"]]


def renamed_on(house: House, unit_id: int, name: str, on: date) -> None:
    with house.database.writing() as session:
        state = session.scalars(select(UnitState).where(UnitState.unit_id == unit_id)).one()
        state.valid_to = on
        session.flush()
        values = {"unit_id": unit_id, "parent_id": state.parent_id, "type": state.type, "name": name}
        session.add(UnitState(**values, folded_name="khu pho tan an", valid_from=on))


def test_a_unit_that_nobody_knew_of_yet_is_counted_with_the_unit_above(house: House, story: Story) -> None:
    with house.database.writing() as session:
        session.execute(update(UnitState).where(UnitState.unit_id == story.khu_pho).values(valid_from=day(3)))

    found = tally(house, story, story.village.commune_id, 1)

    assert [row.name for row in found.rows] == ["Thôn Phú Sơn"]
    assert found.own
    assert (found.own.base, found.total.base) == (2, 5)


def test_a_unit_that_nobody_knew_of_yet_is_not_counted_with_its_neighbour(house: House, story: Story) -> None:
    with house.database.writing() as session:
        unknown = UnitState.unit_id == story.village.hamlet_id
        session.execute(update(UnitState).where(unknown).values(valid_from=day(3)))

    assert tally(house, story, story.khu_pho, 1).total.base == 2


def test_a_unit_that_hung_elsewhere_on_that_day_is_not_counted_here(house: House, story: Story) -> None:
    with house.database.writing() as session:
        session.execute(
            update(UnitState)
            .where(UnitState.unit_id == story.khu_pho)
            .values(parent_id=story.village.province_id)
        )

    assert tally(house, story, story.village.commune_id, 1).total.base == 3


@pytest.mark.parametrize(
    ("on", "asked", "units"), [(5, 7, ["Thôn Phú Sơn"]), (5, 4, []), (5, 5, ["Thôn Phú Sơn"]), (0, 7, [])]
)
def test_a_line_that_took_over_after_the_opening_says_so(
    house: House, story: Story, on: int, asked: int, units: list[str]
) -> None:
    took_over(house, story.village.commune_id, (story.village.hamlet_id, story.khu_pho), day(on))

    past = Past(day(asked), SignedByLeaf())
    with house.database.reading() as session:
        question = Asked(story.campaign.id, story.village.commune_id, FORM, day(14), past)
        found = tally_at(session, question).taken_over

    assert [unit.name for unit in found.get(story.khu_pho, [])] == units


def test_who_left_the_campaigns_territory_and_moved_on_is_where_the_campaign_counted_it(
    house: House, story: Story
) -> None:
    away = add_commune(house, at(0), story.village.province_id)
    first, second = (add_hamlet(house, at(0), away, name, 0) for name in ("Thôn Một", "Thôn Hai"))
    for number, unit_id in ((8, first), (10, second), (12, story.khu_pho)):
        move = SubjectsToMove(
            SubjectKind.HOUSEHOLD,
            story.village.household_ids[1:2],
            unit_id,
            day(number),
            MoveReason.MOVED_HOUSE,
        )
        with house.database.writing() as session:
            move_subjects(session, at(number), FollowsSubjects(SignedByLeaf()), move)

    bases = [
        [row.line.base for row in tally(house, story, story.village.commune_id, n).rows]
        for n in (7, 9, 11, 12)
    ]

    assert bases == [[3, 3], [3, 3], [3, 3], [2, 4]]


def test_what_ended_is_counted_where_its_heir_hung_on_the_day(house: House, story: Story) -> None:
    """Khu phố 3 goes over to a hamlet of another commune, which comes to this commune later."""
    province = of(story.village.province_id)
    away = add_commune(house, at(0), story.village.province_id)
    heir = add_hamlet(house, at(0), away, "Thôn Một", 0)
    with house.database.writing() as session:
        leaving = SubjectsLeaving(
            SubjectKind.HOUSEHOLD, story.village.household_ids[:1], EndReason.MOVED_AWAY, day(7)
        )
        end_subjects(session, at(7), leaving)
    takes = (Take(heir), Take(story.khu_pho))
    merging = ChangePlan(ChangeKind.MERGE, (Part(heir, "thon", "Thôn Một", away, takes),))
    done(house, at(8), province, merging, Decision("1/NQ", day(8), day(8)))
    live = {9: now(house, story, 9)}
    done(
        house,
        at(10),
        province,
        move(house, heir, story.village.commune_id),
        Decision("2/NQ", day(10), day(10)),
    )
    live |= {10: now(house, story, 10)}

    then = {number: told(tally(house, story, story.village.commune_id, number).total) for number in live}

    assert then == live
