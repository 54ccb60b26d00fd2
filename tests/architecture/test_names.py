"""Every file says by its name and its first sentence what it is responsible for."""

import ast

import pytest

from tests.architecture.sources import ROOT, all_sources, files, found, program_sources

pytestmark = pytest.mark.architecture

SAY_NOTHING = {
    "common",
    "data",
    "helper",
    "helpers",
    "info",
    "manager",
    "misc",
    "obj",
    "tmp",
    "util",
    "utils",
}
SUFFIXES = (".css", ".html", ".js", ".py", ".toml")


def words_of(name: str) -> set[str]:
    return set(name.lower().replace("-", "_").split("_"))


def test_no_file_has_a_name_that_says_nothing() -> None:
    named = found(tuple(files("forms", "pledges", "static", "templates", "tests", suffixes=SUFFIXES)))

    assert [path.relative_to(ROOT) for path in named if words_of(path.stem) & SAY_NOTHING] == []


def test_no_class_or_function_has_a_name_that_says_nothing() -> None:
    named = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    nodes = [(each, node) for each in program_sources() for node in each.nodes if isinstance(node, named)]

    assert [each.place(node) for each, node in nodes if node.name.lower().strip("_") in SAY_NOTHING] == []


def test_every_module_says_what_it_is_responsible_for() -> None:
    assert [source.name for source in all_sources() if not ast.get_docstring(source.tree)] == []


def test_a_rooms_init_holds_its_sentence_and_nothing_else() -> None:
    rooms = found(tuple(source for source in program_sources() if source.name.endswith("/__init__.py")))

    assert [source.name for source in rooms if len(source.tree.body) != 1] == []


def test_every_folder_of_the_program_is_a_package() -> None:
    folders = {
        path.parent for path in files("forms", "pledges", suffixes=(".py",)) if path.parent.name != "versions"
    }

    assert [folder for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []
