"""What can be wrong with the source of a block: plain values; how they are said stands with whoever shows them."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong; ``Fault.name`` names the thing it is wrong with."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    HIDDEN_CHARACTER = "hidden_character"
    SYNTAX = "syntax"
    CONSTRUCT = "construct"
    TOO_DEEP = "too_deep"
    NESTED_LOOP = "nested_loop"
    VALUE = "value"
    FIELD = "field"
    FILTER = "filter"
    NOT_A_LIST = "not_a_list"
    WRONG_KIND = "wrong_kind"
    TAG = "tag"
    ATTRIBUTE = "attribute"
    CLASS = "class"
    LESS_THAN = "less_than"
    MISPLACED_TAG = "misplaced_tag"
    TEXT_OUTSIDE = "text_outside"
    UNCLOSED = "unclosed"
    STRAY_END = "stray_end"
    MUST_USE = "must_use"
    REFUSED_WORD = "refused_word"
    LONG_OUTPUT = "long_output"


@dataclass(frozen=True, order=True)
class Fault:
    """One thing that is wrong; ``line`` counts from 1, 0 where it is no line's fault."""

    line: int
    kind: FaultKind
    name: str = ""
