"""Where the program's own lines go: standard error, at the level of PLEDGES_LOG, never with what people wrote."""

import logging
import traceback

# Libraries whose lines could carry a message's text or an address: only what ends the process is let through.
_QUIET = ("alembic", "huey", "waitress", "werkzeug", "weasyprint", "fontTools", "PIL", "sqlalchemy")


_LAST_PLACES = 4


def told_in_places(fault: BaseException) -> str:
    """Tell a fault by its kind and where it rose, the innermost place first: "KeyError at papers.py:31 < jobs.py:70".

    **why** not its message: it may hold what people wrote, and a whole trace for each of a thousand papers is no log.
    """
    places = traceback.extract_tb(fault.__traceback__)[-_LAST_PLACES:]
    told = " < ".join(f"{place.filename.rpartition('/')[2]}:{place.lineno}" for place in reversed(places))
    return f"{type(fault).__name__} at {told}"


def set_up_logs(level: str) -> None:
    """Begin to log ``event key=value`` lines of this program; call it once in a process that serves or works."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
