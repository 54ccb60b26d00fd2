"""What an address may hold: numbers no larger than an id, no null; everything else is not found."""

from flask import Flask, request
from werkzeug.routing import IntegerConverter

from pledges.foundation.errors import NotFound

_LARGEST_ID = 2**63 - 1
_LAST_PAGE = 1_000_000


class IdConverter(IntegerConverter):
    """``<int:…>`` in a route: a larger number is no id of ours, and neither database takes it as one."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **{"max": _LARGEST_ID, **options})  # type: ignore[arg-type]  # passed on as it came


def init_addresses(app: Flask) -> None:
    """Refuse addresses that no link of ours holds before they reach a database."""
    app.url_map.converters["int"] = IdConverter

    @app.before_request
    def refuse_null() -> None:
        # PostgreSQL takes no text with a null in it; no page has one in its address.
        if "\0" in request.path or "%00" in request.query_string.decode("latin-1"):
            raise NotFound


def page_asked() -> int:
    """Return the page of a list that the address asks for (``?page=2``), from 1; the first when it names none."""
    return min(max(request.args.get("page", 1, type=int), 1), _LAST_PAGE)


def id_said(text: str | None) -> int | None:
    """Return the id that an address or a form says; None when it says none, or one that neither database takes."""
    if not text or not (text.isascii() and text.isdigit()):
        return None
    number = int(text[:20])
    return number if number <= _LARGEST_ID else None
