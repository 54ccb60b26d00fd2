"""A commune of several hamlets whose households a campaign has asked, and counters as if many had signed."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.rules import ExclusionReason
from pledges.campaigns.tables import Invitation
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.responses.counting import SignedByLeaf
from pledges.tallies.acts.counters import add
from pledges.tallies.acts.exclusions import propose_exclusion
from pledges.tallies.rules import Deltas, Proposal
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.worlds import build_village, run_campaign

FORM = "HO-ATGT"
SINCE = date(2025, 7, 1)


@dataclass(frozen=True)
class Commune:
    """Thôn Phú Sơn with 3 households, Thôn Tân Lập 1 with 40, Khu phố 3 with 20, Thôn Mới without any."""

    province_id: int
    commune_id: int
    phu_son: int
    tan_lap: int
    khu_pho: int
    new_hamlet: int
    campaign_id: int


def build_commune(house: House, occasion: Occasion) -> Commune:
    """Build the commune and open a campaign in it; nobody has signed."""
    village = build_village(house, occasion)
    tan_lap = add_hamlet(house, occasion, village.commune_id, "Thôn Tân Lập 1", 40)
    khu_pho = add_hamlet(house, occasion, village.commune_id, "Khu phố 3", 20)
    new_hamlet = add_hamlet(house, occasion, village.commune_id, "=Thôn Mới", 0)
    campaign = run_campaign(house, occasion, village.commune_id)
    return Commune(
        village.province_id, village.commune_id, village.hamlet_id, tan_lap, khu_pho, new_hamlet, campaign.id
    )


def add_hamlet(house: House, occasion: Occasion, commune_id: int, name: str, households: int) -> int:
    """Add a hamlet with so many households; return its id."""
    new = [NewHousehold(f"Nguyễn Văn Đức {step}", "Tổ 1") for step in range(households)]
    with house.database.writing() as session:
        unit = add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, "thon", name, SINCE, commune_id, 9))
        add_households(session, occasion, unit.id, HouseholdSource(house.keys), new)
        return unit.id


def count(house: House, commune: Commune, unit_id: int, deltas: Deltas) -> None:
    """Move a leaf's counters as responses would."""
    with house.database.writing() as session:
        add(session, commune.campaign_id, FORM, unit_id, deltas)


def exclude_one(house: House, occasion: Occasion, commune: Commune, unit_id: int) -> None:
    """Exclude the first household of a hamlet that can be; its line must agree with its rows, or it is put right."""
    with house.database.writing() as session:
        first = (
            select(Invitation.subject_id)
            .where(Invitation.unit_id == unit_id)
            .order_by(Invitation.id)
            .limit(1)
        )
        household_id = session.scalars(first).one()
        exclude(session, occasion, commune.campaign_id, household_id)


def exclude(
    session: Session,
    occasion: Occasion,
    campaign_id: int,
    household_id: int,
    reason: ExclusionReason = ExclusionReason.EMPTY_HOUSE,
) -> None:
    """Exclude a household of a campaign that asks for no second person."""
    proposal = Proposal(campaign_id, SubjectKind.HOUSEHOLD, household_id, reason)
    propose_exclusion(session, occasion, proposal, SignedByLeaf())
