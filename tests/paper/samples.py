"""Values as an office would print them, with names that are hard to set."""

from dataclasses import replace
from datetime import date, datetime

from markupsafe import Markup

from pledges.foundation.vietnamese.dates import LOCAL_ZONE
from pledges.paper.certificate_page import CertificateHead, CertificatePaper, Words
from pledges.paper.posters import Poster
from pledges.paper.progress_posters import ProgressPoster
from tests.paper.label_samples import ADDRESS, NAMES

PROOF = (
    "46224BAU6U4LC8S347SB47HZPVG84WYQ24JZ74G93SG7WGRHVFZ5WZFB"
    "UGP37BHX634QN46YVJ9W8W33NT7BB5CEN5MJGUVUT6TTBXGXP9THHUKUS63RYVV7VZA6XES8"
)
CERTIFICATE = CertificatePaper(
    head=CertificateHead("Ủy ban nhân dân xã Tuy Phong", "Ủy ban nhân dân tỉnh Lâm Đồng"),
    words=Words(
        title=Markup("GIẤY GHI NHẬN"),
        lead=Markup("Ghi nhận hộ ông/bà"),
        pledge=Markup(
            "đã tự nguyện cam kết chấp hành trật tự, an toàn giao thông đường bộ trong Cuộc vận động xây dựng tỉnh "
            'Lâm Đồng “4 không” năm 2026, thời hạn đến <span class="khong-ngat">ngày 31 tháng 12 năm 2026.</span>'
        ),
        signer=Markup("TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH<br>"),
        note=Markup(
            "Giấy này chỉ ghi nhận việc cam kết, không xác nhận việc chấp hành pháp luật "
            "và không thay thế giấy tờ nào khác."
        ),
    ),
    recipient_name="Nguyễn Thị Mỹ Huệ",
    address="số 117, thôn Hiệp Hòa, xã Tuy Phong, tỉnh Lâm Đồng",
    place="Tuy Phong",
    issued_on=date(2026, 2, 5),
    number="2026-0003-000123K",
    link=f"{ADDRESS}/V/2026-0003-000123K.{PROOF}",
)
POSTER = Poster(
    office_name="Trung tâm Phục vụ hành chính công xã Tuy Phong",
    counter_number=3,
    counter_name="Hộ tịch, chứng thực",
    typed_code="ABCD-EFGH-JKLMN",
    link=f"{ADDRESS}/S/ABCDEFGHJKLMN",
)
PROGRESS = ProgressPoster(
    unit_name="Thôn Phú Sơn",
    campaign="Cuộc vận động xây dựng tỉnh Lâm Đồng “4 không” năm 2026",
    due=140,
    informed=130,
    signed_self=84,
    signed_paper=21,
    signed_assisted=9,
    at=datetime(2026, 11, 23, 9, 30, tzinfo=LOCAL_ZONE),
    link=f"{ADDRESS}/C/4-KHONG-2026",
)


def certificate_papers(count: int) -> list[CertificatePaper]:
    numbers = [f"2026-0003-{number:06}K" for number in range(1, count + 1)]
    return [
        replace(
            CERTIFICATE,
            recipient_name=NAMES[place % len(NAMES)],
            number=number,
            link=f"{ADDRESS}/V/{number}.{PROOF}",
        )
        for place, number in enumerate(numbers)
    ]
