"""Logs name places in the program and nothing that somebody typed."""

import logging

import pytest
from flask import Flask
from sqlalchemy import text

from pledges.foundation.access import public
from pledges.foundation.house import House, this_house

NAME = "Nguyễn Văn Đức"


@public
def keep_a_name() -> str:
    """Write a name to where there is no room for it."""
    with this_house().database.writing() as session:
        session.execute(text("INSERT INTO nowhere (name) VALUES (:name)"), {"name": NAME})
    return ""


@public
def read_a_number() -> str:
    """Take a name for a number."""
    return str(int(NAME))


@pytest.fixture
def faulty(app: Flask) -> Flask:
    """The program with two faulty pages, answering as it does when it is no test."""
    app.testing = False
    app.add_url_rule("/keep", view_func=keep_a_name)
    app.add_url_rule("/read", view_func=read_a_number)
    return app


@pytest.mark.parametrize("address", ["/keep", "/read"])
def test_a_fault_is_logged_without_what_was_typed(
    faulty: Flask, caplog: pytest.LogCaptureFixture, address: str
) -> None:
    caplog.set_level(logging.DEBUG)

    answer = faulty.test_client().get(address)

    assert answer.status_code == 500
    assert "test_silent_logs.py" in caplog.text
    assert NAME not in caplog.text


def test_an_error_of_the_database_carries_no_values(house: House) -> None:
    statement = text("INSERT INTO nowhere (name) VALUES (:name)")

    with pytest.raises(Exception, match="nowhere") as fault, house.database.writing() as session:
        session.execute(statement, {"name": NAME})

    assert NAME not in str(fault.value)
