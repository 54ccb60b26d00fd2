"""Fills the templates of papers; papers are written in Vietnamese only, as official papers in Viet Nam are."""

from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from pledges.foundation.vietnamese.dates import official_date
from pledges.paper.qr import svg

FOLDER = Path(__file__).resolve().parents[2] / "templates" / "documents"


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
    )
    made.filters["official_date"] = official_date
    made.globals["qr_svg"] = svg
    return made


def fill(name: str, **values: object) -> str:
    """Fill the template ``templates/documents/<name>.html``; its style sheet is part of what comes out.

    :raises jinja2.UndefinedError: when a value that the template needs is missing.
    """
    return environment().get_template(f"{name}.html").render(values)
