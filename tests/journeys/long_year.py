"""A year of everything that can happen to a commune's register and campaigns, drawn by lot from a seed."""

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from pledges.campaigns.tables import Campaign
from pledges.foundation.errors import DomainError
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import NewHousehold
from pledges.register.tables import Household
from pledges.tallies.queries.tally import Asked, tally_at
from pledges.tallies.rules import CountsSigned, Past, TallyLine
from pledges.units.acts.adding import add_unit
from pledges.units.acts.changing import carry_out, plan_change
from pledges.units.plans import ChangePlan, Decision
from pledges.units.rules import HangsOnUnits, NewUnit, UnitKind
from pledges.units.tables import Unit
from tests.units.worlds import of
from tests.worlds import SINCE, Village, build_village, opening_for, run_campaign

FORM = "HO-ATGT"
NAMES = ("Nguyễn Văn Đức", "K'Brơi", "Trần Thị Hòa", "Đặng Thị Ánh", "=cmd|'/c calc'!A1", "<b>Lê Văn Út</b>")
ADDRESSES = ("Tổ 1", "Số 7, tổ 1", "Tổ 2", "Xóm Giữa", "")


@dataclass
class Year:
    """Two communes with two campaigns, one of the province and one of the first commune, on the day it has come to."""

    house: House
    lot: random.Random
    village: Village
    communes: list[int]
    campaign_ids: list[int]
    occasion: Occasion
    imports: list[int] = field(default_factory=list)
    done: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    seen: dict[tuple[int, int, date], TallyLine] = field(default_factory=dict)

    def steps(self, number: int, *acts: Callable[["Year"], None]) -> None:
        """Let so many things happen; what the program refuses in words is no fault."""
        for _ in range(number):
            act = self.lot.choice(acts)
            try:
                act(self)
                self.done[act.__name__] += 1
            except DomainError as refusal:
                self.refused[f"{act.__name__}: {type(refusal).__name__}"] += 1

    def ends_the_day(self) -> None:
        """Keep what the day's tallies say, and go on to the next."""
        self.seen |= {(*place, self.occasion.today): self.line(*place) for place in self.places()}
        self.occasion = replace(self.occasion, now=self.occasion.now + timedelta(days=1))

    def places(self) -> list[tuple[int, int]]:
        """Return (campaign, its unit)."""
        return list(zip(self.campaign_ids, (self.village.province_id, self.village.commune_id), strict=True))

    def line(self, campaign_id: int, unit_id: int, day: date | None = None) -> TallyLine:
        """Return a unit's total as the counters keep it, or as of a day."""
        past = Past(day, self.house.handed(CountsSigned)) if day else None
        asked = Asked(campaign_id, unit_id, FORM, self.occasion.today, past)
        with self.house.database.reading() as session:
            return tally_at(session, asked).tally.total

    def household(self, *, listed: bool = True) -> int:
        """Draw a household."""
        query = select(Household.id).order_by(Household.id)
        if listed:
            query = query.where(Household.ended_on.is_(None))
        return self.drawn(query)

    def hamlet(self) -> Unit:
        """Draw a hamlet that stands."""
        with self.house.database.reading() as session:
            standing = select(Unit).where(Unit.type == "thon", Unit.valid_to.is_(None)).order_by(Unit.id)
            return self.lot.choice(session.scalars(standing).all())

    def drawn(self, query: Select[int]) -> int:
        """Draw one of what a query finds."""
        with self.house.database.reading() as session:
            found = session.scalars(query).all()
        if not found:
            raise NothingThere
        return int(self.lot.choice(found))

    def by(self, actor_id: int) -> Occasion:
        """Return the occasion on which a clerk acts."""
        return replace(self.occasion, actor_id=actor_id)

    def decides(self, plan: ChangePlan) -> None:
        """Decide a change of units that holds from today, and carry it out."""
        decision = Decision(f"{self.lot.randrange(1000)}/NQ-HĐND", self.occasion.today, self.occasion.today)
        with self.house.database.writing() as session:
            change = plan_change(session, self.occasion, of(self.village.province_id), plan, decision)
            carry_out(session, self.occasion, self.house.handed(HangsOnUnits), change.id)


class NothingThere(DomainError):
    """The lot fell on what there is none of."""


def begin_year(house: House, seed: int, days: int) -> Year:
    """Build two communes of several hamlets so many days ago, and open both campaigns."""
    occasion = replace(present(), now=present().now - timedelta(days=days))
    village = build_village(house, occasion)
    with house.database.writing() as session:
        communes = [village.commune_id, _unit(session, occasion, "xa", "Xã Đức Linh", village.province_id)]
        for place, name in enumerate(("Phú Hòa", "Phú Cường", "Tân Lập", "Tân Điền")):
            hamlet = _unit(session, occasion, "thon", f"Thôn {name}", communes[place // 2])
            new = [NewHousehold(NAMES[step % 6], ADDRESSES[step % 5], 1960 + step, 4) for step in range(9)]
            add_households(session, occasion, hamlet, HouseholdSource(house.keys), new)
    opening = opening_for(occasion.today, days + 30)
    campaigns = [
        run_campaign(house, occasion, one, opening).id for one in (village.province_id, village.commune_id)
    ]
    with house.database.writing() as session:
        session.get_one(Campaign, campaigns[0]).exclusions_need_two = True
    return Year(house, random.Random(seed), village, communes, campaigns, occasion)


def _unit(session: Session, occasion: Occasion, type_: str, name: str, parent_id: int) -> int:

    return add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, type_, name, SINCE, parent_id)).id
