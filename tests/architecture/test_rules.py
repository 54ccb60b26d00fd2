"""Rules are pure: time and chance are handed to them, so that the same values always give the same answer."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Source, found, program_sources

pytestmark = pytest.mark.architecture

CLOCKS = {"now", "today", "utcnow"}


def rules() -> tuple[Source, ...]:
    return found(
        tuple(each for each in program_sources() if each.name.endswith("/rules.py") or "/rules/" in each.name)
    )


def asks_the_clock(source: Source) -> Iterator[str]:
    for node in source.nodes:
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS:
            yield source.place(node)


def draws_chance(source: Source) -> Iterator[str]:
    """A generator with a seed may be handed in, so its type may be known; the shared one may not be asked."""
    for node in source.nodes:
        is_whole = isinstance(node, ast.Import) and "random" in {alias.name for alias in node.names}
        is_more = isinstance(node, ast.ImportFrom) and node.module == "random" and _names(node) != {"Random"}
        if is_whole or is_more:
            yield source.place(node)


def _names(node: ast.ImportFrom) -> set[str]:
    return {alias.name for alias in node.names}


def test_no_rule_asks_the_clock() -> None:
    assert [place for source in rules() for place in asks_the_clock(source)] == []


def test_no_rule_draws_chance_of_its_own() -> None:
    assert [place for source in rules() for place in draws_chance(source)] == []


@pytest.mark.parametrize(
    "line", ["import random", "from random import choice", "from random import Random, seed"]
)
def test_chance_of_ones_own_is_found(line: str) -> None:
    assert list(draws_chance(Source("pledges/units/rules.py", line)))


def test_a_generator_that_is_handed_in_is_no_chance_of_ones_own() -> None:
    source = Source(
        "pledges/demo/rules.py", "from random import Random\ndef pick(chance: Random) -> str: ..."
    )

    assert list(draws_chance(source)) == []
