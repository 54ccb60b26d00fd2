"""Small worlds for tests, built with the rooms' own acts: a commune, its hamlet, households, counter and campaign."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, timedelta
from http.cookies import SimpleCookie

from flask import Response
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from pledges.campaigns.acts.campaigns import confirm_base, create_from_catalogue
from pledges.campaigns.acts.life import open_campaign
from pledges.campaigns.rules import Certificates, Opening, RoomsAbove
from pledges.campaigns.tables import Campaign
from pledges.certificates.lacking import CertificateLacking
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.acts import ensure_codes
from pledges.links.lacking import CodesLacking, make_missing_codes
from pledges.links.rules import code_of
from pledges.register.acts.households import HouseholdSource, add_households
from pledges.register.acts.offices import add_counter, add_office
from pledges.register.rules import NewHousehold, SubjectKind
from pledges.register.tables import Household
from pledges.staff.acts import invite
from pledges.staff.cookie import COOKIE
from pledges.staff.queries import by_login_name, secret_hash
from pledges.staff.rules import Grant
from pledges.staff.tables import SignIn
from pledges.tallies.acts.counters import TallyBase
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind

PASSWORD = "mười lăm ký tự trở lên"
SINCE = date(2025, 7, 1)
# Long, short, with an apostrophe, of one word: what names are like here.
LONG_NAME = "Nguyễn Hoàng Thùy Phương Khánh Ngọc Thảo Nguyên"
HOUSEHOLDS = (
    NewHousehold(LONG_NAME, "Số 12/34/56, hẻm Hai Bà Trưng nối dài", 1968, 5, 3),
    NewHousehold("K'Brơi", "Tổ 4", None, 1, 1),
    NewHousehold("Nguyễn Văn Đức", "Xóm Giữa"),
)
OPENING = Opening(
    controller="Ủy ban nhân dân xã Hàm Mẫu",
    controller_address="Thôn Phú Sơn, xã Hàm Mẫu, tỉnh Lâm Đồng",
    controller_phone="0252 3812 345",
    data_contact="bà Trần Thị Hòa, công chức văn hóa - xã hội",
    posted_at="nhà văn hóa thôn",
    law_name="pháp luật về trật tự, an toàn giao thông đường bộ",
    law_name_english="the law on road order and safety",
    lookup_address="http://127.0.0.1:8189",
    certificates=Certificates.ISSUED,
    signer_title="Chủ tịch",
)
ABOVE = RoomsAbove(TallyBase(), (CodesLacking(), CertificateLacking()))


@dataclass(frozen=True)
class Village:
    """A commune with one hamlet of three households and one counter; codes are as on the paper."""

    province_id: int
    commune_id: int
    hamlet_id: int
    household_ids: tuple[int, ...]
    codes: tuple[str, ...]
    counter_id: int
    counter_code: str


def build_village(house: House, occasion: Occasion, *, is_sample: bool = False) -> Village:
    """Build the village, everyone with a code, nobody asked yet."""
    with house.database.writing() as session:
        province = _unit(session, occasion, "tinh", "Tỉnh Lâm Đồng", None, is_sample=is_sample)
        commune = _unit(session, occasion, "xa", "Xã Hàm Mẫu", province, is_sample=is_sample)
        hamlet = _unit(session, occasion, "thon", "Thôn Phú Sơn", commune, is_sample=is_sample)
        add_households(session, occasion, hamlet, HouseholdSource(house.keys), HOUSEHOLDS)
        ids = tuple(session.scalars(select(Household.id).order_by(Household.number)))
        new = NewUnit(UnitKind.ORGANISATION, "co_quan", "Trung tâm Phục vụ hành chính công xã Hàm Mẫu", SINCE)
        office = add_office(
            session, occasion, add_unit(session, occasion, new, is_sample=is_sample).id, commune, 12
        )
        counter = add_counter(session, occasion, office, 1, "Hộ tịch, chứng thực")
        ensure_codes(session, house.keys, SubjectKind.HOUSEHOLD, ids)
        ensure_codes(session, house.keys, SubjectKind.COUNTER, [counter.id])
    codes = tuple(code_of(house.keys, SubjectKind.HOUSEHOLD, one) for one in ids)
    counter_code = code_of(house.keys, SubjectKind.COUNTER, counter.id)
    return Village(province, commune, hamlet, ids, codes, counter.id, counter_code)


def opening_for(today: date, days: int = 30) -> Opening:
    """Return what opens a campaign that began yesterday and takes pledges for some days more."""
    last = today + timedelta(days=days)
    return replace(
        OPENING, opens_on=today - timedelta(days=1), closes_on=last, kept_until=last + timedelta(days=365)
    )


def draft(house: House, occasion: Occasion, unit_id: int) -> int:
    """Prepare the ready campaign for a unit; return its id."""
    with house.database.writing() as session:
        return create_from_catalogue(session, occasion, unit_id).id


def run_campaign(house: House, occasion: Occasion, unit_id: int, opening: Opening | None = None) -> Campaign:
    """Prepare and open the ready campaign for a unit and everyone below it."""
    with house.database.writing() as session:
        campaign = create_from_catalogue(session, occasion, unit_id)
        return open_complete(session, house, occasion, campaign, opening)


def open_complete(
    session: Session, house: House, occasion: Occasion, campaign: Campaign, opening: Opening | None = None
) -> Campaign:
    """Do what is left of a draft's task list (codes, lists confirmed), and open it."""
    make_missing_codes(session, house.keys, campaign)
    confirm_base(session, occasion, campaign.id)
    return open_campaign(session, occasion, campaign.id, opening or opening_for(occasion.today), ABOVE)


def sign_in(client: FlaskClient, house: House, *grants: Grant, name: str = "Trần Thị Hòa") -> None:
    """Give the browser the cookie of a new staff member who holds these roles (without hashing a password)."""
    login_name, secret = secrets.token_hex(6), secrets.token_hex(16)
    with house.database.writing() as session:
        for grant in grants:
            invite(session, present(), login_name, name, grant)
        staff = by_login_name(session, login_name)
        assert staff is not None
        session.add(SignIn(staff_id=staff.id, secret_hash=secret_hash(secret), started_at=present().now))
    answer = client.application.extensions["staff-cookie"].set(Response(), secret)
    cookie = SimpleCookie(answer.headers["Set-Cookie"])
    client.set_cookie(COOKIE, cookie[COOKIE].value)


def _unit(
    session: Session, occasion: Occasion, kind: str, name: str, parent_id: int | None, *, is_sample: bool
) -> int:
    new = NewUnit(UnitKind.TERRITORY, kind, name, SINCE, parent_id)
    return add_unit(session, occasion, new, is_sample=is_sample).id


def add_commune(house: House, occasion: Occasion, province_id: int, name: str = "Xã Đức Linh") -> int:
    """Add another commune to the province, with nothing in it; return its id."""
    with house.database.writing() as session:
        return _unit(session, occasion, "xa", name, province_id, is_sample=False)
