"""A tally on paper: the poster on a hamlet's board, all posters of a commune, and the annex to a report."""

import re
from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.prints.rules import Order, Piece
from pledges.prints.tables import PrintRun
from pledges.staff.rules import Grant, Role
from pledges.tallies.annexing import cells, notes, roman
from pledges.tallies.poster_making import ProgressMaker
from pledges.tallies.posting import TooFewToPost, may_be_posted
from pledges.tallies.rules import Deltas, TallyLine
from tests.paper.checkers import faults_of
from tests.paper.reading import codes_of, page_count, page_size_mm, text_of
from tests.tallies.worlds import FORM, Commune, build_commune, count
from tests.worlds import sign_in

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def commune(house: House) -> Commune:
    today: Occasion = present()
    built = build_commune(house, today)
    count(house, built, built.tan_lap, Deltas(reached=33, signed_self=10, signed_paper=8, signed_assisted=2))
    count(house, built, built.khu_pho, Deltas(reached=20, signed_self=20, members=31, members_confirmed=4))
    return built


@pytest.fixture
def clerk(client: FlaskClient, house: House, commune: Commune) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.commune_id))
    return client


def address(commune: Commune, unit_id: int, paper: str = "") -> str:
    return f"/staff/tallies/{commune.campaign_id}/{unit_id}{paper}"


def token(client: FlaskClient) -> dict[str, str]:
    found = CSRF.search(client.get("/staff/tallies").text)
    assert found
    return {"csrf_token": found[1]}


def run_of(house: House) -> PrintRun:
    with house.database.reading() as session:
        return session.scalars(select(PrintRun)).one()


def order(commune: Commune) -> Order:
    asked = {"form": FORM}
    return Order(7, "progress_poster", commune.commune_id, commune.campaign_id, 2, None, present().now, asked)


@pytest.mark.document
def test_a_hamlets_poster_shows_informed_households_in_tens_and_the_channels(
    clerk: FlaskClient, commune: Commune
) -> None:
    answer = clerk.post(address(commune, commune.tan_lap, "/poster"), data=token(clerk))

    text = text_of(answer.data)
    assert page_size_mm(answer.data) == (297, 420)
    assert "Thôn Tân Lập 1" in text
    # 33 were reached, 20 signed: of the 13 others ten are shown.
    assert "75,0% hộ đã được phổ biến 30 trên 40 hộ" in text
    assert "25,0% hộ tự ký cam kết 10 trên 40 hộ" in text
    assert "tự ký 10 ký giấy 8 nhờ cán bộ nhập hộ 2" in text
    assert codes_of(answer.data)[0].startswith("HTTP://127.0.0.1:8189/C/")


@pytest.mark.document
def test_a_poster_leaves_its_line_in_the_ledger(clerk: FlaskClient, house: House, commune: Commune) -> None:
    clerk.post(address(commune, commune.tan_lap, "/poster"), data=token(clerk))

    run = run_of(house)
    assert (run.kind, run.unit_id, run.campaign_id) == (
        "progress_poster",
        commune.tan_lap,
        commune.campaign_id,
    )
    assert run.sha256
    assert not run.carries_secrets


def test_a_hamlet_of_three_households_is_not_posted(clerk: FlaskClient, commune: Commune) -> None:
    answer = clerk.post(address(commune, commune.phu_son, "/poster"), data=token(clerk))

    assert answer.status_code == 422
    assert "Dưới 10 hộ thuộc diện" in answer.text


def test_a_commune_has_no_poster_of_its_own(clerk: FlaskClient, commune: Commune) -> None:
    assert clerk.post(address(commune, commune.commune_id, "/poster"), data=token(clerk)).status_code == 404


def test_ten_households_are_enough_to_post() -> None:
    assert [may_be_posted(TallyLine(base=base, excluded=1)) for base in (10, 11)] == [False, True]


@pytest.mark.document
def test_all_hamlets_of_a_commune_come_in_one_run(clerk: FlaskClient, house: House, commune: Commune) -> None:
    clerk.post(address(commune, commune.commune_id, "/posters"), data=token(clerk))
    house.background.run_queued()

    run = run_of(house)
    assert (run.state, run.total, run.pages, run.choices) == ("ready", 2, 2, {"form": FORM})


@pytest.mark.document
def test_a_run_has_a_page_for_each_hamlet_that_may_be_posted(house: House, commune: Commune) -> None:
    maker, written = ProgressMaker(house), BytesIO()
    planned = list(maker.plan(order(commune)))
    pieces = [
        Piece(at, one.subject_kind, one.subject_id, one.unit_id, one.words)
        for at, one in enumerate(planned, 1)
    ]

    made = maker.make(order(commune), pieces, written, lambda _done: None)

    assert [one.words for one in pieces] == ["Thôn Tân Lập 1", "Khu phố 3"]
    assert [one.text for one in made.codes] == [codes_of(written.getvalue(), page)[0] for page in (0, 1)]
    assert "100% hộ tự ký cam kết 20 trên 20 hộ" in text_of(written.getvalue(), 1)


def test_a_hamlet_that_has_become_too_small_is_not_made(house: House, commune: Commune) -> None:
    small = Piece(1, "unit", commune.phu_son, commune.commune_id, "Thôn Phú Sơn")

    with pytest.raises(TooFewToPost):
        ProgressMaker(house).make(order(commune), [small], BytesIO(), lambda _done: None)


def test_a_poster_carries_no_code_that_could_be_renewed(house: House, commune: Commune) -> None:
    maker, piece = (
        ProgressMaker(house),
        Piece(1, "unit", commune.tan_lap, commune.commune_id, "Thôn Tân Lập 1"),
    )

    with house.database.writing() as session:
        maker.renew(session, order(commune), piece)

    assert maker.code_of(order(commune), piece) == ""


@pytest.mark.document
def test_the_annex_has_a_line_for_each_hamlet_and_the_sum(clerk: FlaskClient, commune: Commune) -> None:
    answer = clerk.post(address(commune, commune.commune_id, "/annex"), data=token(clerk))

    text = text_of(answer.data)
    assert page_size_mm(answer.data) == (297, 210)
    assert "BIỂU TỔNG HỢP" in text
    assert "(Kèm theo Báo cáo số" in text
    assert "(5)=(3)-(4)" in text
    assert "Thôn Tân Lập 1 40 0 40 30 10 8 2 20 50,0 - 10 0 0 -" in text
    assert "TỔNG CỘNG 63 0 63 50 30 8 2 40 63,4 <5 13 0 4 -" in text
    assert "NGƯỜI LẬP BIỂU" in text_of(answer.data, page_count(answer.data) - 1)
    assert faults_of(answer.data, archive=True) == []


@pytest.mark.document
def test_a_provinces_annex_groups_hamlets_below_their_commune(
    client: FlaskClient, house: House, commune: Commune
) -> None:
    sign_in(client, house, Grant(Role.ADMINISTRATOR, commune.province_id))
    own = client.post(address(commune, commune.commune_id, "/annex"), data=token(client))

    assert "I Xã Hàm Mẫu" not in text_of(own.data)
    assert [roman(number) for number in (1, 4, 9, 40, 124)] == ["I", "IV", "IX", "XL", "CXXIV"]


@pytest.mark.document
def test_the_annex_of_an_earlier_day_leaves_out_what_nobody_can_tell(
    clerk: FlaskClient, commune: Commune
) -> None:
    on = present().today.isoformat()

    answer = clerk.post(f"{address(commune, commune.commune_id, '/annex')}?on={on}", data=token(clerk))

    assert "Số liệu của ngày đã qua: cột (6), (13) và (15) không tính lại được." in text_of(
        answer.data, page_count(answer.data) - 1
    )


def test_what_has_no_source_is_a_dash_and_never_a_figure() -> None:
    line = TallyLine(base=100, excluded=1, reached=90, signed_self=60, members_confirmed=7)

    assert cells(line, is_past=False) == (
        *("100", "1", "99", "90", "60", "0", "0", "60", "60,6"),
        *("-", "9", "0", "7", "-"),
    )
    assert cells(line, is_past=True)[3::7] == ("-", "-")


def test_where_officials_are_counted_nothing_is_said_of_households() -> None:
    assert [note for note in notes(is_past=False, counts_households=False) if "hộ" in note] == []


def test_the_page_offers_what_fits_the_unit(clerk: FlaskClient, commune: Commune) -> None:
    hamlet, whole = (clerk.get(address(commune, unit)).text for unit in (commune.tan_lap, commune.commune_id))

    assert "/poster?" in hamlet.replace('/poster"', "/poster?")
    assert "/posters" not in hamlet
    assert "/posters" in whole
    assert "/annex" in hamlet
    assert "/annex" in whole


def test_a_stranger_prints_nothing(client: FlaskClient, house: House, commune: Commune) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, commune.tan_lap))

    papers = ("/annex", "/posters")
    statuses = [
        client.post(address(commune, commune.commune_id, one), data=token(client)).status_code
        for one in papers
    ]
    assert statuses == [404, 404]
