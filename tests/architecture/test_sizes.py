"""How large a piece may be, so that a newcomer can hold it in one hand."""

import ast

import pytest

from tests.architecture.sources import Function, all_sources, found, program_sources

pytestmark = pytest.mark.architecture

MODULE_LINES = 300
FUNCTION_LINES = 40
ROUTE_LINES = 25
PARAMETERS = 5
NESTING = 4
STEPS_IN = ast.For | ast.While | ast.If | ast.With | ast.Try | ast.Match


def lines_of(function: Function) -> int:
    """Lines from "def" to the end, without the docstring: explaining must not cost anything."""
    first = function.body[0]
    has_docstring = ast.get_docstring(function, clean=False) is not None
    docstring = (first.end_lineno or 0) - first.lineno + 1 if has_docstring else 0
    return (function.end_lineno or 0) - function.lineno + 1 - docstring


def parameters_of(function: Function) -> int:
    """Named parameters, without the object or class itself."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    return len([parameter for parameter in given if parameter.arg not in ("self", "cls")])


def nesting_of(node: ast.AST) -> int:
    """How many blocks stand in each other at most; an "elif" is no deeper than its "if"."""
    deepest = 0
    for name, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                is_elif = isinstance(node, ast.If) and name == "orelse" and isinstance(child, ast.If)
                step = 1 if isinstance(child, STEPS_IN) and not is_elif else 0
                deepest = max(deepest, step + nesting_of(child))
    return deepest


def is_route(function: Function) -> bool:
    marks = ("route", "get", "post")
    return any(
        isinstance(mark, ast.Call) and isinstance(mark.func, ast.Attribute) and mark.func.attr in marks
        for mark in function.decorator_list
    )


def test_no_module_is_longer_than_300_lines() -> None:
    long = {source.name: source.length for source in all_sources() if source.length > MODULE_LINES}

    assert long == {}


def test_no_function_is_longer_than_40_lines() -> None:
    sources = [source for source in all_sources() if "/migrations/versions/" not in source.name]
    functions = found(tuple((source, function) for source in sources for function in source.functions()))

    assert [source.place(each) for source, each in functions if lines_of(each) > FUNCTION_LINES] == []


def test_no_function_asks_for_more_than_5_things() -> None:
    # The parameters of a command are the options a person types.
    sources = [source for source in program_sources() if "/commands" not in source.name]
    functions = [(source, each) for source in sources for each in source.functions()]

    assert [source.place(each) for source, each in functions if parameters_of(each) > PARAMETERS] == []


def test_no_function_is_nested_deeper_than_it_can_be_read() -> None:
    functions = [(source, each) for source in program_sources() for each in source.functions()]

    assert [source.place(each) for source, each in functions if nesting_of(each) >= NESTING] == []


def test_a_route_only_finds_the_actor_asks_one_act_and_answers() -> None:
    functions = [(source, each) for source in program_sources() for each in source.functions()]
    routes = found(tuple((source, each) for source, each in functions if is_route(each)))

    assert [source.place(each) for source, each in routes if lines_of(each) > ROUTE_LINES] == []
