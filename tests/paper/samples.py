"""Values as an office would print them, with names that are hard to set."""

from dataclasses import replace
from datetime import date

from pledges.paper.certificate_page import CertificatePaper
from pledges.paper.labels import Label
from pledges.paper.posters import Poster

LONG_NAME = "H'Hen Niê K'Đăm Bkrông Thị Ngọc Khánh"
NAMES = [
    "Nguyễn Văn Đức",
    LONG_NAME,
    "Trần Thị Ỡ",
    "Lê Hữu Ngữ",
    "Phạm Ẩn",
    "Hồ Thị Ặc",
    "Võ Mẫn Huệ",
    "K'Brơi",
]
ADDRESS = "HTTPS://CAMKET.TUYPHONG.GOV.VN"

CERTIFICATE = CertificatePaper(
    agency_lines=("Ủy ban nhân dân tỉnh Lâm Đồng", "Ủy ban nhân dân xã Tuy Phong"),
    recipient_kind="hộ ông/bà",
    recipient_name="Nguyễn Thị Mỹ Huệ",
    address="số 117, thôn Hiệp Hòa, xã Tuy Phong, tỉnh Lâm Đồng",
    pledge="chấp hành trật tự, an toàn giao thông đường bộ",
    campaign="Cuộc vận động xây dựng tỉnh Lâm Đồng “4 không” năm 2026",
    until_on=date(2026, 12, 31),
    place="Tuy Phong",
    issued_on=date(2026, 2, 5),
    signer_title=("TM. Ủy ban nhân dân", "Chủ tịch"),
    number="2026-0003-000123K",
    link=f"{ADDRESS}/V/2026-0003-000123K",
)
POSTER = Poster(
    office_name="Trung tâm Phục vụ hành chính công xã Tuy Phong",
    counter_name="Quầy số 3",
    typed_code="ABCD-EFGH-JKLMN",
    link=f"{ADDRESS}/S/ABCDEFGHJKLMN",
)


def label(number: int, name: str = "N*** V*** Đức") -> Label:
    return Label(
        name, str(number), "Thôn Hiệp Hòa", f"7KQ2-M9XW-P{number:04}", f"{ADDRESS}/S/7KQ2M9XWP{number:04}"
    )


def labels(count: int) -> list[Label]:
    """Labels whose names take turns through all that is hard to set."""
    return [label(number, NAMES[number % len(NAMES)]) for number in range(1, count + 1)]


def certificate_papers(count: int) -> list[CertificatePaper]:
    numbers = [f"2026-0003-{number:06}K" for number in range(1, count + 1)]
    return [
        replace(
            CERTIFICATE, recipient_name=NAMES[place % len(NAMES)], number=number, link=f"{ADDRESS}/V/{number}"
        )
        for place, number in enumerate(numbers)
    ]
