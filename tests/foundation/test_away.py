"""What people see while the database is away: a page that says so, and never the bare words of a server."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from pledges.config import Config
from pledges.foundation.house import House, this_house
from pledges.foundation.migrating import migrate


@pytest.fixture
def house(tmp_path: Path) -> House:
    """A house on the embedded database, while a directory stands where its file should be."""
    app = create_app(Config.from_environment({"PLEDGES_DATA": str(tmp_path)}))
    with app.app_context():
        house = this_house()
    house.hand(Flask, app)
    migrate(house.database)
    house.database.dispose()
    path = tmp_path / "pledges.sqlite3"
    path.rename(path.with_suffix(".away"))
    path.mkdir()
    return house


@pytest.fixture
def client(house: House) -> Iterator[FlaskClient]:
    yield house.handed(Flask).test_client()
    house.database.dispose()


@pytest.mark.parametrize("address", ["/", "/S/2222222222222", "/privacy", "/staff/campaigns"])
def test_a_page_that_needs_the_database_asks_to_come_back(client: FlaskClient, address: str) -> None:
    client.set_cookie("staff", "made up")

    answer = client.get(address)

    assert answer.status_code in (303, 404, 503)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_page_that_cannot_be_made_says_when_to_try_again(client: FlaskClient) -> None:
    answer = client.get("/")

    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "30")
    assert "Hệ thống đang bận" in answer.get_data(as_text=True)


@pytest.mark.parametrize(("address", "status"), [("/help", 200), ("/nothing-here", 404), ("/healthz", 200)])
def test_what_needs_no_database_goes_on(client: FlaskClient, address: str, status: int) -> None:
    assert client.get(address).status_code == status


def test_it_goes_on_by_itself_when_the_database_is_back(client: FlaskClient, house: House) -> None:
    path = house.config.data / "pledges.sqlite3"
    client.get("/")
    path.rmdir()
    path.with_suffix(".away").rename(path)

    assert client.get("/").status_code == 200
