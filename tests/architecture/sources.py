"""Reads the project's own source for the tests of this folder; every sweep over it must find something."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).parents[2]
PROGRAM = ("app.py", "forms", "pledges")
EVERYTHING = (*PROGRAM, "benchmarks", "tests")

Function = ast.FunctionDef | ast.AsyncFunctionDef
_Thing = TypeVar("_Thing")


@dataclass(frozen=True)
class Source:
    """One Python file; ``name`` is its path within the project, with slashes."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text, self.name)

    @property
    def length(self) -> int:
        """The number of lines."""
        return self.text.count("\n")

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Everything in the tree."""
        return list(ast.walk(self.tree))

    def functions(self) -> Iterator[Function]:
        """Every function and method, nested ones as well."""
        return (node for node in self.nodes if isinstance(node, Function))

    def comments(self, holding: re.Pattern[str]) -> Iterator[tuple[str, str]]:
        """The comments that hold a pattern, each with its place; a "#" inside a string is none."""
        if not holding.search(self.text):
            return
        for token in tokenize.generate_tokens(io.StringIO(self.text).readline):
            if token.type == tokenize.COMMENT and holding.search(token.string):
                yield f"{self.name}:{token.start[0]}", token.string

    def place(self, node: ast.AST) -> str:
        """Where a node stands, as an editor opens it."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"


@cache
def python_sources(*below: str) -> tuple[Source, ...]:
    """Return the Python files of the named files and folders, in order of name."""
    return tuple(_read(path) for path in files(*below, suffixes=(".py",)))


@cache
def _read(path: Path) -> Source:
    # Kept, so that each file is parsed once for all tests.
    return Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))


def program_sources() -> tuple[Source, ...]:
    """Return what runs at the offices: the program without its tests and measurements."""
    return found(python_sources(*PROGRAM))


def all_sources() -> tuple[Source, ...]:
    """Return every Python file of the project."""
    return found(python_sources(*EVERYTHING))


def files(*below: str, suffixes: tuple[str, ...]) -> list[Path]:
    """Return the files with one of the suffixes in the named files and folders, in order of name."""
    tops = [ROOT / name for name in below]
    nested = (path for top in tops for path in top.rglob("*") if "__pycache__" not in path.parts)
    return sorted(path for path in (*tops, *nested) if path.is_file() and path.suffix in suffixes)


def found(things: tuple[_Thing, ...]) -> tuple[_Thing, ...]:
    """Return the things, and fail if there are none: a sweep over nothing would always pass."""
    assert things, "the sweep found nothing; check the test"
    return things
