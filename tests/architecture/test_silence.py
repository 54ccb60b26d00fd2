"""What hides a fault is allowed in few places, each with its reason."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, all_sources, found, program_sources

pytestmark = pytest.mark.architecture

# The worker, which goes on with the next piece of work, and the page for what nobody foresaw.
MAY_CATCH_EVERYTHING = {
    "pledges/foundation/background.py",
    "pledges/foundation/error_pages.py",
    "pledges/prints/working.py",
}
# Whatever is written goes through the first; the second changes the shape of the tables before anything is written.
MAY_COMMIT = {"pledges/foundation/database.py", "pledges/foundation/migrating.py"}

SILENCER = re.compile(r"#\s*(noqa|type:\s*ignore|pragma:|ruff:|mypy:)")
# A rule by its name, and behind another "#" or a dash the reason.
WITH_REASON = re.compile(
    r"#\s*(noqa: [A-Z]+\d+|type: ignore\[[\w, -]+\]|pragma: no (cover|branch)).*?\s(#|-|–)\s+\S"
)
UNNUMBERED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b(?!.*#\d+)")


def caught_everything(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler):
            names = ast.unparse(node.type).strip("()").split(", ") if node.type else ["everything"]
            if {"everything", "Exception", "BaseException"} & set(names):
                yield source.place(node)


def swallowed(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.ExceptHandler) and node.type is None:
            yield source.place(node)


def commits(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr == "commit":
            yield source.place(node)


def test_everything_is_caught_only_by_the_worker_and_the_page_for_faults() -> None:
    strict = found(tuple(source for source in program_sources() if source.name not in MAY_CATCH_EVERYTHING))

    assert [place for source in strict for place in caught_everything(source)] == []


def test_no_error_is_caught_without_a_name() -> None:
    assert [place for source in all_sources() for place in swallowed(source)] == []


def test_only_the_database_commits() -> None:
    strict = found(tuple(source for source in program_sources() if source.name not in MAY_COMMIT))

    assert [place for source in strict for place in commits(source)] == []


def test_no_rule_is_silenced_without_its_name_and_a_reason() -> None:
    silencers = found(tuple(each for source in all_sources() for each in source.comments(SILENCER)))

    assert [each for each in silencers if not WITH_REASON.search(each[1])] == []


def test_what_is_left_to_do_has_an_issue_number() -> None:
    assert [each for source in all_sources() for each in source.comments(UNNUMBERED)] == []


@pytest.mark.parametrize(
    "comment",
    ["# noqa", "# noqa: E501", "# type: ignore", "# type: ignore[misc]", "# pragma: no cover"],
)
def test_a_silencer_without_name_or_reason_is_found(comment: str) -> None:
    assert SILENCER.search(comment)
    assert not WITH_REASON.search(comment)
