"""An answer leaves one envelope in the sealed store and no trace anywhere else."""

import logging
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Row, select

from pledges.campaigns.tables import Campaign
from pledges.foundation.base import Base
from pledges.foundation.house import House
from tests.satisfaction.answering import COMMENT, rows_kept, scan, send
from tests.worlds import Village


def whole_database(house: House) -> dict[str, list[Row[*tuple[object, ...]]]]:
    """Return every row of every table of the main database."""
    with house.database.reading() as session:
        return {name: list(session.execute(select(table))) for name, table in Base.metadata.tables.items()}


# The store itself and its half day's key; and what SQLite shares between processes, where readers leave their mark.
OF_THE_STORE = ("answers.sqlite3", "half-day-")
SHARED_MEMORY = ".sqlite3-shm"


def other_files(folder: Path) -> dict[str, bytes]:
    """Return what lies in the data folder beside the sealed store."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != SHARED_MEMORY]
    return {path.name: path.read_bytes() for path in files if not path.name.startswith(OF_THE_STORE)}


def test_no_table_of_the_main_database_changes(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    before = whole_database(house)

    send(client, village.counter_code, q6=COMMENT)

    assert len(before) > 10
    assert whole_database(house) == before


def test_no_other_file_changes(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    survey = scan(client, village.counter_code)
    before = other_files(house.config.data)

    client.post(survey.action, data=survey.filled(q6=COMMENT))

    assert (house.config.data / "answers.sqlite3").is_file()
    assert other_files(house.config.data) == before


def test_no_page_sets_a_cookie(client: FlaskClient, village: Village, campaign: Campaign) -> None:
    pages = [
        client.get(f"/S/{village.counter_code}"),
        send(client, village.counter_code),
        send(client, village.counter_code, q1=""),
        client.get("/thanks"),
    ]

    assert [page.status_code for page in pages] == [200, 303, 422, 200]
    assert [page.headers.getlist("Set-Cookie") for page in pages] == [[]] * 4


def test_no_log_gets_a_line(
    client: FlaskClient, village: Village, campaign: Campaign, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)

    send(client, village.counter_code, q6=COMMENT)
    send(client, village.counter_code, q1="")
    client.get("/thanks")

    assert caplog.records == []


def test_an_envelope_has_a_mark_a_round_and_a_content_of_one_size(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    send(client, village.counter_code)
    send(client, village.counter_code, q6=COMMENT * 6)

    rows = rows_kept(house.config.answers_url)
    assert [(len(mark), name, len(content)) for mark, name, content in rows] == [
        (32, f"answers:{campaign.id}:{village.counter_id}:KS-MC", 2048)
    ] * 2


def test_neither_the_attempt_nor_the_language_nor_the_device_is_kept(
    client: FlaskClient, house: House, village: Village, campaign: Campaign
) -> None:
    survey = scan(client, village.counter_code, "/en")
    told = {"User-Agent": "Zalo/24.11 Android", "Accept-Language": "en-GB", "X-Forwarded-For": "203.0.113.7"}

    client.post(survey.action, data=survey.filled(), headers=told)

    [(mark, _round, content)] = rows_kept(house.config.answers_url)
    assert content.rstrip(b"\0")[2:] == b'{"q1":"4","q2":"dung_hen","q3":"5","q4":"1","q5":"khong"}'
    assert survey.attempt.encode() not in mark + content


def test_everybody_is_thanked_with_the_same_page(
    app: Flask, client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    content, other = send(client, village.counter_code, q1="5"), app.test_client()
    angry = send(other, village.counter_code, q1="1", q5="co", q6="Bị gợi ý đưa tiền")

    assert content.headers["Location"] == angry.headers["Location"] == "/thanks"
    assert client.get("/thanks").data == other.get("/thanks").data
    assert village.counter_code not in client.get("/thanks").get_data(as_text=True)


def test_no_page_may_be_kept_by_the_browser(
    client: FlaskClient, village: Village, campaign: Campaign
) -> None:
    answer = client.get(f"/S/{village.counter_code}")

    assert answer.headers["Cache-Control"] == "no-store"
    assert 'autocomplete="off"' in answer.get_data(as_text=True)
