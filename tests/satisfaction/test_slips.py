"""A slip opens its counter's survey once: what was sent stays, and nobody can tell which slip was used."""

import logging

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from pledges.campaigns.tables import Campaign
from pledges.foundation.codes import grouped_code
from pledges.foundation.house import House
from pledges.foundation.moments import present
from pledges.satisfaction.slip_acts import end_pack
from pledges.satisfaction.tables import Slip
from tests.satisfaction.answering import kept, rows_kept, scan, send
from tests.satisfaction.slips import old_pack, pack
from tests.satisfaction.test_nothing_is_linked import whole_database
from tests.worlds import Village

USED = "Mã trên phiếu này đã được dùng một lần"
ENDED = "Phiếu mã này không còn dùng được"


@pytest.fixture
def slip(house: House, village: Village, campaign: Campaign) -> str:
    """The code of the first slip on the paper of a pack."""
    return pack(house, village)[1][0]


def test_a_slip_opens_the_survey_of_its_counter(client: FlaskClient, slip: str) -> None:
    page = client.get(f"/S/{slip}").get_data(as_text=True)

    assert "Quầy 1: Hộ tịch, chứng thực" in page
    assert f'action="/S/{slip}/answer/' in page


def test_a_slip_may_be_typed_as_it_stands_on_paper(client: FlaskClient, slip: str) -> None:
    assert client.get(f"/s/{grouped_code(slip).lower()}").status_code == 200


def test_an_answer_with_a_slip_is_kept_apart_from_the_posters(
    client: FlaskClient, house: House, village: Village, campaign: Campaign, slip: str
) -> None:
    sent = send(client, slip, q1="2")
    send(client, village.counter_code, q1="5")

    by_round = {name: content["q1"] for name, content in kept(house.config.answers_url)}
    assert (sent.status_code, sent.headers["Location"]) == (303, "/thanks")
    assert by_round == {
        f"answers:{campaign.id}:slip:{village.counter_id}:KS-MC": "2",
        f"answers:{campaign.id}:{village.counter_id}:KS-MC": "5",
    }


def test_a_slip_is_spent_by_its_first_answer_which_stays(
    client: FlaskClient, house: House, slip: str
) -> None:
    send(client, slip, q1="2")

    second = send(client, slip, q1="5")

    assert second.status_code == 409
    assert USED in second.get_data(as_text=True)
    assert [content["q1"] for _round, content in kept(house.config.answers_url)] == ["2"]


def test_the_same_page_sent_twice_is_thanked_twice_and_kept_once(
    client: FlaskClient, house: House, slip: str
) -> None:
    survey = scan(client, slip)

    answers = [client.post(survey.action, data=survey.filled()) for _ in range(2)]

    assert [answer.headers["Location"] for answer in answers] == ["/thanks"] * 2
    assert len(kept(house.config.answers_url)) == 1


def test_trying_answers_on_a_found_slip_never_tells_which_one_was_given(
    client: FlaskClient, slip: str
) -> None:
    """Only the page that was sent is thanked again: the same answer from another page is not."""
    send(client, slip, q1="4")

    assert [send(client, slip, q1=level).status_code for level in "12345"] == [409] * 5


def test_a_scan_does_not_tell_whether_a_slip_was_used(client: FlaskClient, slip: str) -> None:
    before = client.get(f"/S/{slip}")
    send(client, slip)

    after = client.get(f"/S/{slip}")

    assert (before.status_code, after.status_code) == (200, 200)
    assert USED not in after.get_data(as_text=True)


def test_a_page_of_one_slip_cannot_be_sent_for_another(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    first, second = pack(house, village)[1][:2]
    survey = scan(client, first)

    answer = client.post(survey.action.replace(first, second), data=survey.filled())

    assert answer.status_code == 422
    assert house.sealed.counts("answers:") == {}


def test_what_is_missing_is_asked_again_and_the_slip_is_not_spent(
    client: FlaskClient, house: House, slip: str
) -> None:
    missing = send(client, slip, q1="")

    assert missing.status_code == 422
    assert send(client, slip).status_code == 303


def test_slips_of_an_ended_pack_open_nothing(client: FlaskClient, house: House, village: Village) -> None:
    pack_id, codes = pack(house, village)
    with house.database.writing() as session:
        end_pack(session, present(), pack_id, village.commune_id)

    answer = client.get(f"/S/{codes[0]}")

    assert answer.status_code == 410
    assert ENDED in answer.get_data(as_text=True)


def test_a_page_opened_before_the_pack_ended_is_not_taken(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    pack_id, codes = pack(house, village)
    survey = scan(client, codes[0])
    with house.database.writing() as session:
        end_pack(session, present(), pack_id, village.commune_id)

    assert client.post(survey.action, data=survey.filled()).status_code == 410


def test_a_slip_ends_with_the_day_that_stands_on_it(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    _pack_id, codes = old_pack(house, village)

    assert client.get(f"/S/{codes[0]}").status_code == 410


def test_a_slip_where_nothing_is_asked_says_so(client: FlaskClient, house: House, village: Village) -> None:
    _pack_id, codes = pack(house, village)

    assert client.get(f"/S/{codes[0]}").status_code == 404


def test_no_code_of_a_slip_is_stored(house: House, village: Village) -> None:
    pack_id, codes = pack(house, village, 40)

    with house.database.reading() as session:
        rows = list(session.execute(select(Slip.lookup, Slip.pack_id)))

    assert {pack for _lookup, pack in rows} == {pack_id}
    assert [lookup for lookup, _pack in rows] == sorted(lookup for lookup, _pack in rows)
    assert not [code for code in codes if any(code.encode() in lookup for lookup, _pack in rows)]


def test_an_answer_with_a_slip_changes_nothing_in_the_main_database(
    client: FlaskClient, house: House, slip: str
) -> None:
    before = whole_database(house)

    send(client, slip)

    assert whole_database(house) == before


def test_an_answer_with_a_slip_leaves_no_line_in_a_log(
    client: FlaskClient, slip: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    send(client, slip)
    send(client, slip)

    assert caplog.records == []


def test_envelopes_of_slips_have_the_size_of_all_others(
    client: FlaskClient, house: House, village: Village, slip: str
) -> None:
    send(client, slip, q6="Thêm ghế")
    send(client, village.counter_code)

    assert {len(content) for _mark, _round, content in rows_kept(house.config.answers_url)} == {2048}


def test_neither_a_slips_code_nor_what_is_stored_of_it_is_in_the_answers(
    client: FlaskClient, house: House, slip: str
) -> None:
    send(client, slip)

    with house.database.reading() as session:
        lookups = set(session.scalars(select(Slip.lookup)))
    [(mark, name, content)] = rows_kept(house.config.answers_url)
    assert mark not in lookups
    assert slip.encode() not in mark + name.encode() + content
