"""Fills the blanks of texts: the campaign's when it opens, the signer's when someone signs."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from forms.text import CAMPAIGN_PLACEHOLDERS, LANGUAGES, PLACEHOLDERS, Text, blanks_in

Values = Mapping[str, str | Text]

# An empty value takes the comma that follows it along: "Địa chỉ: , Thôn Phú Sơn" is never printed.
_BLANK_WITH_COMMA = re.compile(r"\{([^{}]*)\}(, )?")


class PlaceholderMissing(ValueError):
    """A text has blanks for which no value was given."""


class PlaceholderUnknown(ValueError):
    """A value was given for a blank that the texts cannot have, or it holds a brace itself."""


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return the text with every blank filled; a value is inserted as it is, not searched for blanks.

    :raises PlaceholderUnknown: when a value is given for a blank that does not exist
    :raises PlaceholderMissing: when a blank of the text has no value
    """
    _refuse(PlaceholderUnknown, values.keys() - PLACEHOLDERS)
    _refuse(PlaceholderMissing, blanks_in(text) - values.keys())
    return _BLANK_WITH_COMMA.sub(lambda blank: _filled(blank, values), text)


def fill_campaign(mapping: dict[str, Any], values: Values) -> dict[str, Any]:
    """Return a questionnaire's mapping with the campaign's blanks filled; those of the signing stay open.

    :raises PlaceholderUnknown: when a value is for no blank of a campaign, or has a brace in it
    :raises PlaceholderMissing: when a blank of the campaign has no value
    """
    _refuse(PlaceholderUnknown, {name for name in values if not _may_fill(name, values[name])})
    _refuse(PlaceholderMissing, open_campaign_blanks(mapping) - values.keys())
    by_language = {language: _plain(values, language) for language in LANGUAGES}
    filled: dict[str, Any] = map_texts(mapping, lambda text, language: _replace(text, by_language[language]))
    return filled


def open_campaign_blanks(mapping: dict[str, Any]) -> frozenset[str]:
    """Return the blanks of the campaign that are still open anywhere in a questionnaire's mapping."""
    found = {blank for text in _texts_in(mapping) for blank in blanks_in(text)}
    return CAMPAIGN_PLACEHOLDERS & found


def map_texts(part: Any, change: Callable[[str, str], str]) -> Any:
    """Return the same structure with ``change(text, language)`` applied to every bilingual text in it.

    Codes and sources are left alone. What lacks a language stays as it is: refusing it is the decoder's work.
    """
    if isinstance(part, dict):
        if part.keys() == set(LANGUAGES) and all(isinstance(words, str) for words in part.values()):
            return {language: change(words, language) for language, words in part.items()}
        return {key: map_texts(value, change) for key, value in part.items()}
    if isinstance(part, list):
        return [map_texts(value, change) for value in part]
    return part


def _texts_in(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for inner in part.values() if isinstance(part, dict) else part:
            yield from _texts_in(inner)


def _refuse(error: type[ValueError], names: set[str] | frozenset[str]) -> None:
    if names:
        raise error(", ".join(sorted(names)))


def _filled(blank: re.Match[str], values: Mapping[str, str]) -> str:
    value = values[blank[1]]
    return value + (blank[2] or "") if value else ""


def _may_fill(name: str, value: str | Text) -> bool:
    # A brace in a value would be taken for a blank when somebody signs.
    words = value.vi + value.en if isinstance(value, Text) else value
    return name in CAMPAIGN_PLACEHOLDERS and not set("{}") & set(words)


def _plain(values: Values, language: str) -> dict[str, str]:
    return {
        name: value.in_language(language) if isinstance(value, Text) else value
        for name, value in values.items()
    }


def _replace(text: str, values: Mapping[str, str]) -> str:
    for name in blanks_in(text) & values.keys():
        text = text.replace("{" + name + "}", values[name])
    return text
