"""Who may import whom: the contracts in .importlinter, and what they cannot see."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, Source, all_sources, found, program_sources, python_sources

pytestmark = pytest.mark.architecture

# Import by name is for what may be missing on a machine, or is too heavy to load before it is needed.
MAY_IMPORT_BY_NAME = {
    "pledges/foundation/sqlite.py",
    "pledges/paper/pdf.py",
    "pledges/paper/raster.py",
    "pledges/paper/scanning.py",
    "pledges/seals/engine.py",
}
LINT = (
    "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(no_logo=True, no_cache=True))"
)

IN_ORDER = (
    ("forms/base.py", "import pledges.units.rules"),
    ("pledges/config.py", "import os"),
    ("pledges/foundation/database.py", "import sqlalchemy"),
    ("pledges/foundation/errors.py", "import pledges.foundation.locale"),
    ("pledges/foundation/locale.py", "import flask"),
    ("pledges/foundation/vietnamese/cleaning.py", "import unicodedata"),
    ("pledges/paper/pdf.py", "import weasyprint, pledges.foundation.vietnamese.cleaning"),
    ("pledges/units/rules.py", "import pledges.foundation.errors"),
    ("pledges/units/tables.py", "import sqlalchemy, pledges.units.rules"),
    ("pledges/units/acts.py", "import pledges.units.tables"),
    ("pledges/units/pages.py", "import flask, forms.base, pledges.units.acts"),
    ("pledges/feedback/acts.py", "import pledges.units.acts"),
    ("pledges/works/acts.py", "import pledges.units.acts"),
)
_STAIRS = "Rooms know only the rooms below them"
BROKEN = (
    ("pledges/units/acts.py", "import pledges.works.acts", "pledges.units is not allowed to import", _STAIRS),
    (
        "pledges/works/acts.py",
        "import pledges.feedback.acts",
        "pledges.works is not allowed to import",
        _STAIRS,
    ),
    (
        "pledges/paper/pdf.py",
        "import pledges.foundation.errors",
        "pledges.paper is not allowed to import",
        _STAIRS,
    ),
    ("pledges/attic/acts.py", "", "attic", _STAIRS),
    ("pledges/units/rules.py", "import pledges.units.acts", "pledges.units.rules", "No circle anywhere"),
    ("pledges/units/acts.py", "import app", "pledges.units.acts -> app", "Nobody imports app.py"),
    ("pledges/units/rules.py", "import sqlalchemy", "pledges.units.rules -> sqlalchemy", "rules.py is pure"),
    ("pledges/units/rules.py", "import secrets", "pledges.units.rules -> secrets", "rules.py asks neither"),
    ("pledges/units/tables.py", "import flask", "pledges.units.tables -> flask", "tables.py knows"),
    ("pledges/units/queries.py", "import flask", "pledges.units.queries -> flask", "queries.py knows"),
    ("pledges/units/acts.py", "import forms.base", "pledges.units.acts -> forms.base", "acts.py knows"),
    ("pledges/units/papers.py", "import sqlalchemy", "pledges.units.papers -> sqlalchemy", "papers.py knows"),
    (
        "pledges/units/pages.py",
        "import pledges.units.tables",
        "units.pages -> pledges.units.tables",
        "pages.py knows",
    ),
    ("pledges/units/jobs.py", "import flask", "pledges.units.jobs -> flask", "jobs.py knows"),
    (
        "pledges/units/commands.py",
        "import sqlalchemy",
        "pledges.units.commands -> sqlalchemy",
        "commands.py knows",
    ),
    ("pledges/paper/pdf.py", "import sqlalchemy", "pledges.paper.pdf -> sqlalchemy", "paper/ knows"),
    ("forms/base.py", "import sqlalchemy", "forms.base -> sqlalchemy", "forms/ knows no database"),
    (
        "forms/base.py",
        "import pledges.units.acts",
        "forms.base -> pledges.units.acts",
        "forms/ knows of the rooms",
    ),
    (
        "pledges/foundation/vietnamese/names.py",
        "import flask",
        "vietnamese.names -> flask",
        "Functions on Vietnamese",
    ),
    ("pledges/paper/qr.py", "import weasyprint", "pledges.paper.qr -> weasyprint", "Only paper/pdf.py knows"),
    ("pledges/paper/pdf.py", "import qrcode", "pledges.paper.pdf -> qrcode", "Only paper/qr.py knows"),
    (
        "pledges/units/acts.py",
        "import huey",
        "pledges.units.acts -> huey",
        "Only foundation/background.py knows",
    ),
)


def lint_imports(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)


def build_house(project: Path, lines: tuple[tuple[str, str], ...]) -> None:
    """Write modules, given as path and one line each, under the contracts of ours."""
    (project / ".importlinter").write_bytes((ROOT / ".importlinter").read_bytes())
    for name, line in lines:
        module = project / name
        module.parent.mkdir(parents=True, exist_ok=True)
        with module.open("a", encoding="utf-8") as file:
            file.write(f"{line}\n")
    for package in {folder for name, _ in lines for folder in (project / name).parents}:
        if package.is_relative_to(project) and package != project:
            (package / "__init__.py").touch()


@pytest.fixture(scope="module")
def told_of_broken_house(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the contracts say of a house in which each of them is broken."""
    project = tmp_path_factory.mktemp("broken")
    build_house(project, (*IN_ORDER, *((name, line) for name, line, _, _ in BROKEN)))
    told = lint_imports(project)
    assert told.returncode == 1, told.stdout + told.stderr
    return " ".join(told.stdout.partition("Broken contracts")[2].split())


def imports_in_functions(source: Source) -> Iterator[str]:
    for function in source.functions():
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield source.place(node)


def imports_by_name(source: Source) -> Iterator[str]:
    for node in source.nodes:
        is_from_importlib = isinstance(node, ast.Attribute) and node.attr == "import_module"
        is_alone = isinstance(node, ast.Name) and node.id in ("import_module", "__import__")
        if is_from_importlib or is_alone:
            yield source.place(node)


def test_every_import_contract_is_kept() -> None:
    told = lint_imports(ROOT)

    assert told.returncode == 0, told.stdout + told.stderr


def test_a_house_in_order_keeps_the_contracts(tmp_path: Path) -> None:
    build_house(tmp_path, IN_ORDER)

    told = lint_imports(tmp_path)

    assert told.returncode == 0, told.stdout + told.stderr


@pytest.mark.parametrize(("name", "line", "arrow", "contract"), BROKEN)
def test_the_contracts_find_an_import_that_goes_round_them(
    told_of_broken_house: str, name: str, line: str, arrow: str, contract: str
) -> None:
    assert contract in told_of_broken_house
    assert arrow in told_of_broken_house


def test_no_module_imports_inside_a_function() -> None:
    assert [place for source in all_sources() for place in imports_in_functions(source)] == []


def test_import_by_name_is_for_what_may_be_missing_or_is_heavy() -> None:
    strict = found(tuple(source for source in program_sources() if source.name not in MAY_IMPORT_BY_NAME))

    assert [place for source in strict for place in imports_by_name(source)] == []


def test_migrations_know_no_room_as_they_must_stay_what_they_were() -> None:
    migrations = found(python_sources("pledges/migrations/versions"))

    imported = [
        f"{source.place(node)} imports {name}"
        for source in migrations
        for node in source.nodes
        if isinstance(node, ast.Import | ast.ImportFrom)
        for name in (getattr(node, "module", None) or "", *(alias.name for alias in node.names))
        if name.startswith(("pledges", "forms")) and name != "pledges.migrations.copying"
    ]

    assert imported == []
