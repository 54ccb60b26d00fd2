"""The paper itself: what a hamlet's certificates say, that a telephone reads them, and that they can be made again."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.certificates.rules import CERTIFICATES
from pledges.certificates.tables import Certificate
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.prints import acts
from pledges.prints.papers import kept_as
from pledges.prints.queries import line_by_id
from pledges.prints.rules import STEP, NewRun, NothingToPrint, RunState
from pledges.prints.tables import PrintRun
from pledges.responses.acts.withdrawing import withdraw
from tests.certificates.pledging import number_at, sign
from tests.paper.reading import codes_of, fonts_of, page_count, page_size_mm, text_of
from tests.worlds import Village, add_commune, build_village, run_campaign

pytestmark = pytest.mark.document


@dataclass(frozen=True)
class Signed:
    village: Village
    campaign_id: int
    response_ids: tuple[int, ...]


@pytest.fixture
def signed(house: House) -> Signed:
    occasion = present()
    village = build_village(house, occasion)
    campaign = run_campaign(house, occasion, village.commune_id)
    ids = tuple(sign(house, occasion, campaign.id, one)[0] for one in village.household_ids)
    return Signed(village, campaign.id, ids)


def printed(house: House, signed: Signed) -> tuple[PrintRun, bytes]:
    with house.database.writing() as session:
        new = NewRun(CERTIFICATES, signed.village.commune_id, total=3, campaign_id=signed.campaign_id)
        run_id = acts.start_run(session, present(), new).id
    house.background.queue(STEP, str(run_id))
    house.background.run_queued()
    with house.database.reading() as session:
        run = line_by_id(session, run_id).run
    return run, house.files.open(kept_as(run_id)) if run.state == RunState.READY else b""


def test_a_hamlets_certificates_come_in_one_file_by_given_name(house: House, signed: Signed) -> None:
    run, pdf = printed(house, signed)

    texts = [text_of(pdf, page) for page in range(page_count(pdf))]

    assert (run.state, run.pages, run.total, run.done) == (RunState.READY, 3, 3, 3)
    assert [
        name in text for name, text in zip(("K'Brơi", "Nguyễn Văn Đức", "Thảo Nguyên"), texts, strict=True)
    ]
    assert not [text for text in texts if "GIẤY GHI NHẬN" not in text]


def test_a_certificate_says_what_was_pledged_where_and_until_when(house: House, signed: Signed) -> None:
    text = text_of(printed(house, signed)[1], page=1)

    assert "ỦY BAN NHÂN DÂN XÃ HÀM MẪU" in text
    assert "Nguyễn Văn Đức" in text
    assert "Xóm Giữa, Thôn Phú Sơn, Xã Hàm Mẫu, Tỉnh Lâm Đồng" in text
    assert "đã tự nguyện cam kết chấp hành trật tự, an toàn giao thông đường bộ" in text
    assert "trong đợt vận động thực hiện nội dung “4 không”" in text
    assert "Hàm Mẫu, ngày" in text
    assert "chứng nhận" not in text.lower()


def test_the_code_on_the_paper_opens_a_page_that_says_valid(
    house: House, client: FlaskClient, signed: Signed
) -> None:
    [link] = codes_of(printed(house, signed)[1], page=1)

    page = client.get(link.removeprefix("HTTP://127.0.0.1:8189"))

    year, hamlet = present().today.year, signed.village.hamlet_id
    assert link.startswith(f"HTTP://127.0.0.1:8189/V/{number_at(house, year, hamlet, 2)}.")
    assert "Mã trên giấy là thật" in page.text
    assert "Giấy ghi nhận còn hiệu lực" in page.text
    assert "N*** V*** Đức" in page.text


def test_the_same_certificates_are_made_again_byte_for_byte(house: House, signed: Signed) -> None:
    first, second = printed(house, signed), printed(house, signed)

    assert first[1] == second[1]
    assert first[0].sha256 == second[0].sha256 == hashlib.sha256(first[1]).hexdigest()


def test_the_paper_is_a4_landscape_with_its_fonts_inside(house: House, signed: Signed) -> None:
    pdf = printed(house, signed)[1]

    assert page_size_mm(pdf) == (297.0, 210.0)
    assert set(fonts_of(pdf).values()) == {True}


def test_who_withdrew_has_no_page(house: House, occasion: Occasion, signed: Signed) -> None:
    with house.database.writing() as session:
        withdraw(session, occasion, signed.response_ids[2])

    run, pdf = printed(house, signed)

    assert (run.pages, run.total) == (2, 2)
    assert "Nguyễn Văn Đức" not in text_of(pdf, 0) + text_of(pdf, 1)


def test_a_run_after_all_withdrew_says_that_there_is_nothing(
    house: House, occasion: Occasion, signed: Signed
) -> None:
    with house.database.writing() as session:
        [withdraw(session, occasion, one) for one in signed.response_ids]

    assert printed(house, signed)[0].failure == NothingToPrint.title


def test_the_command_writes_the_same_file_each_time(app: Flask, signed: Signed, tmp_path: Path) -> None:
    first, second = tmp_path / "a.pdf", tmp_path / "b.pdf"
    asked = [
        "certificates",
        "print",
        "--campaign",
        str(signed.campaign_id),
        "--unit",
        str(signed.village.hamlet_id),
    ]

    told = app.test_cli_runner().invoke(args=[*asked, "--out", str(first), "--json"])
    app.test_cli_runner().invoke(args=[*asked, "--out", str(second)])

    checksum = hashlib.sha256(first.read_bytes()).hexdigest()
    assert json.loads(told.output) == {"certificates": 3, "pages": 3, "sha256": checksum, "file": str(first)}
    assert first.read_bytes() == second.read_bytes()


def test_the_command_gives_no_number_when_it_cannot_write(app: Flask, house: House, signed: Signed) -> None:
    asked = ["--campaign", str(signed.campaign_id), "--unit", str(signed.village.hamlet_id)]

    told = app.test_cli_runner().invoke(args=["certificates", "print", *asked, "--out", "/nowhere/a.pdf"])

    with house.database.reading() as session:
        assert session.scalars(select(Certificate)).all() == []
    assert told.exit_code == 1
    assert "/nowhere/a.pdf" in told.output


def test_the_command_fails_where_nobody_signed(
    app: Flask, house: House, signed: Signed, tmp_path: Path
) -> None:
    empty = add_commune(house, present(), signed.village.province_id)
    asked = ["--campaign", str(signed.campaign_id), "--unit", str(empty), "--out", str(tmp_path / "a.pdf")]

    told = app.test_cli_runner().invoke(args=["certificates", "print", *asked])

    assert told.exit_code == 1
    assert "nobody" in told.output
    assert not (tmp_path / "a.pdf").exists()
