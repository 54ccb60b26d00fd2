"""Operators learn whether the program is alive and which part of it is silent."""

import shutil

from flask.testing import FlaskClient

from pledges.foundation.house import House


def test_alive_asks_nobody(client: FlaskClient) -> None:
    answer = client.get("/healthz")

    assert (answer.status_code, answer.get_data(as_text=True)) == (200, "ok\n")


def test_ready_means_that_everything_answers(client: FlaskClient) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.get_data(as_text=True) == "database: ok\nanswers: ok\nqueue: ok\nfiles: ok\n"


def test_ready_names_the_part_that_is_silent(client: FlaskClient, house: House) -> None:
    shutil.rmtree(house.config.data)
    house.config.data.write_text("in the way")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert "queue: silent" in answer.get_data(as_text=True)
    assert "files: silent" in answer.get_data(as_text=True)
