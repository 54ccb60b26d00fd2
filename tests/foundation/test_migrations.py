"""Every step of the database's shape: up, down, with rows, and in the end equal to the tables in the code."""

import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from pledges.foundation.base import Base
from pledges.foundation.database import Database
from pledges.foundation.migrating import current_revision, migrate, newest_revision

PLEDGES = Path(__file__).parents[2] / "pledges"
SCRIPTS = ScriptDirectory(str(PLEDGES / "migrations"))
REVISIONS = [script.revision for script in SCRIPTS.walk_revisions()][::-1]
TABLE_MODULES = [f"pledges.{path.parent.name}.tables" for path in PLEDGES.glob("*/tables.py")]


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    database = Database(database_url)
    yield database
    database.dispose()


def _shape(database: Database) -> dict[str, list[str]]:
    inspector = inspect(database.engine)
    return {
        table: sorted(column["name"] for column in inspector.get_columns(table))
        for table in inspector.get_table_names()
    }


def test_the_sweep_found_the_steps_and_the_tables() -> None:
    assert len(REVISIONS) >= 10
    assert len(TABLE_MODULES) >= 9


def test_the_newest_shape_equals_the_tables_in_the_code(database: Database) -> None:
    for module in [*TABLE_MODULES, "pledges.foundation.audit"]:
        importlib.import_module(module)

    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Base.metadata)

    assert differences == []


def test_every_step_goes_down_and_up_again_to_the_same_shape(database: Database) -> None:
    newest = _shape(database)

    migrate(database, "base")
    emptied = _shape(database)
    migrate(database)

    assert set(emptied) == {"alembic_version"}
    assert _shape(database) == newest


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_step_can_be_taken_back_and_done_again(database: Database, revision: str) -> None:
    migrate(database, revision)
    before = _shape(database)

    migrate(database, SCRIPTS.get_revision(revision).down_revision or "base")  # type: ignore[arg-type]  # a step of ours has one parent
    migrate(database, revision)

    assert _shape(database) == before


def test_rows_survive_the_steps_after_their_own(database: Database) -> None:
    migrate(database, "0002")
    with database.engine.begin() as connection:
        connection.execute(
            text("INSERT INTO audit_chain (unit_id, length, head) VALUES (7, 0, :head)"), {"head": b""}
        )
        connection.execute(
            text(
                "INSERT INTO unit (kind, type, name, folded_name, valid_from, sort_no, is_sample)"
                " VALUES ('territory', 'xa', 'Xã Hàm Mẫu', 'ham mau', '2025-07-01', 0, :sample)"
            ),
            {"sample": True},
        )

    migrate(database)

    with database.engine.connect() as connection:
        assert connection.execute(text("SELECT name FROM unit")).scalar() == "Xã Hàm Mẫu"
        assert connection.execute(text("SELECT unit_id FROM audit_chain")).scalar() == 7


def test_migrating_twice_changes_nothing(database: Database) -> None:
    assert migrate(database) == (newest_revision(), newest_revision())
    assert current_revision(database) == newest_revision()
