"""One database on the PostgreSQL server for all tests of a run, emptied between them: a new one costs half a second."""

import secrets

import psycopg
from psycopg import sql
from sqlalchemy import make_url

# What a test may have changed of the shape: then the database is made anew.
_SHAPE = """
SELECT (SELECT string_agg(version_num, ',') FROM alembic_version WHERE to_regclass('alembic_version') IS NOT NULL),
       (SELECT count(*) FROM information_schema.columns WHERE table_schema = 'public'),
       (SELECT count(*) FROM pg_constraint), (SELECT count(*) FROM pg_class)
"""
# Without the foreign keys' triggers the order of the tables does not matter.
_EMPTY = """
DO $$
DECLARE place record;
BEGIN
    SET LOCAL session_replication_role = replica;
    FOR place IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'alembic_version' LOOP
        EXECUTE format('DELETE FROM %I', place.tablename);
    END LOOP;
    -- Unlike ALTER SEQUENCE … RESTART this writes no new file for each of them.
    PERFORM setval(format('%I', sequencename)::regclass, start_value, false)
    FROM pg_sequences WHERE schemaname = 'public' AND last_value IS NOT NULL;
END $$
"""

_END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


def execute(url: str, statement: sql.Composed) -> None:
    """Execute one statement on the server, outside of any transaction."""
    with psycopg.connect(url.replace("postgresql+psycopg", "postgresql"), autocommit=True) as connection:
        connection.execute(statement)


class ServerDatabase:
    """A copy of the migrated template, which every test finds empty and in the newest shape."""

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._name = ""
        self._shape: tuple[object, ...] | None = None

    def fresh(self) -> str:
        """Return the address of the database, with no row in it and no other connection to it."""
        if not self._name or not self._emptied():
            self._make()
        return make_url(self._server).set(database=self._name).render_as_string(hide_password=False)

    def remove(self) -> None:
        """Remove it from the server."""
        if self._name:
            execute(self._server, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(self._name)))

    def _make(self) -> None:
        self.remove()
        self._name = f"pledges_test_{secrets.token_hex(6)}"
        copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
        execute(self._server, copy.format(sql.Identifier(self._name), sql.Identifier(self._template)))
        # A test that is cut off by a power failure is run again: nobody waits for the disk here.
        hasty = sql.SQL("ALTER DATABASE {} SET synchronous_commit = off")
        execute(self._server, hasty.format(sql.Identifier(self._name)))
        with self._connected() as connection:
            self._shape = connection.execute(_SHAPE).fetchone()

    def _emptied(self) -> bool:
        """Empty the tables; False when the shape has changed, or tables are held by a connection that was left open."""
        with self._connected() as connection:
            connection.execute(_END_OTHERS)
            try:
                if connection.execute(_SHAPE).fetchone() != self._shape:
                    return False
                connection.execute("SET lock_timeout = '2s'")
                connection.execute(_EMPTY)
            except psycopg.Error:
                return False
        return True

    def _connected(self) -> psycopg.Connection:
        url = make_url(self._server).set(database=self._name, drivername="postgresql")
        return psycopg.connect(url.render_as_string(hide_password=False), autocommit=True)
