"""Whether the program is alive, and whether everything it needs answers; for operators and load balancers."""

from collections.abc import Callable

from flask import Blueprint, Response

from pledges.foundation.access import public
from pledges.foundation.errors import ServiceBusy
from pledges.foundation.house import House, this_house
from pledges.units.queries.tree import has_sample

health_pages = Blueprint("health", __name__)


@health_pages.get("/healthz")
@public
def alive() -> Response:
    """Answer as long as the process does; nothing is asked of anyone else."""
    return _plain("ok\n", 200)


@health_pages.get("/readyz")
@public
def ready() -> Response:
    """Ask the database, the store of anonymous answers, the queue and the files, and name what is silent."""
    house = this_house()
    found = {
        "database": _answers(lambda: _ask_database(house)),
        "answers": _answers(lambda: house.sealed.count("readiness")),
        "queue": house.background.answers(),
        "files": house.files.answers(),
    }
    lines = "".join(f"{name}: {'ok' if is_there else 'silent'}\n" for name, is_there in found.items())
    return _plain(lines, 200 if all(found.values()) else 503)


def _ask_database(house: House) -> None:
    with house.database.reading() as session:
        has_sample(session)


def _answers(ask: Callable[[], object]) -> bool:
    try:
        ask()
    except (ServiceBusy, OSError):
        return False
    return True


def _plain(words: str, status: int) -> Response:
    return Response(words, status, content_type="text/plain; charset=utf-8")
