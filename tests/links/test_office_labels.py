"""An office's codes on paper: one label for its head, one for each official; a lost one is replaced at once."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from app import create_app
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House, this_house
from pledges.foundation.moments import present
from pledges.links.rules import code_of
from pledges.prints.rules import RunState
from pledges.prints.tables import PrintRun
from pledges.register.acts.ending import end_subjects
from pledges.register.rules import EndReason, SubjectKind
from pledges.register.subjects import SubjectsLeaving
from pledges.staff.rules import Grant, Role
from tests.desk.sending import send
from tests.paper.reading import codes_of, page_count, text_of
from tests.responses.offices import OFFICE, PEOPLE, OfficeWorld, ask_offices, build_office, register_official
from tests.worlds import Village, add_commune, build_village, sign_in

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@pytest.fixture
def village(house: House) -> Village:
    return build_village(house, present())


@pytest.fixture
def office(house: House, village: Village) -> OfficeWorld:
    return build_office(house, present(), village)


@pytest.fixture
def asked(house: House, village: Village, office: OfficeWorld) -> OfficeWorld:
    """The office while a campaign asks it and its officials."""
    ask_offices(house, present(), village)
    return office


@pytest.fixture
def clerk(client: FlaskClient, house: House, village: Village) -> FlaskClient:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, village.commune_id))
    return client


def fetched(clerk: FlaskClient, where: str, **typed: str) -> tuple[int, bytes]:
    """Send a form of the clerk's and return the status and the file that comes."""
    found = TOKEN.search(clerk.get("/staff/prints").get_data(as_text=True))
    assert found
    answer = clerk.post(where, data={"csrf_token": found[1], **typed})
    return answer.status_code, answer.data


def runs(house: House) -> list[PrintRun]:
    with house.database.reading() as session:
        return list(session.scalars(select(PrintRun).order_by(PrintRun.id)))


@pytest.mark.document
def test_the_head_and_every_official_get_a_label_in_the_order_of_the_list(
    clerk: FlaskClient, house: House, office: OfficeWorld
) -> None:
    _, paper = fetched(clerk, f"/staff/links/offices/{office.office_id}/labels")

    by_given_name = [0, 1, 2, 3, 4]
    codes = [office.code, *(office.codes[place] for place in by_given_name)]
    assert codes_of(paper) == [f"HTTP://127.0.0.1:8189/S/{code}" for code in codes]
    assert page_count(paper) == 1


@pytest.mark.document
def test_names_of_officials_are_masked_and_the_offices_is_not(
    clerk: FlaskClient, office: OfficeWorld
) -> None:
    _, paper = fetched(clerk, f"/staff/links/offices/{office.office_id}/labels")

    text = " ".join(text_of(paper).split())
    assert "L*** T*** Lan" in text
    assert "Cán bộ số 3" in text
    assert "Thủ trưởng cơ quan" in text
    assert "Trung tâm Phục vụ" in text
    assert "Hộ số" not in text
    assert [one.name for one in PEOPLE if one.name in text] == []


@pytest.mark.document
def test_the_paper_stands_in_the_ledger_of_the_seat_but_not_on_the_disk(
    clerk: FlaskClient, house: House, village: Village, office: OfficeWorld
) -> None:
    fetched(clerk, f"/staff/links/offices/{office.office_id}/labels")

    [run] = runs(house)
    assert (run.kind, run.total, run.unit_id) == ("office_labels", 6, village.commune_id)
    assert (run.state, run.carries_secrets) == (RunState.DESTROYED, True)
    assert "Nhãn mã QR của cơ quan, cán bộ" in clerk.get("/staff/prints").get_data(as_text=True)


@pytest.mark.document
def test_a_label_is_printed_again_with_the_same_code(clerk: FlaskClient, office: OfficeWorld) -> None:
    _, officials = fetched(clerk, f"/staff/links/officials/{office.official_ids[2]}/label")
    _, heads = fetched(clerk, f"/staff/links/offices/{office.office_id}/label")

    assert codes_of(officials) == [f"HTTP://127.0.0.1:8189/S/{office.codes[2]}"]
    assert codes_of(heads) == [f"HTTP://127.0.0.1:8189/S/{office.code}"]


@pytest.mark.document
@pytest.mark.parametrize("kind", [SubjectKind.OFFICIAL, SubjectKind.OFFICE])
def test_a_lost_label_is_replaced_and_the_old_code_is_dead(
    clerk: FlaskClient, app: Flask, house: House, asked: OfficeWorld, kind: SubjectKind
) -> None:
    subject, old = {
        SubjectKind.OFFICIAL: (asked.official_ids[0], asked.codes[0]),
        SubjectKind.OFFICE: (asked.office_id, asked.code),
    }[kind]

    status, paper = fetched(clerk, f"/staff/links/{kind}s/{subject}/reissue", generation="1")

    newer = code_of(house.keys, kind, subject, 2)
    assert (status, codes_of(paper)) == (200, [f"HTTP://127.0.0.1:8189/S/{newer}"])
    assert [app.test_client().get(f"/S/{code}").status_code for code in (old, newer)] == [410, 200]


@pytest.mark.document
def test_asked_twice_for_a_new_code_only_one_is_given(clerk: FlaskClient, office: OfficeWorld) -> None:
    where = f"/staff/links/officials/{office.official_ids[0]}/reissue"

    statuses = [fetched(clerk, where, generation="1")[0] for _ in range(2)]

    assert statuses == [200, 409]


@pytest.mark.document
def test_who_left_the_office_gets_no_label(clerk: FlaskClient, house: House, office: OfficeWorld) -> None:
    gone = office.official_ids[0]
    with house.database.writing() as session:
        leaving = SubjectsLeaving(SubjectKind.OFFICIAL, [gone], EndReason.LEFT_OFFICE, present().today)
        end_subjects(session, present(), leaving)

    _, paper = fetched(clerk, f"/staff/links/offices/{office.office_id}/labels")
    again, _ = fetched(clerk, f"/staff/links/officials/{gone}/label")
    anew, _ = fetched(clerk, f"/staff/links/officials/{gone}/reissue", generation="1")

    assert office.codes[0] not in "".join(codes_of(paper))
    assert (again, anew) == (409, 409)


@pytest.fixture
def other_worker(house: House) -> Iterator[FlaskClient]:
    """A browser at a second program on the same database."""
    app = create_app(house.config)
    yield app.test_client()
    with app.app_context():
        this_house().database.dispose()
        this_house().sealed.dispose()


@pytest.mark.document
def test_in_every_worker_the_old_code_is_dead_at_once(
    clerk: FlaskClient, other_worker: FlaskClient, house: House, village: Village, asked: OfficeWorld
) -> None:
    """No worker remembers codes: what one program reissues, the other refuses from then on."""
    codes = (village.codes[0], asked.codes[0])
    before = [other_worker.get(f"/S/{code}").status_code for code in codes]

    fetched(clerk, f"/staff/links/officials/{asked.official_ids[0]}/reissue", generation="1")
    fetched(clerk, f"/staff/links/households/{village.household_ids[0]}/reissue", generation="1")

    newer = code_of(house.keys, SubjectKind.OFFICIAL, asked.official_ids[0], 2)
    assert before == [404, 200]
    assert [other_worker.get(f"/S/{code}").status_code for code in codes] == [410, 410]
    assert other_worker.get(f"/S/{newer}").status_code == 200


def test_the_offices_page_tells_numbers_and_never_who(
    clerk: FlaskClient, app: Flask, house: House, village: Village, office: OfficeWorld
) -> None:
    ask_offices(house, present(), village)
    register_official(app.test_client(), office.codes[2])

    page = clerk.get(f"/staff/links/offices/{office.office_id}").get_data(as_text=True)

    assert "Đã đăng ký: 1/5 người" in page
    assert [one.name for one in PEOPLE if one.name in page] == []
    assert grouped_code(office.code) not in page


def test_an_officials_page_tells_the_generation_and_not_the_code(
    clerk: FlaskClient, office: OfficeWorld
) -> None:
    address = f"/staff/links/officials/{office.official_ids[0]}"

    page = clerk.get(address).get_data(as_text=True)

    assert "Đang dùng mã thứ 1" in page
    assert f'action="{address}/reissue"' in page
    assert grouped_code(office.codes[0]) not in page


def test_the_register_leads_to_the_codes(clerk: FlaskClient, office: OfficeWorld) -> None:
    pages = [
        clerk.get(f"/staff/register/offices/{office.office_id}").get_data(as_text=True),
        clerk.get(f"/staff/register/officials/{office.official_ids[0]}").get_data(as_text=True),
    ]

    assert f'href="/staff/links/offices/{office.office_id}"' in pages[0]
    assert f'href="/staff/links/officials/{office.official_ids[0]}"' in pages[1]


def test_a_clerk_of_another_commune_reaches_none_of_it(
    client: FlaskClient, house: House, village: Village, office: OfficeWorld
) -> None:
    sign_in(client, house, Grant(Role.CAMPAIGN_CLERK, add_commune(house, present(), village.province_id)))
    places = (f"offices/{office.office_id}", f"officials/{office.official_ids[0]}")

    asked = [client.get(f"/staff/links/{place}").status_code for place in places]
    sent = [send(client, f"/staff/links/{place}/reissue", generation="1")[0] for place in places]

    assert asked + sent == [404] * 4
    assert runs(house) == []


def test_the_operators_list_has_officials_and_their_office(
    app: Flask, house: House, village: Village, office: OfficeWorld
) -> None:
    campaign = ask_offices(house, present(), village)
    arguments = ["links", "export", "--campaign", str(campaign.id), "--unit", str(village.commune_id)]

    told = app.test_cli_runner().invoke(args=arguments)

    lines = [line.split("\t") for line in told.output.strip().splitlines()]
    assert [line[0] for line in lines] == [*["official"] * 5, "office", "counter"]
    assert [line[2] for line in lines[:6]] == [*office.codes, office.code]
    assert OFFICE not in told.output
