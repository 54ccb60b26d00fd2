"""Reads one TOML file of the catalogue, as a jurist writes it, into mappings to build values from."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from forms.decoding import ShapeInvalid, decode
from forms.filling import map_texts
from forms.text import LANGUAGES, paragraphs


class CatalogueInvalid(ValueError):
    """A file of the catalogue does not fit; the message names the file and the key in it."""


@dataclass(frozen=True)
class CatalogueFile:
    """One file: its name, for messages, and its tables as read."""

    name: str
    table: Mapping[str, Any]

    @classmethod
    def read(cls, path: Path) -> "CatalogueFile":
        """Read the file.

        :raises CatalogueInvalid: when it is not there or is no TOML, with the line
        """
        try:
            with path.open("rb") as file:
                return cls(path.name, tomllib.load(file))
        except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as unreadable:
            raise CatalogueInvalid(f"{path.name}: {unreadable}") from unreadable

    def rows(self, key: str) -> list[dict[str, Any]]:
        """Return the tables ``[key.CODE]`` as rows with their code, in the order of the file.

        :raises CatalogueInvalid: when the key holds something else
        """
        return [self.row(key, code, content) for code, content in self._tables(self.table.get(key, {}), key)]

    def row(self, key: str, code: str, content: object) -> dict[str, Any]:
        """Return one table as a row: its languages become its text, its options rows of their own.

        :raises CatalogueInvalid: when it is no table
        """
        if not isinstance(content, Mapping):
            raise self.invalid(f"{key}.{code}", "must be a table")
        row = {name: value for name, value in content.items() if name not in LANGUAGES}
        if len(row) < len(content):
            row["text"] = {language: content[language] for language in LANGUAGES if language in content}
        if "options" in row:
            place = f"{key}.{code}.options"
            row["options"] = [self.row(place, *option) for option in self._tables(row["options"], place)]
        if "rows" in row:
            row["rows"] = self._repeating(f"{key}.{code}.rows", row["rows"])
        return {"code": code, **row}

    def codes(self, key: str) -> tuple[str, ...]:
        """Return a list of codes.

        :raises CatalogueInvalid: when the key holds something else
        """
        codes: tuple[str, ...] = self._decoded(tuple[str, ...], self.table.get(key), key)
        return codes

    def decoded(self, kind: Any, mapping: Mapping[str, Any]) -> Any:
        """Build the value, lines of the texts joined.

        :raises CatalogueInvalid: naming the key that does not fit
        """
        return self._decoded(kind, map_texts(dict(mapping), lambda text, language: paragraphs(text)))

    def invalid(self, key: str, problem: str) -> CatalogueInvalid:
        """Return the error that says where and what."""
        return CatalogueInvalid(f"{self.name}: {key}: {problem}")

    def _decoded(self, kind: Any, value: object, key: str = "") -> Any:
        try:
            return decode(kind, value, key)
        except ShapeInvalid as shape:
            raise self.invalid(shape.key, shape.problem) from shape

    def _repeating(self, place: str, block: object) -> object:
        """Turn the questions of each row of a repeating block into rows, like the questions of the form."""
        if not isinstance(block, Mapping):
            raise self.invalid(place, "must be a table")
        inner = f"{place}.questions"
        questions = self._tables(block.get("questions", {}), inner)
        return {**block, "questions": [self.row(inner, *question) for question in questions]}

    def _tables(self, tables: object, key: str) -> list[tuple[str, Any]]:
        if not isinstance(tables, Mapping):
            raise self.invalid(key, "must be tables, one for each code")
        return list(tables.items())
