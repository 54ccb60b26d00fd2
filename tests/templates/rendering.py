"""Renders a component alone, as the pages do: escaped, translated, white space trimmed."""

from functools import cache

from html5lib import parseFragment
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from tests.architecture.sources import ROOT

TEMPLATES = ROOT / "templates"


@cache
def environment() -> Environment:
    """Return Jinja set up like the program's own, except that an unknown name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        extensions=["jinja2.ext.i18n"],
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["asset"] = lambda name: f"/static/{name}"
    made.install_null_translations(newstyle=True)  # type: ignore[attr-defined]  # added by the extension
    return made


class Rendered:
    """The elements a component made, found the way a style sheet finds them."""

    def __init__(self, html: str) -> None:
        self.html = html
        self._tree = parseFragment(html, namespaceHTMLElements=False)
        for element in self._tree.iter():
            # Drawings have a namespace of their own, which would only be in the way here.
            element.tag = str(element.tag).rpartition("}")[2]

    def all(self, path: str) -> list[dict[str, str]]:
        """Return the attributes of every element at an ElementTree path (``.//input``)."""
        return [dict(element.attrib) for element in self._tree.findall(path)]

    def texts(self, path: str) -> list[str]:
        """Return the text of every element at a path."""
        return ["".join(element.itertext()) for element in self._tree.findall(path)]


def render(component: str, call: str, **values: object) -> Rendered:
    """Import the macro of a component and return what the call makes of the values."""
    macro = component.replace("-", "_")
    text = f'{{% from "components/{component}.html" import {macro} %}}{call}'
    return Rendered(environment().from_string(text).render(**values))
