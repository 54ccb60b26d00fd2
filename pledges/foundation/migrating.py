"""Brings a database to the newest shape, or to a named step; one process at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from pledges.foundation.database import Database

_SCRIPTS = Path(__file__).parent.parent / "migrations"
# Any number will do; it only has to be the same in all processes of this program.
_ADVISORY_LOCK = 189_2020


def migrate(database: Database, revision: str = "head") -> tuple[str | None, str | None]:
    """Bring the database up (or down) to a revision; return the revision before and after."""
    with database.engine.connect() as connection:
        before = revision_of(connection)
        _lock(connection, database)
        configuration = _configuration(connection)
        is_downward = revision == "base" or _is_older(configuration, revision, before)
        (command.downgrade if is_downward else command.upgrade)(configuration, revision)
        connection.commit()
        _unlock(connection, database)
        return before, revision_of(connection)


def newest_revision() -> str | None:
    """Return the revision the program was written for."""
    return ScriptDirectory(str(_SCRIPTS)).get_current_head()


def current_revision(database: Database) -> str | None:
    """Return the revision a database stands at; None when nothing was ever migrated."""
    with database.engine.connect() as connection:
        return revision_of(connection)


def revision_of(connection: Connection) -> str | None:
    """Return the revision of the database behind a connection."""
    return MigrationContext.configure(connection).get_current_revision()


def _configuration(connection: Connection) -> AlembicConfig:
    configuration = AlembicConfig()
    configuration.set_main_option("script_location", str(_SCRIPTS))
    configuration.attributes["connection"] = connection
    return configuration


def _is_older(configuration: AlembicConfig, revision: str, current: str | None) -> bool:
    scripts = ScriptDirectory.from_config(configuration)
    if revision == "head" or current is None or revision == current:
        return False
    return revision in {script.revision for script in scripts.iterate_revisions(current, "base")}


def _lock(connection: Connection, database: Database) -> None:
    connection.rollback()
    if database.is_embedded:
        # Copying a table in batch mode would otherwise trip over references to the old one.
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
        connection.rollback()
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({_ADVISORY_LOCK})")


def _unlock(connection: Connection, database: Database) -> None:
    connection.rollback()
    if database.is_embedded:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA foreign_keys = ON")
        connection.rollback()
    else:
        connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_ADVISORY_LOCK})")
