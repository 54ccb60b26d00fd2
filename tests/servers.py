"""Says where a test server answers: run as ``python tests/servers.py postgres`` or ``… redis``.

Prints its address and ends with 0; ends with 1 where there is none, with 2 where one is there but cannot be used.
"""

import os
import socket
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

import psycopg
import redis

# Database 15 is the last of those Redis has from the start: the least likely to hold what somebody wants to keep.
_USUAL = {
    "postgres": "postgresql+psycopg://postgres@127.0.0.1:5432/postgres",
    "redis": "redis://127.0.0.1:6379/15",
}
_PATIENCE_SECONDS = 3
NONE_THERE, NOT_USABLE = 1, 2


def _ask_postgres(address: str) -> None:
    """Fail unless one may sign in and make databases."""
    with psycopg.connect(address.replace("+psycopg", "", 1), connect_timeout=_PATIENCE_SECONDS) as connection:
        found = connection.execute(
            "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
        )
        if found.fetchone() != (True,):
            raise psycopg.OperationalError("this user may not make databases")


def _ask_redis(address: str) -> None:
    """Fail unless the server takes commands."""
    with redis.Redis.from_url(address, socket_timeout=_PATIENCE_SECONDS) as client:
        client.ping()


_ASK: dict[str, Callable[[str], None]] = {"postgres": _ask_postgres, "redis": _ask_redis}


def _answers(address: str) -> bool:
    parts = urlsplit(address)
    try:
        with socket.create_connection((parts.hostname, parts.port), timeout=_PATIENCE_SECONDS):
            return True
    except OSError:
        return False


def usable_address(kind: str) -> str:
    """Return the address of the server of this kind, "" where none is there or it cannot be used."""
    address = os.environ.get(f"PLEDGES_TEST_{kind.upper()}", "") or _USUAL[kind]
    try:
        _ASK[kind](address)
    except (psycopg.Error, redis.RedisError):
        return ""
    return address


def main(kind: str) -> int:
    """Print the address of the server of this kind; return the exit code told above."""
    named = os.environ.get(f"PLEDGES_TEST_{kind.upper()}", "")
    address = named or _USUAL[kind]
    if not named and not _answers(address):
        return NONE_THERE
    try:
        _ASK[kind](address)
    except (psycopg.Error, redis.RedisError) as refusal:
        print(f"{address} cannot be used: {refusal}", file=sys.stderr)
        return NOT_USABLE
    print(address)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
