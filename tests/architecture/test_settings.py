"""Every setting is documented, and nothing is documented that is no setting."""

import re

import pytest

from pledges.config import Config
from tests.architecture.sources import ROOT, all_sources, found

pytestmark = pytest.mark.architecture

NAME = re.compile(r"\bPLEDGES_[A-Z_]+\b")
ROW = re.compile(r"^\| `(PLEDGES_[A-Z_]+)` \|", re.MULTILINE)
PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
OF_THE_PROGRAM, _, OF_THE_TESTS = PAGE.partition("## For the tests only")


# The second only fills in addresses for --lan before the first reads them; the third reads no setting of ours, but
# hands on to the process that shows papers where the system's libraries were put.
MAY_READ = {"pledges/config.py", "pledges/serving.py", "pledges/paper/trying/showing.py"}


def named_in(*sources: str) -> set[str]:
    return {name for source in all_sources() if source.name in sources for name in NAME.findall(source.text)}


def test_the_settings_of_the_program_are_those_of_the_page() -> None:
    assert named_in("pledges/config.py") == set(ROW.findall(OF_THE_PROGRAM)) != set()


def test_no_other_module_of_the_program_reads_a_setting() -> None:
    readers = [
        source.name
        for source in found(
            tuple(each for each in all_sources() if each.name.startswith(("pledges/", "forms/")))
        )
        if "os.environ" in source.text or "os.getenv" in source.text
    ]

    assert set(readers) <= MAY_READ


def test_the_variables_of_the_tests_are_on_the_page_too() -> None:
    used = NAME.findall((ROOT / "run").read_text(encoding="utf-8"))

    assert set(ROW.findall(OF_THE_TESTS)) == {
        "PLEDGES_TEST_POSTGRES",
        "PLEDGES_TEST_REDIS",
        "PLEDGES_ENDURANCE_SCALE",
    }
    assert {name for name in used if not name.endswith("_")} <= set(ROW.findall(OF_THE_TESTS))


def test_the_page_tells_the_defaults_as_they_are() -> None:
    config = Config.from_environment({"XDG_DATA_HOME": "/home/lan/.local/share"})

    assert f"| `{config.port}` |" in OF_THE_PROGRAM
    assert f"| `{config.log}` |" in OF_THE_PROGRAM
    assert f"| `{config.host}`" in OF_THE_PROGRAM
    assert config.data.as_posix() == "/home/lan/.local/share/pledges"


def test_the_example_of_a_province_is_one_the_program_takes() -> None:
    example = PAGE.partition("A province")[2].split("```")[1]
    settings = dict(line.split("=", 1) for line in example.split())

    config = Config.from_environment(settings)

    assert config.public_url == settings["PLEDGES_PUBLIC_URL"]
