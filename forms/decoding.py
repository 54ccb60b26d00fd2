"""Builds frozen values from plain mappings (TOML, JSON) and back, naming the key of whatever does not fit."""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, get_args, get_origin, get_type_hints


class ShapeInvalid(ValueError):
    """A mapping does not have the shape of the value; ``key`` is its place, as in ``items.T04.text.en``."""

    def __init__(self, key: str, problem: str) -> None:
        super().__init__(f"{key}: {problem}" if key else problem)
        self.key = key
        self.problem = problem


def decode(kind: Any, value: object, key: str = "") -> Any:
    """Build a value of the annotated kind: dataclass, tuple of one kind, optional, Literal or plain.

    :raises ShapeInvalid: when something is missing, unknown or of another type
    """
    if is_dataclass(kind):
        return _record(kind, value, key)
    origin = get_origin(kind)
    if origin is tuple:
        return _row(get_args(kind)[0], value, key)
    if origin is UnionType:
        return None if value is None else decode(get_args(kind)[0], value, key)
    if origin is Literal:
        return _one_of(get_args(kind), value, key)
    # Exact types: in Python True is also an int, in a catalogue it is a slip.
    if type(value) is not kind:
        raise ShapeInvalid(key, f"must be {kind.__name__}, not {type(value).__name__}")
    return value


def encode(value: Any) -> Any:
    """Turn a value into what JSON can hold: mappings with every field, and lists."""
    if is_dataclass(value):
        return {name: encode(getattr(value, name)) for name in _names(value.__class__)}
    if isinstance(value, tuple):
        return [encode(part) for part in value]
    return value


@lru_cache(maxsize=256)
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _record(kind: Any, value: object, key: str) -> Any:
    if not isinstance(value, Mapping):
        raise ShapeInvalid(key, "must be a table")
    known = {field.name: field for field in fields(kind)}
    for name in value:
        if name not in known:
            raise ShapeInvalid(_below(key, str(name)), "is not known here")
    hints = _hints(kind)
    parts = {
        name: decode(hints[name], value[name], _below(key, name))
        for name, field in known.items()
        if name in value or _needed(field, _below(key, name))
    }
    try:
        return kind(**parts)
    except ShapeInvalid as inner:
        raise ShapeInvalid(_below(key, inner.key), inner.problem) from inner
    except ValueError as inner:
        raise ShapeInvalid(key, str(inner)) from inner


def _needed(field: Field[Any], key: str) -> bool:
    if field.default is MISSING:
        raise ShapeInvalid(key, "is missing")
    return False


def _row(kind: Any, value: object, key: str) -> tuple[Any, ...]:
    if not isinstance(value, list | tuple):
        raise ShapeInvalid(key, "must be a list")
    return tuple(decode(kind, part, _place(key, number, part)) for number, part in enumerate(value))


def _place(key: str, number: int, part: object) -> str:
    """Name a part of a list by its code where it has one: whoever edits the file looks for the code."""
    code = part.get("code") if isinstance(part, Mapping) else None
    return _below(key, code) if isinstance(code, str) else f"{key}[{number}]"


def _one_of(allowed: tuple[Any, ...], value: object, key: str) -> object:
    if value not in allowed:
        raise ShapeInvalid(key, f"must be one of {', '.join(map(str, allowed))}")
    return value


def _below(key: str, name: str) -> str:
    return f"{key}.{name}" if key and name else key or name


@lru_cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
