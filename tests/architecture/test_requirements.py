"""Every package is there for a reason that is written down, at one exact version, for every machine alike."""

import re
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT

pytestmark = pytest.mark.architecture

ASKED_FOR = re.compile(r"^([a-z0-9-]+)(?:\[[a-z]+\])?(.*)$", re.MULTILINE)
LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)", re.MULTILINE)
BLOCK = re.compile(r"^[a-z].*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+(?:    #.*\n)+", re.MULTILINE)
ROW = re.compile(r"^\| ([a-z0-9-]+) \|", re.MULTILINE)


def read(name: str) -> str:
    return Path(ROOT, name).read_text(encoding="utf-8")


def asked_for(name: str) -> dict[str, str]:
    """Package → what is asked of its version."""
    return {package: version for package, version in ASKED_FOR.findall(read(name)) if package[0] != "-"}


def locked(name: str) -> dict[str, str]:
    """Package → exact version."""
    return dict(LOCKED.findall(read(name)))


@pytest.mark.parametrize("name", ["requirements.in", "requirements-seal.in", "requirements-test.in"])
def test_every_package_is_asked_for_at_one_exact_version(name: str) -> None:
    loose = [package for package, version in asked_for(name).items() if not version.startswith("==")]

    assert asked_for(name)
    assert loose == []


@pytest.mark.parametrize("name", ["requirements", "requirements-seal", "requirements-test"])
def test_what_is_locked_is_what_is_asked_for(name: str) -> None:
    asked = {
        package: version.split(";")[0].strip("= ") for package, version in asked_for(f"{name}.in").items()
    }

    assert asked.items() <= locked(f"{name}.txt").items()


def test_the_tests_run_with_the_very_versions_of_the_program() -> None:
    assert locked("requirements.txt").items() <= locked("requirements-test.txt").items()
    assert locked("requirements-seal.txt").items() <= locked("requirements-test.txt").items()


def test_what_seals_goes_beside_the_very_versions_of_the_program() -> None:
    program, extra = locked("requirements.txt"), locked("requirements-seal.txt")

    assert program.keys() & extra.keys()
    assert [package for package in program.keys() & extra.keys() if program[package] != extra[package]] == []


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-seal.txt", "requirements-test.txt"])
def test_every_locked_package_has_its_checksums_and_nothing_of_one_machine(name: str) -> None:
    assert "".join(BLOCK.findall(read(name))) == read(name)
    assert "/" not in read(name)


def all_asked_for() -> dict[str, str]:
    names = ("requirements.in", "requirements-seal.in", "requirements-test.in")
    return {package: version for name in names for package, version in asked_for(name).items()}


def test_every_package_has_a_line_that_tells_why_and_how_to_leave_it() -> None:
    asked = all_asked_for()

    assert set(ROW.findall(read("docs/dependencies.md"))) >= set(asked)


def test_no_line_tells_of_a_package_that_is_gone() -> None:
    packages = read("docs/dependencies.md").partition("## Of the system")[0]
    asked = all_asked_for()

    assert set(ROW.findall(packages)) - {"package"} == set(asked)
