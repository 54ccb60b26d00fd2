"""The language of blocks: what of Jinja staff may write. The parsed tree is walked; what is not listed is refused.

Values, ``if``, ``for`` over a given list (not within another), comparisons and a few filters. No call, no attribute
but a named field of a list's item, no arithmetic: so nothing grows beyond what it was given.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pledges.foundation.vietnamese.dates import official_date, short_date
from pledges.foundation.vietnamese.names import title_name
from pledges.paper.block_faults import Fault, FaultKind

MAX_SOURCE_CHARACTERS = 8000
"""The longest block of the plan's papers has 1,500 characters."""

_MAX_DEPTH = 12
_LOOP_FIELDS = ("index", "first", "last", "length")
_CHILDREN_OF_EXPRESSIONS = (nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr)
_WRITTEN = {
    nodes.Assign: "set", nodes.AssignBlock: "set", nodes.Macro: "macro", nodes.Include: "include",
    nodes.Import: "import", nodes.FromImport: "from", nodes.Extends: "extends", nodes.CallBlock: "call",
    nodes.FilterBlock: "filter", nodes.Block: "block", nodes.With: "with", nodes.Call: "( )",
    nodes.Scope: "autoescape", nodes.Getitem: "[ ]", nodes.Slice: "[:]", nodes.Mul: "*",
    nodes.Pow: "**", nodes.Mod: "%", nodes.Add: "+", nodes.Sub: "-", nodes.Div: "/", nodes.FloorDiv: "//",
    nodes.Concat: "~", nodes.Neg: "-", nodes.Pos: "+", nodes.List: "[…]", nodes.Tuple: "(…)", nodes.Dict: "{…}",
    nodes.Test: "is",
}  # fmt: skip


class FilterMismatch(ValueError):
    """A filter was given a value of a kind it cannot take, or a list was to be printed as it is."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class FieldMissing(LookupError):
    """An item of a list lacks a field."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Use:
    """A value that a source uses, and where; ``field`` is what is asked of the items of a list."""

    name: str
    line: int
    is_list: bool = False
    field: str = ""


@dataclass(frozen=True)
class Reading:
    """A source as it was read: what is wrong with its language, which values it uses, its tree (None if unreadable)."""

    faults: tuple[Fault, ...]
    uses: tuple[Use, ...]
    tree: nodes.Template | None


def _official_date(value: Any) -> str:
    if not isinstance(value, date):
        raise FilterMismatch("official_date")
    return official_date(value)


def _short_date(value: Any) -> str:
    if not isinstance(value, date):
        raise FilterMismatch("short_date")
    return short_date(value)


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str):
        raise FilterMismatch(name)
    return str(value)


def _joined(value: Any, between: str = ", ") -> str:
    if not isinstance(value, Sequence) or isinstance(value, str):
        raise FilterMismatch("join")
    return between.join(_text(each, "join") for each in value)


def _printed(value: Any) -> Any:
    """Print a date as "05/02/2026"; a list or an item with fields cannot be printed as it is."""
    if isinstance(value, date):
        return short_date(value)
    if isinstance(value, Mapping | LoopContext) or (
        isinstance(value, Sequence) and not isinstance(value, str)
    ):
        raise FilterMismatch("join")
    return value


FILTERS = {
    "official_date": _official_date,
    "short_date": _short_date,
    "upper": lambda value: _text(value, "upper").upper(),
    "lower": lambda value: _text(value, "lower").lower(),
    "title": lambda value: title_name(_text(value, "title")),
    "join": _joined,
}
"""The filters there are, by name; ``join`` alone takes something, the text between."""


class _BlockEnvironment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with nothing in it: no global name, the short list of filters, fields of mappings only."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        if isinstance(obj, LoopContext) and attribute in _LOOP_FIELDS:
            return getattr(obj, attribute)
        if isinstance(obj, Mapping) and obj.get(attribute) is not None:
            return obj[attribute]
        raise FieldMissing(attribute)

    def getitem(self, _obj: Any, argument: Any) -> Any:
        raise FieldMissing(str(argument))


@lru_cache(maxsize=1)
def block_environment() -> ImmutableSandboxedEnvironment:
    """Give the environment of blocks; every value is escaped."""
    made = _BlockEnvironment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_printed,
        auto_reload=False,
        keep_trailing_newline=True,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters = dict(FILTERS)
    return made


@lru_cache(maxsize=512)
def read_source(source: str) -> Reading:
    """Read a block's source; nothing is run."""
    if len(source) > MAX_SOURCE_CHARACTERS:
        return Reading((Fault(0, FaultKind.TOO_LONG),), (), None)
    hidden = tuple(_hidden_characters(source))
    if hidden:
        return Reading(hidden, (), None)
    try:
        tree = block_environment().parse(source)
        walk = _Walk()
        walk.body(tree.body)
    except TemplateSyntaxError as error:
        return Reading((Fault(error.lineno, FaultKind.SYNTAX),), (), None)
    # Numbers of thousands of digits and thousands of brackets end the parser in these ways.
    except (ValueError, OverflowError, RecursionError):
        return Reading((Fault(0, FaultKind.TOO_DEEP),), (), None)
    return Reading(tuple(walk.faults), tuple(walk.uses), tree)


def _hidden_characters(source: str) -> Iterable[Fault]:
    """Find what cannot be seen but turns or ends text: controls, halves of characters, marks of direction."""
    for number, line in enumerate(source.split("\n"), start=1):
        for letter in line.rstrip("\r"):
            if (letter < " " and letter != "\t") or "\x7f" <= letter <= "\x9f" or _turns_text(letter):
                yield Fault(number, FaultKind.HIDDEN_CHARACTER, f"U+{ord(letter):04X}")


def _turns_text(letter: str) -> bool:
    return (
        "\u2028" <= letter <= "\u202e" or "\u2066" <= letter <= "\u2069" or "\ud800" <= letter <= "\udfff"
        or letter in "\u200e\u200f\ufffe\uffff"
    )  # fmt: skip


class _Walk:
    """Walks the tree and notes what is not allowed, and which values are used."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.uses: list[Use] = []
        self._depth = 0
        # The name of the item within a loop, and the name of the list it goes through.
        self._loop: tuple[str, str] | None = None

    def body(self, body: Iterable[nodes.Node]) -> None:
        self._depth += 1
        for node in body if self._is_shallow(body) else ():
            if isinstance(node, nodes.Output):
                for part in node.nodes:
                    self._expression(part)
            elif isinstance(node, nodes.If):
                self._if(node)
            elif isinstance(node, nodes.For):
                self._for(node)
            else:
                self._refuse(node)
        self._depth -= 1

    def _is_shallow(self, body: Iterable[nodes.Node]) -> bool:
        if self._depth > _MAX_DEPTH:
            self.faults.append(Fault(next((node.lineno for node in body), 0), FaultKind.TOO_DEEP))
        return self._depth <= _MAX_DEPTH

    def _if(self, node: nodes.If) -> None:
        self._expression(node.test)
        for body in (node.body, node.elif_, node.else_):
            self.body(body)

    def _for(self, node: nodes.For) -> None:
        if self._loop:
            self.faults.append(Fault(node.lineno, FaultKind.NESTED_LOOP))
        elif not isinstance(node.iter, nodes.Name) or not isinstance(node.target, nodes.Name):
            self.faults.append(Fault(node.lineno, FaultKind.NOT_A_LIST))
        elif node.recursive or node.test or node.else_ or node.target.name.startswith("_"):
            self._refuse(node)
        else:
            self.uses.append(Use(node.iter.name, node.lineno, is_list=True))
            self._loop = node.target.name, node.iter.name
            self.body(node.body)
            self._loop = None

    def _expression(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Name):
            self._name(node)
        elif isinstance(node, nodes.Getattr):
            self._field(node)
        elif isinstance(node, nodes.Filter):
            self._filter(node)
        elif isinstance(node, _CHILDREN_OF_EXPRESSIONS):
            self._parts(node)
        elif isinstance(node, nodes.Const):
            self._constant(node)
        elif not isinstance(node, nodes.TemplateData):
            self._refuse(node)

    def _parts(self, node: nodes.Node) -> None:
        self._depth += 1
        if isinstance(node, nodes.CondExpr) and node.expr2 is None:
            self._refuse(node)
        for part in node.iter_child_nodes() if self._is_shallow([node]) else ():
            self._expression(part)
        self._depth -= 1

    def _name(self, node: nodes.Name) -> None:
        if self._loop and node.name == self._loop[0]:
            return
        if node.name == "loop" or node.name.startswith("_"):
            self._refuse(node, node.name)
        self.uses.append(Use(node.name, node.lineno))

    def _field(self, node: nodes.Getattr) -> None:
        of = node.node.name if isinstance(node.node, nodes.Name) else ""
        if self._loop and of == "loop" and node.attr in _LOOP_FIELDS:
            return
        if self._loop is None or of != self._loop[0] or node.attr.startswith("_"):
            self._refuse(node, f".{node.attr}")
        else:
            self.uses.append(Use(self._loop[1], node.lineno, field=node.attr))

    def _filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTERS or node.node is None:
            self.faults.append(Fault(node.lineno, FaultKind.FILTER, node.name))
            return
        has_text = len(node.args) == 1 and isinstance(node.args[0], nodes.Const)
        if (
            node.kwargs
            or node.dyn_args
            or node.dyn_kwargs
            or (node.args and not (has_text and node.name == "join"))
        ):
            self._refuse(node, f"{node.name}(…)")
        for part in node.args:
            self._expression(part)
        self._parts_of_filter(node.node)

    def _parts_of_filter(self, node: nodes.Node) -> None:
        self._depth += 1
        if self._is_shallow([node]):
            self._expression(node)
        self._depth -= 1

    def _constant(self, node: nodes.Const) -> None:
        if isinstance(node.value, str) and any(_hidden_characters(node.value)):
            self.faults.append(Fault(node.lineno, FaultKind.HIDDEN_CHARACTER))

    def _refuse(self, node: nodes.Node, name: str = "") -> None:
        written = name or _WRITTEN.get(type(node), type(node).__name__.lower())
        # Not every node of Jinja's knows its line.
        self.faults.append(Fault(node.lineno or 0, FaultKind.CONSTRUCT, written))
