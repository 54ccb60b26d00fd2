"""Where the program's own lines go: standard error, at the level of PLEDGES_LOG, never with what people wrote."""

import logging

# Libraries whose lines could carry a message's text or an address: only what ends the process is let through.
_QUIET = ("alembic", "huey", "waitress", "werkzeug", "weasyprint", "fontTools", "PIL", "sqlalchemy")


def set_up_logs(level: str) -> None:
    """Begin to log ``event key=value`` lines of this program; call it once in a process that serves or works."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s %(message)s")
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)
