"""What can happen in a long year, each drawn by lot: pledges, moves, exclusions, changes of units, lists."""

from sqlalchemy import select

from pledges.campaigns.acts.life import invite_newcomers
from pledges.campaigns.rules import ExclusionReason
from pledges.campaigns.tables import Exclusion
from pledges.certificates.acts import issue
from pledges.links.acts import ensure_codes
from pledges.register.acts.ending import bring_back, end_subjects
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.merging import merge_households
from pledges.register.acts.moving import move_subjects
from pledges.register.acts.taking_back import take_back
from pledges.register.addresses import group_key
from pledges.register.rules import EndReason, FollowsRegister, MoveReason, NewHousehold, SubjectKind
from pledges.register.subjects import SubjectsLeaving, SubjectsToMove
from pledges.register.tables import Household
from pledges.responses.acts.answering import decline
from pledges.responses.acts.withdrawing import withdraw
from pledges.responses.queries.doors import door_of
from pledges.responses.rules import Refusal
from pledges.responses.tables import Response
from pledges.tallies.acts.counters import TallyBase
from pledges.tallies.acts.exclusions import (
    approve_exclusion,
    decline_exclusion,
    lift_exclusion,
    propose_exclusion,
)
from pledges.tallies.acts.worklist import mark_reached
from pledges.tallies.rules import CountsSigned, Proposal, Visit
from pledges.units.plans import ChangeKind, ChangePlan, Part, Take
from tests.certificates.pledging import keys_of, sign
from tests.journeys.long_year import ADDRESSES, NAMES, NothingThere, Year
from tests.register.importing import stored, workbook

REASONS = (ExclusionReason.EMPTY_HOUSE, ExclusionReason.MOVED_AWAY, ExclusionReason.NOT_ELIGIBLE)
FIRST_CLERK, SECOND_CLERK = 7, 8


def a_household_signs(year: Year) -> None:
    response_id, _ = sign(year.house, year.occasion, year.lot.choice(year.campaign_ids), year.household())
    if year.lot.random() < 0.3:
        with year.house.database.writing() as session:
            issue(session, year.occasion, keys_of(year.house), response_id)


def a_household_withdraws(year: Year) -> None:
    response_id = year.drawn(select(Response.id).where(Response.state == "active").order_by(Response.id))
    with year.house.database.writing() as session:
        withdraw(session, year.occasion, response_id)


def a_household_declines(year: Year) -> None:
    with year.house.database.reading() as session:
        door = door_of(session, year.household())
        assert door is not None
        asking = door.asked_by(year.lot.choice(year.campaign_ids))
    refusal = Refusal(asking, door.commune_id, year.lot.randbytes(16))
    with year.house.database.writing() as session:
        decline(session, year.occasion, year.house.sealed, refusal)


def somebody_visits(year: Year) -> None:
    household_id = year.household()
    with year.house.database.writing() as session:
        unit_id = session.get_one(Household, household_id).unit_id
        mark_reached(
            session, year.by(FIRST_CLERK), Visit(year.lot.choice(year.campaign_ids), unit_id, household_id)
        )


def a_household_moves(year: Year) -> None:
    move = SubjectsToMove(
        SubjectKind.HOUSEHOLD,
        [year.household()],
        year.hamlet().id,
        year.occasion.today,
        MoveReason.MOVED_HOUSE,
    )
    with year.house.database.writing() as session:
        move_subjects(session, year.occasion, year.house.handed(FollowsRegister), move)


def two_are_one(year: Year) -> None:
    with year.house.database.writing() as session:
        follows = year.house.handed(FollowsRegister)
        merge_households(session, year.occasion, follows, year.household(), year.household())


def a_household_leaves(year: Year) -> None:
    leaving = SubjectsLeaving(
        SubjectKind.HOUSEHOLD, [year.household()], EndReason.MOVED_AWAY, year.occasion.today
    )
    with year.house.database.writing() as session:
        end_subjects(session, year.occasion, leaving)


def a_household_is_back(year: Year) -> None:
    with year.house.database.writing() as session:
        bring_back(session, year.occasion, SubjectKind.HOUSEHOLD, [year.household(listed=False)])


def one_is_left_out(year: Year) -> None:
    campaign_id, reason = year.lot.choice(year.campaign_ids), year.lot.choice(REASONS)
    proposal = Proposal(campaign_id, SubjectKind.HOUSEHOLD, year.household(listed=False), reason)
    with year.house.database.writing() as session:
        propose_exclusion(session, year.by(FIRST_CLERK), proposal, year.house.handed(CountsSigned))


def a_proposal_is_decided(year: Year) -> None:
    exclusion_id = year.drawn(select(Exclusion.id).order_by(Exclusion.id))
    with year.house.database.writing() as session:
        if year.lot.random() < 0.7:
            approve_exclusion(session, year.by(SECOND_CLERK), exclusion_id, year.house.handed(CountsSigned))
        else:
            decline_exclusion(session, year.by(SECOND_CLERK), exclusion_id)


def one_is_back_in(year: Year) -> None:
    exclusion_id = year.drawn(
        select(Exclusion.id).where(Exclusion.state == "approved").order_by(Exclusion.id)
    )
    with year.house.database.writing() as session:
        lift_exclusion(session, year.by(SECOND_CLERK), exclusion_id, year.house.handed(CountsSigned))


def newcomers_are_asked(year: Year) -> None:
    new = [
        NewHousehold(year.lot.choice(NAMES), year.lot.choice(ADDRESSES)) for _ in range(year.lot.randrange(3))
    ]
    with year.house.database.writing() as session:
        add_households(session, year.occasion, year.hamlet().id, HouseholdSource(year.house.keys), new)
        invite_newcomers(session, year.occasion, year.lot.choice(year.campaign_ids), TallyBase())


def codes_are_printed(year: Year) -> None:
    with year.house.database.writing() as session:
        ensure_codes(session, year.house.keys, SubjectKind.HOUSEHOLD, [year.household()])


def hamlets_merge(year: Year) -> None:
    one, other = year.hamlet(), year.hamlet()
    kept = one.id if year.lot.random() < 0.5 else None
    name = one.name if kept else f"Thôn Mới {year.lot.randrange(10_000)}"
    part = Part(
        kept, "thon", name, one.parent_id, tuple(Take(id_) for id_ in dict.fromkeys((one.id, other.id)))
    )
    year.decides(ChangePlan(ChangeKind.MERGE, (part,)))


def a_hamlet_splits(year: Year) -> None:
    old, number = year.hamlet(), year.lot.randrange(10_000)
    kept = old.id if year.lot.random() < 0.5 else None
    keys = (group_key(year.lot.choice(ADDRESSES)),)
    first = Part(kept, "thon", old.name if kept else f"Thôn Bắc {number}", old.parent_id, (Take(old.id),))
    second = Part(
        None, "thon", f"Thôn Nam {number}", old.parent_id, (Take(old.id, is_heir=False, addresses=keys),)
    )
    year.decides(ChangePlan(ChangeKind.SPLIT, (first, second)))


def a_hamlet_is_renamed(year: Year) -> None:
    old = year.hamlet()
    part = Part(old.id, "thon", f"Thôn Tên {year.lot.randrange(10_000)}", old.parent_id, (Take(old.id),))
    year.decides(ChangePlan(ChangeKind.RENAME, (part,)))


def a_hamlet_moves(year: Year) -> None:
    old = year.hamlet()
    part = Part(old.id, "thon", old.name, year.lot.choice(year.communes), (Take(old.id),))
    year.decides(ChangePlan(ChangeKind.MOVE, (part,)))


def a_list_comes(year: Year) -> None:
    people = [
        (step, year.lot.choice(NAMES), 1950 + step, year.lot.choice(ADDRESSES), 3) for step in range(1, 5)
    ]
    year.imports.append(stored(year.house, year.hamlet().id, workbook(*people)))


def a_list_is_taken_back(year: Year) -> None:
    if not year.imports:
        raise NothingThere
    with year.house.database.writing() as session:
        take_back(session, year.occasion, year.house.handed(FollowsRegister), year.lot.choice(year.imports))


PLEDGES = (a_household_signs, a_household_signs, a_household_withdraws, a_household_declines, somebody_visits)
REGISTER = (a_household_moves, two_are_one, a_household_leaves, a_household_is_back, newcomers_are_asked)
BASE = (one_is_left_out, a_proposal_is_decided, one_is_back_in, codes_are_printed)
UNITS = (hamlets_merge, a_hamlet_splits, a_hamlet_is_renamed, a_hamlet_moves)
LISTS = (a_list_comes, a_list_is_taken_back)
