"""Pieces on screen: found, printed once more with a new code, handed over; runs called off, manifests fetched."""

import re

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.foundation.audit import AuditEvent
from pledges.foundation.house import House
from pledges.foundation.moments import Occasion, present
from pledges.links.queries import codes_of
from pledges.links.rules import LABELS
from pledges.prints import acts
from pledges.prints.papers import kept_as, manifest_kept_as
from pledges.prints.queries import line_by_id
from pledges.prints.rules import STEP, NewRun, PaperKind, RunState
from pledges.prints.tables import PrintPiece, PrintRun
from pledges.register.rules import SubjectKind
from pledges.staff.rules import Grant, Role
from tests.paper.reading import page_count, text_of
from tests.prints.printing import PLAIN, SECRET, PlainMaker, know_both
from tests.worlds import Village, add_commune, build_village, sign_in

pytestmark = pytest.mark.document

CSRF = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def village(house: House, occasion: Occasion) -> Village:
    return build_village(house, occasion)


@pytest.fixture
def maker(house: House) -> PlainMaker:
    maker = PlainMaker(poisoned=frozenset({7}))
    know_both(house, maker)
    return maker


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def started(house: House, unit_id: int, kind: PaperKind, total: int) -> int:
    with house.database.writing() as session:
        return acts.start_run(session, present(), NewRun(kind, unit_id, total)).id


def made(house: House, unit_id: int, kind: PaperKind = SECRET, total: int = 60) -> int:
    run_id = started(house, unit_id, kind, total)
    house.background.queue(STEP, str(run_id))
    house.background.run_queued()
    return run_id


def run_of(house: House, run_id: int) -> PrintRun:
    with house.database.reading() as session:
        return line_by_id(session, run_id).run


def typed(client: FlaskClient, **fields: str) -> dict[str, str]:
    found = CSRF.search(client.get("/staff/prints").text)
    assert found
    return {"csrf_token": found[1], **fields}


def positions(page: str) -> list[int]:
    """Return which pieces a page lists."""
    return [int(found) for found in re.findall(r'<th scope="row">(\d+)\. ', page)]


@pytest.mark.usefixtures("maker")
def test_the_pieces_of_a_run_come_page_by_page(clerk: FlaskClient, house: House, village: Village) -> None:
    run = f"/staff/prints/{made(house, village.hamlet_id)}/pieces"

    assert positions(clerk.get(run).text) == list(range(1, 51))
    assert positions(clerk.get(f"{run}?page=2").text) == list(range(51, 61))


@pytest.mark.usefixtures("maker")
@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("q=37", [37]),
        ("q=H%E1%BB%99+s%E1%BB%91+12", [12]),
        ("q=2026-58", [58]),
        ("failed=1", [7]),
        ("q=%25", []),
    ],
)
def test_a_piece_is_found_by_its_place_its_household_or_its_number(
    clerk: FlaskClient, house: House, village: Village, asked: str, found: list[int]
) -> None:
    run_id = made(house, village.hamlet_id)

    assert positions(clerk.get(f"/staff/prints/{run_id}/pieces?{asked}").text) == found


def test_one_piece_is_printed_once_more_and_its_old_code_dies(
    clerk: FlaskClient, house: House, village: Village, maker: PlainMaker
) -> None:
    run_id = made(house, village.hamlet_id)

    answer = clerk.post(f"/staff/prints/{run_id}/pieces/37/again", data=typed(clerk, why="tờ cũ bị rách"))
    house.background.run_queued()

    new = run_of(house, run_id + 1)
    assert (answer.status_code, answer.location) == (303, f"/staff/prints/{run_id + 1}")
    assert (new.state, new.total, new.reprint_of) == (RunState.READY, 1, run_id)
    assert maker.renewed == [37]
    assert "Đã in lại ở đợt" in clerk.get(f"/staff/prints/{run_id}/pieces?q=37").text


def test_printing_a_piece_once_more_twice_ends_one_code_only(
    clerk: FlaskClient, house: House, village: Village, maker: PlainMaker
) -> None:
    run_id, form = made(house, village.hamlet_id), typed(clerk, why="bị mất")

    clerk.post(f"/staff/prints/{run_id}/pieces/37/again", data=form)
    second = clerk.post(f"/staff/prints/{run_id}/pieces/37/again", data=form)

    assert second.location == f"/staff/prints/{run_id + 1}"
    assert maker.renewed == [37]


def test_a_reprint_without_a_reason_is_asked_for_one(
    clerk: FlaskClient, house: House, village: Village, maker: PlainMaker
) -> None:
    run_id = made(house, village.hamlet_id)

    answer = clerk.post(f"/staff/prints/{run_id}/pieces/37/again", data=typed(clerk, why=" "))

    assert answer.status_code == 422
    assert "Ghi vì sao in lại" in answer.text
    assert maker.renewed == []


@pytest.mark.usefixtures("maker")
def test_a_reprinted_label_carries_the_households_next_code(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    household = [village.household_ids[0]]
    run_id = made(house, village.hamlet_id, LABELS, 3)
    position = position_of(house, run_id, household[0])

    clerk.post(f"/staff/prints/{run_id}/pieces/{position}/again", data=typed(clerk, why="bị chụp ảnh"))
    house.background.run_queued()

    with house.database.reading() as session:
        code = codes_of(session, house.keys, SubjectKind.HOUSEHOLD, household)[household[0]]
    paper = house.files.open(kept_as(run_id + 1))
    assert code != village.codes[0]
    assert f"{code[:4]}-{code[4:8]}-{code[8:]}" in text_of(paper)


def position_of(house: House, run_id: int, subject_id: int) -> int:
    with house.database.reading() as session:
        query = select(PrintPiece.position).where(
            PrintPiece.run_id == run_id, PrintPiece.subject_id == subject_id
        )
        return session.scalars(query).one()


def test_failed_pieces_are_shown_and_made_again(
    clerk: FlaskClient, house: House, village: Village, maker: PlainMaker
) -> None:
    run_id = made(house, village.hamlet_id)
    page = clerk.get(f"/staff/prints/{run_id}").text
    maker.poisoned = frozenset()

    clerk.post(f"/staff/prints/{run_id}/failed/again", data=typed(clerk))
    house.background.run_queued()

    assert "Hộ số 7" in page
    assert (run_of(house, run_id + 1).state, run_of(house, run_id + 1).total) == (RunState.READY, 1)
    assert maker.renewed == []
    assert "Làm lại các tờ lỗi" not in clerk.get(f"/staff/prints/{run_id}").text


@pytest.mark.usefixtures("maker")
def test_a_run_is_called_off_and_goes_on(clerk: FlaskClient, house: House, village: Village) -> None:
    run_id, form = started(house, village.hamlet_id, PLAIN, 3), typed(clerk)

    clerk.post(f"/staff/prints/{run_id}/cancel", data=form)
    page = clerk.get(f"/staff/prints/{run_id}")
    clerk.post(f"/staff/prints/{run_id}/again", data=form)
    house.background.run_queued()

    assert "Đợt in đã dừng theo yêu cầu" in page.text
    assert "Refresh" not in page.headers
    assert run_of(house, run_id).state == RunState.READY


@pytest.mark.usefixtures("maker")
def test_a_manifest_with_codes_is_fetched_once_also_after_the_paper(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id, form = made(house, village.hamlet_id), typed(clerk)
    clerk.post(f"/staff/prints/{run_id}/file", data=form)

    answer = clerk.post(f"/staff/prints/{run_id}/manifest", data=form)

    assert "CODE-0001" in text_of(answer.data)
    assert page_count(answer.data) == 2
    assert not house.files.exists(manifest_kept_as(run_id))
    assert clerk.post(f"/staff/prints/{run_id}/manifest", data=form).status_code == 404
    assert "Tải phiếu xuất kèm" not in clerk.get(f"/staff/prints/{run_id}").text


@pytest.mark.usefixtures("maker")
def test_who_handed_what_over_to_whom_stands_in_the_ledger(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)
    filled = typed(clerk, to="Trưởng thôn Phú Sơn", on="23/11/2026", pieces="60", note="đủ")

    answer = clerk.post(f"/staff/prints/{run_id}/hand-overs", data=filled)
    page = clerk.get(f"/staff/prints/{run_id}").text

    assert (answer.status_code, answer.location) == (303, f"/staff/prints/{run_id}#giao")
    assert "Trưởng thôn Phú Sơn" in page
    assert "23/11/2026" in page
    assert "Trần Thị Hòa" in page


@pytest.mark.usefixtures("maker")
def test_no_more_is_handed_over_than_was_printed(clerk: FlaskClient, house: House, village: Village) -> None:
    run_id = made(house, village.hamlet_id)
    filled = typed(clerk, to="Trưởng thôn Phú Sơn", on="23/11/2026", pieces="61")

    answer = clerk.post(f"/staff/prints/{run_id}/hand-overs", data=filled)

    assert answer.status_code == 422
    assert "Ghi số tờ bằng chữ số, từ 1 đến 60" in answer.text
    assert "Trưởng thôn Phú Sơn" in answer.text


@pytest.mark.usefixtures("maker")
def test_the_trail_tells_of_each_act_and_of_the_reason(
    clerk: FlaskClient, house: House, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)

    clerk.post(f"/staff/prints/{run_id}/pieces/37/again", data=typed(clerk, why="tờ cũ bị rách"))
    filled = typed(clerk, to="Trưởng thôn Phú Sơn", on="23/11/2026", pieces="2")
    clerk.post(f"/staff/prints/{run_id}/hand-overs", data=filled)

    with house.database.reading() as session:
        query = select(AuditEvent).where(AuditEvent.subject == f"print-run:{run_id}").order_by(AuditEvent.id)
        events = [(event.action, event.why) for event in session.scalars(query)]
    assert events == [
        ("prints.start", None),
        ("prints.finish", None),
        ("prints.reprint", "tờ cũ bị rách"),
        ("prints.pass-on", None),
    ]


@pytest.mark.usefixtures("maker")
def test_a_clerk_of_another_commune_reaches_no_piece(
    client: FlaskClient, house: House, occasion: Occasion, village: Village
) -> None:
    run_id = made(house, village.hamlet_id)
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, occasion, village.province_id)))
    form = typed(client, why="tờ cũ bị rách")

    assert client.get(f"/staff/prints/{run_id}/pieces").status_code == 404
    assert client.get(f"/staff/prints/{run_id}/pieces/1").status_code == 404
    assert client.post(f"/staff/prints/{run_id}/pieces/1/again", data=form).status_code == 404
    assert client.post(f"/staff/prints/{run_id}/cancel", data=form).status_code == 404
    assert client.post(f"/staff/prints/{run_id}/manifest", data=form).status_code == 404
    assert client.post(f"/staff/prints/{run_id}/hand-overs", data=form).status_code == 404
