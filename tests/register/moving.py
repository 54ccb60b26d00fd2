"""A commune of two hamlets in the middle of a campaign, for stories about households that move, leave or are one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Exclusion, Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.merging import merge_households
from pledges.register.acts.moving import move_subjects
from pledges.register.rules import MoveReason, NewHousehold, SubjectKind
from pledges.register.subjects import SubjectsToMove
from pledges.register.tables import Household
from pledges.responses.counting import SignedByLeaf
from pledges.responses.following import FollowsSubjects
from pledges.tallies.acts.recounting import recount
from pledges.tallies.queries.counters import lock_leaves
from pledges.tallies.rules import Difference, TallyLine
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.worlds import SINCE, Village, build_village, run_campaign

FORM = "HO-ATGT"
FOLLOWS = FollowsSubjects(SignedByLeaf())


@dataclass(frozen=True)
class Commune:
    """Thôn Phú Sơn with the village's three households, Thôn Tân Lập with two, and a campaign that asks them all."""

    village: Village
    phu_son: int
    tan_lap: int
    campaign_id: int

    @property
    def households(self) -> tuple[int, ...]:
        """The households of Thôn Phú Sơn, by number."""
        return self.village.household_ids


def build_commune(house: House, occasion: Occasion) -> Commune:
    """Build the commune; nobody has signed."""
    village = build_village(house, occasion)
    tan_lap = add_hamlet(house, occasion, village.commune_id, "Thôn Tân Lập")
    campaign = run_campaign(house, occasion, village.commune_id)
    return Commune(village, village.hamlet_id, tan_lap, campaign.id)


def add_hamlet(house: House, occasion: Occasion, commune_id: int, name: str) -> int:
    """Add a hamlet with two households; return its id."""
    new = (NewHousehold("Trần Thị Hòa", "Tổ 1", 1970, 4), NewHousehold("Đặng Văn Ánh", "Tổ 2", 1955, 2))
    with house.database.writing() as session:
        unit = add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "thon", name, SINCE, commune_id, 9))
        add_households(session, occasion, unit.id, HouseholdSource(house.keys), new)
        return unit.id


def households_of(house: House, unit_id: int) -> list[Household]:
    """Return the rows of a hamlet's households, by number."""
    with house.database.reading() as session:
        return list(session.scalars(select(Household).filter_by(unit_id=unit_id).order_by(Household.number)))


def household(house: House, household_id: int) -> Household:
    """Return a household's row."""
    with house.database.reading() as session:
        return session.get_one(Household, household_id)


def move(house: House, occasion: Occasion, to_unit_id: int, *ids: int) -> int:
    """Let households move house today."""
    words = SubjectsToMove(SubjectKind.HOUSEHOLD, ids, to_unit_id, occasion.today, MoveReason.MOVED_HOUSE)
    with house.database.writing() as session:
        return move_subjects(session, occasion, FOLLOWS, words)


def merge(house: House, occasion: Occasion, kept_id: int, gone_id: int) -> None:
    """Make two entries one household."""
    with house.database.writing() as session:
        merge_households(session, occasion, FOLLOWS, kept_id, gone_id)


def line_of(house: House, commune: Commune, unit_id: int) -> TallyLine:
    """Return a hamlet's counters as they are kept."""
    with house.database.writing() as session:
        return lock_leaves(session, commune.campaign_id).get((FORM, unit_id), TallyLine())


def counted_anew(house: House, commune: Commune) -> list[Difference]:
    """Recount the whole campaign and return what did not agree."""
    with house.database.writing() as session:
        return recount(session, commune.campaign_id, SignedByLeaf())


def invitation(session: Session, commune: Commune, household_id: int) -> Invitation:
    """Return the campaign's invitation of a household."""
    query = select(Invitation).filter_by(campaign_id=commune.campaign_id, subject_id=household_id)
    return session.scalars(query.where(Invitation.subject_kind == SubjectKind.HOUSEHOLD)).one()


def excluded(house: House, commune: Commune) -> list[tuple[int, str]]:
    """Return (household id, reason) of everybody who is out of the campaign's base."""
    query = (
        select(Invitation.subject_id, Exclusion.reason)
        .join(Exclusion, Exclusion.invitation_id == Invitation.id)
        .where(Invitation.campaign_id == commune.campaign_id, Exclusion.state == "approved")
        .order_by(Invitation.subject_id)
    )
    with house.database.reading() as session:
        return [(row[0], row[1]) for row in session.execute(query)]
