"""A questionnaire that is still being written: what it lacks, and how it can be read and checked meanwhile.

A draft may lack texts, in one language or both, and items; in everything else it is a questionnaire. What is lacking
is stood in for, so that one decoder checks drafts and frozen forms alike.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from forms.text import LANGUAGES

STAND_IN = "……"
_GROUP = {"code": "CHUACO", "text": dict.fromkeys(LANGUAGES, STAND_IN)}
_BASIS = {"code": "VOL", "text": dict.fromkeys(LANGUAGES, STAND_IN)}


def completed(mapping: Mapping[str, Any]) -> dict[str, Any]:
    """Return a draft's mapping with stand-ins for what it lacks; a complete one comes back as it is."""
    whole: dict[str, Any] = _with_texts(dict(mapping))
    if whole.get("kind") == "pledge" and not whole.get("items"):
        groups, bases = whole.get("groups") or [_GROUP], whole.get("bases") or [_BASIS]
        item = {
            "code": "CHUACO",
            "group": groups[0]["code"],
            "basis": bases[0]["code"],
            "source": "",
            "audiences": [],
            "text": dict.fromkeys(LANGUAGES, STAND_IN),
        }
        whole |= {"groups": groups, "bases": bases, "items": [item]}
    return whole


def untranslated(mapping: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the places of the texts that are empty in a language, as in ``items.T04.text.en``."""
    return tuple(_empty_texts(mapping, ""))


def is_empty(mapping: Mapping[str, Any]) -> bool:
    """Tell whether there is nothing to pledge, or nothing to answer."""
    if mapping.get("kind") == "pledge":
        return not mapping.get("items")
    return not any(question.get("asked", True) for question in mapping.get("questions", ()))


def _with_texts(part: Any) -> Any:
    if _is_text(part):
        said = next((words for words in part.values() if words.strip()), STAND_IN)
        return {language: words if words.strip() else said for language, words in part.items()}
    if isinstance(part, Mapping):
        return {name: _with_texts(inner) for name, inner in part.items()}
    if isinstance(part, list | tuple):
        return [_with_texts(inner) for inner in part]
    return part


def _empty_texts(part: Any, key: str) -> Iterator[str]:
    if _is_text(part):
        yield from (f"{key}.{language}" for language in LANGUAGES if not part[language].strip())
    elif isinstance(part, Mapping):
        for name, inner in part.items():
            yield from _empty_texts(inner, f"{key}.{name}" if key else name)
    elif isinstance(part, list | tuple):
        for number, inner in enumerate(part):
            code = inner.get("code") if isinstance(inner, Mapping) else None
            yield from _empty_texts(inner, f"{key}.{code or number}")


def _is_text(part: Any) -> bool:
    is_pair = isinstance(part, Mapping) and part.keys() == set(LANGUAGES)
    return is_pair and all(isinstance(words, str) for words in part.values())
