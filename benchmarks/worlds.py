"""The worlds that are measured in: the sample commune with an open campaign, and a province of 1,240 leaf units."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from http.cookies import SimpleCookie
from pathlib import Path
from random import Random

from flask import Flask, Response, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import create_app
from pledges.campaigns.acts.campaigns import confirm_base, create_from_catalogue
from pledges.campaigns.acts.life import open_campaign
from pledges.campaigns.queries import pledge_forms
from pledges.campaigns.rules import CampaignState, Certificates, Opening, RoomsAbove
from pledges.campaigns.tables import Campaign
from pledges.config import Config
from pledges.demo.acts import load
from pledges.demo.rules import household
from pledges.foundation.house import House, this_house
from pledges.foundation.migrating import migrate
from pledges.foundation.moments import Occasion, present
from pledges.links.acts import ensure_codes
from pledges.links.rules import code_of
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.rules import SubjectKind
from pledges.register.tables import Household
from pledges.staff.acts import invite, take_up
from pledges.staff.cookie import COOKIE
from pledges.staff.rules import Grant, Role
from pledges.tallies.acts.counters import TallyBase
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind

HOUSEHOLDS, SEED = 3150, 189
COMMUNES, HAMLETS, HAMLET_SIZE = 124, 10, 81
_ONLY_READING = 200
# Enough to sign for a whole measurement.
_NEWCOMERS = 2500
_SINCE = date(2025, 7, 1)
_PASSWORD = "mười lăm ký tự trở lên"  # noqa: S105  # of a database that is thrown away after the run


@dataclass(frozen=True)
class World:
    """A filled data folder: the unit and campaign whose tally is read, a clerk's cookie, households' codes."""

    folder: Path
    unit_id: int
    campaign_id: int
    cookie: str
    codes: tuple[str, ...] = ()

    @property
    def signing(self) -> tuple[str, ...]:
        """Codes of households that sign here; each does so once."""
        return self.codes[:-_ONLY_READING]

    @property
    def reading(self) -> tuple[str, ...]:
        """Codes of households that open the form and never send it."""
        return self.codes[-_ONLY_READING:]

    @property
    def settings(self) -> dict[str, str]:
        """What a server of this world is started with."""
        return settings(self.folder)


def settings(folder: Path) -> dict[str, str]:
    """Return the settings of a program whose data lie in this folder."""
    return {"PLEDGES_DATA": str(folder), "PLEDGES_LOG": "warning"}


@contextmanager
def program(folder: Path) -> Iterator[Flask]:
    """Open the program on a data folder, its database migrated, and close it again."""
    app = create_app(Config.from_environment(settings(folder)))
    with app.app_context():
        migrate(this_house().database)
        yield app
        this_house().database.dispose()
        this_house().sealed.dispose()


def build_commune(folder: Path) -> World:
    """Load the sample commune and open its second campaign; the tally is that of the first, which is over.

    Those who sign are of a new hamlet that the first never asked: a household that signed before is asked first whether
    it means the old pledge or the new one.
    """
    with program(folder):
        house, occasion = this_house(), present()
        load(house, occasion, households=HOUSEHOLDS, seed=SEED)
        with house.database.writing() as session:
            past = session.scalars(select(Campaign).where(Campaign.state == CampaignState.CLOSED)).one()
            draft = session.scalars(select(Campaign).where(Campaign.state == CampaignState.DRAFT)).one()
            new_id = _add(session, occasion, "thon", "Thôn Suối Mẫu", draft.unit_id)
            _fill_hamlet(session, occasion, HouseholdSource(house.keys), new_id)
            confirm_base(session, occasion, draft.id)
            open_campaign(session, occasion, draft.id, _opening(occasion), RoomsAbove(TallyBase()))
            ids = session.scalars(select(Household.id).where(Household.unit_id == new_id)).all()
            ensure_codes(session, house.keys, SubjectKind.HOUSEHOLD, ids)
        codes = tuple(code_of(house.keys, SubjectKind.HOUSEHOLD, one) for one in ids)
        return World(folder, past.unit_id, past.id, clerk_cookie(house, past.unit_id), codes)


def build_province(folder: Path) -> World:
    """Make a province of 1,240 hamlets and 100,440 households, all asked by one campaign."""
    with program(folder):
        house, occasion = this_house(), present()
        with house.database.writing() as session:
            unit_id = _fill_province(session, occasion, HouseholdSource(house.keys))
            campaign = create_from_catalogue(session, occasion, unit_id)
            confirm_base(session, occasion, campaign.id)
            open_campaign(session, occasion, campaign.id, _opening(occasion), RoomsAbove(TallyBase()))
        return World(folder, unit_id, campaign.id, clerk_cookie(house, unit_id))


def build_hamlet(folder: Path) -> int:
    """Make one empty hamlet for a list to be read into; return its id."""
    with program(folder), this_house().database.writing() as session:
        return _add(session, present(), "thon", "Thôn Bình An", None)


def _fill_hamlet(session: Session, occasion: Occasion, source: HouseholdSource, hamlet_id: int) -> None:
    random = Random(SEED)
    add_households(session, occasion, hamlet_id, source, [household(random) for _ in range(_NEWCOMERS)])


def _fill_province(session: Session, occasion: Occasion, source: HouseholdSource) -> int:
    random = Random(SEED)
    province = _add(session, occasion, "tinh", "Tỉnh Lâm Đồng", None)
    for commune in range(1, COMMUNES + 1):
        commune_id = _add(session, occasion, "xa", f"Xã Hàm Mẫu {commune}", province)
        for hamlet in range(1, HAMLETS + 1):
            hamlet_id = _add(session, occasion, "thon", f"Thôn {hamlet}", commune_id)
            households = [household(random) for _ in range(HAMLET_SIZE)]
            add_households(session, occasion, hamlet_id, source, households)
        session.expunge_all()
    return province


def _add(session: Session, occasion: Occasion, kind: str, name: str, parent_id: int | None) -> int:
    return add_unit(session, occasion, NewUnit(UnitKind.TERRITORY, kind, name, _SINCE, parent_id)).id


def _opening(occasion: Occasion) -> Opening:
    last = occasion.today + timedelta(days=30)
    return Opening(
        controller="Ủy ban nhân dân xã Hàm Mẫu",
        controller_address="Thôn Phú Sơn, xã Hàm Mẫu, tỉnh Lâm Đồng",
        controller_phone="0252 3812 345",
        data_contact="bà Trần Thị Hòa, công chức văn hóa - xã hội",
        posted_at="nhà văn hóa thôn",
        law_name="pháp luật về trật tự, an toàn giao thông đường bộ",
        law_name_english="the law on road order and safety",
        lookup_address="https://camket.hammau.example",
        opens_on=occasion.today,
        closes_on=last,
        kept_until=last + timedelta(days=365),
        certificates=Certificates.NONE,
    )


def opened_campaign(session: Session, occasion: Occasion, unit_id: int) -> tuple[int, str]:
    """Open the ready campaign for a unit; return its id and the code of its first form."""
    campaign = create_from_catalogue(session, occasion, unit_id)
    confirm_base(session, occasion, campaign.id)
    open_campaign(session, occasion, campaign.id, _opening(occasion), RoomsAbove(TallyBase()))
    return campaign.id, pledge_forms(session, campaign.id)[0]


def clerk_cookie(house: House, unit_id: int, role: Role = Role.CAMPAIGN_CLERK) -> str:
    """Return the cookie of a clerk who reads the unit and everything below it."""
    with house.database.writing() as session:
        link = invite(session, present(), "hoa.tt", "Trần Thị Hòa", Grant(role, unit_id))
        secret = take_up(session, present(), link, _PASSWORD)
    answer = current_app.extensions["staff-cookie"].set(Response(), secret)
    return f"{COOKIE}={SimpleCookie(answer.headers['Set-Cookie'])[COOKIE].value}"
