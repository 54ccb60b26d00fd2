"""An office with its officials, asked by a campaign for officials and offices, as the tests need it."""

from dataclasses import dataclass

from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from pledges.campaigns.acts.campaigns import create_from_catalogue
from pledges.campaigns.tables import Campaign
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion
from pledges.links.acts import ensure_codes
from pledges.links.rules import code_of
from pledges.register.acts.officials import NewOfficial, add_officials
from pledges.register.queries.offices import counter_by_id, office_by_id
from pledges.register.rules import SubjectKind
from pledges.register.tables import Official
from tests.filling import Fields, open_page
from tests.worlds import Village, open_complete

OFFICE = "Trung tâm Phục vụ hành chính công xã Hàm Mẫu"
# Given names differ, so that the order of the list is theirs.
PEOPLE = (
    NewOfficial("Nguyễn Thị Ánh", "Công chức Tư pháp - Hộ tịch", 1990),
    NewOfficial("K'Brơi", "Chuyên viên"),
    NewOfficial("Lê Thị Lan", "Công chức", 1985),
    NewOfficial("Trần Văn Phước", "Phó Giám đốc"),
    NewOfficial("Huỳnh Thị Thùy Trang", "Viên chức"),
)
WORK = {
    "cong_trinh-0-ten": "Điểm phân loại rác và thu gom pin",
    "cong_trinh-0-thuoc_noi_dung": "M",
    "cong_trinh-0-loai": "cong_trinh",
    "cong_trinh-0-mo_ta": "Đặt ở sân trụ sở, thứ sáu hằng tuần thu gom.",
    "cong_trinh-0-nguoi_phu_trach": "Trần Văn Phước",
    "cong_trinh-0-ngay_bat_dau": "01/12/2026",
    "cong_trinh-0-ngay_hoan_thanh": "31/12/2026",
}
HEAD = "Trần Thị Hoài Thương"


@dataclass(frozen=True)
class OfficeWorld:
    """A village's office and those on its list; the codes are as on the paper, the office's is its head's."""

    office_id: int
    unit_id: int
    code: str
    official_ids: tuple[int, ...]
    codes: tuple[str, ...]


def build_office(
    house: House, occasion: Occasion, village: Village, people: int = len(PEOPLE)
) -> OfficeWorld:
    """Put officials onto the list of the village's office, and give everybody a code."""
    with house.database.writing() as session:
        office = office_by_id(session, counter_by_id(session, village.counter_id).office_id)
        add_officials(session, occasion, office.unit_id, None, PEOPLE[:people])
        ids = tuple(session.scalars(select(Official.id).order_by(Official.number)))
        ensure_codes(session, house.keys, SubjectKind.OFFICIAL, ids)
        ensure_codes(session, house.keys, SubjectKind.OFFICE, [office.id])
        office_id, unit_id = office.id, office.unit_id
    codes = tuple(code_of(house.keys, SubjectKind.OFFICIAL, one) for one in ids)
    return OfficeWorld(office_id, unit_id, code_of(house.keys, SubjectKind.OFFICE, office_id), ids, codes)


def ask_offices(house: House, occasion: Occasion, village: Village) -> Campaign:
    """Open the ready campaign for officials and offices in the commune."""
    with house.database.writing() as session:
        campaign = create_from_catalogue(session, occasion, village.commune_id, "CO-QUAN")
        return open_complete(session, house, occasion, campaign)


def register_official(client: FlaskClient, code: str, **typed: str) -> TestResponse:
    """Scan an official's code and send the whole form."""
    page = open_page(client, code)
    return client.post(page.action, data=of_official(page.marks, **typed))


def register_office(client: FlaskClient, code: str, **typed: str) -> TestResponse:
    """Scan an office's code and send its registration with one work."""
    page = open_page(client, code)
    return client.post(page.action, data=of_office(page.marks, **typed))


def of_official(marks: Fields, **typed: str) -> Fields:
    """Return a whole form of an official with two items."""
    return {
        **marks,
        "items": ["G02", "T04"],
        "ho_ten": "Lê Thị Lan",
        "chuc_vu_vi_tri": "Công chức",
        "doi_tuong": "cong_chuc",
        "duty": "y",
        "pledge": "y",
        "C1": "y",
        "choice": "sign",
        **typed,
    }


def of_office(marks: Fields, **typed: str) -> Fields:
    """Return a whole registration of an office with one work."""
    head: Fields = {"items": ["G01", "G02"], "nguoi_dung_dau": HEAD, "choice": "sign"}
    return {**marks, **head, **WORK, **typed}
