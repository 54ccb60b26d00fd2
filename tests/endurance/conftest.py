"""Houses on data directories of their own, on each database that answers; the sizes are scaled."""

import secrets
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
from flask import Flask
from psycopg import sql
from sqlalchemy import make_url

from app import create_app
from pledges.config import Config
from pledges.foundation.house import House, this_house
from pledges.foundation.migrating import migrate
from tests.servers import usable_address

KEY = "a key of the tests, thirty-two letters long"
Opener = Callable[..., tuple[Flask, House]]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what asks for ``each_database`` on SQLite and, where a server answers, on PostgreSQL."""
    if "each_database" in metafunc.fixturenames:
        kinds = ["sqlite", "postgresql"] if usable_address("postgres") else ["sqlite"]
        metafunc.parametrize("each_database", kinds, indirect=True)


@pytest.fixture
def each_database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'pledges.sqlite3'}"
        return
    address = make_url(usable_address("postgres"))
    name = f"pledges_endurance_{secrets.token_hex(6)}"
    plain = address.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield address.set(database=name).render_as_string(hide_password=False)
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture
def open_house(tmp_path: Path) -> Iterator[Opener]:
    """Open a program on a directory and, if named, a database elsewhere; all are closed at the end."""
    opened: list[tuple[Flask, House]] = []

    def open_one(folder: str = "data", database_url: str = "") -> tuple[Flask, House]:
        settings = {"PLEDGES_DATA": str(tmp_path / folder), "PLEDGES_SECRET_KEY": KEY}
        if database_url:
            settings["PLEDGES_DATABASE_URL"] = database_url
        app = create_app(Config.from_environment(settings))
        with app.app_context():
            house = this_house()
        migrate(house.database)
        opened.append((app, house))
        return app, house

    yield open_one
    for _, house in opened:
        house.database.dispose()
        house.sealed.dispose()
