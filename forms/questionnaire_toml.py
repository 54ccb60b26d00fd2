"""A questionnaire as a TOML file that staff read, change and hand in again; nothing handed in is trusted."""

import textwrap
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import tomlkit
from tomlkit.items import InlineTable, Table

from forms.bank_check import check_bank
from forms.catalogue_file import CatalogueFile, CatalogueInvalid
from forms.catalogue_reader import questionnaire_of
from forms.decoding import ShapeInvalid
from forms.filling import map_texts
from forms.questionnaire import Questionnaire
from forms.text import LANGUAGES, paragraphs
from forms.toml_problems import TomlInvalid, misfitting
from forms.toml_reading import MOST_BYTES, read_toml

_LINE = 110
# Lists whose parts stand in tables named by their codes, in the order of the file.
_TABLES = ("groups", "bases", "notices", "items", "sections", "questions", "consents", "passages")
# Files of the catalogue name items and scales by code; an exported file holds them whole.
_OF_THE_CATALOGUE = frozenset({"bank", "scales", "not_applicable"})

__all__ = ["MOST_BYTES", "TomlInvalid", "from_toml", "to_toml"]


def to_toml(questionnaire: Questionnaire) -> str:
    """Return the whole questionnaire as TOML, in the style of the catalogue's files; `from_toml` reads it back.

    What has its usual value is left out.
    """
    content = _said(questionnaire)
    document = tomlkit.document()
    for name, value in content.items():
        if not isinstance(value, dict) and name not in _TABLES:
            document.append(name, value)
    for name, value in content.items():
        if isinstance(value, dict):
            document.append(name, _table(value))
    for name in _TABLES:
        if name in content:
            document.append(name, _tables(content[name]))
    # A long text begins below its name; the reader drops the first line break after the quotation marks.
    return tomlkit.dumps(document).replace('= """', '= """\n')


def from_toml(text: str) -> Questionnaire:
    """Build a questionnaire from TOML: one that `to_toml` wrote, or one in the style of the catalogue's files.

    A text that ends in a line break is read like those of the catalogue: its lines are joined, an empty line keeps
    paragraphs apart. Items of the bank must say what the bank says of them.

    :raises TomlInvalid: naming the line or the key that does not fit
    """
    try:
        questionnaire = _questionnaire(CatalogueFile("TOML", read_toml(text)))
        check_bank(questionnaire)
    except ShapeInvalid as shape:
        raise misfitting(shape.key, shape.problem) from shape
    except CatalogueInvalid as slip:
        _, key, problem = str(slip).split(": ", 2)
        raise misfitting(key, problem) from slip
    return questionnaire


def _questionnaire(file: CatalogueFile) -> Questionnaire:
    if _OF_THE_CATALOGUE & set(file.table):
        return questionnaire_of(file)
    rows = {name: file.rows(name) for name in _TABLES if name in file.table}
    joined = map_texts(
        {**file.table, **rows}, lambda text, language: paragraphs(text) if text.endswith("\n") else text
    )
    return Questionnaire.from_mapping(joined)


def _said(part: Any) -> Any:
    """Return what a part says beyond the usual, as mappings and lists."""
    if isinstance(part, tuple):
        return [_said(inner) for inner in part]
    if not is_dataclass(part):
        return part
    values = {field.name: (getattr(part, field.name), field.default) for field in fields(part)}
    return {name: _said(value) for name, (value, usual) in values.items() if value != usual}


def _tables(parts: list[dict[str, Any]]) -> Table:
    """Return one table for each part, named by its code."""
    tables = tomlkit.table(is_super_table=True)
    for part in parts:
        tables.append(part["code"], _table(part))
    return tables


def _table(part: dict[str, Any]) -> Table:
    table = tomlkit.table()
    for path, value in _lines(part):
        table.append(tomlkit.key(path), value)
    # Tables come last: what followed them would be theirs.
    if isinstance(part.get("rows"), dict):
        rows = _table(part["rows"])
        rows.append("questions", _tables(part["rows"]["questions"]))
        table.append("rows", rows)
    return table


def _lines(part: dict[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[list[str], Any]]:
    """Give what stands in one table as (key, value), texts language by language."""
    for name, value in part.items():
        path = [*above, name]
        if name == "options":
            yield from (([*path, option["code"]], _inline(option["text"])) for option in value)
        elif name == "suggestions":
            offered = tomlkit.array().multiline(True)
            offered.extend(_inline(words) for words in value)
            yield path, offered
        elif _is_text(value):
            into = list(above) if name == "text" else path
            yield from (([*into, language], _words(value[language])) for language in LANGUAGES)
        elif name == "condition":
            yield from _lines(value, (name,))
        elif not isinstance(value, dict) and name not in ("code", "questions"):
            yield path, value


def _is_text(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == set(LANGUAGES)


def _inline(words: dict[str, str]) -> InlineTable:
    table = tomlkit.inline_table()
    for language in LANGUAGES:
        table.append(language, words[language])
    return table


def _words(text: str) -> Any:
    """Write a long text in lines as people write it, where that is read back as the same text."""
    blocks = (
        textwrap.wrap(block, _LINE, break_long_words=False, break_on_hyphens=False)
        for block in text.split("\n\n")
    )
    lines = "\n\n".join("\n".join(block) for block in blocks) + "\n"
    if len(text) <= _LINE or paragraphs(lines) != text:
        return tomlkit.string(text)
    return tomlkit.string(lines, multiline=True)
