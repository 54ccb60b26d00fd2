"""Fills the templates of papers; papers are written in Vietnamese only, as official papers in Viet Nam are."""

import re
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from pledges.foundation.vietnamese.dates import official_date
from pledges.paper.even_lines import even_lines
from pledges.paper.party_head import party_head
from pledges.paper.qr import svg

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "documents"

# Marks that turn the writing round: with them a name would say on paper what it does not say on screen.
_TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@lru_cache(maxsize=1)
def environment() -> Environment:
    """Give the environment of paper: values are always escaped, and one that is missing is an error, not a gap.

    It stands apart from the web pages' environment: a document knows no request, no address and no session.
    """
    made = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_unturned,
    )
    made.filters["official_date"] = official_date
    made.filters["even_lines"] = even_lines
    made.globals["qr_svg"] = svg
    made.globals["party_head"] = party_head
    return made


def fill(name: str, **values: object) -> str:
    """Fill the template ``templates/documents/<name>.html``; its style sheet is part of what comes out.

    :raises jinja2.UndefinedError: when a value that the template needs is missing.
    """
    return environment().get_template(f"{name}.html").render(values)


def _unturned(value: object) -> object:
    """Take the marks that turn the writing round out of whatever a template prints."""
    if not isinstance(value, str) or not _TURNING.search(value):
        return value
    plain = _TURNING.sub("", value)
    return Markup(plain) if isinstance(value, Markup) else plain  # noqa: S704  # it was markup before
