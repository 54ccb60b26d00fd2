"""Every component is one macro and one style of one name, and the templates fit together."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from pledges.foundation.assets import STAFF_STYLES
from tests.architecture.sources import ROOT, files, found
from tests.templates.rendering import TEMPLATES, environment

pytestmark = pytest.mark.architecture

RAW_COLOUR = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})\b|\b(?:rgb|hsl|hwb|lab|lch|oklch|color)a?\(", re.IGNORECASE
)
NAMED_COLOUR = re.compile(
    r":[^;{]*(?<![-\w])(?:white|black|gray|grey|red|green|blue|yellow|orange)(?![-\w])", re.IGNORECASE
)
SELECTOR_OR_ADDRESS = re.compile(r"^[^{}]*\{|href=[\"'][^\"']*[\"']|&#\w+;", re.MULTILINE)
CLASS_ATTRIBUTE = re.compile(r'class="((?:[^"{]|\{\{.*?\}\}|\{%.*?%\})*)"')
PLACEHOLDER = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")
CLASS = re.compile(r"\.([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?:__[a-z-]+)?(?:--[a-z-]+)?\b")

COMPONENTS = found(tuple(path.stem for path in files("templates/components", suffixes=(".html",))))
ON_SCREEN = found(
    tuple(path for path in files("templates", suffixes=(".html",)) if "documents" not in path.parts)
)


def name(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


def parsed(template: str) -> nodes.Template:
    return environment().parse((TEMPLATES / template).read_text("utf-8"), template)


def macros(template: str) -> set[str]:
    return {macro.name for macro in parsed(template).find_all(nodes.Macro)}


def imported(template: str) -> set[tuple[str, str]]:
    """Return (file, macro) of everything a template imports."""
    return {
        (str(line.template.as_const()), entry[0] if isinstance(entry, tuple) else entry)
        for line in parsed(template).find_all(nodes.FromImport)
        for entry in line.names
    }


def test_every_component_has_a_style_of_its_name_and_every_style_a_component() -> None:
    styles = {path.stem for path in files("static/css/components", suffixes=(".css",))}

    assert styles == set(COMPONENTS)


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_is_the_macro_of_its_name(component: str) -> None:
    assert component.replace("-", "_") in macros(f"components/{component}.html")


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_says_what_it_is_for(component: str) -> None:
    text = (TEMPLATES / f"components/{component}.html").read_text("utf-8")

    assert text.startswith("{#-")


@pytest.mark.parametrize("template", [name(path) for path in files("templates", suffixes=(".html",))])
def test_every_template_can_be_read(template: str) -> None:
    assert parsed(template).body


@pytest.mark.parametrize("template", [name(path) for path in ON_SCREEN])
def test_every_imported_macro_exists(template: str) -> None:
    missing = {(source, macro) for source, macro in imported(template) if macro not in macros(source)}

    assert missing == set()


@pytest.mark.parametrize("template", [name(path) for path in ON_SCREEN])
def test_every_imported_macro_is_used(template: str) -> None:
    named = {
        (entry[1] if isinstance(entry, tuple) else entry)
        for line in parsed(template).find_all(nodes.FromImport)
        for entry in line.names
    }
    used = {found_name.name for found_name in parsed(template).find_all(nodes.Name)}

    assert named - used == set()


@pytest.mark.parametrize(
    "template", [name(path) for path in ON_SCREEN if "layouts/public" in path.read_text("utf-8")]
)
def test_a_public_page_uses_no_component_that_only_staff_pages_style(template: str) -> None:
    blocks = {Path(source).stem for source, _ in imported(template)}

    assert blocks & STAFF_STYLES == set()


@pytest.mark.parametrize("template", [name(path) for path in ON_SCREEN])
def test_every_class_belongs_to_a_component_or_to_the_base(template: str) -> None:
    base = set(CLASS.findall((ROOT / "static/css/base.css").read_text("utf-8")))
    written = " ".join(CLASS_ATTRIBUTE.findall((TEMPLATES / template).read_text("utf-8")))

    blocks = {re.split("__|--", word)[0] for word in PLACEHOLDER.sub(" ", written).split()}

    assert blocks - base - set(COMPONENTS) == set()


@pytest.mark.parametrize("template", [name(path) for path in ON_SCREEN])
def test_placeholders_are_filled_by_the_translation_itself(template: str) -> None:
    # In templates _() fills its placeholders at once: what is written after it with "%" would come too late.
    late = re.findall(r'\b_\("[^"]*%\(\w+\)s[^"]*"\)', (TEMPLATES / template).read_text("utf-8"))

    assert late == []


def test_raw_colours_stand_in_the_tokens_only() -> None:
    styles = [path for path in files("static/css", suffixes=(".css",)) if path.stem != "tokens"]
    texts = {
        path.name: SELECTOR_OR_ADDRESS.sub("", path.read_text("utf-8")) for path in (*styles, *ON_SCREEN)
    }

    raw = {file: RAW_COLOUR.findall(text) for file, text in texts.items()}

    assert len(styles) > len(COMPONENTS)
    assert {file: colours for file, colours in raw.items() if colours} == {}


def test_no_style_names_a_colour_by_its_word() -> None:
    styles = found(tuple(files("static/css", suffixes=(".css",))))

    assert [path.name for path in styles if NAMED_COLOUR.search(path.read_text("utf-8"))] == []


def test_every_token_that_is_used_exists() -> None:
    texts = {
        path.stem: path.read_text("utf-8") for path in found(tuple(files("static/css", suffixes=(".css",))))
    }
    tokens = set(re.findall(r"^\s*(--[a-z0-9-]+):", texts["tokens"], re.MULTILINE))

    used = set(re.findall(r"var\((--[a-z0-9-]+)\)", "".join(texts.values())))

    assert used - tokens == set()
    assert tokens - used == set()


@pytest.mark.parametrize("component", COMPONENTS)
def test_a_component_writes_no_class_of_an_unknown_block(component: str) -> None:
    known = {*COMPONENTS, "page", "hidden", "choices"}
    text = (ROOT / f"static/css/components/{component}.css").read_text("utf-8")

    assert set(CLASS.findall(re.sub(r"\{[^{}]*\}", "", text))) <= known


@pytest.mark.parametrize("colour", ["color: #0a5c49;", "fill: rgb(10, 92, 73);", "border: 1px solid #fff;"])
def test_a_raw_colour_is_found_where_there_is_one(colour: str) -> None:
    assert RAW_COLOUR.search(SELECTOR_OR_ADDRESS.sub("", f".note {{ {colour} }}"))
