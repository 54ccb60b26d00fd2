"""Posters and tents for every counter of an office or a unit: in one run, each page of one counter, each code read."""

from io import BytesIO

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.counter_making import CounterMaker
from pledges.links.rules import code_of
from pledges.prints.acts import start_run
from pledges.prints.makers import Makers
from pledges.prints.rules import NewRun, Order, Piece
from pledges.prints.tables import PrintRun
from pledges.register.acts.offices import add_counter, add_office
from pledges.register.queries.offices import counter_by_id, office_by_id
from pledges.register.rules import SubjectKind
from pledges.register.subjects import LeftTheList
from pledges.staff.rules import Grant, Role
from pledges.units.acts.adding import add_unit
from pledges.units.rules import NewUnit, UnitKind
from tests.links.test_pages import token
from tests.paper.reading import codes_of, page_count, page_size_mm, text_of
from tests.worlds import SINCE, Village, build_village, sign_in

LONG_OFFICE = "Chi nhánh Văn phòng đăng ký đất đai khu vực Đăk Ñuôl – K'Brơi"


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    """The village's counter, a second one beside it, and one of another office."""
    built = build_village(house, occasion)
    with house.database.writing() as session:
        first = office_by_id(session, counter_by_id(session, built.counter_id).office_id)
        add_counter(session, occasion, first, 2, "Đất đai, nông nghiệp và môi trường")
        unit = add_unit(session, occasion, NewUnit(UnitKind.ORGANISATION, "co_quan", LONG_OFFICE, SINCE))
        other = add_office(session, occasion, unit.id, built.commune_id, 4)
        add_counter(session, occasion, other, 1, "Tiếp nhận hồ sơ")
    return built


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def office_of(house: House, village: Village) -> int:
    with house.database.reading() as session:
        return counter_by_id(session, village.counter_id).office_id


def run_of(house: House) -> PrintRun:
    with house.database.reading() as session:
        return session.scalars(select(PrintRun).order_by(PrintRun.id.desc())).first()


def order(village: Village, kind: str = "poster", **choices: str) -> Order:
    return Order(7, kind, village.commune_id, None, 3, None, present().now, choices)


def pieces_of(maker: CounterMaker, asked: Order) -> list[Piece]:
    return [
        Piece(position, piece.subject_kind, piece.subject_id, piece.unit_id, piece.words)
        for position, piece in enumerate(maker.plan(asked), 1)
    ]


@pytest.mark.parametrize("kind", ["poster", "poster_a3", "tent"])
def test_one_click_starts_a_run_for_all_counters_of_a_unit(
    clerk: FlaskClient, house: House, village: Village, kind: str
) -> None:
    sent = {**token(clerk), "kind": kind, "office": ""}
    answer = clerk.post(f"/staff/links/{village.commune_id}/counters", data=sent)

    run = run_of(house)
    assert (answer.status_code, answer.location) == (303, f"/staff/prints/{run.id}")
    assert (run.kind, run.total, run.choices) == (kind, 3, {})


def test_one_office_can_be_chosen(clerk: FlaskClient, house: House, village: Village) -> None:
    office = office_of(house, village)
    sent = {**token(clerk), "kind": "tent", "office": str(office)}
    clerk.post(f"/staff/links/{village.commune_id}/counters", data=sent)

    run = run_of(house)
    assert (run.total, run.choices) == (2, {"office": str(office)})
    assert "Một cơ quan" in clerk.get(f"/staff/prints/{run.id}").text


def test_the_page_offers_all_three_papers(clerk: FlaskClient, village: Village) -> None:
    page = clerk.get(f"/staff/links/{village.commune_id}").text

    assert LONG_OFFICE.replace("'", "&#39;") in page
    assert page.count('value="poster_a3"') == 1 + 3
    assert 'aria-label="Biển để bàn của quầy: Hộ tịch, chứng thực"' in page


def test_what_is_no_paper_of_counters_is_not_found(clerk: FlaskClient, village: Village) -> None:
    sent = {**token(clerk), "kind": "labels"}

    assert clerk.post(f"/staff/links/{village.commune_id}/counters", data=sent).status_code == 404


def test_an_office_elsewhere_has_nothing_to_print_here(clerk: FlaskClient, village: Village) -> None:
    sent = {**token(clerk), "kind": "poster", "office": "999"}

    assert clerk.post(f"/staff/links/{village.commune_id}/counters", data=sent).status_code == 422


@pytest.mark.document
@pytest.mark.parametrize(
    ("kind", "size", "codes_a_page"),
    [("poster", (210, 297), 1), ("poster_a3", (297, 420), 1), ("tent", (210, 297), 2)],
)
def test_a_part_has_a_page_for_each_counter_and_says_where_its_codes_are(
    house: House, village: Village, kind: str, size: tuple[int, int], codes_a_page: int
) -> None:
    maker, asked, written = CounterMaker(house), order(village, kind), BytesIO()

    pieces = pieces_of(maker, asked)
    made = maker.make(asked, pieces, written, lambda _done: None)

    links = [
        f"HTTP://127.0.0.1:8189/S/{code_of(house.keys, SubjectKind.COUNTER, piece.subject_id)}"
        for piece in pieces
    ]
    assert (made.pages, page_count(written.getvalue()), page_size_mm(written.getvalue())) == (3, 3, size)
    assert [codes_of(written.getvalue(), page) for page in range(3)] == [
        [link] * codes_a_page for link in links
    ]
    assert [code.text for code in made.codes] == [link for link in links for _ in range(codes_a_page)]
    assert LONG_OFFICE in text_of(written.getvalue(), 2)


@pytest.mark.document
def test_a_whole_run_is_made_scanned_and_offered(clerk: FlaskClient, house: House, village: Village) -> None:
    sent = {**token(clerk), "kind": "tent", "office": ""}
    clerk.post(f"/staff/links/{village.commune_id}/counters", data=sent)

    house.background.run_queued()
    assert run_of(house).state == "ready"


def test_the_plan_follows_offices_and_numbers_and_names_nobody(house: House, village: Village) -> None:
    pieces = pieces_of(CounterMaker(house), order(village))

    office = "Trung tâm Phục vụ hành chính công xã Hàm Mẫu"
    assert [piece.words for piece in pieces] == [
        f"Quầy số 1, {office}",
        f"Quầy số 2, {office}",
        f"Quầy số 1, {LONG_OFFICE}",
    ]


def test_one_counter_is_planned_alone_when_its_poster_is_wanted_again(house: House, village: Village) -> None:
    pieces = pieces_of(CounterMaker(house), order(village, counter=str(village.counter_id)))

    assert [piece.subject_id for piece in pieces] == [village.counter_id]


def test_a_counter_that_is_gone_is_not_made(house: House, village: Village) -> None:
    gone = Piece(1, SubjectKind.COUNTER, 999, village.commune_id, "Quầy số 9")

    with pytest.raises(LeftTheList):
        CounterMaker(house).make(order(village), [gone], BytesIO(), lambda _done: None)


def test_a_poster_printed_again_keeps_its_code(house: House, village: Village) -> None:
    maker, asked = CounterMaker(house), order(village)
    [piece, *_] = pieces_of(maker, asked)
    before = maker.code_of(asked, piece)

    with house.database.writing() as session:
        maker.renew(session, asked, piece)

    assert maker.code_of(asked, piece) == before != ""


def test_the_house_knows_who_makes_them(house: House, village: Village) -> None:
    kind = house.handed(Makers).kind_of("tent")

    with house.database.writing() as session:
        run = start_run(session, present(), NewRun(kind, village.commune_id, 3))

    assert run.carries_secrets
