"""A commune with a head of its papers, and what a clerk types into both letters."""

import pytest
from flask.testing import FlaskClient

from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.staff.rules import Grant, Role
from pledges.stationery.tables import PaperHead
from tests.worlds import Village, build_village, sign_in

SIGNED = {"chuc_danh": "KT. Chủ tịch\r\nPhó Chủ tịch", "nguoi_ky": "Trần Thị Hòa"}
THANKS = {
    "danh_xung": "bà",
    "nguoi_nhan": "H'Hen Niê",
    "ngay": "05/02/2026",
    "viec": "bố trí ghế ngồi chờ tại khu vực tiếp nhận hồ sơ",
    "da_lam": "góp ý",
    "xu_ly": "tiếp thu: đã có thêm 20 ghế",
    **SIGNED,
}
APOLOGY = {
    "danh_xung": "ông",
    "nguoi_nhan": "Nguyễn Văn Đức",
    "ngay": "05/02/2026",
    "viec": "hồ sơ đăng ký kết hôn",
    "sai_sot": "việc trả kết quả chậm 03 ngày",
    "nguyen_nhan": "công chức chuyển hồ sơ chậm",
    "bien_phap": "trả kết quả tận nhà",
    "ngay_xong": "12/02/2026",
    "lien_he": "bà Trần Thị Hòa, điện thoại 0252 3812 345",
    **SIGNED,
}


@pytest.fixture
def village(house: House) -> Village:
    built = build_village(house, present())
    with house.database.writing() as session:
        session.add(
            PaperHead(
                unit_id=built.commune_id,
                style="state",
                superior="Ủy ban nhân dân tỉnh Lâm Đồng",
                issuer="Ủy ban nhân dân xã Hàm Mẫu",
                place="Hàm Mẫu",
                symbol="",
                saved_at=present().now,
            )
        )
    return built


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id), name="Lê Thị Lan")
    return client
