"""What every test stands on: a house of its own on a real (file or server) database, migrated once a session."""

import gc
import os
import secrets
import shutil
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from psycopg import sql
from sqlalchemy import create_engine, make_url
from sqlalchemy.dialects.postgresql.base import PGDialect
from sqlalchemy.dialects.sqlite.base import SQLiteDialect

from app import create_app
from pledges.config import Config
from pledges.foundation import assets
from pledges.foundation import database as database_module
from pledges.foundation.database import Database
from pledges.foundation.house import House, this_house
from pledges.foundation.migrating import migrate
from pledges.foundation.moments import Occasion
from tests.server_database import ServerDatabase, execute

PUBLIC_URL = "http://127.0.0.1:8189"
_LOCAL_POSTGRES = "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--engine", choices=("sqlite", "postgresql"), default="sqlite", help="the main database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run only what touches the main database: the rest has run on SQLite already."""
    if config.getoption("--engine") != "postgresql":
        return
    touching = [item for item in items if "database_url" in getattr(item, "fixturenames", ())]
    others = [item for item in items if item not in set(touching)]
    config.hook.pytest_deselected(items=others)
    items[:] = touching


def pytest_collection_finish() -> None:
    """Keep what is imported out of the collector's rounds: each took 150 ms, one in every third test."""
    gc.collect()
    gc.freeze()


def _server_url() -> str:
    """Address of the PostgreSQL server the tests may use."""
    return os.environ.get("PLEDGES_TEST_POSTGRES") or _LOCAL_POSTGRES


@pytest.fixture(scope="session")
def engine_kind(request: pytest.FixtureRequest) -> str:
    return str(request.config.getoption("--engine"))


@pytest.fixture(scope="session")
def migrated(engine_kind: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty, migrated database that each test's own is copied from: a file path or a template's name."""
    if engine_kind == "sqlite":
        path = tmp_path_factory.mktemp("migrated") / "pledges.sqlite3"
        database = Database(f"sqlite:///{path}")
        migrate(database)
        with database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        database.dispose()
        yield str(path)
        return
    name = f"pledges_template_{secrets.token_hex(4)}"
    execute(_server_url(), sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    database = Database(make_url(_server_url()).set(database=name).render_as_string(hide_password=False))
    migrate(database)
    database.dispose()
    yield name
    execute(_server_url(), sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="session")
def server_database(migrated: str) -> Iterator[ServerDatabase]:
    database = ServerDatabase(_server_url(), migrated)
    yield database
    database.remove()


@pytest.fixture
def database_url(
    engine_kind: str, migrated: str, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[str]:
    """A migrated database with nothing in it, for this test alone."""
    if engine_kind == "sqlite":
        path = tmp_path / "data" / "pledges.sqlite3"
        path.parent.mkdir()
        shutil.copyfile(migrated, path)
        yield f"sqlite:///{path}"
        return
    database = request.getfixturevalue("server_database")
    yield database.fresh()


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Config:
    return Config.from_environment(
        {
            "PLEDGES_DATA": str(tmp_path / "data"),
            "PLEDGES_DATABASE_URL": database_url,
            "PLEDGES_PUBLIC_URL": PUBLIC_URL,
            "PLEDGES_SECRET_KEY": "a key of the tests, thirty-two letters long",
            # In the test's own process, whose coverage is measured; the press has tests of its own.
            "PLEDGES_PRINT_APART": "off",
        }
    )


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Each test has a program of its own; compiling the same templates for each took a fifth of the time."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session", autouse=True)
def _compiled_once() -> Iterator[None]:
    """Each test has engines of its own; compiling the same statements for each took a quarter of the time.

    SQLAlchemy keeps what it compiled by dialect: those of one kind are taken for one.
    """
    compiled: dict[object, object] = {}
    with pytest.MonkeyPatch.context() as patch:
        for dialect in (SQLiteDialect, PGDialect):
            patch.setattr(dialect, "__eq__", lambda self, other: type(self) is type(other))
            patch.setattr(dialect, "__hash__", lambda self: hash(type(self)))
        patch.setattr(
            database_module,
            "create_engine",
            partial(create_engine, execution_options={"compiled_cache": compiled}),
        )
        yield


@pytest.fixture(scope="session", autouse=True)
def _bundled_once() -> Iterator[None]:
    """Each test has a program of its own; bundling the same style sheets for each took half of making it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assets, "build_assets", cache(assets.build_assets))
        yield


@pytest.fixture
def app(config: Config, compiled_templates: FileSystemBytecodeCache) -> Iterator[Flask]:
    app = create_app(config)
    app.jinja_env.bytecode_cache = compiled_templates
    app.testing = True
    with app.app_context():
        yield app
        this_house().database.dispose()
        this_house().sealed.dispose()


@pytest.fixture
def house(app: Flask) -> House:
    with app.app_context():
        return this_house()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A phone or desk browser that keeps cookies."""
    return app.test_client()


@pytest.fixture
def occasion() -> Occasion:
    """A Monday morning in Viet Nam, 23 November 2026, nobody signed in."""
    return Occasion(now=datetime(2026, 11, 23, 2, 30, tzinfo=UTC))


def answers(host: str, port: int) -> bool:
    """Tell whether a server listens there."""
    with socket.socket() as probe:
        probe.settimeout(0.3)
        return probe.connect_ex((host, port)) == 0
